package reading

import (
	"os"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/internal/edtf"
	"dateline/internal/news"
)

// relativeDates need the day of publication.
var relativeDates = map[string][]string{
	"en": {"yesterday", "on Tuesday", "last week", "last month", "next year", "two weeks ago", "three months ago", "this morning", "in June", "on July 3", "last summer", "next Monday", "earlier this year", "by Friday", "since last year", "by the end of the year", "in the third quarter", "at Christmas", "over the weekend"},
	"de": {"gestern", "am Dienstag", "vergangene Woche", "im vergangenen Jahr", "vor zwei Jahren", "im Juni", "am 3. Juli", "Ende Mai", "bis Freitag", "bis Jahresende"},
	"fr": {"hier", "mardi dernier", "la semaine dernière", "il y a deux ans", "en juin", "le 3 juillet", "fin mai", "depuis l'année dernière"},
	"es": {"ayer", "el pasado martes", "la semana pasada", "hace dos años", "en junio", "el 3 de julio", "hasta finales de año"},
	"it": {"ieri", "martedì scorso", "la settimana scorsa", "due anni fa", "a giugno", "il 3 luglio"},
	"pt": {"ontem", "na terça-feira", "na semana passada", "há dois anos", "em junho", "em 3 de julho"},
	"nl": {"gisteren", "afgelopen dinsdag", "vorige week", "twee jaar geleden", "in juni", "op 3 juli"},
}

func TestWithoutADayOfPublicationRelativeDatesStayOpen(t *testing.T) {
	for language, all := range relativeDates {
		for _, words := range all {
			text := "X " + words + "."
			for _, d := range Dates(Input{Text: text, Language: language}) {
				if !d.EDTF.IsZero() {
					t.Errorf("%s %q: %s without a day of publication", language, text, d.EDTF)
				}
			}
			found := false
			for _, d := range Dates(Input{Text: text, Language: language, Published: edtf.Day(2025, 7, 16)}) {
				found = found || !d.EDTF.IsZero()
			}
			if !found {
				t.Errorf("%s %q: nothing with one", language, text)
			}
		}
	}
}

// TestNoDateIsFinerThanItsWords: a day needs the number of a day, a weekday, or
// a word for a day; everything else is at least a week wide.
func TestNoDateIsFinerThanItsWords(t *testing.T) {
	for _, c := range dateCases(t) {
		for _, d := range placed(Dates(c.input(t))) {
			if d.EDTF.Precision() != edtf.PrecisionDay {
				continue
			}
			if words := d.Of(c.text); !tellsADay(c.language, words) {
				t.Errorf("%q: %s is finer than the words", words, d.EDTF)
			}
		}
	}
}

func tellsADay(language, words string) bool {
	d := newDocument(Input{Text: words, Language: language})
	r := newDatesReader(d)
	for i := range r.hits {
		w := r.hits[i].word
		if w.is(roleDay) || w.is(roleDaypart) || w.is(roleDaypartToday) || w.is(roleWeekday) || w.is(roleWeekdayMaybe) || w.is(roleHoliday) || w.is(roleDayTold) || w.is(roleDayOrdinal) ||
			w.is(roleUnit) && w.value[roleUnit] == int8(unitDay) || w.is(roleUnitBefore) && w.value[roleUnitBefore] == int8(unitDay) || w.is(roleUnitAfter) && w.value[roleUnitAfter] == int8(unitDay) {
			return true
		}
	}
	return strings.ContainsFunc(words, func(c rune) bool { return '0' <= c && c <= '9' })
}

func TestTheTextAloneStatesItsDay(t *testing.T) {
	for text, want := range map[string]string{
		"By Jane Doe\nMarch 4, 2021\n\nThe council met yesterday.":                         "2021-03-03",
		"Last updated: 4 March 2021\nThe council met yesterday.":                           "2021-03-03",
		"TARNTON, Ohio, March 4, 2021 /Newswire/ -- The council met yesterday.":            "2021-03-03",
		"The law of March 4, 2021 is long. The council met yesterday.":                     "",
		"The council met yesterday. The minutes of its session of March 4, 2021 are kept.": "",
	} {
		var got string
		all := Dates(Input{Text: text, Language: "en"})
		for _, d := range all {
			if d.Of(text) == "yesterday" {
				got = d.EDTF.String()
			}
		}
		if got != want {
			t.Errorf("%q: yesterday is %q, want %q", text, got, want)
		}
	}
}

