package reading

import (
	"cmp"
	"slices"

	"dateline/internal/news"
)

// topic is what the whole document is about: its names by salience.
type topic struct {
	companies []salient // the most salient first
	agencies  []salient
	products  []salient
}

// salient is a name and how much the document is about it.
type salient struct {
	name  string
	kind  news.EntityKind
	score int // 3 for each mention in the headline, 2 in the first paragraph, 1 elsewhere; a reference counts as a mention
	count int // mentions in the text
	first int // byte offset of the first one in the text; -1: only in the headline
}

// newTopic weighs the names of a document and its headline.
func newTopic(d *document) topic {
	at := map[string]int{}
	var all []salient
	add := func(m news.Mention, score, first, count int) {
		key := string(m.Kind) + " " + m.Name
		i, ok := at[key]
		if !ok {
			i = len(all)
			at[key] = i
			all = append(all, salient{name: m.Name, kind: m.Kind, first: -1})
		}
		all[i].score += score
		all[i].count += count
		if all[i].first < 0 {
			all[i].first = first
		}
	}
	if d.headline != nil {
		for _, m := range d.headline.found.Mentions {
			add(m, 3, -1, 0)
		}
	}
	for _, m := range d.found.Mentions {
		score := 1
		if s := d.sentenceAt(m.Start); s >= 0 && s < 2 {
			score = 2
		}
		add(m, score, m.Start, 1)
	}
	slices.SortStableFunc(all, func(a, b salient) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.first, b.first), cmp.Compare(a.name, b.name))
	})
	var t topic
	for _, s := range all {
		switch s.kind {
		case news.EntityCompany:
			t.companies = append(t.companies, s)
		case news.EntityAgency:
			t.agencies = append(t.agencies, s)
		case news.EntityProduct:
			t.products = append(t.products, s)
		}
	}
	return t
}

// mainCompany returns the name of the company that the document is most about; "": none.
func (t topic) mainCompany() string { return firstName(t.companies) }

// mainAgency returns the name of the government body that the document is most about; "": none.
func (t topic) mainAgency() string { return firstName(t.agencies) }

func firstName(all []salient) string {
	if len(all) == 0 {
		return ""
	}
	return all[0].name
}

// mentionAt returns the mention of a company, body, organization or person that
// holds the byte at offset; a product only where there is none of these.
func (d *document) mentionAt(offset int) (news.Mention, bool) {
	var best news.Mention
	found := false
	last, _ := slices.BinarySearchFunc(d.found.Mentions, offset+1, func(m news.Mention, at int) int { return cmp.Compare(m.Start, at) })
	for i := last - 1; i >= max(0, last-8); i-- {
		m := d.found.Mentions[i]
		if m.Start <= offset && offset < m.End && (!found || best.Kind == news.EntityProduct) {
			best, found = m, true
		}
	}
	return best, found
}
