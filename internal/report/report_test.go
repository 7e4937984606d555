package report_test

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/page"
	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/store"
	"dateline/internal/warc"
)

var noon = time.Date(2026, 2, 18, 12, 0, 0, 0, time.UTC)

// shelf is a store with its archive, filled by hand.
type shelf struct {
	*store.Store
	archive string
	t       *testing.T
	writer  *warc.Writer
}

func newShelf(t *testing.T) *shelf {
	t.Helper()
	path := filepath.Join(t.TempDir(), "dateline.db")
	s, err := store.Open(t.Context(), path, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	w, err := warc.OpenWriter(store.ArchiveDir(path), warc.WriterOptions{Software: "test", Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = s.Close(), w.Close() })
	return &shelf{Store: s, archive: store.ArchiveDir(path), t: t, writer: w}
}

// put stores what an article says at a time, captured as a file of its text.
func (s *shelf) put(url, title, body string, published edtf.Date, seen time.Time) {
	s.t.Helper()
	record, err := warc.Resource(rand.Reader, url, "text/plain", seen, []byte(body))
	if err != nil {
		s.t.Fatal(err)
	}
	places, err := s.writer.Append(record)
	if err != nil {
		s.t.Fatal(err)
	}
	_, err = s.Write(s.t.Context(), []store.Entry{{
		Outcome: news.Outcome{URL: url, Time: seen},
		Capture: &news.Capture{
			Kind: news.CaptureResource, URL: url, FinalURL: url, Time: seen, Size: int64(len(body)), SHA256: sum(body),
			File: places[0].File, Offset: places[0].Offset, Length: places[0].Length, RecordID: record.ID,
		},
		Looks: []store.Look{{ArticleURL: url, Outlet: news.Outlet{Domain: "herald.example", Name: "The Herald"}, Version: &news.Version{
			Basis: news.BasisText, Seen: seen, Title: title, Published: published, Text: body, TextSHA256: sum(body), Access: news.AccessFull,
		}}},
	}})
	if err != nil {
		s.t.Fatal(err)
	}
}

func sum(s string) string {
	digest := sha256.Sum256([]byte(s))
	return hex.EncodeToString(digest[:])
}

// search returns titles and passages of what a query finds.
func (s *shelf) search(q string, o report.SearchOptions) (titles, passages []string) {
	s.t.Helper()
	n, err := query.Parse(q, noon)
	if err != nil {
		s.t.Fatal(err)
	}
	_, err = report.Search(s.t.Context(), s, n, o, func(a report.Article) error {
		titles = append(titles, a.Title)
		if a.Passage != nil {
			passages = append(passages, a.Passage.Text)
		}
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return titles, passages
}

func filled(t *testing.T) *shelf {
	s := newShelf(t)
	s.put("https://herald.example/a", "First", "The company won. The agency signed a cloud contract with the company.", edtf.Day(2026, 1, 10), noon)
	s.put("https://herald.example/b", "Second", "A contract was signed. Nobody spoke of clouds.", edtf.Day(2026, 2, 1), noon)
	s.put("https://herald.example/c", "Third", "A contract for clouds and a cloud contract: contract upon contract.", edtf.Day(2025, 12, 1), noon)
	s.put("https://herald.example/a", "First, changed", "The company won. The agency cancelled a cloud contract with the company.", edtf.Day(2026, 1, 10), noon.Add(time.Hour))
	return s
}

func TestSearchGivesTheNewestFirstWithTheSentence(t *testing.T) {
	s := filled(t)
	titles, passages := s.search("cloud contract", report.SearchOptions{})
	if diff := cmp.Diff([]string{"First, changed", "Third"}, titles); diff != "" {
		t.Error(diff)
	}
	want := []string{"The agency cancelled a cloud contract with the company.", "A contract for clouds and a cloud contract: contract upon contract."}
	if diff := cmp.Diff(want, passages); diff != "" {
		t.Error(diff)
	}
}

func TestSearchFindsWhatAnArticleNoLongerSays(t *testing.T) {
	s := filled(t)
	n, _ := query.Parse("signed -cancelled cloud", noon)
	_, err := report.Search(t.Context(), s, n, report.SearchOptions{}, func(a report.Article) error {
		if a.Version != 1 || a.Title != "First" {
			t.Errorf("%+v, want version 1", a)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestSearchStopsAtItsLimit(t *testing.T) {
	s := filled(t)
	if titles, _ := s.search("contract", report.SearchOptions{Limit: 2}); len(titles) != 2 {
		t.Errorf("%q, want two", titles)
	}
	if titles, _ := s.search("contract", report.SearchOptions{Limit: 1, Rank: true}); len(titles) != 1 || titles[0] != "Third" {
		t.Errorf("%q, want the one that speaks most of it", titles)
	}
	boom := errors.New("reader is gone")
	n, _ := query.Parse("contract", noon)
	if _, err := report.Search(t.Context(), s, n, report.SearchOptions{}, func(report.Article) error { return boom }); !errors.Is(err, boom) {
		t.Errorf("error %v, want the reader's", err)
	}
}

func TestShowLeadsToTheBytes(t *testing.T) {
	s := filled(t)
	shown, err := report.Show(t.Context(), s, "https://HERALD.example/a?utm_source=x", 1)
	if err != nil {
		t.Fatal(err)
	}
	if shown.Title != "First" || len(shown.Versions) != 2 || shown.Version.Number != 1 || shown.Capture == nil {
		t.Fatalf("%+v", shown)
	}
	raw, err := report.Raw(t.Context(), s, s.archive, shown.Capture.SHA256)
	if err != nil || string(raw) != shown.Version.Text {
		t.Errorf("raw %q, %v", raw, err)
	}
	for ref, number := range map[string]int{"herald.example": 0, "nothing": 0, "1": 9} {
		if _, err := report.Show(t.Context(), s, ref, number); !errors.Is(err, fault.NoMatch) || fault.AdviceOf(err) == "" {
			t.Errorf("%s, version %d: %v, want no match and advice", ref, number, err)
		}
	}
}

func (s *shelf) verify() (report.Verified, []report.Flaw) {
	s.t.Helper()
	var flaws []report.Flaw
	v := report.Verification{
		Evidence: s, Archive: s.archive, Progress: func(int) {},
		Decode: func(_ http.Header, raw []byte) ([]byte, error) { return raw, nil },
		Found: func(f report.Flaw) error {
			flaws = append(flaws, f)
			return nil
		},
	}
	sum, err := v.Run(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return sum, flaws
}

func TestVerifyFindsOneChangedByte(t *testing.T) {
	s := filled(t)
	if v, flaws := s.verify(); len(flaws) != 0 || v.Captures != 4 || v.Versions != 4 {
		t.Fatalf("%+v, %+v", v, flaws)
	}
	c, err := s.Capture(t.Context(), 2)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(s.archive, c.File)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[c.Offset+c.Length/2] ^= 1
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	v, flaws := s.verify()
	if v.Flaws != 1 || len(flaws) != 1 || flaws[0].Kind != "capture" || flaws[0].ID != 2 {
		t.Errorf("%+v, %+v, want capture 2 alone", v, flaws)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if v, _ := s.verify(); v.Flaws != 4 {
		t.Errorf("%+v, want every capture of the missing file", v)
	}
}

func TestVerifyFindsForgedWords(t *testing.T) {
	s := newShelf(t)
	s.put("https://herald.example/a", "", "The company won the contract for cloud services, the ministry said on Monday in the capital.", edtf.Date{}, noon)
	forged := "The company lost the contract for cloud services, the ministry said on Monday in the capital."
	_, err := s.Write(t.Context(), []store.Entry{{Outcome: news.Outcome{URL: "x", Time: noon}, Looks: []store.Look{{ArticleURL: "https://herald.example/a",
		Version: &news.Version{Capture: 1, Basis: news.BasisText, Seen: noon.Add(time.Hour), Text: forged, Reader: page.Reader}}}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, flaws := s.verify(); len(flaws) != 1 || flaws[0].Kind != "version" {
		t.Errorf("%+v, want the version whose capture says something else", flaws)
	}
}

func TestSearchFindsWordsWithoutSpaces(t *testing.T) {
	s := newShelf(t)
	s.put("https://herald.example/ja", "契約", "雨が降った。政府は契約を発表した。", edtf.Day(2026, 1, 10), noon)
	for q, want := range map[string]string{"政府": "政府は契約を発表した。", "府政": "", "契約": "政府は契約を発表した。"} {
		_, passages := s.search(q, report.SearchOptions{})
		if got := strings.Join(passages, "|"); got != want {
			t.Errorf("%s: %q, want %q", q, got, want)
		}
	}
}
