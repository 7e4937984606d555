package report

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/text"
)

// Sayings is what claims asks of a store.
type Sayings interface {
	Statements(ctx context.Context, n query.Node) iter.Seq2[store.ToldStatement, error]
	Decisions
	Sources
}

// Claim is something that somebody says, with what answers it.
type Claim struct {
	ID        string       `json:"id"` // number of the article and of the statement in it: "42.3"
	Speaker   string       `json:"speaker"`
	Act       string       `json:"act"`
	Quote     bool         `json:"quote"` // it has words in quotation marks
	Article   int64        `json:"article"`
	Version   int          `json:"version"` // number of the article's version
	URL       string       `json:"url"`
	Outlet    string       `json:"outlet"`
	Published edtf.Date    `json:"published"`
	Seen      time.Time    `json:"seen"`
	Passage   Passage      `json:"passage"`
	Outlets   []string     `json:"outlets"`  // all that report it, the first one first
	Articles  int          `json:"articles"` // that report it
	Decision  *DecisionRow `json:"decision"` // what a person said of it; null: nothing
	Answers   []Claim      `json:"answers"`  // denials and no-comments of those whom it is about

	version int64 // its id
	place   int   // of its statement among all
	words   map[string]bool
}

// ClaimOptions restricts what is answered.
type ClaimOptions struct {
	Speaker string   // "": anybody
	Acts    []string // none: all
}

// Claims returns what is said in the articles that match, the newest first.
// Allegations, criticism and calls have the denials and no-comments with them
// that answer them; those stand alone only where they answer nothing that was
// read. What several articles report of one speaker in the same words is one.
func Claims(ctx context.Context, s Sayings, n query.Node, o ClaimOptions) ([]Claim, error) {
	var all []store.ToldStatement
	for t, err := range s.Statements(ctx, n) {
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	claims, err := claimsOf(ctx, s, all)
	if err != nil {
		return nil, err
	}
	folded := threads(fold(claims))
	kept := slices.DeleteFunc(folded, func(c Claim) bool { return !o.wants(c) })
	slices.SortStableFunc(kept, func(a, b Claim) int { return b.when().Compare(a.when()) })
	return kept, nil
}

// wants says whether a claim or one of its answers is asked for.
func (o ClaimOptions) wants(c Claim) bool {
	named := o.Speaker == "" || strings.Contains(text.Fold(c.Speaker), text.Fold(o.Speaker))
	if named && (len(o.Acts) == 0 || slices.Contains(o.Acts, c.Act)) {
		return true
	}
	return slices.ContainsFunc(c.Answers, o.wants)
}

func (c Claim) when() time.Time {
	if from, _ := c.Published.Bounds(); !from.IsZero() {
		return from
	}
	return c.Seen
}

func claimsOf(ctx context.Context, s Sayings, all []store.ToldStatement) ([]Claim, error) {
	versions := make([]int64, len(all))
	for i, t := range all {
		versions[i] = t.Version
	}
	slices.Sort(versions)
	versions = slices.Compact(versions)
	texts, err := s.Texts(ctx, versions)
	if err != nil {
		return nil, err
	}
	hits, err := s.Hits(ctx, versions)
	if err != nil {
		return nil, err
	}
	byVersion := make(map[int64]store.Hit, len(hits))
	for _, h := range hits {
		byVersion[h.Version.ID] = h
	}
	decisions, err := decisionsOf(ctx, s, news.DerivedStatement)
	if err != nil {
		return nil, err
	}
	claims := make([]Claim, 0, len(all))
	for i, t := range all {
		p := passageIn(texts[t.Version], t.Span)
		verdict := decisions.on(t.Article, statementSubject(texts[t.Version], t.Statement))
		if p == nil || verdict != nil && verdict.Verdict == news.Rejected {
			continue
		}
		if verdict != nil {
			t.Speaker = cmp.Or(verdict.Correction["speaker"], t.Speaker)
			t.Act = news.Act(cmp.Or(verdict.Correction["act"], string(t.Act)))
		}
		a := articleOf(byVersion[t.Version].Article, byVersion[t.Version].Version)
		claims = append(claims, Claim{
			ID: strconv.FormatInt(t.Article, 10) + "." + strconv.Itoa(t.Number), Speaker: t.Speaker, Act: string(t.Act), Quote: t.Quote,
			Article: t.Article, Version: byVersion[t.Version].Version.Number, URL: a.URL, Outlet: a.Outlet, Published: t.Published, Seen: t.Seen, Passage: *p,
			Outlets: []string{a.Outlet}, Articles: 1, Answers: []Claim{}, Decision: decisionRow(verdict), version: t.Version, place: i, words: contentWords(p.Text),
		})
	}
	return claims, nil
}

// contentWords are the longer words of a text, folded.
func contentWords(s string) map[string]bool {
	all := map[string]bool{}
	for _, token := range text.Tokens(s) {
		if len(token.Fold) > 3 {
			all[token.Fold] = true
		}
	}
	return all
}

// sameWords is the part of the shorter statement's words from which two
// statements of one speaker are one.
const sameWords = .7

// fold makes one claim of what several articles report of one speaker. The
// places of the others are kept: their answers answer it, too.
func fold(claims []Claim) [][]Claim {
	var groups [][]Claim
	rare := rarity(claims)
	bySpeaker := map[[2]string]*wordings{}
	order := make([]int, len(claims))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return claims[a].when().Compare(claims[b].when()) })
	for _, i := range order {
		c := claims[i]
		key := [2]string{c.Speaker, c.Act}
		said, ok := bySpeaker[key]
		if !ok {
			said = &wordings{rare: rare, any: map[string][]int{}, rarest: map[string][]int{}}
			bySpeaker[key] = said
		}
		words := said.sorted(c.words)
		at := -1
		if c.Speaker != "" {
			at = said.first(words, func(g int) bool { return overlap(c.words, groups[g][0].words) >= sameWords })
		}
		if at < 0 {
			at = len(groups)
			groups = append(groups, nil)
			said.add(words, at)
		}
		groups[at] = append(groups[at], c)
	}
	return groups
}

func overlap(a, b map[string]bool) float64 {
	common := 0
	for w := range a {
		if b[w] {
			common++
		}
	}
	least := min(len(a), len(b))
	if least == 0 || least <= 2 && len(a) != len(b) { // too few words to say more than chance
		return 0
	}
	return float64(common) / float64(least)
}
