package page

import (
	"strings"

	"dateline/internal/news"
	"dateline/internal/text"
)

var (
	consentWords = lazy(`(?i)\b(cookies?|consent|we value your privacy|zustimmung|einwilligung|einwilligen|tracking|datenschutz|vendors|consentement|consentimiento|consenso|werbefrei)\b`)
	paywallWords = lazy(`(?i)(subscribe (now |today )?to (continue|read|keep|unlock|access)|(already|become) a (subscriber|member)|to (continue|keep) reading|for subscribers( only)?\b|subscribers only|exclusive(ly)? (to|for) (our )?(subscribers|members)|unlock this article|(create|register for) (a|your) free account|jetzt weiterlesen|nur für abonnenten|mit .{0,20}(plus|\+) weiterlesen|abo abschließen|réservé aux abonnés|il vous reste .{0,20}% de cet article|contenido exclusivo|solo para suscriptores|riservato agli abbonati|для подписчиков|会員限定|有料会員|この記事は有料` +
		`|(alleen|exclusief) voor abonnees|word abonnee|för prenumeranter|prenumerera för att|kun for abonnenter|for abonnenter|bliv abonnent|bli abonnent|vain tilaajille|tilaajille|dla (subskrybentów|prenumeratorów)|pro předplatitele|exclusivo para assinantes|assine para` +
		`|abbonati per (leggere|continuare)|contenuto riservato|abonnez-vous pour|article réservé|suscríbete para|abonelere özel|előfizetőknek|doar pentru abonați|για συνδρομητές|подпишитесь, чтобы|тільки для передплатників|للمشتركين فقط|למנויים בלבד|订阅后|会员专享|訂閱後|구독자 전용|유료회원)`)
	liveWords = lazy(`(?i)\b(live ?blog|live ?ticker|news ?ticker|live[ :-]|live updates?|en direct|minuto a minuto|in diretta|direto|ao vivo|na żywo|canlı|онлайн|прямой эфир|ライブ|直播)`)
	moreWords = lazy(`(?i)(continue reading|read (more|the full (story|article))|weiterlesen|lire la suite|seguir leyendo|leer más|continua a leggere|читать далее|続きを読む|\[…\]|\[\.\.\.\])\W*$`)
)

// judgeAccess says how much of the article is there, and why if it is not all.
func (p *Page) judgeAccess(h *head, f facts, d *document) {
	var all, walled strings.Builder
	for i := range d.blocks {
		b := &d.blocks[i]
		if all.Len() < 20000 {
			all.WriteString(b.text)
			all.WriteByte('\n')
		}
		if (d.elements[b.at].all|b.cues)&cuePaywall != 0 || len(b.text) < 300 && walled.Len() < 4000 {
			walled.WriteString(b.text)
			walled.WriteByte('\n')
		}
	}
	p.wire()
	tier := strings.ToLower(h.first("article:content_tier", "article:opinion_tier"))
	closed := f.closed || tier == "locked" || tier == "metered"
	p.Access, p.Reason = accessOf(p.Text, all.String(), walled.String(), closed, f.live || h.first("og:type") == "liveblog" || h.stamps() >= fewestEntries && liveWords().MatchString(p.Title))
	if p.Access == news.AccessConsent {
		p.dropText()
	}
}

// fewestEntries is how many time elements a page has that is called live and is.
const fewestEntries = 5

// stamps counts the time elements of a page.
func (h *head) stamps() int {
	n := 0
	for i := range h.marks {
		if h.marks[i].from == "time" || h.marks[i].from == "microdata" {
			n++
		}
	}
	return n
}

// dropText takes back what was taken for the article and is a consent dialog.
func (p *Page) dropText() {
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.Label.InText() {
			b.Label, b.Span = Legal, text.Span{}
		}
	}
	p.Text, p.Links, p.Corrections = "", nil, nil
}

// consents counts the words about consent, up to five.
func consents(s string) int { return len(consentWords().FindAllStringIndex(s, 5)) }

// accessOf judges a text by its length and by what stands around it.
func accessOf(story, all, short string, closed, live bool) (news.Access, string) {
	size := len(story)
	switch {
	case live && size > 0:
		return news.AccessLive, ""
	case size > 0 && size < 2500 && consents(story) >= 3, size == 0 && len(all) < 6000 && consents(all) >= 5:
		return news.AccessConsent, "the page asks for consent in place of the article"
	case size < 1500 && (closed || paywallWords().MatchString(short)):
		return news.AccessPaywall, "the page shows an opening only and asks for a subscription"
	case size == 0 && len(strings.TrimSpace(all)) == 0:
		return news.AccessEmpty, "the page has no text; it may need scripts to show any"
	case size == 0:
		return news.AccessEmpty, "no paragraph of the page reads like an article"
	case size < 1500 && moreWords().MatchString(story):
		return news.AccessStub, "the text ends with a link to the rest"
	case size < 1000 && (strings.HasSuffix(story, "…") || strings.HasSuffix(story, "...")):
		return news.AccessStub, "the text breaks off"
	}
	return news.AccessFull, ""
}
