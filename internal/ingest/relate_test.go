package ingest

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
)

// kept is a store with articles as they would have come.
type kept struct {
	*store.Store
	t *testing.T
}

func newKept(t *testing.T) *kept {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "dateline.db"), store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return &kept{s, t}
}

var stood = time.Date(2026, 2, 2, 6, 0, 0, 0, time.UTC)

// says stores what an article says, hours after the beginning.
func (k *kept) says(domain, name, title, body string, hours int) int64 {
	k.t.Helper()
	at := stood.Add(time.Duration(hours) * time.Hour)
	url := "https://" + domain + "/" + name
	v := news.Version{Basis: news.BasisPage, Access: news.AccessFull, Seen: at, Title: title, Text: body, Published: edtf.Instant(at), Language: "en"}
	entry := store.Entry{
		Outcome: news.Outcome{URL: url, Time: at},
		Capture: &news.Capture{Kind: news.CaptureResponse, URL: url, FinalURL: url, Time: at, SHA256: hexSum([]byte(body)), File: "x.warc.gz"},
		Looks:   []store.Look{(&Job{}).seal(store.Look{ArticleURL: url, Outlet: news.Outlet{Domain: domain}}, v)},
	}
	if _, err := k.Write(k.t.Context(), []store.Entry{entry}); err != nil {
		k.t.Fatal(err)
	}
	return entry.Looks[0].Version.Article
}

func (k *kept) relate() int {
	k.t.Helper()
	n, err := Relate(k.t.Context(), k.Store, func() time.Time { return stood }, func(int) {})
	if err != nil {
		k.t.Fatal(err)
	}
	return n
}

func (k *kept) kin(articles ...int64) map[int64]store.Kin {
	k.t.Helper()
	kin, err := k.KinOf(k.t.Context(), articles)
	if err != nil {
		k.t.Fatal(err)
	}
	return kin
}

const gaugesStory = `The ministry of tides has awarded Tallow Systems a contract worth 41 million crowns to fit every harbour of the southern coast with gauges that measure the water each minute, its spokesman said on Monday.

The gauges are to be in place by the spring of next year, when the storms begin. They replace those of 1978, of which a third no longer work, according to an audit that the ministry published in March.

Reed Partners, which had bid two million crowns less, said that it would look at the ruling before it decided whether to go to court. Its gauges are in use on the northern coast, where fishermen praise them.

The dockers' union asked who would read the figures, since the harbour offices had lost half of their staff in ten years.`

const radarStory = `The coast guard of Norrland will lend two of its radars to the lighthouse museum for the summer, so that visitors can see the ferries come in at night. The museum expects ten thousand visitors, twice as many as in the year before.

The radars were made in 1991 and were replaced last autumn. A former officer will explain them on Sundays.`

func TestCopiesAndStoriesAreToldAsArticlesArrive(t *testing.T) {
	k := newKept(t)
	original := k.says("wire.example", "gauges", "Tallow wins contract for tide gauges", gaugesStory, 0)
	other := k.says("norrland.example", "radar", "Coast guard lends radars to museum", radarStory, 1)
	if n := k.relate(); n != 2 {
		t.Fatalf("%d articles were related", n)
	}
	copied := k.says("ledger.example", "g", "Harbours to get new gauges", "LINDHAVEN (Wire) — "+gaugesStory+"\n\nSign up for our newsletter.", 3)
	opening := k.says("brief.example", "g", "Gauges", gaugesStory[:strings.Index(gaugesStory, "Reed Partners")], 5)
	if n := k.relate(); n != 2 {
		t.Fatalf("%d more articles were related", n)
	}
	if n := k.relate(); n != 0 {
		t.Errorf("related again: %d", n)
	}
	kin := k.kin(original, other, copied, opening)
	if kin[copied].CopyOf != original || kin[original].CopyOf != 0 || kin[other].CopyOf != 0 || kin[opening].CopyOf == 0 || kin[original].Copies == 0 {
		t.Errorf("copies: %+v", kin)
	}
	if kin[original].Story == 0 || kin[original].Story != kin[copied].Story || kin[original].Story != kin[opening].Story || kin[original].Story == kin[other].Story {
		t.Errorf("stories: %+v", kin)
	}
	families, err := k.Families(t.Context(), []int64{copied, other})
	if err != nil || families[copied].Root != original || !slices.Equal(families[copied].Members, []int64{original, copied, opening}) || len(families[other].Members) != 1 {
		t.Errorf("%v; families %+v", err, families)
	}
	for q, want := range map[string]int{"is:copy": 2, "is:original": 1, "has:copy": 3, fmt.Sprintf("story:%d", kin[original].Story): 3} {
		n, err := query.Parse(q, stood)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := k.Count(t.Context(), n, 0); err != nil || got != want {
			t.Errorf("%s finds %d, %v; want %d", q, got, err, want)
		}
	}
}

