package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"dateline/internal/fault"
)

// ExtractOptions say what a smaller store holds, and what it must not.
type ExtractOptions struct {
	Made  time.Time
	Query string                    // what is taken, in words
	Hide  func(address string) bool // says that an address is not to be passed on; nil: none is kept back
}

// Extract is a smaller store in the making: articles of another store with all
// that belongs to them. Add articles, Select, Place captures that were copied,
// Finish; and Close in any case. It is for one goroutine.
type Extract struct {
	of      *Store
	options ExtractOptions
	db      *sql.DB
	t       *transaction
	file    string // where Place put captures
	done    Extracted
}

// Extracted counts what a smaller store holds.
type Extracted struct {
	Articles int // that were added
	Withheld int // articles that were added, but hold a secret in an address
	Versions int
	Captures int
	Hidden   int // captures that were kept back
}

// Extract begins a smaller store in the file at path, which is empty and which
// nobody else uses; it has the same schema, and is not made safe against a
// crash before Finish. The store itself is only read, as it is at one moment.
func (s *Store) Extract(ctx context.Context, path string, o ExtractOptions) (x *Extract, err error) {
	defer explain(&err, "make a smaller store")
	if o.Hide == nil {
		o.Hide = func(string) bool { return false }
	}
	if path, err = filepath.Abs(path); err != nil {
		return nil, err
	}
	db, err := openAlone(ctx, path)
	if err != nil {
		return nil, err
	}
	x = &Extract{of: s, options: o, db: db}
	if err := x.begin(ctx); err != nil {
		return nil, errors.Join(err, x.Close())
	}
	return x, nil
}

// openAlone opens a file that nobody else has and that is thrown away unless
// all goes well: without locks, a journal or waiting for the disk. What SQLite
// gathers on its way, such as the rows for a table with a trigger, goes to
// files, so that memory does not grow with them.
func openAlone(ctx context.Context, path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dsn(path, "rwc", "journal_mode(OFF)", "synchronous(OFF)", "foreign_keys(OFF)", "trusted_schema(OFF)",
		"temp_store(FILE)", "cache_size(-16384)")+"&nolock=1")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, firstPragmas); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func (x *Extract) begin(ctx context.Context) error {
	if err := ours.up(ctx, x.db); err != nil {
		return err
	}
	if err := x.attach(ctx); err != nil {
		return err
	}
	tx, err := x.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	x.t = &transaction{ctx: ctx, tx: tx, statements: map[string]*sql.Stmt{}}
	for _, table := range []string{
		`chosen (id INTEGER PRIMARY KEY, asked INTEGER NOT NULL DEFAULT 0)`, // articles
		`resting (id INTEGER PRIMARY KEY)`,                                  // captures
		`hidden (id INTEGER PRIMARY KEY)`,                                   // captures
		`placed (id INTEGER PRIMARY KEY, offset INTEGER NOT NULL, length INTEGER NOT NULL)`,
		`follows (id INTEGER PRIMARY KEY)`,   // sources
		`spoken (id INTEGER PRIMARY KEY)`,    // entities
		`withheld (id INTEGER PRIMARY KEY)`,  // articles
		`barred (id INTEGER PRIMARY KEY)`,    // versions
		`unsaid (id INTEGER PRIMARY KEY)`,    // sightings
		`forgotten (id INTEGER PRIMARY KEY)`, // outcomes
	} {
		if _, err := x.t.exec(`CREATE TEMP TABLE ` + table); err != nil {
			return err
		}
	}
	return nil
}

// attach lets the new store read the old one, which cannot be changed that way.
func (x *Extract) attach(ctx context.Context) (err error) {
	path := (&url.URL{Path: x.of.path}).EscapedPath()
	for _, mode := range []string{"mode=ro", "mode=ro&immutable=1"} { // see openReader
		if log, statErr := os.Stat(x.of.path + "-wal"); mode != "mode=ro" && statErr == nil && log.Size() > 0 {
			return err
		}
		if _, err = x.db.ExecContext(ctx, `ATTACH ? AS origin`, "file://"+path+"?"+mode); err != nil {
			continue
		}
		var n int
		if err = x.db.QueryRowContext(ctx, `SELECT count(*) FROM origin.sqlite_schema`).Scan(&n); err == nil {
			return nil
		}
		if _, detached := x.db.ExecContext(ctx, `DETACH origin`); detached != nil {
			return errors.Join(err, detached)
		}
	}
	return err
}

// Close ends the work. A store that is not finished is not to be used.
func (x *Extract) Close() (err error) {
	if x.t != nil {
		x.t.close()
		if undone := x.t.tx.Rollback(); undone != nil && !errors.Is(undone, sql.ErrTxDone) {
			err = undone
		}
		x.t = nil
	}
	if x.db != nil {
		err = errors.Join(err, x.db.Close())
		x.db = nil
	}
	return err
}

// Add takes articles.
func (x *Extract) Add(articles []int64) (err error) {
	defer explain(&err, "take articles")
	_, err = x.t.exec(`INSERT OR IGNORE INTO chosen (id, asked) SELECT value, 1 FROM json_each(?)`, asJSON(articles))
	return err
}

