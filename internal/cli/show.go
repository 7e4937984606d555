package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/edtf"
	"dateline/internal/fault"
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
		Use:     "show ARTICLE",
		GroupID: "ask",
		Short:   "The text of an article, its versions and where its bytes are",
		Long: `show prints an article: what it said, when, where it was seen, and the capture
that proves it. ARTICLE is the number that search shows, the URL, or a part of
the URL that no other article has.

EXIT STATUS
  0  done
  1  there is no such article or version`,
		Example: `  dateline show 42
  dateline show https://www.example.com/story --version 1
  dateline show 42 --raw > page.html
  dateline show 42 --json`,
		Args: arguments(1, 1, "the article"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.show(cmd.Context(), o, args[0]) },
	}
	cmd.Flags().IntVar(&o.version, "version", 0, "the version with this number (default: the latest)")
	cmd.Flags().BoolVar(&o.raw, "raw", false, "the captured bytes as they came")
	cmd.Flags().BoolVar(&o.json, "json", false, "everything as one JSON object")
	return cmd
}

func (a *app) show(ctx context.Context, o showOptions, ref string) (err error) {
	if o.json {
		a.format = terminal.JSON
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
	st := a.streams
	width := textWidth
	if st.OutIsTerminal {
		width = min(width, st.Width)
	} else {
		width = 0
	}
	print := func(format string, args ...any) {
		if err := st.Printf(format, args...); err != nil {
			a.log.Debug("write", "err", err)
		}
	}
	v := shown.Version
	title := v.Title
	if title == "" {
		title = "(no title)"
	}
	print("%s\n", st.Style(terminal.Bold, title))
	print("%s\n", strings.Join(parts(shown.Outlet, strings.Join(v.Authors, ", "), humanDate(v.Published), modified(v.Modified)), " · "))
	print("%s\n", shown.URL)
	if shown.LastResult != "" {
		print("%s\n", st.Style(terminal.Yellow, "last look: "+shown.LastResult))
	}
	if len(shown.Versions) > 1 {
		print("version %d of %d, seen %s\n", v.Number, len(shown.Versions), asTime(v.Seen))
	}
	if text := v.Text; text != "" {
		if width > 0 {
			text = terminal.Wrap(text, width)
		}
		print("\n%s\n", st.Text(text))
	} else {
		print("\n(no text: %s)\n", reason(shown))
	}
	print("\n%s\n", st.Style(terminal.Dim, evidence(shown)))
	return nil
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
		return shown.LastResult
	}
	return "its source gives a title only"
}

// evidence is the line that leads to the bytes.
func evidence(shown report.Shown) string {
	c := shown.Capture
	if c == nil {
		return "article " + plainInt(int(shown.ID)) + ", no capture"
	}
	return "article " + plainInt(int(shown.ID)) + ", version " + plainInt(shown.Version.Number) + " (" + shown.Version.Basis + "), captured " +
		asTime(c.Time) + ", sha256 " + c.SHA256 + ", " + c.File
}
