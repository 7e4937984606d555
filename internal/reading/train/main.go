// Command train makes internal/reading/relevance.tsv: the weights by which the
// reader tells whether an article is about a technology company that supplies a
// government body.
//
//	go run ./internal/reading/train -out internal/reading/relevance.tsv
//
// It learns from the examples of our own in internal/reading/testdata, and
// from the labelled openings and the pages of ../shared where they are.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"dateline/internal/edtf"
	"dateline/internal/gazetteer"
	"dateline/internal/page"
	"dateline/internal/reading"
)

func main() {
	own := flag.String("own", "internal/reading/testdata/relevance.jsonl", "examples of our own")
	gold := flag.String("gold", "../shared/gold/dev.jsonl", "labelled openings")
	pages := flag.String("pages", "../shared/corpora/pages", "folder with fundus and scrapinghub: news of all kinds")
	out := flag.String("out", "", "file to write")
	folds := flag.Int("folds", 10, "parts of the cross-validation")
	wrong := flag.Bool("wrong", false, "print what was told wrongly")
	flag.Parse()
	if err := run(*own, *gold, *pages, *out, *folds, *wrong); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(own, gold, pages, out string, folds int, wrong bool) error {
	var examples []reading.Example
	for _, load := range []func() ([]reading.Example, error){
		func() ([]reading.Example, error) { return openings(own, 1) },
		func() ([]reading.Example, error) { return openings(gold, 1) },
		func() ([]reading.Example, error) { return news(pages) },
	} {
		some, err := load()
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		fmt.Printf("%d examples\n", len(some))
		examples = append(examples, some...)
	}
	t := reading.Train(examples, gazetteer.Default(), folds)
	fmt.Printf("cross-validated by event: precision %.3f, recall %.3f; %d bytes\n", t.Precision, t.Recall, len(t.File))
	if wrong {
		for _, w := range t.Wrong {
			fmt.Println(w)
		}
	}
	if out == "" {
		return nil
	}
	return os.WriteFile(out, []byte(t.File), 0o600)
}

// openings reads labelled texts, one JSON object to a line.
func openings(path string, weight float64) (all []reading.Example, err error) {
	b, err := os.ReadFile(path) //nolint:gosec // named by the user
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(bytes.NewReader(b))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var o struct {
			ID, Text, Title, Outlet, URL, Published, Event, Lang string
			Relevant                                             bool
		}
		if err := json.Unmarshal(lines.Bytes(), &o); err != nil {
			return nil, err
		}
		date, _ := edtf.Parse(o.Published) // none where it is not known
		if o.Event == "" {
			o.Event = o.ID
		}
		if o.Lang == "" {
			o.Lang = page.Language(o.Title, o.Text)
		}
		all = append(all, reading.Example{
			Input: reading.Input{Text: o.Text, Title: o.Title, Outlet: o.Outlet, URL: o.URL, Published: date, Language: o.Lang, Noise: page.Noise(o.Text)},
			Group: o.Event, Relevant: o.Relevant, Weight: weight,
		})
	}
	return all, lines.Err()
}

// news reads pages of all kinds as texts that are about something else; few of
// them are not, so that they weigh less.
func news(folder string) (all []reading.Example, err error) {
	for _, set := range []string{"fundus", "scrapinghub"} {
		files, err := filepath.Glob(filepath.Join(folder, set, "*.html.gz"))
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			html, err := unzip(file)
			if err != nil {
				return nil, err
			}
			p := page.Parse(html, page.Options{})
			if len(p.Text) < 200 {
				continue
			}
			all = append(all, reading.Example{
				Input: reading.Input{Text: p.Text, Title: p.Title, Outlet: p.Site, Published: p.Published, Language: p.Language}, Group: file, Weight: .3,
			})
		}
	}
	return all, nil
}

func unzip(file string) (_ []byte, err error) {
	f, err := os.Open(file) //nolint:gosec // named by the user
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
