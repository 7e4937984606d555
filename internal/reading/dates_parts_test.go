package reading

import (
	"strings"
	"testing"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/text"
)

func TestEaster(t *testing.T) {
	for _, want := range []string{"1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"} {
		day, err := time.Parse(time.DateOnly, want)
		if err != nil {
			t.Fatal(err)
		}
		if got := easter(day.Year()); !got.Equal(day) {
			t.Errorf("Easter %d: %s, want %s", day.Year(), got.Format(time.DateOnly), want)
		}
	}
}

func TestHolidaysByTheirRules(t *testing.T) {
	for _, c := range []struct {
		rule string
		year int
		want string
	}{
		{"12-25~", 2024, "2024-12-25~"}, {"11/4/4", 2024, "2024-11-28"}, {"11/4/4", 2025, "2025-11-27"},
		{"9/1/1", 2025, "2025-09-01"}, {"5/1/9", 2025, "2025-05-26"}, {"5/1/9", 2026, "2026-05-25"}, {"1/1/3", 2026, "2026-01-19"},
		{"easter-2", 2025, "2025-04-18"}, {"easter+39", 2025, "2025-05-29"}, {"easter+49~", 2025, "2025-06-08~"},
	} {
		if got := holidayIn(c.rule, c.year).edtf().String(); got != c.want {
			t.Errorf("%s in %d: %s, want %s", c.rule, c.year, got, c.want)
		}
	}
}

func TestUnitsAroundADay(t *testing.T) {
	day := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC) // a Wednesday
	for _, c := range []struct {
		unit dateUnit
		step int
		want string
	}{
		{unitDay, -1, "2024-12-31"}, {unitWeek, 0, "2024-12-30/2025-01-05"}, {unitWeek, -1, "2024-12-23/2024-12-29"},
		{unitWeekend, 0, "2025-01-04/2025-01-05"}, {unitMonth, -1, "2024-12"}, {unitMonth, -13, "2023-12"}, {unitMonth, 12, "2026-01"},
		{unitQuarter, -1, "2024-Q4"}, {unitQuarter, 4, "2026-Q1"}, {unitQuarter, -5, "2023-Q4"}, {unitHalf, -1, "2024-H2"},
		{unitYear, 1, "2026"}, {unitDecade, -1, "201X"}, {unitCentury, -1, "19XX"},
	} {
		if got := around(day, c.unit, c.step).edtf().String(); got != c.want {
			t.Errorf("unit %d, %d steps: %s, want %s", c.unit, c.step, got, c.want)
		}
	}
}

func TestQuarterSigns(t *testing.T) {
	for _, c := range []struct {
		sign    string
		unit    dateUnit
		n, year int
	}{
		{"q4", unitQuarter, 4, 0}, {"4q", unitQuarter, 4, 0}, {"3t24", unitQuarter, 3, 2024}, {"q32011", unitQuarter, 3, 2011}, {"h1", unitHalf, 1, 0},
		{"s2", unitHalf, 2, 0}, {"1q2025", unitQuarter, 1, 2025}, {"q5", 0, 0, 0}, {"h3", 0, 0, 0}, {"qa", 0, 0, 0}, {"q", 0, 0, 0}, {"q4x", 0, 0, 0}, {"737", 0, 0, 0},
	} {
		if unit, n, year := quarterSign(c.sign); unit != c.unit || unit != 0 && (n != c.n || year != c.year) {
			t.Errorf("%s: unit %d, %d of %d", c.sign, unit, n, year)
		}
	}
}

func TestLeadingNumber(t *testing.T) {
	for _, c := range []struct {
		word      string
		n, digits int
		ending    string
	}{
		{"3", 3, 1, ""}, {"3rd", 3, 1, "rd"}, {"1990s", 1990, 4, "s"}, {"90er", 90, 2, "er"}, {"2025", 2025, 4, ""},
		{"123456", -1, 0, ""}, {"march", -1, 0, ""}, {"3abcd", -1, 0, ""}, {"", -1, 0, ""},
	} {
		if n, digits, ending := leadingNumber(c.word); n != c.n || digits != c.digits || ending != c.ending {
			t.Errorf("%q: %d, %d digits, %q", c.word, n, digits, ending)
		}
	}
}

func TestFullYears(t *testing.T) {
	for short, want := range map[int]int{0: 2000, 7: 2007, 25: 2025, 59: 2059, 60: 1960, 82: 1982, 99: 1999} {
		if got := fullYear(short); got != want {
			t.Errorf("%02d: %d, want %d", short, got, want)
		}
	}
}

