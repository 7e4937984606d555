package store

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/query"
)

func TestAnyTextComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		if got, err := decompress(Compress(text)); err != nil || got != text {
			t.Errorf("%q, %v; want %q", got, err, text)
		}
	})
	if _, err := decompress([]byte("no frame")); !errors.Is(err, fault.Corrupt) {
		t.Errorf("%v; want corrupt", err)
	}
}

func TestRecordIDsComeBack(t *testing.T) {
	for id, size := range map[string]int{
		"urn:uuid:6f1f5c1e-0d5c-4a57-9d0c-2f3b1c9a7e55": 16, "": 0, "urn:uuid:6F1F5C1E-0D5C-4A57-9D0C-2F3B1C9A7E55": 45,
		"https://example/record": 22, "urn:uuid:6f1f5c1e0d5c4a579d0c2f3b1c9a7e55": 41,
	} {
		if b := record(id); len(b) != size || fromRecord(b) != id {
			t.Errorf("%q: %d bytes, back as %q; want %d", id, len(b), fromRecord(b), size)
		}
	}
}

func TestMomentIsThatOfPublicationOrElseOfSight(t *testing.T) {
	seen := time.Date(2026, 2, 18, 12, 0, 0, 0, time.UTC)
	parse := func(s string) edtf.Date {
		d, err := edtf.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for s, want := range map[string]string{
		"": "2026-02-18T12:00:00Z", "2026-01-05": "2026-01-05T00:00:00Z", "2026-01": "2026-01-01T00:00:00Z",
		"2026-01-05T10:00:00+02:00": "2026-01-05T08:00:00Z", "2026-01-05/..": "2026-01-05T00:00:00Z", "../2026-01-05": "2026-01-05T23:59:59Z",
		"2026-02-19T11:00:00Z": "2026-02-19T11:00:00Z", "2029": "2026-02-18T12:00:00Z", "2026-02-20": "2026-02-18T12:00:00Z",
	} {
		if got := moment(parse(s), seen).Format(time.RFC3339); got != want {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
	}
}

func TestDaysAreCountedBothWays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ms := rapid.Int64Range(-1<<47, 1<<47).Draw(t, "ms")
		d := floorDay(ms)
		if ms < d*dayMillis || ms >= (d+1)*dayMillis {
			t.Errorf("%d ms is not on day %d", ms, d)
		}
		sequence := rapid.Int64Range(0, sequences-1).Draw(t, "sequence")
		if got := Day(d<<sequenceBits | sequence); got.UnixMilli() != d*dayMillis {
			t.Errorf("id of day %d is of %s", d, got)
		}
	})
}

func TestMatch(t *testing.T) {
	term := func(w string) query.Node { return query.Term{Word: w} }
	for _, c := range []struct {
		n     query.Node
		want  string
		sense sense
	}{
		{term("deal"), `"deal"`, holds},
		{query.Term{Word: "dea", Prefix: true}, `"dea" *`, holds},
		{term(`a"b`), `"a""b"`, holds},
		{term("…"), "", anything},
		{query.All{}, "", anything},
		{query.Not{Part: query.All{}}, "", nothing},
		{query.Phrase{"no", "deal"}, `"no deal"`, holds},
		{query.And{term("a"), term("b")}, `(("a") AND ("b"))`, holds},
		{query.And{term("a"), query.Not{Part: term("b")}}, `("a") NOT ("b")`, holds},
		{query.Not{Part: query.And{term("a"), term("b")}}, `(("a") AND ("b"))`, lacks},
		{query.Or{term("a"), term("b")}, `(("a") OR ("b"))`, holds},
		{query.Or{term("a"), query.All{}}, "", anything},
		{query.And{query.Not{Part: term("a")}, query.Not{Part: term("b")}}, `(("a") OR ("b"))`, lacks},
		{query.Field{Name: "title", Part: term("a")}, `{title} : ("a")`, holds},
		{query.Field{Name: "outlet", Value: "a"}, "", beyond},
		{query.And{term("a"), query.Dates{}}, "", beyond},
		{query.Near{Parts: []query.Node{term("a"), query.Phrase{"b", "c"}}, Within: 3}, `NEAR("a" "b c", 3)`, holds},
		{query.Near{Parts: []query.Node{query.All{}}}, "", beyond},
	} {
		expression, sense := match(c.n)
		if diff := cmp.Diff(c.want, expression); diff != "" && sense != beyond || sense != c.sense {
			t.Errorf("%#v: sense %d, want %d (-want +got):\n%s", c.n, sense, c.sense, diff)
		}
	}
}

func TestPlansSortNothing(t *testing.T) {
	s := opened(t)
	mustWrite(t, s, look(1, "Text."))
	word, outlet := query.Term{Word: "text"}, query.Field{Name: "outlet", Value: "herald.example"}
	for _, n := range []query.Node{query.All{}, word, outlet, query.And{word, outlet}, query.And{word, query.Field{Name: "lang", Value: "en"}}, query.Not{Part: word}} {
		p, err := s.compile(t.Context(), n)
		if err != nil {
			t.Fatal(err)
		}
		scan := func(row scanner) (line string, err error) {
			err = row.Scan(new(int), new(int), new(int), &line)
			return line, err
		}
		lines, err := collect(t.Context(), s.reader, scan, "EXPLAIN QUERY PLAN "+p.statement("v.id, v.article", newestFirst, 20), p.arguments(p.lo, p.hi)...)
		if err != nil || len(lines) == 0 {
			t.Fatal(err)
		}
		if plan := strings.Join(lines, "\n"); strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%#v sorts:\n%s", n, plan)
		}
	}
}

// FuzzWords puts any words to the full-text index: none is ever syntax.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"deal", `"`, "a OR b", "NEAR(a b)", "title:x", "*", "\x00", "^a", "a + b", "{title} : a", "-", "ﬁ", "\xff", "中文"} {
		f.Add(s, s, true)
	}
	s, err := Open(f.Context(), f.TempDir()+"/x.db", Options{Create: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	f.Fuzz(func(t *testing.T, a, b string, prefix bool) {
		x, y := query.Term{Word: a, Prefix: prefix}, query.Phrase{b, a}
		for _, n := range []query.Node{x, y, query.Not{Part: x}, query.And{x, query.Not{Part: y}}, query.Field{Name: "title", Part: query.Or{x, y}},
			query.Near{Parts: []query.Node{x, y}, Within: 5}, query.Field{Name: "outlet", Value: a}, query.Field{Name: "source", Value: a}, query.Field{Name: "lang", Value: a}} {
			if _, err := s.Count(t.Context(), n, 0); err != nil {
				t.Errorf("%#v: %v", n, err)
			}
		}
	})
}
