package reading

import (
	"strings"
	"testing"

	"dateline/internal/gazetteer"
)

// A short acronym that several bodies have, or that is also a bank, a union or
// a word, means the one of the country, the parent or the long form in the text.
func TestAcronymsNeedTheirCountry(t *testing.T) {
	const none = ""
	for _, c := range []struct{ language, text, word, want string }{
		{"en", "Staff of RBS use systems of Oracle, the bank said in Edinburgh.", "RBS", "NatWest Group"},
		{"en", "The Rural Business Cooperative Service (RBS) bought software from Microsoft. RBS officials said so.", "RBS", "Rural Business Cooperative Service"},
		{"en", "In Ohio, the USDA and RBS officials bought software from Microsoft.", "RBS", "Rural Business Cooperative Service"},
		{"en", "British GDP systems grew, and so did the GDP deal.", "GDP", none},
		{"en", "The CSIS contract with Palantir was signed in Canada.", "CSIS", "Canadian Security Intelligence Service"},
		{"en", "The NCA awarded a contract to Palantir, British officials said.", "NCA", "National Crime Agency"},
		{"en", "The SARS systems came from Microsoft, South Africa said.", "SARS", "South African Revenue Service"},
		{"en", "The SARS outbreak in Canada was over, officials said.", "SARS", none},
		{"de", "Das BMI hat Software von Microsoft gekauft.", "BMI", "Bundesministerium des Innern"},
		{"en", "The BMI of officers in Ohio is told by Microsoft systems.", "BMI", none},
		{"fr", "La CNIL et la DGA ont un contrat avec Thales.", "DGA", "Direction générale de l'armement"},
		{"it", "Il contratto della ACN con Leonardo.", "ACN", "Agenzia per la Cybersicurezza Nazionale"},
		{"nl", "De SVB koopt systemen van Microsoft.", "SVB", "Sociale Verzekeringsbank"},
		{"en", "Microsoft had contracts when SVB failed, American officials said.", "SVB", none},
		{"es", "El contrato del CNI con Indra fue secreto, dijo la agencia.", "CNI", "Centro Nacional de Inteligencia"},
		{"pt", "O contrato do TCU com a Microsoft no Brasil.", "TCU", "Tribunal de Contas da União"},
		{"en", "The USA systems come from Microsoft.", "USA", none},
	} {
		got := none
		for _, m := range Read(Input{Text: c.text, Language: c.language}, gazetteer.Default()).Mentions {
			if m.Of(c.text) == c.word {
				got = m.Name
			}
		}
		if !strings.EqualFold(got, c.want) {
			t.Errorf("%s %q: %s is %q, want %q", c.language, c.text, c.word, got, c.want)
		}
	}
}
