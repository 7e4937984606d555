package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"dateline/internal/fault"
	"dateline/internal/news"
)

// Decide stores decisions. Those before on the same subjects are kept, but no
// longer stand.
func (s *Store) Decide(ctx context.Context, decisions []news.Decision) (err error) {
	defer explain(&err, "store %d decisions", len(decisions))
	return s.transact(ctx, func(t *transaction) error {
		for i := range decisions {
			d := &decisions[i]
			var correction any
			if len(d.Correction) > 0 {
				b, err := json.Marshal(d.Correction)
				if err != nil {
					return err
				}
				correction = string(b)
			}
			d.ID, err = t.insert(`INSERT INTO decisions (kind, article, subject, version, start, end, quote, verdict, correction, note, who, time, reader) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
				string(d.Kind), d.Article, d.Subject, d.Version, d.Span.Start, d.Span.End, d.Quote, string(d.Verdict), correction, d.Note, d.Who, d.Time.UnixMilli(), d.Reader)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Decisions returns the decisions of a kind that stand, in the order in which
// they were made; kind "": all.
func (s *Store) Decisions(ctx context.Context, kind news.DerivedKind) (_ []news.Decision, err error) {
	defer explain(&err, "list decisions")
	return collect(ctx, s.reader, scanDecision, `SELECT d.id, d.kind, d.article, d.subject, d.version, d.start, d.end, d.quote, d.verdict, d.correction, d.note, d.who, d.time, d.reader
		FROM decisions d WHERE (d.kind = ?1 OR ?1 = '')
			AND d.id = (SELECT max(id) FROM decisions WHERE article = d.article AND kind = d.kind AND subject = d.subject) ORDER BY d.id`, string(kind))
}

func scanDecision(row scanner) (d news.Decision, err error) {
	var correction sql.NullString
	var when sql.NullInt64
	if err := row.Scan(&d.ID, &d.Kind, &d.Article, &d.Subject, &d.Version, &d.Span.Start, &d.Span.End, &d.Quote, &d.Verdict, &correction, &d.Note, &d.Who, &when, &d.Reader); err != nil {
		return d, err
	}
	d.Time = fromMillis(when)
	if correction.Valid {
		if err := json.Unmarshal([]byte(correction.String), &d.Correction); err != nil {
			return d, fault.New(fault.Corrupt, "the correction of decision %d: %w", d.ID, err)
		}
	}
	return d, nil
}
