package reading

import (
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"dateline/internal/gazetteer"
	"pgregory.net/rapid"
)

// checkStatements fails unless each statement has a sound passage and act.
func checkStatements(t interface{ Fatalf(string, ...any) }, d *document) {
	last := 0
	for _, s := range d.found.Statements {
		if s.Start < last || s.End <= s.Start || s.End > len(d.Text) {
			t.Fatalf("a statement at %d–%d after %d of %d bytes: %q", s.Start, s.End, last, len(d.Text), d.Text)
		}
		last = s.Start
		if utf8.ValidString(d.Text) && !utf8.ValidString(s.Of(d.Text)) {
			t.Fatalf("a statement cuts a rune: %q of %q", s.Of(d.Text), d.Text)
		}
		if strings.TrimSpace(s.Of(d.Text)) != s.Of(d.Text) {
			t.Fatalf("a statement has blanks at its ends: %q", s.Of(d.Text))
		}
		if s.Act == "" {
			t.Fatalf("a statement without an act: %q", s.Of(d.Text))
		}
	}
}

// TestStatementsOfAnyWordsAreSound puts cues, names, marks and words together.
func TestStatementsOfAnyWordsAreSound(t *testing.T) {
	words := []string{
		"Norlake", "Ruth Hale", "the Border Agency", "he", "it", "they", "said", "denied", "declined to comment", "according to", "criticised by", "and",
		"that", "which", ",", ".", ";", ":", "“", "”", "\"", "'", "«", "»", "(", ")", "\n", "\n\n", "–", "not", "used", "no evidence", "the company", "spokesman", "of", "critics",
		"neither company", "a report", "the lawsuit", "calling on", "has been called", "was", "to", "Über", "日本", "…",
	}
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 40).Draw(r, "words"), rapid.SampledFrom([]string{" ", "", "  "}).Draw(r, "blank"))
		language := rapid.SampledFrom([]string{"en", "de", "fr", "es", "it", "pt", "nl", "xx"}).Draw(r, "language")
		d := statementDocument(language, text)
		d.readStatements()
		checkStatements(r, d)
	})
}

func TestStatementsAreReadTheSameTenTimes(t *testing.T) {
	first := statementDocument("en", statementArticle("en", 1))
	first.readStatements()
	for range 10 {
		again := statementDocument("en", first.Text)
		again.readStatements()
		if !reflect.DeepEqual(first.found.Statements, again.found.Statements) {
			t.Fatal("the same text is read in another way")
		}
	}
}

// TestStatementsOfHostileTextTakeNoLongerThanTheirLength reads texts that are one
// long sentence, once and four times as long.
func TestStatementsOfHostileTextTakeNoLongerThanTheirLength(t *testing.T) {
	for _, piece := range []string{
		"“ ", "“a” ", "said ", "Norlake, ", "and ", "(", "not ", "Ruth Hale said ", "\" '", "“x y z w” said Norlake ", "Norlake said that, arguing ", "a spokesperson said ", "the lawsuit said ",
		"the ministry said Oracle ", "workers said ", "officials said ", "neither company said ", "lehnte ", "wies ",
	} {
		took := func(times int) time.Duration {
			best := time.Hour
			for range 3 {
				d := statementDocument("en", strings.Repeat(piece, times))
				start := cpuTime(t)
				d.readStatements()
				best = min(best, cpuTime(t)-start)
				checkStatements(t, d)
			}
			return best
		}
		took(10) // the tables
		var short, long time.Duration
		for range 3 { // a busy machine may spoil one
			if short, long = took(1000), took(4000); long <= 9*short {
				break
			}
		}
		if long > 9*short+10*time.Millisecond {
			t.Errorf("%q: 4 times the text takes %v of CPU, not %v", piece, long, short)
		}
	}
}

// cpuTime is what the process has used of the processor.
func cpuTime(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func FuzzStatements(f *testing.F) {
	for line := range strings.Lines(statementCases) {
		if row := strings.Split(line, "\t"); len(row) == 3 {
			f.Add(row[0], row[1])
		}
	}
	g := gazetteer.Default()
	f.Fuzz(func(t *testing.T, language, s string) {
		d := newDocument(Input{Text: s, Language: language})
		d.readMentions(g)
		d.readStatements()
		checkStatements(t, d)
	})
}
