package story_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"dateline/internal/story"
)

// opening of the labelled set.
type item struct {
	ID        string `json:"id"`
	URL       string `json:"url"`
	Outlet    string `json:"outlet"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Text      string `json:"text"`
	Event     string `json:"event"`
	CopyOf    string `json:"near_copy_of"`
}

func loadOpenings(file string) ([]item, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	var all []item
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var it item
		if err := json.Unmarshal(lines.Bytes(), &it); err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		all = append(all, it)
	}
	return all, lines.Err()
}

// reportOpenings prints precision and recall of pairs that are copies, either
// way round.
func reportOpenings(out io.Writer, items []item, verbose bool) (f1 float64) {
	articles := make([]story.Article, len(items))
	at := map[string]int{}
	for i, it := range items {
		at[it.ID] = i
		articles[i] = story.Article{ID: it.ID, Doc: story.Doc{Outlet: it.Outlet, Title: it.Title, Text: it.Text, URL: it.URL}}
	}
	gold := map[[2]int]bool{}
	for i, it := range items {
		if j, ok := at[it.CopyOf]; ok {
			gold[[2]int{min(i, j), max(i, j)}] = true
		}
	}
	found := map[[2]int]bool{}
	for i, a := range story.Group(articles) {
		if j, ok := at[a.CopyOf]; ok {
			found[[2]int{min(i, j), max(i, j)}] = true
		}
	}
	right := 0
	for pair := range gold {
		if found[pair] {
			right++
		} else if verbose {
			fmt.Fprintf(out, "missed: %s %s\n", items[pair[0]].ID, items[pair[1]].ID)
		}
	}
	for pair := range found {
		if !gold[pair] && verbose {
			fmt.Fprintf(out, "false: %s %s\n", items[pair[0]].ID, items[pair[1]].ID)
		}
	}
	p, r := float64(right)/float64(max(1, len(found))), float64(right)/float64(len(gold))
	f1 = 2 * p * r / max(1e-9, p+r)
	fmt.Fprintf(out, "openings: %d pairs of copies; precision %.3f recall %.3f F1 %.3f\n", len(gold), p, r, f1)
	return f1
}
