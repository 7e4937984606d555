package reading

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"testing"

	"dateline/internal/edtf"
	"dateline/internal/gazetteer"
	"dateline/internal/news"
)

// TestDealsAndEventsOfTheFirstArticles reads the articles that lie beside the
// repository.
func TestDealsAndEventsOfTheFirstArticles(t *testing.T) {
	for _, c := range []struct {
		file   string
		deals  []string
		events []string
	}{
		{
			"000_1b2e35f18ad8265a.txt",
			[]string{"Microsoft > U.S. Immigration and Customs Enforcement", "Microsoft > Department of Homeland Security"},
			[]string{"2025-07/2026-01", "2025"},
		},
		{
			"004_19d60a0695544406.txt",
			[]string{"Microsoft > U.S. Immigration and Customs Enforcement", "Microsoft > Israel Ministry of Defense"},
			[]string{"2025-07/2026-01", "2025-05"},
		},
	} {
		source, err := os.ReadFile("../../../shared/seeds/" + c.file)
		if errors.Is(err, fs.ErrNotExist) {
			t.Skip("../shared/seeds is not here")
		}
		if err != nil {
			t.Fatal(err)
		}
		r := Read(Input{Text: string(source), Language: "en", Published: edtf.Day(2026, 2, 18)}, gazetteer.Default())
		var deals, events []string
		for _, d := range r.Deals {
			deals = append(deals, d.Vendor+" > "+d.Agency)
			if d.Status != news.DealReported && d.Status != news.DealAnnounced {
				t.Errorf("%s > %s is %s", d.Vendor, d.Agency, d.Status)
			}
		}
		for _, e := range r.Events {
			events = append(events, e.Date.String())
		}
		for _, want := range c.deals {
			if !slices.Contains(deals, want) {
				t.Errorf("%s: no deal %s in %q", c.file, want, deals)
			}
		}
		for _, want := range c.events {
			if !slices.Contains(events, want) {
				t.Errorf("%s: no event at %s in %q", c.file, want, events)
			}
		}
	}
}
