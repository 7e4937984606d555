package cli

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/news"
	"dateline/internal/report"
	"dateline/internal/terminal"
)

type claimOptions struct {
	between
	portion
	speaker string
	acts    []string
}

var acts = []string{
	string(news.ActStatement), string(news.ActDenial), string(news.ActNoComment), string(news.ActAllegation),
	string(news.ActAnnouncement), string(news.ActCriticism), string(news.ActCall),
}

func newClaims(a *app) *cobra.Command {
	var o claimOptions
	cmd := &cobra.Command{
		Use:        "claims [QUERY]",
		GroupID:    groupAsk,
		SuggestFor: []string{"statements", "quotes", "denials", "says"},
		Short:      "Who says what; denials beside what they deny",
		Long: `claims lists what is said in the articles that match, the newest first. Beneath
allegations, criticism and calls stand the denials and refusals to comment that
answer them. What several articles report of one speaker in the same words
stands once, with its outlets.`,
		Annotations: exits(
			"0  done, also when nobody says anything",
			exitsNoStore,
			"2  the query is wrong; the message points at the place",
			exitsStore,
		),
		Example: `  dateline claims company:microsoft
  dateline claims 'agency:ICE' --act denial,no_comment
  dateline claims --speaker palantir --since 2025-01
  dateline claims has:denial --all --format jsonl`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.claims(cmd.Context(), o, strings.Join(args, " "))
		},
	}
	f := cmd.Flags()
	o.between.flags(cmd, "reported")
	f.StringVar(&o.speaker, "speaker", "", "only what `NAME` says, or is answered by")
	f.StringSliceVar(&o.acts, "act", nil, "only `ACT`: "+strings.Join(acts, ", "))
	o.portion.flags(cmd, 20, "claims")
	complete(cmd, "act", acts...)
	a.caseFlag(cmd)
	a.formatFlag(cmd)
	return cmd
}

func (a *app) claims(ctx context.Context, o claimOptions, q string) (err error) {
	n, err := a.query(q, o.since, o.until)
	if err != nil {
		return err
	}
	if err := o.check("claims"); err != nil {
		return err
	}
	for _, act := range o.acts {
		if !slices.Contains(acts, act) {
			return usage("use "+strings.Join(acts, ", "), "claims: --act %q is unknown", act)
		}
	}
	s, n, err := a.ask(ctx, n)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if !o.all {
		if n, err = a.recent(ctx, s, n); err != nil {
			return err
		}
	}
	claims, err := report.Claims(ctx, s, n, report.ClaimOptions{Speaker: o.speaker, Acts: o.acts})
	if err != nil {
		return err
	}
	found := len(claims)
	if !o.all {
		claims = claims[:min(found, o.limit)]
	}
	if err := a.listClaims(claims); err != nil {
		return err
	}
	switch {
	case a.quiet:
	case found == 0:
		a.nothing(ctx, s, q, o.between, o.nothing()+in(q)+a.ofTheCase())
	case found > len(claims):
		a.streams.Notef("%d of %d claims; --all gives the others\n", len(claims), found)
	}
	return nil
}

// nothing says what was looked for in vain.
func (o claimOptions) nothing() string {
	said := "nobody says anything"
	if len(o.acts) > 0 {
		said = "no " + strings.ReplaceAll(strings.Join(o.acts, " and no "), "_", " ")
	}
	if o.speaker != "" {
		said += " of or about " + o.speaker
	}
	return said
}

func (a *app) listClaims(claims []report.Claim) error {
	if a.format == terminal.Table && a.streams.OutIsTerminal {
		for _, c := range claims {
			if err := a.claim(c, ""); err != nil {
				return err
			}
		}
		return nil
	}
	list := terminal.NewList(a.streams, a.format, claimColumns())
	row := list.Row
	if a.format == terminal.JSON || a.format == terminal.JSONL { // answers stand in their claim
		for _, c := range claims {
			if err := row(claimRow{Claim: c}); err != nil {
				return err
			}
		}
		return list.Close()
	}
	for _, c := range claims {
		if err := row(claimRow{Claim: c}); err != nil {
			return err
		}
		for _, answer := range c.Answers {
			if err := row(claimRow{Claim: answer, to: c.ID}); err != nil {
				return err
			}
		}
	}
	return list.Close()
}

// claimRow is a claim in a table: what it answers is a column.
type claimRow struct {
	report.Claim
	to string
}

// claim prints a claim as a paragraph, and its answers beneath it.
func (a *app) claim(c report.Claim, answers string) error {
	outlets := c.Outlet
	if n := len(c.Outlets); n > 1 {
		outlets += " and " + strconv.Itoa(n-1) + " more"
	}
	head := []string{actWord(news.Act(c.Act)), shortDate(c.Published), outlets}
	if answers != "" {
		head = append([]string{"answers " + answers + ":"}, head...)
	}
	speaker := c.Speaker
	if speaker == "" {
		speaker = "(somebody)"
	}
	if err := a.entry(entry{id: c.ID, head: head, title: speaker, words: c.Passage.Text}); err != nil {
		return err
	}
	for _, answer := range c.Answers {
		if err := a.claim(answer, c.ID); err != nil {
			return err
		}
	}
	return nil
}

func claimColumns() []terminal.Column[claimRow] {
	return []terminal.Column[claimRow]{
		{Field: "id", Title: "Claim", Cell: func(c claimRow) string { return c.ID }},
		{Field: "answers", Title: "Answers", Cell: func(c claimRow) string { return c.to }},
		{Field: "speaker", Title: "Speaker", Cell: func(c claimRow) string { return c.Speaker }},
		{Field: "act", Title: "Act", Cell: func(c claimRow) string { return c.Act }},
		{Field: "passage", Title: "Passage", Cell: func(c claimRow) string { return c.Passage.Text }},
		{Field: "published", Title: "Published", Kind: terminal.Time, Cell: func(c claimRow) string { return c.Published.String() }},
		{Field: "outlets", Title: "Outlets", Cell: func(c claimRow) string { return strings.Join(c.Outlets, ", ") }},
		{Field: "articles", Title: "Articles", Kind: terminal.Number, Cell: func(c claimRow) string { return strconv.Itoa(c.Articles) }},
		{Field: "url", Title: "URL", Cell: func(c claimRow) string { return c.URL }},
	}
}
