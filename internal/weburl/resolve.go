package weburl

import (
	"net/url"
	"strings"
)

// Resolve returns the absolute http or https URL that a link on a page means,
// with its fragment and without user info; "" if there is none, as for
// "javascript:", "data:" and "mailto:". Base may be "" for a link that is
// absolute. The result is not canonical.
func Resolve(base, ref string) string {
	if len(base) > Longest || len(ref) > Longest {
		return ""
	}
	target, err := url.Parse(forgiving(ref))
	if err != nil {
		return ""
	}
	if !target.IsAbs() {
		from, err := url.Parse(forgiving(base))
		if err != nil || !from.IsAbs() {
			return ""
		}
		from.Fragment, from.RawFragment = "", ""
		target = from.ResolveReference(target)
	}
	if target.Scheme != "http" && target.Scheme != "https" || target.Hostname() == "" {
		return ""
	}
	target.User = nil
	target.RawQuery = normalEscapes(target.RawQuery, queryByte)
	return target.String()
}

// forgiving writes a link so that net/url reads it as browsers do.
func forgiving(s string) string {
	s = slashes(tidy(s))
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		b.WriteByte(s[i])
		if s[i] == '%' && (i+2 >= len(s) || classes[s[i+1]]&classes[s[i+2]]&hexByte == 0) {
			b.WriteString("25")
		}
	}
	return b.String()
}
