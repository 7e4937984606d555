package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"dateline/internal/fault"
	"dateline/internal/news"
)

// facts is the part of a reading that is kept as one packed value: what is
// asked for with its article only.
type facts struct {
	Mentions     []news.Mention     `json:"mentions,omitempty"`
	Amounts      []news.Amount      `json:"amounts,omitempty"`
	Dates        []news.Date        `json:"dates,omitempty"`
	Attributions []news.Attribution `json:"attributions,omitempty"`
	Links        []news.Link        `json:"links,omitempty"`
	Credit       string             `json:"credit,omitempty"`
	Corrections  []string           `json:"corrections,omitempty"`
}

// reading stores what was read in a version, in place of an earlier reading.
func (b *batch) reading(version int64, r *news.Reading) error {
	ids, err := b.appear(version, r.Mentions)
	if err != nil {
		return err
	}
	packed, err := json.Marshal(facts{r.Mentions, r.Amounts, r.Dates, r.Attributions, r.Links, r.Credit, r.Corrections})
	if err != nil {
		return err
	}
	if _, err := b.exec(`INSERT INTO readings (version, reader, relevant, relevance, has, origin, origin_start, origin_end, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		version, r.Reader, r.Relevant, r.Relevance, bitsOf(r), r.Origin, r.OriginPlace.Start, r.OriginPlace.End, Compress(string(packed))); err != nil {
		return err
	}
	if err := b.deals(version, r.Deals, ids); err != nil {
		return err
	}
	if err := b.events(version, r.Events, ids); err != nil {
		return err
	}
	for i, s := range r.Statements {
		if _, err := b.exec(`INSERT INTO statements (version, number, start, end, speaker, act, quote) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			version, i+1, s.Start, s.End, s.Speaker, string(s.Act), s.Quote); err != nil {
			return err
		}
	}
	return nil
}

// bitsOf returns the bits of readings.has.
func bitsOf(r *news.Reading) (bits int) {
	if slices.ContainsFunc(r.Amounts, func(a news.Amount) bool { return a.Currency != "" }) {
		bits |= 1
	}
	if len(r.Deals) > 0 {
		bits |= 2
	}
	if slices.ContainsFunc(r.Statements, func(s news.Statement) bool { return s.Act == news.ActDenial }) {
		bits |= 4
	}
	if len(r.Corrections) > 0 {
		bits |= 8
	}
	return bits
}

