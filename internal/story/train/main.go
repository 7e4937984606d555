// Command train makes the tables by which stories are told: how common words
// are, and what evidence weighs. It is deterministic: the same texts make the
// same tables.
package main

import (
	"flag"
	"io"
	"log"
	"os"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	flags.SetOutput(out)
	shared := flags.String("shared", "../shared", "folder with corpora/pages and data/meantime")
	words := flags.String("words", "", "count how common words are, and write the table here")
	links := flags.String("links", "", "learn what evidence weighs, and write the table here")
	pull := flags.Float64("pull", .03, "what pulls weights towards the prior")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *words != "" {
		return writeBackground(*shared, *words)
	}
	return learn(out, *shared, *links, *pull)
}
