package cli

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/reading"
	"dateline/internal/report"
	"dateline/internal/terminal"
)

func (a *app) reviewExport() *cobra.Command {
	var o reviewOptions
	cmd := &cobra.Command{
		Use:   "export FILE.csv [QUERY]",
		Short: "What is to be reviewed as a spreadsheet",
		Long: `export writes one line for each row: fill in "verdict" (confirmed, rejected or
corrected), change the values of what is corrected, and give the file to review
apply.`,
		Annotations: exits(exitsDone, exitsNoStore, exitsUsage, exitsStore),
		Example:     "  dateline review export deals.csv --kind deal\n  dateline review export all.csv company:palantir",
		Args:        arguments(1, -1, "the file to write"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.exportReview(cmd.Context(), o, args[0], strings.Join(args[1:], " "))
		},
	}
	o.flags(cmd)
	return cmd
}

// reviewColumns are those of the spreadsheet; the values that can be corrected
// follow them.
var reviewColumns = []string{"kind", "id", "verdict", "note", "passage", "outlet", "published", "url", "confidence"}

// reviewFields are the names of all values that can be corrected.
func reviewFields() []string {
	var all []string
	for _, kind := range reviewKinds {
		for _, name := range report.FieldsOf(news.DerivedKind(kind)) {
			if !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	return all
}

func (a *app) exportReview(ctx context.Context, o reviewOptions, path, q string) (err error) {
	s, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	items, err := a.items(ctx, s, o, q)
	if err != nil {
		return err
	}
	fields := reviewFields()
	err = writeWhole(path, func(w io.Writer) error {
		out := csv.NewWriter(w)
		out.UseCRLF = true
		if err := out.Write(slices.Concat(reviewColumns, fields)); err != nil {
			return err
		}
		for _, it := range items {
			row := []string{string(it.Kind), it.ID, it.Verdict, "", it.Passage.Text, it.Outlet, it.Published.String(), it.URL, strconv.FormatFloat(it.Confidence, 'f', 2, 64)}
			for _, name := range fields {
				row = append(row, it.Fields[name])
			}
			for i := range row {
				row[i] = terminal.SafeCell(row[i])
			}
			if err := out.Write(row); err != nil {
				return err
			}
		}
		out.Flush()
		return out.Error()
	})
	if err == nil {
		a.note("%s in %s\n", terminal.Plural(len(items), "row", "rows"), path)
	}
	return err
}

func (a *app) reviewApply() *cobra.Command {
	var o reviewOptions
	cmd := &cobra.Command{
		Use:   "apply FILE.csv",
		Short: "Take the decisions of a spreadsheet",
		Long: `apply reads what review export wrote and somebody filled in. Lines without a
verdict are passed over. If one line is wrong, nothing is taken.`,
		Annotations: exits(exitsDone, "1  a line is wrong, or there is no store; nothing was taken", exitsUsage, exitsStore),
		Example:     "  dateline review apply deals.csv --who 'Ada Byron'",
		Args:        arguments(1, 1, "the file to read"),
		RunE:        func(cmd *cobra.Command, args []string) error { return a.applyReview(cmd.Context(), o, args[0]) },
	}
	cmd.Flags().StringVar(&o.who, "who", "", "`NAME` of who decides (default: the user's)")
	return cmd
}

func (a *app) applyReview(ctx context.Context, o reviewOptions, path string) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return fault.Advise(fault.As(fault.Unreadable, err), "give the file that dateline review export wrote")
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	o.kinds = reviewKinds
	items, err := a.items(ctx, s, o, "")
	if err != nil {
		return err
	}
	decisions, err := readDecisions(f, items)
	if err != nil {
		return err
	}
	for i := range decisions {
		decisions[i].Who, decisions[i].Time, decisions[i].Reader = a.who(o), a.now(), reading.Version
	}
	if err := s.Decide(ctx, decisions); err != nil {
		return err
	}
	return a.streams.Printf("%s taken\n", terminal.Plural(len(decisions), "decision", "decisions"))
}

// shortVerdicts are the keys of review in place of a word.
var shortVerdicts = map[news.Verdict]news.Verdict{"y": news.Confirmed, "yes": news.Confirmed, "n": news.Rejected, "no": news.Rejected, "e": news.Corrected}

// readDecisions reads a spreadsheet that review export wrote.
func readDecisions(r io.Reader, items []report.Item) ([]news.Decision, error) {
	in := csv.NewReader(skipBOM(r))
	in.FieldsPerRecord = -1
	head, err := in.Read()
	if err != nil {
		return nil, fault.Advise(fault.As(fault.Failed, err), "give the file that review export wrote")
	}
	column := map[string]int{}
	for i, name := range head {
		column[strings.TrimSpace(name)] = i
	}
	for _, name := range []string{"kind", "id", "verdict"} {
		if _, ok := column[name]; !ok {
			return nil, fault.Advise(fault.New(fault.Failed, "it has no column %q", name), "give the file that review export wrote")
		}
	}
	byID := map[[2]string]report.Item{}
	for _, it := range items {
		byID[[2]string{string(it.Kind), it.ID}] = it
	}
	var decisions []news.Decision
	for line := 2; ; line++ {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return decisions, nil
		}
		if err != nil {
			return nil, fault.As(fault.Failed, err)
		}
		cell := func(name string) string {
			if i, ok := column[name]; ok && i < len(row) {
				return strings.TrimSpace(terminal.PlainCell(row[i]))
			}
			return ""
		}
		verdict := news.Verdict(strings.ToLower(cell("verdict")))
		if short, ok := shortVerdicts[verdict]; ok {
			verdict = short
		}
		if verdict == "" {
			continue
		}
		it, ok := byID[[2]string{cell("kind"), cell("id")}]
		if !ok {
			return nil, fault.New(fault.NoMatch, "line %d: there is no %s %q", line, cell("kind"), cell("id"))
		}
		correction := map[string]string{}
		for _, name := range report.FieldsOf(it.Kind) {
			if _, there := column[name]; there && cell(name) != it.Fields[name] {
				correction[name] = cell(name)
			}
		}
		if verdict == news.Corrected && len(correction) == 0 && it.Verdict == string(news.Corrected) {
			continue // as it was exported
		}
		if it.Verdict == string(verdict) && verdict != news.Corrected {
			continue
		}
		d, err := it.Decide(verdict, correction, cell("note"))
		if err != nil {
			return nil, fault.New(fault.CodeOf(err), "line %d: %w", line, err)
		}
		decisions = append(decisions, d)
	}
}

