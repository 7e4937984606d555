package store

import (
	"context"
	"database/sql"
	"errors"
	"iter"

	"dateline/internal/fault"
)

// scanner is a row of a result.
type scanner interface{ Scan(into ...any) error }

// transaction is one write transaction with the statements prepared in it.
type transaction struct {
	ctx        context.Context
	tx         *sql.Tx
	statements map[string]*sql.Stmt
}

// transact runs do in one transaction: all of it is stored or nothing.
func (s *Store) transact(ctx context.Context, do func(*transaction) error) (err error) {
	if s.writer == nil {
		return fault.New(fault.ReadOnly, "the store was opened for reading")
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	// Watching the context costs more than most statements: it is looked at
	// between the steps of a batch instead.
	quiet := context.WithoutCancel(ctx)
	tx, err := s.writer.BeginTx(quiet, nil)
	if err != nil {
		return err
	}
	t := &transaction{ctx: quiet, tx: tx, statements: map[string]*sql.Stmt{}}
	defer t.close()
	if err := do(t); err != nil {
		if undone := tx.Rollback(); undone != nil && !errors.Is(undone, sql.ErrTxDone) {
			err = errors.Join(err, undone)
		}
		return err
	}
	return tx.Commit()
}

func (t *transaction) close() {
	for _, s := range t.statements {
		_ = s.Close() // the transaction is over
	}
}

func (t *transaction) prepare(statement string) (*sql.Stmt, error) {
	if s, ok := t.statements[statement]; ok {
		return s, nil
	}
	s, err := t.tx.PrepareContext(t.ctx, statement)
	if err == nil {
		t.statements[statement] = s
	}
	return s, err
}

// exec runs a statement and returns how many rows it changed.
func (t *transaction) exec(statement string, args ...any) (int64, error) {
	s, err := t.prepare(statement) //nolint:sqlclosecheck // close ends all statements of the transaction
	if err != nil {
		return 0, err
	}
	result, err := s.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// insert runs a statement and returns the id of the new row.
func (t *transaction) insert(statement string, args ...any) (int64, error) {
	s, err := t.prepare(statement) //nolint:sqlclosecheck // close ends all statements of the transaction
	if err != nil {
		return 0, err
	}
	result, err := s.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// row asks for one row.
func (t *transaction) row(statement string, args ...any) scanner {
	s, err := t.prepare(statement) //nolint:sqlclosecheck // close ends all statements of the transaction
	if err != nil {
		return failed{err}
	}
	return s.QueryRowContext(t.ctx, args...)
}

// rowsOf asks for rows.
func rowsOf[T any](t *transaction, scan func(scanner) (T, error), statement string, args ...any) (all []T, err error) {
	s, err := t.prepare(statement) //nolint:sqlclosecheck // close ends all statements of the transaction
	if err != nil {
		return nil, err
	}
	rows, err := s.QueryContext(t.ctx, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

type failed struct{ err error }

func (f failed) Scan(...any) error { return f.err }

// each yields the rows of a query; a failure is yielded last.
func each[T any](ctx context.Context, db *sql.DB, scan func(scanner) (T, error), query string, args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		rows, err := db.QueryContext(ctx, query, args...)
		if err != nil {
			yield(none, err)
			return
		}
		defer rows.Close() //nolint:errcheck // Err tells
		for rows.Next() {
			v, err := scan(rows)
			if !yield(v, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(none, err)
		}
	}
}

// collect returns the rows of a query.
func collect[T any](ctx context.Context, db *sql.DB, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	var all []T
	for v, err := range each(ctx, db, scan, query, args...) {
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

func scanInt(row scanner) (n int64, err error) { err = row.Scan(&n); return n, err }
