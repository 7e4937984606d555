package ingest

import (
	"context"
	"slices"
	"time"

	"dateline/internal/news"
)

// Planner is what planning asks of a store.
type Planner interface {
	ActiveSources(ctx context.Context) ([]news.Source, error)
	DueArticles(ctx context.Context, now time.Time, limit int) ([]news.Article, error)
}

// mostDue is how many articles a run takes up that earlier runs left.
const mostDue = 100_000

// Scope says what a run without arguments takes.
type Scope struct {
	Pages  bool // the pages of articles, too
	Rhythm bool // only sources that are due by their rhythm; else all whose servers let them be asked
}

// Due plans a run over everything whose time has come: sources, and articles
// whose page was not read yet or is to be looked at again, if pages are wanted.
func Due(ctx context.Context, p Planner, now time.Time, scope Scope) ([]Task, error) {
	sources, err := p.ActiveSources(ctx)
	if err != nil {
		return nil, err
	}
	may := MayAsk
	if scope.Rhythm {
		may = isDue
	}
	sources = slices.DeleteFunc(sources, func(s news.Source) bool { return !may(s, now) })
	var articles []news.Article
	if scope.Pages {
		if articles, err = p.DueArticles(ctx, now, mostDue); err != nil {
			return nil, err
		}
	}
	tasks := make([]Task, 0, len(sources)+len(articles))
	for i := range sources {
		tasks = append(tasks, Task{Kind: KindSource, URL: sources[i].URL, Source: &sources[i]})
	}
	for _, a := range articles {
		tasks = append(tasks, Task{Kind: KindArticle, URL: a.URL, Article: a})
	}
	return tasks, nil
}
