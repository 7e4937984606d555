package cli

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/gazetteer"
	"dateline/internal/page"
	"dateline/internal/reading"
	"dateline/internal/report"
)

// textOptions say what is known of a text beside its words.
type textOptions struct {
	date, title, outlet, url, lang string
	names                          string
	batch                          bool
	only                           string
}

func (a *app) inspectText() *cobra.Command {
	var o textOptions
	cmd := &cobra.Command{
		Use:   "text",
		Short: "Read the plain text of an article: its facts with their passages",
		Long: `text reads an article's plain text: who and what it names, amounts, dates, who
says what on whose word, deals and events. Every item has the byte span of its
passage in the text. Captions, credits and biographies are not read.

With --batch each line is a JSON object with "text" and, as far as known, "id",
"date", "title", "outlet", "url" and "lang"; one line answers each, in order.`,
		Example: `  dateline inspect text --date 2026-02-04 < story.txt
  dateline inspect text --only dates --date 2026-02-04 < story.txt
  dateline inspect text --batch < stories.jsonl`,
		Annotations: exits(
			"0  read",
			"1  standard input cannot be read, or a line of a batch is wrong",
			exitsUsage,
		),
		Args: dash,
		RunE: func(*cobra.Command, []string) error { return a.readText(o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.date, "date", "", "`DAY` of publication, as 2026-02-04; without it \"on Tuesday\" stays unresolved")
	f.StringVar(&o.title, "title", "", "`HEADLINE`, where the text has none")
	f.StringVar(&o.outlet, "outlet", "", "`NAME` or domain of who published it")
	f.StringVar(&o.url, "url", "", "`URL` that the text stands for")
	f.StringVar(&o.lang, "lang", "", "its language as a `TAG`, as de or pt-BR (default: told from the text)")
	f.StringVar(&o.names, "names", "", "a CSV `FILE` with names of your own: kind,name,aliases")
	f.BoolVar(&o.batch, "batch", false, "read JSON lines, answer in JSON lines")
	f.StringVar(&o.only, "only", "", "print `KIND` alone: dates, with their TIMEX3 values")
	_ = cmd.RegisterFlagCompletionFunc("only", cobra.FixedCompletions([]string{"dates"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (a *app) readText(o textOptions) error {
	switch {
	case o.only != "" && o.only != "dates":
		return usage("it can be: dates", "inspect text: --only %s", o.only)
	case o.only != "" && o.batch:
		return usage("choose one", "inspect text: --only and --batch exclude each other")
	}
	names, err := gazetteerWith(o.names)
	if err != nil {
		return err
	}
	if o.batch {
		return a.readBatch(names)
	}
	in, err := o.input()
	if err != nil {
		return err
	}
	b, err := a.readInput()
	if err != nil {
		return err
	}
	p := page.ParseText(b, page.Options{URL: o.url})
	in.Text = page.Decode(b, "")
	in.Noise = page.Noise(in.Text)
	in.Language = cmp.Or(in.Language, p.Language)
	if in.Published.IsZero() {
		in.Published = p.Published
	}
	if o.only == "dates" {
		return a.answer(report.Times(in.Text, reading.Dates(in)))
	}
	return a.answer(struct {
		Title     string       `json:"title"`
		Authors   []string     `json:"authors"`
		Published edtf.Date    `json:"published"`
		Agency    string       `json:"agency"`
		Encoding  string       `json:"encoding"`
		Text      string       `json:"text"`
		Blocks    []page.Block `json:"blocks"`
		report.Facts
	}{p.Title, append([]string{}, p.Authors...), in.Published, p.Agency, p.Encoding, p.Text, append([]page.Block{}, p.Blocks...), report.FactsOf(reading.Read(in, names))})
}

// input is what the flags tell of the text.
func (o textOptions) input() (in reading.Input, err error) {
	in = reading.Input{Title: o.title, Outlet: o.outlet, URL: o.url, Language: o.lang}
	in.Published, err = publicationDate(o.date)
	return in, err
}

func publicationDate(s string) (edtf.Date, error) {
	if s == "" {
		return edtf.Date{}, nil
	}
	d, err := edtf.Parse(s)
	if err != nil {
		return d, usage("write it as 2026-02-04", "inspect text: date %q: %w", s, err)
	}
	return d, nil
}

// batchItem is a line that inspect text --batch reads.
type batchItem struct {
	ID     json.RawMessage `json:"id"`
	Text   *string         `json:"text"`
	Date   string          `json:"date"`
	Title  string          `json:"title"`
	Outlet string          `json:"outlet"`
	URL    string          `json:"url"`
	Lang   string          `json:"lang"`
}

func (a *app) readBatch(names *gazetteer.Gazetteer) error {
	lines := bufio.NewReader(a.streams.In)
	out := json.NewEncoder(a.streams.Out)
	for number := 1; ; number++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return fault.As(fault.Unreadable, err)
		}
		if len(bytes.TrimSpace(line)) > 0 {
			facts, wrong := readItem(line, names)
			if wrong != nil {
				return fault.New(fault.Failed, "inspect text: line %d: %w", number, wrong)
			}
			if wrong := out.Encode(facts); wrong != nil {
				return wrong
			}
		}
		if err != nil {
			return nil //nolint:nilerr // the end
		}
	}
}

// itemFacts is the answer to a line.
type itemFacts struct {
	ID json.RawMessage `json:"id"`
	report.Facts
}

func readItem(line []byte, names *gazetteer.Gazetteer) (itemFacts, error) {
	var item batchItem
	if err := json.Unmarshal(line, &item); err != nil {
		return itemFacts{}, fault.Advise(fault.New(fault.Failed, "not a JSON object of strings: %w", err), `each line is like {"id":"1","text":"…","date":"2026-02-04"}`)
	}
	if item.Text == nil {
		return itemFacts{}, fault.Advise(fault.New(fault.Failed, `it has no "text"`), `each line is like {"id":"1","text":"…","date":"2026-02-04"}`)
	}
	published, err := publicationDate(item.Date)
	in := reading.Input{
		Text: *item.Text, Title: item.Title, Outlet: item.Outlet, URL: item.URL, Published: published,
		Language: cmp.Or(item.Lang, page.Language(item.Title, *item.Text)), Noise: page.Noise(*item.Text),
	}
	return itemFacts{item.ID, report.FactsOf(reading.Read(in, names))}, err
}
