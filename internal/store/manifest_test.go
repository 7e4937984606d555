package store_test

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/store"
)

// seal writes one capture on a day.
func seal(t *testing.T, s *store.Store, day int) {
	t.Helper()
	at := time.Date(2026, 2, day, 9, 0, 0, 0, time.UTC)
	url := fmt.Sprintf("https://herald.example/%d", day)
	_, err := s.Write(t.Context(), []store.Entry{{Outcome: news.Outcome{URL: url, Time: at}, Capture: &news.Capture{
		Kind: news.CaptureResponse, URL: url, Time: at, Status: 200, SHA256: strings.Repeat("ab", 32), File: "2026/x.warc.gz",
		Offset: int64(day), Length: 1, RecordID: fmt.Sprintf("urn:uuid:00000000-0000-4000-8000-0000000000%02d", day),
	}}})
	if err != nil {
		t.Fatal(err)
	}
}

func TestManifestTellsChangesAndRemovals(t *testing.T) {
	for name, c := range map[string]struct{ forge, want string }{
		"nothing":         {`SELECT 1`, ""},
		"an address":      {`UPDATE captures SET url = 'https://forged.example/' WHERE id = 3`, "2026-02-12"},
		"a time":          {`UPDATE captures SET time = time + 1 WHERE id = 1`, "2026-02-10"},
		"a removal":       {`DELETE FROM captures WHERE id = 3`, "2026-02-12"},
		"the last one":    {`DELETE FROM captures WHERE id = 4`, "2026-02-13"},
		"an undated head": {`UPDATE manifest SET head = zeroblob(32) WHERE last = 2`, "2026-02-11"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "dateline.db")
			s := openStore(t, path)
			for day := 10; day <= 13; day++ {
				seal(t, s, day)
			}
			heads, err := s.Heads(t.Context())
			if err != nil || len(heads) != 4 || heads[3].Captures != 4 {
				t.Fatalf("%+v, %v", heads, err)
			}
			forge(t, path, c.forge)
			problems, err := s.Check(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			manifest := strings.Join(problems, "\n")
			if c.want == "" && manifest != "" || !strings.Contains(manifest, c.want) {
				t.Errorf("problems %q, want the day %q", problems, c.want)
			}
			_, err = s.Attested(t.Context(), heads[3].SHA256)
			if untouched := name == "nothing" || name == "an undated head"; untouched != (err == nil) {
				t.Errorf("the last head: %v", err)
			}
		})
	}
}

// forge changes rows as somebody would who has the file.
func forge(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for _, do := range []string{"DROP TRIGGER captures_stay", "DROP TRIGGER captures_remain", "DROP TRIGGER manifest_stays", statement} {
		if _, err := db.ExecContext(t.Context(), do); err != nil {
			t.Fatalf("%s: %v", do, err)
		}
	}
}

func TestHeadsThatNeverWereAreNotAttested(t *testing.T) {
	s := openStore(t, filepath.Join(t.TempDir(), "dateline.db"))
	seal(t, s, 10)
	for head, want := range map[string]fault.Code{strings.Repeat("00", 32): fault.NoMatch, "beef": fault.Usage} {
		if _, err := s.Attested(t.Context(), head); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %s", head, err, want)
		}
	}
}

func TestManifestNeverGoesBackInTime(t *testing.T) {
	s := openStore(t, filepath.Join(t.TempDir(), "dateline.db"))
	seal(t, s, 12)
	seal(t, s, 10) // a clock that was set back
	heads, err := s.Heads(t.Context())
	if err != nil || len(heads) != 1 || heads[0].Captures != 2 {
		t.Errorf("%+v, %v; want one day with both", heads, err)
	}
	if problems, err := s.Check(t.Context()); err != nil || len(problems) != 0 {
		t.Errorf("%q, %v", problems, err)
	}
}
