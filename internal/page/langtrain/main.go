// Command langtrain makes the table of letter trigrams that page tells
// languages by, from the samples beside it: a text in our own words and the
// commonest function words of each language. The same samples make the same
// table, byte for byte.
//
//	go run ./internal/page/langtrain -out internal/page/languages.bin
//
// The table is rows in the order of their trigrams: three runes of two bytes
// each, high byte first, then for each language, in the order of its code, the
// logarithm of the trigram's frequency (quantum steps above floor).
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// Constants of the table, shared with its reader.
const (
	floor   = -12.0 // natural logarithm that byte 0 stands for
	quantum = 20.0  // steps per unit
	alpha   = 0.3   // what an unseen trigram counts
	wordage = 3     // how often a function word counts
)

func main() {
	samples := flag.String("samples", "internal/page/langtrain/samples", "folder of CODE.txt; its last line is function words")
	out := flag.String("out", "internal/page/languages.bin", "table to write")
	flag.Parse()
	table, err := train(os.DirFS(*samples))
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, table, 0o600); err != nil {
		log.Fatal(err)
	}
}

type trigram [3]rune

// train counts the trigrams of every sample and returns the table.
func train(samples fs.FS) ([]byte, error) {
	names, err := fs.Glob(samples, "*.txt")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, errors.New("no samples")
	}
	slices.Sort(names)
	counts := make([]map[trigram]float64, len(names))
	totals := make([]float64, len(names))
	all := map[trigram]bool{}
	for i, name := range names {
		raw, err := fs.ReadFile(samples, name)
		if err != nil {
			return nil, err
		}
		body, words := strings.TrimSpace(string(raw)), ""
		if at := strings.LastIndexByte(body, '\n'); at >= 0 {
			body, words = body[:at], body[at:]
		}
		counts[i] = map[trigram]float64{}
		count(body, 1, counts[i])
		count(words, wordage, counts[i])
		for t, n := range counts[i] {
			all[t] = true
			totals[i] += n
		}
	}
	keys := make([]trigram, 0, len(all))
	for t := range all {
		keys = append(keys, t)
	}
	slices.SortFunc(keys, func(a, b trigram) int { return slices.CompareFunc(a[:], b[:], cmp.Compare[rune]) })
	var table []byte
	for _, t := range keys {
		for _, r := range t {
			table = append(table, byte(r>>8), byte(r))
		}
		for i := range names {
			p := (counts[i][t] + alpha) / (totals[i] + alpha*float64(len(keys)))
			table = append(table, byte(max(0, min(255, math.Round((math.Log(p)-floor)*quantum)))))
		}
	}
	fmt.Fprintf(os.Stderr, "%d languages (%s), %d trigrams, %d bytes\n", len(names), languages(names), len(keys), len(table))
	return table, nil
}

func languages(names []string) string {
	codes := make([]string, len(names))
	for i, n := range names {
		codes[i] = strings.TrimSuffix(filepath.Base(n), ".txt")
	}
	return strings.Join(codes, " ")
}

// count adds the trigrams of a text: letters in lower case, everything else is
// one space. Windows that begin and end with a space hold one-letter words.
func count(s string, weight float64, into map[trigram]float64) {
	var t trigram
	t[2] = ' '
	for _, r := range s + " " {
		switch {
		case r > 0xffff:
			continue
		case unicode.IsLetter(r) || unicode.IsMark(r):
			r = unicode.ToLower(r)
		case t[2] == ' ':
			continue
		default:
			r = ' '
		}
		t = trigram{t[1], t[2], r}
		if t[0] != 0 {
			into[t] += weight
		}
	}
}
