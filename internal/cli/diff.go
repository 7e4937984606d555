package cli

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/report"
	"dateline/internal/terminal"
	"dateline/internal/text"
)

type diffOptions struct {
	from, to int
	words    bool
	beside   bool
	json     bool
}

func newDiff(a *app) *cobra.Command {
	var o diffOptions
	cmd := &cobra.Command{
		Use:        "diff ARTICLE",
		GroupID:    groupAsk,
		SuggestFor: []string{"compare", "changes", "edits", "history"},
		Short:      "What was changed in an article, the weightiest change first",
		Long: `diff compares each version of an article with the next one and says what kind
each change is: correction, number, sense (a negation, or a word that turns the
meaning round), name, date, quotation, attribution, hedge, passage (whole
sentences), wording, growth (of a live blog), boilerplate, typography. Those
that matter most stand first. A correction notice stands beside what it owns up
to. --from and --to compare two versions only.`,
		Annotations: exits(
			"0  done, also when nothing was changed",
			"1  there is no such article or version, or no store",
			exitsUsage,
			exitsStore,
		),
		Example: `  dateline diff 42
  dateline diff 42 --from 1 --to 3 --words
  dateline diff https://www.example.com/story --side-by-side
  dateline diff 42 --json`,
		Args: arguments(1, 1, "the article"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.diff(cmd.Context(), o, args[0]) },
	}
	f := cmd.Flags()
	f.IntVar(&o.from, "from", 0, "the older version's number `N`")
	f.IntVar(&o.to, "to", 0, "the newer version's number `N`")
	f.BoolVar(&o.words, "words", false, "the whole text with its changes in it")
	f.BoolVar(&o.beside, "side-by-side", false, "the sentences that differ, old and new beside each other")
	f.BoolVar(&o.json, "json", false, "everything as one JSON object")
	return cmd
}