func TestAnOlderTextThatComesLateIsTheOriginal(t *testing.T) {
	k := newKept(t)
	late := k.says("ledger.example", "g", "Harbours to get new gauges", gaugesStory, 30)
	k.relate()
	first := k.says("wire.example", "gauges", "Tallow wins contract for tide gauges", gaugesStory, 0)
	k.relate()
	if kin := k.kin(first, late); kin[late].CopyOf != first || kin[first].CopyOf != 0 {
		t.Errorf("copies: %+v", kin)
	}
}

func TestATextThatWasChangedIsComparedAnew(t *testing.T) {
	k := newKept(t)
	original := k.says("wire.example", "gauges", "Tallow wins contract for tide gauges", gaugesStory, 0)
	other := k.says("ledger.example", "g", "A day at the museum", radarStory, 3)
	k.relate()
	if kin := k.kin(original, other); kin[other].CopyOf != 0 || kin[other].Story == kin[original].Story {
		t.Fatalf("before: %+v", kin)
	}
	if again := k.says("ledger.example", "g", "Harbours to get new gauges", gaugesStory, 9); again != other {
		t.Fatalf("it became article %d", again)
	}
	if n := k.relate(); n != 1 {
		t.Errorf("%d articles were related", n)
	}
	if kin := k.kin(original, other); kin[other].CopyOf != original || kin[other].Story != kin[original].Story {
		t.Errorf("after: %+v", kin)
	}
}

// Whatever the order in which they arrive, the same articles are together.
func TestStoriesDoNotDependOnTheOrderOfArrival(t *testing.T) {
	type article struct{ domain, name, title, body string }
	articles := []article{
		{"a.example", "1", "Tallow wins contract for tide gauges", gaugesStory},
		{"b.example", "2", "Gauges for the southern harbours", "Tallow Systems is to fit the harbours of the southern coast with tide gauges for 41 million crowns, the ministry of tides said. Reed Partners, the loser, may go to court."},
		{"c.example", "3", "Coast guard lends radars to museum", radarStory},
		{"d.example", "4", "Old radars for the lighthouse museum", "Two radars of the coast guard of Norrland will stand in the lighthouse museum this summer. They were made in 1991. A former officer explains them on Sundays, and visitors can watch the ferries come in."},
		{"e.example", "5", "Library closes for a week", "The library of Harlow stays closed until Friday while its roof is mended. Books that are due may be brought back later without a fee, the librarian said."},
	}
	groups := func(order []int) string {
		k := newKept(t)
		ids := make([]int64, len(articles))
		for n, i := range order {
			a := articles[i]
			ids[i] = k.says(a.domain, a.name, a.title, a.body, i)
			if n%2 == 1 {
				k.relate()
			}
		}
		k.relate()
		kin := k.kin(ids...)
		first := map[int64]int{}
		var b strings.Builder
		for i, id := range ids {
			s := kin[id].Story
			if _, ok := first[s]; !ok {
				first[s] = i
			}
			fmt.Fprint(&b, first[s], " ")
		}
		return b.String()
	}
	want := "0 0 2 2 4 "
	for _, order := range [][]int{{0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}, {2, 0, 4, 1, 3}, {3, 4, 0, 2, 1}} {
		if got := groups(order); got != want {
			t.Errorf("in the order %v the stories are %s, want %s", order, got, want)
		}
	}
}
