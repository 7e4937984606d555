package report

import (
	"dateline/internal/query"
	"dateline/internal/store"
)

// PassageOf returns the sentence of a text that says most of what a query looks
// for; nil if none does.
func PassageOf(n query.Node, body string) *Passage { return bestPassage(body, highlights(n)) }

// SameWords says whether two statements of one speaker are one: the shorter
// shares most of its words with the other.
func SameWords(a, b string) bool {
	return a == b || overlap(contentWords(a), contentWords(b)) >= sameWords
}

// ArticleOf is a hit of the store as answers show it.
func ArticleOf(h store.Hit) Article { return articleOf(h.Article, h.Version) }
