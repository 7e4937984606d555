package report

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strconv"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/text"
)

// Reviewing is what review asks of a store.
type Reviewing interface {
	Deals(ctx context.Context, n query.Node) iter.Seq2[store.ToldDeal, error]
	Events(ctx context.Context, n query.Node) iter.Seq2[store.ToldEvent, error]
	Statements(ctx context.Context, n query.Node) iter.Seq2[store.ToldStatement, error]
	Readings(ctx context.Context, n query.Node) iter.Seq2[store.ToldReading, error]
	Decisions
	Sources
}

// Item is a derived row as a person reviews it.
type Item struct {
	Kind       news.DerivedKind  `json:"kind"`
	ID         string            `json:"id"` // number of the article and of the row in it: "42.1"
	Article    int64             `json:"article"`
	URL        string            `json:"url"`
	Outlet     string            `json:"outlet"`
	Title      string            `json:"title"`
	Published  edtf.Date         `json:"published"`
	Passage    Passage           `json:"passage"`
	Fields     map[string]string `json:"fields"` // what was read, by names that can be corrected
	Confidence float64           `json:"confidence"`
	Verdict    string            `json:"verdict"` // that stands; "": none
	Who        string            `json:"who"`

	Version int64          `json:"-"`
	Subject string         `json:"-"`
	Decided *news.Decision `json:"-"`
}

// FieldsOf are the names under which a kind of row can be corrected, in order.
func FieldsOf(kind news.DerivedKind) []string {
	switch kind {
	case news.DerivedDeal:
		return DealFields
	case news.DerivedEvent:
		return EventFields
	case news.DerivedStatement:
		return StatementFields
	case news.DerivedOrigin:
		return OriginFields
	}
	return nil
}

// Review returns derived rows of the kinds given, those that nobody decided on
// first, of them those that the machine is least sure of.
func Review(ctx context.Context, s Reviewing, n query.Node, kinds []news.DerivedKind) ([]Item, error) {
	var all []Item
	for _, kind := range kinds {
		items, err := itemsOf(ctx, s, n, kind)
		if err != nil {
			return nil, err
		}
		all = append(all, items...)
	}
	if err := placeItems(ctx, s, all); err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(i Item) bool { return i.Passage.Text == "" })
	slices.SortStableFunc(all, func(a, b Item) int {
		return cmp.Or(cmp.Compare(b2i(a.Verdict != ""), b2i(b.Verdict != "")), cmp.Compare(a.Confidence, b.Confidence), cmp.Compare(a.Article, b.Article))
	})
	return all, nil
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// itemsOf lists rows of one kind, without their articles and passages' words.
func itemsOf(ctx context.Context, s Reviewing, n query.Node, kind news.DerivedKind) (all []Item, err error) {
	add := func(t store.Told, at text.Span, confidence float64, fields map[string]string) {
		all = append(all, Item{
			Kind: kind, ID: strconv.FormatInt(t.Article, 10) + "." + strconv.Itoa(t.Number), Article: t.Article, Version: t.Version,
			Published: t.Published, Passage: Passage{Start: at.Start, End: at.End}, Confidence: confidence, Fields: fields,
		})
	}
	switch kind {
	case news.DerivedDeal:
		for d, err := range s.Deals(ctx, n) {
			if err != nil {
				return nil, err
			}
			add(d.Told, d.Span, d.Confidence, map[string]string{
				"vendor": d.Vendor, "agency": d.Agency, "reseller": d.Reseller, "what": d.What, "amount": amountText(d.Amount), "currency": d.Currency,
				"status": string(d.Status), "edtf": d.Date.String(),
			})
			all[len(all)-1].Subject = dealSubject(d.Deal)
		}
	case news.DerivedEvent:
		for e, err := range s.Events(ctx, n) {
			if err != nil {
				return nil, err
			}
			add(e.Told, e.Span, e.Confidence, map[string]string{"edtf": e.Date.String()})
			all[len(all)-1].Subject = strconv.Itoa(e.DatePlace.Start) // until the text is at hand
		}
	case news.DerivedStatement:
		for t, err := range s.Statements(ctx, n) {
			if err != nil {
				return nil, err
			}
			add(t.Told, t.Span, .5, map[string]string{"speaker": t.Speaker, "act": string(t.Act)})
		}
	case news.DerivedOrigin:
		for r, err := range s.Readings(ctx, n) {
			if err != nil {
				return nil, err
			}
			if r.Reading.Origin != "" && r.Reading.OriginPlace.Len() > 0 {
				add(r.Told, r.Reading.OriginPlace, .5, map[string]string{"origin": r.Reading.Origin})
			}
		}
	}
	return all, nil
}

