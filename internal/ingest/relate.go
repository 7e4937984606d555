package ingest

import (
	"context"
	"maps"
	"slices"
	"time"

	"dateline/internal/fault"
	"dateline/internal/store"
	"dateline/internal/story"
)

// Shelves is what relating articles asks of a store.
type Shelves interface {
	Relate(ctx context.Context, do func(*store.Relating) error) error
	Unrelated(ctx context.Context) (int, error)
}

// Bounds of relating.
const (
	relateBatch = 200 // articles in one transaction
	mostNear    = 40  // articles that a new one is compared with word by word
)

// Relate compares all articles with the others that say something new since
// they were compared last: which are copies of one another, which are about
// one happening. It returns how many; called again it goes on where it
// stopped.
func Relate(ctx context.Context, s Shelves, now func() time.Time, progress func(int)) (n int, err error) {
	r := relator{blurbs: map[int64]*story.Blurbs{}, now: now}
	for {
		done := 0
		err := s.Relate(ctx, func(t *store.Relating) error {
			waiting, err := t.Waiting(relateBatch)
			if err != nil {
				return err
			}
			done = len(waiting)
			return r.batch(t, waiting, n+done)
		})
		if err != nil || done == 0 {
			return n, err
		}
		n += done
		progress(done)
		if ctx.Err() != nil {
			return n, fault.New(fault.Interrupted, "interrupted; the rest is compared when it is called again")
		}
	}
}

// relator compares articles, and remembers what was asked of the store before.
type relator struct {
	blurbs  map[int64]*story.Blurbs // by outlet
	learnt  map[int64]bool          // outlets whose blurbs have changed
	terms   map[uint32]int          // in how many articles they stand
	whole   bool                    // terms has all of them
	added   map[uint32]int          // what is not stored of terms yet
	members map[int64]story.Member  // articles, by their features
	now     func() time.Time
}

// batch compares articles with those that are near to them; so far is how many
// were compared in all. The last batch, which is empty, repairs the stories.
func (r *relator) batch(t *store.Relating, waiting []store.Comparable, soFar int) error {
	if soFar == 0 {
		return nil
	}
	s, err := r.shelf(t)
	if err != nil {
		return err
	}
	for _, c := range waiting {
		m, near, err := s.featured(c)
		if err != nil {
			return err
		}
		if err := r.copies(t, c, alike(m, near)); err != nil {
			return err
		}
		if m.CopyOf, err = t.CopyOf(c.Article); err != nil {
			return err
		}
		if err := s.place(m); err != nil {
			return err
		}
		if err := t.Related(c.Article); err != nil {
			return err
		}
	}
	if len(waiting) == 0 {
		if err := s.repairWhole(); err != nil {
			return err
		}
	}
	if err := s.keep(); err != nil {
		return err
	}
	return r.keepBlurbs(t)
}

// copies tells whose copy an article is, and which are copies of it: among those
// whose sketches meet its own, and those that are alike by their rare terms.
func (r *relator) copies(t *store.Relating, c store.Comparable, alike []int64) error {
	before, err := t.Sketch(c.Article)
	if err != nil {
		return err
	}
	if before == nil {
		blurbs, err := r.blurbsOf(t, c.Outlet.ID)
		if err != nil {
			return err
		}
		blurbs.Learn(story.Shingles(c.Text))
		r.learnt[c.Outlet.ID] = true
	}
	mine, err := r.text(t, c)
	if err != nil {
		return err
	}
	sketch := story.NewSketch(mine.Shingles())
	near := alike
	keys, ok := sketch.Bands()
	if ok {
		met, err := t.Near(keys[:], mostNear)
		if err != nil {
			return err
		}
		near = append(near, met...)
	}
	slices.Sort(near)
	near = slices.Compact(slices.DeleteFunc(near, func(id int64) bool { return id == c.Article }))
	texts, err := r.texts(t, near)
	if err != nil {
		return err
	}
	if err := r.setCopy(t, mine, texts); err != nil {
		return err
	}
	for _, other := range texts {
		if _, taken := story.CopyOf(other, []*story.Text{mine}); !taken {
			continue
		}
		// It may be nearer than the one that it was taken from so far.
		if err := r.again(t, other, append(slices.Clone(texts), mine)); err != nil {
			return err
		}
	}
	if !ok { // too short to have a sketch
		return nil
	}
	return r.keepSketch(t, c.Article, before, sketch, keys[:])
}

