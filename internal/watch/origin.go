package watch

import (
	"context"
	"strconv"

	"dateline/internal/report"
	"dateline/internal/store"
)

// isOrigin says whether an article is the first report by a new origin: it is no
// copy, its reporting is its own, and its outlet had none of its own in the
// story before. Of a story with several articles the trace tells whose
// reporting it is; of an article alone, what was read in it.
func (v *view) isOrigin(ctx context.Context, h store.Hit) (bool, error) {
	kin := v.kin[h.Article.ID]
	if kin.CopyOf != 0 {
		return false, nil
	}
	t, err := v.trace(ctx, kin, h.Article.ID)
	if err != nil {
		return false, err
	}
	if t.Articles < 2 {
		r, err := v.reading(ctx, h.Version.ID)
		return r.Relevant && r.Origin == "" && r.Credit == "", err
	}
	root := false
	for _, n := range t.Roots {
		node := t.Nodes[n]
		if node.Article == h.Article.ID {
			root = true
			continue
		}
		if node.Article == 0 {
			continue
		}
		other, err := v.domainBefore(ctx, node.Article, h)
		if err != nil {
			return false, err
		}
		if other == h.Article.Outlet.Domain {
			return false, nil // it has reported on this by itself before
		}
	}
	return root, nil
}

// domainBefore is who published an article that was seen before another; "" if
// it was not.
func (v *view) domainBefore(ctx context.Context, article int64, than store.Hit) (string, error) {
	a, err := report.ArticleByID(ctx, v.store, article)
	if err != nil || a.ID == than.Article.ID || !a.FirstSeen.Before(than.Article.FirstSeen) {
		return "", err
	}
	return a.Outlet.Domain, nil
}

// trace is who has the story of an article from whom; nothing if it has none.
func (v *view) trace(ctx context.Context, kin store.Kin, article int64) (report.Traced, error) {
	if kin.Story == 0 {
		return report.Traced{}, nil
	}
	if t, ok := v.traces[kin.Story]; ok {
		return t, nil
	}
	t, err := report.Trace(ctx, v.store, strconv.FormatInt(article, 10), nil)
	if err == nil {
		v.traces[kin.Story] = t
	}
	return t, err
}
