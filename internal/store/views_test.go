package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestEveryViewIsExplained fails for a view or a column that views.tsv does not
// know, and for a row of it that speaks of nothing.
func TestEveryViewIsExplained(t *testing.T) {
	s := opened(t)
	views, tables, err := s.Views(t.Context())
	must(t, err)
	left := map[[2]string]bool{}
	for key := range viewMeanings() {
		left[key] = true
	}
	delete(left, [2]string{"view", "column"})
	for _, v := range views {
		if !strings.HasPrefix(v.Name, "v_") {
			t.Errorf("%s is a view, but not named like one", v.Name)
		}
		delete(left, [2]string{v.Name, ""})
		for _, c := range v.Columns {
			delete(left, [2]string{v.Name, c.Name})
		}
	}
	if len(left) > 0 {
		t.Errorf("explained, but not there: %v", left)
	}
	if len(views) < 16 || !slices.Contains(tables, "articles") || !slices.Contains(tables, "fulltext") || slices.Contains(tables, "v_articles") {
		t.Errorf("%d views, tables %v", len(views), tables)
	}
}

func TestEachRowOfTheExplanationsIsWhole(t *testing.T) {
	for i, line := range slices.Collect(strings.Lines(viewRows)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) != 5 {
			t.Errorf("line %d has %d cells", i+1, len(cells))
			continue
		}
		if i == 0 {
			continue
		}
		if !slices.Contains([]string{"", "facet", "sort"}, cells[3]) || !slices.Contains([]string{"", "byte", "millisecond"}, cells[2]) || !strings.HasSuffix(strings.TrimSuffix(cells[4], " …"), ".") && !strings.HasSuffix(cells[4], "…") && !strings.HasSuffix(cells[4], `; ".`) {
			t.Errorf("line %d: %q", i+1, cells)
		}
	}
}

func TestViewsShowWhatWasStored(t *testing.T) {
	s := storyToTake(t)
	for _, c := range []struct{ query, want string }{
		{`SELECT group_concat(url || ' ' || versions, ', ') FROM v_articles`, "https://herald.example/1 2, https://herald.example/2 1, https://herald.example/3 1"},
		{`SELECT group_concat(day || ' ' || outlet || ' ' || articles, ', ') FROM v_coverage_daily`, "2026-02-17 herald.example 3"},
		{`SELECT vendor || ', ' || agency || ', ' || title || ', ' || outlet || ', ' || published || ', ' || article FROM v_deals WHERE url LIKE '%/3'`, "Quay 3, Port 3, Title, herald.example, 2026-02-17, 3"},
		{`SELECT date || ', ' || entities || ', ' || title FROM v_events WHERE url LIKE '%/2'`, "2026-02-02, Quay 2, Title"},
		{`SELECT count(DISTINCT text_sha256) || ' ' || min(length(text_sha256)) FROM v_statements`, "4 64"},
	} {
		var got string
		must(t, s.reader.QueryRowContext(t.Context(), c.query).Scan(&got))
		if got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.query, got, c.want)
		}
	}
}

// TestViewsAreKeptStable: columns may be added behind those that were promised.
func TestViewsAreKeptStable(t *testing.T) {
	views, _, err := opened(t).Views(t.Context())
	must(t, err)
	promised := map[string]string{
		"v_articles":       "id url title outlet published first_seen versions",
		"v_versions":       "id url number title outlet published modified authors language basis access seen size text_sha256 capture_sha256",
		"v_captures":       "id kind url final_url time status content_type size sha256 file offset length",
		"v_deals":          "version number url vendor agency reseller what amount currency bound role status date registry confidence start end article outlet title published text_sha256",
		"v_events":         "version number url date entities confidence start end article outlet title published text_sha256",
		"v_statements":     "version number url speaker act quote start end article outlet title published text_sha256",
		"v_coverage_daily": "day outlet articles",
	}
	for _, v := range views {
		var names []string
		for _, c := range v.Columns {
			names = append(names, c.Name)
		}
		got := fmt.Sprint(strings.Join(names, " "), " ")
		if want := promised[v.Name]; want != "" && !strings.HasPrefix(got, want+" ") {
			t.Error(cmp.Diff(want, got))
		}
		delete(promised, v.Name)
	}
	if len(promised) > 0 {
		t.Errorf("views that are not there: %v", promised)
	}
}
