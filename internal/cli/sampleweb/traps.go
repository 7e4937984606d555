package sampleweb

// Trap is something planted in the sample web that a careful reader notices
// and a careless one falls for.
type Trap struct {
	Name string // one word or two
	URL  string // of the article in question
	What string // what is to be noticed
}

// Traps lists what was planted, for tests of the rooms that must notice it.
var Traps = []Trap{
	{"original", "http://harbourcourier.example/2026/02/02/immigration-agency-cloud-tripled",
		"the report all others go back to; 400 to almost 1,400 terabytes between July 2025 and January 2026"},
	{"caption", "http://harbourcourier.example/2026/02/02/immigration-agency-cloud-tripled",
		"a photo caption, a credit and two author biographies stand in the body and are not the article"},
	{"promotion", "http://harbourcourier.example/2026/02/05/worker-group-end-ice-work",
		"a newsletter promotion stands in the body"},
	{"denial", "http://harbourcourier.example/2026/02/03/microsoft-terms-forbid-mass-surveillance",
		"the company denies mass surveillance; it links to the original"},
	{"no comment", "http://meridianwire.example/id/20260203-1710",
		"the agency declines to comment, and yet says something"},
	{"call", "http://harbourcourier.example/2026/02/05/worker-group-end-ice-work",
		"a worker group calls on the company to end its work"},
	{"wire", "http://meridianwire.example/id/20260202-0930",
		"a news agency's own words about another's report, which it could not verify"},
	{"copy", "http://valleyledger.example/news/nation/microsoft-cloud-holds-three-times-as-much-ice-data-4471",
		"the wire story nearly word for word, credited to Meridian Wire, published later in another time zone"},
	{"cites only", "http://caspianbrief.example/en/post/88213.html",
		"reports, citing Meridian Wire; nothing of its own"},
	{"cites only", "http://caspianbrief.example/en/post/88304.html",
		"reports, citing the Harbour Courier; nothing of its own, and no author"},
	{"correction", "http://stackobserver.example/analysis/what-ice-stores-on-azure",
		"1,900 terabytes become almost 1,400, and a note says so"},
	{"edit", "http://capitolsheet.example/brief/ice-storage-boom",
		"headline and number change (350 to 460 million photographs), and nothing says so"},
	{"other language", "http://nordlichtzeitung.example/digital/ice-azure-daten-verdreifacht-a-2026-02-04",
		"German, in ISO 8859-1; 1.400 is one thousand four hundred"},
	{"other language", "http://diariodelpuerto.example/tecnologia/2026/02/04/migracion-nube-microsoft.html",
		"Spanish; listed in a news sitemap only"},
	{"paywall", "http://capitolsheet.example/pro/cloud-roadmap-homeland",
		"an opening, then an offer to subscribe"},
	{"robots", "http://capitolsheet.example/subscribers/lowmark-hearing-preview",
		"listed in the feed, forbidden by robots.txt"},
	{"missing", "http://valleyledger.example/news/local/plow-drivers-4402",
		"listed in the feed, answered with 404"},
	{"tracking", "http://valleyledger.example/news/local/plates-software-4433",
		"its feed links to it with utm parameters"},
	{"unrelated", "http://harbourcourier.example/2026/01/14/lindhaven-port-crane-monitoring",
		"a technology contract of other parties"},
	{"new", "http://harbourcourier.example/2026/02/12/five-questions-storage-figures", "only in the second state"},
	{"new", "http://capitolsheet.example/brief/lowmark-committee-cloud-terms", "only in the second state"},
}
