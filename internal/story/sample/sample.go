// Package sample makes groups of articles about invented happenings, for
// training and tests: every story has look-alikes, such as the same company with
// another agency, the same agency with another contract, or the same kind of
// thing in another year. It is deterministic.
package sample

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"dateline/internal/story"
)

// Story is the articles about one happening, the first of them the oldest.
type Story struct {
	Name     string
	Kind     string
	Articles []story.Article
	Reports  []story.Report // the same articles with whom they cite
	Origin   string         // whose report it is: an outlet, or a name that is cited
}

// Options say what is made.
type Options struct {
	Seed    uint64
	Stories int
	Undated bool // no article has a time
}

//go:embed sentences.txt
var sentenceTable string

// sentences are the rows of the table by kind and slot.
var sentences = sync.OnceValue(func() map[string]map[string][]string {
	all := map[string]map[string][]string{}
	for line := range strings.Lines(sentenceTable) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if len(fields) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		if all[fields[0]] == nil {
			all[fields[0]] = map[string][]string{}
		}
		all[fields[0]][fields[1]] = append(all[fields[0]][fields[1]], fields[2])
	}
	return all
})

// Invented names.
var (
	kinds     = strings.Fields("award protest cancel strike leak fine breach extend quake trial hire")
	companies = split("Nimbus Corp., Kestrel Systems, Orrery Data, Halcyon Software, Tessera Cloud, Brightwater Labs, Vantor, Quillon, Palisade Analytics, Meridor, Sablefield, Corvane")
	agencies  = split("Border Agency, Tax Office, Harbour Police, Ministry of Labour, Pension Fund, Coast Guard, Health Service, Prison Service, Rail Authority, City of Northport, Land Registry, Army Command")
	products  = split("cloud storage, face recognition, payroll software, radio equipment, case management, body cameras, satellite links, number plate readers, chat assistants, passport printing")
	cities    = split("Northport, Sorn, Ebbing, Vallmar, Lower Wick, Castleford Bay, Temmel, Orsk Haven, Pallas, Greywater, Undine, Marrow")
	people    = split("Ada Quill, Bram Oster, Celia Dunmore, Dov Parrish, Edda Lunt, Farid Nasser, Greta Holm, Hugo Vance, Ines Calder, Jonah Pryce, Kirsten Ahl, Leon Mazur, Mira Sand, Noel Abbot, Oona Reese, Piet Vos")
	outlets   = split("The Lantern, Meridian Wire, Harbour Courier, Stack Observer, Northport Gazette, Daily Ledger, Capital Post, Vallmar Times, The Beacon, Signal Weekly, Coast Chronicle, Evening Mirror")
	weekdays  = strings.Fields("Monday Tuesday Wednesday Thursday Friday")
)

func split(list string) []string { return strings.Split(list, ", ") }

// facts are what stays the same in all articles of one story.
type facts map[string]string

// Make returns stories with their articles.
func Make(o Options) []Story {
	rng := rand.New(rand.NewPCG(o.Seed, 7)) //nolint:gosec // chance of samples, to be repeated
	var all []Story
	var last facts
	kind := ""
	for i := range o.Stories {
		f := newFacts(rng)
		if i%3 != 0 { // a look-alike of the one before
			resemble(f, last, rng)
		} else {
			kind = kinds[rng.IntN(len(kinds))]
		}
		if i%3 == 2 && rng.IntN(2) == 0 {
			kind = kinds[rng.IntN(len(kinds))]
		}
		last = f
		start := time.Date(2019+rng.IntN(7), time.Month(1+rng.IntN(12)), 1+rng.IntN(28), 8, 0, 0, 0, time.UTC)
		s := Story{Name: fmt.Sprintf("%s-%d", kind, i), Kind: kind}
		weave(&s, f, start, rng)
		if o.Undated {
			for k := range s.Articles {
				s.Articles[k].Published = time.Time{}
			}
		}
		all = append(all, s)
	}
	return all
}

func newFacts(rng *rand.Rand) facts {
	pick := func(list []string) string { return list[rng.IntN(len(list))] }
	f := facts{
		"company": pick(companies), "agency": pick(agencies), "product": pick(products), "city": pick(cities),
		"person": pick(people), "victim": pick(people), "weekday": pick(weekdays), "rival": pick(companies), "home": pick(cities),
		"amount": fmt.Sprintf("%d million crowns", 2+rng.IntN(900)), "small": fmt.Sprintf("%d,%d00 crowns", 11+rng.IntN(900), 1+rng.IntN(9)),
		"years": fmt.Sprint(2 + rng.IntN(17)), "staff": fmt.Sprint(110 + rng.IntN(8000)), "percent": fmt.Sprint(2 + rng.IntN(30)),
		"docket": fmt.Sprintf("B-%d", 400000+rng.IntN(99999)), "magnitude": fmt.Sprintf("%d.%d", 5+rng.IntN(3), rng.IntN(10)),
		"size": fmt.Sprint(1000 * (2 + rng.IntN(60))),
	}
	for f["rival"] == f["company"] {
		f["rival"] = pick(companies)
	}
	for f["victim"] == f["person"] {
		f["victim"] = pick(people)
	}
	return f
}

// resemble makes a story look like another one.
func resemble(f, other facts, rng *rand.Rand) {
	shared := [][]string{
		{"company", "rival", "home", "size"}, {"agency", "city"}, {"company", "product", "home", "size"}, {"agency", "company", "home", "size"}, {"city", "person"},
		{"agency", "company", "product", "rival", "home", "size"}, {"city"}, {"product", "weekday"},
	}
	for _, key := range shared[rng.IntN(len(shared))] {
		f[key] = other[key]
	}
	if f["rival"] == f["company"] {
		f["rival"] = f["company"] + " Group"
	}
	if f["victim"] == f["person"] {
		f["victim"] = "Tom Underhill"
	}
}

// fill writes the facts into a sentence.
func fill(sentence string, f facts) string {
	for key, value := range f {
		sentence = strings.ReplaceAll(sentence, "{"+key+"}", value)
	}
	return sentence
}

// compose writes an article from a title, a lead, some of the facts and the
// background.
func compose(kind string, f facts, rng *rand.Rand) (title, body string) {
	table := sentences()
	pick := func(kind, slot string) string {
		list := table[kind][slot]
		return fill(list[rng.IntN(len(list))], f)
	}
	parts := []string{pick(kind, "lead")}
	told := table[kind]["fact"]
	for _, i := range rng.Perm(len(told))[:2+rng.IntN(3)] {
		parts = append(parts, fill(told[i], f))
	}
	if kind != "quake" && kind != "trial" {
		parts = append(parts, pick("company", "past"))
		if kind != "hire" && rng.IntN(2) == 0 {
			parts = append(parts, pick("agency", "past"))
		}
	}
	if rng.IntN(2) == 0 {
		parts = append(parts, pick("any", "end"))
	}
	return pick(kind, "title"), strings.Join(parts, " ")
}
