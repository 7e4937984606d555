package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// cue is a set of hints that a page's markup gives about the text inside.
type cue uint32

const (
	cueNav cue = 1 << iota
	cueFooter
	cueHeader
	cueAside
	cueRelated
	cueShare
	cueComments
	cueNewsletter
	cueLegal
	cueAd
	cueFigure
	cueCaption
	cueCredit
	cueByline
	cueBio
	cuePaywall
	cueStandfirst
	cueHeadline
	cueArticle // the element holds an article's body
	cueWidget
	cueHidden
	cueEmbed
	cueTags
	cuePullQuote
	cueCorrection
	cueTable
	cueBox
)

// outside are the cues of text that is not the story.
const outside = cueNav | cueFooter | cueAside | cueRelated | cueShare | cueComments | cueNewsletter | cueLegal | cueAd |
	cueFigure | cueCaption | cueCredit | cueByline | cueBio | cueWidget | cueHidden | cueEmbed | cueTags | cuePullQuote

// cueWords are the words in class names, ids and the like that tell. Compound
// names are split ("story-body__text", "articleBody") and their parts and
// neighbouring pairs ("read more") looked up.
var cueWords = tableOf(map[cue]string{
	cueNav:        "nav navi navbar navigation menu submenu breadcrumb breadcrumbs pagination pager paginator sitemap topbar skiplink skip|link toc",
	cueFooter:     "footer colophon impressum",
	cueHeader:     "masthead siteheader",
	cueAside:      "sidebar aside rail sidecar complementary marginal",
	cueRelated:    "related relateds relatedcontent recommended recommendation recommendations recommends recirc recirculation trending popular teaser teasers outbrain taboola zergnet mostread most|read mostviewed onward readnext read|next upnext readalso read|also also|read more|stories more|news more|from more|on more|articles linkbox linklist link|list storylist similar weiterlesen mehr|zum mehrzum suggested suggestions carousel swiper relacionadas relacionados correlati lire|aussi further|reading river topstories top|stories latest|news latestnews crosslink crosslinks internallink",
	cueShare:      "share sharing sharebar sharetools share|tools social socials socialmedia addthis sharethis sharedaddy sociallinks bookmark toolbar actionbar action|bar printfriendly follow followus whatsapp",
	cueComments:   "comments commentlist comment|list comment|form commentform disqus respond livefyre coral viafoura commento commenting comment|section kommentare kommentar commentaires comentarios hyvor spotim openweb",
	cueNewsletter: "newsletter newsletters signup sign|up mailchimp optin subscribe subscription nl|box mailinglist",
	cueLegal:      "cookie cookies consent gdpr cmp privacy disclaimer onetrust didomi copyright usercentrics sourcepoint cookiebanner terms|of",
	cueAd:         "ad ads adv advert advertisement advertising adslot adsbox dfp gpt sponsor sponsored sponsors promo promos promotion promobox werbung anzeige publicidad commercial affiliate adwrapper admanager marketing cta inlinead",
	cueFigure:     "gallery galerie slideshow lightbox photoswipe fotostrecke bildergalerie",
	cueCaption:    "caption captions figcaption imagecaption wp|caption bildunterschrift legende cutline img|caption image|caption photo|caption bildtext pie|foto media|info mediainfo image|text picture|text photo|text picturetext subline|image",
	cueCredit:     "credit credits imagecredit photocredit photographer image|credit photo|credit bildquelle bildnachweis img|copyright",
	cueByline:     "byline bylines author authors autor autoren auteur autore firma contributor contributors timestamp dateline publishdate pubdate datetime article|date publish|date post|date article|meta entry|meta post|meta writer reporter authorname author|name redakteur readtime reading|time articlemeta posted|on",
	cueBio:        "bio biography authorbio author|bio authorbox author|box about|author abouttheauthor author|info author|description",
	cuePaywall:    "paywall regwall paygate piano meter|wall subscriber|only",
	cueStandfirst: "standfirst dek deck subtitle subheadline sub|headline strapline chapo chapeau sottotitolo entradilla vorspann ingress lead|text article|lead article|intro article|summary introduction abstract sumario subtitulo article|teaser preamble lede article|description excerpt intro article|subtitle tagline kicker|text",
	cueHeadline:   "headline maintitle article|title entry|title post|title pagetitle page|title",
	cueArticle:    "articlebody article|body articletext article|text articlecontent article|content storybody story|body story|content storytext story|text entry|content post|content post|body postbody content|body contentbody body|copy bodycopy body|text bodytext maintext main|text richtext rich|text newstext news|text texto cuerpo article|copy paragraphs mainarticlecontent artikel|text fliesstext widget|text",
	cueWidget:     "widget widgets poll quiz player videoplayer video|player jwplayer tooltip modal popup overlay dialog search searchbox login register skeleton weather ticker calendar chart infographic map votings rating ratings playlist audio podcast speech read|aloud jobs stellenmarkt dropdown notification toast banner accordion tabs tab quicklinks",
	cueHidden:     "hidden hide visuallyhidden visually|hidden sr|only sronly screenreader screen|reader|text screen|reader invisible offscreen hidetext assistive noprint print|only printonly",
	cueEmbed:      "twitter|tweet twitter instagram|media fb|post tiktok|embed bluesky tweet",
	cueTags:       "tags taglist tag|list tagcloud keywords hashtags topics topic|list categories cat|links schlagworte filed|under",
	cuePullQuote:  "pullquote pull|quote blockzitat",
	cueCorrection: "correction corrections erratum clarification editors|note editor|note",
	cueBox:        "factbox infobox fact|box info|box kasten infokasten sidestory glossary",
})

