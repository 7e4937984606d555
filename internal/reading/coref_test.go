package reading

import (
	"testing"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
)

// referred returns what the words of a text refer back to; "": nothing.
func referred(in Input, words string) string {
	d := newDocument(in)
	d.readMentions(gazetteer.Default())
	for _, m := range d.found.Mentions {
		if m.By == news.ByReference && m.Of(d.Text) == words {
			return m.Name
		}
	}
	return ""
}

func TestReferencesMeanTheNameBefore(t *testing.T) {
	for _, c := range []struct{ language, title, text, words, want string }{
		{"", "", "The vendor Quillon sells drones. The company said so.", "The company", "Quillon"},
		{"", "", "The vendor Quillon sells drones. It is the firm that won.", "the firm", "Quillon"},
		{"", "", "The Fen Drainage Authority bought it. The authority pays.", "The authority", "Fen Drainage Authority"},
		{"", "", "The Marsh Survey Agency bought it. The agency pays.", "The agency", "Marsh Survey Agency"},
		{"", "", "The Brookvale City Council met. Then the city paid.", "the city", "City of Brookvale"},
		{"", "", "The Brookvale City Council met. Then the council voted.", "the council", "Brookvale City Council"},
		{"", "", "The Larkin County Sheriff's Office met. Then the county paid.", "the county", "Larkin County"},
		{"", "", "The Brookvale Police Department met. The department paid.", "The department", "Brookvale Police Department"},
		{"", "Larkin County buys drones", "By vote the Board of Commissioners bought them.", "the Board of Commissioners", "Larkin County"},
		{"", "", "Lawyers in Oregon met. Then the state paid.", "the state", "State of Oregon"},
		{"", "", "Kenya buys drones for Kenyan pilots. The government pays.", "The government", "Government of Kenya"},
		{"", "", "Nobody was named before. The company paid.", "The company", ""},
		{"", "", "The vendor Quillon sells. The company Tarn Inc. does not.", "The company", ""},
		{"de", "", "Der Anbieter Quillon liefert. Das Unternehmen schweigt.", "Das Unternehmen", "Quillon"},
		{"de", "", "Das Landesamt für Moorpflege zahlt. Die Behörde schweigt.", "Die Behörde", "Landesamt für Moorpflege"},
		{"de", "", "Das Ministerium für Inneres zahlt. Das Ministerium schweigt.", "Das Ministerium", "Ministerium für Inneres"},
		{"fr", "", "La société Quillon a gagné. L’entreprise se tait.", "L’entreprise", "Quillon"},
		{"fr", "", "Le ministère de la Mer a signé. Puis le ministère se tait.", "le ministère", "Ministère de la Mer"},
		{"es", "", "La firma Quillon ganó. Luego la empresa calló.", "la empresa", "Quillon"},
		{"es", "", "El Ministerio de Marismas firmó. Luego el ministerio calló.", "el ministerio", "Ministerio de Marismas"},
		{"it", "", "La società Quillon ha vinto. Poi l’azienda tace.", "l’azienda", "Quillon"},
		{"pt", "", "A fornecedora Quillon venceu. Depois a empresa calou.", "a empresa", "Quillon"},
		{"nl", "", "De leverancier Quillon won. Daarna zweeg het bedrijf.", "het bedrijf", "Quillon"},
	} {
		if got := referred(Input{Text: c.text, Title: c.title, Language: c.language}, c.words); got != c.want {
			t.Errorf("%q: %q means %q, want %q", c.text, c.words, got, c.want)
		}
	}
}
