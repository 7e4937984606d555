package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"dateline/internal/fault"
)

// maxProblems is the most that Check reports of one kind.
const maxProblems = 100

// Check reads the whole database again and returns what is wrong with it, one
// line each: its pages and indexes, the full-text index, rows that point to
// nothing, versions without text, texts that are not what was stored. The
// error is about the checking itself.
func (s *Store) Check(ctx context.Context) (problems []string, err error) {
	defer explain(&err, "check store")
	for _, check := range []func(context.Context) ([]string, error){s.checkPages, s.checkKeys, s.checkIndex, s.checkTexts, s.checkChain} {
		found, err := check(ctx)
		problems = append(problems, found...)
		if code := fault.CodeOf(kind(err)); code == fault.Corrupt {
			return append(problems, err.Error()), nil
		}
		if err != nil {
			return problems, err
		}
	}
	return problems, nil
}

func (s *Store) checkPages(ctx context.Context) ([]string, error) {
	scan := func(row scanner) (line string, err error) { err = row.Scan(&line); return line, err }
	lines, err := collect(ctx, s.reader, scan, fmt.Sprintf(`PRAGMA integrity_check(%d)`, maxProblems))
	if len(lines) == 1 && lines[0] == "ok" {
		return nil, err
	}
	return lines, err
}

func (s *Store) checkKeys(ctx context.Context) ([]string, error) {
	scan := func(row scanner) (line string, err error) {
		var table, parent string
		var id, key any
		err = row.Scan(&table, &id, &parent, &key)
		return fmt.Sprintf("row %v of %s points to nothing in %s", id, table, parent), err
	}
	return collect(ctx, s.reader, scan, `PRAGMA foreign_key_check`)
}

func (s *Store) checkIndex(ctx context.Context) ([]string, error) {
	scan := func(row scanner) (line string, err error) {
		var id int64
		err = row.Scan(&id)
		return fmt.Sprintf("version %d is not in the full-text index, or nothing else is", id), err
	}
	return collect(ctx, s.reader, scan, `SELECT id FROM versions WHERE id NOT IN (SELECT id FROM fulltext_docsize)
		UNION ALL SELECT id FROM fulltext_docsize WHERE id NOT IN (SELECT id FROM versions) LIMIT ?`, maxProblems)
}

func (s *Store) checkTexts(ctx context.Context) (problems []string, err error) {
	type row struct {
		id, size    int64
		sum, packed []byte
	}
	scan := func(r scanner) (b row, err error) { err = r.Scan(&b.id, &b.size, &b.sum, &b.packed); return b, err }
	for b, err := range each(ctx, s.reader, scan, `SELECT v.id, v.size, v.text_sha256, b.text FROM versions v LEFT JOIN bodies b ON b.id = v.id ORDER BY v.id`) {
		if err != nil {
			return problems, err
		}
		if len(problems) == maxProblems {
			break
		}
		if b.packed == nil {
			problems = append(problems, fmt.Sprintf("version %d has no text", b.id))
			continue
		}
		text, err := decompress(b.packed)
		if err != nil {
			problems = append(problems, fmt.Sprintf("version %d: %v", b.id, err))
			continue
		}
		if sum := sha256.Sum256([]byte(text)); string(sum[:]) != string(b.sum) || int64(len(text)) != b.size {
			problems = append(problems, fmt.Sprintf("version %d: the text is not the one with SHA-256 %s", b.id, hex.EncodeToString(b.sum)))
		}
	}
	return problems, nil
}