func (b *batch) deals(version int64, deals []news.Deal, ids *names) error {
	for i, d := range deals {
		var parties [3]any
		for n, party := range []struct {
			name string
			kind news.EntityKind
		}{{d.Vendor, news.EntityCompany}, {d.Agency, news.EntityAgency}, {d.Reseller, news.EntityCompany}} {
			id, err := b.named(ids, party.name, party.kind)
			if err != nil {
				return err
			}
			parties[n] = orNull(id)
		}
		var amount any
		if d.Currency != "" {
			amount = d.Amount
		}
		if _, err := b.exec(`INSERT INTO deals (version, number, start, end, vendor, agency, reseller, what, amount, currency, bound, role, status, date, registry, confidence)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			version, i+1, d.Start, d.End, parties[0], parties[1], parties[2], d.What, amount, d.Currency, string(d.Bound), d.Role,
			string(d.Status), d.Date.String(), list(d.Registry), d.Confidence); err != nil {
			return err
		}
	}
	return nil
}

func (b *batch) events(version int64, events []news.Event, ids *names) error {
	for i, e := range events {
		var who []int64
		for _, name := range e.Entities {
			id, err := b.named(ids, name, "")
			if err != nil {
				return err
			}
			if id != 0 {
				who = append(who, id)
			}
		}
		var entities any
		if len(who) > 0 {
			entities = asJSON(who)
		}
		if _, err := b.exec(`INSERT INTO events (version, number, start, end, date, date_start, date_end, entities, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			version, i+1, e.Start, e.End, e.Date.String(), e.DatePlace.Start, e.DatePlace.End, entities, e.Confidence); err != nil {
			return err
		}
	}
	return nil
}

// Reading returns what was read in a version; false if it was not read yet.
func (s *Store) Reading(ctx context.Context, version int64) (r news.Reading, read bool, err error) {
	defer explain(&err, "read what version %d says", version)
	var packed []byte
	err = s.reader.QueryRowContext(ctx, `SELECT r.reader, r.relevant, r.relevance, r.origin, r.origin_start, r.origin_end, r.facts, v.language
		FROM readings r JOIN versions v ON v.id = r.version WHERE r.version = ?`, version).
		Scan(&r.Reader, &r.Relevant, &r.Relevance, &r.Origin, &r.OriginPlace.Start, &r.OriginPlace.End, &packed, &r.Language)
	if errors.Is(err, sql.ErrNoRows) {
		return r, false, nil
	}
	if err != nil {
		return r, false, err
	}
	if err := unpack(packed, &r); err != nil {
		return r, false, fault.New(fault.Corrupt, "what was read in it cannot be unpacked: %w", err)
	}
	if r.Deals, err = s.dealsOf(ctx, version); err != nil {
		return r, false, err
	}
	if r.Events, err = s.eventsOf(ctx, version); err != nil {
		return r, false, err
	}
	r.Statements, err = collect(ctx, s.reader, scanStatement, `SELECT start, end, speaker, act, quote FROM statements WHERE version = ? ORDER BY number`, version)
	return r, err == nil, err
}

// unpack fills in what reading packed.
func unpack(packed []byte, r *news.Reading) error {
	plain, err := decompress(packed)
	if err != nil {
		return err
	}
	var f facts
	if err := json.Unmarshal([]byte(plain), &f); err != nil {
		return err
	}
	r.Mentions, r.Amounts, r.Dates, r.Attributions = f.Mentions, f.Amounts, f.Dates, f.Attributions
	r.Links, r.Credit, r.Corrections = f.Links, f.Credit, f.Corrections
	return nil
}

func (s *Store) dealsOf(ctx context.Context, version int64) ([]news.Deal, error) {
	return collect(ctx, s.reader, scanDeal, `SELECT d.start, d.end, coalesce(v.name, ''), coalesce(a.name, ''), coalesce(r.name, ''), d.what,
			coalesce(d.amount, 0), d.currency, d.bound, d.role, d.status, d.date, d.registry, d.confidence
		FROM deals d LEFT JOIN entities v ON v.id = d.vendor LEFT JOIN entities a ON a.id = d.agency LEFT JOIN entities r ON r.id = d.reseller
		WHERE d.version = ? ORDER BY d.number`, version)
}

func scanDeal(row scanner) (d news.Deal, err error) {
	var when string
	var registry sql.NullString
	if err := row.Scan(&d.Start, &d.End, &d.Vendor, &d.Agency, &d.Reseller, &d.What, &d.Amount, &d.Currency, &d.Bound, &d.Role, &d.Status, &when, &registry, &d.Confidence); err != nil {
		return d, err
	}
	if d.Registry, err = fromList(registry); err != nil {
		return d, err
	}
	d.Date, err = date(when)
	return d, err
}

func (s *Store) eventsOf(ctx context.Context, version int64) ([]news.Event, error) {
	return collect(ctx, s.reader, scanEvent, `SELECT start, end, date, date_start, date_end, confidence,
			(SELECT json_group_array(n.name ORDER BY j.key) FROM json_each(e.entities) j JOIN entities n ON n.id = j.value)
		FROM events e WHERE version = ? ORDER BY number`, version)
}

func scanEvent(row scanner) (e news.Event, err error) {
	var when string
	var entities sql.NullString
	if err := row.Scan(&e.Start, &e.End, &when, &e.DatePlace.Start, &e.DatePlace.End, &e.Confidence, &entities); err != nil {
		return e, err
	}
	if e.Entities, err = fromList(entities); err != nil {
		return e, err
	}
	e.Date, err = date(when)
	return e, err
}

func scanStatement(row scanner) (t news.Statement, err error) {
	err = row.Scan(&t.Start, &t.End, &t.Speaker, &t.Act, &t.Quote)
	return t, err
}
