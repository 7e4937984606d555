package weburl

import (
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// wrapped returns the URL that an AMP cache or a redirecting page carries in
// its own, or "".
func (u parts) wrapped() string {
	switch {
	case u.host == "cdn.ampproject.org" || strings.HasSuffix(u.host, ".cdn.ampproject.org"):
		for _, kind := range []string{"/c/", "/v/", "/wp/"} {
			if rest, ok := strings.CutPrefix(u.path, kind); ok {
				return u.inPath(rest)
			}
		}
	case u.host == "www.bing.com" || isGoogle(u.host):
		if rest, ok := strings.CutPrefix(u.path, "/amp/"); ok {
			return u.inPath(rest)
		}
		if u.path == "/url" {
			return u.inQuery("url", "q")
		}
	case u.host == "l.facebook.com" || u.host == "lm.facebook.com":
		if u.path == "/l.php" {
			return u.inQuery("u")
		}
	}
	return ""
}

// isGoogle says whether a host is Google's search in some country:
// www.google.com, google.de, www.google.co.uk, www.google.com.br.
func isGoogle(host string) bool {
	suffix, ok := strings.CutPrefix(strings.TrimPrefix(host, "www."), "google.")
	if !ok {
		return false
	}
	for _, second := range []string{"co.", "com."} {
		suffix = strings.TrimPrefix(suffix, second)
	}
	return suffix == "com" || len(suffix) == 2
}

// inPath returns the URL in "s/host/path", where "s/" stands for https.
func (u parts) inPath(rest string) string {
	scheme := "http://"
	if after, ok := strings.CutPrefix(rest, "s/"); ok {
		scheme, rest = "https://", after
	}
	host, _, _ := strings.Cut(rest, "/")
	if strings.IndexByte(host, '.') <= 0 {
		return ""
	}
	if u.query != "" {
		rest += "?" + u.query
	}
	return scheme + rest
}

// inQuery returns the absolute URL in the first of the named parameters that
// holds one.
func (u parts) inQuery(names ...string) string {
	for _, name := range names {
		for piece := range strings.SplitSeq(u.query, "&") {
			key, value, _ := strings.Cut(piece, "=")
			if key != name {
				continue
			}
			target, err := url.QueryUnescape(value)
			if err == nil && (strings.HasPrefix(target, "https://") || strings.HasPrefix(target, "http://")) {
				return target
			}
		}
	}
	return ""
}

// mainForm turns the AMP or mobile variant of an article into its main form
// where the URL tells it, and says whether it was AMP.
func (u *parts) mainForm() (amp bool) {
	if path := withoutAMP(u.path); path != u.path {
		u.path, amp = path, true
	}
	label, rest, ok := strings.Cut(u.host, ".")
	if !ok {
		return amp
	}
	switch label {
	case "amp", "m", "mobile", "mobil":
	default:
		if label != "en" && len(label) > 3 || !strings.HasPrefix(rest, "m.wik") {
			return amp
		}
		rest = rest[len("m."):] // de.m.wikipedia.org
		if domain, err := publicsuffix.EffectiveTLDPlusOne(rest); err == nil && domain == rest {
			u.host = label + "." + rest
		}
		return amp
	}
	if !namesArticle(u.path) {
		return amp
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(rest)
	if err != nil {
		return amp
	}
	if domain == rest {
		rest = "www." + rest
	}
	u.host = rest
	return amp || label == "amp"
}

// withoutAMP takes the mark of an AMP variant off the path of an article.
func withoutAMP(path string) string {
	for {
		shorter := path
		for _, mark := range []string{"/amp", "/amp/", ".amp"} {
			if rest, ok := strings.CutSuffix(path, mark); ok && namesArticle(rest) {
				shorter = rest
				if mark == "/amp/" {
					shorter += "/"
				}
			}
		}
		for _, extension := range []string{".html", ".htm"} {
			if rest, ok := strings.CutSuffix(path, ".amp"+extension); ok && namesArticle(rest) {
				shorter = rest + extension
			}
		}
		if shorter == path {
			return path
		}
		path = shorter
	}
}

// namesArticle says whether the last segment of a path names an article beyond
// doubt: a file, or a slug of words or digits that no section has.
func namesArticle(path string) bool {
	path = strings.TrimSuffix(path, "/")
	slug := path[strings.LastIndexByte(path, '/')+1:]
	if strings.HasSuffix(slug, ".html") || strings.HasSuffix(slug, ".htm") {
		return true
	}
	dashes, digits := 0, 0
	for _, c := range []byte(slug) {
		switch {
		case c == '-' || c == '_':
			dashes++
		case '0' <= c && c <= '9':
			digits++
		}
	}
	return dashes >= 3 || digits >= 5
}
