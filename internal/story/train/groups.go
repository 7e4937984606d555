package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"dateline/internal/story"
	"dateline/internal/story/sample"
	"dateline/internal/text"
)

// group is a set of articles with the event of each.
type group struct {
	name     string
	real     bool // parts of real articles
	articles []story.Article
	events   map[string]string
}

// groups returns what is learned from: invented stories with their look-alikes,
// with and without dates; and the parts of real articles, which tell of the same
// thing in other sentences.
func groups(shared string) ([]group, error) {
	var all []group
	for seed := range uint64(6) {
		all = append(all, invented(sample.Options{Seed: seed + 1, Stories: 66, Undated: seed%2 == 1}))
	}
	looks, err := wikinews(shared)
	if err != nil {
		return nil, err
	}
	all = append(all, parts("look-alikes", looks))
	pages, err := articleTexts(shared)
	if err != nil {
		return nil, err
	}
	const slice = 150
	for i := 0; i+slice <= len(pages); i += slice {
		all = append(all, parts(fmt.Sprint("pages ", i), pages[i:i+slice]))
	}
	return all, nil
}

func invented(o sample.Options) group {
	g := group{name: fmt.Sprintf("invented %d undated %v", o.Seed, o.Undated), events: map[string]string{}}
	for _, s := range sample.Make(o) {
		for _, a := range s.Articles {
			a.Links = nil
			g.articles = append(g.articles, a)
			g.events[a.ID] = s.Name
		}
	}
	return g
}

// parts makes three reports of every text: its first, third … sentences, its
// second, fourth …, and two of every three.
func parts(name string, texts []string) group {
	g := group{name: name, real: true, events: map[string]string{}}
	for i, s := range texts {
		var reports [3][]string
		sentences := text.Sentences(s)
		if len(sentences) < 6 {
			continue
		}
		for k, sentence := range sentences[:min(len(sentences), 24)] {
			reports[k%2] = append(reports[k%2], sentence.Of(s))
			if k%3 != 1 {
				reports[2] = append(reports[2], sentence.Of(s))
			}
		}
		for k, r := range reports {
			id := fmt.Sprintf("%04d%c", i, 'a'+k)
			g.events[id] = fmt.Sprint(i)
			g.articles = append(g.articles, story.Article{ID: id, Doc: story.Doc{Text: strings.Join(r, " ")}})
		}
	}
	return g
}

// wikinews returns the texts of articles on four subjects, most of them about
// a happening of their own.
func wikinews(shared string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(shared, "data/meantime/tml/*.tml"))
	if err != nil {
		return nil, err
	}
	tag := regexp.MustCompile(`<[^>]+>`)
	var all []string
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		_, body, _ := strings.Cut(string(source), "<TEXT>")
		body, _, _ = strings.Cut(body, "</TEXT>")
		all = append(all, strings.TrimSpace(tag.ReplaceAllString(body, "")))
	}
	return all, nil
}