// Place notes that a capture was copied to a WARC file, the same for all.
func (x *Extract) Place(capture int64, file string, offset, length int64) (err error) {
	defer explain(&err, "place capture %d", capture)
	x.file = file
	_, err = x.t.exec(`INSERT OR REPLACE INTO placed (id, offset, length) VALUES (?, ?, ?)`, capture, offset, length)
	return err
}

// Finish writes everything, checks that it holds together and ends the work.
func (x *Extract) Finish(ctx context.Context) (_ Extracted, err error) {
	defer explain(&err, "make a smaller store")
	for _, step := range []func() error{x.copyRows, x.copyEntities, x.index, x.countTerms, x.chain, x.tell} {
		if err := step(); err != nil {
			return x.done, err
		}
		if err := ctx.Err(); err != nil {
			return x.done, err
		}
	}
	x.t.close()
	if err := x.t.tx.Commit(); err != nil {
		return x.done, err
	}
	x.t = nil
	if err := x.sound(ctx); err != nil {
		return x.done, err
	}
	return x.done, x.Close()
}

// sound finds rows that point to nothing: damage of the old store, or a table
// that was forgotten.
func (x *Extract) sound(ctx context.Context) error {
	scan := func(row scanner) (line string, err error) {
		var table, parent string
		var id any
		err = row.Scan(&table, &id, &parent, new(any))
		return fmt.Sprintf("row %v of %s points to nothing in %s", id, table, parent), err
	}
	for line, err := range each(ctx, x.db, scan, `PRAGMA main.foreign_key_check`) {
		if err == nil {
			err = fault.Advise(fault.New(fault.Corrupt, "%s", line), "run: dateline verify")
		}
		return err
	}
	return nil
}

// tell records what the store is a part of.
func (x *Extract) tell() error {
	_, err := x.t.exec(`INSERT INTO main.extracts (made, program, query, articles, withheld, total, day, head, file)
		VALUES (?, ?, ?, ?, ?, (SELECT count(*) FROM origin.articles WHERE target IS NULL),
			(SELECT day FROM origin.manifest ORDER BY day DESC LIMIT 1), (SELECT head FROM origin.manifest ORDER BY day DESC LIMIT 1), ?)`,
		x.options.Made.UnixMilli(), x.of.options.Program, x.options.Query, x.done.Articles, x.done.Withheld, x.file)
	return err
}

// Part is a store's word that it is a part of another one.
type Part struct {
	Made     time.Time
	Program  string
	Query    string // what was taken, in words
	Articles int
	Withheld int       // that match, too, but hold a secret in an address
	Total    int       // articles of the other store
	Day      time.Time // of the other's manifest; zero: it had no captures
	Head     string    // of it, lower-case hex
	File     string    // the WARC file made for it; "": it shares the archive
}

// Parts returns what the store is a part of, the first store first; none if it
// is whole.
func (s *Store) Parts(ctx context.Context) (_ []Part, err error) {
	defer explain(&err, "read what the store is a part of")
	scan := func(row scanner) (p Part, err error) {
		var made, day sql.NullInt64
		var head []byte
		err = row.Scan(&made, &p.Program, &p.Query, &p.Articles, &p.Withheld, &p.Total, &day, &head, &p.File)
		p.Made, p.Head = fromMillis(made), hex.EncodeToString(head)
		if day.Valid {
			p.Day = time.Unix(day.Int64*86400, 0).UTC()
		}
		return p, err
	}
	return collect(ctx, s.reader, scan, `SELECT made, program, query, articles, withheld, total, day, head, file FROM extracts ORDER BY id`)
}

// Replaceable says whether a file may be replaced by a smaller store: there is
// none, it is no store, or it is a part of another one to which nothing was
// added. It returns that part. Else the error is fault.Usage, or fault.Locked
// where the database is open.
func Replaceable(ctx context.Context, path string) (p Part, err error) {
	defer explain(&err, "replace %q", path)
	if path, err = filepath.Abs(path); err != nil {
		return p, err
	}
	if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 0 {
		return p, fault.Advise(fault.New(fault.Locked, "there is an open database"), "close it, or name another file")
	}
	if is, err := ours.header(path); err != nil || is.absent {
		if code := fault.CodeOf(err); code == fault.Foreign {
			return p, nil
		}
		return p, err
	}
	db, err := openReader(ctx, path, false)
	if err != nil {
		return p, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	s := &Store{path: path, reader: db}
	parts, err := s.Parts(ctx)
	if err != nil || len(parts) == 0 {
		return p, wholeStore()
	}
	p = parts[len(parts)-1]
	var added bool
	err = db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM runs WHERE started > ?1) OR EXISTS (SELECT 1 FROM decisions WHERE time > ?1)
		OR EXISTS (SELECT 1 FROM cases) OR EXISTS (SELECT 1 FROM watches)`, p.Made.UnixMilli()).Scan(&added)
	if err == nil && added {
		err = wholeStore()
	}
	return p, err
}

func wholeStore() error {
	return fault.Advise(fault.New(fault.Usage, "there is a store that holds more than was taken from another one"), "name another file with --out, or take that store away first")
}
