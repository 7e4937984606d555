package cli

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/internal/edtf"
	"dateline/internal/report"
	"dateline/internal/terminal"
)

var updateTimeline = flag.Bool("update-timeline", false, "write the golden files of timeline anew")

// storyLine is an answer with every kind of line.
func storyLine() []report.Happening {
	return []report.Happening{
		{
			ID: "3.1", Date: edtf.Year(2024), DatedBy: report.DatedByEvent, Outlet: "The Herald", Outlets: []string{"The Herald"}, Entities: []string{"Tallow Systems"},
			Passage: report.Passage{Text: "Tallow was founded in 2024"},
		},
		{
			ID: "4.2", Date: edtf.Day(2025, 3, 4), DatedBy: report.DatedByEvent, Outlet: "The Herald", Outlets: []string{"The Herald", "The Wire", "The Post"}, Denied: true, Corrected: true,
			Entities: []string{"Tallow Systems", "Ministry of Tides"},
			Passage:  report.Passage{Text: "On Tuesday the ministry awarded Tallow a contract for software that reads the tide gauges of all harbours, of which there are forty, and for the people who look after them in the long nights of winter, a spokesman said"},
		},
		{
			ID: "9", Date: edtf.Day(2025, 3, 9), DatedBy: report.DatedBySentence, Outlet: "The Wire", Outlets: []string{"The Wire"}, Entities: []string{},
			Passage: report.Passage{Text: "潮位計 were read for the first time on Sunday."},
		},
		{
			ID: "11", Date: edtf.Day(2025, 5, 9), DatedBy: report.DatedByPublication, Outlet: "The Wire", Outlets: []string{"The Wire"}, Entities: []string{},
			Passage: report.Passage{Text: "The gauges of \x1b[31mSellan\x1b[0m are late."},
		},
		{ID: "own.1", DatedBy: report.DatedByPerson, Own: true, Outlet: "a call", Outlets: []string{"a call"}, Entities: []string{}, Passage: report.Passage{Text: "A clerk confirmed it"}},
	}
}

func TestTimelineOnTerminals(t *testing.T) {
	for _, width := range []int{80, 200} {
		for _, by := range []string{"", "month"} {
			name := fmt.Sprintf("timeline-%d%s.txt", width, by)
			t.Run(name, func(t *testing.T) {
				var out bytes.Buffer
				a := &app{format: terminal.Table, streams: terminal.Streams{Out: &out, Err: &out, OutIsTerminal: true, Width: width}}
				if err := a.listTimeline(storyLine(), timelineOptions{by: by}); err != nil {
					t.Fatal(err)
				}
				for line := range strings.Lines(out.String()) {
					if n := terminal.Width(strings.TrimRight(line, "\n")); n > width {
						t.Errorf("%d cells: %q", n, line)
					}
				}
				path := filepath.Join("testdata", "timeline", name)
				if *updateTimeline {
					if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), out.String()); diff != "" {
					t.Errorf("-want +got:\n%s", diff)
				}
			})
		}
	}
}

func TestTimelineChart(t *testing.T) {
	on := func(days ...int) (all []report.Happening) {
		for _, day := range days {
			d := time.Date(2026, 1, 1+day, 0, 0, 0, 0, time.UTC)
			all = append(all, report.Happening{Date: edtf.Day(d.Date())})
		}
		return all
	}
	for name, c := range map[string]struct {
		all   []report.Happening
		width int
		want  string
	}{
		"too few":       {on(0, 9), 80, ""},
		"no room":       {on(0, 3, 9), 10, ""},
		"one day":       {on(2, 2, 2), 80, ""},
		"a cell a day":  {on(0, 3, 3, 4), 80, "2026-01-01 ▅··█▅ 2026-01-05"},
		"undated apart": {append(on(0, 0, 1), report.Happening{}), 80, "2026-01-01 █▅ 2026-01-02"},
		"years":         {on(0, 700, 1000), 30, "2026-01 █········█···█ 2028-09"},
	} {
		if got := timelineChart(c.all, c.width); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
