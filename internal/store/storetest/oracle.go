package storetest

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
)

// small is a store of few words, so that everything happens in it.
type small struct {
	all     []news.Version
	outlets map[int64]string // by article
	sources map[int64]string
}

var smallWords = strings.Fields("alpha beta gamma delta epsilon zeta eta theta")

// fillSmall writes eighty articles, some of them edited, from four outlets
// and two sources, over some days around 1970 and 2026.
func fillSmall(t *testing.T, s Store) small {
	t.Helper()
	r := rand.New(rand.NewPCG(3, 4)) //nolint:gosec // it has to be repeatable
	add(t, s, "https://one.example/feed")
	add(t, s, "https://two.example/feed")
	sources, err := s.Sources(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	say := func(n int) string {
		words := make([]string, 1+r.IntN(n))
		for i := range words {
			words[i] = smallWords[min(r.IntN(8), r.IntN(8))]
		}
		return strings.Join(words, " ")
	}
	m := small{outlets: map[int64]string{}, sources: map[int64]string{}}
	for i := range 110 {
		article := i % 80
		at := noon.Add(time.Duration(i*5) * time.Hour)
		published := edtf.Date{}
		switch r.IntN(4) {
		case 0:
			published = edtf.Instant(noon.Add(time.Duration(article*7) * time.Hour))
		case 1:
			published = edtf.Day(1969, 12, 25+article%14)
		}
		e := page(urlOf(article), say(3), say(9), published, at)
		e.Looks[0].Version.Language = []string{"en", "en-GB", "de", ""}[article%4]
		e.Looks[0].Outlet = news.Outlet{Domain: fmt.Sprintf("outlet%d.example", article%4), Name: fmt.Sprintf("Outlet %d", article%4)}
		if article%3 == 0 {
			src := sources[article%2]
			e.Source = &src
			e.Listings = []store.Listing{{ArticleURL: urlOf(article), Outlet: e.Looks[0].Outlet, Sighting: news.Sighting{Title: "T", Seen: at}}}
		}
		write(t, s, e)
		if v := e.Looks[0].Version; v.ID != 0 {
			m.all = append(m.all, *v)
			m.outlets[v.Article] = e.Looks[0].Outlet.Domain
			if e.Source != nil {
				m.sources[v.Article] = e.Source.URL
			}
		}
	}
	slices.SortFunc(m.all, func(a, b news.Version) int { return cmp.Compare(b.ID, a.ID) })
	return m
}

// holds says whether a version matches: the meaning of the query language,
// written down a second time.
func (m small) holds(n query.Node, v news.Version) bool {
	switch n := n.(type) {
	case query.All:
		return true
	case query.And:
		return !slices.ContainsFunc(n, func(p query.Node) bool { return !m.holds(p, v) })
	case query.Or:
		return slices.ContainsFunc(n, func(p query.Node) bool { return m.holds(p, v) })
	case query.Not:
		return !m.holds(n.Part, v)
	case query.Term, query.Phrase:
		return len(places(n, v.Title)) > 0 || len(places(n, v.Text)) > 0
	case query.Near:
		return near(n, v.Title) || near(n, v.Text)
	case query.Dates:
		from, to := n.Interval.Bounds()
		at := v.Seen
		if start, _ := v.Published.Bounds(); !v.Published.IsZero() && !start.After(at.Add(24*time.Hour)) { // one to come stands where it was seen
			at = start
		}
		return (from.IsZero() || !at.Before(from)) && (to.IsZero() || at.Before(to))
	case query.Field:
		switch n.Name {
		case "title":
			v.Text = ""
			return m.holds(n.Part, v)
		case "outlet":
			return m.outlets[v.Article] == n.Value
		case "lang":
			return strings.EqualFold(v.Language, n.Value) || strings.HasPrefix(strings.ToLower(v.Language), n.Value+"-")
		case "source":
			return m.sources[v.Article] == n.Value
		}
	}
	panic(fmt.Sprintf("no meaning for %#v", n))
}

// places returns the word positions [start, end) of a term or phrase.
func places(n query.Node, s string) (at [][2]int) {
	words := strings.Fields(s)
	var want []string
	prefix := false
	switch n := n.(type) {
	case query.Term:
		want, prefix = []string{n.Word}, n.Prefix
	case query.Phrase:
		want = n
	}
	for i := 0; i+len(want) <= len(words); i++ {
		if slices.Equal(words[i:i+len(want)], want) || prefix && strings.HasPrefix(words[i], want[0]) {
			at = append(at, [2]int{i, i + len(want)})
		}
	}
	return at
}

// near says whether two parts stand at most n.Within words apart.
func near(n query.Near, s string) bool {
	for _, a := range places(n.Parts[0], s) {
		for _, b := range places(n.Parts[1], s) {
			if max(b[0]-a[1], a[0]-b[1]) <= n.Within {
				return true
			}
		}
	}
	return false
}

// tree makes a random query.
func tree(r *rand.Rand, depth int) query.Node {
	word := func() string { return smallWords[r.IntN(8)] }
	if depth > 0 && r.IntN(3) > 0 {
		a, b := tree(r, depth-1), tree(r, depth-1)
		switch r.IntN(4) {
		case 0:
			return query.And{a, b}
		case 1:
			return query.And{a, b, tree(r, depth-1)}
		case 2:
			return query.Or{a, b}
		default:
			return query.Not{Part: a}
		}
	}
	switch r.IntN(10) {
	case 0:
		return query.All{}
	case 1:
		return query.Term{Word: word()[:2], Prefix: true}
	case 2:
		return query.Phrase{word(), word()}
	case 3:
		return query.Near{Parts: []query.Node{query.Term{Word: word()}, query.Term{Word: word()}}, Within: r.IntN(3)}
	case 4:
		return query.Field{Name: "outlet", Value: fmt.Sprintf("outlet%d.example", r.IntN(5))}
	case 5:
		return query.Field{Name: "lang", Value: []string{"en", "de", "en-gb", "fr"}[r.IntN(3)]}
	case 6:
		return query.Field{Name: "source", Value: []string{"https://one.example/feed", "https://two.example/feed"}[r.IntN(2)]}
	case 7:
		return query.Field{Name: "title", Part: query.Or{query.Term{Word: word()}, query.Not{Part: query.Term{Word: word()}}}}
	case 8:
		from := noon.AddDate(0, 0, r.IntN(20)).Add(time.Duration(r.IntN(2)*r.IntN(12)) * time.Hour)
		return []query.Node{
			query.Dates{Interval: edtf.Interval(edtf.Instant(from), edtf.Instant(from.AddDate(0, 0, r.IntN(9))))},
			query.Dates{Interval: edtf.Day(from.Date())}, query.Dates{Interval: edtf.Since(edtf.Day(from.Date()))},
			query.Dates{Interval: edtf.Until(edtf.Day(1969, 12, 28+r.IntN(4)))}, query.Dates{Interval: edtf.Year(1970)},
		}[r.IntN(5)]
	}
	return query.Term{Word: word()}
}

func testOracle(t *testing.T, s Store) {
	m := fillSmall(t, s)
	r := rand.New(rand.NewPCG(5, 6)) //nolint:gosec // it has to be repeatable
	sizes := map[bool]int{}
	for range 250 {
		n := tree(r, 3)
		var want []int64
		days := map[time.Time]int{}
		seen := map[int64]bool{}
		for _, v := range m.all {
			if m.holds(n, v) && !seen[v.Article] {
				seen[v.Article] = true
				want = append(want, v.ID)
				days[store.Day(v.ID)]++
			}
		}
		sizes[len(want) > 0]++
		checkNewest(t, s, n, want)
		checkRanked(t, s, n, want)
		if count, err := s.Count(t.Context(), n, 0); err != nil || count != len(want) {
			t.Errorf("%#v: count %d, %v; want %d", n, count, err, len(want))
		}
		if count, err := s.Count(t.Context(), n, 5); err != nil || count != min(5, len(want)) {
			t.Errorf("%#v: count to 5 is %d, %v; want %d", n, count, err, min(5, len(want)))
		}
		buckets, err := s.CountBy(t.Context(), n, store.ByDay)
		got := map[time.Time]int{}
		for _, b := range buckets {
			got[b.Start] = b.Count
		}
		if diff := difference(days, got); diff != "" || err != nil {
			t.Errorf("%#v: by day, %v (-want +got):\n%s", n, err, diff)
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	if min(sizes[true], sizes[false]) < 25 {
		t.Errorf("%d queries found something, %d nothing: the test is blind", sizes[true], sizes[false])
	}
}

func checkNewest(t *testing.T, s Store, n query.Node, want []int64) {
	t.Helper()
	for _, size := range []int{7, 200} {
		var got []int64
		for before := int64(0); ; before = got[len(got)-1] {
			hits, err := s.Newest(t.Context(), n, before, size)
			if err != nil {
				t.Fatalf("%#v: %v", n, err)
			}
			for _, h := range hits {
				got = append(got, h.Version.ID)
			}
			if len(hits) < size {
				break
			}
		}
		if diff := difference(want, got); diff != "" {
			t.Errorf("%#v by %d (-want +got):\n%s", n, size, diff)
		}
	}
}

func checkRanked(t *testing.T, s Store, n query.Node, want []int64) {
	t.Helper()
	r, err := s.Ranked(t.Context(), n, 200, false)
	if err != nil || !r.Exact || r.Matches != len(want) || len(r.Hits) != len(want) {
		t.Errorf("%#v: ranked %d of %d, exact %v, %v; want %d", n, len(r.Hits), r.Matches, r.Exact, err, len(want))
	}
	if !slices.IsSortedFunc(r.Hits, func(a, b store.Hit) int { return cmp.Compare(b.Score, a.Score) }) {
		t.Errorf("%#v: the best do not come first", n)
	}
}

// testQueries holds examples that a person can check.
func testQueries(t *testing.T, s Store) {
	titles := []string{"Company wins contract", "Agency denies contract", "Scanner rollout begins"}
	texts := []string{"The agency signed a contract with the company.", "There was no deal, the agency said.", "Officers received the first scanner."}
	for i := range titles {
		write(t, s, page(urlOf(i), titles[i], texts[i], edtf.Day(2026, 2, 10+i), noon))
	}
	for _, c := range []struct {
		n    query.Node
		want []string // newest first
	}{
		{nil, []string{"2", "1", "0"}},
		{query.Term{Word: "Agency"}, []string{"1", "0"}},
		{query.Field{Name: "title", Part: query.Term{Word: "agency"}}, []string{"1"}},
		{query.Field{Name: "title", Value: "denies contract"}, []string{"1"}},
		{query.Phrase{"signed", "a", "contract"}, []string{"0"}},
		{query.Near{Parts: []query.Node{query.Term{Word: "agency"}, query.Term{Word: "company"}}, Within: 5}, []string{"0"}},
		{query.Near{Parts: []query.Node{query.Term{Word: "agency"}, query.Term{Word: "company"}}, Within: 4}, nil},
		{query.Not{Part: query.Term{Word: "agency"}}, []string{"2"}},
		{query.And{query.Term{Word: "contract"}, query.Not{Part: query.Term{Word: "company"}}}, []string{"1"}},
		{query.Dates{Interval: edtf.Since(edtf.Day(2026, 2, 11))}, []string{"2", "1"}},
		{query.And{query.Dates{Interval: edtf.Month(2026, 2)}, query.Dates{Interval: edtf.Until(edtf.Day(2026, 2, 10))}}, []string{"0"}},
		{query.And{query.Field{Name: "outlet", Value: "the herald"}, query.Field{Name: "outlet", Value: "herald.example"}, query.Term{Word: "scanner"}}, []string{"2"}},
		{query.And{query.Field{Name: "outlet", Value: "herald"}, query.Field{Name: "outlet", Value: "Another"}}, nil},
	} {
		hits, err := s.Newest(t.Context(), c.n, 0, 10)
		var got []string
		for _, h := range hits {
			got = append(got, strings.TrimPrefix(h.Article.URL, "https://herald.example/"))
		}
		if diff := difference(c.want, got); diff != "" || err != nil {
			t.Errorf("%#v: %v (-want +got):\n%s", c.n, err, diff)
		}
	}
}
