package cli

import (
	"context"
	"slices"
	"strings"

	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/terminal"
)

// nothingCount is up to how many articles are counted to say why nothing was
// found; nothingOffers how many names are offered in place of one.
const (
	nothingCount  = 1000
	nothingOffers = 3
)

// nothing says on stderr that an answer is empty. Where no article matches, it
// says what each part of the query finds by itself, and what might be meant;
// else only what is given: what was looked for, and what might help.
func (a *app) nothing(ctx context.Context, s *store.Store, q string, when between, said string) {
	if a.quiet {
		return
	}
	why := a.whyNothing(ctx, s, q, when)
	if len(why) == 0 {
		a.note("%s\n", said)
		return
	}
	for _, line := range why {
		a.note("%s\n", line)
	}
}

// whyNothing returns lines about a query that no article matches; none where
// there are such articles, or where it cannot be told.
func (a *app) whyNothing(ctx context.Context, s *store.Store, q string, when between) []string {
	n, err := a.query(q, when.since, when.until)
	if err != nil || a.found(ctx, s, n) != 0 {
		return nil
	}
	if a.found(ctx, s, query.All{}) == 0 {
		return []string{"there are no articles yet; dateline ingest brings some"}
	}
	lines := []string{"no article matches " + query.Print(n)}
	parts := slices.DeleteFunc(conjuncts(n), excludes)
	if len(parts) > 1 {
		counts := make([]string, len(parts))
		for i, part := range parts {
			counts[i] = query.Print(part) + " " + howMany(a.found(ctx, s, part))
		}
		lines = append(lines, "each by itself: "+strings.Join(counts, ", "))
	}
	for _, part := range parts {
		if a.found(ctx, s, part) == 0 {
			if meant := a.meant(ctx, s, part); meant != "" {
				lines = append(lines, meant)
			}
		}
	}
	if len(lines) == 1 {
		lines = append(lines, "other words, begin* or other dates may find some; who is named: dateline entities")
	}
	return lines
}

// found counts the articles that match, up to nothingCount; -1: it failed.
func (a *app) found(ctx context.Context, s *store.Store, n query.Node) int {
	count, err := s.Count(ctx, n, nothingCount)
	if err != nil {
		return -1
	}
	return count
}

func howMany(n int) string {
	switch {
	case n < 0:
		return "?"
	case n == 0:
		return "none"
	case n == nothingCount:
		return terminal.Count(n) + " and more"
	}
	return terminal.Plural(n, "article", "articles")
}

// conjuncts are the parts of a query that must all match.
func conjuncts(n query.Node) []query.Node {
	if all, ok := n.(query.And); ok {
		return slices.Clone(all)
	}
	return []query.Node{n}
}

func excludes(n query.Node) bool { _, not := n.(query.Not); return not }

// meant says what may have been meant by a part that nothing matches: a name
// that begins so, a name of another kind, a word of which it is the beginning.
func (a *app) meant(ctx context.Context, s *store.Store, n query.Node) string {
	o := &offers{ctx: ctx, app: a, store: s}
	switch n := n.(type) {
	case query.Term:
		if n.Prefix {
			return ""
		}
		longer := query.Term{Word: n.Word, Prefix: true}
		if count := a.found(ctx, s, longer); count > 0 {
			return query.Print(longer) + " finds " + howMany(count)
		}
	case query.Field:
		if like := o.like(n); len(like) > 0 {
			return "there is " + strings.Join(like[:min(len(like), nothingOffers)], ", ")
		}
	}
	return ""
}

// nearTo are the entities that the store has of those whose name is a slip or
// two away.
func (o *offers) nearTo(name string) []store.Offer {
	g, err := o.app.gazetteer()
	if err != nil {
		return nil // the command that reads says what is wrong
	}
	found, err := o.store.Offers(o.ctx, "entity", "", g.Suggest(name, offersMost), nothingOffers)
	if err != nil {
		return nil
	}
	return found
}

// like are fields with names that the store has in place of one that it has not:
// of the kind that was asked for, else of any, else of one that is written
// almost so.
func (o *offers) like(f query.Field) []string {
	var all []string
	switch f.Name {
	case "company", "agency", "product", "person", "entity":
		found, _ := o.known(f.Name, f.Value)
		if len(found) == 0 {
			found, _ = o.known("entity", f.Value)
		}
		if len(found) == 0 {
			found = o.nearTo(f.Value)
		}
		for _, offer := range found {
			kind := string(offer.Kind)
			if offer.Kind == news.EntityOrganization { // has no field of its own
				kind = "entity"
			}
			all = append(all, query.Print(query.Field{Name: kind, Value: offer.Name}))
		}
	case "outlet":
		for _, offer := range o.outlet(f.Value) {
			name, _, _ := strings.Cut(offer, "\t")
			all = append(all, query.Print(query.Field{Name: f.Name, Value: name}))
		}
	}
	return all
}
