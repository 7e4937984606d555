// Command tune makes internal/report/dates_weights.tsv: how much each count of
// a day says of whether it matters. The priors and the reasons in the table
// stay; the weights move within bounds, on invented topics.
//
//	go run ./internal/report/topics/tune -out internal/report/dates_weights.tsv
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"

	"dateline/internal/report"
	"dateline/internal/report/topics"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("tune", flag.ContinueOnError)
	flags.SetOutput(out)
	file := flags.String("out", "", "file to write")
	seeds := flags.Int("seeds", 3, "sets of topics")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var all []report.DateTopic
	for seed := range *seeds {
		all = append(all, topics.Read(topics.All(uint64(seed+100)))...)
	}
	for _, s := range report.ScoreDates(all) {
		fmt.Fprintf(out, "%-32s ours %.3f  published %.3f  sentences %.3f\n", s.Name, s.Ours, s.Published, s.Sentences)
	}
	t, err := report.TrainDates(all)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "date F1: %.3f with the priors, %.3f with weights of other topics, %.3f with those of all\n", t.Prior, t.Held, t.All)
	if *file == "" {
		return nil
	}
	return os.WriteFile(*file, []byte(t.Table), 0o600)
}
