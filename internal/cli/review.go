package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/reading"
	"dateline/internal/report"
	"dateline/internal/store"
	"dateline/internal/terminal"
)

var reviewKinds = []string{string(news.DerivedDeal), string(news.DerivedEvent), string(news.DerivedStatement), string(news.DerivedOrigin)}

type reviewOptions struct {
	kinds []string
	who   string
	again bool
	limit int
}

func newReview(a *app) *cobra.Command {
	var o reviewOptions
	cmd := &cobra.Command{
		Use:        "review [QUERY]",
		GroupID:    groupKeep,
		SuggestFor: []string{"confirm", "reject", "correct", "decide"},
		Short:      "Confirm, reject or correct what was read",
		Long: `review walks through deals, events and origins, those that nobody decided on
first, of them those that the machine is least sure of. One key each:

  y  right        n  wrong        e  correct a value
  s  skip         b  back         q  quit

Decisions outlive every rereading. What was rejected is in no answer any more, a
corrected value stands in place of the one that was read, and every answer says
what a person decided. review export and review apply do the same in a
spreadsheet; review score says how often the machine was right.`,
		Annotations: exits(
			exitsDone,
			exitsNoStore,
			exitsUsage,
			exitsStore,
		),
		Example: `  dateline review company:palantir
  dateline review --kind deal --limit 50
  dateline review export deals.csv --kind deal
  dateline review apply deals.csv
  dateline review score`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.review(cmd.Context(), o, strings.Join(args, " "))
		},
	}
	o.flags(cmd)
	cmd.Flags().BoolVar(&o.again, "again", false, "also what was decided before")
	cmd.Flags().IntVarP(&o.limit, "limit", "n", 0, "`N` rows at most (default: all)")
	cmd.AddCommand(a.reviewExport(), a.reviewApply(), a.reviewScore())
	return cmd
}

func (o *reviewOptions) flags(cmd *cobra.Command) {
	cmd.Flags().StringSliceVar(&o.kinds, "kind", []string{"deal", "event", "origin"}, "`KIND` of rows: "+strings.Join(reviewKinds, ", "))
	cmd.Flags().StringVar(&o.who, "who", "", "`NAME` of who decides (default: the user's)")
	complete(cmd, "kind", reviewKinds...)
}

// items lists what is to be reviewed.
func (a *app) items(ctx context.Context, s *store.Store, o reviewOptions, q string) ([]report.Item, error) {
	n, err := a.query(q, "", "")
	if err != nil {
		return nil, err
	}
	kinds := make([]news.DerivedKind, len(o.kinds))
	for i, kind := range o.kinds {
		if !slices.Contains(reviewKinds, kind) {
			return nil, usage("use "+strings.Join(reviewKinds, ", "), "review: --kind %q is unknown", kind)
		}
		kinds[i] = news.DerivedKind(kind)
	}
	items, err := report.Review(ctx, s, n, kinds)
	if err != nil {
		return nil, err
	}
	if o.limit > 0 && len(items) > o.limit {
		items = items[:o.limit]
	}
	return items, nil
}

func (a *app) review(ctx context.Context, o reviewOptions, q string) (err error) {
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	items, err := a.items(ctx, s, o, q)
	if err != nil {
		return err
	}
	if !o.again {
		items = slices.DeleteFunc(items, func(i report.Item) bool { return i.Verdict != "" })
	}
	if len(items) == 0 {
		return a.streams.Printf("nothing to review\n")
	}
	keys, restore, err := a.keys()
	if err != nil {
		return err
	}
	defer restore()
	return a.walk(ctx, s, items, keys, a.who(o))
}

// who is the name that decisions carry.
func (a *app) who(o reviewOptions) string {
	return cmp.Or(o.who, a.getenv("USER"), a.getenv("USERNAME"), "somebody")
}

// keys reads single keys from a terminal; from anything else, characters.
func (a *app) keys() (in *bufio.Reader, restore func(), err error) {
	in, restore = bufio.NewReader(a.streams.In), func() {}
	f, ok := a.streams.In.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return in, restore, nil
	}
	state, err := term.MakeRaw(int(f.Fd()))
	if err != nil {
		return nil, restore, fault.As(fault.Unreadable, err)
	}
	return in, func() { _ = term.Restore(int(f.Fd()), state) }, nil
}

