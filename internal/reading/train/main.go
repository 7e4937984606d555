// Command train makes internal/reading/relevance.tsv: the weights by which the
// reader tells whether an article is about a technology company that supplies a
// government body.
//
//	go generate ./internal/reading
//
// It learns from the examples of our own in internal/reading/testdata, and
// from the labelled openings and the texts of pages in ../shared where they
// are.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"path/filepath"

	"dateline/internal/edtf"
	"dateline/internal/gazetteer"
	"dateline/internal/reading"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	flags.SetOutput(out)
	own := flags.String("own", "internal/reading/testdata/relevance.jsonl", "examples of our own")
	shared := flags.String("shared", "../shared", "folder with gold/dev.jsonl and corpora/pages")
	file := flags.String("out", "", "file to write")
	folds := flags.Int("folds", 10, "parts of the cross-validation")
	repeats := flags.Int("repeats", 3, "how often it is repeated with other parts")
	wrong := flags.Bool("wrong", false, "print what was told wrongly")
	if err := flags.Parse(args); err != nil {
		return err
	}
	examples, err := load(*own, *shared)
	if err != nil {
		return err
	}
	t := reading.Train(examples, gazetteer.Default(), *folds, *repeats)
	fmt.Fprintf(out, "%d examples, %d bytes; cross-validated by event:\n", len(examples), len(t.File))
	for _, s := range t.Sets {
		fmt.Fprintf(out, "%-32s n=%-4d precision %.3f recall %.3f; relevant with deals that keep them %.3f, others silent %.3f; off %.3f\n",
			s.Set, s.Examples, s.Precision, s.Recall, s.Spared, s.Silent, s.Calibration)
	}
	if *wrong {
		for _, w := range t.Wrong {
			fmt.Fprintln(out, w)
		}
	}
	if *file == "" {
		return nil
	}
	return os.WriteFile(*file, []byte(t.File), 0o600)
}

func load(own, shared string) ([]reading.Example, error) {
	all, err := openings(own, "own")
	if err != nil {
		return nil, err
	}
	gold, err := openings(filepath.Join(shared, "gold", "dev.jsonl"), "labelled")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	pages, err := otherNews(filepath.Join(shared, "corpora", "pages"))
	return append(append(all, gold...), pages...), err
}

// openings reads labelled texts, one JSON object to a line.
func openings(path, set string) (all []reading.Example, err error) {
	b, err := os.ReadFile(filepath.Clean(path))
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
		date, err := edtf.Parse(o.Published)
		if err != nil {
			date = edtf.Date{} // not known
		}
		if o.Event == "" {
			o.Event = o.ID
		}
		all = append(all, reading.Example{
			Input: reading.Input{Text: o.Text, Title: o.Title, Outlet: o.Outlet, URL: o.URL, Published: date, Language: o.Lang},
			Group: o.Event, Set: set, Relevant: o.Relevant, Weight: 1,
		})
	}
	return all, lines.Err()
}

// otherNews reads the texts of pages of all kinds as examples of what is about
// something else. Nobody has judged them, so that they weigh less.
func otherNews(folder string) (all []reading.Example, err error) {
	for _, set := range []string{"fundus", "scrapinghub"} {
		files, err := filepath.Glob(filepath.Join(folder, set, "*.gold.json"))
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			b, err := os.ReadFile(filepath.Clean(file))
			if err != nil {
				return nil, err
			}
			var gold struct{ Title, Text string }
			if json.Unmarshal(b, &gold) != nil || len(gold.Text) < 200 {
				continue
			}
			all = append(all, reading.Example{Input: reading.Input{Text: gold.Text, Title: gold.Title}, Group: filepath.Base(file), Set: "pages", Weight: .5, Unjudged: true})
		}
	}
	return all, nil
}
