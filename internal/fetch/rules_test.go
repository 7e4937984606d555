package fetch

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestRulesFollowTheStandard(t *testing.T) {
	for _, c := range []struct {
		name, file string
		allowed    string // paths, separated by spaces
		forbidden  string
	}{
		{"empty", "", "/ /a", ""},
		{"all", "User-agent: *\nDisallow: /", "/robots.txt", "/ /a /a?b"},
		{"own group wins", "User-agent: *\nDisallow: /\n\nUser-agent: Dateline\nDisallow: /x", "/ /a", "/x /xy"},
		{"own group without rules", "User-agent: dateline\n\nUser-agent: *\nDisallow: /", "", "/"},
		{"own group, nothing forbidden", "User-agent: dateline\nDisallow:\n\nUser-agent: *\nDisallow: /", "/ /a", ""},
		{"empty disallow ends the agents", "User-agent: *\nDisallow:\n\nUser-agent: evilbot\nDisallow: /", "/ /a", ""},
		{"groups of one name are joined", "User-agent: dateline\nDisallow: /a\n\nUser-agent: x\nDisallow: /b\n\nUser-agent: DATELINE\nDisallow: /c", "/b", "/a /c"},
		{"agents share a group", "User-agent: x\nUser-agent: dateline/2.0\nUser-agent: y\nDisallow: /a", "/b", "/a"},
		{"other names", "User-agent: date\nDisallow: /\n\nUser-agent: datelinebot\nDisallow: /\n\nUser-agent: d\nDisallow: /", "/a", ""},
		{"longest match", "User-agent: *\nDisallow: /a/\nAllow: /a/1\nDisallow: /a/12", "/a/1 /a/13 /b", "/a/ /a/2 /a/123"},
		{"allow among equals", "User-agent: *\nDisallow: /page\nAllow: /page", "/page /pages", ""},
		{"wildcard allow among equals", "User-agent: *\nDisallow: /p*e\nAllow: /page", "/page /pages", "/pxe"},
		{"length in octets of the pattern", "User-agent: *\nAllow: /a/b/c\nDisallow: /*.ab", "/a/b/c.ab", "/x.ab"},
		{"star", "User-agent: *\nDisallow: /*/print\nDisallow: /*?s=", "/print /a/prin /a?t=", "/a/print /a/b/print/c /x?s=1"},
		{"star is anchored", "User-agent: *\nDisallow: /a*b", "/x/ab /xab", "/ab /axxb/y"},
		{"dollar", "User-agent: *\nDisallow: /*.pdf$\nDisallow: /exact$", "/a.pdf?x /exactly", "/a.pdf /exact"},
		{"dollar within", "User-agent: *\nDisallow: /a$b", "/a /ab", "/a$b /a%24b"},
		{"leading star", "User-agent: *\nDisallow: *.gif", "/a.png", "/a.gif /x/y.gif?z"},
		{"without slash", "User-agent: *\nDisallow: private", "/public", "/private/x"},
		{"expressions are none", "User-agent: *\nDisallow: /(a|b)+.html*$", "/a.html /ab.html", "/(a|b)+.html"},
		{"encoding", "User-agent: *\nDisallow: /caf%C3%A9\nDisallow: /über\nDisallow: /%7euser\nDisallow: /a%2fb", "/a/b /cafe", "/caf%c3%a9 /%C3%BCber /~user /a%2Fb"},
		{"bom, carriage returns, comments", "\xef\xbb\xbfUser-agent: * # all\r\nDisallow: /a # no\r\n#Disallow: /b\r\r\nDisallow:/c", "/b", "/a /c"},
		{"odd lines", "Disallow: /early\nnonsense\nUser-agent *\nUSER-AGENT : *\nSitemap: https://x.example/s.xml\nDISALLOW : /a\nCrawl-delay: soon\nNoindex: /b", "/early /b", "/a"},
		{"not a robots file", "<!doctype html><html><a href='x:y'>404</a></html>", "/ /a", ""},
		{"sitemap does not end a group", "User-agent: x\nSitemap: https://x.example/s.xml\nUser-agent: dateline\nDisallow: /a", "", "/a"},
		{"long rule forbids more", "User-agent: *\nDisallow: /" + strings.Repeat("a", 3000) + "\nAllow: /" + strings.Repeat("b", 3000), "/aaa", "/" + strings.Repeat("a", 2500)},
	} {
		r := parseRules([]byte(c.file))
		for p := range strings.FieldsSeq(c.allowed) {
			if !r.allows(p) {
				t.Errorf("%s: %s is forbidden", c.name, p)
			}
		}
		for p := range strings.FieldsSeq(c.forbidden) {
			if r.allows(p) {
				t.Errorf("%s: %s is allowed", c.name, short(p))
			}
		}
	}
}