// TestTenseOfTheClause marks the date with brackets.
func TestTenseOfTheClause(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           tense
	}{
		{"en", "It was signed in [June].", tensePast},
		{"en", "It will be signed in [June].", tenseFuture},
		{"en", "It is to be signed in [June].", tenseFuture},
		{"en", "It is expected to be signed in [June].", tenseFuture},
		{"en", "It expires in [June].", tenseFuture},
		{"en", "The vote, scheduled for [June], is open.", tenseFuture},
		{"en", "In [June], officials said they will sign.", tensePast},
		{"en", "In [June], it will be signed.", tenseFuture},
		{"en", "The firm said in [June] it will sign.", tensePast},
		{"en", "According to figures released in [June] by staff.", tensePast},
		{"en", "The stop of [June] may end.", tenseNone},
		{"en", "A note from [June].", tenseNone},
		{"en", "It was signed; the note comes in [June].", tenseNone},
		{"de", "Es wurde im [Juni] unterzeichnet.", tensePast},
		{"de", "Es soll im [Juni] unterzeichnet werden.", tenseFuture},
		{"de", "Im [Juni] teilte das Amt es mit.", tensePast},
		{"fr", "Il a signé en [juin].", tensePast},
		{"fr", "Il signera en [juin].", tenseFuture},
		{"fr", "Il sera signé en [juin].", tenseFuture},
		{"es", "Se firmó en [junio].", tensePast},
		{"es", "Se firmará en [junio].", tenseFuture},
		{"it", "È stato firmato a [giugno].", tensePast},
		{"it", "Sarà firmato a [giugno].", tenseFuture},
		{"pt", "Foi assinado em [junho].", tensePast},
		{"pt", "Será assinado em [junho].", tenseFuture},
		{"nl", "Het werd in [juni] getekend.", tensePast},
		{"nl", "Het wordt in [juni] getekend.", tenseFuture},
	} {
		before, rest, _ := strings.Cut(c.text, "[")
		words, after, _ := strings.Cut(rest, "]")
		d := newDocument(Input{Text: before + words + after, Language: c.language})
		r := newDatesReader(d)
		r.first, r.last = d.sentences[0].first, d.sentences[0].last
		i := d.tokenAt(len(before))
		if got := r.tense(i, i+1, boundNone); got != c.want {
			t.Errorf("%s %q: tense %d, want %d", c.language, c.text, got, c.want)
		}
	}
}

func TestBoundsTellTheTense(t *testing.T) {
	d := newDocument(Input{Text: "It was signed in June.", Language: "en"})
	r := newDatesReader(d)
	if got := r.tense(4, 5, boundUntil); got != tenseFuture {
		t.Errorf("until: %d", got)
	}
	if got := r.tense(4, 5, boundSince); got != tensePast {
		t.Errorf("since: %d", got)
	}
}

func TestEveryLanguageHasItsCalendar(t *testing.T) {
	for _, language := range []string{"en", "de", "fr", "es", "it", "pt", "nl"} {
		l := dateTable()[language]
		if l == nil {
			t.Fatalf("no words of %s", language)
		}
		var months, weekdays [13]bool
		var seasons [25]bool
		roles := map[dateRole]bool{}
		for _, rows := range l.words.byFirst {
			for _, row := range rows {
				w := row.value
				for r := range dateRoles {
					roles[r] = roles[r] || w.is(r)
				}
				if w.is(roleMonth) {
					months[w.value[roleMonth]] = true
				}
				if w.is(roleMonthMaybe) {
					months[w.value[roleMonthMaybe]] = true
				}
				if w.is(roleWeekday) {
					weekdays[w.value[roleWeekday]] = true
				}
				for _, r := range []dateRole{roleSeason, roleSeasonMaybe} {
					if w.is(r) {
						seasons[w.value[r]] = true
					}
				}
			}
		}
		for n := 1; n <= 12; n++ {
			if !months[n] || n <= 7 && !weekdays[n] || n <= 4 && !seasons[20+n] {
				t.Errorf("%s: month, weekday or season %d is missing", language, n)
			}
		}
		for _, r := range []dateRole{roleUnit, roleDay, roleDaypart, roleWhich, roleEdge, roleNumber, roleOrdinal, roleShift, roleSince, roleUntil, roleFrom, roleTo, roleBetween, roleAnd, roleOf, roleArticle, roleIn, roleFiscal, roleVague, roleSet, roleHoliday, rolePast, roleFuture} {
			if !roles[r] {
				t.Errorf("%s: no word is %s", language, dateRoleNames[r])
			}
		}
		if len(l.pastEnd) == 0 {
			t.Errorf("%s: no endings of the past", language)
		}
	}
}

func TestCompoundsOfWeekdays(t *testing.T) {
	for language, word := range map[string]string{"de": "Freitagabend", "nl": "dinsdagochtend"} {
		w, n := dateTable()[language].words.at([]text.Token{{Fold: text.Fold(word)}}, 0, 1)
		if n != 1 || !w.is(roleWeekday) || w.text == "" {
			t.Errorf("%s: %+v", word, w)
		}
	}
}

func TestAPublicationKnownToTheMonthGivesNoDays(t *testing.T) {
	in := "The vote was held on Tuesday, last week and yesterday, after the deals of June and of last year."
	var got []string
	for _, d := range placed(Dates(Input{Text: in, Language: "en", Published: edtf.Month(2025, 7)})) {
		got = append(got, d.EDTF.String())
	}
	if strings.Join(got, " ") != "2025-06 2024" {
		t.Errorf("%q", got)
	}
}