func (r *relator) keepSketch(t *store.Relating, article int64, before []byte, sketch story.Sketch, keys []uint64) error {
	packed, err := sketch.MarshalBinary()
	if err != nil {
		return err
	}
	var old []uint64
	if before != nil {
		var s story.Sketch
		if err := s.UnmarshalBinary(before); err != nil {
			return err
		}
		if had, ok := s.Bands(); ok {
			old = had[:]
		}
	}
	return t.SetSketch(article, packed, old, keys)
}

// again tells whose copy a stored article is, now that there is another near it.
func (r *relator) again(t *store.Relating, other *story.Text, near []*story.Text) error {
	of, err := t.CopyOf(other.ID)
	if err != nil {
		return err
	}
	if of != 0 && !slices.ContainsFunc(near, func(n *story.Text) bool { return n.ID == of }) {
		more, err := r.texts(t, []int64{of})
		if err != nil {
			return err
		}
		near = append(near, more...)
	}
	return r.setCopy(t, other, near)
}

func (r *relator) setCopy(t *store.Relating, mine *story.Text, near []*story.Text) error {
	c, ok := story.CopyOf(mine, near)
	if !ok {
		return t.SetCopy(mine.ID, nil)
	}
	return t.SetCopy(mine.ID, &store.Copy{Of: c.Of, Kind: string(c.Kind), Share: c.Share, Taken: c.Taken, Why: string(c.Why)})
}

// texts reads articles as copies are told by.
func (r *relator) texts(t *store.Relating, articles []int64) ([]*story.Text, error) {
	if len(articles) == 0 {
		return nil, nil
	}
	all, err := t.Comparables(articles)
	if err != nil {
		return nil, err
	}
	texts := make([]*story.Text, len(all))
	for i, c := range all {
		if texts[i], err = r.text(t, c); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

func (r *relator) text(t *store.Relating, c store.Comparable) (*story.Text, error) {
	blurbs, err := r.blurbsOf(t, c.Outlet.ID)
	if err != nil {
		return nil, err
	}
	d := docOf(c)
	return &story.Text{Doc: &d, Body: story.NewBody(c.Text, blurbs)}, nil
}

func docOf(c store.Comparable) story.Doc {
	d := story.Doc{
		ID: c.Article, Outlet: c.Outlet.Domain, URL: c.URL, Title: c.Title, Text: c.Text, Seen: c.Seen, Canonical: c.Canonical, Credit: c.Reading.Credit,
	}
	d.Published, _ = c.Published.Bounds()
	for _, l := range c.Reading.Links {
		d.Links = append(d.Links, l.URL)
	}
	return d
}

func (r *relator) blurbsOf(t *store.Relating, outlet int64) (*story.Blurbs, error) {
	if b, ok := r.blurbs[outlet]; ok {
		return b, nil
	}
	b := &story.Blurbs{}
	packed, err := t.Blurbs(outlet)
	if err != nil {
		return nil, err
	}
	if packed != nil {
		if err := b.UnmarshalBinary(packed); err != nil {
			return nil, err
		}
	}
	if r.learnt == nil {
		r.learnt = map[int64]bool{}
	}
	r.blurbs[outlet] = b
	return b, nil
}

// keepBlurbs stores what was learnt of outlets.
func (r *relator) keepBlurbs(t *store.Relating) error {
	for _, outlet := range slices.Sorted(maps.Keys(r.learnt)) {
		packed, err := r.blurbs[outlet].MarshalBinary()
		if err != nil {
			return err
		}
		if err := t.SetBlurbs(outlet, packed); err != nil {
			return err
		}
	}
	clear(r.learnt)
	return nil
}
