package storetest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
)

// Store is what a store can do for the jobs. Each job owns a narrower
// interface of its own.
type Store interface {
	Sources(ctx context.Context) ([]news.Source, error)
	AddSource(ctx context.Context, src news.Source) (news.Source, bool, error)
	UpdateSource(ctx context.Context, src news.Source) error
	ActiveSources(ctx context.Context) ([]news.Source, error)
	ListedAt(ctx context.Context, source int64, urls []string) ([]store.Listed, error)
	ListedAs(ctx context.Context, source int64, ids []string) ([]store.Listed, error)
	DueArticles(ctx context.Context, now time.Time, limit int) ([]news.Article, error)
	BeginRun(ctx context.Context, run news.Run) (int64, error)
	EndRun(ctx context.Context, run news.Run) error
	Runs(ctx context.Context, limit int) ([]news.Run, error)
	Write(ctx context.Context, entries []store.Entry) ([]store.Written, error)
	Outcomes(ctx context.Context, f store.OutcomeFilter) ([]news.Outcome, error)
	Capture(ctx context.Context, id int64) (news.Capture, error)
	LastCapture(ctx context.Context, sha256 string) (news.Capture, bool, error)
	LastSum(ctx context.Context, url string) (sha256 string, err error)
	AddSources(ctx context.Context, sources []news.Source) (stored []news.Source, added []bool, err error)
	Resting(ctx context.Context, now time.Time) (map[string]time.Time, error)
	EachCapture(ctx context.Context, do func(news.Capture) error) error
	ArchiveEnds(ctx context.Context) (map[string]int64, error)
	FindArticles(ctx context.Context, ref string) ([]news.Article, error)
	Sightings(ctx context.Context, article int64) ([]news.Sighting, error)
	Versions(ctx context.Context, article int64) ([]news.Version, error)
	Version(ctx context.Context, id int64) (news.Version, error)
	EachVersion(ctx context.Context, do func(v news.Version, damage error) error) error
	Reader
	Answers
	Texts(ctx context.Context, ids []int64) (map[int64]string, error)
	Newest(ctx context.Context, n query.Node, before int64, limit int) ([]store.Hit, error)
	Oldest(ctx context.Context, n query.Node, limit int) ([]store.Hit, error)
	Ranked(ctx context.Context, n query.Node, limit int, exact bool) (store.Ranking, error)
	Count(ctx context.Context, n query.Node, limit int) (int, error)
	CountBy(ctx context.Context, n query.Node, unit store.Unit) ([]store.Bucket, error)
	Stats(ctx context.Context) (store.Stats, error)
	Check(ctx context.Context) ([]string, error)
	Close() error
}

// Run tests that a store does what the jobs rely on. open returns an empty
// store, each time a new one.
func Run(t *testing.T, open func(t *testing.T) Store) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, s Store)
	}{
		{"a source is followed once", testSourceOnce},
		{"what was read in a version is kept", testReadings},
		{"articles are found by whom they name and what they hold", testEntityFields},
		{"facts come from what matching articles say now", testFactsOfMatches},
		{"a version is read again in place of what was read", testReadingAgain},
		{"a removed source keeps its row and can be followed again", testSourceRevived},
		{"a source taken once is not followed, and can be", testTakenOnce},
		{"a fetch leaves alone what the user decided meanwhile", testFetchedSource},
		{"active sources come longest due first", testActiveSources},
		{"many sources are added at once", testAddSources},
		{"a host that wants to be left alone is remembered", testResting},
		{"what brought nothing new leaves no outcome", testQuiet},
		{"a source that moved keeps its number and its old URL", testMovedSource},
		{"what a source said before is found by link and by id", testListed},
		{"a run begins and ends", testRuns},
		{"an entry is stored whole", testEntryWhole},
		{"a batch that fails leaves nothing", testBatchFails},
		{"an identical refetch adds no version", testUnchanged},
		{"an edit is a new version, and so is going back", testEdits},
		{"what an outlet did not change is no edit", testNoEdits},
		{"an older text may be found later", testOldText},
		{"a page after the item that stood in for it is no edit", testStandIn},
		{"only planned looks change the plan", testPlan},
		{"what a source tells anew is looked at again", testRetold},
		{"two looks at one article in one batch follow each other", testTwoLooks},
		{"one URL is one article", testOneURL},
		{"a listing plans a look until there was one", testNextLook},
		{"a sighting is stored when it says something new", testSightings},
		{"an outlet's domain gives way to its name", testOutletName},
		{"captures are found by payload and by URL", testLastCapture},
		{"the archive's ends are those of stored captures", testArchiveEnds},
		{"outcomes are kept with their codes", testOutcomes},
		{"articles are found by number, URL or a part of it", testFindArticles},
		{"versions stand in time order", testVersionIDs},
		{"what is asked for and missing is no match", testNoMatch},
		{"a person's words are never syntax", testHostileWords},
		{"queries mean what they say", testQueries},
		{"any query finds what it should", testOracle},
		{"words and a company are found together, however rare each is", testNaming},
		{"an article is one hit on all pages", testPages},
		{"many matches are ranked in part", testManyMatches},
		{"nothing is wrong with a store in use", testCheck},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			t.Cleanup(func() {
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
			c.test(t, s)
		})
	}
}

// noon is when everything happens unless a test says otherwise.
var noon = time.Date(2026, 2, 18, 12, 0, 0, 0, time.UTC)

// page is an entry of an article page as it was fetched at a time.
func page(url, title, text string, published edtf.Date, at time.Time) store.Entry {
	return store.Entry{
		Outcome: news.Outcome{URL: url, Time: at, Status: 200},
		Capture: capture(url, title+text, at),
		Looks: []store.Look{{Planned: true, ArticleURL: url, Outlet: news.Outlet{Domain: "herald.example", Name: "The Herald"},
			Version: &news.Version{Basis: news.BasisPage, Access: news.AccessFull, Seen: at, Title: title, Text: text, Published: published, Language: "en"}}},
	}
}

func capture(url, payload string, at time.Time) *news.Capture {
	sum := sha256.Sum256([]byte(payload))
	return &news.Capture{Kind: news.CaptureResponse, URL: url, FinalURL: url, Time: at, Status: 200, ContentType: "text/html",
		Size: int64(len(payload)), SHA256: hex.EncodeToString(sum[:]), File: "2026/a.warc.gz", Offset: 100, Length: 50,
		RecordID: "urn:uuid:6f1f5c1e-0d5c-4a57-9d0c-2f3b1c9a7e55"}
}

func write(t *testing.T, s Store, entries ...store.Entry) []store.Written {
	t.Helper()
	w, err := s.Write(t.Context(), entries)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func one(t *testing.T, s Store, url string) news.Article {
	t.Helper()
	found, err := s.FindArticles(t.Context(), url)
	if err != nil || len(found) != 1 {
		t.Fatalf("FindArticles(%q) = %v, %v; want one", url, found, err)
	}
	return found[0]
}

func versions(t *testing.T, s Store, url string) []news.Version {
	t.Helper()
	all, err := s.Versions(t.Context(), one(t, s, url).ID)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func urlOf(n int) string { return fmt.Sprintf("https://herald.example/%d", n) }

// difference is that of go-cmp for values with dates.
func difference(want, got any) string {
	return cmp.Diff(want, got, cmpopts.EquateComparable(edtf.Date{}))
}
