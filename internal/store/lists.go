package store

import (
	"fmt"
	"strings"
)

// The orders of versions that statement knows; what comes behind the ids in
// the second has to be the order of the primary key of the table joined.
const (
	newestFirst = " ORDER BY v.id DESC"
	oldestFirst = " ORDER BY v.id"
	andByNumber = oldestFirst + ", f.number"
)

// lists returns queries for ids of versions in the range, each in the order in
// which an index has them: those that match the words, that name an entity,
// that are from an outlet. Beyond conditions of its own, the plan matches what
// is on all lists.
func (p *plan) lists() []string {
	if p.match == "" {
		return p.listsBeside()
	}
	words := fmt.Sprintf("SELECT rowid AS id FROM fulltext WHERE fulltext MATCH ?%d AND rowid >= ?1 AND rowid < ?2", len(p.args)+3)
	return append([]string{words}, p.listsBeside()...)
}

// listsBeside returns the lists without that of the full-text index.
func (p *plan) listsBeside() []string {
	var all []string
	for _, entity := range p.named {
		all = append(all, fmt.Sprintf("SELECT version AS id FROM appearances WHERE entity = %d AND version >= ?1 AND version < ?2", entity))
	}
	if len(p.outlets) == 1 {
		all = append(all, fmt.Sprintf("SELECT id FROM versions INDEXED BY versions_outlet WHERE outlet = %d AND id >= ?1 AND id < ?2", p.outlets[0]))
	}
	return all
}

// listsAlone says whether the lists are all that the plan asks for.
func (p *plan) listsAlone() bool {
	return len(p.where) == 0 && len(p.outlets) < 2
}

// ids returns a query for the ids that are on all lists, of which there is one.
func (p *plan) ids() string {
	if lists := p.lists(); len(lists) == 1 {
		return lists[0]
	}
	return merged(p.lists(), false)
}

// counting returns a query for the number of ids.
func (p *plan) counting() string { return "SELECT count(*) FROM (" + p.ids() + ")" }

// merged returns a query for the ids that are on all of some lists. SQLite goes
// along sorted lists side by side, which takes less than anything else where
// none is much shorter than the others; the limit keeps their order from being
// taken for needless.
func merged(lists []string, descending bool) string {
	order := " ORDER BY 1 LIMIT -1"
	if descending {
		order = " ORDER BY 1 DESC LIMIT -1"
	}
	return strings.Join(lists, " INTERSECT ") + order
}

// statement returns a query over the versions v that match, at most limit, or
// all if that is -1; in any order if that is "". The range is ?1 and ?2.
func (p *plan) statement(columns, order string, limit int) string {
	var from, outlet string
	if p.outlets != nil {
		outlet = p.fromOutlets()
	}
	switch lists := p.lists(); {
	case p.match != "" && (p.nested || len(lists) == 1): // The order of the join is forced: the index leads.
		from = "fulltext "
		for i, entity := range p.named {
			from += fmt.Sprintf("CROSS JOIN appearances x%d ON x%[1]d.entity = %[2]d AND x%[1]d.version = fulltext.rowid ", i, entity)
		}
		from += fmt.Sprintf("CROSS JOIN versions v ON v.id = fulltext.rowid%s WHERE fulltext MATCH ?%d AND fulltext.rowid >= ?1 AND fulltext.rowid < ?2", p.join, len(p.args)+3)
		order = strings.ReplaceAll(order, "v.id", "fulltext.rowid")
	case len(lists) > 1:
		from = "(" + merged(lists, order == newestFirst) + ") m CROSS JOIN versions v ON v.id = m.id" + p.join + " WHERE true"
		order = "" // as they come
		if len(p.outlets) == 1 {
			outlet = ""
		}
	case len(p.named) == 1:
		from = fmt.Sprintf("appearances x CROSS JOIN versions v ON v.id = x.version%s WHERE x.entity = %d AND x.version >= ?1 AND x.version < ?2", p.join, p.named[0])
		order = strings.ReplaceAll(order, "v.id", "x.version")
	default:
		from = "versions v" + p.join + " WHERE v.id >= ?1 AND v.id < ?2"
	}
	var b strings.Builder
	b.WriteString("SELECT " + columns + " FROM " + from)
	if outlet != "" {
		b.WriteString(" AND " + outlet)
	}
	for _, c := range p.where {
		b.WriteString(" AND " + c)
	}
	b.WriteString(order)
	if limit >= 0 {
		fmt.Fprintf(&b, " LIMIT %d", limit)
	}
	return b.String()
}

// appearing is the condition that a version names an entity.
func appearing(entity int64) string {
	return fmt.Sprintf("EXISTS (SELECT 1 FROM appearances x WHERE x.entity = %d AND x.version = v.id)", entity)
}

func (p *plan) fromOutlets() string {
	if len(p.outlets) == 1 {
		return fmt.Sprintf("v.outlet = %d", p.outlets[0])
	}
	return "v.outlet IN (SELECT value FROM json_each('" + asJSON(p.outlets) + "'))"
}
