package export

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// surt returns the key of a URL in an index: the host's labels in reverse
// order, then path and query, so that a site's URLs stand together. It follows
// what pywb asks for: the rules of the Internet Archive's "surt" for Python,
// under which scheme, user info, "www", default ports, case, the order of
// parameters, session ids and a slash at the end make no difference. A URL
// that is not of the web is its own key.
func surt(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return strings.ReplaceAll(raw, " ", "%20")
	}
	host := www.ReplaceAllString(strings.Trim(strings.ToLower(u.Hostname()), "."), "")
	if !strings.Contains(host, ":") {
		labels := strings.Split(host, ".")
		slices.Reverse(labels)
		host = strings.Join(labels, ",")
	}
	if port := u.Port(); port != "" && u.Scheme+port != "http80" && u.Scheme+port != "https443" {
		host += ":" + port
	}
	path := tidyPath(strings.ToLower(escaped(u.EscapedPath())))
	for _, session := range pathSessions {
		path = session.ReplaceAllString(path, "$1$2")
	}
	if path != "/" {
		path = strings.TrimSuffix(path, "/")
	}
	if query := tidyQuery(strings.ToLower(escaped(u.RawQuery))); query != "" {
		path += "?" + query
	}
	return host + ")" + path
}

var (
	www = regexp.MustCompile(`^www\d*\.`)
	// pathSessions are session ids that servers write into paths.
	pathSessions = []*regexp.Regexp{
		regexp.MustCompile(`^(.*/)(?:\((?:[a-z]\([0-9a-z]{24}\))+\)/)([^?]+\.aspx.*)$`),
		regexp.MustCompile(`^(.*/)(?:\([0-9a-z]{24}\)/)([^?]+\.aspx.*)$`),
		regexp.MustCompile(`^(.*);jsessionid=[0-9a-z]{32}(.*)$`),
	}
	// querySessions are parameters that hold a session id and nothing else.
	querySessions = regexp.MustCompile(`^(?:jsessionid=[0-9a-z]{32}|phpsessid=[0-9a-z]{32}|sid=[0-9a-z]{32}|aspsessionid[a-z]{8}=[a-z]{24})$`)
)

// escaped undoes all escapes, however often they were put on, and escapes what
// cannot stand in a URL.
func escaped(s string) string {
	for range 10 {
		plain := unescaped(s)
		if plain == s {
			break
		}
		s = plain
	}
	const digits = "0123456789abcdef"
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || c == '#' || c == '%' {
			b.WriteString(string([]byte{'%', digits[c>>4], digits[c&15]}))
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// unescaped undoes the escapes that are some.
func unescaped(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if c, err := url.PathUnescape(s[i : i+3]); err == nil {
				b.WriteString(c)
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// tidyPath resolves dots and takes doubled slashes for one.
func tidyPath(path string) string {
	var kept []string
	for part := range strings.SplitSeq(path, "/") {
		switch part {
		case "", ".":
		case "..":
			kept = kept[:max(0, len(kept)-1)]
		default:
			kept = append(kept, part)
		}
	}
	tidy := "/" + strings.Join(kept, "/")
	if len(kept) > 0 && strings.HasSuffix(path, "/") {
		tidy += "/"
	}
	return tidy
}

// tidyQuery sorts parameters by name, then value, and drops session ids.
func tidyQuery(query string) string {
	parts := slices.DeleteFunc(strings.Split(query, "&"), querySessions.MatchString)
	slices.SortStableFunc(parts, func(a, b string) int {
		nameA, valueA, _ := strings.Cut(a, "=")
		nameB, valueB, _ := strings.Cut(b, "=")
		return cmp.Or(strings.Compare(nameA, nameB), strings.Compare(valueA, valueB))
	})
	return strings.Join(parts, "&")
}
