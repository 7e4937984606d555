// Package weburl gives one article one URL.
//
// The rule above all others: two different articles never become one URL. So
// a change is made only where the URL itself shows that it names the same
// article: the order of parameters, trailing slashes, "www.", the scheme and
// every parameter that is not known to track are left as they are. Escapes,
// hosts and dot segments follow RFC 3986 section 6.2 and the WHATWG URL
// standard.
package weburl

import (
	"strings"

	"dateline/internal/fault"
)

// Longest is the length in bytes of the longest URL that is accepted.
const Longest = 8192

// maxWrappers is how many URLs may be wrapped in one another.
const maxWrappers = 4

// Canonical returns the one URL of an article: http or https in lower case,
// host in lower case and punycode, no user info, default port, fragment (but
// for a path after "#!") or tracking parameter, dot segments resolved, escapes
// normalised, the target in place of an AMP cache or a redirecting search
// engine, and the main form in place of an AMP or mobile variant where the URL
// tells it. It is idempotent, and what it returns can be parsed by net/url.
//
// Errors are [fault.Unsupported] for any other scheme, [fault.Usage] for what
// is no URL, and [fault.Hostile] for one that is too long or wrapped too deep.
func Canonical(raw string) (string, error) { return canonical(raw, 0) }

func canonical(raw string, depth int) (string, error) {
	u, err := split(raw)
	if err != nil {
		return "", err
	}
	if u.host, err = normalHost(u.host); err != nil {
		return "", wrong(raw, err.Error())
	}
	u.path = cleanPath(u.path)
	u.query = normalEscapes(u.query, queryByte)
	u.fragment = keptFragment(u.fragment)
	if target := u.wrapped(); target != "" {
		if depth == maxWrappers {
			return "", fault.New(fault.Hostile, "URL %.80q: wrapped too deep", raw)
		}
		inner, err := canonical(target, depth+1)
		if err == nil || fault.CodeOf(err) == fault.Hostile {
			return inner, err
		}
	}
	amp := u.mainForm()
	u.query = withoutTracking(u.query, u.host, amp)
	if u.query == "" && (u.path == "" || u.path == "/index.html" || u.path == "/index.htm" || u.path == "/index.php") {
		u.path = "/"
	}
	return u.join(raw), nil
}

// parts are the pieces of an http or https URL, without their delimiters.
type parts struct {
	scheme   string // "http" or "https"
	user     bool   // there was user info
	host     string // an IPv6 address in brackets
	port     string // "" for the default one
	path     string // "" or with its leading slash
	query    string
	fragment string
}

// join writes the URL; it returns raw itself if that is already what it says.
func (u parts) join(raw string) string {
	n := len(u.scheme) + len("://") + len(u.host) + len(u.path)
	for _, s := range []string{u.port, u.query, u.fragment} {
		if s != "" {
			n += 1 + len(s)
		}
	}
	if n == len(raw) && u.is(raw) {
		return raw
	}
	var b strings.Builder
	b.Grow(n)
	b.WriteString(u.scheme)
	b.WriteString("://")
	b.WriteString(u.host)
	writeWith(&b, ':', u.port)
	b.WriteString(u.path)
	writeWith(&b, '?', u.query)
	writeWith(&b, '#', u.fragment)
	return b.String()
}

func writeWith(b *strings.Builder, delimiter byte, s string) {
	if s != "" {
		b.WriteByte(delimiter)
		b.WriteString(s)
	}
}

// is says whether the URL is written as raw, which has its length.
func (u parts) is(raw string) bool {
	rest, ok := strings.CutPrefix(raw, u.scheme)
	if ok {
		rest, ok = strings.CutPrefix(rest, "://")
	}
	if ok {
		rest, ok = strings.CutPrefix(rest, u.host)
	}
	if ok && u.port != "" {
		rest, ok = strings.CutPrefix(rest[1:], u.port)
	}
	if ok {
		rest, ok = strings.CutPrefix(rest, u.path)
	}
	if ok && u.query != "" {
		if rest[0] != '?' {
			return false
		}
		rest, ok = strings.CutPrefix(rest[1:], u.query)
	}
	if ok && u.fragment != "" {
		ok = rest[0] == '#' && rest[1:] == u.fragment
	}
	return ok
}

func wrong(raw, why string) error {
	return fault.New(fault.Usage, "URL %.80q: %s", raw, why)
}
