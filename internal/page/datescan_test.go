package page

import (
	"slices"
	"testing"
)

func TestDatesAreFoundInAnyLanguage(t *testing.T) {
	for in, want := range map[string]string{
		"Published July 3, 2025":                 "2025-07-03",
		"3rd July 2025":                          "2025-07-03",
		"Jul. 3 2025 at 10:15 p.m. GMT":          "2025-07-03T22:15:00Z",
		"Thursday 3 July 2025, 10.15 BST":        "2025-07-03", // more than one zone has that name
		"03-Jul-25":                              "2025-07-03",
		"Donnerstag, 3. Juli 2025, 10:15 Uhr":    "2025-07-03",
		"Wien, 3. Jänner 2025":                   "2025-01-03",
		"Stand: 03.07.2025 10:15":                "2025-07-03",
		"28.01.22":                               "2022-01-28",
		"le 1er juillet 2025 à 10h15":            "2025-07-01",
		"3 de julio de 2025":                     "2025-07-03",
		"3 de março de 2025":                     "2025-03-03",
		"3 luglio 2025":                          "2025-07-03",
		"3 juli 2025":                            "2025-07-03",
		"den 3 juli 2025 kl. 10:15":              "2025-07-03",
		"3. heinäkuuta 2025 klo 10.15":           "2025-07-03",
		"2.9.2025 klo 12.45":                     "2025-09-02",
		"3 lipca 2025 r.":                        "2025-07-03",
		"3. července 2025":                       "2025-07-03",
		"3 iulie 2025":                           "2025-07-03",
		"2025. július 3. 10:15":                  "2025-07-03",
		"3 Temmuz 2025":                          "2025-07-03",
		"3 Ιουλίου 2025":                         "2025-07-03",
		"3 июля 2025 г., 10:15 МСК":              "2025-07-03T10:15:00+03:00",
		"3 липня 2025":                           "2025-07-03",
		"٣ يوليو ٢٠٢٥":                           "2025-07-03",
		"3 تموز 2025":                            "2025-07-03",
		"۱۲ تیر ۱۴۰۴":                            "2025-07-03", // the Persian calendar
		"3 ביולי 2025":                           "2025-07-03",
		"3 जुलाई 2025":                           "2025-07-03",
		"2025年7月3日 10時15分":                       "2025-07-03",
		"令和7年7月3日":                               "2025-07-03",
		"2025년 7월 3일":                            "2025-07-03",
		"입력 2025.07.03 18:40":                    "2025-07-03",
		"3 tháng 7, 2025":                        "2025-07-03",
		"2025-07-03T10:15:00+02:00":              "2025-07-03T10:15:00+02:00",
		"July 2025":                              "2025-07",
		"13/07/2025":                             "2025-07-13",
		"07/13/2025":                             "2025-07-13",
		"10 years ago, yesterday, 3 hours ago":   "",
		"version 3.7.2025.1":                     "",
		"call 030-12345678 or 2025":              "",
		"31 February 2025":                       "",
		"3 July 1867":                            "",
		"the 2025 budget of 3.5 million in July": "",
		"192.168.2.25":                           "",
	} {
		got := ""
		if all := findDates(in, orderUnknown); len(all) > 0 {
			got = all[0].date.String()
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestTheOrderOfDayAndMonth(t *testing.T) {
	for _, c := range []struct {
		order       dayOrder
		date, other string
	}{
		{orderUnknown, "2025-07-03", "2025-03-07"},
		{dayFirst, "2025-07-03", "2025-03-07"},
		{monthFirst, "2025-03-07", "2025-07-03"},
	} {
		all := findDates("03/07/2025", c.order)
		if len(all) != 1 || all[0].date.String() != c.date || all[0].other.IsZero() {
			t.Errorf("order %d: got %v, want %s or %s", c.order, all, c.date, c.other)
		}
	}
	for _, c := range []struct {
		language, url string
		want          dayOrder
	}{
		{"de", "", dayFirst}, {"en-GB", "", dayFirst}, {"en-US", "https://a.example/x", monthFirst}, {"en", "https://a.co.uk/x", dayFirst},
		{"en-US", "https://a.com.au/x", dayFirst}, {"en", "https://a.gov/x", monthFirst}, {"en", "https://a.example", orderUnknown}, {"", "", orderUnknown},
	} {
		if got := orderOf(c.language, c.url); got != c.want {
			t.Errorf("%s at %s: got %d, want %d", c.language, c.url, got, c.want)
		}
	}
}

func TestADateCarriesItsClock(t *testing.T) {
	all := findDates("November 8, 2023 at 5:09 p.m.", orderUnknown)
	if len(all) != 1 || all[0].wall.Format("15:04") != "17:09" {
		t.Errorf("got %v", all)
	}
}

func TestTheRoleOfADateIsInTheWordsAroundIt(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          Role
	}{
		{"Published ", "", Published}, {"Updated: ", "", Modified}, {"Zuletzt aktualisiert am ", "", Modified}, {"Mis à jour le ", "", Modified},
		{"Posted by Jo, last modified ", "", Modified}, {"최종수정 ", "", Modified}, {"更新日：", "", Modified}, {"公開日：", "", Published},
		{"", " aktualisiert", Modified}, {"geboren am ", "", ""}, {"valid until ", "", ""}, {"© ", "", ""}, {"Northport, ", "", "other"},
		{"Обновлено ", "", Modified}, {"آخر تحديث ", "", Modified}, {"פורסם ", "", Published},
	} {
		if got := roleAround(c.before, c.after, "other"); got != c.want {
			t.Errorf("%q … %q: got %q, want %q", c.before, c.after, got, c.want)
		}
	}
}

func TestDatesOfOtherThingsAreNotTaken(t *testing.T) {
	for name, body := range map[string]string{
		"copyright": `<footer>© 3 July 2019 The Harbour Post</footer>`,
		"comments":  `<div class="comments"><p class="comment">Jo Marlow wrote on 3 July 2019: I was there.</p></div>`,
		"related":   `<div class="related"><a href="/x">An older story</a> <span class="date">3 July 2019</span></div>`,
		"caption":   `<figure><img src="x.jpg"><figcaption>The quay on a morning in spring, seen on 3 July 2019 from the old crane</figcaption></figure>`,
		"relative":  `<p class="date">3 hours ago</p>`,
	} {
		p := Parse([]byte(`<html><body><h1>Three surveys and no report</h1><p>The harbour board has paid three firms for the same survey of its quays, as invoices seen by this paper show.</p>
<p>The board said that the surveys concerned different parts of the port, and that the reports were due in the spring of next year.</p>`+body+`</body></html>`), Options{})
		if !p.Published.IsZero() {
			t.Errorf("%s: published %s, dates %v", name, p.Published, p.Dates)
		}
	}
}

func TestALaterDateThanTheNewestStampIsRefused(t *testing.T) {
	p := Parse([]byte(`<html><head><meta property="article:modified_time" content="2025-07-03T10:00:00Z"></head><body><h1>The fair begins</h1><p class="date">12 August 2025</p>
<p>The fair on the old quay begins next month, as the city said, and it will last for nine days and ten nights.</p></body></html>`), Options{})
	if got := p.Published.String(); got != "2025-07-03" {
		t.Errorf("published %s, dates %v", got, p.Dates)
	}
}

func FuzzDates(f *testing.F) {
	for _, s := range []string{"3 July 2025 10:15 p.m. GMT+2", "2025年7月3日", "03/04/25", "۲۳ بهمن ۱۴۰۴", "令和7年7月3日", "2025-07-03T24:00:00.123Z", "20250703100000", "Thu Jul 3 10:00:00 UTC 2025", "ב"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, order := range []dayOrder{orderUnknown, dayFirst, monthFirst} {
			end := 0
			sane := func(d found) {
				from, _ := d.date.Bounds()
				if !d.date.IsZero() && (from.Year() < firstYear-1 || from.Year() > lastYear+1) {
					t.Errorf("%q: %s", s, d.date)
				}
			}
			sane(readDate(s, order))
			for _, d := range findDates(s, order) {
				sane(d)
				if d.start > d.end || d.end > len(s) || d.start > 0 && d.start < end {
					t.Errorf("%q: place %d–%d after %d", s, d.start, d.end, end)
				}
				end = d.end
			}
		}
		if date, sure := urlDate("https://a.example/" + s); sure && date.IsZero() {
			t.Errorf("%q: sure of nothing", s)
		}
	})
}

func FuzzAuthors(f *testing.F) {
	for _, s := range []string{"By Ines Rook and Paul Adeyemi, US News Lead", "Von Jana Köhler (jk), 3. Juli 2025", "김하늘 기자", "(责编：王明、李小红)", "AFP, MANILA", "ByInes Rook", "von"} {
		f.Add(s, "The Harbour Post")
	}
	f.Fuzz(func(t *testing.T, s, site string) {
		names := cleanAuthors([]string{s}, site)
		for i, n := range names {
			if n == "" || len(n) > len(s)+8 || slices.Contains(names[:i], n) {
				t.Errorf("%q: %q", s, names)
			}
		}
		namesIn(s, true, true)
		namesIn(s, false, false)
		agencyIn(s)
	})
}
