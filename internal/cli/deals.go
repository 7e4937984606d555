package cli

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/report"
	"dateline/internal/terminal"
)

type dealOptions struct {
	between
	portion
	status []string
	totals string
}

var dealStatuses = []string{
	string(news.DealProposed), string(news.DealAnnounced), string(news.DealAwarded), string(news.DealExtended), string(news.DealProtested),
	string(news.DealCancelled), string(news.DealEnded), string(news.DealReported), string(news.DealAlleged),
}

func newDeals(a *app) *cobra.Command {
	var o dealOptions
	cmd := &cobra.Command{
		Use:        "deals [QUERY]",
		GroupID:    groupAsk,
		SuggestFor: []string{"contracts", "ledger", "awards"},
		Short:      "Who supplies what to whom, for how much, since when, on whose word",
		Long: `deals is the ledger: one line for each supply of a company to a government body
that articles tell of, the last reported first. Reports that round one amount
differently are one deal. The number before a deal is what deals show takes: it
prints every passage that tells of it.

--totals adds up by vendor, agency or year. No deal counts twice; ceilings stand
apart from orders; what is only proposed, alleged or was cancelled is left out.`,
		Annotations: exits(
			"0  done, also when there is none",
			exitsNoStore,
			"2  the query is wrong; the message points at the place",
			exitsStore,
		),
		Example: `  dateline deals company:microsoft
  dateline deals 'agency:ICE date:2025/' --status awarded,extended
  dateline deals --totals vendor
  dateline deals show 42.1
  dateline deals company:palantir --all --format csv > palantir.csv`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.deals(cmd.Context(), o, strings.Join(args, " "))
		},
	}
	f := cmd.Flags()
	o.between.flags(cmd, "reported")
	o.portion.flags(cmd, 20, "deals")
	f.StringSliceVar(&o.status, "status", nil, "only deals that are `STATUS`: "+strings.Join(dealStatuses, ", "))
	f.StringVar(&o.totals, "totals", "", "add up `BY` vendor, agency or year")
	complete(cmd, "status", dealStatuses...)
	complete(cmd, "totals", "vendor", "agency", "year")
	a.caseFlag(cmd)
	a.formatFlag(cmd)
	cmd.AddCommand(a.dealsShow())
	return cmd
}

func (a *app) dealsShow() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Every passage that tells of a deal, and what proves it",
		Annotations: exits(
			exitsDone,
			"1  there is no such deal, or no store",
			exitsUsage,
			exitsStore,
		),
		Example: "  dateline deals show 42.1\n  dateline deals show 42.1 --format json",
		Args:    arguments(1, 1, "the deal's number"),
		RunE:    func(cmd *cobra.Command, args []string) error { return a.showDeal(cmd.Context(), args[0]) },
	}
	a.formatFlag(cmd)
	return cmd
}

func (a *app) deals(ctx context.Context, o dealOptions, q string) (err error) {
	n, err := a.query(q, o.since, o.until)
	if err != nil {
		return err
	}
	if err := o.check(); err != nil {
		return err
	}
	s, n, err := a.ask(ctx, n)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if !o.all && o.totals == "" {
		if n, err = a.recent(ctx, s, n); err != nil {
			return err
		}
	}
	deals, err := report.Ledger(ctx, s, n)
	if err != nil {
		return err
	}
	if len(o.status) > 0 {
		deals = slices.DeleteFunc(deals, func(d report.Deal) bool { return !slices.Contains(o.status, d.Status) })
	}
	if o.totals != "" && len(deals) > 0 {
		if err := a.dealTotals(report.Totals(deals, totalBy[o.totals])); err != nil {
			return err
		}
		return a.notAddedUp(deals)
	}
	found := len(deals)
	if !o.all {
		deals = deals[:min(len(deals), o.limit)]
	}
	if err := report.Describe(ctx, s, deals); err != nil {
		return err
	}
	if err := a.listDeals(deals); err != nil {
		return err
	}
	switch {
	case found == 0:
		said := "no deal" + in(q) + a.ofTheCase()
		if len(o.status) > 0 {
			said = "no deal that is " + strings.Join(o.status, " or ") + in(q) + a.ofTheCase() + "; leave out --status to see the others"
		}
		a.nothing(ctx, s, q, o.between, said)
	case found > len(deals):
		a.note("%d of %d deals; --all gives the others\n", len(deals), found)
	}
	return nil
}

