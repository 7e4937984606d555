package report

import (
	"context"
	"slices"
	"strconv"

	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/text"
)

// retold is what events are described with.
type retold struct {
	hits   map[int64]store.Hit // by version
	texts  map[int64]string
	copies map[int64]int64 // article → its original
	marks  map[int64]versionMarks
	terms  *topicTerms // nil: nothing is known of the topic
}

// versionMarks is what a version says against its own events.
type versionMarks struct {
	denials   []int // where they begin
	corrected bool
}

// tell puts the events that are one together and describes them. Readings are
// those of their versions; nil: not read yet.
func tell(ctx context.Context, s Happenings, n query.Node, all []store.ToldEvent, readings map[int64]news.Reading) ([]Happening, error) {
	with, err := retell(ctx, s, n, placesOf(all), readings)
	if err != nil {
		return nil, err
	}
	return tellWith(ctx, s, all, with)
}

// toldAt is a version and its article.
type toldAt struct{ version, article int64 }

func placesOf(all []store.ToldEvent) []toldAt {
	places := make([]toldAt, len(all))
	for i, e := range all {
		places[i] = toldAt{e.Version, e.Article}
	}
	return places
}

// retell reads what describes the events of versions.
func retell(ctx context.Context, s Happenings, n query.Node, places []toldAt, readings map[int64]news.Reading) (with retold, err error) {
	versions, articles := make([]int64, len(places)), make([]int64, len(places))
	for i, p := range places {
		versions[i], articles[i] = p.version, p.article
	}
	slices.Sort(versions)
	versions = slices.Compact(versions)
	slices.Sort(articles)
	articles = slices.Compact(articles)
	if with.texts, err = s.Texts(ctx, versions); err != nil {
		return with, err
	}
	hits, err := s.Hits(ctx, versions)
	if err != nil {
		return with, err
	}
	with.hits = make(map[int64]store.Hit, len(hits))
	for _, h := range hits {
		with.hits[h.Version.ID] = h
	}
	if with.copies, err = s.CopiesOf(ctx, articles); err != nil {
		return with, err
	}
	with.marks, err = marksOf(ctx, s, n, versions, readings)
	return with, err
}

// fewVersions is up to how many versions are asked for one by one; of more, all
// that match the query are gone through.
const fewVersions = 300

// marksOf returns what stands against events, by version.
func marksOf(ctx context.Context, s Happenings, n query.Node, versions []int64, readings map[int64]news.Reading) (map[int64]versionMarks, error) {
	all := map[int64]versionMarks{}
	if len(versions) <= fewVersions {
		for _, v := range versions {
			r, read := readings[v]
			if !read {
				var err error
				if r, _, err = s.Reading(ctx, v); err != nil {
					return nil, err
				}
			}
			var m versionMarks
			for _, said := range r.Statements {
				m.add(said)
			}
			m.corrected = len(r.Corrections) > 0
			all[v] = m
		}
		return all, nil
	}
	for t, err := range s.Statements(ctx, n) {
		if err != nil {
			return nil, err
		}
		m := all[t.Version]
		m.add(t.Statement)
		all[t.Version] = m
	}
	for r, err := range s.Readings(ctx, query.AndOf(n, query.Field{Name: "has", Value: "correction"})) {
		if err != nil {
			return nil, err
		}
		m := all[r.Version]
		m.corrected = true
		all[r.Version] = m
	}
	return all, nil
}

func (m *versionMarks) add(s news.Statement) {
	if s.Act == news.ActDenial {
		m.denials = append(m.denials, s.Start)
	}
}

// tellWith puts the events that are one together.
func tellWith(ctx context.Context, s Happenings, all []store.ToldEvent, with retold) ([]Happening, error) {
	slices.SortStableFunc(all, func(a, b store.ToldEvent) int { return a.Time().Compare(b.Time()) })
	verdicts, err := decisionsOf(ctx, s, news.DerivedEvent)
	if err != nil {
		return nil, err
	}
	all, by, err := decideEvents(all, with.texts, verdicts)
	if err != nil {
		return nil, err
	}
	out := merge(all, with.texts)
	for i := range out {
		out[i].describe(with)
		for _, r := range out[i].Reports {
			if verdict := by[r.ID]; verdict != nil {
				out[i].Decision = decisionRow(verdict)
			}
		}
	}
	return out, nil
}

