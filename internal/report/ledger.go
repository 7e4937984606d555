package report

import (
	"cmp"
	"context"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/text"
)

// Dealings is what the ledger asks of a store.
type Dealings interface {
	Deals(ctx context.Context, n query.Node) iter.Seq2[store.ToldDeal, error]
	Decisions
	Sources
}

// Sources leads from facts to the articles that tell them.
type Sources interface {
	Hits(ctx context.Context, versions []int64) ([]store.Hit, error)
	Texts(ctx context.Context, versions []int64) (map[int64]string, error)
	CopiesOf(ctx context.Context, articles []int64) (map[int64]int64, error)
}

// Deal is a line of the ledger: one supply, with all its reports.
type Deal struct {
	ID       string       `json:"id"` // of its first report: number of the article and of the deal in it, "42.1"; that of any report finds it
	Vendor   string       `json:"vendor"`
	Agency   string       `json:"agency"`
	Reseller string       `json:"reseller"`
	What     string       `json:"what"`
	Low      float64      `json:"low"`  // least and greatest amount reported; 0: none
	High     float64      `json:"high"` //
	Currency string       `json:"currency"`
	Bound    string       `json:"bound"` // of the amount, as most reports have it: "up to", "about"
	Role     string       `json:"role"`  // what the money is: "contract value", "ceiling"
	Status   string       `json:"status"`
	Date     string       `json:"date"` // EDTF, of the deal as far as a report tells it
	Registry []string     `json:"registry"`
	Decision *DecisionRow `json:"decision"` // what a person said of one of its reports; null: nothing

	First       Report   `json:"first"`       // the earliest report
	Articles    int      `json:"articles"`    // that report it
	Independent int      `json:"independent"` // of them, those that are no copies
	History     []Report `json:"history"`     // the first report of each status, in the order of time
	Reports     []Report `json:"reports"`     // all, in the order of time

	all []store.ToldDeal
}

// Report is one passage that tells of a deal.
type Report struct {
	ID        string    `json:"id"` // "42.1"
	Article   int64     `json:"article"`
	Version   int       `json:"version"` // number of the article's version
	URL       string    `json:"url"`
	Outlet    string    `json:"outlet"`
	Published edtf.Date `json:"published"`
	Seen      time.Time `json:"seen"`
	CopyOf    int64     `json:"copy_of"` // article; 0: none
	Status    string    `json:"status"`
	Amount    float64   `json:"amount"`
	Currency  string    `json:"currency"`
	Date      edtf.Date `json:"edtf"`
	Passage   Passage   `json:"passage"`
	Conf      float64   `json:"confidence"`
}

// Ledger returns the deals that articles tell of, those reported last first.
// Reports of one supply are one deal: two articles that round an amount
// differently, or of which one gives none, tell of the same.
func Ledger(ctx context.Context, s Dealings, n query.Node) ([]Deal, error) {
	decisions, err := decisionsOf(ctx, s, news.DerivedDeal)
	if err != nil {
		return nil, err
	}
	var all []store.ToldDeal
	verdicts := map[string]*news.Decision{} // by report
	for d, err := range s.Deals(ctx, n) {
		if err != nil {
			return nil, err
		}
		switch verdict := decisions.on(d.Article, dealSubject(d.Deal)); {
		case verdict == nil:
		case verdict.Verdict == news.Rejected:
			continue
		default:
			if err := correctDeal(&d, verdict.Correction); err != nil {
				return nil, err
			}
			verdicts[reportID(d)] = verdict
		}
		all = append(all, d)
	}
	slices.SortStableFunc(all, func(a, b store.ToldDeal) int { return a.Time().Compare(b.Time()) })
	deals := group(all)
	copies, err := s.CopiesOf(ctx, articlesOf(all))
	if err != nil {
		return nil, err
	}
	for i := range deals {
		deals[i].sum(copies)
		for _, r := range deals[i].all {
			if verdict := verdicts[reportID(r)]; verdict != nil {
				deals[i].Decision = decisionRow(verdict)
			}
		}
	}
	slices.SortStableFunc(deals, func(a, b Deal) int {
		return b.all[len(b.all)-1].Time().Compare(a.all[len(a.all)-1].Time())
	})
	return deals, nil
}

