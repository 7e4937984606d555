package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"

	"dateline/internal/fault"
	"dateline/internal/news"
)

const versionColumns = `v.id, v.article, v.number, v.capture, v.basis, v.seen, v.title, v.authors, v.published, v.modified, v.language, v.section, v.site, coalesce(v.canonical, (SELECT url FROM articles WHERE id = v.article)), v.access, v.text_sha256, v.reader`

// Versions returns the versions of an article in the order in which they were
// seen, without text.
func (s *Store) Versions(ctx context.Context, article int64) (_ []news.Version, err error) {
	defer explain(&err, "list versions of article %d", article)
	return collect(ctx, s.reader, scanVersion, `SELECT `+versionColumns+` FROM versions v WHERE v.article = ? ORDER BY v.seen, v.number`, article)
}

// Version returns one version with its text; fault.NoMatch if there is none.
func (s *Store) Version(ctx context.Context, id int64) (_ news.Version, err error) {
	defer explain(&err, "read version %d", id)
	v, err := scanWhole(s.reader.QueryRowContext(ctx, `SELECT `+versionColumns+`, b.text FROM versions v LEFT JOIN bodies b ON b.id = v.id WHERE v.id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return v, fault.New(fault.NoMatch, "there is no such version")
	}
	return v, err
}

// EachVersion calls do with every version and its text, in the order of ids,
// until it returns an error. damage is not nil if the text is not there or
// cannot be unpacked (fault.Corrupt).
func (s *Store) EachVersion(ctx context.Context, do func(v news.Version, damage error) error) (err error) {
	defer explain(&err, "read versions")
	type whole struct {
		version news.Version
		damage  error
	}
	scan := func(row scanner) (w whole, err error) {
		w.version, err = scanWhole(row)
		if errors.Is(err, fault.Corrupt) {
			w.damage, err = err, nil
		}
		return w, err
	}
	for w, err := range each(ctx, s.reader, scan, `SELECT `+versionColumns+`, b.text FROM versions v LEFT JOIN bodies b ON b.id = v.id ORDER BY v.id`) {
		if err != nil {
			return err
		}
		if err := do(w.version, w.damage); err != nil {
			return err
		}
	}
	return nil
}

// Texts returns the texts of versions by id. An unknown id is left out.
func (s *Store) Texts(ctx context.Context, ids []int64) (_ map[int64]string, err error) {
	defer explain(&err, "read texts")
	asked, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	type body struct {
		id   int64
		text string
	}
	scan := func(row scanner) (b body, err error) {
		var packed sql.RawBytes
		if err := row.Scan(&b.id, &packed); err != nil {
			return b, err
		}
		b.text, err = decompress(packed)
		return b, err
	}
	texts := make(map[int64]string, len(ids))
	for b, err := range each(ctx, s.reader, scan, `SELECT id, text FROM bodies WHERE id IN (SELECT value FROM json_each(?))`, string(asked)) {
		if err != nil {
			return nil, err
		}
		texts[b.id] = b.text
	}
	return texts, nil
}

func scanVersion(row scanner) (news.Version, error) { return scanVersionAnd(row) }

// scanWhole reads a version with its text.
func scanWhole(row scanner) (news.Version, error) {
	var packed []byte
	v, err := scanVersionAnd(row, &packed)
	if err != nil {
		return v, err
	}
	if packed == nil {
		return v, fault.New(fault.Corrupt, "version %d has no text", v.ID)
	}
	v.Text, err = decompress(packed)
	return v, err
}

// scanVersionAnd reads versionColumns and what follows them.
func scanVersionAnd(row scanner, more ...any) (v news.Version, err error) {
	var seen sql.NullInt64
	var authors sql.NullString
	var published, modified string
	var sum []byte
	into := append([]any{&v.ID, &v.Article, &v.Number, &v.Capture, &v.Basis, &seen, &v.Title, &authors, &published, &modified,
		&v.Language, &v.Section, &v.Site, &v.Canonical, &v.Access, &sum, &v.Reader}, more...)
	if err := row.Scan(into...); err != nil {
		return v, err
	}
	v.Seen, v.TextSHA256 = fromMillis(seen), hex.EncodeToString(sum)
	if v.Authors, err = fromList(authors); err != nil {
		return v, err
	}
	if v.Published, err = date(published); err != nil {
		return v, err
	}
	v.Modified, err = date(modified)
	return v, err
}
