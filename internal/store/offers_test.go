package store

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/internal/news"
	"dateline/internal/text"
)

// naming is an entry whose article names entities: "kind:name".
func naming(n int, entities ...news.Entity) Entry {
	e := look(n, "Text of the article.")
	e.Looks[0].Reading = &news.Reading{}
	for _, who := range entities {
		e.Looks[0].Reading.Mentions = append(e.Looks[0].Reading.Mentions, news.Mention{Span: text.Span{Start: 0, End: 4}, Kind: who.Kind, Name: who.Name, By: news.ByName})
	}
	return e
}

func TestNamesAreOfferedByHowOftenTheyStand(t *testing.T) {
	s := opened(t)
	tallow := news.Entity{Kind: news.EntityCompany, Name: "Tallow Systems"}
	tallis := news.Entity{Kind: news.EntityCompany, Name: "tallis"}
	person := news.Entity{Kind: news.EntityPerson, Name: "Tally Marsh"}
	tides := news.Entity{Kind: news.EntityAgency, Name: "Ministry of Tides"}
	mustWrite(t, s, naming(1, tallow, tides), naming(2, tallow, person), naming(3, tallis, tallow), naming(4, tides))
	for _, c := range []struct {
		kind, prefix string
		names        []string
		limit        int
		want         []string
	}{
		{"company", "tal", nil, 9, []string{"Tallow Systems 3", "tallis 1"}},
		{"company", "TAL", nil, 9, []string{"Tallow Systems 3", "tallis 1"}},
		{"company", "tal", nil, 1, []string{"Tallow Systems 3"}},
		{"entity", "tal", nil, 9, []string{"Tallow Systems 3", "Tally Marsh 1", "tallis 1"}},
		{"agency", "tal", nil, 9, nil},
		{"agency", "tal", []string{"ministry of tides", "Ministry of Sand"}, 9, []string{"Ministry of Tides 2"}},
		{"entity", "", []string{"Tally Marsh"}, 9, []string{"Tally Marsh 1"}},
		{"entity", "", nil, 9, nil},
		{"company", "tallow systems", []string{"Tallow Systems"}, 9, []string{"Tallow Systems 3"}},
		{"entity", "%", nil, 9, nil},
	} {
		offers, err := s.Offers(t.Context(), c.kind, c.prefix, c.names, c.limit)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, o := range offers {
			got = append(got, fmt.Sprintf("%s %d", o.Name, o.Versions))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s %q %q (-want +got):\n%s", c.kind, c.prefix, c.names, diff)
		}
	}
}