func (o dealOptions) check() error {
	if err := o.portion.check("deals"); err != nil {
		return err
	}
	if o.totals != "" && totalBy[o.totals] == nil {
		return usage("use vendor, agency or year", "deals: --totals %q is unknown", o.totals)
	}
	for _, status := range o.status {
		if !slices.Contains(dealStatuses, status) {
			return usage("use "+strings.Join(dealStatuses, ", "), "deals: --status %q is unknown", status)
		}
	}
	return nil
}

// ofTheCase says that only a case was searched.
func (a *app) ofTheCase() string {
	if a.inCase == "" {
		return ""
	}
	return " of the case " + a.inCase
}

// in says where nothing was found.
func in(q string) string {
	if q == "" {
		return " in the articles stored"
	}
	return " in the articles that match " + q
}

// totalBy names a deal as totals add it up.
var totalBy = map[string]func(report.Deal) string{
	"vendor": func(d report.Deal) string { return d.Vendor },
	"agency": func(d report.Deal) string { return d.Agency },
	"year": func(d report.Deal) string {
		if d.Date != "" {
			return d.Date[:min(4, len(d.Date))]
		}
		return d.Year()
	},
}

func (a *app) listDeals(deals []report.Deal) error {
	if a.format == terminal.Table && a.streams.OutIsTerminal { // its columns are too many for any
		for _, d := range deals {
			if err := a.entry(dealEntry(d)); err != nil {
				return err
			}
		}
		return nil
	}
	list := terminal.NewList(a.streams, a.format, dealColumns())
	for _, d := range deals {
		if err := list.Row(d); err != nil {
			return err
		}
	}
	return list.Close()
}

func dealEntry(d report.Deal) entry {
	reports := terminal.Plural(d.Articles, "article", "articles")
	if d.Independent < d.Articles {
		reports += ", " + strconv.Itoa(d.Independent) + " independent"
	}
	return entry{
		id: d.ID, head: []string{d.Status, d.Date, "first: " + d.First.Outlet + " " + shortDate(d.First.Published), reports},
		title: dealParties(d), lines: []string{strings.Join(parts(d.What, dealAmount(d), strings.Join(d.Registry, ", ")), " · ")},
		words: d.First.Passage.Text,
	}
}

func dealParties(d report.Deal) string {
	return dealWho(d.Vendor, d.Agency, d.Reseller)
}

// dealAmount is a deal's amount, or its range where reports differ.
func dealAmount(d report.Deal) string {
	if d.High == 0 {
		return ""
	}
	amount := humanMoney(d.High, d.Currency)
	if d.Low < d.High {
		amount = humanMoney(d.Low, d.Currency) + " to " + humanMoney(d.High, "")
	}
	return strings.TrimSpace(strings.Join(parts(boundWord(news.Bound(d.Bound)), amount, roleWord(d.Role)), " "))
}

func roleWord(role string) string {
	if role == "" {
		return ""
	}
	return "(" + role + ")"
}

func dealColumns() []terminal.Column[report.Deal] {
	type deal = report.Deal
	return []terminal.Column[deal]{
		{Field: "id", Title: "Deal", Cell: func(d deal) string { return d.ID }},
		{Field: "vendor", Title: "Vendor", Cell: func(d deal) string { return d.Vendor }},
		{Field: "agency", Title: "Agency", Cell: func(d deal) string { return d.Agency }},
		{Field: "reseller", Title: "Reseller", Priority: 3, Cell: func(d deal) string { return d.Reseller }},
		{Field: "what", Title: "What", Max: 40, Cell: func(d deal) string { return d.What }},
		{Field: "amount", Title: "Amount", Cell: dealAmount},
		{Field: "status", Title: "Status", Cell: func(d deal) string { return d.Status }},
		{Field: "date", Title: "Date", Cell: func(d deal) string { return d.Date }},
		{Field: "first", Title: "First reported", Cell: func(d deal) string {
			return strings.Join(parts(d.First.Outlet, shortDate(d.First.Published)), " ")
		}},
		{Field: "articles", Title: "Articles", Kind: terminal.Number, Cell: func(d deal) string { return strconv.Itoa(d.Articles) }},
		{Field: "independent", Title: "Independent", Kind: terminal.Number, Priority: 2, Cell: func(d deal) string { return strconv.Itoa(d.Independent) }},
		{Field: "registry", Title: "Registry", Priority: 3, Cell: func(d deal) string { return strings.Join(d.Registry, " ") }},
		{Field: "passage", Title: "Passage", Priority: 2, Cell: func(d deal) string { return d.First.Passage.Text }},
		{Field: "url", Title: "URL", Priority: 3, Cell: func(d deal) string { return d.First.URL }},
	}
}