func tableOf(rows map[cue]string) map[string]cue {
	table := map[string]cue{}
	for c, words := range rows {
		for word := range strings.FieldsSeq(words) {
			table[word] |= c
		}
	}
	return table
}

// tagCues are the hints of the elements themselves.
var tagCues = map[atom.Atom]cue{
	atom.Nav: cueNav, atom.Footer: cueFooter, atom.Header: cueHeader, atom.Aside: cueAside, atom.Menu: cueNav,
	atom.Figure: cueFigure, atom.Picture: cueFigure, atom.Figcaption: cueFigure | cueCaption, atom.Caption: cueTable,
	atom.Table: cueTable, atom.Dialog: cueWidget, atom.Address: cueByline, atom.Details: cueBox,
}

// roleCues are the hints of ARIA roles and microdata properties.
var roleCues = map[string]cue{
	"navigation": cueNav, "contentinfo": cueFooter, "banner": cueHeader, "complementary": cueAside, "menu": cueNav,
	"menubar": cueNav, "dialog": cueWidget, "alertdialog": cueWidget, "search": cueWidget, "tablist": cueWidget, "toolbar": cueShare,
	"articlebody": cueArticle, "author": cueByline, "caption": cueCaption, "headline": cueHeadline, "comment": cueComments,
	"copyrightholder": cueCredit, "datepublished": cueByline, "datemodified": cueByline, "image": cueFigure,
	"alternativeheadline": cueStandfirst, "publisher": cueFooter,
}

// cueReader finds the cues of elements; names repeat a lot within a page.
type cueReader struct {
	seen  map[string]cue
	words []byte
}

func (r *cueReader) of(n *html.Node) cue {
	c := tagCues[n.DataAtom]
	for i := range n.Attr {
		value := n.Attr[i].Val
		switch n.Attr[i].Key {
		case "class", "id", "data-component", "data-testid", "data-type", "data-qa", "data-block", "data-module":
			c |= r.name(value)
		case "itemprop", "role":
			c |= roleCues[strings.ToLower(value)]
		case "hidden":
			c |= cueHidden
		case "style":
			if strings.Contains(value, "display:none") || strings.Contains(value, "display: none") || strings.Contains(value, "visibility:hidden") {
				c |= cueHidden
			}
		}
	}
	return c
}

// name looks up the words of a class list, id or test name.
func (r *cueReader) name(value string) cue {
	if value == "" || len(value) > 600 {
		return 0
	}
	if c, ok := r.seen[value]; ok {
		return c
	}
	var c cue
	for token := range strings.FieldsSeq(value) {
		c |= r.token(token)
	}
	r.seen[value] = c
	return c
}

// deniers are words after which a name speaks of something that is not inside
// the element itself: "no-ads", "has-sidebar", "with-caption".
var deniers = map[string]bool{"no": true, "not": true, "non": true, "without": true, "has": true, "with": true, "hide": true, "is": true, "label": true}

// token looks up the parts of one compound name and their pairs.
func (r *cueReader) token(token string) cue {
	// Utility classes ("md:hidden", "lg:w-1/2") speak of some screens only.
	if strings.ContainsAny(token, ":[") {
		return 0
	}
	var c cue
	buf := r.words[:0]
	last, previous := 0, -1 // starts of the current and the previous word in buf
	denied := false
	end := func() {
		if len(buf) > last {
			if !denied {
				c |= cueWords[string(buf[last:])]
				if previous >= 0 {
					c |= cueWords[string(buf[previous:])]
				}
			}
			denied = deniers[string(buf[last:])]
			previous = last
			buf = append(buf, '|')
			last = len(buf)
		}
	}
	lower := false
	for _, ch := range token {
		switch {
		case ch >= 'A' && ch <= 'Z':
			if lower {
				end()
			}
			buf, lower = append(buf, byte(ch)+'a'-'A'), false
		case ch >= 'a' && ch <= 'z':
			buf, lower = append(buf, byte(ch)), true
		case unicode.IsLetter(ch):
			buf, lower = append(buf, string(unicode.ToLower(ch))...), true
		default:
			end()
			lower = false
		}
	}
	end()
	r.words = buf
	return c
}
