package weburl

import "strings"

// The classes of bytes in a URL.
const (
	unreserved   = 1 << iota // may stand unescaped anywhere, and is decoded
	pathByte                 // may stand in a path
	queryByte                // may stand in a query
	fragmentByte             // may stand in a fragment
	hexByte
)

// classes follows RFC 3986; brackets are let through in queries, where sites
// write them.
var classes = func() (table [256]uint8) {
	set := func(class uint8, bytes string) {
		for _, c := range []byte(bytes) {
			table[c] |= class
		}
	}
	const alphabet = "abcdefghijklmnopqrstuvwxyz"
	const free = alphabet + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "0123456789" + "-._~"
	const more = "!$&'()*+,;=:@/"
	set(unreserved, free)
	set(pathByte, free+more)
	set(queryByte|fragmentByte, free+more+"?[]")
	set(hexByte, "0123456789abcdefABCDEF")
	return table
}()

// normalEscapes writes a piece of a URL so that whatever must be escaped is,
// in upper-case hex, and what need not be is not (RFC 3986 section 6.2.2). A
// percent sign that escapes nothing becomes %25. It returns s itself if there
// is nothing to do.
func normalEscapes(s string, class uint8) string {
	at := 0
	for at < len(s) && classes[s[at]]&class != 0 {
		at++
	}
	if at == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	b.WriteString(s[:at])
	for i := at; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%' && i+2 < len(s) && classes[s[i+1]]&classes[s[i+2]]&hexByte != 0:
			c = hexValue(s[i+1])<<4 | hexValue(s[i+2])
			i += 2
			if classes[c]&unreserved != 0 {
				b.WriteByte(c)
			} else {
				writeEscape(&b, c)
			}
		case classes[c]&class != 0:
			b.WriteByte(c)
		default:
			writeEscape(&b, c)
		}
	}
	return b.String()
}

func writeEscape(b *strings.Builder, c byte) {
	const hex = "0123456789ABCDEF"
	b.WriteByte('%')
	b.WriteByte(hex[c>>4])
	b.WriteByte(hex[c&15])
}

func hexValue(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}

// cleanPath normalises escapes, drops session ids and resolves dot segments.
func cleanPath(path string) string {
	path = normalEscapes(path, pathByte)
	if strings.IndexByte(path, ';') >= 0 {
		path = withoutSession(path)
	}
	if strings.Contains(path, "/.") {
		path = withoutDots(path)
	}
	return path
}

const session = ";jsessionid="

// withoutSession drops Java's session ids from the segments of a path.
func withoutSession(path string) string {
	for {
		start := indexFold(path, session)
		if start < 0 {
			return path
		}
		end := len(path)
		if slash := strings.IndexAny(path[start+1:], "/;"); slash >= 0 {
			end = start + 1 + slash
		}
		path = path[:start] + path[end:]
	}
}

func indexFold(s, lower string) int {
	for i := 0; i+len(lower) <= len(s); i++ {
		if strings.EqualFold(s[i:i+len(lower)], lower) {
			return i
		}
	}
	return -1
}

// withoutDots resolves the segments "." and ".." (RFC 3986 section 5.2.4).
func withoutDots(path string) string {
	kept := make([]string, 0, 16)
	last := ""
	for segment := range strings.SplitSeq(path[1:], "/") {
		last = segment
		switch segment {
		case ".":
		case "..":
			kept = kept[:max(0, len(kept)-1)]
		default:
			kept = append(kept, segment)
		}
	}
	path = "/" + strings.Join(kept, "/")
	if (last == "." || last == "..") && len(kept) > 0 {
		path += "/"
	}
	return path
}

// keptFragment returns the fragment if it names a page of its own, as paths
// after "#!" do on sites that are one script; otherwise "".
func keptFragment(fragment string) string {
	if !strings.HasPrefix(fragment, "!/") || len(fragment) < 3 {
		return ""
	}
	return normalEscapes(fragment, fragmentByte)
}