func (a *app) dealTotals(totals []report.Total) error {
	list := terminal.NewList(a.streams, a.format, []terminal.Column[report.Total]{
		{Field: "name", Title: "Name", Cell: func(t report.Total) string { return t.Name }},
		{Field: "deals", Title: "Deals", Kind: terminal.Number, Cell: func(t report.Total) string { return strconv.Itoa(t.Deals) }},
		{Field: "currency", Title: "Currency", Cell: func(t report.Total) string { return t.Currency }},
		{Field: "sum", Title: "Sum", Kind: terminal.Number, Cell: func(t report.Total) string { return grouped(t.Sum) }},
		{Field: "ceilings", Title: "Ceilings", Kind: terminal.Number, Cell: func(t report.Total) string { return grouped(t.Ceilings) }},
	})
	for _, t := range totals {
		if err := list.Row(t); err != nil {
			return err
		}
	}
	return list.Close()
}

// notAddedUp says how many deals the totals leave out.
func (a *app) notAddedUp(deals []report.Deal) error {
	out := 0
	for _, d := range deals {
		if !d.Counts() {
			out++
		}
	}
	if out > 0 && !a.quiet {
		a.streams.Notef("not added up: %s without an amount, priced per year or unit, or proposed, alleged or cancelled\n", terminal.Plural(out, "deal", "deals"))
	}
	return nil
}

func (a *app) showDeal(ctx context.Context, id string) (err error) {
	s, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	d, err := report.FindDeal(ctx, s, id)
	if err != nil {
		return fault.Advise(err, "take the number that stands before a deal, such as 42.1: dateline deals")
	}
	if a.format == terminal.JSON || a.format == terminal.JSONL {
		return terminal.WriteJSON(a.streams, d)
	}
	if a.format == terminal.Table {
		head := strings.Join(parts(d.What, dealAmount(d), d.Status, d.Date, strings.Join(d.Registry, ", ")), " · ")
		if err := a.streams.Printf("%s\n%s\n\n", a.streams.Style(terminal.Bold, dealParties(d)), head); err != nil {
			return err
		}
	}
	return a.listReports(d.Reports)
}

func (a *app) listReports(reports []report.Report) error {
	if a.format == terminal.Table && a.streams.OutIsTerminal {
		for _, r := range reports {
			amount := ""
			if r.Amount > 0 {
				amount = humanMoney(r.Amount, r.Currency)
			}
			copied := ""
			if r.CopyOf != 0 {
				copied = "copy of article " + strconv.FormatInt(r.CopyOf, 10)
			}
			e := entry{id: r.ID, head: []string{shortDate(r.Published), r.Outlet, r.Status, amount, copied}, lines: []string{r.URL}, words: r.Passage.Text}
			if err := a.entry(e); err != nil {
				return err
			}
		}
		return nil
	}
	list := terminal.NewList(a.streams, a.format, []terminal.Column[report.Report]{
		{Field: "id", Title: "Report", Cell: func(r report.Report) string { return r.ID }},
		{Field: "published", Title: "Published", Kind: terminal.Time, Cell: func(r report.Report) string { return r.Published.String() }},
		{Field: "outlet", Title: "Outlet", Cell: func(r report.Report) string { return r.Outlet }},
		{Field: "status", Title: "Status", Cell: func(r report.Report) string { return r.Status }},
		{Field: "amount", Title: "Amount", Kind: terminal.Number, Cell: func(r report.Report) string {
			if r.Amount == 0 {
				return ""
			}
			return strconv.FormatFloat(r.Amount, 'f', -1, 64)
		}},
		{Field: "currency", Title: "Currency", Cell: func(r report.Report) string { return r.Currency }},
		{Field: "passage", Title: "Passage", Cell: func(r report.Report) string { return r.Passage.Text }},
		{Field: "start", Title: "Start", Kind: terminal.Number, Cell: func(r report.Report) string { return strconv.Itoa(r.Passage.Start) }},
		{Field: "end", Title: "End", Kind: terminal.Number, Cell: func(r report.Report) string { return strconv.Itoa(r.Passage.End) }},
		{Field: "version", Title: "Version", Kind: terminal.Number, Cell: func(r report.Report) string { return strconv.Itoa(r.Version) }},
		{Field: "url", Title: "URL", Cell: func(r report.Report) string { return r.URL }},
	})
	for _, r := range reports {
		if err := list.Row(r); err != nil {
			return err
		}
	}
	return list.Close()
}
