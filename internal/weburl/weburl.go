// Package weburl gives one article one URL.
//
// The rule above all others: two different articles never become one URL. So
// a change is made only where the URL itself shows that it names the same
// article: the order of parameters, trailing slashes, "www.", the scheme and
// every parameter that is not known to track are left as they are. Escapes,
// hosts and dot segments follow RFC 3986 section 6.2 and the WHATWG URL
// standard.
package weburl

import "dateline/internal/fault"

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
	target, wrapper := u.wrapped()
	if target != "" {
		if depth == maxWrappers {
			return "", fault.New(fault.Hostile, "URL %.80q: wrapped too deep", raw)
		}
		inner, err := canonical(target, depth+1)
		if err == nil || fault.CodeOf(err) == fault.Hostile {
			return inner, err
		}
	}
	amp := false
	if !wrapper {
		amp = u.mainForm()
	}
	u.query = withoutTracking(u.query, u.host, amp)
	if u.path == "" || u.query == "" && isRootIndex(u.path) {
		u.path = "/"
	}
	joined := u.join(raw)
	if len(joined) > Longest { // escapes made it so
		return "", tooLong(raw)
	}
	return joined, nil
}

// isRootIndex says whether a path is another name of the root. Below the root
// it might not be: some sites serve "/story/index.html" and not "/story/".
func isRootIndex(path string) bool {
	return path == "/index.html" || path == "/index.htm" || path == "/index.php"
}

// parts are the pieces of an http or https URL, without their delimiters.
type parts struct {
	scheme   string // "http" or "https"
	host     string // an IPv6 address in brackets
	port     string // "" for the default one
	path     string // "" or with its leading slash
	query    string
	fragment string
}

// join writes the URL; it returns raw itself if that is what it says already.
func (u parts) join(raw string) string {
	var buffer [512]byte
	b := append(buffer[:0], u.scheme...)
	b = append(b, "://"...)
	b = append(b, u.host...)
	b = appendWith(b, ':', u.port)
	b = append(b, u.path...)
	b = appendWith(b, '?', u.query)
	b = appendWith(b, '#', u.fragment)
	if string(b) == raw {
		return raw
	}
	return string(b)
}

func appendWith(b []byte, delimiter byte, s string) []byte {
	if s == "" {
		return b
	}
	return append(append(b, delimiter), s...)
}

func tooLong(raw string) error {
	return fault.New(fault.Hostile, "URL %.80q: longer than %d bytes", raw, Longest)
}

func wrong(raw, why string) error {
	return fault.New(fault.Usage, "URL %.80q: %s", raw, why)
}
