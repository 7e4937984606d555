package cli

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/report"
	"dateline/internal/store"
	"dateline/internal/terminal"
)

type showOptions struct {
	version int
	raw     bool
	json    bool
}

func newShow(a *app) *cobra.Command {
	var o showOptions
	cmd := &cobra.Command{
		Use:        "show ARTICLE",
		GroupID:    groupAsk,
		SuggestFor: []string{"cat", "view", "open", "read", "article"},
		Short:      "The text of an article, what was read in it, and what proves it",
		Long: `show prints an article: what it said, when, where it was seen, what was read in
it (marked in the text where there is colour: names, amounts, dates, who says
so, denials), and the capture that proves it. ARTICLE is the number that search
shows, that of a deal, an event or a claim in it (42.3), the URL, or a part of
the URL that no other article has.`,
		Annotations: exits(
			exitsDone,
			"1  there is no such article or version, or no store",
			"2  wrong use; --raw also where the output is a terminal",
			"4  with --raw: the captured bytes are not what they were",
			exitsStore,
		),
		Example: `  dateline show 42
  dateline show https://www.example.com/story --version 1
  dateline show 42 --raw > page.html
  dateline show 42 --json`,
		Args: arguments(1, 1, "the article"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.show(cmd.Context(), o, args[0]) },
	}
	cmd.Flags().IntVar(&o.version, "version", 0, "the version with the number `N` (default: the latest)")
	cmd.Flags().BoolVar(&o.raw, "raw", false, "the captured bytes as they came")
	cmd.Flags().BoolVar(&o.json, "json", false, "everything as one JSON object")
	return cmd
}

func (a *app) show(ctx context.Context, o showOptions, ref string) (err error) {
	if o.json {
		a.format = terminal.JSON
	}
	switch {
	case o.json && o.raw:
		return usage("choose one", "show: --json and --raw exclude each other")
	case o.version < 0:
		return usage("versions are counted from 1", "show: --version %d", o.version)
	}
	s, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	shown, err := report.Show(ctx, s, ref, o.version)
	if err != nil {
		return err
	}
	switch {
	case o.raw:
		return a.showRaw(ctx, s, shown)
	case o.json:
		return terminal.WriteJSON(a.streams, shown)
	}
	return a.showText(shown)
}

// showRaw writes the payload of the version's capture.
func (a *app) showRaw(ctx context.Context, s *store.Store, shown report.Shown) error {
	if shown.Capture == nil {
		return fault.New(fault.NoMatch, "article %d has no captured bytes", shown.ID)
	}
	if a.streams.OutIsTerminal {
		return usage("write it to a file: dateline show … --raw > page.html", "show: --raw does not write to a terminal")
	}
	b, err := report.Raw(ctx, s, store.ArchiveDir(s.Path()), shown.Capture.SHA256)
	if err != nil {
		return err
	}
	_, err = a.streams.Out.Write(b)
	return err
}

// textWidth is the widest that running text is set.
const textWidth = 88

func (a *app) showText(shown report.Shown) error {
	st, v := a.streams, shown.Version
	title := cmp.Or(terminal.Clean(v.Title), "(no title)")
	head := []string{
		string(st.Style(terminal.Bold, title)),
		terminal.Clean(strings.Join(parts(shown.Outlet, strings.Join(v.Authors, ", "), humanDate(v.Published), modified(v.Modified)), " · ")),
		terminal.Clean(shown.URL),
	}
	if shown.LastResult != "" {
		head = append(head, string(st.Style(terminal.Yellow, "Its page could not be read when last asked for: "+codeWords(shown.LastResult))))
	}
	width := 0
	if st.OutIsTerminal {
		width = min(textWidth, st.Width)
		head[1] = terminal.Wrap(head[1], width)
		head = append(styled(st, terminal.Bold, terminal.Wrap(title, width)), head[1:]...)
	}
	body := terminal.Safe("(no text: " + terminal.Clean(reason(shown)) + ")")
	if v.Text != "" {
		body = st.Marked(v.Text, marks(shown.Facts), width)
	}
	if err := st.Printf("%s\n\n%s\n\n", terminal.Safe(strings.Join(head, "\n")), body); err != nil {
		return err
	}
	if err := a.showFacts(shown); err != nil {
		return err
	}
	for _, line := range evidence(shown) {
		if err := st.Printf("%s  %s\n", st.Style(terminal.Dim, pad(line[0], 8)), line[1]); err != nil {
			return err
		}
	}
	return nil
}

