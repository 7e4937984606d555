package feed

import (
	"net/url"
	"slices"
	"strings"

	"dateline/internal/weburl"
)

// link returns ref as an absolute http or https URL, resolved against base
// where it is relative, or "". What is absolute is kept as written.
func link(base, ref string) string {
	ref = tidy(ref)
	if ref == "" {
		return ""
	}
	if scheme, rest, ok := strings.Cut(ref, ":"); ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")) {
		if rest = strings.TrimLeft(rest, "/"); rest == "" {
			return ""
		}
		if plainURL(ref) {
			return ref
		}
		if u, err := url.Parse(ref); err == nil && u.Host != "" {
			return ref
		}
	}
	return weburl.Resolve(base, ref)
}

// plainURL reports whether an absolute URL is so plain that any parser takes it
// as it is.
func plainURL(s string) bool {
	_, rest, ok := strings.Cut(s, "://")
	return ok && rest != "" && letterOrDigit(rest[0]) && !strings.ContainsFunc(rest, func(r rune) bool {
		return r >= 0x80 || !letterOrDigit(byte(r)) && !strings.ContainsRune("-._~/?#&=+,;!()", r)
	})
}

func letterOrDigit(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' }

// join resolves a base; any scheme but a script's will do.
func join(base, ref string) string {
	ref = tidy(ref)
	u, err := url.Parse(ref)
	if err != nil {
		return base
	}
	if parent, err := url.Parse(base); err == nil && base != "" {
		u = parent.ResolveReference(u)
	}
	if !u.IsAbs() || u.Host == "" {
		return base
	}
	return u.String()
}

// tidy takes out the line breaks and controls that editors leave in URLs, and
// encodes blanks.
func tidy(ref string) string {
	ref = strings.TrimFunc(ref, func(r rune) bool { return r <= ' ' || r == 0xA0 || r == 0x200B || r == 0xFEFF })
	if !strings.ContainsFunc(ref, func(r rune) bool { return r <= ' ' }) {
		return ref
	}
	var b strings.Builder
	blank := false
	for _, r := range ref {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			blank = true
		case r == ' ' && !blank:
			b.WriteString("%20")
		case r > ' ':
			blank = false
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isURL reports whether s is an absolute web address.
func isURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// mostLabels is how many categories, or links of one kind, an item is read with.
const mostLabels = 500

// add appends s where it is neither empty nor there, and there is room.
func add(all []string, s string) []string {
	if s == "" || len(all) == mostLabels || slices.Contains(all, s) {
		return all
	}
	return append(all, s)
}

// first returns the first of all that is not empty.
func first(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}
