package story_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/internal/story"
	"dateline/internal/text"
)

// grouping compares stories with events: the F1 of pairs, and Bagga and
// Baldwin's B³ (1998).
func grouping(events map[string]string, got []story.Assigned) (pairF1, b3 float64) {
	events = withSingletons(events, got)
	sizes := map[[2]string]int{}
	ofEvent, ofStory := map[string]int{}, map[string]int{}
	for _, a := range got {
		sizes[[2]string{events[a.ID], a.Story}]++
		ofEvent[events[a.ID]]++
		ofStory[a.Story]++
	}
	pairs := func(n int) float64 { return float64(n) * float64(n-1) / 2 }
	var both, gold, found, precision, recall float64
	for k, n := range sizes {
		both += pairs(n)
		precision += float64(n) * float64(n) / float64(ofStory[k[1]])
		recall += float64(n) * float64(n) / float64(ofEvent[k[0]])
	}
	for _, n := range ofEvent {
		gold += pairs(n)
	}
	for _, n := range ofStory {
		found += pairs(n)
	}
	n := float64(len(got))
	return 2 * both / max(1, gold+found), 2 * precision / n * recall / n / (precision/n + recall/n)
}

// withSingletons gives every article without an event one of its own.
func withSingletons(events map[string]string, got []story.Assigned) map[string]string {
	all := map[string]string{}
	for _, a := range got {
		if all[a.ID] = events[a.ID]; all[a.ID] == "" {
			all[a.ID] = "only " + a.ID
		}
	}
	return all
}

// reportGroups prints the figures of one set.
func reportGroups(out io.Writer, name string, articles []story.Article, events map[string]string, verbose bool) (pairF1, b3 float64) {
	got := story.Group(articles)
	pairF1, b3 = grouping(events, got)
	fmt.Fprintf(out, "stories of %s: %d articles; pairs F1 %.3f, B³ F1 %.3f", name, len(articles), pairF1, b3)
	if verbose {
		events = withSingletons(events, got)
		for i := range got {
			for j := range i {
				a, b := got[i], got[j]
				if same := events[a.ID] == events[b.ID]; same != (a.Story == b.Story) {
					fmt.Fprintf(out, "%v, should be %v: %s %s, %s %s\n", a.Story == b.Story, same, a.ID, events[a.ID], b.ID, events[b.ID])
				}
			}
		}
	}
	return pairF1, b3
}

func TestFiguresOfStoriesAmongOpenings(t *testing.T) {
	items, err := loadOpenings(needShared(t, "gold/dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	events := map[string]string{}
	var dated, bare []story.Article
	for _, it := range items {
		events[it.ID] = it.Event
		doc := story.Doc{Title: it.Title, Text: it.Text, Outlet: it.Outlet, URL: it.URL}
		bare = append(bare, story.Article{ID: it.ID, Doc: doc})
		if published, err := time.Parse("2006-01-02", it.Published); err == nil {
			doc.Published = published
		}
		dated = append(dated, story.Article{ID: it.ID, Doc: doc})
	}
	f1, _ := reportGroups(log{t}, "openings", dated, events, *worst)
	reportGroups(log{t}, "openings without dates", bare, events, false)
	if f1 < .8 {
		t.Errorf("pairs F1 %.3f", f1)
	}
}

// wikinews returns the texts of a corpus of look-alike articles.
func wikinews(t *testing.T) []string {
	files, err := filepath.Glob(filepath.Join(needShared(t, "data/meantime/tml"), "*.tml"))
	if err != nil {
		t.Fatal(err)
	}
	tag := regexp.MustCompile(`<[^>]+>`)
	var all []string
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(string(source), "<TEXT>")
		body, _, _ = strings.Cut(body, "</TEXT>")
		all = append(all, strings.TrimSpace(tag.ReplaceAllString(body, "")))
	}
	return all
}

// halves makes reports of one happening of articles: one has every first
// sentence, one every second, a third those that chance or rather their place
// gives it.
func halves(texts []string) (articles []story.Article, events map[string]string) {
	events = map[string]string{}
	for i, s := range texts {
		var parts [3][]string
		sentences := text.Sentences(s)
		if len(sentences) < 6 {
			continue
		}
		for k, sentence := range sentences {
			parts[k%2] = append(parts[k%2], sentence.Of(s))
			if k%3 != 1 {
				parts[2] = append(parts[2], sentence.Of(s))
			}
		}
		slices.Reverse(parts[2])
		for k, part := range parts {
			id := fmt.Sprintf("%03d%c", i, 'a'+k)
			events[id] = fmt.Sprint(i)
			articles = append(articles, story.Article{ID: id, Doc: story.Doc{Text: strings.Join(part, " ")}})
		}
	}
	return articles, events
}

func TestFiguresOfStoriesAmongLookAlikes(t *testing.T) {
	articles, events := halves(wikinews(t))
	reportGroups(log{t}, "parts of Wikinews articles", articles, events, *worst)
	pages, err := loadPages(needShared(t, "corpora/pages"), *sets)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, p := range pages {
		texts = append(texts, p.text)
	}
	articles, events = halves(texts)
	reportGroups(log{t}, "parts of pages", articles, events, *worst)
}
