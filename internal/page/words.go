package page

// What the words of a block tell. Patterns are anchored at the start wherever
// they can be, so that they cost nothing on long paragraphs.
var (
	creditWords = lazy(`(?i)^\W{0,3}(image|photo|picture|video|illustration|images|photos|graphic|cover image|header image)s?( \w+)? ?(credit|courtesy|source|by|copyright|©)s? ?(of)?[:： /|]|` +
		`^\W{0,3}(photograph|photo|foto|bild|bilder|photos|fotos|image|crédito|créditos|credit|credits|quelle|© ?(foto|bild)|illustration|grafik|bildquelle|fotocredit|titelbild|beeld|kuva|zdjęcie)s?( \w+)?: ?[^.]{2,120}$`)
	photoBy         = lazy(`(?i)\((photo|image|picture|photograph|ap photo|foto)s? ?(by|:|courtesy|/)[^)]{2,120}\)|\b(via getty images|/getty images|getty images/|/afp|/reuters|/ap photo|ap photo/|/shutterstock|/alamy|picture alliance|/dpa)\b[^.]{0,60}\)?"?$`)
	correctionWords = lazy(`(?i)^\W{0,3}(corrections?|clarifications?|corrected|editor['’]?s['’]? note|korrektur|korrektion|correctif|erratum|rectificación|fe de errores|fe de erratas|correzione|rectificatif|anmerkung der redaktion|anm\. d\. red)\b ?[:\-–—.,(]|` +
		`^\W{0,3}(this|an earlier version of this|a previous version of this|an earlier version of the|a previous version of the|a prior version of this) (article|story|piece|post|report|headline)?s?.{0,80}\b(was|has been|were|been|misstated|misidentified|incorrectly|corrected|amended)\b.{0,60}\b(corrected|amended|updated to (correct|clarify|reflect)|clarified|incorrectly|misstated|misidentified|wrongly|mistakenly|correct)\b|` +
		`^\W{0,3}(an earlier|a previous|a prior) version of (this|the) (article|story|piece|post|report|headline)|` +
		`^\W{0,3}(in einer früheren (version|fassung)|une version précédente|una versión anterior)`)
	wireWords = lazy(`(?i)^\W{0,3}(additional )?(reporting|writing|editing|compiled|written) (and (editing|writing) )?(by|with) (?-i:\p{Lu})[^.]{2,200}(;|\.|\)|$)|` +
		`^\W{0,3}(the )?(associated press|reuters|afp|bloomberg|ap)( \w+){0,5} contributed to this (report|story|article)|\bcontributed to this (report|story|article)\W{0,3}$|` +
		`^\W{0,3}(with (files|inputs?|material|reporting) from|mit material von|mit agenturmaterial|avec (l['’])?(afp|reuters|ap)\b|con información de) .{2,80}$|` +
		`^\W{0,2}(dpa|afp|ap|reuters|apa|sda|epd|kna|ansa|efe|lusa|tass|itar-tass|xinhua|pti|ani|ians|afp/[\w/]+|dpa[-:/][\w/:-]+|[\w]+/(dpa|afp|ap|reuters)(/\w+)*|\w+ ?/ ?(dpa|afp|ap|apa|reuters))\W{0,2}$`)
	relatedWords = lazy(`(?i)^\W{0,4}(read (more|also|next|the full|on|our|this)|see (also|more)|also read|related( (articles?|stories|story|content|coverage|topics?|links?|news|posts?|reading))?( ?:|$)|more (on|from|in|about|stories|news|coverage) .{0,80}$|more:|recommended|don['’]t miss|watch( more| now)?:|listen( now)?:|join the conversation|trending|most (read|popular)|you (may|might) (also|like)|what to read next|further reading|up next|` +
		`lesen sie (auch|hier|mehr|dazu)|mehr (zum thema|dazu|lesen|zu)|das könnte (sie|dich)|auch interessant|weiterlesen|zum thema|lies (auch|mehr)|weitere (artikel|themen|nachrichten)|passend dazu|` +
		`lire (aussi|également)|à lire|lire la suite|sur le même sujet|voir aussi|lees (ook|meer|verder)|lea (también|más)|le[ae]r también|te puede interesar|más (información|noticias|sobre)|también te|noticias relacionadas|archivado en|leggi (anche|la notizia|tutt)|potrebbe interessarti|approfondi|` +
		`leia (também|mais)|veja (também|mais)|saiba mais|läs (också|även|mer)|les (også|mer)|læs (også|mere)|lue (myös|lisää)|читайте также|читать далее|по теме|czytaj (także|też|więcej)|zobacz (także|też)|关连|関連(記事|ニュース)|【関連|あわせて読みたい|相关(阅读|新闻)|延伸阅读|baca juga|lihat juga|اقرأ أيضا|إقرأ أيضا)`)
	newsletterWords = lazy(`(?i)^\W{0,4}(sign up (for|to|here|now)|subscribe (to|for|now|today|here)|get (the|our|your) (latest|best|daily|free|top|morning|weekly)[^.]{0,80}(newsletter|inbox|email|delivered)|join our (newsletter|mailing|whatsapp|telegram)|follow us (on|:)|follow (\w+ ){1,4}on (twitter|x|facebook|instagram|bluesky|google|threads|linkedin|whatsapp)|like us on|download (our|the) app|abonnieren sie|newsletter|jetzt (abonnieren|anmelden)|melden sie sich|inscrivez-vous|abonnez-vous|recevez|suscríbete|síguenos|recibe|iscriviti|seguici|keep up with|click here to (sign|subscribe|join)|enter your email|folgen sie|folge uns|nichts verpassen)`)
	legalWords      = lazy(`(?i)^\W{0,4}(©|our standards:|\(c\) ?\d{4}|copyright\b|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos|tutti i diritti|we use cookies|this (site|website) uses cookies|by (clicking|continuing|signing|submitting|subscribing|using)|terms (of|and)|privacy policy|datenschutz|wir verwenden cookies|wir benötigen ihre|an dieser stelle (find|befindet|ist|sehen|siehst)|(für|zur) die darstellung von .{0,60} nutzen wir|(ich bin|sind sie) damit einverstanden, dass (mir|ihnen|dir)|personenbezogene daten können an|link zum [\w-]{3,20}[- ]inhalt|(der|dieser) (hier angezeigte |externe )?inhalt (kann|wird)|empfohlener (externer|redaktioneller) inhalt|your (privacy|subscription)|unauthorized reproduction|reproduction (in whole|without)|nachdruck|use of this site|material from|the views expressed|opinions expressed|this material may not|to view this|to use this feature|javascript|please (enable|turn|log|sign|upgrade)|mehr zum datenschutz)|all rights reserved\W*$|may not be (published|reproduced)|alle rechte vorbehalten\W*$`)
	commentWords    = lazy(`(?i)^\W{0,4}(\d+ )?(comments?( ?[:(]?\d*\)?)?$|leave a (comment|reply)|post a comment|view (all )?comments|show comments|join the (discussion|conversation)|what do you think\?|(lese|nutzer)?kommentare?( ?\(?\d*\)?)?$|schreiben sie einen kommentar|commentaires?$|comentarios?$|commenti$|reacties?$|report (this|a) comment|log in to comment|be the first to comment)`)
	bylineWords     = lazy(`^\W{0,2}(By|BY|Von|Par|Por|Di|Door|Av|Af|Text:|Words by|Words:|Story by|Written by|Reported by|Autor:|Autore:|Автор:?|文/|記者|取材)\s+(\p{Lu}|\p{Lo})[^.!?]{1,80}$`)
	dateLine        = lazy(`(?i)^\W{0,2}(published|updated|posted|last (updated|modified|edited)|first published|created|aktualisiert|veröffentlicht|stand:|erstellt|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato|опубликовано|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2} (min|minute|mins)\b|\d{1,2}:\d{2})[^!?]{0,60}$`)
	bioWords        = lazy(`^(\W{0,2}(About the author|About the Author|Über den Autor|Zum Autor|Zur Person|L['’]auteur|Sobre el autor|ABOUT THE AUTHOR)\b|` +
		`(\p{Lu}[\p{L}.'’-]+ ){1,4}(is|was|has been|joined|covers|writes|reports|works|ist|arbeitet|schreibt|berichtet|est|es|è)\b (an? |the |a former |currently |based |our |as |about |on |für |als |for |eine? |seit |journaliste|un |une |una )?.{0,120}\b(reporter|journalist|writer|editor|correspondent|columnist|freelance\w*|author|fellow|contributor|professor|producer|staff|critic|blogger|lecturer|director|redakteur\w*|korrespondent\w*|journalistin|autor\w*|volontär\w*|redattore|periodista|journaliste|giornalista)\b)`)
	selfEnd = lazy(`(?i)^\W{0,4}(advertisement|advertising|anzeige|werbung|publicité|publicidad|annonse|annons|reklama|story continues|article continues|continue reading|scroll (to|down)|loading|share( this)?( article| story)?|print|email|copy link|link copied|tags?:?|topics?:?|themen:?|teilen|drucken|merken|schlagworte:?|stichwörter:?|facebook|twitter|whatsapp|back to top|save|gift this article|listen to (this )?article|\d+ min(ute)?s? read|skip (to|past)[^.]{0,50}|play video|watch video|close|menu|search|open image( in gallery)?|view image( in fullscreen)?|image \d+ of \d+|key takeaways?:?|in this (article|story):?|inhaltsverzeichnis|table of contents)\W*$`)
)

// byWords labels a block that says itself what it is; "" for all others.
func byWords(b *block) Label {
	s, n := b.text, len(b.text)
	if n > 1500 {
		if b.label.InText() && photoBy().MatchString(s[n-200:]) {
			return Caption
		}
		return ""
	}
	story := b.label.InText()
	switch {
	case n < 250 && creditWords().MatchString(s):
		return Credit
	case n < 200 && selfEnd().MatchString(s):
		return Other
	case correctionWords().MatchString(s):
		return Correction
	case n < 300 && wireWords().MatchString(s):
		return WireCredit
	case n < 300 && relatedWords().MatchString(s) && (b.linked*5 > n*2 || n < 60 || !b.sentence):
		return Related
	case n < 400 && newsletterWords().MatchString(s):
		return Newsletter
	case n < 120 && commentWords().MatchString(s):
		return Comments
	case n < 900 && legalWords().MatchString(s):
		return Legal
	case story && n < 120 && (bylineWords().MatchString(s) || dateLine().MatchString(s)):
		return Byline
	case story && n < 700 && photoBy().MatchString(s[max(0, n-200):]):
		return Caption
	}
	return ""
}
