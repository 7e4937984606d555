package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
)

// AddCase makes a case; fault.Usage if there is one with this name.
func (s *Store) AddCase(ctx context.Context, c news.Case) (_ news.Case, err error) {
	defer explain(&err, "make the case %q", c.Name)
	err = s.transact(ctx, func(t *transaction) error {
		var there int
		if err := t.row(`SELECT count(*) FROM cases WHERE name = ?`, c.Name).Scan(&there); err != nil {
			return err
		}
		if there > 0 {
			return fault.New(fault.Usage, "there is a case with this name")
		}
		c.ID, err = t.insert(`INSERT INTO cases (name, query, made) VALUES (?, ?, ?)`, c.Name, c.Query, c.Made.UnixMilli())
		return err
	})
	return c, err
}

// Cases lists all cases by name.
func (s *Store) Cases(ctx context.Context) (_ []news.Case, err error) {
	defer explain(&err, "list cases")
	return collect(ctx, s.reader, scanCase, `SELECT id, name, query, made FROM cases ORDER BY name`)
}

// Case returns the case with a name; fault.NoMatch if there is none.
func (s *Store) Case(ctx context.Context, name string) (_ news.Case, err error) {
	defer explain(&err, "look up the case %q", name)
	c, err := scanCase(s.reader.QueryRowContext(ctx, `SELECT id, name, query, made FROM cases WHERE name = ?`, name))
	if errors.Is(err, sql.ErrNoRows) {
		return c, fault.New(fault.NoMatch, "there is no such case")
	}
	return c, err
}

func scanCase(row scanner) (c news.Case, err error) {
	var made sql.NullInt64
	err = row.Scan(&c.ID, &c.Name, &c.Query, &made)
	c.Made = fromMillis(made)
	return c, err
}

// PutInCase takes articles into a case, or leaves them out of it.
func (s *Store) PutInCase(ctx context.Context, id int64, articles []int64, inside bool, now time.Time) (err error) {
	defer explain(&err, "change a case")
	return s.transact(ctx, func(t *transaction) error {
		for _, article := range articles {
			if _, err := t.exec(`INSERT OR REPLACE INTO case_articles (case_id, article, inside, time) VALUES (?, ?, ?, ?)`, id, article, inside, now.UnixMilli()); err != nil {
				return err
			}
		}
		return nil
	})
}

// AddOwnEvent adds an event to a case.
func (s *Store) AddOwnEvent(ctx context.Context, id int64, e news.OwnEvent) (err error) {
	defer explain(&err, "add an event to a case")
	return s.transact(ctx, func(t *transaction) error {
		_, err := t.exec(`INSERT INTO case_events (case_id, date, what, source, time) VALUES (?, ?, ?, ?, ?)`, id, e.Date.String(), e.What, e.Source, e.Time.UnixMilli())
		return err
	})
}

// OwnEvents lists the events that were added to a case.
func (s *Store) OwnEvents(ctx context.Context, id int64) (_ []news.OwnEvent, err error) {
	defer explain(&err, "list the events of a case")
	scan := func(row scanner) (e news.OwnEvent, err error) {
		var when string
		var made sql.NullInt64
		if err := row.Scan(&e.ID, &when, &e.What, &e.Source, &made); err != nil {
			return e, err
		}
		e.Time = fromMillis(made)
		e.Date, err = date(when)
		return e, err
	}
	return collect(ctx, s.reader, scan, `SELECT id, date, what, source, time FROM case_events WHERE case_id = ? ORDER BY id`, id)
}

// AddNote writes a note down.
func (s *Store) AddNote(ctx context.Context, id int64, n news.Note) (err error) {
	defer explain(&err, "add a note to a case")
	return s.transact(ctx, func(t *transaction) error {
		_, err := t.exec(`INSERT INTO case_notes (case_id, article, note, who, time) VALUES (?, ?, ?, ?, ?)`, id, orNull(n.Article), n.Note, n.Who, n.Time.UnixMilli())
		return err
	})
}

// Notes lists the notes of a case.
func (s *Store) Notes(ctx context.Context, id int64) (_ []news.Note, err error) {
	defer explain(&err, "list the notes of a case")
	scan := func(row scanner) (n news.Note, err error) {
		var made sql.NullInt64
		err = row.Scan(&n.ID, &n.Article, &n.Note, &n.Who, &made)
		n.Time = fromMillis(made)
		return n, err
	}
	return collect(ctx, s.reader, scan, `SELECT id, coalesce(article, 0), note, who, time FROM case_notes WHERE case_id = ? ORDER BY id`, id)
}

// byHand is the condition that an article was taken into a case, or left out.
func (p *plan) byHand(name string, inside int) string {
	return "v.article IN (SELECT m.article FROM case_articles m JOIN cases c ON c.id = m.case_id WHERE m.inside = " + p.bind(inside) + " AND c.name = " + p.bind(name) + ")"
}
