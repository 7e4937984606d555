package weburl

import (
	"slices"
	"strings"
	"unicode"
)

// Display returns a URL for people to read: without user info, with secrets in
// its parameters replaced by "…", its host in Unicode where that deceives
// nobody, and control and invisible characters escaped. It takes anything, and
// hides what looks like user info or a secret in that, too.
func Display(raw string) string {
	s := tidy(raw)
	rest, fragment, hasFragment := strings.Cut(s, "#")
	rest, query, hasQuery := strings.Cut(rest, "?")
	var b strings.Builder
	b.Grow(len(s))
	before, authority, after := aroundAuthority(rest)
	b.WriteString(before)
	b.WriteString(displayHost(authority[strings.LastIndexByte(authority, '@')+1:]))
	b.WriteString(withoutSession(after))
	if hasQuery {
		b.WriteByte('?')
		hideSecrets(&b, query)
	}
	if hasFragment {
		b.WriteByte('#')
		hideSecrets(&b, fragment)
	}
	return visible(b.String())
}

// aroundAuthority finds the authority of a URL without query and fragment.
func aroundAuthority(s string) (before, authority, after string) {
	start := 0
	if scheme, rest, ok := strings.Cut(s, ":"); ok && isScheme(scheme) && len(rest) > 1 && strings.IndexByte(`/\`, rest[0]) >= 0 {
		start = len(scheme) + 1
	}
	for start < len(s) && (s[start] == '/' || s[start] == '\\') {
		start++
	}
	end := strings.IndexAny(s[start:], `/\`)
	if end < 0 {
		return s[:start], s[start:], ""
	}
	return s[:start], s[start : start+end], s[start+end:]
}

func displayHost(host string) string {
	name, port, hasPort := strings.Cut(host, ":")
	if !strings.Contains(strings.ToLower(name), "xn--") {
		return host
	}
	shown, err := profile.ToUnicode(name)
	if err != nil || deceptive(shown) {
		return host
	}
	if hasPort {
		return shown + ":" + port
	}
	return shown
}

// hideSecrets writes the parameters of a query with the values of those that
// look secret replaced.
func hideSecrets(b *strings.Builder, query string) {
	for i, piece := range strings.Split(query, "&") {
		if i > 0 {
			b.WriteByte('&')
		}
		name, value, ok := strings.Cut(piece, "=")
		b.WriteString(name)
		if !ok {
			continue
		}
		b.WriteByte('=')
		if value != "" && secret(name) {
			value = "…"
		}
		b.WriteString(value)
	}
}

// secretWords within a parameter's name make its value a secret, and so do
// secretNames standing alone between other characters than letters.
var (
	secretWords = []string{"token", "secret", "passw", "signature", "credential", "session", "apikey", "authkey", "accesskey", "unlocked"}
	secretNames = []string{"auth", "code", "hmac", "jwt", "key", "otp", "pass", "policy", "pwd", "sid", "sig"}
)

func secret(name string) bool {
	name = strings.ToLower(normalEscapes(name, unreserved))
	for _, word := range secretWords {
		if strings.Contains(name, word) {
			return true
		}
	}
	for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if slices.Contains(secretNames, part) {
			return true
		}
	}
	return false
}

// visible escapes the characters that a terminal obeys or nobody sees.
func visible(s string) string {
	at := strings.IndexFunc(s, hidden)
	if at < 0 {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:at])
	for i, r := range s[at:] {
		if !hidden(r) {
			b.WriteRune(r)
			continue
		}
		if r == unicode.ReplacementChar && s[at+i] != "\uFFFD"[0] {
			writeEscape(&b, s[at+i]) // a byte that is not UTF-8
			continue
		}
		for _, c := range []byte(string(r)) {
			writeEscape(&b, c)
		}
	}
	return b.String()
}

func hidden(r rune) bool {
	return r == unicode.ReplacementChar || !unicode.IsPrint(r)
}
