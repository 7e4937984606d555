package change

import (
	"strings"
	"sync"
)

// Each table has one row per meaning; the words are folded as text.Fold does.

// set makes a table of words when it is first asked.
func set(rows ...string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		all := map[string]bool{}
		for _, row := range rows {
			for w := range strings.FieldsSeq(row) {
				all[w] = true
			}
		}
		return all
	})
}

// turning words turn the meaning of a sentence round when they come or go.
var turning = set(
	"not no never none nobody nothing neither nor without cannot isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't",
	"nicht kein keine keinen keiner keinem nie niemals ohne",
	"pas ne aucun aucune jamais sans",
	"ningun ninguna nunca jamas sin tampoco",
	"non nessun nessuno nessuna mai senza",
	"nao nenhum nenhuma nunca sem",
	"niet geen nooit zonder",
	"rise rises rose risen fall falls fell fallen increase increases increased decrease decreases decreased grew grow shrank shrink gained lost win wins won lose loses",
	"approve approved approves reject rejected rejects accept accepted refuse refused refuses deny denied denies confirm confirmed confirms admit admitted",
	"cancel cancelled canceled extend extended renew renewed suspend suspended resume resumed end ended begin began start started award awarded",
	"guilty innocent legal illegal lawful unlawful true false dead alive injured killed permanent temporary",
	"buy buys bought sell sells sold hire hired fire fired join joined leave left",
)

// paired words turn the meaning round where one takes the place of another.
var paired = set(
	"less fewer more under over below above before after until since for against except with all every some most many few half several both either at least up",
	"weniger mehr unter uber vor nach bis seit alle einige",
	"moins plus sous avant apres tous certains",
	"menos mas bajo antes despues todos algunos",
	"meno piu sotto prima dopo tutti alcuni",
	"minder meer onder boven voor na alle sommige",
)

// hedging words say how sure something is.
var hedging = set(
	"may might could would should must will can shall likely unlikely probably possibly perhaps apparently allegedly alleged reportedly reported purportedly seemingly suspected",
	"claimed claims claim believed thought understood expected planned proposed considered considering potential potentially possible appears appear appeared seems seem suggests suggest suggested",
	"about around roughly nearly almost approximately estimated",
	"soll sollen sollte konnte konnten wurde wohl angeblich mutmasslich vermutlich moglicherweise offenbar",
	"pourrait pourraient serait seraient aurait auraient presume presumee peut-etre apparemment",
	"podria podrian seria supuesto supuesta presunto presunta presuntamente supuestamente",
	"potrebbe potrebbero sarebbe sarebbero presunto presunta presumibilmente",
	"poderia poderiam seria suposto suposta supostamente alegadamente",
	"zou zouden mogelijk vermoedelijk naar verluidt",
)

// attributing words say on whose word something stands.
var attributing = set(
	"said says say told tells according citing cited per reports sources source spokesperson spokesman spokeswoman spokespeople officials official statement documents document exclusively anonymity familiar",
	"sagte sagt laut zufolge angaben sprecher sprecherin teilte mitteilung",
	"selon porte-parole declare affirme source indique",
	"segun portavoz dijo afirmo fuente fuentes",
	"secondo portavoce detto affermato fonte fonti",
	"segundo porta-voz disse afirmou fonte fontes",
	"volgens woordvoerder zei zegt bron bronnen aldus",
)

// bodies are the words that stand for who acts.
var bodies = set(
	"ministry company agency department vendor firm police council board county city state government court prosecutor prosecutors army military office bureau authority commission committee university school union contractor supplier startup minister mayor sheriff president",
	"ministerium unternehmen behorde firma polizei amt regierung gericht stadt land armee",
	"ministere entreprise societe agence police gouvernement tribunal ville armee",
	"ministerio empresa agencia policia gobierno tribunal ciudad ejercito",
	"ministero azienda agenzia polizia governo tribunale comune esercito",
	"ministerio empresa agencia policia governo tribunal cidade exercito",
	"ministerie bedrijf agentschap politie regering rechtbank stad leger",
)

// calendar words name days, months and parts of the year.
var calendar = set(
	"monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow january february march april may june july august september october november december",
	"jan feb mar apr jun jul aug sept sep oct nov dec spring summer autumn fall winter quarter week month year decade morning afternoon evening night",
	"montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag gestern heute morgen januar februar marz mai juni juli oktober dezember",
	"lundi mardi mercredi jeudi vendredi samedi dimanche hier demain janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre",
	"lunes martes miercoles jueves viernes sabado domingo ayer hoy manana enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
	"lunedi martedi mercoledi giovedi venerdi sabato domenica ieri oggi domani gennaio febbraio aprile maggio giugno luglio settembre ottobre novembre dicembre",
	"segunda-feira terca-feira quarta-feira quinta-feira sexta-feira ontem hoje amanha janeiro fevereiro marco maio junho julho setembro outubro dezembro",
	"maandag dinsdag woensdag donderdag vrijdag zaterdag zondag gisteren vandaag januari februari maart mei juni augustus",
)

