package weburl

import "strings"

// URI returns an http or https URL for formats that take URIs alone (RFC 3986):
// the host in punycode, what may not stand in one escaped, without user info; ""
// for anything else. Unlike [Canonical] it takes nothing else away. It is
// idempotent.
func URI(raw string) string {
	u, err := split(raw)
	if err != nil {
		return ""
	}
	if u.host, err = normalHost(u.host); err != nil {
		return ""
	}
	u.path, u.query, u.fragment = normalEscapes(u.path, pathByte), normalEscapes(u.query, queryByte), normalEscapes(u.fragment, fragmentByte)
	return u.join(raw)
}

// Link returns a URL that may be followed from a page on a disk: a [URI], or one
// of a file; "" for anything else, such as a script.
func Link(raw string) string {
	if path, ok := strings.CutPrefix(raw, "file://"); ok {
		return "file://" + normalEscapes(path, pathByte)
	}
	return URI(raw)
}
