package reading

import (
	"strings"
	"sync"

	"dateline/internal/news"
)

// eventTables are the words that part clauses and that show dates of no event.
type eventTables struct {
	opens     map[string]bool // open a clause
	joins     map[string]bool // conjunctions, no part of the clause behind them
	leads     map[string]bool // lead to a date
	published map[string]bool // begin a line that says when the article appeared
	wires     map[string]bool // stand behind the date of a wire's dateline
	before    phrases[bool]   // before a date of no event
	laws      map[string]bool // before "of 2008": a law
}

var eventWords = sync.OnceValue(func() *eventTables {
	t := &eventTables{
		opens:     fieldSet(eventOpens),
		joins:     fieldSet("and but or und aber oder et mais ou y e pero o ed ma mas en maar of"),
		leads:     fieldSet("in on by until since at from to the of before after around am im bis seit ab vom en le au depuis jusqu du el desde hasta il dal fino nel a o até desde em no na op sinds tot vanaf"),
		published: fieldSet("published updated posted modified veroffentlicht aktualisiert stand publie mis publicado actualizado pubblicato aggiornato atualizado gepubliceerd bijgewerkt copyright date dated datum fecha photo image today"),
		wires:     fieldSet("prnewswire business globe globenewswire cnw newswire accesswire wire einpresswire"),
		laws:      fieldSet("act law code regulation directive gesetz verordnung richtlinie loi reglement ley decreto reglamento legge regolamento lei wet besluit constitution treaty amendment resolution"),
	}
	for words := range strings.SplitSeq(eventNone, "|") {
		t.before.add(words, true)
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

func fieldSet(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

// isPublicationLine says whether a sentence only says when the article
// appeared, or begins with such words.
func (d *document) isPublicationLine(s *sentence, dates []news.Date, words *eventTables) bool {
	if words.published[d.tokens[s.first].Fold] && s.last-s.first < 14 && dates[0].Start-s.Start < 40 {
		return true
	}
	other := 0
	for i, k := s.first, 0; i < s.last; i++ {
		for k < len(dates) && d.tokens[i].Start >= dates[k].End {
			k++
		}
		if k == len(dates) || d.tokens[i].End <= dates[k].Start {
			other++
		}
	}
	return other < 4
}

// datesNothing says whether a date belongs to no event: the date of a wire's
// dateline, a birthday, a law.
func (d *document) datesNothing(s *sentence, date news.Date, words *eventTables) bool {
	next, first := d.tokenAt(date.End), d.tokenAt(date.Start)
	if next < s.last && first-s.first < 12 {
		gap := strings.TrimLeft(d.Text[date.End:max(date.End, d.tokens[next].Start)], " ,)")
		if words.wires[d.tokens[next].Fold] || strings.HasPrefix(gap, "--") || strings.HasPrefix(gap, "—") || strings.HasPrefix(gap, "/") || strings.HasPrefix(gap, "|") {
			return true
		}
	}
	for i := max(s.first, first-4); i < first; i++ {
		if _, length := words.before.at(d.tokens, i, first+1); length > 0 && i+length >= first-1 {
			return true
		}
	}
	return first-s.first >= 2 && words.laws[d.tokens[first-2].Fold] && words.leads[d.tokens[first-1].Fold] ||
		first > s.first && words.laws[d.tokens[first-1].Fold] && date.Len() == len("2008")
}
