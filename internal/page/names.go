package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/text"
)

var (
	mailAddress = lazy(`\(?[\w.+-]+@[\w-]+\.[\w.]+\)?`)
	// What stands before names, with or without a role: "Text und Interview: ".
	bylinePrefix = lazy(`(?i)^[\s~•·|(*–-]*((?:(?:article|story|written|words|text|texts|reported|posted|published|report|reporting|analysis|opinion|interview|by|and|und|et|y|e)\s+){0,3}(?:by|von|vom|par|por|di|door|av|af|od|de la redacción|propos recueillis par|da|από|του|της|автор|автор статьи)(?:\s*:\s*|\s+)|` +
		`(?:zeige )?alle (?:beiträge|artikel) von |view (?:all|more) (?:posts|articles|stories) (?:by|from) |see all posts by |(?:veröffentlicht|geschrieben|verfasst|erstellt|eingestellt|gepostet|publiziert|ein beitrag|ein gastbeitrag|gastbeitrag|ein artikel|artikel|beitrag|interview|kommentar|protokoll) von\s*|(?:publié|écrit|posté) par |(?:escrito|publicado|redactado) por |(?:scritto|pubblicato|a cura) (?:da|di) |(?:geschreven|geplaatst) door |` +
		`(?:(?:text|texte|interview|foto|fotos|photos?|quelle|source|fuente|redaktion|autor|autoren|autorin|autor\(in\)|author|authors|auteur|auteurs|autore|autrice|autora|autores|texto|testo|tekst|teksti|szerző|yazan|yazar|haber|oleh|penulis|writer|reporter|verfasser|nachricht|reportage|protokoll|aufgezeichnet|moderation|автор|автори|текст|συντάκτης|κείμενο|الكاتب|كتب|بقلم|מאת|نویسنده|लेखक|文|文章来源|来源|作者|记者|記者|责编|責編|责任编辑|編集|執筆|글|기자)(?:/|\s+und\s+|\s+and\s+)?){1,2}\s*[:：]\s*)`)
	authorSplit = lazy(`(?i)\s*(?:;|\s/\s|\||ㅣ|\n|•|·|、|，|,? and |,? und | im gespräch mit | et |,? e | y |,? & |,? og |,? och |,? en | i | и | та | και | ve | és | și | oraz | ja |, | mit | with )\s*`)
	roleTail    = lazy(`(?i)^((senior|chief|staff|deputy|political|politics|business|us|uk|news|managing|editor|editor-in-\w+|freelance|special|foreign|associate|assistant|national|technology|tech|science|health|sports?|web|digital|online|lead|head|data|video|investigative|executive|global|world|europe|asia|africa|middle east|white house|contributing|guest|general|assignment|of|for|at|the|und|chef|leitende[r]?|stellvertretende[r]?) )*` +
		`(reporters?|editors?|writers?|correspondents?|journalists?|contributors?|columnists?|producers?|chief|lead|fellow|author|intern|staff|desk|team|redaktion|redakteur(in)?|chefredakteur(in)?|journalist(in|e)?|korrespondent(in)?|autor(in)?|periodista|redactora?|giornalista|redattore|journaliste|rédact(eur|rice)|phd|md|msc|dr|berlin|london|washington|new york|paris|wien|frankfurt|brüssel|brussels|moscow|moskau|beijing|peking|tokyo|rome|madrid|manila|hong kong|jerusalem|kyiv|kiew)\b`)
	sigil    = lazy(`\s*\((\p{L}{1,5}|[\p{L}/., -]{0,30})\)\s*$`)
	saying   = lazy(`(?i)\s(sagt|sagte|said|says|schreibt|schrieb|writes|wrote|meint|dit|a dit|dice|ha detto|escribió)\s*:?$`)
	pictures = lazy(`(?i)(image|photo|foto|picture|getty|istock|shutterstock|imago|afp via|bild)s?\b.*[:/)]|getty images|istockphoto|shutterstock`)
	cjkRole  = lazy(`\s*(기자|특파원|선임기자|인턴기자|논설위원|칼럼니스트|記者|记者|编辑|編集委員|特派員|本报|報道)$`)
	cjkLead  = lazy(`^(本报记者|本報記者|新华社记者|记者|記者|通讯员|作者|责编|責編|文|写真)\s*[:：/／]?\s*`)
	afterBy  = lazy(`(?i)\s+(quelle|source|fuente|foto|fotos|photo|bild|stand|lesezeit|updated|published)\s*:.*$|\s+stand$|\s+am \p{L}+(tag|woch)\b.*$|\s*[,–-]?\s*\b(am|on|le|el|il|op|den|den|um|at|in|vor|seit|zuletzt|updated|published|veröffentlicht|aktualisiert|for|für|aus)\s+\S*\d.*$|\s*[|•·–—]\s.*$|\s+\d.*$`)
)

