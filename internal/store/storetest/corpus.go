// Package storetest holds what every store must do, as a suite of tests, and
// a corpus to measure one with.
package storetest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/store"
)

// The corpus spans five years from Start; its words, outlets and days are
// drawn from these many.
const (
	Vocabulary = 60_000
	Outlets    = 1_200
	Names      = 3_000 // of two or three words, as people and agencies have
	Days       = 5*365 + 1
	words      = 450 // of a text, on average
)

// Start is the corpus's first day.
var Start = time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)

// Corpus makes articles that nobody wrote: words by Zipf's law, in sentences
// and paragraphs, from outlets of which few publish much. The same seed gives
// the same articles.
type Corpus struct {
	From time.Time // the first day
	Days int

	random     *rand.Rand
	word       *rand.Zipf
	outlet     *rand.Zipf
	names      *rand.Zipf
	vocabulary []string
}

// NewCorpus returns a corpus.
func NewCorpus(seed uint64) *Corpus {
	r := rand.New(rand.NewPCG(seed, 1815)) //nolint:gosec // it has to be repeatable
	c := &Corpus{
		From: Start, Days: Days,
		random:     r,
		word:       rand.NewZipf(r, 1.07, 2.7, Vocabulary-1),
		outlet:     rand.NewZipf(r, 1.2, 20, Outlets-1),
		names:      rand.NewZipf(r, 1.05, 10, Names-1),
		vocabulary: make([]string, Vocabulary),
	}
	for rank := range c.vocabulary {
		c.vocabulary[rank] = Word(rank)
	}
	return c
}

// Word returns the word of a rank: 0 is the most common. One in a hundred is
// spelt like another.
func Word(rank int) string {
	onsets := strings.Fields("t n s r d l m k p b f g v th st ch w h sh pr tr c gr pl br fr sp cl dr j")
	vowels := strings.Fields("e a i o u ea ou ai io ee")
	codas := strings.Fields("- n r s t l d ng nd nt ck st m")
	var b strings.Builder
	for n := rank; ; {
		b.WriteString(onsets[n%len(onsets)])
		n /= len(onsets)
		b.WriteString(vowels[n%len(vowels)])
		n /= len(vowels)
		coda := codas[n%len(codas)]
		if n /= len(codas); coda != "-" {
			b.WriteString(coda)
		}
		if n == 0 && b.Len() >= 2+rank%3+min(rank/200, 3) {
			return b.String()
		}
		if n == 0 {
			n = rank%97 + 1
		} else {
			n--
		}
	}
}

// Name returns the words of a name by rank: 0 is named most.
func Name(rank int) []string {
	words := []string{Word(100 + rank*7%5000), Word(300 + rank*11%20_000), Word(30 + rank*13%900)}
	return words[:2+rank%2]
}

// OutletDomain returns the domain of an outlet by rank: 0 publishes most.
func OutletDomain(rank int) string { return fmt.Sprintf("outlet%d.example", rank) }

// Entries returns n articles in the order of time, each as the entry of a page
// that was fetched on the day after publication. Every twenty-fifth is
// followed by an entry with an edit of it.
func (c *Corpus) Entries(n int) iter.Seq[store.Entry] {
	return func(yield func(store.Entry) bool) {
		for i := range n {
			published := c.From.Add(time.Duration(float64(i) / float64(n) * float64(c.Days) * float64(24*time.Hour))).Truncate(time.Second)
			url := fmt.Sprintf("https://www.%s/%s/%s-%d", OutletDomain(int(c.outlet.Uint64())), published.Format("2006/01/02"), c.slug(), i)
			version := news.Version{Basis: news.BasisPage, Access: news.AccessFull, Language: "en", Title: c.title(), Authors: []string{c.name()},
				Published: edtf.Instant(published), Text: c.text(), Site: "Outlet"}
			seen := published.Add(time.Duration(c.random.IntN(86_400)) * time.Second)
			if !yield(c.entry(url, version, seen)) {
				return
			}
			if i%25 == 24 {
				version.Text += "\n\n" + c.paragraph(2)
				if !yield(c.entry(url, version, seen.Add(6*time.Hour))) {
					return
				}
			}
		}
	}
}

func (c *Corpus) entry(url string, v news.Version, seen time.Time) store.Entry {
	sum := sha256.Sum256([]byte(v.Text + url))
	domain, _, _ := strings.Cut(strings.TrimPrefix(url, "https://www."), "/")
	v.Seen = seen
	return store.Entry{
		Outcome: news.Outcome{URL: url, Time: seen, Took: 300 * time.Millisecond, Status: 200},
		Capture: &news.Capture{Kind: news.CaptureResponse, URL: url, Time: seen, Status: 200, ContentType: "text/html; charset=utf-8",
			Size: int64(10 * len(v.Text)), SHA256: hex.EncodeToString(sum[:]), File: "2026/dateline-20260218100000-00001.warc.gz",
			Offset: c.random.Int64N(1 << 30), Length: int64(3 * len(v.Text)),
			RecordID: fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])},
		Looks: []store.Look{{Planned: true, ArticleURL: url, Outlet: news.Outlet{Domain: domain}, Version: &v, Packed: store.Compress(v.Text)}},
	}
}

func (c *Corpus) draw() string { return c.vocabulary[c.word.Uint64()] }

func (c *Corpus) text() string {
	var b strings.Builder
	for left := words/2 + c.random.IntN(words); left > 0; {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		p := c.paragraph(2 + c.random.IntN(3))
		b.WriteString(p)
		left -= strings.Count(p, " ") + 1
	}
	return b.String()
}

func (c *Corpus) paragraph(sentences int) string {
	all := make([]string, sentences)
	for i := range all {
		s := make([]string, 8+c.random.IntN(18))
		for j := range s {
			s[j] = c.draw()
		}
		if c.random.IntN(3) == 0 {
			s = append(s, Name(int(c.names.Uint64()))...)
		}
		s[0] = capital(s[0])
		if middle := len(s) / 2; c.random.IntN(2) == 0 {
			s[middle] += ","
		}
		all[i] = strings.Join(s, " ") + "."
	}
	return strings.Join(all, " ")
}

func (c *Corpus) title() string {
	s := make([]string, 6+c.random.IntN(6))
	for i := range s {
		s[i] = c.draw()
	}
	s[0] = capital(s[0])
	return strings.Join(s, " ")
}

func (c *Corpus) slug() string {
	return c.draw() + "-" + c.draw() + "-" + c.draw() + "-" + c.draw()
}

func (c *Corpus) name() string {
	return capital(c.vocabulary[5000+c.random.IntN(400)]) + " " + capital(c.vocabulary[9000+c.random.IntN(900)])
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
