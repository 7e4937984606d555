package watch

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dateline/internal/change"
	"dateline/internal/news"
	"dateline/internal/report"
	"dateline/internal/store"
	"dateline/internal/text"
)

// matched tells of an article that matches and did not before: a first report
// of its own, or one more.
func (v *view) matched(ctx context.Context, h store.Hit, now news.Version) error {
	first, err := v.isOrigin(ctx, h)
	if err != nil {
		return err
	}
	a := Alert{Passage: report.PassageOf(v.node, now.Text)}
	kind := news.AlertMatch
	switch k := v.kin[h.Article.ID]; {
	case first:
		kind, a.Text = news.AlertOrigin, "first report of its own by "+outletName(h)
	case k.CopyOf != 0:
		a.Text = "new; it has its text from " + k.CopyURL
	default:
		a.Text = "new"
	}
	return v.raise(kind, fmt.Sprintf("article %d", h.Article.ID), h, a)
}

func outletName(h store.Hit) string {
	if h.Article.Outlet.Name != "" {
		return h.Article.Outlet.Name
	}
	return h.Article.Outlet.Domain
}

// edited tells of a version in which the outlet changed something. What it owns
// up to itself is told as a correction, with the notice.
func (v *view) edited(ctx context.Context, h store.Hit, now news.Version, p past, notice string) error {
	before, ok := p.comparable(now)
	if !ok {
		return nil
	}
	d, err := report.Diff(ctx, v.store, strconv.FormatInt(h.Article.ID, 10), before.Number, now.Number)
	if err != nil {
		return err
	}
	step := d.Steps[0]
	if !step.Edited || notice != "" {
		return nil
	}
	c := step.Changes[0]
	kind := news.AlertEdit
	if c.Kind == string(change.Correction) && c.New != nil {
		kind = news.AlertCorrection // the page does not mark it as one, but says so
	}
	return v.raise(kind, fmt.Sprintf("article %d version %d", h.Article.ID, now.Number), h, Alert{
		Text: changeText(c), Passage: placeOf(c), From: step.From, Change: &c,
	})
}

// placeOf is where the new text has a change; nil for what was taken out.
func placeOf(c report.ChangeRow) *report.Passage {
	if c.Title {
		return nil
	}
	if c.After != nil {
		return c.After
	}
	return c.New
}

// changeText says in one line what was changed.
func changeText(c report.ChangeRow) string {
	where := c.Kind
	if c.Title {
		where += " in the headline"
	}
	switch {
	case c.Old == nil && c.New != nil:
		return where + " added: " + inQuotes(c.New.Text)
	case c.New == nil && c.Old != nil:
		return where + " taken out: " + inQuotes(c.Old.Text)
	case c.Old != nil:
		return where + " changed: " + inQuotes(c.Old.Text) + " → " + inQuotes(c.New.Text)
	}
	return where + " changed"
}

// longestQuote is how many bytes of a passage are put into a line.
const longestQuote = 280

func inQuotes(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > longestQuote {
		s = strings.ToValidUTF8(s[:longestQuote], "") + "…"
	}
	return "“" + s + "”"
}

// corrected tells of notices of correction that stood in no version before. It
// returns the first of them.
func (v *view) corrected(ctx context.Context, h store.Hit, now news.Version, p past) (string, error) {
	r, err := v.reading(ctx, now.ID)
	if err != nil || len(r.Corrections) == 0 {
		return "", err
	}
	var old []string
	for _, b := range p.before {
		whole, err := v.whole(ctx, b.ID)
		if err != nil {
			return "", err
		}
		old = append(old, wordsOf(whole.Text))
	}
	first := ""
	for _, n := range r.Corrections {
		words := wordsOf(n)
		if slices.ContainsFunc(old, func(text string) bool { return strings.Contains(text, words) }) {
			continue
		}
		a := Alert{Text: inQuotes(n)}
		if at := strings.Index(now.Text, n); at >= 0 {
			a.Passage = &report.Passage{Start: at, End: at + len(n), Text: n}
		}
		if before, ok := p.comparable(now); ok && p.last {
			if err := v.ownedUp(ctx, h, before, now, &a); err != nil {
				return "", err
			}
		}
		if err := v.raise(news.AlertCorrection, fmt.Sprintf("article %d notice %s", h.Article.ID, digestOf(words)), h, a); err != nil {
			return "", err
		}
		if first == "" {
			first = n
		}
	}
	return first, nil
}

// ownedUp adds to a correction what was changed beside the notice.
func (v *view) ownedUp(ctx context.Context, h store.Hit, before, now news.Version, a *Alert) error {
	d, err := report.Diff(ctx, v.store, strconv.FormatInt(h.Article.ID, 10), before.Number, now.Number)
	if err != nil {
		return err
	}
	for _, c := range d.Steps[0].Changes {
		switch change.Kind(c.Kind) {
		case change.Correction, change.Typography, change.Boilerplate:
			continue
		}
		a.From, a.Change = d.Steps[0].From, &c
		a.Text += "; " + changeText(c)
		return nil
	}
	return nil
}

// wordsOf is a text without what does not matter when it is said again.
func wordsOf(s string) string {
	var words []string
	for _, token := range text.Tokens(s) {
		words = append(words, token.Fold)
	}
	return strings.Join(words, " ")
}

// denied tells of denials that the watch does not know yet, whoever reports
// them.
func (v *view) denied(ctx context.Context, h store.Hit, now news.Version) error {
	r, err := v.reading(ctx, now.ID)
	if err != nil {
		return err
	}
	for _, s := range r.Statements {
		if s.Act != news.ActDenial || s.Start < 0 || s.End > len(now.Text) || s.Start >= s.End {
			continue
		}
		words := s.Of(now.Text)
		known, err := v.knows(ctx, s.Speaker, words)
		if err != nil {
			return err
		}
		if known {
			continue
		}
		v.heard = append(v.heard, store.Heard{Watch: v.watch.ID, Speaker: s.Speaker, Words: words})
		who := s.Speaker
		if who == "" {
			who = "somebody"
		}
		err = v.raise(news.AlertDenial, fmt.Sprintf("article %d denial %s", h.Article.ID, digestOf(s.Speaker, wordsOf(words))), h, Alert{
			Text: who + " denies: " + inQuotes(words), Speaker: s.Speaker, Passage: &report.Passage{Start: s.Start, End: s.End, Text: words},
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (v *view) knows(ctx context.Context, speaker, words string) (bool, error) {
	known, err := v.store.Heard(ctx, v.watch.ID, speaker)
	if err != nil {
		return false, err
	}
	for _, h := range v.heard {
		if h.Speaker == speaker {
			known = append(known, h.Words)
		}
	}
	return slices.ContainsFunc(known, func(k string) bool { return report.SameWords(k, words) }), nil
}