// notNames stand where a name should.
var notNames = []string{"admin", "administrator", "null", "undefined", "none", "unknown", "author", "authors", "autor", "editor", "editors", "webmaster", "staff", "[object object]", "anonymous", "guest", "posted by", "share", "follow", "no author",
	"über", "about", "mehr", "more", "antworten", "reply", "kommentare", "comments", "news", "super user", "superuser", "root", "user", "website", "home", "web", "online", "print", "facebook", "twitter", "instagram", "email", "e-mail", "gast", "by", "von", "par", "nachrichten", "agencies", "agenturen", "published by", "veröffentlicht am", "publiziert am", "geschrieben am", "posted on", "alle beiträge", "agence", "agences", "agencias", "leave a comment",
	"gesponserte inhalte", "anzeige", "in", "kontakt", "profil", "profile", "website", "true", "false", "n/a", "wordpress", "default", "from", "test", "nobody", "weiterlesen"}

// mostNames is how many names of authors a page is read with.
const mostNames = 60

// few keeps the first names of a list.
func few(names []string) []string { return names[:min(len(names), mostNames)] }

// cleanAuthors splits lists, drops prefixes, addresses, sigla, roles and names
// of the site, and keeps the case as written. A name that stands twice, in
// whatever case and with whatever marks, is kept once.
func cleanAuthors(raw []string, site string) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range few(raw) {
		if len(s) > 300 || strings.Contains(s, "://") || strings.HasPrefix(s, "www.") || saying().MatchString(s) || pictures().MatchString(s) {
			continue
		}
		s = fold(mailAddress().ReplaceAllString(stripTags(s), " "))
		s = cutPrefix(s)
		if surname, given, ok := strings.Cut(s, ", "); ok && !strings.ContainsAny(surname+given, " ,;") && len(raw) > 1 {
			s = given + " " + surname
		}
		if !strings.ContainsRune(s, ' ') && agencyOf([]string{s}) != "" {
			s = strings.ReplaceAll(s, "/", ";")
		}
		for _, name := range authorSplit().Split(s, -1) {
			name = cleanName(name)
			k := nameKey(name)
			if k == "" || seen[k] || !plausible(name) || k == key(site) || siteLike(key(name), key(site)) {
				continue
			}
			if len(out) > 0 && (roleTail().MatchString(name) || agencyRole(name) || site != "" && strings.HasPrefix(name, site+" ")) {
				continue
			}
			seen[k] = true
			out = append(out, name)
		}
	}
	return withoutParts(out)
}

// agencyRole says whether a name is a post at an agency: "AP Sports Writer".
func agencyRole(name string) bool {
	first, rest, _ := strings.Cut(name, " ")
	return agencies[key(first)] != "" && roleTail().MatchString(lastWord(rest))
}

// nameKey folds a name for comparing: Ana María is Ana Maria.
func nameKey(name string) string { return key(text.Fold(name)) }

