package store

import (
	"database/sql"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dateline/internal/query"
	"dateline/internal/text"
)

func TestPlainWordsAreThoseOfLettersAndDigits(t *testing.T) {
	word := func(w string) query.Node { return query.Term{Word: w} }
	for _, c := range []struct {
		parts []query.Node
		want  []string
	}{
		{[]query.Node{word("Contract"), word("F35")}, []string{"contract", "f35"}},
		{[]query.Node{word("contract"), query.Term{Word: "pol", Prefix: true}}, nil},
		{[]query.Node{word("AT&T")}, nil},
		{[]query.Node{word("café")}, nil},
		{[]query.Node{word("ſ")}, nil},
		{[]query.Node{word("")}, nil},
		{[]query.Node{word("-")}, nil},
		{[]query.Node{query.Phrase{"border", "force"}}, nil},
		{[]query.Node{word("contract"), query.Not{Part: word("ended")}}, nil},
		{[]query.Node{query.Field{Name: "title", Part: word("contract")}}, nil},
	} {
		if got := plainWords(c.parts); !slices.Equal(got, c.want) {
			t.Errorf("plainWords(%v) = %q, want %q", c.parts, got, c.want)
		}
	}
}

var standInCases = []struct {
	words, title, text string
	want               answer
}{
	{"contract", "", "The Contract, signed.", yes},
	{"contract", "CONTRACT", "", yes},
	{"contract", "", "subcontract contracts contract1", no},
	{"contract", "", "contracts and a contract", yes},
	{"contract signed", "A contract", "It was signed.", yes},
	{"contract signed", "A contract", "It was not.", no},
	{"contract", "", "the “contract” — of 2019", yes},
	{"contract", "", "the “order” — of 2019…", no},
	{"contract", "", "contract\u0301", doubtful}, // an accent on the last letter
	{"contract", "", "\u200bcontract", doubtful}, // a space without width
	{"cafe", "", "in the café", doubtful},        // the index takes the accent off
	{"contract", "", "in the café", no},          // which is another word
	{"contract", "", "in the café, a contract", yes},
	{"contract", "Böen", "no such word", no},              // in the title, too
	{"contract signed", "Böen", "signed", no},             // each of them
	{"contract signed", "", "Böen: signed contract", yes}, //
	{"k", "", "300 \u212a", doubtful},                     // the sign of the kelvin
	{"contract", "", "con\x00tract contract", yes},        //
	{"contract", "", "a word\x00contract", doubtful},      //
	{"contract", "", "the cöntract", doubtful},
	{"contract", "Cöntract", "signed", doubtful},
	{"contract", "", "contract \xff", doubtful},                    // not UTF-8
	{"contract", "", "契約contract", doubtful},                       //
	{"snake", "", "snake_case", yes},                               //
	{"the", "", "then there", no},                                  //
	{"aa", "", "aaa aa", yes},                                      // found at the second try
	{"contract", "", "", no},                                       //
	{"don", "", "I don’t", yes},                                    // as the tokenizer parts it
	{"t", "", "I don't", yes},                                      //
	{"contract", "", "contract²", doubtful},                        // a digit of another kind
	{"contract", "", "\u00a0contract\u00a0", yes},                  //
	{"contract", "", "«contract»", yes},                            //
	{"contract", "Title", strings.Repeat("word ", 9999), no},       //
	{"contract word", "Title contract", "\xc3\xa9 word", yes},      //
	{"contract", "", "\xe2\x80\x94contract\xe2\x80\x94", yes},      // dashes
	{"contract", "", "\xe2\x80\xb2contract\xe2\x80\xb2", doubtful}, // a sign that it does not know
}

func TestATextTellsWhatTheIndexWouldTell(t *testing.T) {
	x := newOneText(t)
	for _, c := range standInCases {
		words := strings.Fields(c.words)
		if got := standIn(words, c.title, c.text); got != c.want {
			t.Errorf("standIn(%q, %q, %.40q) = %d, want %d", words, c.title, c.text, got, c.want)
		}
		x.check(t, words, c.title, c.text)
	}
}

