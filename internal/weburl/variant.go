package weburl

import (
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// wrapped returns the URL that an AMP cache or a redirecting page carries in
// its own, or "", and says whether the host has such pages at all.
func (u parts) wrapped() (target string, wrapper bool) {
	switch {
	case u.host == "cdn.ampproject.org" || strings.HasSuffix(u.host, ".cdn.ampproject.org"):
		for _, kind := range []string{"/c/", "/v/", "/wp/"} {
			if rest, ok := strings.CutPrefix(u.path, kind); ok {
				return u.inPath(rest), true
			}
		}
		return "", true
	case u.host == "www.bing.com" || isGoogle(u.host):
		if rest, ok := strings.CutPrefix(u.path, "/amp/"); ok {
			return u.inPath(rest), true
		}
		if u.path == "/url" {
			return u.inQuery("url", "q"), true
		}
		return "", true
	case u.host == "l.facebook.com" || u.host == "lm.facebook.com":
		if u.path == "/l.php" {
			return u.inQuery("u"), true
		}
		return "", true
	}
	return "", false
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

// mainHosts are main forms that no rule tells.
var mainHosts = map[string]string{
	"m.facebook.com":     "www.facebook.com",
	"m.youtube.com":      "www.youtube.com",
	"mobile.twitter.com": "twitter.com",
	"mobile.x.com":       "x.com",
}

// mainForm turns the AMP or mobile variant of an article into its main form
// where the URL tells it, and says whether it was AMP.
//
// The main form of amp.times.example, m.times.example and mobile.times.example
// is www.times.example, as ten of eleven outlets that name both have it; and
// only for a slug, as the two hosts may count their articles apart.
func (u *parts) mainForm() (amp bool) {
	if strings.Contains(u.path, "amp") {
		path := withoutAMP(u.path)
		u.path, amp = path, path != u.path
	}
	label, rest, _ := strings.Cut(u.host, ".")
	switch label {
	case "amp", "m", "mobile":
		if host := mainHosts[u.host]; host != "" {
			u.host = host
			return amp
		}
		domain, err := publicsuffix.EffectiveTLDPlusOne(rest)
		if err != nil || domain != rest || !isSlug(u.path) {
			return amp
		}
		if u.host == "amp.cnn.com" {
			u.path = strings.TrimPrefix(u.path, "/cnn")
		}
		u.host = "www." + rest
		return amp || label == "amp"
	}
	if rest == "m.wikipedia.org" {
		u.host = label + ".wikipedia.org"
	}
	return amp
}