// walk shows one item after the other and stores each decision at once.
func (a *app) walk(ctx context.Context, s *store.Store, items []report.Item, in *bufio.Reader, who string) error {
	decided := 0
	for i := 0; i < len(items); {
		if err := a.showItem(items[i], i+1, len(items)); err != nil {
			return err
		}
		key, err := nextKey(in)
		if err != nil {
			break
		}
		var d news.Decision
		switch key {
		case 'y', 'Y', '\r':
			d, err = items[i].Decide(news.Confirmed, nil, "")
		case 'n', 'N':
			d, err = items[i].Decide(news.Rejected, nil, "")
		case 'e', 'E':
			var correction map[string]string
			if correction, err = a.askCorrection(in, items[i]); err == nil {
				d, err = items[i].Decide(news.Corrected, correction, "")
			}
		case 's', 'S', ' ':
			i++
			continue
		case 'b', 'B':
			i = max(0, i-1)
			continue
		case 'q', 'Q', 3, 4, 27:
			return a.streams.Printf("\r\n%s\r\n", terminal.Plural(decided, "decision", "decisions"))
		default:
			continue
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			a.streams.Notef("\r\n%s\r\n", err)
			continue
		}
		d.Who, d.Time, d.Reader = who, a.now(), reading.Version
		if err := s.Decide(ctx, []news.Decision{d}); err != nil {
			return err
		}
		decided++
		i++
	}
	return a.streams.Printf("\r\n%s\r\n", terminal.Plural(decided, "decision", "decisions"))
}

// nextKey returns the next key that is no line end of piped input.
func nextKey(in *bufio.Reader) (byte, error) {
	for {
		b, err := in.ReadByte()
		if err != nil || b != '\n' {
			return b, err
		}
	}
}

func (a *app) showItem(it report.Item, number, of int) error {
	st := a.streams
	var b strings.Builder
	head := strconv.Itoa(number) + "/" + strconv.Itoa(of) + "  " + string(it.Kind) + " " + it.ID
	b.WriteString("\n" + string(st.Style(terminal.Bold, head)) + "  " + string(st.Style(terminal.Dim, strings.Join(parts(it.Outlet, shortDate(it.Published), "sure: "+strconv.FormatFloat(it.Confidence, 'f', 2, 64)), "  "))) + "\n")
	for _, name := range report.FieldsOf(it.Kind) {
		if v := it.Fields[name]; v != "" {
			b.WriteString(pad(name, 10) + terminal.Clean(v) + "\n")
		}
	}
	width := textWidth
	if st.Width > 0 {
		width = min(width, st.Width-2)
	}
	b.WriteString(terminal.Wrap("“"+terminal.Clean(it.Passage.Text)+"”", width) + "\n")
	if it.Verdict != "" {
		b.WriteString(it.Verdict + " by " + terminal.Clean(it.Who) + "\n")
	}
	b.WriteString(string(st.Style(terminal.Dim, "y right  n wrong  e correct  s skip  b back  q quit")) + " ")
	return st.Printf("%s", terminal.Safe(strings.ReplaceAll(b.String(), "\n", "\r\n")))
}

// askCorrection asks for one value: "name value".
func (a *app) askCorrection(in *bufio.Reader, it report.Item) (map[string]string, error) {
	if err := a.streams.Printf("\r\nname and value (%s): ", strings.Join(report.FieldsOf(it.Kind), ", ")); err != nil {
		return nil, err
	}
	line, err := a.typed(in)
	if err != nil {
		return nil, err
	}
	name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
	if name == "" {
		return nil, fault.New(fault.Usage, "nothing was corrected")
	}
	return map[string]string{name: strings.TrimSpace(value)}, nil
}

// typed reads a line, showing what is typed where the terminal does not.
func (a *app) typed(in *bufio.Reader) (string, error) {
	var line []byte
	for {
		c, err := in.ReadByte()
		switch {
		case err != nil:
			return "", err
		case c == '\r' || c == '\n':
			return string(line), nil
		case c == 3 || c == 27:
			return "", fault.New(fault.Usage, "nothing was corrected")
		case (c == 8 || c == 127) && len(line) > 0:
			line = line[:len(line)-1]
			_ = a.streams.Printf("%s", terminal.Safe("\b \b"))
		case c >= ' ':
			line = append(line, c)
			if f, ok := a.streams.In.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
				_ = a.streams.Printf("%s", terminal.Safe(terminal.Clean(string(c))))
			}
		}
	}
}
