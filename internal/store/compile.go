package store

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"dateline/internal/fault"
	"dateline/internal/query"
)

// plan is a query made ready for the database: the parts of its topmost
// conjunction, each where it is cheapest.
type plan struct {
	lo, hi  int64    // range of version ids, [lo, hi)
	match   string   // expression of the full-text index; "": none
	words   []string // that are all that match asks for, in lower case; nil: it asks for something else
	nested  bool     // the full-text index leads, and the other lists are asked match by match
	outlets []int64  // nil: any
	named   []int64  // entities that they name, all of them
	newest  int      // only so many of the newest that match; 0: all
	join    string   // further tables beside versions v
	where   []string // further conditions on versions v; ?1 and ?2 are the range
	args    []any    // for ?3 and on
	windows bool     // a condition looks into the full-text index: keep the range small
	empty   bool     // nothing can match
}

const (
	beforeAll = math.MinInt64
	afterAll  = math.MaxInt64
)

// compile makes a plan of a query. It looks up outlets and sources by name.
func (s *Store) compile(ctx context.Context, n query.Node) (*plan, error) {
	p := &plan{lo: beforeAll, hi: afterAll}
	if n == nil {
		return p, nil
	}
	var text []query.Node
	for _, part := range conjuncts(n) {
		if err := s.conjunct(ctx, p, part, &text); err != nil {
			return nil, err
		}
	}
	switch expression, sense := matchAll(text); sense {
	case holds:
		p.match, p.words = expression, plainWords(text)
	case lacks:
		p.where = append(p.where, p.lookup("NOT IN", expression))
	case nothing:
		p.empty = true
	case anything, beyond:
	}
	p.empty = p.empty || p.lo >= p.hi || p.outlets != nil && len(p.outlets) == 0
	if p.newest > 0 && !p.empty {
		return p, s.cutOff(ctx, p)
	}
	return p, nil
}

// cutOff moves the beginning of the range so far up that no more versions
// match than are wanted.
func (s *Store) cutOff(ctx context.Context, p *plan) error {
	newest, err := s.candidates(ctx, p, p.hi, p.newest)
	if err == nil && len(newest) == p.newest {
		p.lo = newest[len(newest)-1].id
	}
	return err
}

// conjunct adds one part of the topmost conjunction to the plan.
func (s *Store) conjunct(ctx context.Context, p *plan, part query.Node, text *[]query.Node) error {
	if _, sense := match(part); sense != beyond {
		*text = append(*text, part)
		return nil
	}
	switch part := part.(type) {
	case query.Dates:
		r := span(part)
		p.lo, p.hi = max(p.lo, r.lo), min(p.hi, r.hi)
		if r.exact {
			return nil
		}
	case query.Field:
		if taken, err := s.lead(ctx, p, part); taken || err != nil {
			return err
		}
	}
	condition, err := s.condition(ctx, p, part)
	if err == nil {
		p.where = append(p.where, condition)
	}
	return err
}

// lead keeps a field apart that an index of its own answers.
func (s *Store) lead(ctx context.Context, p *plan, f query.Field) (taken bool, err error) {
	switch f.Name {
	case "newest": // as query.Newest makes it
		p.newest, err = strconv.Atoi(f.Value)
		return true, err
	case "outlet":
		if p.outlets == nil {
			p.outlets, err = s.outletsNamed(ctx, f.Value)
			return true, err
		}
	case "company", "agency", "product", "person", "entity":
		ids, err := s.entitiesNamed(ctx, f.Name, f.Value)
		if len(ids) == 1 {
			p.named = append(p.named, ids[0])
			return true, err
		}
		p.empty = p.empty || len(ids) == 0
	}
	return false, err
}

// conjuncts takes nested conjunctions apart.
func conjuncts(n query.Node) []query.Node {
	and, ok := n.(query.And)
	if !ok {
		return []query.Node{n}
	}
	var parts []query.Node
	for _, part := range and {
		parts = append(parts, conjuncts(part)...)
	}
	return parts
}

// bind adds an argument and returns its place in the statement.
func (p *plan) bind(arg any) string {
	p.args = append(p.args, arg)
	return fmt.Sprintf("?%d", len(p.args)+2)
}

// lookup asks the full-text index within the range.
func (p *plan) lookup(in, expression string) string {
	p.windows = true
	return fmt.Sprintf("v.id %s (SELECT rowid FROM fulltext WHERE fulltext MATCH %s AND rowid >= ?1 AND rowid < ?2)", in, p.bind(expression))
}

// condition turns any tree into a condition on versions v.
func (s *Store) condition(ctx context.Context, p *plan, n query.Node) (string, error) {
	switch expression, sense := match(n); sense {
	case anything:
		return "true", nil
	case nothing:
		return "false", nil
	case holds:
		return p.lookup("IN", expression), nil
	case lacks:
		return p.lookup("NOT IN", expression), nil
	case beyond:
	}
	switch n := n.(type) {
	case query.Not:
		inner, err := s.condition(ctx, p, n.Part)
		return "NOT " + inner, err
	case query.And:
		return s.conditions(ctx, p, n, " AND ")
	case query.Or:
		return s.conditions(ctx, p, n, " OR ")
	case query.Dates:
		return p.dates(n), nil
	case query.Field:
		return s.field(ctx, p, n)
	}
	return "", fault.New(fault.Usage, "the store cannot ask for %T", n)
}

func (s *Store) conditions(ctx context.Context, p *plan, parts []query.Node, operator string) (string, error) {
	all := make([]string, len(parts))
	for i, part := range parts {
		var err error
		if all[i], err = s.condition(ctx, p, part); err != nil {
			return "", err
		}
	}
	return "(" + strings.Join(all, operator) + ")", nil
}

// dayRange is an interval as a range of version ids; exact if it begins and
// ends with a day.
type dayRange struct {
	lo, hi int64
	exact  bool
}

func span(d query.Dates) dayRange {
	r := dayRange{beforeAll, afterAll, true}
	from, to := d.Interval.Bounds()
	if !from.IsZero() {
		ms := from.UnixMilli()
		r.lo = floorDay(ms) << sequenceBits
		r.exact = floorDay(ms)*dayMillis == ms
	}
	if !to.IsZero() {
		ms := to.UnixMilli()
		r.hi = -floorDay(-ms) << sequenceBits // rounded up
		r.exact = r.exact && floorDay(ms)*dayMillis == ms
	}
	return r
}

func (p *plan) dates(d query.Dates) string {
	r := span(d)
	all := []string{"true"}
	if r.lo != beforeAll {
		all = append(all, "v.id >= "+p.bind(r.lo))
	}
	if r.hi != afterAll {
		all = append(all, "v.id < "+p.bind(r.hi))
	}
	if from, to := d.Interval.Bounds(); !r.exact {
		if !from.IsZero() {
			all = append(all, "v.moment >= "+p.bind(from.UnixMilli()))
		}
		if !to.IsZero() {
			all = append(all, "v.moment < "+p.bind(to.UnixMilli()))
		}
	}
	return "(" + strings.Join(all, " AND ") + ")"
}
