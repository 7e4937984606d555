package reading

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
)

// Example is a text with what a reader of it says, for training.
type Example struct {
	Input
	Group    string // texts of one event: they are not parted by cross-validation
	Set      string // where it comes from
	Relevant bool
	Weight   float64
	Unjudged bool // nobody has read it: it is left out if it tells of a deal
}

// Training is what was learnt: the model as the file that holds it, and how
// well models did on texts that they had not seen.
type Training struct {
	File  string
	Sets  []SetResult // in the order of their names
	Wrong []string    // what was told wrongly, with its probability
}

// SetResult is how well models did on the examples of a set that they had not
// seen: cross-validated by group, all repetitions together.
type SetResult struct {
	Set               string
	Examples          int
	Precision, Recall float64
	Spared            float64 // share of the relevant texts with deals that keep them
	Silent            float64 // share of the other texts that tell of no deal
	Calibration       float64 // mean distance of the probability from the share, in five bins
}

// row is an example as the model sees it.
type row struct {
	features []feature
	relevant bool
	weight   float64
	example  int
	variant  int  // of exampleVariants
	deals    bool // it has some, as read
}

// An example is learnt three times: as it is read, without its deals, and
// without its deals and what is known of its companies, since the readers
// know the companies of the examples better than those of other texts.
var exampleVariants = []struct {
	weight float64
	suffix string // of the set
	spoil  func(*document)
}{
	{1, "", func(*document) {}},
	{.6, " without deals", func(d *document) { d.found.Deals = nil }},
	{.4, " without deals and names", func(d *document) {
		d.found.Deals = nil
		forgetCompanies(d)
		if d.headline != nil {
			forgetCompanies(d.headline)
		}
	}},
}

// forgetCompanies leaves out every second company and takes the rest as found
// by their shape.
func forgetCompanies(d *document) {
	var kept []news.Mention
	for _, m := range d.found.Mentions {
		if m.Kind == news.EntityCompany {
			if hashBytes(2166136261, m.Name)&64 == 0 {
				continue
			}
			m.Key = ""
		}
		kept = append(kept, m)
	}
	d.found.Mentions = kept
}

// Train learns to tell relevance from examples: logistic regression with an L2
// penalty, weaker for cues than for words, by gradient descent; folds and
// repeats say how it is cross-validated. It is deterministic.
func Train(examples []Example, names *gazetteer.Gazetteer, folds, repeats int) Training {
	rows := trainingRows(examples, names)
	var t Training
	scores := make([][]float64, len(rows)) // of each row, by models that have not seen its group
	for repeat := range repeats {
		for fold := range folds {
			in, out := split(rows, examples, repeat, fold, folds)
			m := learn(in, rows)
			for _, i := range out {
				scores[i] = append(scores[i], m.score(rows[i].features))
			}
		}
	}
	all := make([]int, len(rows))
	for i := range all {
		all[i] = i
	}
	m := learn(all, rows)
	m.slope, m.shift = platt(rows, scores)
	t.File = m.String()
	t.judge(examples, rows, scores, m)
	return t
}

func trainingRows(examples []Example, names *gazetteer.Gazetteer) (rows []row) {
	for i, e := range examples {
		d := newDocument(e.Input)
		d.readAll(names)
		deals := len(d.found.Deals) > 0
		if deals && e.Unjudged {
			continue
		}
		for v, variant := range exampleVariants {
			variant.spoil(d)
			rows = append(rows, row{d.relevanceFeatures(), e.Relevant, e.Weight * variant.weight, i, v, deals})
		}
	}
	return rows
}

// split parts the rows into those to learn from and those of one fold, whose
// groups are of this fold.
func split(rows []row, examples []Example, repeat, fold, folds int) (in, out []int) {
	for i, r := range rows {
		h := hashBytes(2166136261+uint32(repeat), examples[r.example].Group)
		h ^= h >> 15
		if int(h%uint32(folds)) == fold {
			out = append(out, i)
		} else {
			in = append(in, i)
		}
	}
	return in, out
}

// judge fills in how well models did on what they had not seen.
func (t *Training) judge(examples []Example, rows []row, scores [][]float64, m *relevanceModel) {
	sets := map[string]*setCount{}
	for i, r := range rows {
		e := examples[r.example]
		set := e.Set + exampleVariants[r.variant].suffix
		if sets[set] == nil {
			sets[set] = &setCount{}
		}
		sets[set].examples++
		mean := 0.0
		for _, score := range scores[i] {
			p := logistic(m.slope*score + m.shift)
			sets[set].add(r, p)
			mean += p / float64(len(scores[i]))
		}
		if r.variant == 0 && ((mean >= relevanceThreshold) != r.relevant || r.deals && r.relevant && mean < relevanceSilence) {
			t.Wrong = append(t.Wrong, fmt.Sprintf("%s\t%.2f\t%v\t%s\t%.90q", e.Set, mean, r.relevant, e.Title, e.Text))
		}
	}
	for set, count := range sets {
		r := count.result()
		r.Set = set
		t.Sets = append(t.Sets, r)
	}
	slices.SortFunc(t.Sets, func(a, b SetResult) int { return strings.Compare(a.Set, b.Set) })
}

// setCount counts the predictions for a set.
type setCount struct {
	examples                      int
	hit, said, meant              float64
	deals, spared, others, silent float64
	binSum, binRelevant, binCount [5]float64
}

func (c *setCount) add(r row, p float64) {
	c.said += one(p >= relevanceThreshold)
	if r.relevant {
		c.meant++
		c.hit += one(p >= relevanceThreshold)
		c.deals += one(r.deals)
		c.spared += one(r.deals && p >= relevanceSilence)
	} else {
		c.others++
		c.silent += one(!r.deals || p < relevanceSilence)
	}
	bin := min(int(p*5), 4)
	c.binCount[bin]++
	c.binSum[bin] += p
	c.binRelevant[bin] += one(r.relevant)
}

func (c *setCount) result() SetResult {
	r := SetResult{Examples: c.examples, Precision: 1, Recall: 1, Spared: 1, Silent: 1}
	for _, share := range []struct {
		to      *float64
		of, all float64
	}{{&r.Precision, c.hit, c.said}, {&r.Recall, c.hit, c.meant}, {&r.Spared, c.spared, c.deals}, {&r.Silent, c.silent, c.others}} {
		if share.all > 0 {
			*share.to = share.of / share.all
		}
	}
	all := 0.0
	for bin, n := range c.binCount {
		all += n
		r.Calibration += math.Abs(c.binSum[bin] - c.binRelevant[bin])
	}
	r.Calibration /= max(all, 1)
	return r
}

func one(on bool) float64 {
	if on {
		return 1
	}
	return 0
}
