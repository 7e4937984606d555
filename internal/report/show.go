package report

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/store"
	"dateline/internal/weburl"
)

// File is what show needs of a store: the file on one article.
type File interface {
	FindArticles(ctx context.Context, ref string) ([]news.Article, error)
	Versions(ctx context.Context, article int64) ([]news.Version, error)
	Version(ctx context.Context, id int64) (news.Version, error)
	Sightings(ctx context.Context, article int64) ([]news.Sighting, error)
	Capture(ctx context.Context, id int64) (news.Capture, error)
	Reading(ctx context.Context, version int64) (news.Reading, bool, error)
	KinOf(ctx context.Context, articles []int64) (map[int64]store.Kin, error)
}

// Shown is one version of an article with everything that leads to it.
type Shown struct {
	Article
	Version    VersionRow    `json:"shown"`
	Versions   []VersionRow  `json:"versions"` // all, the first one first, without text
	Sightings  []SightingRow `json:"sightings"`
	Facts      *Facts        `json:"facts"`   // read in the version shown; null: not read yet
	Capture    *CaptureRow   `json:"capture"` // of the version shown
	NextLook   *time.Time    `json:"next_look"`
	LastResult string        `json:"last_result"` // failure code of the last look, "" if it went well
}

// VersionRow is what an article said at one capture.
type VersionRow struct {
	Number     int       `json:"number"`
	Seen       time.Time `json:"seen"`
	Title      string    `json:"title"`
	Authors    []string  `json:"authors"`
	Published  edtf.Date `json:"published"`
	Modified   edtf.Date `json:"modified"`
	Basis      string    `json:"basis"`
	Access     string    `json:"access"`
	Canonical  string    `json:"canonical"`
	TextSHA256 string    `json:"text_sha256"`
	Text       string    `json:"text,omitempty"`
}

// SightingRow is an item of a source that points to the article.
type SightingRow struct {
	Source    int64     `json:"source"`
	Seen      time.Time `json:"seen"`
	Title     string    `json:"title"`
	Published edtf.Date `json:"published"`
	FeedID    string    `json:"feed_id"`
}

// CaptureRow is where the bytes are.
type CaptureRow struct {
	URL    string    `json:"url"`
	Time   time.Time `json:"time"`
	Status int       `json:"status"`
	SHA256 string    `json:"sha256"`
	File   string    `json:"file"` // in the archive folder
	Offset int64     `json:"offset"`
	Length int64     `json:"length"`
	Record string    `json:"record"`
}

// Show returns an article at one version; number 0 is the latest. ref is an
// article's number, its URL, or a part of a URL that only one article has.
func Show(ctx context.Context, file File, ref string, number int) (Shown, error) {
	a, err := Find(ctx, file, ref)
	if err != nil {
		return Shown{}, err
	}
	versions, err := file.Versions(ctx, a.ID)
	if err != nil {
		return Shown{}, err
	}
	shown := Shown{Article: articleOf(a, news.Version{}), LastResult: string(a.LastCode)}
	if !a.NextLook.IsZero() {
		shown.NextLook = &a.NextLook
	}
	if shown.Sightings, err = sightings(ctx, file, a.ID); err != nil {
		return Shown{}, err
	}
	if len(versions) == 0 {
		if number > 0 {
			return Shown{}, fault.New(fault.NoMatch, "article %d has no version yet", a.ID)
		}
		return shown, nil
	}
	chosen := versions[len(versions)-1]
	if number > 0 {
		if number > len(versions) {
			return Shown{}, fault.Advise(fault.New(fault.NoMatch, "article %d has no version %d", a.ID, number), "it has versions 1 to %d", len(versions))
		}
		chosen = versions[number-1]
	}
	for _, v := range versions {
		shown.Versions = append(shown.Versions, versionRow(v))
	}
	whole, err := file.Version(ctx, chosen.ID)
	if err != nil {
		return Shown{}, err
	}
	shown.Article = articleOf(a, whole)
	kin, err := file.KinOf(ctx, []int64{a.ID})
	if err != nil {
		return Shown{}, err
	}
	shown.related(kin[a.ID])
	shown.Version = versionRow(whole)
	shown.Version.Text = whole.Text
	r, read, err := file.Reading(ctx, whole.ID)
	if err != nil {
		return Shown{}, err
	}
	if read {
		facts := FactsOf(r)
		shown.Facts = &facts
	}
	return shown, shown.capture(ctx, file, whole.Capture)
}