func (a *app) diff(ctx context.Context, o diffOptions, ref string) (err error) {
	if o.json {
		a.format = terminal.JSON
	}
	switch {
	case o.words && o.beside, o.json && (o.words || o.beside):
		return usage("choose one", "diff: --words, --side-by-side and --json exclude each other")
	case o.from < 0 || o.to < 0:
		return usage("versions are counted from 1", "diff: --from %d --to %d", o.from, o.to)
	case o.from > 0 && o.from == o.to:
		return usage("give two versions", "diff: --from and --to are the same version")
	}
	s, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	d, err := report.Diff(ctx, s, ref, o.from, o.to)
	if err != nil {
		return err
	}
	if o.json {
		return terminal.WriteJSON(a.streams, d)
	}
	st := a.streams
	if err := st.Printf("%s\n%s\n", st.Style(terminal.Bold, d.Article.Title), terminal.Safe(terminal.Clean(strings.Join(parts(d.Article.Outlet, d.Article.URL), " · ")))); err != nil {
		return err
	}
	if len(d.Steps) == 0 {
		return st.Printf("\nIt has one version: nothing was changed as far as Dateline saw it.\n")
	}
	for _, step := range d.Steps {
		if err := a.step(o, step); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) step(o diffOptions, step report.Step) error {
	st := a.streams
	what := terminal.Plural(len(step.Changes), "change", "changes")
	if !step.Edited {
		what = "the same words, rendered anew"
	}
	if err := st.Printf("\n%s  seen %s, %s\n", st.Style(terminal.Bold, "version "+strconv.Itoa(step.From)+" → "+strconv.Itoa(step.To)), terminal.Stamp(step.Seen), what); err != nil {
		return err
	}
	switch {
	case o.words:
		return a.wordDiff(step)
	case o.beside:
		return a.besideDiff(step)
	}
	for _, c := range step.Changes {
		if err := a.changeLine(step, c); err != nil {
			return err
		}
	}
	return nil
}

// changeLine prints a change in its sentence.
func (a *app) changeLine(step report.Step, c report.ChangeRow) error {
	st, label, width := a.streams, c.Kind, 0
	if c.Title {
		label = "headline"
	}
	if st.OutIsTerminal {
		width = max(20, min(textWidth, st.Width)-factIndent)
	}
	for line := range strings.SplitSeq(string(a.compose(inSentence(step, c), width)), "\n") {
		if err := st.Printf("%s%s\n", st.Style(terminal.Dim, pad(label, factIndent)), terminal.Safe(line)); err != nil {
			return err
		}
		label = ""
	}
	return nil
}

// part is a piece of a text that stayed, went or came.
type part struct {
	kind text.Kind
	text string
}

// inSentence returns the sentence of a change: what stands before it, what went,
// what came, what follows.
func inSentence(step report.Step, c report.ChangeRow) []part {
	in, around, start, end := step.New.Text, c.After, 0, 0
	if c.Title {
		in = step.New.Title
	}
	switch {
	case c.New != nil:
		start, end = c.New.Start, c.New.End
	case c.Before != nil: // something went: its old sentence shows it
		in, around = step.Old.Text, c.Before
		if c.Title {
			in = step.Old.Title
		}
		start, end = c.Old.Start, c.Old.End
	}
	all := []part{{text.Same, oneLine(in[around.Start:start])}}
	if c.Old != nil {
		all = append(all, part{text.Delete, oneLine(c.Old.Text)})
	}
	if c.Old != nil && c.New != nil {
		all = append(all, part{text.Same, " "})
	}
	if c.New != nil {
		all = append(all, part{text.Insert, oneLine(c.New.Text)})
	}
	all = append(all, part{text.Same, oneLine(in[end:around.End])})
	if c.Notice != nil {
		all = append(all, part{text.Same, " (the outlet owns up to it)"})
	}
	return all
}

// oneLine folds white space, and keeps one space at the ends where there is any.
func oneLine(s string) string {
	folded := strings.Join(strings.Fields(s), " ")
	if folded == "" {
		return s[:min(1, len(s))]
	}
	if strings.TrimLeft(s, " \n") != s {
		folded = " " + folded
	}
	if strings.TrimRight(s, " \n") != s {
		folded += " "
	}
	return folded
}

// wordDiff prints the whole text with its changes in it.
func (a *app) wordDiff(step report.Step) error {
	width := 0
	if a.streams.OutIsTerminal {
		width = min(textWidth, a.streams.Width)
	}
	for _, pair := range [][2]string{{step.Old.Title, step.New.Title}, {step.Old.Text, step.New.Text}} {
		var all []part
		for _, e := range text.Diff(pair[0], pair[1]) {
			words := e.New.Of(pair[1])
			if e.Kind == text.Delete {
				words = e.Old.Of(pair[0])
			}
			all = append(all, part{e.Kind, words})
		}
		if len(all) == 0 {
			continue
		}
		if err := a.streams.Printf("\n%s\n", a.compose(all, width)); err != nil {
			return err
		}
	}
	return nil
}

// compose sets parts in one text: in colours, or in brackets where there are none.
func (a *app) compose(all []part, width int) terminal.Safe {
	styles := map[text.Kind]terminal.Style{text.Delete: terminal.Red, text.Insert: terminal.Green}
	brackets := map[text.Kind][2]string{text.Delete: {"[-", "-]"}, text.Insert: {"{+", "+}"}}
	var b strings.Builder
	var marked []terminal.Mark
	for _, p := range all {
		words := p.text
		if !a.streams.Colour {
			words = brackets[p.kind][0] + words + brackets[p.kind][1]
		}
		marked = append(marked, terminal.Mark{Start: b.Len(), End: b.Len() + len(words), Style: styles[p.kind]})
		b.WriteString(words)
	}
	return a.streams.Marked(b.String(), marked, width)
}

// besideDiff prints the sentences that differ in two columns.
func (a *app) besideDiff(step report.Step) error {
	type pair struct{ kind, old, new string }
	list := terminal.NewList(a.streams, terminal.Table, []terminal.Column[pair]{
		{Field: "kind", Title: "Change", Cell: func(p pair) string { return p.kind }},
		{Field: "old", Title: "Version " + strconv.Itoa(step.From), Lines: 24, Cell: func(p pair) string { return p.old }},
		{Field: "new", Title: "Version " + strconv.Itoa(step.To), Lines: 24, Cell: func(p pair) string { return p.new }},
	})
	for _, c := range step.Changes {
		p := pair{kind: c.Kind}
		if c.Title {
			p.kind = "headline"
		}
		if c.Before != nil {
			p.old = c.Before.Text
		}
		if c.After != nil {
			p.new = c.After.Text
		}
		if err := list.Row(p); err != nil {
			return err
		}
	}
	return list.Close()
}
