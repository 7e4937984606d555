package reading

import (
	"strings"
	"sync"
)

// eventTables are the words that part clauses and that show dates of no event.
type eventTables struct {
	opens     map[string]bool // open a clause
	ties      map[string]bool // of these, what without a comma goes on with what stands before it
	joins     map[string]bool // conjunctions, no part of the clause behind them
	leads     map[string]bool // lead to a date
	published map[string]bool // begin a line that says when the article appeared
	wires     map[string]bool // stand behind the date of a wire's dateline
	before    phrases[bool]   // before a date of no event
	compares  phrases[bool]   // before a date that only something else is compared with
	laws      map[string]bool // before "of 2008": a law
	figures   map[string]bool // before "for July": what is counted then, no happening
	parts     map[string]bool // between a figure and its date
	corrects  map[string]bool // head a notice of correction
	refuses   map[string]bool // that somebody does not want
	comments  map[string]bool // to say something
	self      phrases[bool]   // begin a sentence in which the article speaks of itself
}

var eventWords = sync.OnceValue(func() *eventTables {
	t := &eventTables{
		opens:     fieldSet(eventOpens),
		ties:      fieldSet("that which who whose where qui que quien che dat die der das dass as so"),
		joins:     fieldSet("and but or und aber oder et mais ou y e pero o ed ma mas en maar of"),
		leads:     fieldSet("in on by until since at from to the of before after around am im bis seit ab vom en le au depuis jusqu du el desde hasta il dal fino nel a o até desde em no na op sinds tot vanaf"),
		published: fieldSet("published updated posted modified veroffentlicht aktualisiert stand publie mis publicado actualizado pubblicato aggiornato atualizado gepubliceerd bijgewerkt copyright date dated datum fecha photo image"),
		wires:     fieldSet("prnewswire business globe globenewswire cnw newswire accesswire wire einpresswire"),
		laws:      fieldSet("act law code regulation directive gesetz verordnung richtlinie loi reglement ley decreto reglamento legge regolamento lei wet besluit constitution treaty amendment resolution"),
		figures:   fieldSet(eventFigures),
		parts:     fieldSet("of for from as vom von fur aus de du d pour del della di do da para van voor uit"),
		refuses: fieldSet(`declined declines refused refuses decline refuse lehnte lehnt wollte wollten mochte weigerte refuse refusé décliné decline voulu souhaite souhaité
			declinó declino rehusó rehuso negó nego quiso quisieron rifiutato voluto recusou quis quiseram weigerde wilde wilden wenste`),
		comments: fieldSet(`comment comments kommentar kommentieren stellungnahme äußern außern commenter commentaire commentaires comentar comentarios comentario
			commentare commentar commento commenti comentário comentarios comentários reageren commentaar reactie declaraciones déclaration declaration dichiarazioni declarações declaracoes`),
		corrects: fieldSet(eventCorrects),
	}
	for _, table := range []struct {
		words string
		in    *phrases[bool]
	}{{eventNone, &t.before}, {eventCompares, &t.compares}, {eventSelf, &t.self}} {
		for words := range strings.SplitSeq(table.words, "|") {
			table.in.add(strings.TrimSpace(words), true)
		}
	}
	return t
})

const eventOpens = `and but while whereas which who whose where when after before although though because since until as then so or that
	und aber während wahrend wobei nachdem bevor weil obwohl als dass der die das oder
	et mais alors tandis qui que lorsque après apres avant puisque où ou
	y pero mientras que quien cuando después despues antes porque aunque
	e ma mentre che quando dopo prima perché perche anche
	mas enquanto quando depois porque embora
	en maar terwijl die dat toen nadat voordat omdat`

// eventNone are words before a date at which nothing of the story happens.
const eventNone = "born|born in|born on|born in the|aged|birthday|copyright|all rights reserved|geboren|geboren am|geboren im|Jahrgang|né le|née le|né en|née en|nacido|nacida|nacido en|nato a|nato nel|nata nel|nato il|nascido|nascida|nascido em|geboren in|geboren op"

// eventFigures stand before "for July" or "of July 2025", where a number is told
// for that time.
const eventFigures = `number numbers figure figures volume level value total rate share one ones that those count amount sum average index record peak
	zahl zahlen wert werte stand niveau volumen menge anteil summe rekord derjenige diejenige dasjenige denen
	celui celle ceux celles chiffre chiffres volume niveau valeur taux total nombre
	el la los las aquel aquella cifra cifras volumen nivel valor tasa numero número
	quello quella quelli quelle cifra cifre livello valore tasso numero
	o a os aquele aquela número numeros nível nivel volume
	cijfer cijfers aantal niveau waarde`

// eventCompares stand before a date that is only a measure for another one.
const eventCompares = `more than|more than in|less than|less than in|fewer than in|higher than|higher than in|lower than|lower than in|larger than in|bigger than in|smaller than in|faster than in|better than in|worse than in|
	than those of|than that of|as many as in|as much as in|compared with|compared to|compared with the|compared to the|up from|down from|against|versus|same period of|same period in|same month of|same time in|
	mehr als|mehr als im|weniger als|weniger als im|höher als im|niedriger als im|größer als im|kleiner als im|so viel wie im|so viele wie im|als noch|als noch im|gegenüber|gegenüber dem|gegenüber der|im Vergleich zu|im Vergleich zum|verglichen mit|
	plus qu en|moins qu en|par rapport à|par rapport au|comparé à|contre|
	más que en|menos que en|frente a|en comparación con|comparado con|respecto a|respecto al|
	più che nel|meno che nel|rispetto a|rispetto al|rispetto alla|in confronto a|
	mais do que em|menos do que em|em comparação com|face a|em relação a|
	meer dan in|minder dan in|hoger dan in|lager dan in|vergeleken met|ten opzichte van|tegenover`

// eventCorrects head a notice of correction, before a sign or a date.
const eventCorrects = `correction corrections clarification clarifications corrected erratum errata amendment update updated
	korrektur korrekturhinweis berichtigung richtigstellung
	rectificatif rectification precision correctif
	correccion rectificacion aclaracion
	rettifica correzione precisazione
	correcao retificacao erramos
	correctie rectificatie aanvulling`

// eventSelf begin a sentence in which an article speaks of itself.
const eventSelf = `an earlier version of|a previous version of|an earlier version|a prior version of|this article was|this article has been|this article originally|this story was|this story has been|this story originally|this piece was|this report was|
	the article was|the article has been|the headline of this|the headline on this|editor's note|editors note|in an earlier version|a version of this|this post was|this post has been|
	eine frühere Version|eine frühere Fassung|in einer früheren Version|in einer früheren Fassung|in einer vorherigen Version|in einer ersten Version|dieser Artikel wurde|dieser Text wurde|dieser Beitrag wurde|dieser Artikel erschien|Anmerkung der Redaktion|
	une version précédente de|une version antérieure de|dans une version précédente|dans une première version|cet article a été|note de la rédaction|
	una versión anterior de|en una versión anterior|este artículo ha sido|este artículo fue|esta noticia ha sido|nota del editor|nota de la redacción|fe de errores|fe de erratas|
	una versione precedente di|in una versione precedente|questo articolo è stato|nota della redazione|errata corrige|
	uma versão anterior|numa versão anterior|em uma versão anterior|este artigo foi|esta reportagem foi|esta notícia foi|nota da redação|
	een eerdere versie van|in een eerdere versie|dit artikel is|dit artikel werd|dit bericht is|noot van de redactie`

func fieldSet(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}
