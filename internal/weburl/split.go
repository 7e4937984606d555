package weburl

import (
	"strconv"
	"strings"

	"dateline/internal/fault"
)

// split takes an absolute http or https URL apart, as browsers do: white space
// and control characters around it and line breaks within are dropped, and
// backslashes before the query are slashes.
func split(raw string) (parts, error) {
	if len(raw) > Longest {
		return parts{}, tooLong(raw)
	}
	s := tidy(raw)
	scheme, rest, ok := strings.Cut(s, ":")
	if !ok || !isScheme(scheme) {
		return parts{}, wrong(raw, "no scheme such as https://")
	}
	u := parts{}
	switch {
	case strings.EqualFold(scheme, "https"):
		u.scheme = "https"
	case strings.EqualFold(scheme, "http"):
		u.scheme = "http"
	default:
		return parts{}, fault.New(fault.Unsupported, "URL %.80q: neither http nor https", raw)
	}
	rest, ok = strings.CutPrefix(slashes(rest), "//")
	if !ok {
		return parts{}, wrong(raw, "no host")
	}
	authority := rest
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		authority, rest = rest[:end], rest[end:]
	} else {
		rest = ""
	}
	rest, u.fragment, _ = strings.Cut(rest, "#")
	u.path, u.query, _ = strings.Cut(rest, "?")
	authority = authority[strings.LastIndexByte(authority, '@')+1:]
	u.host, u.port, ok = splitPort(authority, u.scheme)
	if !ok {
		return parts{}, wrong(raw, "there is no such port")
	}
	return u, nil
}

// tidy drops what browsers drop before they read a URL.
func tidy(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return r <= ' ' })
	if !strings.ContainsAny(s, "\t\r\n") {
		return s
	}
	return strings.NewReplacer("\t", "", "\r", "", "\n", "").Replace(s)
}

// slashes turns backslashes before the query into slashes.
func slashes(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	end := strings.IndexAny(s, "?#")
	if end < 0 {
		end = len(s)
	}
	return strings.ReplaceAll(s[:end], `\`, "/") + s[end:]
}

// isScheme says whether s can be a scheme by RFC 3986 section 3.1.
func isScheme(s string) bool {
	for i, c := range []byte(s) {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (i == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.') {
			return false
		}
	}
	return s != ""
}

// splitPort takes the port off an authority without user info; a default or
// empty port is "". IPv6 addresses keep their brackets.
func splitPort(authority, scheme string) (host, port string, ok bool) {
	colon := strings.LastIndexByte(authority, ':')
	if colon < 0 || strings.IndexByte(authority[colon:], ']') >= 0 {
		return authority, "", true
	}
	host, port = authority[:colon], authority[colon+1:]
	if port == "" {
		return host, "", true
	}
	for _, c := range []byte(port) {
		if c < '0' || c > '9' {
			return "", "", false
		}
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || n == 0 {
		return "", "", false
	}
	if n == 80 && scheme == "http" || n == 443 && scheme == "https" {
		return host, "", true
	}
	if port[0] == '0' {
		port = strconv.FormatUint(n, 10)
	}
	return host, port, true
}
