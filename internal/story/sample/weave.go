package sample

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"dateline/internal/story"
)

// relations are how an article has its story from another, with how many in
// ten do so.
var relations = []struct {
	name   string
	chance int
	cues   []string // sentences that cite {source}; none: a copy
}{
	{"words", 4, []string{
		"according to {source}", "as first reported by {source}", "{source} reported", "citing {source}", "a report by {source} said",
	}},
	{"link", 2, []string{"see the report of {source}", "{source} has the details"}},
	{"copy", 3, nil},
	{"own", 1, nil},
}

// weave writes the articles of a story: one outlet had it first, or a body
// announced it; the others have it from there or from one another, some copy,
// some name a second outlet in passing, and sometimes the first report itself
// is not at hand.
func weave(s *Story, f facts, start time.Time, rng *rand.Rand) {
	order := rng.Perm(len(outlets))
	f["outlet"] = outlets[order[0]]
	s.Origin = f["outlet"]
	missing := rng.IntN(4) == 0 // the first report is not among the articles
	unknown := missing && rng.IntN(3) == 0
	n := 3 + rng.IntN(4)
	at := start
	for i := range n {
		outlet := outlets[order[i]]
		at = at.Add(time.Duration(1+rng.IntN(30)) * time.Hour)
		if i == 0 && missing {
			continue
		}
		title, body := compose(s.Kind, f, rng)
		doc := story.Doc{
			ID: int64(len(s.Articles) + 1), Outlet: domain(outlet), Title: title, Text: body, Published: at,
			URL: fmt.Sprintf("https://%s/%s", domain(outlet), s.Name),
		}
		a := story.Article{ID: fmt.Sprintf("%s/%d", s.Name, i), Doc: doc}
		r := story.Report{}
		if i > 0 {
			relate(s, &a, &r, unknown, rng)
		}
		if i > 1 && rng.IntN(3) == 0 { // in passing, about something else
			r.Citations = append(r.Citations, story.Citation{Source: outlets[order[len(order)-1-rng.IntN(3)]], Media: true, Cue: "as reported last year"})
		}
		s.Articles = append(s.Articles, a)
		s.Reports = append(s.Reports, r)
	}
	for i := range s.Reports {
		s.Reports[i].Doc = &s.Articles[i].Doc
	}
	if unknown {
		s.Origin = unnamed
	}
}

// unnamed is how an origin is called that nobody names.
const unnamed = "a recent media report"

// relate lets an article rely on the first report or on one of the articles
// before it.
func relate(s *Story, a *story.Article, r *story.Report, unknown bool, rng *rand.Rand) {
	source, earlier := s.Origin, -1
	if len(s.Articles) > 0 && rng.IntN(3) > 0 {
		earlier = rng.IntN(len(s.Articles))
		if s.Articles[0].Outlet == domain(s.Origin) && rng.IntN(2) == 0 {
			earlier = 0
		}
	}
	if earlier < 0 && unknown {
		source = unnamed
	}
	if earlier >= 0 {
		source = nameOf(s.Articles[earlier].Outlet)
	}
	draw := rng.IntN(10)
	for _, relation := range relations {
		if draw -= relation.chance; draw >= 0 {
			continue
		}
		switch {
		case relation.name == "own":
		case relation.name == "copy" && earlier >= 0:
			a.Text = edited(s.Articles[earlier].Text, rng)
			r.Copy = story.Copy{Of: s.Articles[earlier].Doc.ID, Kind: story.CopyWhole}
		default:
			cues := relation.cues
			if cues == nil {
				cues = relations[0].cues
			}
			cue := strings.ReplaceAll(cues[rng.IntN(len(cues))], "{source}", source)
			a.Text = a.Text[:len(a.Text)-1] + ", " + cue + "."
			c := story.Citation{Source: source, Cue: cue, Media: true, Main: true}
			if relation.name == "link" && earlier >= 0 {
				c.URL = s.Articles[earlier].URL
				a.Links = append(a.Links, c.URL)
			}
			r.Citations = append(r.Citations, c)
		}
		return
	}
}

// edited is a copy with a sentence dropped or added.
func edited(s string, rng *rand.Rand) string {
	sentences := strings.SplitAfter(s, ". ")
	if len(sentences) > 3 && rng.IntN(2) == 0 {
		return strings.Join(sentences[:len(sentences)-1], "")
	}
	return s + " Our readers will be kept informed."
}

// domain is an outlet's invented domain.
func domain(outlet string) string {
	return strings.ToLower(strings.ReplaceAll(outlet, " ", "")) + ".example"
}

// nameOf returns the name of the outlet with a domain.
func nameOf(of string) string {
	for _, o := range outlets {
		if domain(o) == of {
			return o
		}
	}
	return of
}
