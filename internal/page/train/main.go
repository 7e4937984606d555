// Command train makes the model that tells an article's text from the rest of
// its page, and says how good it is on sites that it has not seen. It is
// deterministic: the same pages make the same model, byte for byte.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"

	"dateline/internal/page"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// usual are the settings of the checked-in model.
var usual = settings{trees: 150, leaves: 16, rate: 0.1, minWeight: 0.1, lambda: 0.2, rowShare: 160, featShare: 100, seed: 3}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	flags.SetOutput(out)
	corpora := flags.String("corpora", "../shared/corpora/pages", "folder with the sets of pages")
	to := flags.String("to", "", "write the model here, in place of validating it")
	worst := flags.Int("worst", 0, "print so many of the worst pages of each set")
	show := flags.String("show", "", "print the blocks of a page")
	s := usual
	flags.IntVar(&s.trees, "trees", s.trees, "number of trees")
	flags.IntVar(&s.leaves, "leaves", s.leaves, "leaves of a tree")
	flags.Float64Var(&s.rate, "rate", s.rate, "rate of learning")
	flags.Float64Var(&s.minWeight, "least", s.minWeight, "least weight of a leaf")
	flags.Float64Var(&s.lambda, "lambda", s.lambda, "what pulls leaves towards nothing")
	flags.Uint64Var(&s.seed, "seed", s.seed, "of chance")
	if err := flags.Parse(args); err != nil {
		return err
	}
	all, err := load(*corpora)
	if err != nil {
		return err
	}
	if *to != "" {
		source, err := table(boost(gather(all), s))
		if err != nil {
			return err
		}
		return os.WriteFile(*to, source, 0o600)
	}
	compare(out, all, s, *worst, *show)
	return nil
}

// compare prints what the rules, the model and both of them make of sites that
// the model has not seen, and what the built-in model makes of all.
func compare(out io.Writer, all []*specimen, s settings, worst int, show string) {
	report(out, "rules", all, 0, func(p *specimen) string { return p.draft.Page(nil).Text })
	blind := s
	blind.masked = map[int]bool{}
	for _, f := range page.RuleFeatures() {
		blind.masked[f] = true
	}
	scores := validate(all, blind)
	report(out, "model", all, 0, func(p *specimen) string { return p.draft.Alone(scores[p]) })
	scores = validate(all, s)
	report(out, "both", all, worst, func(p *specimen) string { return p.draft.Page(scores[p]).Text })
	report(out, "built in", all, 0, func(p *specimen) string { return p.draft.Page(p.draft.Scores()).Text })
	for _, p := range all {
		if p.name == show {
			dump(out, p, scores[p])
		}
	}
}

// gather makes examples of pages.
func gather(pages []*specimen) examples {
	var x examples
	for _, s := range pages {
		for i, t := range s.targets {
			if t.weight == 0 {
				continue
			}
			if x.columns == nil {
				x.columns = make([][]byte, len(s.rows[i]))
			}
			for f, v := range s.rows[i] {
				x.columns[f] = append(x.columns[f], v)
			}
			x.share = append(x.share, t.share)
			x.weight = append(x.weight, t.weight)
		}
	}
	return x
}

// validate scores every page by trees that have not seen its site.
func validate(all []*specimen, s settings) map[*specimen][]int {
	scores := map[*specimen][]int{}
	for fold := range folds {
		var seen []*specimen
		for _, p := range all {
			if p.fold != fold {
				seen = append(seen, p)
			}
		}
		trees := boost(gather(seen), s)
		for _, p := range all {
			if p.fold == fold {
				scores[p] = scoreAll(trees, p.rows)
			}
		}
	}
	return scores
}

func scoreAll(trees []tree, rows [][]byte) []int {
	all := make([]int, len(rows))
	for i, row := range rows {
		all[i] = score(trees, row)
	}
	return all
}

// dump prints the blocks of a page: what the rules call them, what becomes of
// them, their score, their target and its weight.
func dump(out io.Writer, p *specimen, scores []int) {
	ruled := p.draft.Ruled()
	final := p.draft.Page(scores).Blocks
	for i, text := range p.blocks {
		mark := " "
		if t := p.targets[i]; t.weight > 0 && t.share > 0.5 != final[i].Label.InText() {
			mark = "!"
		}
		fmt.Fprintf(out, "%s %3d %-11s %-11s %6d  %.2f %.3f %.100q\n", mark, i, ruled[i], final[i].Label, scores[i], p.targets[i].share, p.targets[i].weight, text)
	}
}