// oneText is a full-text index like that of a store, of one text at a time.
type oneText struct{ db *sql.DB }

func newOneText(tb testing.TB) oneText {
	tb.Helper()
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		tb.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	tb.Cleanup(func() { _ = db.Close() })
	if _, err := db.ExecContext(tb.Context(), `CREATE VIRTUAL TABLE fulltext USING fts5 (text, title, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2')`); err != nil {
		tb.Fatal(err)
	}
	return oneText{db}
}

// check compares what a text tells with what the index says.
func (x oneText) check(tb testing.TB, words []string, title, body string) answer {
	tb.Helper()
	if _, err := x.db.ExecContext(tb.Context(), `INSERT OR REPLACE INTO fulltext (rowid, title, text) VALUES (1, ?, ?)`, text.Spaced(title), text.Spaced(body)); err != nil {
		tb.Fatal(err)
	}
	parts := make([]query.Node, len(words))
	for i, w := range words {
		parts[i] = query.Term{Word: w}
	}
	expression, sense := matchAll(parts)
	if sense != holds {
		tb.Fatalf("%q has no expression", words)
	}
	var found bool
	if err := x.db.QueryRowContext(tb.Context(), `SELECT EXISTS (SELECT 1 FROM fulltext WHERE fulltext MATCH ?)`, expression).Scan(&found); err != nil {
		tb.Fatal(err)
	}
	got := standIn(plainWords(parts), title, body)
	if got == yes && !found || got == no && found {
		tb.Errorf("%q in %q, %q: the text tells %d, the index %v", words, title, body, got, found)
	}
	return got
}

// pieces are what texts of the next test are made of.
var pieces = []string{
	"ab", "Ab", "ABA", "a", "b", "ba", "1", "a1", " ", " ", " ", " ", ".", ", ", "-", "_", "'", "’", "“", "”", "—", "…", "\n\n", "\u00a0", "«", "»", "&", "@", "\x00", "\t", "•", "†", "€", "©", "°", "™",
	"é", "É", "a\u0301", "ß", "ſ", "K", "ı", "İ", "ﬁ", "Å", "\u200b", "\u00ad", "\u200d", "\ufeff", "\ufe0f", "²", "½", "Ⅷ", "ª", "約", "か", "カ", "한", "ب", "א", "я", "ω", "\U0001f600", "\U0001d400", "\ue000", "\xff", "\xe2\x80", "\xc3",
}

func TestAnyTextTellsWhatTheIndexWouldTell(t *testing.T) {
	x := newOneText(t)
	r := rand.New(rand.NewPCG(4, 2))
	told := map[answer]int{}
	for i := range 4000 {
		from := pieces // half of the texts are plain
		if i%2 == 0 {
			from = pieces[:22]
		}
		say := func(n int) string {
			var b strings.Builder
			for range r.IntN(n) {
				b.WriteString(from[r.IntN(len(from))] + []string{"", " "}[r.IntN(2)])
			}
			return b.String()
		}
		words := [][]string{{"ab"}, {"a"}, {"ba", "a"}, {"aba"}, {"a1", "b"}, {"k"}, {"e"}, {"s"}}[r.IntN(8)]
		told[x.check(t, words, say(3), say(24))]++
	}
	if min(told[yes], told[no], told[doubtful]) < 300 {
		t.Errorf("the test is blind: %v", told)
	}
}

func FuzzStandIn(f *testing.F) {
	for _, c := range standInCases {
		f.Add(c.words, c.title, c.text)
	}
	x := newOneText(f)
	f.Fuzz(func(t *testing.T, words, title, body string) {
		var parts []query.Node
		for w := range strings.FieldsSeq(words) {
			parts = append(parts, query.Term{Word: w})
		}
		if plain := plainWords(parts); len(plain) > 0 {
			x.check(t, plain, title, body)
		}
	})
}
