package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline/internal/story"
)

// What makes a word a common one.
const (
	leastArticles = 4    // of a language that is counted
	leastShare    = 0.02 // of the articles of one language
	leastCount    = 4    // of its articles; 3 where it has but few
	leastLetters  = 400  // of an article that is counted
)

// articleTexts returns the texts of all pages with gold, in order.
func articleTexts(shared string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(shared, "corpora/pages/*/*.gold.json"))
	if err != nil {
		return nil, err
	}
	var all []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var gold struct {
			Text string `json:"text"`
		}
		if json.Unmarshal(data, &gold) == nil && len(gold.Text) >= leastLetters {
			all = append(all, gold.Text)
		}
	}
	return all, nil
}

// markers are words by which articles are told apart by language, roughly: the
// most frequent one decides.
var markers = []string{"the", "und", "les", "los", "della", "het", "og", "och", "nie", "не", "の", "的", "ve", "και", "não", "és", "și", "ja", "ir", "yang", "của", "на", "ال"}

func languageOf(words map[string]int) string {
	return slices.MaxFunc(markers, func(a, b string) int { return cmp.Compare(words[a], words[b]) })
}

// writeBackground counts in how many articles of each language every word
// stands, and writes those that are common in one.
func writeBackground(shared, to string) error {
	texts, err := articleTexts(shared)
	if err != nil {
		return err
	}
	articles, with := map[string]int{}, map[string]map[string]int{}
	for _, s := range texts {
		words := story.Words(s)
		language := languageOf(words)
		articles[language]++
		if with[language] == nil {
			with[language] = map[string]int{}
		}
		for w := range words {
			with[language][w]++
		}
	}
	common := map[string]float64{}
	for language, n := range articles {
		if n < leastArticles {
			continue
		}
		for w, k := range with[language] {
			if share := float64(k) / float64(n); share >= leastShare && k >= min(leastCount, max(3, n/2)) && !strings.ContainsAny(w, "0123456789") {
				common[w] = max(common[w], share)
			}
		}
	}
	var b strings.Builder
	for _, w := range slices.Sorted(maps.Keys(common)) {
		fmt.Fprintf(&b, "%s\t%.0f\n", w, 1000*common[w])
	}
	return os.WriteFile(to, []byte(b.String()), 0o600)
}
