package report

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/text"
)

// Beginnings is what first asks of a store.
type Beginnings interface {
	Oldest(ctx context.Context, n query.Node, limit int) ([]store.Hit, error)
	Texts(ctx context.Context, versions []int64) (map[int64]string, error)
}

// Taker is an article that has a phrase: the first one, and who took it up.
type Taker struct {
	Rank int `json:"rank"` // 1: the earliest
	Article
	VersionSeen time.Time `json:"version_seen"` // when the version with the phrase was first seen
	Since       time.Time `json:"since"`        // when it had the phrase: published, or the version was first seen
	Title       bool      `json:"in_title"`     // it stands in the headline
}

// First returns the articles whose text or headline has a phrase, the earliest
// first: each with its earliest version that has it. An outlet's date of
// publication counts where the first version has the phrase, else the time at
// which the version was seen.
func First(ctx context.Context, s Beginnings, phrase string, n query.Node, limit int) ([]Taker, error) {
	hits, err := s.Oldest(ctx, n, max(limit, 200))
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(hits))
	for i, h := range hits {
		ids[i] = h.Version.ID
	}
	texts, err := s.Texts(ctx, ids)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(hits, func(a, b store.Hit) int { return began(a.Version).Compare(began(b.Version)) })
	takers := []Taker{}
	for _, h := range hits {
		t := Taker{Rank: len(takers) + 1, Article: articleOf(h.Article, h.Version), VersionSeen: h.Version.Seen, Since: began(h.Version)}
		t.Passage = phraseIn(texts[h.Version.ID], phrase)
		t.Title = t.Passage == nil
		takers = append(takers, t)
		if len(takers) == limit {
			break
		}
	}
	return takers, nil
}

// began is when a version began to say what it says.
func began(v news.Version) time.Time {
	if from, _ := v.Published.Bounds(); v.Number == 1 && !from.IsZero() {
		return from
	}
	return v.Seen
}

// phraseIn returns the sentence that has the words of a phrase in their order;
// nil if none has.
func phraseIn(body, phrase string) *Passage {
	wanted := text.Tokens(phrase)
	if len(wanted) == 0 {
		return nil
	}
	tokens := text.Tokens(body)
	for i := range tokens {
		if i+len(wanted) > len(tokens) {
			return nil
		}
		if slices.EqualFunc(tokens[i:i+len(wanted)], wanted, sameWord) {
			return sentenceAt(body, tokens[i].Start)
		}
	}
	return nil
}

// sameWord says whether two tokens are one word; a number is the same however
// its thousands are set apart.
func sameWord(a, b text.Token) bool {
	return a.Fold == b.Fold || strings.ContainsAny(a.Fold, "0123456789") && digits(a.Fold) == digits(b.Fold)
}

func digits(word string) string {
	return strings.Map(func(r rune) rune {
		if r == '.' || r == ',' {
			return -1
		}
		return r
	}, word)
}

func sentenceAt(body string, at int) *Passage {
	sentences := text.Sentences(body)
	i, _ := slices.BinarySearchFunc(sentences, at, func(s text.Span, at int) int { return cmp.Compare(s.End, at+1) })
	if i == len(sentences) {
		return nil
	}
	return passageOf(body, sentences[i])
}