func TestTheAddressStatesTheDay(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.outlet.example/2023/09/15/title":      "2023-09-14 2023-08",
		"https://www.outlet.example/news/2023-09-15-title": "2023-09-14 2023-08",
		"https://www.outlet.example/2023/09/title":         " 2023-08",
		"https://www.outlet.example/2023/title":            " ",
		"https://www.outlet.example/id/20230915/99":        " ",
		"https://www.outlet.example/2023/13/45/title":      " ",
		"": " ",
	} {
		var got []string
		for _, d := range Dates(Input{Text: "It met yesterday, and last month.", Language: "en", URL: address}) {
			got = append(got, d.EDTF.String())
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}

func TestDaysAndMonthsChangePlacesWithTheCountry(t *testing.T) {
	for address, want := range map[string]string{
		"https://outlet.example/a":    "2025-02-07",
		"https://outlet.co.uk/a":      "2025-07-02",
		"https://www.outlet.com.au/a": "2025-07-02",
		"https://outlet.in/a":         "2025-07-02",
	} {
		all := Dates(Input{Text: "Signed on 02/07/2025 in town.", Language: "en", URL: address})
		if len(all) != 1 || all[0].EDTF.String() != want {
			t.Errorf("%s: %+v, want %s", address, all, want)
		}
	}
}

func TestNamesAndSumsAreNoDates(t *testing.T) {
	text := "April Brack of Tarn 2000 paid 2019 dollars in 2018."
	d := newDocument(Input{Text: text, Language: "en"})
	for _, name := range []string{"April Brack", "Tarn 2000"} {
		at := strings.Index(text, name)
		m := news.Mention{Kind: news.EntityPerson}
		m.Start, m.End = at, at+len(name)
		d.found.Mentions = append(d.found.Mentions, m)
	}
	sum := news.Amount{Currency: "USD", Value: 2019}
	sum.Start = strings.Index(text, "2019")
	sum.End = sum.Start + len("2019 dollars")
	d.found.Amounts = append(d.found.Amounts, sum)
	d.readDates()
	if got := d.found.Dates; len(got) != 1 || got[0].Of(text) != "2018" {
		t.Errorf("%+v", got)
	}
}

func checkDates(t *testing.T, in Input) {
	t.Helper()
	all := Dates(in)
	last := 0
	for _, d := range all {
		if d.Start < last || d.End <= d.Start || d.End > len(in.Text) {
			t.Fatalf("%q: span %v behind %d of %d", in.Text, d.Span, last, len(in.Text))
		}
		last = d.End
		if utf8.ValidString(in.Text) && !utf8.ValidString(d.Of(in.Text)) {
			t.Fatalf("%q: %v cuts a letter", in.Text, d.Span)
		}
		if again, err := edtf.Parse(d.EDTF.String()); err != nil || again != d.EDTF {
			t.Fatalf("%q: %q is no EDTF: %v", in.Text, d.EDTF, err)
		}
		if d.Value == "" || d.Type == "" {
			t.Fatalf("%q: %+v without value or type", in.Text, d)
		}
	}
	if again := Dates(in); !reflect.DeepEqual(all, again) {
		t.Fatalf("%q: read twice, %v and %v", in.Text, all, again)
	}
}

func TestDatesLieInTheTextAndAreAlwaysTheSame(t *testing.T) {
	for _, c := range dateCases(t) {
		for language := range dateTable() {
			in := c.input(t)
			in.Language = language
			for range 3 {
				checkDates(t, in)
			}
		}
	}
}

func FuzzDates(f *testing.F) {
	for _, c := range dateCases(f) {
		f.Add(c.text, c.language, c.published)
	}
	f.Fuzz(func(t *testing.T, text, language, published string) {
		day, err := edtf.Parse(published)
		if err != nil {
			day = edtf.Date{}
		}
		checkDates(t, Input{Text: text, Language: language, Published: day})
	})
}

func BenchmarkDates(b *testing.B) {
	data, err := os.ReadFile("testdata/dates.tsv")
	if err != nil {
		b.Fatal(err)
	}
	const prose = "The department said the work would be done by its own staff, and that the firm had been told of it in a letter. "
	text := strings.Repeat(prose, 20) + string(data) + strings.Repeat(prose, 400)
	d := newDocument(Input{Text: text, Language: "en", Published: edtf.Day(2025, 7, 16)})
	dateTable()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		d.found.Dates = nil
		d.readDates()
	}
}

func TestADateMayEndTheTextWithItsBracket(t *testing.T) {
	text := "He said it on Wednesday (July 9, 2025)"
	all := Dates(Input{Text: text, Language: "en"})
	if len(all) != 1 || all[0].End != len(text) || all[0].EDTF != edtf.Day(2025, 7, 9) {
		t.Errorf("%+v", all)
	}
}
