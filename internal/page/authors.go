package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// authors gathers the names from the first place that has any.
func (p *Page) authors(h *head, f facts) {
	metas := func(names ...string) []string {
		for _, name := range names {
			if values := h.metas[name]; len(values) > 0 {
				return values
			}
		}
		return nil
	}
	for _, names := range [][]string{
		f.authors,
		metas("author"), metas("article:author", "og:article:author"), metas("parsely-author", "sailthru.author", "byl", "cxenseparse:author", "dc.creator", "dcterms.creator", "citation_author", "rnews:author", "article.author"),
		h.bylines,
	} {
		if p.Authors = cleanAuthors(names, p.Site); len(p.Authors) > 0 {
			return
		}
	}
}

var (
	mailAddress  = lazy(`\(?[\w.+-]+@[\w-]+\.[\w.]+\)?`)
	bylinePrefix = lazy(`(?i)^(article |story |written |words |text |reported |posted |published |report |analysis |opinion )?(by|von|par|por|di|door|av|af|od|автор|autor|text|foto|szerző|yazan|oleh)(:\s*|\s+)`)
	authorSplit  = lazy(`(?i)\s*(?:;|\||/|ㅣ|\n|•|·|、|，|,? and |,? und | et |,? e | y |,? & |,? og |,? och |, )\s*`)
	roleTail     = lazy(`(?i)^(senior |chief |staff |deputy |political |business |us |uk |news |managing |editor-in-|freelance |special |foreign |associate |assistant |national |technology |tech )*(reporter|editor|writer|correspondent|journalist|contributor|columnist|producer|chief|lead|fellow|author|intern|staff|redaktion|redakteur(in)?|journalistin|korrespondent(in)?|berlin|london|washington|new york|paris|wien|frankfurt)s?\b`)
	sigil        = lazy(`\s*\((\p{L}{1,5}|[\p{L}/., -]{0,30})\)\s*$`)
)

// cleanAuthors splits lists, drops prefixes, addresses, sigla and names of the
// site, and keeps the case as written.
func cleanAuthors(raw []string, site string) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range raw {
		if len(s) > 300 || strings.Contains(s, "://") || strings.HasPrefix(s, "www.") {
			continue
		}
		s = fold(mailAddress().ReplaceAllString(stripTags(s), " "))
		s = bylinePrefix().ReplaceAllString(s, "")
		if surname, given, ok := strings.Cut(s, ", "); ok && !strings.ContainsAny(surname+given, " ,;") && len(raw) > 1 {
			s = given + " " + surname
		}
		for _, name := range authorSplit().Split(s, -1) {
			name = cleanName(name)
			k := key(name)
			if k == "" || seen[k] || !plausible(name) || k == key(site) || siteLike(k, key(site)) {
				continue
			}
			if len(out) > 0 && roleTail().MatchString(name) {
				continue
			}
			seen[k] = true
			out = append(out, name)
		}
	}
	return out
}

func cleanName(name string) string {
	name = strings.TrimSpace(name)
	name = bylinePrefix().ReplaceAllString(name, "")
	if cut := sigil().ReplaceAllString(name, ""); len(cut) > 3 {
		name = cut
	}
	if inner, ok := strings.CutPrefix(name, "("); ok {
		name = strings.TrimSuffix(inner, ")")
	}
	return strings.Trim(name, " ,.;:|-–—*\"'“”„")
}

// plausible says whether a text can be a name.
func plausible(name string) bool {
	n := utf8.RuneCountInString(name)
	if n < 2 || n > 60 || strings.Contains(name, "://") || strings.HasPrefix(name, "@") || strings.HasPrefix(name, "www.") || strings.Count(name, " ") > 6 {
		return false
	}
	lower := strings.ToLower(name)
	if slices.Contains([]string{"admin", "administrator", "null", "undefined", "none", "unknown", "author", "editor", "webmaster", "staff", "redaktion", "redaktion online", "[object object]", "anonymous", "guest", "posted by", "share", "follow"}, lower) {
		return false
	}
	digits := 0
	has := false
	for _, r := range name {
		if unicode.IsDigit(r) {
			digits++
		}
		has = has || unicode.IsLetter(r)
	}
	return has && digits < 3
}

// siteLike says whether a name is the site's with a word more.
func siteLike(name, site string) bool {
	return len(site) > 4 && len(name) > 4 && (strings.HasPrefix(name, site) || strings.HasPrefix(site, name) && len(name)*2 > len(site))
}

// agencies are the wire services by the names that bylines give them.
var agencies = map[string]string{
	"reuters": "Reuters", "thomsonreuters": "Reuters", "ap": "AP", "associatedpress": "AP", "theassociatedpress": "AP", "afp": "AFP",
	"agencefrancepresse": "AFP", "dpa": "dpa", "deutschepresseagentur": "dpa", "apa": "APA", "sda": "Keystone-SDA", "keystonesda": "Keystone-SDA",
	"efe": "EFE", "ansa": "ANSA", "epd": "epd", "kna": "KNA", "tass": "TASS", "xinhua": "Xinhua", "bloomberg": "Bloomberg", "bloombergnews": "Bloomberg",
	"pti": "PTI", "ani": "ANI", "ians": "IANS", "upi": "UPI", "europapress": "Europa Press", "lusa": "Lusa", "belga": "Belga", "anp": "ANP",
	"ntb": "NTB", "tt": "TT", "ritzau": "Ritzau", "stt": "STT", "pap": "PAP", "ctk": "ČTK", "mti": "MTI", "kyodo": "Kyodo", "jiji": "Jiji",
	"yonhap": "Yonhap", "aap": "AAP", "thecanadianpress": "The Canadian Press", "canadianpress": "The Canadian Press", "pressassociation": "PA", "pamedia": "PA",
	"anadoluagency": "Anadolu", "interfax": "Interfax", "sid": "SID", "dts": "dts", "dowjones": "Dow Jones",
}

// agencyOf returns the first wire agency among names, "" if there is none.
func agencyOf(names []string) string {
	for _, name := range names {
		for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '/' || r == ',' || r == ';' }) {
			if agency := agencies[key(part)]; agency != "" {
				return agency
			}
		}
	}
	return ""
}