// Finder finds articles by what a person calls them.
type Finder interface {
	FindArticles(ctx context.Context, ref string) ([]news.Article, error)
}

// ArticleByID returns the article with a number; fault.NoMatch if there is none.
func ArticleByID(ctx context.Context, s Finder, id int64) (news.Article, error) {
	found, err := s.FindArticles(ctx, strconv.FormatInt(id, 10))
	if err != nil || len(found) == 0 || found[0].ID != id {
		return news.Article{}, errors.Join(err, fault.New(fault.NoMatch, "no article has the number %d", id))
	}
	return found[0], nil
}

// articleNumber returns the article of a deal, an event or a claim, which are
// numbered by article and in it: of "42.3", "42". Anything else stays.
func articleNumber(ref string) string {
	article, inside, ok := strings.Cut(ref, ".")
	if digits := article + inside; ok && article != "" && inside != "" && strings.Trim(digits, "0123456789") == "" {
		return article
	}
	return ref
}

// Find returns the one article that ref names: its number, its URL or a part of
// it, or the number of something that was read in it ("42.3").
func Find(ctx context.Context, file File, ref string) (news.Article, error) {
	asked := articleNumber(ref)
	if strings.Contains(ref, "://") {
		if canonical, err := weburl.Canonical(ref); err == nil {
			asked = canonical
		}
	}
	found, err := file.FindArticles(ctx, asked)
	if err != nil {
		return news.Article{}, err
	}
	if len(found) > 1 {
		found = slices.DeleteFunc(found, func(a news.Article) bool { return a.Target != 0 })
	}
	switch len(found) {
	case 1:
		if found[0].Target != 0 {
			return Find(ctx, file, strconv.FormatInt(found[0].Target, 10))
		}
		return found[0], nil
	case 0:
		return news.Article{}, fault.Advise(fault.New(fault.NoMatch, "no article %q", ref), "give the number that search shows, or a URL")
	}
	return news.Article{}, fault.Advise(
		fault.New(fault.NoMatch, "%q may be article %d or %d", ref, found[0].ID, found[1].ID),
		"give the number or more of the URL: %s, %s", weburl.Display(found[0].URL), weburl.Display(found[1].URL))
}

func (s *Shown) capture(ctx context.Context, file File, id int64) error {
	if id == 0 {
		return nil
	}
	c, err := file.Capture(ctx, id)
	if err != nil {
		return fmt.Errorf("capture %s: %w", strconv.FormatInt(id, 10), err)
	}
	s.Capture = &CaptureRow{
		URL: weburl.Display(c.FinalURL), Time: c.Time, Status: c.Status, SHA256: c.SHA256,
		File: c.File, Offset: c.Offset, Length: c.Length, Record: c.RecordID,
	}
	return nil
}

func versionRow(v news.Version) VersionRow {
	row := VersionRow{
		Number: v.Number, Seen: v.Seen, Title: v.Title, Authors: v.Authors, Published: v.Published, Modified: v.Modified,
		Basis: string(v.Basis), Access: string(v.Access), Canonical: v.Canonical, TextSHA256: v.TextSHA256,
	}
	if row.Authors == nil {
		row.Authors = []string{}
	}
	return row
}

func sightings(ctx context.Context, file File, article int64) ([]SightingRow, error) {
	all, err := file.Sightings(ctx, article)
	rows := make([]SightingRow, 0, len(all))
	for _, s := range all {
		rows = append(rows, SightingRow{Source: s.Source, Seen: s.Seen, Title: s.Title, Published: s.Published, FeedID: s.FeedID})
	}
	return rows, err
}