// empty words carry no meaning of their own.
var empty = set(
	"a an the of to in on at by for with and or but as that which who whose this these those it its is are was were be been being has have had do does did",
	"der die das den dem des ein eine einen einer einem und oder zu im am von vom zum zur mit fur auf ist sind war hat haben",
	"le la les l un une des du de d et ou a au aux en dans pour par sur est sont qui que",
	"el los las unos unas y o del al con para por es son",
	"il lo gli i una e di da nel nella con per su sono",
	"os as um uma do da dos das no na nos nas com por e",
	"het een en of van te op met voor aan is zijn",
)

// numberWords are the numbers that are written out.
var numberWords = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
	"fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
	"seventy": 70, "eighty": 80, "ninety": 90, "hundred": 1e2, "hundreds": 1e2, "thousand": 1e3, "thousands": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9,
	"billions": 1e9, "trillion": 1e12, "dozen": 12, "dozens": 12, "lakh": 1e5, "crore": 1e7, "double": 2, "doubled": 2, "triple": 3, "tripled": 3, "quadrupled": 4, "zero": 0,
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
	"zwei": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "zwolf": 12, "hundert": 1e2, "tausend": 1e3, "millionen": 1e6, "milliarde": 1e9, "milliarden": 1e9,
	"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "cent": 1e2, "mille": 1e3, "milliard": 1e9, "milliards": 1e9,
	"dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "mil": 1e3, "millon": 1e6, "millones": 1e6,
	"tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7, "otto": 8, "nove": 9, "dieci": 10, "milioni": 1e6, "miliardo": 1e9, "miliardi": 1e9,
	"milhao": 1e6, "milhoes": 1e6, "bilhao": 1e9, "bilhoes": 1e9, "twee": 2, "drie": 3, "vijf": 5, "zes": 6, "zeven": 7, "negen": 9, "tien": 10, "miljoen": 1e6, "miljard": 1e9,
}

// scaleLetters are the scales that are written to a number.
var scaleLetters = map[string]float64{"k": 1e3, "m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}

// notices are how a notice of correction begins or what it says.
var notices = []string{
	"correction:", "corrections:", "correction (", "clarification:", "corrected:", "erratum", "editor's note:", "editors' note:", "editor's note -", "an earlier version of this", "a previous version of this",
	"this article was amended", "this story was amended", "this article has been amended", "this article was updated", "this story has been updated to", "this article has been updated to", "this story was updated to",
	"this article has been corrected", "this story has been corrected", "this article was corrected", "this story was corrected", "has been corrected to", "was corrected to", "we have corrected", "we incorrectly", "incorrectly stated", "incorrectly said",
	"misstated", "misspelled", "misidentified", "due to an editing error", "we regret the error", "we apologise for the error", "the article has been corrected", "this version corrects", "corrects paragraph", "(corrects", "refiles to",
	"korrektur:", "korrekturhinweis", "in einer fruheren version", "in einer vorherigen version", "anmerkung der redaktion:", "berichtigung:", "richtigstellung:",
	"rectificatif", "une version precedente de cet article", "dans une premiere version", "erratum :", "mis a jour pour corriger", "note de la redaction",
	"correccion:", "fe de errores", "fe de erratas", "una version anterior de est", "rectificacion:", "nota del editor:",
	"rettifica:", "correzione:", "una versione precedente di quest", "errata corrige",
	"correcao:", "errata:", "uma versao anterior dest", "retificacao:", "nota da redacao:",
	"correctie:", "rectificatie:", "in een eerdere versie van dit", "aanvulling en verbetering",
}

// furniture are the phrases by which a page speaks about itself.
var furniture = []string{
	"sign up for", "subscribe", "newsletter", "read more:", "read also", "also read", "related:", "share this", "share on", "follow us", "advertisement", "min read", "minute read", "minutes read",
	"all rights reserved", "©", "last updated", "updated at", "updated:", "published:", "last modified", "comments", "leave a comment", "download our app", "download the app", "cookie", "click here", "log in", "sign in",
	"support our journalism", "donate", "become a member", "most read", "trending", "recommended", "listen to this article", "view gallery", "photo gallery", "watch:", "getty images", "photograph:", "image credit", "print this",
	"contact the author", "got a tip", "send tips", "join the conversation", "whatsapp channel", "views", "shares", "times read",
	"abonnieren", "anzeige", "mehr zum thema", "lesen sie auch", "lesen sie mehr", "abonnez-vous", "lire aussi", "a lire aussi", "publicite", "suscribete", "lea tambien", "publicidad", "iscriviti", "leggi anche", "pubblicita",
	"assine", "leia tambem", "leia mais", "publicidade", "lees ook", "lees meer", "advertentie", "abonneer",
}