// decideEvents leaves out the events that a person rejected, and corrects dates.
func decideEvents(all []store.ToldEvent, texts map[int64]string, verdicts decided) (kept []store.ToldEvent, by map[string]*news.Decision, err error) {
	by = map[string]*news.Decision{}
	for _, e := range all {
		var verdict *news.Decision
		if len(verdicts) > 0 {
			verdict = verdicts.on(e.Article, eventSubject(texts[e.Version], e.Event))
		}
		if verdict != nil && verdict.Verdict == news.Rejected {
			continue
		}
		if verdict != nil {
			if value, ok := verdict.Correction["edtf"]; ok {
				if e.Date, err = parseDate(value); err != nil {
					return nil, nil, err
				}
			}
			by[eventID(e)] = verdict
		}
		kept = append(kept, e)
	}
	return kept, by, nil
}

func eventID(e store.ToldEvent) string {
	return strconv.FormatInt(e.Article, 10) + "." + strconv.Itoa(e.Number)
}

// denialReach is how far behind an event a denial stands that is about it, in
// bytes: the next sentence or two.
const denialReach = 240

// describe chooses the passage that tells an event best: from an original, sure
// of it, not too short, near the topic, early.
func (h *Happening) describe(with retold) {
	best, bestScore := -1, -1.0
	h.DatedBy = DatedByEvent
	for i, e := range h.all {
		h.report(with, eventID(e), e.Told, e.Span, e.DatePlace)
		score := e.Confidence + .3*min(1, float64(e.Len())/120) + .2*float64(min(len(e.Entities), 3))/3
		if with.terms != nil {
			score += with.terms.near(h.Reports[i].Passage.Text)
		}
		if h.Reports[i].CopyOf == 0 {
			score += .2
		}
		if score > bestScore {
			best, bestScore = i, score
		}
	}
	h.count()
	h.tellBy(best, with)
	h.Score = bestScore + float64(h.Independent) + .5*float64(len(h.Outlets))
}

// report adds a passage that tells of an event.
func (h *Happening) report(with retold, id string, at store.Told, passage, date text.Span) {
	a := articleOf(with.hits[at.Version].Article, with.hits[at.Version].Version)
	body := with.texts[at.Version]
	r := Retelling{ID: id, Article: at.Article, Version: with.hits[at.Version].Version.Number, URL: a.URL, Outlet: a.Outlet, Published: at.Published, CopyOf: with.copies[at.Article], version: at.Version}
	if p := passageIn(body, passage); p != nil {
		r.Passage = *p
	}
	if p := passageIn(body, date); p != nil {
		r.Date = *p
	}
	h.Reports = append(h.Reports, r)
	marks := with.marks[at.Version]
	h.Corrected = h.Corrected || marks.corrected
	h.Denied = h.Denied || slices.ContainsFunc(marks.denials, func(at int) bool { return at >= passage.Start && at < passage.End+denialReach })
}

// count counts who reports an event: copies are no reports of their own.
func (h *Happening) count() {
	articles, originals := map[int64]bool{}, map[int64]bool{}
	h.Outlets = []string{}
	for _, r := range h.Reports {
		articles[r.Article] = true
		if r.CopyOf == 0 {
			originals[r.Article] = true
		}
		if !slices.Contains(h.Outlets, r.Outlet) {
			h.Outlets = append(h.Outlets, r.Outlet)
		}
	}
	h.Articles, h.Independent = len(articles), max(1, len(originals))
}

// tellBy tells an event in the words of a report.
func (h *Happening) tellBy(i int, with retold) {
	r := h.Reports[i]
	h.ID, h.Passage, h.Article, h.Version, h.URL, h.Outlet, h.Published = r.ID, r.Passage, r.Article, r.Version, r.URL, r.Outlet, r.Published
	h.version, h.Title = r.version, with.hits[r.version].Version.Title
}