// withoutParts drops names that are the beginning of another: "Adam Marlow
// Lantern Staff" beside "Adam Marlow", and "A. Marlow" twice.
func withoutParts(names []string) []string {
	return slices.DeleteFunc(names, func(name string) bool {
		for _, other := range names {
			if rest, ok := strings.CutPrefix(name, other+" "); ok && len(other) > 6 && strings.Contains(other, " ") && roleTail().MatchString(lastWord(rest)) {
				return true
			}
		}
		return false
	})
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

func cutPrefix(s string) string {
	for range 3 {
		cut := bylinePrefix().ReplaceAllString(s, "")
		if len(cut) > 4 && (strings.HasPrefix(cut, "By") || strings.HasPrefix(strings.ToLower(cut), "von")) {
			// The space is lost where "By" has an element of its own.
			by := len("By")
			if cut[0] != 'B' {
				by = len("von")
			}
			if first, second := rune(cut[by]), rune(cut[by+1]); unicode.IsUpper(first) && unicode.IsLower(second) && unicode.IsLower(rune(cut[by-1])) {
				cut = cut[by:]
			}
		}
		if cut == s {
			break
		}
		s = cut
	}
	return s
}

func cleanName(name string) string {
	name = cutPrefix(strings.TrimSpace(name))
	name = cjkLead().ReplaceAllString(name, "")
	if cut := cjkRole().ReplaceAllString(name, ""); cut != "" {
		name = cut
	}
	if cut := sigil().ReplaceAllString(name, ""); len(cut) > 3 {
		name = cut
	}
	if i := strings.IndexByte(name, '@'); i > 3 {
		name = name[:i]
	}
	if inner, ok := strings.CutPrefix(name, "("); ok {
		name = strings.TrimSuffix(inner, ")")
	}
	return strings.Trim(name, " ,.;:|-–—*~→»«\"'“”„‚’()（）")
}

// plausible says whether a text can be a name.
func plausible(name string) bool {
	n := utf8.RuneCountInString(name)
	if n < 2 || n > 60 || strings.Contains(name, "://") || strings.HasPrefix(name, "@") || strings.HasPrefix(name, "www.") || strings.Count(name, " ") > 6 || strings.HasSuffix(name, "?") {
		return false
	}
	if slices.Contains(notNames, strings.ToLower(name)) {
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

// small words of names are not written with a capital.
var nameParticles = set(`de del della di da dos das do van von der den ten ter zu zur y e la le el al bin ibn ben abu o' af av d' und i`)

// orgWords tell that a name is an institution's.
var orgWords = set(`redaktion redaction redacción redazione redakcja redakce staff team desk editorial news nachrichten agentur agency verlag stiftung foundation institut institute universität university ministerium presse press media medien online magazin magazine blog
	gmbh ag inc ltd e.v ev verband verein verbund bund amt zentrum center centre company group service services website reporters reports diario periódico journal zeitung times post tribune
	twitter facebook share whatsapp instagram youtube kommentar kommentare comment comments antworten am im in on at der das die the le les el los las il lo un une ein eine zur zum wie was how why what all alle mehr more read lesen
	autorenseite januar februar märz april juni juli september oktober november dezember january february march june july october december sagt says uhr politics politik sport wirtschaft kultur panorama`)

// personal says whether a name reads like a person's: two to five words with
// capitals, or two to four letters of Chinese, Japanese or Korean; scripts
// without capitals pass with two words.
func personal(name string) bool {
	words := strings.Fields(name)
	if first, _ := utf8.DecodeRuneInString(name); ideographic(first) {
		return len(words) <= 2 && utf8.RuneCountInString(name) <= 6 && !strings.HasSuffix(name, "た") && !strings.HasSuffix(name, "網") && !strings.HasSuffix(name, "网")
	}
	if len(words) < 2 || len(words) > 5 {
		return false
	}
	for i, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		low := strings.ToLower(strings.Trim(w, ".,:"))
		if orgWords[low] || !unicode.IsLetter(first) {
			return false
		}
		if unicode.IsLower(first) && (!nameParticles[low] || i == len(words)-1) {
			return false
		}
	}
	return true
}

func ideographic(r rune) bool {
	return unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hangul, r) || unicode.Is(unicode.Katakana, r) || unicode.Is(unicode.Hiragana, r)
}

// siteLike says whether a name is the site's with a word more.
func siteLike(name, site string) bool {
	same := 0
	for same < min(len(name), len(site)) && name[same] == site[same] {
		same++
	}
	return len(site) > 4 && len(name) > 4 && (same == len(site) || same == len(name) && len(name)*2 > len(site) || same > 5 && same*4 >= len(name)*3)
}
