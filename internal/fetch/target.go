package fetch

import (
	"errors"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"

	"dateline/internal/fault"
)

// target is a URL that was found fit to be asked.
type target struct {
	url  *url.URL      // ASCII host, no user info, no fragment
	auth *url.Userinfo // what the URL gave away
	key  string        // host:port
}

// newTarget checks a URL: the first of a fetch or one that a redirect names.
// Its address is checked again, and for good, when it is dialled.
func newTarget(u *url.URL) (target, error) {
	if u.Scheme != "http" && u.Scheme != "https" {
		return target{}, fault.New(fault.Unsupported, "scheme %q is neither http nor https", short(u.Scheme))
	}
	host := strings.TrimSuffix(u.Hostname(), ".")
	if host == "" {
		return target{}, fault.New(fault.Unsupported, "no host in the URL")
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	} else if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return target{}, fault.New(fault.Address, "port %q is none", short(port))
	}
	var name string
	if ip, err := netip.ParseAddr(host); err == nil {
		if ip.Zone() != "" || ip.Is4In6() {
			return target{}, fault.New(fault.Address, "host %q is an address in disguise", short(host))
		}
		name = ip.String()
	} else {
		if name, err = idna.Lookup.ToASCII(host); err != nil {
			// Names with underscores and the like do exist in the DNS.
			if name = strings.ToLower(host); !plainName(name) {
				return target{}, fault.New(fault.NoHost, "host %q is not a name", short(host))
			}
		}
		if endsInNumber(name) {
			return target{}, fault.New(fault.Address, "host %q is an address in disguise", short(host))
		}
	}
	clean := *u
	clean.User, clean.Fragment, clean.RawFragment = nil, "", ""
	clean.Host = name
	if strings.Contains(name, ":") {
		clean.Host = "[" + name + "]"
	}
	if u.Port() != "" {
		clean.Host = net.JoinHostPort(name, port)
	}
	if clean.Path == "" && clean.Opaque == "" {
		clean.Path = "/"
	}
	clean.RawQuery = sendableQuery(clean.RawQuery)
	return target{url: &clean, auth: u.User, key: net.JoinHostPort(name, port)}, nil
}

// sendableQuery encodes what url.Parse lets pass in a query and a request line
// cannot hold.
func sendableQuery(q string) string {
	bad := func(c byte) bool { return c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>", c) >= 0 }
	clean := true
	for i := range len(q) {
		clean = clean && !bad(q[i])
	}
	if clean {
		return q
	}
	var b strings.Builder
	for i := range len(q) {
		if bad(q[i]) {
			quote(&b, q[i])
		} else {
			b.WriteByte(q[i])
		}
	}
	return b.String()
}

// parseTarget checks the URL of a request.
func parseTarget(raw string) (target, error) {
	if len(raw) > maxURL {
		return target{}, fault.New(fault.Unsupported, "URL of %d bytes; %d is the end", len(raw), maxURL)
	}
	u, err := url.Parse(raw)
	if err != nil {
		return target{}, fault.New(fault.Unsupported, "not a URL: %w", withoutURL(err))
	}
	return newTarget(u)
}

// redirected checks where a response sends us. Credentials go along only
// within one origin.
func (t target) redirected(location string) (target, error) {
	if location == "" {
		return target{}, fault.New(fault.Redirects, "redirect without a location")
	}
	if len(location) > maxURL {
		return target{}, fault.New(fault.Redirects, "redirect to a URL of %d bytes", len(location))
	}
	u, err := t.url.Parse(location)
	if err != nil {
		return target{}, fault.New(fault.Redirects, "redirect to no URL: %w", withoutURL(err))
	}
	next, err := newTarget(u)
	switch {
	case errors.Is(err, fault.Unsupported):
		return target{}, fault.New(fault.Redirects, "redirect to nowhere: %w", err)
	case err != nil:
		return target{}, err
	}
	if next.auth == nil && next.url.Scheme == t.url.Scheme && next.key == t.key {
		next.auth = t.auth
	}
	return next, nil
}

// withoutURL is the reason alone: url.Error repeats the URL, which may hold a
// password.
func withoutURL(err error) error {
	if e, ok := errors.AsType[*url.Error](err); ok {
		err = e.Err
	}
	return errors.New(short(err.Error()))
}

func plainName(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '.' && r != '_'
	})
}

// endsInNumber tells the spellings of IPv4 addresses that some resolvers take
// for one: 2130706433, 0x7f.1, 127.1 (WHATWG URL, "ends in a number").
func endsInNumber(host string) bool {
	last := host[strings.LastIndexByte(host, '.')+1:]
	if last == "" {
		return false
	}
	if !strings.ContainsFunc(last, func(r rune) bool { return r < '0' || r > '9' }) {
		return true
	}
	hex, ok := strings.CutPrefix(strings.ToLower(last), "0x")
	return ok && strings.Trim(hex, "0123456789abcdef") == ""
}

// short cuts what others wrote down to what fits into a message.
func short(s string) string {
	const most = 120
	s = strings.ToValidUTF8(s, "�")
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
