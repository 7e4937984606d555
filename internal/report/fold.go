package report

import (
	"cmp"
	"context"
	"slices"

	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/weburl"
)

// folder hands on the articles of a search with their passages, copies of one
// text as one where that is wished.
type folder struct {
	Index
	query   query.Node
	options SearchOptions
	wanted  words
	each    func(Article) error
	shown   map[int64]bool // originals whose family was handed on
	given   int
}

// give hands on some hits, up to the limit.
func (f *folder) give(ctx context.Context, hits []store.Hit) error {
	copies := map[int64]int{} // article → how many others stand for it
	if f.options.Fold {
		var err error
		if hits, err = f.fold(ctx, hits, copies); err != nil {
			return err
		}
	}
	if f.options.Limit > 0 {
		hits = hits[:min(len(hits), f.options.Limit-f.given)]
	}
	articles, versions := make([]int64, len(hits)), make([]int64, len(hits))
	for i, h := range hits {
		articles[i], versions[i] = h.Article.ID, h.Version.ID
	}
	kin, err := f.KinOf(ctx, articles)
	if err != nil {
		return err
	}
	var texts map[int64]string
	if len(f.wanted) > 0 {
		if texts, err = f.Texts(ctx, versions); err != nil {
			return err
		}
	}
	for _, h := range hits {
		a := articleOf(h.Article, h.Version)
		a.Passage, a.Score = bestPassage(texts[h.Version.ID], f.wanted), h.Score
		a.related(kin[h.Article.ID])
		if n, ok := copies[h.Article.ID]; ok {
			a.Copies = n
		}
		if err := f.each(a); err != nil {
			return err
		}
		f.given++
	}
	return nil
}

// related fills in how an article is related to others.
func (a *Article) related(k store.Kin) {
	if k.Story != 0 {
		a.Story = &k.Story
	}
	a.Copies = k.Copies
	if k.CopyOf != 0 {
		a.CopyOf = weburl.Display(k.CopyURL)
	}
}

// fold leaves one hit of each family: the original if it matches, else the
// earliest that does. It stands where the first hit of the family stood.
func (f *folder) fold(ctx context.Context, hits []store.Hit, copies map[int64]int) ([]store.Hit, error) {
	articles := make([]int64, len(hits))
	for i, h := range hits {
		articles[i] = h.Article.ID
	}
	families, err := f.Families(ctx, articles)
	if err != nil {
		return nil, err
	}
	var kept []store.Hit
	for _, h := range hits {
		family := families[h.Article.ID]
		if len(family.Members) < 2 {
			kept = append(kept, h)
			continue
		}
		if f.shown[family.Root] {
			continue
		}
		f.shown[family.Root] = true
		matching, err := f.Matching(ctx, f.query, family.Members)
		if err != nil {
			return nil, err
		}
		one := standsFor(family.Root, matching, h)
		one.Score = h.Score
		copies[one.Article.ID] = max(0, len(matching)-1)
		kept = append(kept, one)
	}
	return kept, nil
}

// standsFor chooses who stands for a family.
func standsFor(root int64, matching []store.Hit, otherwise store.Hit) store.Hit {
	if i := slices.IndexFunc(matching, func(h store.Hit) bool { return h.Article.ID == root }); i >= 0 {
		return matching[i]
	}
	if len(matching) == 0 {
		return otherwise
	}
	return slices.MinFunc(matching, func(a, b store.Hit) int {
		return cmp.Or(began(a.Version).Compare(began(b.Version)), cmp.Compare(a.Article.ID, b.Article.ID))
	})
}