// styled puts each line of a text in a style.
func styled(st terminal.Streams, style terminal.Style, text string) []string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		out = append(out, string(st.Style(style, line)))
	}
	return out
}

func parts(all ...string) []string {
	var kept []string
	for _, part := range all {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return kept
}

func modified(d edtf.Date) string {
	if d.IsZero() {
		return ""
	}
	return "modified " + humanDate(d)
}

func reason(shown report.Shown) string {
	switch {
	case len(shown.Versions) == 0 && shown.LastResult == "":
		return "its page was not fetched yet"
	case shown.LastResult != "":
		return codeWords(shown.LastResult)
	}
	return "its source gives a title only"
}

// evidence are the lines that lead to the bytes, each with its name.
func evidence(shown report.Shown) [][2]string {
	lines := [][2]string{{"article", strconv.FormatInt(shown.ID, 10)}}
	if n := len(shown.Versions); n > 0 {
		v := shown.Version
		lines = append(lines, [2]string{"version", strconv.Itoa(v.Number) + " of " + strconv.Itoa(n) + ", from its " + basisWord(v.Basis) + ", seen " + terminal.Stamp(v.Seen)})
	}
	if shown.CopyOf != "" {
		lines = append(lines, [2]string{"copy of", shown.CopyOf})
	}
	if shown.Copies > 0 {
		lines = append(lines, [2]string{"copies", strconv.Itoa(shown.Copies) + ", see: dateline trace " + strconv.FormatInt(shown.ID, 10)})
	}
	if shown.Story != nil {
		lines = append(lines, [2]string{"story", strconv.FormatInt(*shown.Story, 10) + ", see: dateline search story:" + strconv.FormatInt(*shown.Story, 10)})
	}
	if n := len(shown.Sightings); n > 0 {
		lines = append(lines, [2]string{"sighted", terminal.Plural(n, "time", "times") + ", first " + terminal.Stamp(firstSeen(shown))})
	}
	c := shown.Capture
	if c == nil {
		return append(lines, [2]string{"captured", "not"})
	}
	return append(lines,
		[2]string{"captured", terminal.Stamp(c.Time)},
		[2]string{"record", c.File + " at " + strconv.FormatInt(c.Offset, 10)},
		[2]string{"sha256", c.SHA256})
}

// basisWord names what a version was made from.
func basisWord(basis string) string {
	if basis == string(news.BasisItem) {
		return "item in a feed"
	}
	return basis
}

// codeWords says a failure's code in words, where it does not speak for itself.
func codeWords(code string) string {
	switch fault.Code(code) {
	case fault.Robots:
		return "robots.txt forbids it"
	case fault.NotFound:
		return "it was not found (404)"
	case fault.Gone:
		return "it is gone (410)"
	case fault.Forbidden:
		return "its server refuses it"
	case fault.Throttled:
		return "its server asked for a pause"
	case fault.ServerError:
		return "its server failed"
	case fault.Challenge:
		return "its server wants proof of a browser"
	case fault.NotAnArticle:
		return "it has no article text"
	}
	return strings.ReplaceAll(code, "-", " ")
}

func firstSeen(shown report.Shown) time.Time {
	first := shown.Sightings[0].Seen
	for _, s := range shown.Sightings {
		if s.Seen.Before(first) {
			first = s.Seen
		}
	}
	return first
}
