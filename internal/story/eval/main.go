// Command eval says how well copies and stories are told: on edits that it makes
// of real pages, and on labelled openings. It is deterministic.
package main

import (
	"flag"
	"io"
	"log"
	"os"
	"path/filepath"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("eval", flag.ContinueOnError)
	flags.SetOutput(out)
	shared := flags.String("shared", "../shared", "folder with corpora/pages and gold/dev.jsonl")
	sets := flags.String("sets", "fundus", "sets of pages, separated by commas")
	verbose := flags.Bool("v", false, "print what went wrong")
	seed := flags.Uint64("seed", 1, "of chance")
	if err := flags.Parse(args); err != nil {
		return err
	}
	pages, err := loadPages(filepath.Join(*shared, "corpora/pages"), *sets)
	if err != nil {
		return err
	}
	reportCopies(out, pages, *seed, *verbose)
	items, err := loadOpenings(filepath.Join(*shared, "gold/dev.jsonl"))
	if err != nil {
		return err
	}
	reportOpenings(out, items, *verbose)
	return nil
}
