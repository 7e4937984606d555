package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
)

// BeginRun records the start of a run and returns its number.
func (s *Store) BeginRun(ctx context.Context, run news.Run) (id int64, err error) {
	defer explain(&err, "begin run")
	if run.Program == "" {
		run.Program = s.options.Program
	}
	err = s.transact(ctx, func(t *transaction) error {
		id, err = t.insert(`INSERT INTO runs (started, ended, program, new, changed, unchanged, failed) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			run.Started.UnixMilli(), millis(run.Ended), run.Program, run.New, run.Changed, run.Unchanged, run.Failed)
		return err
	})
	return id, err
}

// EndRun records the end of a run and what it did, and gives pages that the
// run left empty back to the file system.
func (s *Store) EndRun(ctx context.Context, run news.Run) (err error) {
	defer explain(&err, "end run %d", run.ID)
	err = s.transact(ctx, func(t *transaction) error {
		n, err := t.exec(`UPDATE runs SET ended = ?, new = ?, changed = ?, unchanged = ?, failed = ? WHERE id = ?`,
			millis(run.Ended), run.New, run.Changed, run.Unchanged, run.Failed, run.ID)
		if err == nil && n == 0 {
			return fault.New(fault.NoMatch, "there is no such run")
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.giveBack(ctx)
}

// Runs returns the last runs, newest first.
func (s *Store) Runs(ctx context.Context, limit int) (_ []news.Run, err error) {
	defer explain(&err, "list runs")
	return collect(ctx, s.reader, scanRun, `SELECT id, started, ended, program, new, changed, unchanged, failed FROM runs ORDER BY id DESC LIMIT ?`, limit)
}

func scanRun(row scanner) (news.Run, error) {
	var run news.Run
	var started, ended sql.NullInt64
	err := row.Scan(&run.ID, &started, &ended, &run.Program, &run.New, &run.Changed, &run.Unchanged, &run.Failed)
	run.Started, run.Ended = fromMillis(started), fromMillis(ended)
	return run, err
}

// OutcomeFilter narrows a list of outcomes. The zero filter takes all.
type OutcomeFilter struct {
	Run     int64
	Source  int64
	Article int64
	Failed  bool // only those with a code
	Limit   int  // 0: no limit
}

// Outcomes returns what became of fetches and files, newest first.
func (s *Store) Outcomes(ctx context.Context, f OutcomeFilter) (_ []news.Outcome, err error) {
	defer explain(&err, "list outcomes")
	var query strings.Builder
	query.WriteString(`SELECT o.id, o.run, o.source, o.article, o.capture, coalesce(o.url, c.url, ''), o.time, o.took, o.status, o.code, o.detail
		FROM outcomes o LEFT JOIN captures c ON c.id = o.capture WHERE true`)
	var args []any
	for _, only := range []struct {
		column string
		id     int64
	}{{"run", f.Run}, {"source", f.Source}, {"article", f.Article}} {
		if only.id != 0 {
			query.WriteString(` AND o.` + only.column + ` = ?`)
			args = append(args, only.id)
		}
	}
	if f.Failed {
		query.WriteString(` AND o.code <> ''`)
	}
	query.WriteString(` ORDER BY o.id DESC LIMIT ?`)
	if f.Limit == 0 {
		f.Limit = -1
	}
	return collect(ctx, s.reader, scanOutcome, query.String(), append(args, f.Limit)...)
}

func scanOutcome(row scanner) (news.Outcome, error) {
	var o news.Outcome
	var run, source, article, capture, at sql.NullInt64
	var took int64
	err := row.Scan(&o.ID, &run, &source, &article, &capture, &o.URL, &at, &took, &o.Status, &o.Code, &o.Detail)
	o.Run, o.Source, o.Article, o.Capture = run.Int64, source.Int64, article.Int64, capture.Int64
	o.Time, o.Took = fromMillis(at), time.Duration(took)*time.Millisecond
	return o, err
}
