package fetch

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/temoto/robotstxt"
)

const (
	agentToken   = "dateline" // our product token in robots.txt
	longestRest  = time.Minute
	longestRule  = 2 << 10
	anchor       = "/^" // "^" cannot stand in a normalised path
	upperHex     = "0123456789ABCDEF"
	alwaysQuoted = "\"<>\\^`{|}#"
)

// rules are what one robots.txt says to us (RFC 9309). The zero value allows
// everything.
type rules struct {
	list []rule // the most specific first, allowing ones before forbidding ones
	rest time.Duration
}

type rule struct {
	allow   bool
	pattern string // normalised; "*" and a final "$" are wildcards
}

// parseRules reads a robots.txt: the groups for our token together, or else
// those for "*". What is no rule is passed over. The library's own reading of
// files joins groups after an empty Disallow, drops a file for one odd line
// and takes prefixes of names for names; so the lines are read here.
func parseRules(body []byte) *rules {
	var ours, everybodys rules
	named, forUs, forAll, inRules := false, false, false, true
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	for line := range strings.FieldsFuncSeq(string(body), func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		switch key = strings.ToLower(strings.TrimSpace(key)); key {
		case "user-agent", "useragent":
			if inRules {
				forUs, forAll, inRules = false, false, false
			}
			forUs = forUs || strings.EqualFold(productToken(value), agentToken)
			forAll = forAll || strings.HasPrefix(value, "*")
			named = named || forUs
		case "allow", "disallow", "crawl-delay", "crawldelay":
			inRules = true
			if forUs {
				ours.add(key, value)
			}
			if forAll {
				everybodys.add(key, value)
			}
		}
	}
	if !named {
		ours = everybodys
	}
	slices.SortStableFunc(ours.list, func(a, b rule) int {
		if c := cmp.Compare(len(b.pattern), len(a.pattern)); c != 0 || a.allow == b.allow {
			return c
		}
		if a.allow {
			return -1
		}
		return 1
	})
	return &ours
}

func productToken(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_'
	})
	if end < 0 {
		return s
	}
	return s[:end]
}

// add takes one line of our group.
func (r *rules) add(key, value string) {
	if value == "" {
		return
	}
	if strings.HasPrefix(key, "crawl") {
		if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds > 0 {
			r.rest = time.Duration(min(seconds, longestRest.Seconds()) * float64(time.Second))
		}
		return
	}
	if value[0] != '/' && value[0] != '*' {
		value = "/" + value
	}
	allow := key == "allow"
	if len(value) > longestRule {
		if allow {
			return
		}
		value = value[:longestRule] // forbids more rather than less
	}
	r.list = append(r.list, rule{allow, normalise(value, true)})
}

// allows says whether a path with its query may be asked for: the most
// specific rule decides, an allowing one among equals (RFC 9309 section 2.2.2).
func (r *rules) allows(path string) bool {
	path = normalise(path, false)
	if path == "/robots.txt" {
		return true
	}
	for _, rule := range r.list {
		if rule.matches(path) {
			return rule.allow
		}
	}
	return true
}

// matches asks the library about one pattern, if its literal pieces stand in
// the path at all. The library would look for wildcards anywhere in a path and
// compare lengths of regular expressions; the anchor and the order of rules see
// to it that it need not.
func (r rule) matches(path string) bool {
	literal, more, wild := strings.Cut(r.pattern, "*")
	if !strings.HasPrefix(path, strings.TrimSuffix(literal, "$")) {
		return false
	}
	if !wild && !strings.HasSuffix(literal, "$") {
		return true
	}
	rest := path[len(strings.TrimSuffix(literal, "$")):]
	for piece := range strings.SplitSeq(strings.TrimSuffix(more, "$"), "*") {
		_, after, found := strings.Cut(rest, piece)
		if !found {
			return false
		}
		rest = after
	}
	file, err := robotstxt.FromString("User-agent: *\nDisallow: " + anchor + r.pattern + "\n")
	if err != nil {
		return !r.allow // what cannot be read forbids
	}
	return !file.TestAgent(anchor+path, agentToken)
}

// size is about what the rules cost in memory, in bytes.
func (r *rules) size() int {
	n := 64
	for _, rule := range r.list {
		n += 32 + len(rule.pattern)
	}
	return n
}

// normalise makes paths and patterns comparable octet by octet: unreserved
// characters in clear, all that cannot stand in a URL as %XX. In a path "*"
// and "$" are encoded, in a pattern "*" and a final "$" stay wildcards.
func normalise(s string, pattern bool) string {
	var b strings.Builder
	b.Grow(len(s) + 8)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) {
			if v, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				i += 2
				if unreserved(byte(v)) {
					b.WriteByte(byte(v))
				} else {
					quote(&b, byte(v))
				}
				continue
			}
		}
		wild := pattern && (c == '*' || c == '$' && i == len(s)-1)
		switch {
		case wild:
			b.WriteByte(c)
		case c <= ' ', c >= 0x7f, c == '*', c == '$', strings.IndexByte(alwaysQuoted, c) >= 0:
			quote(&b, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func quote(b *strings.Builder, c byte) {
	b.WriteByte('%')
	b.WriteByte(upperHex[c>>4])
	b.WriteByte(upperHex[c&15])
}

// unreserved characters mean the same encoded or not (RFC 3986 section 2.3).
func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
