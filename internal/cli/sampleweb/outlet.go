package sampleweb

// Outlet is one invented publisher of the sample web.
type Outlet struct {
	Host     string
	Name     string
	Motto    string
	Language string // BCP 47
	Feed     string // path of its feed
	Kind     string // rss, atom, rdf, json or sitemap
	Latin1   bool   // pages are ISO 8859-1 and say so
	Tagged   bool   // links in the feed carry tracking parameters
}

// Home is the front page's URL.
func (o Outlet) Home() string { return "http://" + o.Host + "/" }

// FeedURL is the feed's URL.
func (o Outlet) FeedURL() string { return "http://" + o.Host + o.Feed }

// feedTypes are the media types under which feeds are served and announced.
var feedTypes = map[string]string{
	"rss": "application/rss+xml", "atom": "application/atom+xml", "rdf": "application/rdf+xml",
	"json": "application/feed+json", "sitemap": "application/xml",
}

// Type is the media type by which a front page announces the feed; "" for a
// sitemap, which is named in robots.txt.
func (o Outlet) Type() string {
	if o.Kind == "sitemap" {
		return ""
	}
	return feedTypes[o.Kind]
}

// outlets are all publishers. Their articles are in files/HOST/*.txt.
var outlets = []Outlet{
	{Host: "harbourcourier.example", Name: "Harbour Courier", Motto: "News from Lindhaven and the world behind it",
		Language: "en-GB", Feed: "/feed.xml", Kind: "rss"},
	{Host: "meridianwire.example", Name: "Meridian Wire", Motto: "First, briefly, twice checked",
		Language: "en-US", Feed: "/atom.xml", Kind: "atom"},
	{Host: "valleyledger.example", Name: "Valley Ledger", Motto: "Serving Harlow County since 1902",
		Language: "en-US", Feed: "/rss.xml", Kind: "rss", Tagged: true},
	{Host: "stackobserver.example", Name: "Stack Observer", Motto: "For people who run machines",
		Language: "en", Feed: "/feed.json", Kind: "json"},
	{Host: "caspianbrief.example", Name: "Caspian Brief", Motto: "World news in brief",
		Language: "en", Feed: "/feed.xml", Kind: "rss"},
	{Host: "nordlichtzeitung.example", Name: "Nordlicht-Zeitung", Motto: "Unabhängig seit 1948",
		Language: "de", Feed: "/feed.atom", Kind: "atom", Latin1: true},
	{Host: "diariodelpuerto.example", Name: "Diario del Puerto", Motto: "El diario de Puerto Albor",
		Language: "es", Feed: "/news-sitemap.xml", Kind: "sitemap"},
	{Host: "capitolsheet.example", Name: "Capitol Sheet", Motto: "Contracts, bills and hearings",
		Language: "en", Feed: "/index.rdf", Kind: "rdf"},
}

// notice stands at the foot of every page.
const notice = "A sample page: this outlet, its staff and its words are invented."
