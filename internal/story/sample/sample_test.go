package sample

import (
	"fmt"
	"strings"
	"testing"

	"dateline/internal/story"
)

func TestSamplesAreManyAndRepeatable(t *testing.T) {
	a, b := Make(Options{Seed: 1, Stories: 66}), Make(Options{Seed: 1, Stories: 66})
	if fmt.Sprint(a[3].Articles[0].Text, a[65].Origin) != fmt.Sprint(b[3].Articles[0].Text, b[65].Origin) {
		t.Error("the same seed makes other articles")
	}
	articles := 0
	for _, s := range a {
		articles += len(s.Articles)
		if len(s.Articles) != len(s.Reports) {
			t.Errorf("%s: %d reports of %d articles", s.Name, len(s.Reports), len(s.Articles))
		}
		for i := range s.Articles {
			if x := &s.Articles[i]; strings.Contains(x.Text+x.Title, "{") {
				t.Errorf("%s: a slot is not filled: %s", x.ID, x.Text)
			}
			if s.Reports[i].Doc != &s.Articles[i].Doc {
				t.Errorf("%s: report and article differ", s.Name)
			}
		}
	}
	if articles < 200 {
		t.Errorf("%d articles", articles)
	}
}

func TestOriginsAreFound(t *testing.T) {
	right, all := 0, 0
	for seed := range uint64(4) {
		for _, s := range Make(Options{Seed: seed + 10, Stories: 60}) {
			if len(s.Reports) == 0 {
				continue
			}
			all++
			g := story.Trace(s.Reports)
			if o := g.Nodes[g.Origin]; story.SameOutlet(s.Origin, o.Name) {
				right++
			} else if testing.Verbose() {
				t.Logf("%s: %s, should be %s", s.Name, o.Name, s.Origin)
			}
		}
	}
	t.Logf("origin right in %d of %d stories", right, all)
	if float64(right) < .9*float64(all) {
		t.Errorf("origin right in %d of %d stories", right, all)
	}
}

func TestStoriesAreFoundAmongLookAlikes(t *testing.T) {
	events := map[string]string{}
	var all []story.Article
	for _, s := range Make(Options{Seed: 77, Stories: 66}) {
		for _, a := range s.Articles {
			a.Links, a.Canonical = nil, ""
			events[a.ID] = s.Name
			all = append(all, a)
		}
	}
	both, gold, found := 0, 0, 0
	got := story.Group(all)
	for i, a := range got {
		for _, b := range got[:i] {
			same, together := events[a.ID] == events[b.ID], a.Story == b.Story
			if same {
				gold++
			}
			if together {
				found++
			}
			if same && together {
				both++
			}
		}
	}
	f1 := 2 * float64(both) / float64(gold+found)
	t.Logf("%d articles: F1 of pairs %.3f", len(all), f1)
	if f1 < .8 {
		t.Errorf("F1 of pairs %.3f", f1)
	}
}
