package reading

import (
	"slices"
	"sort"
	"strings"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
	"dateline/internal/text"
)

// document is a text prepared once for all readers, and what they found so far.
type document struct {
	Input
	language  string // primary subtag of Input.Language, "en" if unknown
	tokens    []text.Token
	sentences []sentence
	headline  *document // Title as a document of its own; nil: none, or Text begins with it
	found     news.Reading
	names     *gazetteer.Gazetteer
	topic     topic       // what the mentions' reader knows of the whole document
	cited     []sourceUse // the attributions with their cues
}

// sentence is a span of the text with its tokens [first,last).
type sentence struct {
	text.Span
	first, last int
	paragraph   int // number, from 0
}

func newDocument(in Input) *document {
	d := &document{Input: in, tokens: text.Tokens(in.Text)}
	d.language, _, _ = strings.Cut(strings.ToLower(in.Language), "-")
	if d.language == "" {
		d.language = "en"
	}
	d.found = news.Reading{Reader: Version, Language: in.Language}
	d.split()
	if title := strings.TrimSpace(in.Title); title != "" && !strings.HasPrefix(text.Fold(in.Text), text.Fold(title)) {
		head := in
		head.Text, head.Title, head.Noise = title, "", nil
		d.headline = newDocument(head)
	}
	return d
}

// split finds the sentences and leaves out what is noise.
func (d *document) split() {
	paragraphs := text.Paragraphs(d.Text)
	paragraph, token := 0, 0
	for _, s := range text.Sentences(d.Text) {
		for paragraph+1 < len(paragraphs) && s.Start >= paragraphs[paragraph].End {
			paragraph++
		}
		for token < len(d.tokens) && d.tokens[token].Start < s.Start {
			token++
		}
		first := token
		for token < len(d.tokens) && d.tokens[token].Start < s.End {
			token++
		}
		if first < token && !d.isNoise(s) {
			d.sentences = append(d.sentences, sentence{s, first, token, paragraph})
		}
	}
}

func (d *document) isNoise(s text.Span) bool {
	return slices.ContainsFunc(d.Noise, func(n text.Span) bool { return s.Start >= n.Start && s.Start < n.End })
}

// sentenceAt returns the number of the sentence that holds the byte at offset,
// or of the last before it; -1 if there is none.
func (d *document) sentenceAt(offset int) int {
	return sort.Search(len(d.sentences), func(i int) bool { return d.sentences[i].Start > offset }) - 1
}

// tokenAt returns the number of the first token that ends after offset.
func (d *document) tokenAt(offset int) int {
	return sort.Search(len(d.tokens), func(i int) bool { return d.tokens[i].End > offset })
}

// span returns the bytes of the tokens [first,last).
func (d *document) span(first, last int) text.Span {
	return text.Span{Start: d.tokens[first].Start, End: d.tokens[last-1].End}
}

// between returns what stands between token i and the next one; "" at the end.
func (d *document) between(i int) string {
	if i < 0 || i+1 >= len(d.tokens) {
		return ""
	}
	return d.Text[d.tokens[i].End:d.tokens[i+1].Start]
}

// mentionsIn returns the mentions that lie in a span, in its order.
func (d *document) mentionsIn(s text.Span) []news.Mention {
	all := d.found.Mentions
	first := sort.Search(len(all), func(i int) bool { return all[i].Start >= s.Start })
	last := first
	for last < len(all) && all[last].End <= s.End {
		last++
	}
	return all[first:last]
}
