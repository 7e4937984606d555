package cli

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"dateline/internal/fault"
	"dateline/internal/query"
	"dateline/internal/terminal"
)

// query parses a query and joins --since and --until to it.
func (a *app) query(q, since, until string) (query.Node, error) {
	n, err := query.Parse(q, a.now())
	if err != nil {
		return nil, a.wrongQuery(err)
	}
	if since == "" && until == "" {
		return n, nil
	}
	for _, bound := range []struct{ flag, date, interval string }{
		{"since", since, since + "/.."}, {"until", until, "../" + until},
	} {
		if bound.date == "" {
			continue
		}
		if _, err := query.Parse("date:"+bound.interval, a.now()); err != nil || strings.ContainsAny(bound.date, "/ ()\"") {
			return nil, wrongBound(bound.flag, bound.date)
		}
	}
	dates, err := query.Parse("date:"+cmp.Or(since, "..")+"/"+cmp.Or(until, ".."), a.now())
	if err != nil {
		return nil, usage("give the earlier date to --since", "--since %s is later than --until %s", since, until)
	}
	return query.AndOf(n, dates), nil
}

func wrongBound(flag, date string) error {
	return usage("give a day such as 2026-02-18, a month 2026-02, a year 2026, or a span before today such as P30D", "--%s %q is no date", flag, date)
}

// wrongQuery says what is wrong with a query, points at the place where that
// helps, and says what is allowed there.
func (a *app) wrongQuery(err error) error {
	var syntax *query.SyntaxError
	if !errors.As(err, &syntax) {
		return err
	}
	where := fmt.Sprintf("at character %d", syntax.Column())
	if syntax.Offset >= len(syntax.Query) {
		where = "at the end"
	}
	advice := syntax.Hint
	if advice == "" && len(syntax.Allowed) > 0 {
		advice = "allowed there: " + strings.Join(syntax.Allowed, ", ")
	}
	if advice == "" {
		advice = "see: dateline help query"
	}
	e := fault.Error{Code: fault.Usage, Doing: "query", Err: fmt.Errorf("%s, %s", syntax.Message, where), Advice: advice}
	if a.format.Machine() {
		return &e
	}
	return &pointed{cause: &e, query: syntax.Query, offset: syntax.Offset}
}

// pointed is a failure with the place in a query that it concerns.
type pointed struct {
	cause  *fault.Error
	query  string
	offset int
}

func (p *pointed) Error() string { return p.cause.Error() }

// Unwrap keeps the kind of failure, and its advice, within reach.
func (p *pointed) Unwrap() error { return p.cause }

// fail tells the user what a command ended with.
func (a *app) fail(err error) {
	var p *pointed
	if a.format.Machine() || !errors.As(err, &p) || strings.ContainsAny(p.query, "\n\r") {
		terminal.Error(a.streams, a.format, err)
		return
	}
	terminal.Error(a.streams, a.format, errors.New(err.Error()))
	before := terminal.Clean(p.query[:min(max(p.offset, 0), len(p.query))])
	a.streams.Notef("  %s\n  %s\n%s\n", p.query, strings.Repeat(" ", terminal.Width(before))+"^", p.cause.Advice)
}
