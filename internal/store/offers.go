package store

import (
	"context"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"dateline/internal/news"
)

// How much is looked at to offer names: names that begin as was typed, and
// versions that have each.
const (
	offeredOf    = 1000
	offeredCount = 300
)

// Offer is an entity that somebody who types a name may mean.
type Offer struct {
	Name     string
	Kind     news.EntityKind
	Versions int // that name it; 300 and more are 300
}

// Offers returns entities of a kind ("entity": any) whose name begins with
// prefix, whatever the case of ASCII letters, or is one of names; those that
// most versions name first, at most limit. "" begins no name. Of many names that
// begin so, the first thousand in the alphabet are looked at: it is for
// command lines that are completed, and has to be quick on a large store.
func (s *Store) Offers(ctx context.Context, kind, prefix string, names []string, limit int) (_ []Offer, err error) {
	defer explain(&err, "list names")
	known, err := json.Marshal(append([]string{}, names...))
	if err != nil {
		return nil, err
	}
	end := prefix + string(utf8.MaxRune)
	if prefix == "" {
		end = ""
	}
	scan := func(row scanner) (o Offer, err error) { return o, row.Scan(&o.Name, &o.Kind, &o.Versions) }
	return collect(ctx, s.reader, scan, `WITH offered AS (
			SELECT * FROM (SELECT id, kind, name FROM entities WHERE name COLLATE NOCASE >= ?1 AND name COLLATE NOCASE < ?2 LIMIT ?4)
			UNION SELECT id, kind, name FROM entities WHERE name COLLATE NOCASE IN (SELECT value FROM json_each(?5)))
		SELECT name, kind, (SELECT count(*) FROM (SELECT 1 FROM appearances WHERE entity = offered.id LIMIT ?6)) AS versions
		FROM offered WHERE (kind = ?3 OR ?3 = 'entity') AND versions > 0 ORDER BY versions DESC, name, kind LIMIT ?7`,
		strings.ToLower(prefix), strings.ToLower(end), kind, offeredOf, string(known), offeredCount, limit)
}