func TestCrawlDelayIsOfOurGroupAndBounded(t *testing.T) {
	for file, want := range map[string]time.Duration{
		"User-agent: *\nCrawl-delay: 10":                                             10 * time.Second,
		"User-agent: *\nCrawl-delay: 0.5\n":                                          500 * time.Millisecond,
		"User-agent: *\nCrawl-delay: 99999999999999999":                              longestRest,
		"User-agent: *\nCrawl-delay: -3":                                             0,
		"User-agent: *\nCrawl-delay: NaN":                                            0,
		"User-agent: *\nCrawl-delay: inf":                                            longestRest,
		"User-agent: x\nCrawl-delay: 10":                                             0,
		"User-agent: *\nCrawl-delay: 10\nUser-agent: dateline\nCrawl-delay: 2":       2 * time.Second,
		"User-agent: *\nCrawl-delay: 10\n\nUser-agent: dateline\nDisallow: /private": 0,
	} {
		if got := parseRules([]byte(file)).rest; got != want {
			t.Errorf("%q: %s, want %s", file, got, want)
		}
	}
}

func TestAFileFullOfWildcardsIsReadInReasonableTime(t *testing.T) {
	var b strings.Builder
	b.WriteString("User-agent: *\n")
	for i := 0; b.Len() < robotsLimit-40; i++ {
		fmt.Fprintf(&b, "Disallow: /*%d*x*y*z$\n", i)
	}
	// Rules that were compiled or backtracked would not be done within the test's own limit.
	r := parseRules([]byte(b.String()))
	if !r.allows("/" + strings.Repeat("0123456789", 100)) {
		t.Error("forbidden")
	}
	if r.size() > 4<<20 {
		t.Errorf("%d bytes", r.size())
	}
}

func FuzzRules(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*.pdf$\nAllow: /a%2fb*", "/a/b.pdf")
	f.Add("User-agent: dateline\nDisallow: /$", "/")
	f.Fuzz(func(t *testing.T, file, path string) {
		r := parseRules([]byte(file))
		first := r.allows(path)
		if again := r.allows(normalise(path, false)); again != first {
			t.Errorf("%q changes its mind about %q", file, path)
		}
		if r.rest < 0 || r.rest > longestRest {
			t.Errorf("rest %s", r.rest)
		}
		for _, rule := range r.list { // the library against the plain definition
			p := normalise(path, false)
			if got, want := rule.matches(p), globs(rule.pattern, p); got != want {
				t.Errorf("%q on %q: %v, want %v", rule.pattern, p, got, want)
			}
		}
	})
}

// globs is the definition of RFC 9309 section 2.2.3 written down: the lengths
// of path that the pattern so far can have eaten.
func globs(pattern, path string) bool {
	eaten := make([]bool, len(path)+1)
	eaten[0] = true
	for i := range len(pattern) {
		next := make([]bool, len(path)+1)
		some := false
		for k := range eaten {
			switch {
			case pattern[i] == '*':
				some = some || eaten[k]
				next[k] = some
			case pattern[i] == '$':
				next[k] = eaten[k] && k == len(path)
			case k > 0:
				next[k] = eaten[k-1] && path[k-1] == pattern[i]
			}
		}
		eaten = next
	}
	return slices.Contains(eaten, true)
}
