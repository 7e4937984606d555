package store

import (
	"database/sql"
	"errors"

	"dateline/internal/news"
)

// names are the entities of one version by name, and their mentions.
type names struct {
	ids  map[string]int64 // by name; where two kinds share it, the first one's
	rows []appearance
}

type appearance struct {
	entity   int64
	mentions int
	start    int
	end      int
}

// appear stores which entities a version names.
func (b *batch) appear(version int64, mentions []news.Mention) (*names, error) {
	n := &names{ids: map[string]int64{}}
	places := map[int64]int{}
	for _, m := range mentions {
		id, err := b.entity(news.Entity{Kind: m.Kind, Name: m.Name, Key: m.Key})
		if err != nil {
			return nil, err
		}
		if _, ok := n.ids[m.Name]; !ok {
			n.ids[m.Name] = id
		}
		at, ok := places[id]
		if !ok {
			at = len(n.rows)
			places[id] = at
			n.rows = append(n.rows, appearance{entity: id, start: m.Start, end: m.End})
		}
		n.rows[at].mentions++
	}
	for _, row := range n.rows {
		if _, err := b.exec(`INSERT INTO appearances (entity, version, mentions, start, end) VALUES (?, ?, ?, ?, ?)`, row.entity, version, row.mentions, row.start, row.end); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// named returns the entity of a name that a version's facts use; 0 for no name.
// A name without a mention becomes an entity of the kind, without a kind none.
func (b *batch) named(n *names, name string, kind news.EntityKind) (int64, error) {
	if id, ok := n.ids[name]; ok || name == "" || kind == "" {
		return id, nil
	}
	return b.entity(news.Entity{Kind: kind, Name: name})
}

// entity finds the entity with this name and kind or makes it.
func (b *batch) entity(e news.Entity) (id int64, err error) {
	who := [2]string{e.Name, string(e.Kind)}
	if id, ok := b.entities[who]; ok {
		return id, nil
	}
	var key string
	err = b.row(`SELECT id, key FROM entities WHERE name = ? AND kind = ?`, e.Name, string(e.Kind)).Scan(&id, &key)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		id, err = b.insert(`INSERT INTO entities (kind, name, key, country) VALUES (?, ?, ?, ?)`, string(e.Kind), e.Name, e.Key, e.Country)
	case err == nil && key == "" && e.Key != "":
		_, err = b.exec(`UPDATE entities SET key = ? WHERE id = ?`, e.Key, id)
	}
	if err == nil {
		b.entities[who] = id
	}
	return id, err
}