func articlesOf(all []store.ToldDeal) []int64 {
	ids := make([]int64, len(all))
	for i, d := range all {
		ids[i] = d.Article
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// group puts reports of one supply together. Reports come in the order of time.
func group(all []store.ToldDeal) []Deal {
	var deals []Deal
	byParties := map[[2]string][]int{}
	for _, d := range all {
		parties := [2]string{text.Fold(d.Vendor), text.Fold(d.Agency)}
		at := -1
		best := 0.0
		for _, i := range byParties[parties] {
			if fit := deals[i].fits(d); fit > best {
				at, best = i, fit
			}
		}
		if at < 0 {
			at = len(deals)
			deals = append(deals, Deal{})
			byParties[parties] = append(byParties[parties], at)
		}
		deals[at].all = append(deals[at].all, d)
	}
	return deals
}

// rounding is how far two roundings of one amount lie apart at most.
const rounding = .06

// fits says how well a report fits to a deal between the same parties; 0: it is
// another one.
func (d *Deal) fits(r store.ToldDeal) float64 {
	fit := .2
	for _, o := range d.all {
		if shared(o.Registry, r.Registry) {
			return 2
		}
		if len(o.Registry) > 0 && len(r.Registry) > 0 {
			return 0
		}
		switch {
		case o.Article == r.Article && o.Version == r.Version && !sameAmount(o, r) && o.Amount > 0 && r.Amount > 0:
			return 0 // an article that gives two amounts tells of two
		case sameAmount(o, r):
			fit = max(fit, 1)
		case o.Amount > 0 && r.Amount > 0 && o.Currency == r.Currency && o.Role == r.Role:
			return 0
		}
		fit = max(fit, .3+.4*alike(o.What, r.What))
	}
	return fit
}

func sameAmount(a, b store.ToldDeal) bool {
	return a.Amount > 0 && b.Amount > 0 && a.Currency == b.Currency && math.Abs(a.Amount-b.Amount) <= rounding*max(a.Amount, b.Amount)
}

func shared(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// alike is the share of words that two short descriptions have in common.
func alike(a, b string) float64 {
	words := func(s string) map[string]bool {
		all := map[string]bool{}
		for _, token := range text.Tokens(s) {
			if len(token.Fold) > 3 {
				all[strings.TrimSuffix(token.Fold, "s")] = true
			}
		}
		return all
	}
	x, y := words(a), words(b)
	common := 0
	for w := range x {
		if y[w] {
			common++
		}
	}
	if common == 0 {
		return 0
	}
	return float64(common) / float64(min(len(x), len(y)))
}

// sum fills in what the reports of a deal say together.
func (d *Deal) sum(copies map[int64]int64) {
	first := d.all[0]
	d.ID, d.Vendor, d.Agency = reportID(first), first.Vendor, first.Agency
	d.Registry = []string{}
	var what, reseller, bound, role, currency []string
	articles, independent := map[int64]bool{}, map[int64]bool{}
	once := slices.ContainsFunc(d.all, func(r store.ToldDeal) bool { return r.Amount > 0 && !isRate(r.Role) })
	priced := func(r store.ToldDeal) bool { return r.Amount > 0 && (!once || !isRate(r.Role)) }
	for _, r := range d.all {
		articles[r.Article] = true
		if copies[r.Article] == 0 {
			independent[r.Article] = true
		}
		what, reseller = append(what, r.What), append(reseller, r.Reseller)
		if priced(r) {
			bound, role, currency = append(bound, string(r.Bound)), append(role, r.Role), append(currency, r.Currency)
		}
		for _, id := range r.Registry {
			if !slices.Contains(d.Registry, id) {
				d.Registry = append(d.Registry, id)
			}
		}
		d.Status = string(r.Status) // the last one known
	}
	d.Date = dateOf(d.all)
	d.What, d.Reseller, d.Bound, d.Role, d.Currency = mostSaid(what), mostSaid(reseller), mostSaid(bound), mostSaid(role), mostSaid(currency)
	for _, r := range d.all {
		if priced(r) && r.Currency == d.Currency {
			d.High = max(d.High, r.Amount)
			if d.Low == 0 || r.Amount < d.Low {
				d.Low = r.Amount
			}
		}
	}
	d.Articles, d.Independent = len(articles), max(1, len(independent))
}

// dateOf is when a deal was made: the date of the earliest report that tells of
// its making, else of the earliest with a date; "" if none has one.
func dateOf(reports []store.ToldDeal) string {
	date := ""
	for _, r := range reports {
		if r.Date.IsZero() {
			continue
		}
		switch r.Status {
		case news.DealAnnounced, news.DealAwarded, news.DealExtended:
			return r.Date.String()
		}
		if date == "" {
			date = r.Date.String()
		}
	}
	return date
}

// mostSaid is the commonest of some words, the longest of equals; "" only if
// nothing else was said.
func mostSaid(all []string) string {
	count := map[string]int{}
	for _, s := range all {
		if s != "" {
			count[s]++
		}
	}
	best := ""
	for _, s := range all {
		if s != "" && cmp.Or(cmp.Compare(count[s], count[best]), cmp.Compare(len(s), len(best))) > 0 {
			best = s
		}
	}
	return best
}

func reportID(d store.ToldDeal) string {
	return strconv.FormatInt(d.Article, 10) + "." + strconv.Itoa(d.Number)
}

// Describe adds the passages of some deals, with where they stand.
func Describe(ctx context.Context, s Sources, deals []Deal) error {
	var versions, articles []int64
	for _, d := range deals {
		for _, r := range d.all {
			versions, articles = append(versions, r.Version), append(articles, r.Article)
		}
	}
	texts, err := s.Texts(ctx, versions)
	if err != nil {
		return err
	}
	hits, err := s.Hits(ctx, versions)
	if err != nil {
		return err
	}
	copies, err := s.CopiesOf(ctx, articles)
	if err != nil {
		return err
	}
	byVersion := make(map[int64]store.Hit, len(hits))
	for _, h := range hits {
		byVersion[h.Version.ID] = h
	}
	for i := range deals {
		d := &deals[i]
		d.Reports = make([]Report, 0, len(d.all))
		d.History = []Report{}
		for _, t := range d.all {
			r := reportOf(t, byVersion[t.Version], texts[t.Version])
			r.CopyOf = copies[t.Article]
			if n := len(d.History); n == 0 || d.History[n-1].Status != r.Status {
				d.History = append(d.History, r)
			}
			d.Reports = append(d.Reports, r)
		}
		d.First = d.Reports[0]
	}
	return nil
}

func reportOf(t store.ToldDeal, h store.Hit, body string) Report {
	a := articleOf(h.Article, h.Version)
	r := Report{
		ID: reportID(t), Article: t.Article, Version: h.Version.Number, URL: a.URL, Outlet: a.Outlet, Published: t.Published, Seen: t.Seen,
		Status: string(t.Status), Amount: t.Amount, Currency: t.Currency, Date: t.Date, Conf: t.Confidence,
	}
	if p := passageIn(body, t.Span); p != nil {
		r.Passage = *p
	}
	return r
}

// passageIn returns the words of a span; nil if it is not in the text.
func passageIn(body string, s text.Span) *Passage {
	if s.Start < 0 || s.End > len(body) || s.Start >= s.End {
		return nil
	}
	return passageOf(body, s)
}

// FindDeal returns the deal that has a report with this number, described.
func FindDeal(ctx context.Context, s Dealings, id string) (Deal, error) {
	all, err := Ledger(ctx, s, query.All{})
	if err != nil {
		return Deal{}, err
	}
	for _, d := range all {
		if slices.ContainsFunc(d.all, func(r store.ToldDeal) bool { return reportID(r) == id }) {
			one := []Deal{d}
			err := Describe(ctx, s, one)
			return one[0], err
		}
	}
	return Deal{}, fault.New(fault.NoMatch, "no deal %q", id)
}

// Year is the year in which a deal was first reported; "" if that is not known.
func (d Deal) Year() string {
	if len(d.all) == 0 {
		return ""
	}
	return strconv.Itoa(d.all[0].Time().Year())
}

// Total is how much all deals of one vendor, agency or year come to.
type Total struct {
	Name     string  `json:"name"`
	Currency string  `json:"currency"`
	Deals    int     `json:"deals"`
	Sum      float64 `json:"sum"`      // contract values and orders
	Ceilings float64 `json:"ceilings"` // the most that may be spent; not in Sum
}

// isRate says whether a price falls due again and again: "payment per year".
func isRate(role string) bool { return strings.Contains(role, "per ") }

// Counts says whether a deal belongs in a sum: it has an amount, which is not a
// price per year or user, and was made, as far as is known; a proposed, alleged
// or cancelled one was not.
func (d Deal) Counts() bool {
	switch news.DealStatus(d.Status) {
	case news.DealProposed, news.DealAlleged, news.DealCancelled:
		return false
	}
	return d.High > 0 && !isRate(d.Role)
}

// Totals adds up deals by what name says of each. A deal counts once, with the
// greatest amount reported, if it [Deal.Counts].
func Totals(deals []Deal, name func(Deal) string) []Total {
	byName := map[[2]string]*Total{}
	var all []*Total
	for _, d := range deals {
		key := [2]string{name(d), d.Currency}
		if !d.Counts() || key[0] == "" {
			continue
		}
		t, ok := byName[key]
		if !ok {
			t = &Total{Name: key[0], Currency: d.Currency}
			byName[key] = t
			all = append(all, t)
		}
		t.Deals++
		if d.Role == "ceiling" || d.Bound == string(news.BoundUpTo) {
			t.Ceilings += d.High
		} else {
			t.Sum += d.High
		}
	}
	slices.SortStableFunc(all, func(a, b *Total) int {
		return cmp.Or(cmp.Compare(a.Currency, b.Currency), cmp.Compare(b.Sum+b.Ceilings, a.Sum+a.Ceilings), cmp.Compare(a.Name, b.Name))
	})
	out := make([]Total, len(all))
	for i, t := range all {
		out[i] = *t
	}
	return out
}
