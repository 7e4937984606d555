package reading

import (
	"testing"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
)

func TestStampOfAReport(t *testing.T) {
	for _, c := range []struct{ language, text, agency, rest string }{
		{"en", "LINDHAVEN, Feb 3 (Meridian) - The county signed.", "Meridian", "The county signed."},
		{"en", "Feb 3 (Meridian) — The county signed.", "Meridian", "The county signed."},
		{"en", "LINDHAVEN (Meridian News) — The county signed.", "Meridian News", "The county signed."},
		{"en", "LINDHAVEN, Ohio, Feb. 3, 2026 -- The county signed.", "", "The county signed."},
		{"en", "St. Amsel/Lindhaven (AP) — The county signed.", "AP", "The county signed."},
		{"de", "Amsel, 3. Februar (Meridian) – Das Amt unterschrieb.", "Meridian", "Das Amt unterschrieb."},
		{"de", "AMSEL (dpa) - Das Amt unterschrieb.", "dpa", "Das Amt unterschrieb."},
		{"fr", "AMSEL, 3 février (Meridian) - Le comté a signé.", "Meridian", "Le comté a signé."},
		{"es", "Puerto Albor, 3 feb (Meridian).- El consorcio firmó.", "Meridian", "El consorcio firmó."},
		{"it", "(Meridian) - AMSEL, 03 FEB - Il comune ha firmato.", "Meridian", "Il comune ha firmato."},
		{"pt", "Albor, 03 fev 2026 (Meridian) – O município assinou.", "Meridian", "O município assinou."},
		{"nl", "DEN AMSEL, 3 februari (Meridian) - De gemeente tekende.", "Meridian", "De gemeente tekende."},
		{"en", "Tarn Systems (TARN) — the firm that the county chose.", "", ""},
		{"en", "On March 3 — a day later — the county signed.", "", ""},
		{"en", "The county — which chose Tarn (Meridian) in February — signed.", "", ""},
		{"en", "Tarn Systems — a vendor — signed.", "", ""},
	} {
		d := newDocument(Input{Text: c.text, Language: c.language})
		stamp, ok := d.datelineAt(&d.sentences[0])
		agency, rest := "", ""
		if ok {
			rest = c.text[d.tokens[stamp.end].Start:]
			if stamp.last > stamp.first {
				agency = d.span(stamp.first, stamp.last).Of(c.text)
			}
		}
		if agency != c.agency || rest != c.rest {
			t.Errorf("%q: %q and %q, want %q and %q", c.text, agency, rest, c.agency, c.rest)
		}
	}
}

// Meridian is also a listed company; in a stamp, and so in the whole text, it is
// the agency.
func TestAnAgencyThatSignsIsOneInTheWholeText(t *testing.T) {
	text := "LINDHAVEN, Feb 3 (Meridian) - Tarn County bought software from Meridian customers.\n\nMicrosoft told Meridian that the contract was over."
	for _, m := range Read(Input{Text: text}, gazetteer.Default()).Mentions {
		if m.Of(text) == "Meridian" && (m.Kind != news.EntityOrganization || m.Key != "") {
			t.Errorf("%+v", m)
		}
	}
}

func TestTheFirstWordOfASentenceIsNoProduct(t *testing.T) {
	for _, text := range []string{
		"“A move has an end,” he said at Ordway Systems. “Look for the month.” The city agreed.",
		"Digital platforms help the city. “Use tools,” she said.",
		"He sells software. Buy apps, he said.",
	} {
		for _, m := range Read(Input{Text: text}, gazetteer.Default()).Mentions {
			if m.Kind == news.EntityProduct {
				t.Errorf("%q: %q is a product", text, m.Of(text))
			}
		}
	}
}
