package storetest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/text"
)

// How often a word or a company stands in the articles of testNaming: in one
// of so many. The store has to find its way among all ratios of the two.
var namingOdds = []int{1, 2, 30, 700, 3000}

// namingForms are how an article may write a word that it holds, and what it
// may write where it does not; the odds are for plain words mostly.
var (
	namingForms = []string{"%s", "%s", "%s.", "\"%s\"", "“%s”", "(%s),", "—%s—", "%s’s", "%s-like", "%s_like", "@%s", "\u00a0%s\u00a0"}
	namingOther = []string{"", "", "un%s", "%sing", "%s1", "x%s", "é%s", "%sß"}
)

func namingWord(odds int) string      { return fmt.Sprintf("word%ds", odds) }
func namingCompany(odds int) string   { return fmt.Sprintf("Company %d", odds) }
func capitals(s string, n int) string { return strings.ToUpper(s[:n]) + s[n:] }
func namingQuery(odds int) query.Field {
	return query.Field{Name: "company", Value: namingCompany(odds)}
}

// namingArticle is what testNaming knows of an article.
type namingArticle struct {
	version  *news.Version
	words    map[int]bool // by their odds
	names    map[int]bool
	outlet   string
	relevant bool
}

func namingFill(t *testing.T, s Store) []namingArticle {
	t.Helper()
	r := rand.New(rand.NewPCG(8, 15)) //nolint:gosec // it has to be repeatable
	all := make([]namingArticle, 6000)
	batch := make([]store.Entry, len(all))
	for i := range all {
		a := namingArticle{words: map[int]bool{}, names: map[int]bool{}, outlet: fmt.Sprintf("outlet%d.example", r.IntN(3)), relevant: i%2 == 0}
		reading := news.Reading{Reader: 1, Language: "en", Relevant: a.relevant}
		body, title := []string{"Böen über Łódź."}[:i%2], "Title"
		for _, odds := range namingOdds {
			form := namingOther[r.IntN(len(namingOther))]
			if a.words[odds] = r.IntN(odds) == 0; a.words[odds] {
				form = namingForms[r.IntN(len(namingForms))]
			}
			if strings.Contains(form, "%s") {
				form = fmt.Sprintf(form, capitals(namingWord(odds), r.IntN(3)))
			}
			if r.IntN(10) == 0 {
				title += " " + form
			} else {
				body = append(body, form)
			}
			if a.names[odds] = r.IntN(odds) == 0; a.names[odds] {
				reading.Mentions = append(reading.Mentions, news.Mention{Span: text.Span{End: 1}, Kind: news.EntityCompany, Name: namingCompany(odds), By: news.ByName})
			}
		}
		batch[i] = page(urlOf(i), title, strings.Join(body, " ")+" End.", edtf.Instant(noon.Add(time.Duration(i)*11*time.Minute)), noon.AddDate(0, 0, 60))
		batch[i].Looks[0].Outlet = news.Outlet{Domain: a.outlet, Name: a.outlet}
		batch[i].Looks[0].Reading = &reading
		a.version = batch[i].Looks[0].Version
		all[i] = a
	}
	write(t, s, batch...)
	return all
}

// testNaming asks for words and a company together.
func testNaming(t *testing.T, s Store) {
	all := namingFill(t, s)
	for _, word := range namingOdds {
		for _, company := range namingOdds {
			holds := func(a namingArticle) bool { return a.words[word] && a.names[company] }
			plain := query.And{query.Term{Word: namingWord(word)}, namingQuery(company)}
			for name, c := range map[string]struct {
				n     query.Node
				holds func(namingArticle) bool
			}{
				"both":              {plain, holds},
				"capitals":          {query.And{namingQuery(company), query.Term{Word: strings.ToUpper(namingWord(word))}}, holds},
				"of an outlet":      {append(query.And{query.Field{Name: "outlet", Value: "outlet1"}}, plain...), func(a namingArticle) bool { return holds(a) && a.outlet == "outlet1.example" }},
				"relevant":          {append(query.And{query.Field{Name: "is", Value: "relevant"}}, plain...), func(a namingArticle) bool { return holds(a) && a.relevant }},
				"without a word":    {append(query.And{query.Not{Part: query.Term{Word: namingWord(30)}}}, plain...), func(a namingArticle) bool { return holds(a) && !a.words[30] }},
				"of two words":      {append(query.And{query.Term{Word: namingWord(2)}}, plain...), func(a namingArticle) bool { return holds(a) && a.words[2] }},
				"the beginning":     {query.And{query.Term{Word: namingWord(word)[:4], Prefix: true}, plain}, holds},
				"some days":         {query.And{query.Dates{Interval: edtf.Interval(edtf.Day(2026, 2, 25), edtf.Day(2026, 3, 20))}, plain}, func(a namingArticle) bool { return holds(a) && inDays(a.version) }},
				"of two companies":  {append(query.And{namingQuery(2)}, plain...), func(a namingArticle) bool { return holds(a) && a.names[2] }},
				"not of a company":  {append(query.And{query.Not{Part: namingQuery(2)}}, plain...), func(a namingArticle) bool { return holds(a) && !a.names[2] }},
				"in the title":      {query.And{query.Field{Name: "title", Part: query.Term{Word: namingWord(word)}}, namingQuery(company)}, func(a namingArticle) bool { return holds(a) && titled(a, word) }},
				"newest of so many": {query.Newest(plain, 25), holds},
			} {
				most := len(all)
				if name == "newest of so many" {
					most = 25
				}
				var want []int64
				for i := len(all) - 1; i >= 0 && len(want) < most; i-- {
					if c.holds(all[i]) {
						want = append(want, all[i].version.ID)
					}
				}
				namingCheck(t, s, fmt.Sprintf("%s, word %d, company %d", name, word, company), c.n, want)
			}
		}
	}
}

func titled(a namingArticle, odds int) bool {
	return strings.Contains(strings.ToLower(a.version.Title), namingWord(odds))
}

func inDays(v *news.Version) bool {
	from, _ := v.Published.Bounds()
	return !from.Before(time.Date(2026, 2, 25, 0, 0, 0, 0, time.UTC)) && from.Before(time.Date(2026, 3, 21, 0, 0, 0, 0, time.UTC))
}

// namingCheck asks for the first page, for one in the middle, and for the number.
func namingCheck(t *testing.T, s Store, name string, n query.Node, want []int64) {
	t.Helper()
	for _, at := range []int{0, len(want) / 2} {
		before := int64(0)
		if at > 0 {
			before = want[at-1]
		}
		hits, err := s.Newest(t.Context(), n, before, 20)
		got := make([]int64, len(hits))
		for i, h := range hits {
			got[i] = h.Version.ID
		}
		if diff := difference(append([]int64{}, want[at:min(at+20, len(want))]...), got); diff != "" || err != nil {
			t.Errorf("%s, from %d: %v (-want +got):\n%s", name, at, err, diff)
		}
	}
	if count, err := s.Count(t.Context(), n, 0); err != nil || count != len(want) {
		t.Errorf("%s: %d, %v; want %d", name, count, err, len(want))
	}
}
