package reading

import (
	"strings"

	"dateline/internal/news"
	"dateline/internal/text"
)

// contractEndings follow a comma in the name of a company.
var contractEndings = wordSet("inc llc ltd corp co lp llp plc gmbh l.p l.l.c inc. llc. s.a n.v b.v ag a/s pllc pte pty jv")

// awardees returns the names of those who are given a contract: each begins a
// part that ends with a semicolon or the verb.
func (d *document) awardees(c *contract) []text.Span {
	var all []text.Span
	end := d.tokens[c.verb].Start
	for start := c.Start; start < end; {
		stop := d.segmentEnd(start, end)
		if s := d.nameAtStart(start, stop); s.Len() > 0 {
			all = append(all, s)
		}
		start = stop + 1
	}
	return all
}

// segmentEnd returns the place of the next semicolon, or end.
func (d *document) segmentEnd(start, end int) int {
	if i := strings.IndexByte(d.Text[start:max(start, end)], ';'); i >= 0 {
		return start + i
	}
	return end
}

// nameAtStart returns the name that a part begins with: up to the comma before
// its town.
func (d *document) nameAtStart(start, stop int) text.Span {
	for _, opener := range []string{" ", "\n", "and ", "UPDATE: ", "CORRECTION: ", "*"} {
		for strings.HasPrefix(d.Text[start:stop], opener) {
			start += len(opener)
		}
	}
	end := start
	for end < stop {
		i := strings.IndexAny(d.Text[end:stop], ",(*")
		if i < 0 {
			end = stop
			break
		}
		end += i
		if d.Text[end] != ',' {
			break
		}
		rest := strings.TrimLeft(d.Text[end+1:stop], " ")
		word, _, _ := strings.Cut(rest, " ")
		if !contractEndings()[strings.ToLower(strings.Trim(word, ".,;*("))] {
			break
		}
		end++
	}
	name := strings.TrimRight(d.Text[start:end], " ,*")
	return text.Span{Start: start, End: start + len(name)}
}

// companyAt returns the canonical name of the company that a passage names, or
// its words.
func (d *document) companyAt(s text.Span) string {
	for _, m := range d.mentionsIn(s) {
		if m.Kind == news.EntityCompany && m.By != news.ByReference && m.Start-s.Start <= len("The ") {
			return m.Name
		}
	}
	return strings.TrimPrefix(s.Of(d.Text), "The ")
}

// contractingActivity returns the body that gives a contract; without one in
// the paragraph, that of the heading.
func (d *document) contractingActivity(c *contract) string {
	const cue = "contracting activity"
	at := strings.LastIndex(c.Of(d.Text), cue)
	if at < 0 {
		return c.department
	}
	at += c.Start
	s := d.sentences[d.sentenceAt(at)]
	name := text.Span{Start: s.Start, End: at}
	if rest := d.Text[at+len(cue) : s.End]; strings.HasPrefix(rest, " is ") {
		name = text.Span{Start: at + len(cue) + len(" is "), End: s.End}
	}
	if strings.HasPrefix(name.Of(d.Text), "The ") || strings.HasPrefix(name.Of(d.Text), "the ") {
		name.Start += len("The ")
	}
	if i := strings.IndexAny(name.Of(d.Text), ",(;"); i >= 0 {
		name.End = name.Start + i
	}
	words := strings.TrimRight(name.Of(d.Text), " .")
	for _, m := range d.mentionsIn(text.Span{Start: name.Start, End: name.Start + len(words)}) {
		if m.Kind == news.EntityAgency && m.End == name.Start+len(words) {
			return m.Name
		}
	}
	return words
}

// goodsEnd is how many tokens the name of goods may have.
const goodsEnd = 14

// contractGoods returns what a contract is for.
func (d *document) contractGoods(c *contract) string {
	for i := c.verbEnd; i < c.last; i++ {
		leads := d.tokens[i].Fold == "for" || d.tokens[i].Fold == "to" && i+1 < c.last && isSupplyVerb()[d.tokens[i+1].Fold]
		if !leads {
			continue
		}
		first := i + 1
		if d.tokens[i].Fold == "to" {
			first++
		}
		if d.tokens[first-1].Fold == "for" && first < c.last && (d.tokens[first].Fold == "the" || d.tokens[first].Fold == "a" || d.tokens[first].Fold == "an") {
			first++
		}
		if first < c.last && paperNouns()[d.tokens[first].Fold] {
			continue
		}
		last := first
		for last < c.last && last-first < goodsEnd {
			last++
			if gap := d.between(last - 1); gap != " " && gap != "-" && gap != "/" && gap != "’s " && gap != "'s " {
				break
			}
		}
		if last > first {
			return d.span(first, last).Of(d.Text)
		}
	}
	return ""
}

// paperNouns are what a contract is changed by, not what it is for.
var paperNouns = wordSet("modification modifications option options order orders additional exercise")

var isSupplyVerb = wordSet("provide supply deliver procure perform develop build support design maintain operate furnish")