func amountText(v float64) string {
	if v == 0 {
		return ""
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// placeItems fills in articles, words, subjects and verdicts.
func placeItems(ctx context.Context, s Reviewing, all []Item) error {
	versions := make([]int64, len(all))
	for i := range all {
		versions[i] = all[i].Version
	}
	slices.Sort(versions)
	versions = slices.Compact(versions)
	texts, err := s.Texts(ctx, versions)
	if err != nil {
		return err
	}
	hits, err := s.Hits(ctx, versions)
	if err != nil {
		return err
	}
	byVersion := make(map[int64]store.Hit, len(hits))
	for _, h := range hits {
		byVersion[h.Version.ID] = h
	}
	list, err := s.Decisions(ctx, "")
	if err != nil {
		return err
	}
	verdicts := map[news.DerivedKind]decided{}
	for _, d := range list {
		if verdicts[d.Kind] == nil {
			verdicts[d.Kind] = decided{}
		}
		verdicts[d.Kind][decisionKey(d.Article, d.Subject)] = d
	}
	for i := range all {
		it := &all[i]
		body := texts[it.Version]
		a := articleOf(byVersion[it.Version].Article, byVersion[it.Version].Version)
		it.URL, it.Outlet, it.Title = a.URL, a.Outlet, a.Title
		at := text.Span{Start: it.Passage.Start, End: it.Passage.End}
		p := passageIn(body, at)
		if p == nil {
			continue
		}
		it.Passage = *p
		switch it.Kind {
		case news.DerivedEvent:
			place, _ := strconv.Atoi(it.Subject) // of itemsOf
			it.Subject = passageSubject(body, text.Span{Start: place, End: place}, it.Fields["edtf"])
		case news.DerivedStatement:
			it.Subject = passageSubject(body, at, text.Fold(it.Fields["speaker"]))
		case news.DerivedOrigin:
			it.Subject = "origin"
		case news.DerivedDeal:
		}
		if d := verdicts[it.Kind].on(it.Article, it.Subject); d != nil {
			it.Verdict, it.Who, it.Decided = string(d.Verdict), d.Who, d
		}
	}
	return nil
}

// Decide makes a decision on an item; correction is used with Corrected alone.
// Its error is fault.Usage.
func (it Item) Decide(verdict news.Verdict, correction map[string]string, note string) (news.Decision, error) {
	d := news.Decision{
		Kind: it.Kind, Article: it.Article, Subject: it.Subject, Version: it.Version, Span: text.Span{Start: it.Passage.Start, End: it.Passage.End},
		Quote: it.Passage.Text, Verdict: verdict, Note: note,
	}
	switch verdict {
	case news.Confirmed, news.Rejected:
		return d, nil
	case news.Corrected:
	default:
		return d, fault.New(fault.Usage, "the verdict %q is none of confirmed, rejected, corrected", string(verdict))
	}
	if len(correction) == 0 {
		return d, fault.New(fault.Usage, "a correction without a value")
	}
	for name := range correction {
		if !slices.Contains(FieldsOf(it.Kind), name) {
			return d, fault.New(fault.Usage, "a %s has no %q", it.Kind, name)
		}
	}
	var probe store.ToldDeal
	if it.Kind == news.DerivedDeal {
		if err := correctDeal(&probe, correction); err != nil {
			return d, err
		}
	}
	if value, ok := correction["edtf"]; ok {
		if _, err := parseDate(value); err != nil {
			return d, fault.As(fault.Usage, err)
		}
	}
	d.Correction = correction
	return d, nil
}

// ReviewScore says how often the machine was right about one kind of row.
type ReviewScore struct {
	Kind      news.DerivedKind `json:"kind"`
	Decided   int              `json:"decided"`
	Confirmed int              `json:"confirmed"`
	Corrected int              `json:"corrected"`
	Rejected  int              `json:"rejected"`
	Right     float64          `json:"right"` // share confirmed
}

// ScoreDecisions counts the decisions that stand, by kind.
func ScoreDecisions(ctx context.Context, s Decisions) ([]ReviewScore, error) {
	all, err := s.Decisions(ctx, "")
	if err != nil {
		return nil, err
	}
	scores := []ReviewScore{{Kind: news.DerivedDeal}, {Kind: news.DerivedEvent}, {Kind: news.DerivedStatement}, {Kind: news.DerivedOrigin}}
	for _, d := range all {
		i := slices.IndexFunc(scores, func(s ReviewScore) bool { return s.Kind == d.Kind })
		if i < 0 {
			continue
		}
		scores[i].Decided++
		switch d.Verdict {
		case news.Confirmed:
			scores[i].Confirmed++
		case news.Corrected:
			scores[i].Corrected++
		case news.Rejected:
			scores[i].Rejected++
		}
	}
	for i := range scores {
		if n := scores[i].Decided; n > 0 {
			scores[i].Right = float64(scores[i].Confirmed) / float64(n)
		}
	}
	return scores, nil
}