func skipBOM(r io.Reader) io.Reader {
	in := bufio.NewReader(r)
	if b, err := in.Peek(3); err == nil && string(b) == "\ufeff" {
		_, _ = in.Discard(3)
	}
	return in
}

func (a *app) reviewScore() *cobra.Command {
	cmd := &cobra.Command{
		Use:         "score",
		Short:       "How often the machine was right, by kind",
		Annotations: exits(exitsDone, exitsNoStore, exitsUsage, exitsStore),
		Example:     "  dateline review score",
		Args:        arguments(0, 0, ""),
		RunE:        func(cmd *cobra.Command, _ []string) error { return a.scoreReview(cmd.Context()) },
	}
	a.formatFlag(cmd)
	return cmd
}

func (a *app) scoreReview(ctx context.Context) (err error) {
	s, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	scores, err := report.ScoreDecisions(ctx, s)
	if err != nil {
		return err
	}
	type row = report.ReviewScore
	list := terminal.NewList(a.streams, a.format, []terminal.Column[row]{
		{Field: "kind", Title: "Kind", Cell: func(r row) string { return string(r.Kind) }},
		{Field: "decided", Title: "Decided", Kind: terminal.Number, Cell: func(r row) string { return strconv.Itoa(r.Decided) }},
		{Field: "confirmed", Title: "Right", Kind: terminal.Number, Cell: func(r row) string { return strconv.Itoa(r.Confirmed) }},
		{Field: "corrected", Title: "Corrected", Kind: terminal.Number, Cell: func(r row) string { return strconv.Itoa(r.Corrected) }},
		{Field: "rejected", Title: "Wrong", Kind: terminal.Number, Cell: func(r row) string { return strconv.Itoa(r.Rejected) }},
		{Field: "right", Title: "Share right", Kind: terminal.Number, Cell: func(r row) string {
			if r.Decided == 0 {
				return ""
			}
			return strconv.FormatFloat(r.Right, 'f', 2, 64)
		}},
	})
	for _, r := range scores {
		if err := list.Row(r); err != nil {
			return err
		}
	}
	return list.Close()
}
