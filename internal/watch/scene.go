package watch

import (
	"context"
	"slices"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/report"
	"dateline/internal/store"
)

// scene is what has arrived with all that watches ask about it. What several of
// them ask is looked up once.
type scene struct {
	store    Store
	arrivals []store.Arrival
	arrived  map[int64]int64          // version → its place among the arrivals
	history  map[int64][]news.Version // of articles, in the order in which they were seen
	kin      map[int64]store.Kin      // of articles
	hits     map[int64]store.Hit      // by version
	wholes   map[int64]news.Version   // with their texts
	readings map[int64]news.Reading   // by version
	traces   map[int64]report.Traced  // by story
}

func newScene(ctx context.Context, s Store, arrivals []store.Arrival) (*scene, error) {
	sc := &scene{
		store: s, arrivals: arrivals, arrived: map[int64]int64{}, history: map[int64][]news.Version{}, hits: map[int64]store.Hit{},
		wholes: map[int64]news.Version{}, readings: map[int64]news.Reading{}, traces: map[int64]report.Traced{},
	}
	for _, a := range arrivals {
		sc.arrived[a.Version.ID] = a.ID
		sc.history[a.Version.Article] = append(sc.history[a.Version.Article], a.Version)
	}
	articles := make([]int64, 0, len(sc.history))
	for article, versions := range sc.history {
		articles = append(articles, article)
		if len(versions) == 1 && versions[0].Number == 1 {
			continue // there was none before it
		}
		versions, err := s.Versions(ctx, article)
		if err != nil {
			return nil, err
		}
		inOrder(versions)
		sc.history[article] = versions
	}
	kin, err := s.KinOf(ctx, articles)
	sc.kin = kin
	return sc, err
}

// versions are those of all articles of which something has arrived.
func (s *scene) versions() []int64 {
	var ids []int64
	for _, versions := range s.history {
		for _, v := range versions {
			ids = append(ids, v.ID)
		}
	}
	return ids
}

// past is what was there of an article before something arrived.
type past struct {
	before []news.Version // stored before it, in the order in which they were seen
	last   bool           // none of them was seen later
	reread bool           // one of them is of the same capture: it was only read anew
}

func (s *scene) past(a store.Arrival) past {
	p := past{last: true}
	found := false
	for _, v := range s.history[a.Version.Article] {
		if v.ID == a.Version.ID {
			found = true
			continue
		}
		if at, fresh := s.arrived[v.ID]; fresh && at > a.ID {
			continue
		}
		p.before = append(p.before, v)
		if found {
			p.last = false
		}
		if v.Capture == a.Version.Capture && v.Basis == a.Version.Basis && v.Basis != news.BasisItem {
			p.reread = true
		}
	}
	return p
}

// comparable returns the last of the versions before that differs from v only
// by what the outlet did: not by how much of the article it shows, nor by
// another reader. False if there is none.
func (p past) comparable(v news.Version) (news.Version, bool) {
	for _, b := range slices.Backward(p.before) {
		if b.Basis == v.Basis && b.Reader == v.Reader && (b.Access == v.Access || shown(b.Access) && shown(v.Access)) {
			return b, true
		}
	}
	return news.Version{}, false
}

// shown says whether a page shows its article to the end.
func shown(a news.Access) bool { return a == news.AccessFull || a == news.AccessLive }

func (s *scene) hit(ctx context.Context, version int64) (store.Hit, error) {
	if h, ok := s.hits[version]; ok {
		return h, nil
	}
	hits, err := s.store.Hits(ctx, []int64{version})
	if err != nil {
		return store.Hit{}, err
	}
	if len(hits) == 0 {
		return store.Hit{}, fault.New(fault.Corrupt, "version %d is gone", version)
	}
	s.hits[version] = hits[0]
	return hits[0], nil
}

func (s *scene) whole(ctx context.Context, version int64) (news.Version, error) {
	if v, ok := s.wholes[version]; ok {
		return v, nil
	}
	v, err := s.store.Version(ctx, version)
	if err == nil {
		s.wholes[version] = v
	}
	return v, err
}

// reading is what was read in a version; nothing if it was not read.
func (s *scene) reading(ctx context.Context, version int64) (news.Reading, error) {
	if r, ok := s.readings[version]; ok {
		return r, nil
	}
	r, _, err := s.store.Reading(ctx, version)
	if err == nil {
		s.readings[version] = r
	}
	return r, err
}
