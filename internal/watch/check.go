package watch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/store"
)

// arrivalsAtOnce is how many versions are looked at in one go.
const arrivalsAtOnce = 500

// Check looks at what has arrived and raises the alerts. It returns how many are
// new.
func (j *Job) Check(ctx context.Context) (raised int, err error) {
	for {
		// Arrivals before watches: one that is made in between has them behind it.
		arrivals, err := j.Store.Arrivals(ctx, arrivalsAtOnce)
		if err != nil || len(arrivals) == 0 {
			return raised, err
		}
		n, err := j.look(ctx, arrivals)
		if err != nil {
			return raised, err
		}
		if raised += n; ctx.Err() != nil {
			return raised, fault.New(fault.Interrupted, "interrupted; the rest is looked at the next time")
		}
	}
}

func (j *Job) look(ctx context.Context, arrivals []store.Arrival) (int, error) {
	watches, err := j.Store.Watches(ctx)
	if err != nil {
		return 0, err
	}
	s, err := newScene(ctx, j.Store, arrivals)
	if err != nil {
		return 0, err
	}
	var alerts []store.Alert
	var heard []store.Heard
	for _, w := range watches {
		v := view{Job: j, scene: s, watch: w}
		if err := v.see(ctx); err != nil {
			return 0, fmt.Errorf("watch %s: %w", w.Name, err)
		}
		alerts, heard = append(alerts, v.alerts...), append(heard, v.heard...)
	}
	ids := make([]int64, len(arrivals))
	for i, a := range arrivals {
		ids[i] = a.ID
	}
	return j.Store.Raise(ctx, alerts, heard, ids)
}

// view is what one watch makes of what has arrived.
type view struct {
	*Job
	*scene
	watch   news.Watch
	quiet   Quiet
	digest  Digest
	node    query.Node
	matches map[int64]bool
	alerts  []store.Alert
	heard   []store.Heard
}

func (v *view) see(ctx context.Context) (err error) {
	if v.quiet, err = ParseQuiet(v.watch.Quiet); err != nil {
		return err
	}
	if v.digest, err = ParseDigest(v.watch.Digest); err != nil {
		return err
	}
	if v.node, err = v.Query(v.watch.Query); err != nil {
		return fault.Advise(err, "remove the watch and add it again with a query that is right")
	}
	if v.matches, err = v.Store.Which(ctx, v.node, v.versions()); err != nil {
		return err
	}
	for _, a := range v.arrivals {
		if a.ID <= v.watch.Since {
			continue
		}
		if err := v.arrived(ctx, a); err != nil {
			return err
		}
	}
	return nil
}

// arrived raises the alerts on one version.
func (v *view) arrived(ctx context.Context, a store.Arrival) error {
	p := v.past(a)
	was := slices.ContainsFunc(p.before, func(b news.Version) bool { return v.matches[b.ID] })
	if p.reread || !was && !v.matches[a.Version.ID] {
		return nil
	}
	hit, err := v.hit(ctx, a.Version.ID)
	if err != nil {
		return err
	}
	now, err := v.whole(ctx, a.Version.ID)
	if err != nil {
		return err
	}
	notice, err := v.corrected(ctx, hit, now, p)
	if err != nil {
		return err
	}
	switch {
	case !was:
		err = v.matched(ctx, hit, now)
	case p.last:
		err = v.edited(ctx, hit, now, p, notice)
	}
	if err != nil {
		return err
	}
	return v.denied(ctx, hit, now)
}

// raise adds an alert about a version.
func (v *view) raise(kind news.AlertKind, subject string, h store.Hit, a Alert) error {
	a.ID, a.Watch, a.Kind, a.Time = digestOf(v.watch.UID, string(kind), subject), v.watch.Name, kind, v.Now().UTC()
	row := report.ArticleOf(h)
	a.Article, a.Version, a.Title, a.URL, a.Outlet, a.Domain = row.ID, row.Version, row.Title, row.URL, row.Outlet, row.Domain
	a.Published, a.Seen = row.Published, h.Version.Seen
	if k := v.kin[row.ID]; k.Story != 0 {
		a.Story = &k.Story
	}
	body, err := json.Marshal(a)
	if err != nil {
		return err
	}
	v.alerts = append(v.alerts, store.Alert{
		Watch: v.watch.ID, Kind: kind, Subject: subject, UID: a.ID, Version: h.Version.ID, Time: a.Time, Body: body,
		Due: due(v.quiet, v.digest, a.Time, v.Zone),
	})
	return nil
}

// digestOf is an id made of what it stands for.
func digestOf(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// inOrder puts the versions of an article in the order in which they were seen.
func inOrder(versions []news.Version) {
	slices.SortStableFunc(versions, func(a, b news.Version) int {
		return cmp.Or(a.Seen.Compare(b.Seen), cmp.Compare(a.Number, b.Number))
	})
}
