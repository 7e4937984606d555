package feed

import (
	"bytes"
	"net/url"
	"regexp"
	"strings"
)

// wellKnown are the places where sites keep a feed, the likeliest first. The
// last one is WordPress's, for sites without pretty addresses.
var wellKnown = []string{
	"feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed/atom", "feed.json", "rss/index.xml", "feeds/posts/default", "?feed=rss2",
}

// convention is where the pages of one service have their feeds.
type convention struct {
	host *regexp.Regexp // of the page
	path *regexp.Regexp // of the page, with the parts that the feed's address needs
	feed string         // $1 and so on are those parts
}

var conventions = []convention{
	{regexp.MustCompile(`(^|\.)youtube\.com$`), regexp.MustCompile(`^/channel/(UC[\w-]{22})`), "https://www.youtube.com/feeds/videos.xml?channel_id=$1"},
	{regexp.MustCompile(`(^|\.)youtube\.com$`), regexp.MustCompile(`^/playlist\?.*\blist=([\w-]+)`), "https://www.youtube.com/feeds/videos.xml?playlist_id=$1"},
	{regexp.MustCompile(`(^|\.)youtube\.com$`), regexp.MustCompile(`^/user/([\w-]+)`), "https://www.youtube.com/feeds/videos.xml?user=$1"},
	{regexp.MustCompile(`(^|\.)reddit\.com$`), regexp.MustCompile(`^/((?:r|user)/[\w-]+)/?$`), "https://www.reddit.com/$1/.rss"},
	{regexp.MustCompile(`^medium\.com$`), regexp.MustCompile(`^/(@?[\w.-]+)`), "https://medium.com/feed/$1"},
	{regexp.MustCompile(`^github\.com$`), regexp.MustCompile(`^/([\w-]+/[\w.-]+)`), "https://github.com/$1/releases.atom"},
	{regexp.MustCompile(`^vimeo\.com$`), regexp.MustCompile(`^/(\w+)/?$`), "https://vimeo.com/$1/videos/rss"},
	{regexp.MustCompile(`.`), regexp.MustCompile(`^/(@\w+)/?$`), "/$1.rss"}, // Mastodon
}

var (
	channelID     = regexp.MustCompile(`(?:itemprop="(?:channelId|identifier)"\s+content="|"(?:channelId|externalId)":\s*"|/channel/)(UC[\w-]{22})`)
	canonicalLink = regexp.MustCompile(`(?is)<link\s[^>]*rel=["']?canonical["']?[^>]*>`)
	hrefOf        = regexp.MustCompile(`(?is)href=(?:"([^"]*)"|'([^']*)'|([^\s>]+))`)
	wordPress     = regexp.MustCompile(`(?i)/wp-content/|content="WordPress|/wp-json/`)
)

// Guess returns the feeds that a page may have though it does not name them:
// by the conventions of its service, beside its canonical address, and at
// well-known places of its site. page may be nil. Each is to be validated by
// parsing; most do not exist.
func Guess(page []byte, pageURL string) []Candidate {
	address, err := url.Parse(pageURL)
	if err != nil || address.Host == "" {
		return nil
	}
	var all []string
	youTube := strings.HasSuffix(address.Hostname(), "youtube.com")
	if m := channelID.FindSubmatch(page); youTube && m != nil {
		all = add(all, "https://www.youtube.com/feeds/videos.xml?channel_id="+string(m[1]))
	}
	for _, c := range conventions {
		place := address.Path
		if address.RawQuery != "" {
			place += "?" + address.RawQuery
		}
		if m := c.path.FindStringSubmatchIndex(place); m != nil && c.host.MatchString(address.Hostname()) {
			all = add(all, link(pageURL, string(c.path.ExpandString(nil, c.feed, place, m))))
		}
	}
	if youTube {
		return candidates(all)
	}
	canonical := canonicalURL(page, pageURL)
	if wordPress.Match(page) {
		all = add(all, beside(canonical, "feed/"))
		all = add(all, link(canonical, "/?feed=rss2"))
	}
	if strings.Trim(address.Path, "/") != "" {
		all = add(all, beside(canonical, "feed"))
		all = add(all, beside(canonical, "rss"))
		all = add(all, beside(canonical, "rss.xml"))
	}
	for _, place := range wellKnown {
		all = add(all, link(canonical, "/"+place))
	}
	return candidates(all)
}

// canonicalURL returns the address that a page gives for itself, if it is on
// the same site, or else the one that it was fetched from.
func canonicalURL(page []byte, pageURL string) string {
	element := canonicalLink.Find(page[:min(len(page), 1<<18)])
	m := hrefOf.FindSubmatch(element)
	if m == nil {
		return pageURL
	}
	canonical := link(pageURL, unescapeXML(bytes.Join(m[1:], nil)))
	if siteOf(canonical) != siteOf(pageURL) {
		return pageURL
	}
	return canonical
}

// siteOf returns a host without its "www.".
func siteOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.")
}

// beside returns an address below that of a section's page.
func beside(page, name string) string {
	u, err := url.Parse(page)
	if err != nil {
		return ""
	}
	u.RawQuery, u.Fragment = "", ""
	return link("", strings.TrimRight(u.String(), "/")+"/"+name)
}

func candidates(addresses []string) []Candidate {
	var all []Candidate
	for _, a := range addresses {
		all = append(all, Candidate{URL: a})
	}
	return all
}

// DiscoverHeader returns the feeds that a page names in its HTTP header. values
// are those of Link (RFC 8288), each with one link or more.
func DiscoverHeader(values []string, pageURL string) []Candidate {
	var all []Candidate
	for _, value := range values {
		for len(all) < maxCandidates {
			_, rest, found := strings.Cut(value, "<")
			target, params, closed := strings.Cut(rest, ">")
			if !found || !closed {
				break
			}
			attrs := map[string]string{"href": target}
			value = linkParams(params, attrs)
			if c, ok := declaredFeed(attrs, pageURL); ok {
				all = append(all, c)
			}
		}
	}
	return all
}

var linkParam = regexp.MustCompile(`^\s*;\s*([\w*-]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?`)

// linkParams reads the parameters of one link and returns what follows them.
func linkParams(s string, attrs map[string]string) string {
	for {
		m := linkParam.FindStringSubmatch(s)
		if m == nil {
			return s
		}
		if key := strings.ToLower(m[1]); attrs[key] == "" {
			attrs[key] = strings.ReplaceAll(m[2], `\`, "") + m[3]
		}
		s = s[len(m[0]):]
	}
}

// RobotsSitemaps returns the sitemaps that a robots.txt names, in its order.
// robotsURL is where it comes from.
func RobotsSitemaps(robots []byte, robotsURL string) []Candidate {
	var all []string
	for line := range strings.Lines(strings.TrimPrefix(string(robots), "\ufeff")) {
		line, _, _ = strings.Cut(line, "#")
		if target, ok := cutFold(strings.TrimSpace(line), "sitemap:"); ok && len(all) < maxCandidates {
			all = add(all, link(robotsURL, target))
		}
	}
	return candidates(all)
}
