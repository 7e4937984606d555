package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/store"
)

func articles(t *testing.T, index report.Index, q string, f Format, o Options) string {
	t.Helper()
	var out bytes.Buffer
	_, err := Articles(t.Context(), index, parsed(t, q), f, o, &out)
	check(t, err)
	return out.String()
}

func TestCSV(t *testing.T) {
	d := filled(t)
	d.says(d.fetched(noon, "<p>Formula", "https://herald.example/f"), "https://herald.example/f", "=HYPERLINK(\"evil\"), \"said\"\x1b[2J", "@harbour", edtf.Date{})
	got := articles(t, d, "harbour", CSV, Options{})
	want := "id,published,outlet,domain,title,authors,language,access,version,first_seen,url,story,copy_of,copies,passage\r\n" +
		`4,,The Herald,herald.example,"'=HYPERLINK(""evil""), ""said""[2J",Ida Lund; Per Ek,en,full,1,2026-02-18T12:00:00Z,https://herald.example/f,,,0,'@harbour` + "\r\n" +
		"1,2026-02-17,The Herald,herald.example,Harbour buys,Ida Lund; Per Ek,en,full,2,2026-02-18T12:00:00Z,https://herald.example/a,,,0,The harbour buys computers.\r\n" +
		"2,2026-02-16,The Herald,herald.example,Cellar,Ida Lund; Per Ek,en,full,1,2026-02-18T12:00:00Z,https://herald.example/b,,,0,'=The harbour has a cellar.\r\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	rows, err := csv.NewReader(strings.NewReader(got)).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	if got := articles(t, d, "zeppelin", CSV, Options{BOM: true}); got != "\ufeffid,published,outlet,domain,title,authors,language,access,version,first_seen,url,story,copy_of,copies,passage\r\n" {
		t.Errorf("nothing: %q", got)
	}
}

func TestJSONLines(t *testing.T) {
	d := filled(t)
	want := `{"id":2,"title":"Cellar","url":"https://herald.example/b","outlet":"The Herald","domain":"herald.example","published":"2026-02-16","first_seen":"2026-02-18T12:00:00Z",` +
		`"language":"en","authors":["Ida Lund","Per Ek"],"access":"full","version":1,"story":null,"copy_of":"","copies":0,"passage":{"start":0,"end":26,"text":"=The harbour has a cellar."},"text":"=The harbour has a cellar."}` + "\n"
	if diff := cmp.Diff(want, articles(t, d, "cellar", JSONL, Options{})); diff != "" {
		t.Error(diff)
	}
	// An older version that matches comes with its own text.
	var line struct {
		Version int
		Text    string
	}
	check(t, json.Unmarshal([]byte(articles(t, d, "rents", JSONL, Options{})), &line))
	if line.Version != 1 || line.Text != "The harbour rents computers. So it says." {
		t.Errorf("%+v", line)
	}
	// Without words to look for, too.
	if got := articles(t, d, "", JSONL, Options{}); strings.Count(got, "\n") != 3 || strings.Count(got, `"text":"`) != 3 || strings.Contains(got, "passage") {
		t.Error(got)
	}
	if got := articles(t, d, "zeppelin", JSONL, Options{}); got != "" {
		t.Errorf("nothing: %q", got)
	}
}

// The columns are the fields of an article as docs/json.md names them.
func TestTheColumnsAreTheFields(t *testing.T) {
	fields := []string{}
	for field := range reflect.TypeFor[report.Article]().Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name != "score" { // of ranked answers
			fields = append(fields, name)
		}
	}
	var named []string
	for _, c := range columns() {
		named = append(named, c.Field)
	}
	slices.Sort(fields)
	slices.Sort(named)
	if diff := cmp.Diff(fields, named); diff != "" {
		t.Error(diff)
	}
}

func TestArticlesAreNoArchive(t *testing.T) {
	if _, err := Articles(t.Context(), newDesk(t), nil, WARC, Options{}, io.Discard); !errors.Is(err, fault.Usage) {
		t.Error(err)
	}
}

func TestWritingArticlesEndsWithTheFirstError(t *testing.T) {
	full := errors.New("no space")
	for _, f := range []Format{CSV, JSONL} {
		if _, err := Articles(t.Context(), filled(t), nil, f, Options{}, failing{full}); !errors.Is(err, full) {
			t.Errorf("%s: %v", f, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Articles(ctx, filled(t), nil, CSV, Options{}, io.Discard); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// endless is an index of so many articles of 5 kB that are made as they are
// asked for.
type endless struct {
	report.Index
	articles int64
}

func (e endless) KinOf(context.Context, []int64) (map[int64]store.Kin, error) { return nil, nil }

func (e endless) Newest(_ context.Context, _ query.Node, before int64, limit int) (hits []store.Hit, err error) {
	if before == 0 {
		before = e.articles + 1
	}
	for id := before - 1; id > 0 && len(hits) < limit; id-- {
		hits = append(hits, store.Hit{
			Article: news.Article{ID: id, URL: fmt.Sprint("https://herald.example/", id), FirstSeen: noon},
			Version: news.Version{ID: id, Number: 1, Title: "Title"},
		})
	}
	return hits, nil
}

func (e endless) Texts(_ context.Context, ids []int64) (map[int64]string, error) {
	texts := map[int64]string{}
	for _, id := range ids {
		texts[id] = fmt.Sprint(id, strings.Repeat(" The harbour.", 400))
	}
	return texts, nil
}

func TestEachArticleHasItsOwnTextOnEveryPage(t *testing.T) {
	for _, q := range []string{"", "harbour"} {
		want := int64(1234)
		for row := range strings.Lines(articles(t, endless{articles: want}, q, JSONL, Options{})) {
			var a struct {
				ID   int64
				Text string
			}
			check(t, json.Unmarshal([]byte(row), &a))
			if a.ID != want || !strings.HasPrefix(a.Text, fmt.Sprint(want, " The")) {
				t.Fatalf("%q: article %d says %.9q, want %d", q, a.ID, a.Text, want)
			}
			want--
		}
		if want != 0 {
			t.Errorf("%q: %d articles are missing", q, want)
		}
	}
}

func TestMemoryIsFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("it writes half a gigabyte")
	}
	for _, f := range []Format{CSV, JSONL} {
		var most uint64
		rows := 0
		o := Options{Each: func() {
			if rows++; rows%10_000 == 0 {
				runtime.GC()
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
		}}
		n, err := Articles(t.Context(), endless{articles: 100_000}, nil, f, o, io.Discard)
		if n != 100_000 || err != nil {
			t.Errorf("%s: %d rows, %v", f, n, err)
		}
		if most > 32<<20 {
			t.Errorf("%s: %d MB are held", f, most>>20)
		}
	}
}
