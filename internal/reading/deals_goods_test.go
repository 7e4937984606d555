package reading

import (
	"testing"

	"dateline/internal/edtf"
	"dateline/internal/gazetteer"
	"dateline/internal/news"
)

// dealsIn reads the deals of a text of a Tuesday in March.
func dealsIn(language, words string) []news.Deal {
	return Read(Input{Text: words, Language: language, Published: edtf.Day(2026, 3, 10)}, gazetteer.Default()).Deals
}

func TestWhatIsSupplied(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"en", "Tarn County has hired Microsoft to run its ticketing system for $3 million.", "ticketing system"},
		{"en", "The City of Tarnville signed a contract with Oracle for smart meters worth $2 million.", "smart meters"},
		{"en", "Tarn County bought 400 body cameras from Axon.", "body cameras"},
		{"en", "The City of Tarnville chose Workday to supply payroll software.", "payroll software"},
		{"en", "Tarn County signed a contract for payroll processing with Microsoft.", "payroll processing"},
		{"en", "Tarn County officials bought software from Microsoft.", "software"},
		{"en", "The Department of Health picked Accenture to modernize its Medicaid enrollment system.", "Medicaid enrollment system"},
		{"de", "Die Stadtwerke Amsel haben Siemens beauftragt, 86.000 Stromzähler aus der Ferne auszulesen.", "Stromzähler"},
		{"de", "Das Land Hessen hat mit Oracle einen Vertrag über ein Fahrkartensystem geschlossen.", "Fahrkartensystem"},
		{"de", "Das Bundesamt für Migration hat Atos mit der Wartung der Datenbank beauftragt.", "Datenbank"},
		{"fr", "La Ville de Paris a choisi Thales pour fournir un système de billettique.", "système de billettique"},
		{"fr", "Le ministère de l'Intérieur a commandé 3 000 compteurs intelligents à Thales.", "compteurs intelligents"},
		{"es", "El Ayuntamiento de Madrid ha adjudicado a Indra el sistema de billetes de sus 210 autobuses.", "sistema de billetes"},
		{"es", "El Ayuntamiento de Madrid firmó un contrato con Indra para contadores inteligentes.", "contadores inteligentes"},
		{"it", "Il Comune di Milano ha scelto Almaviva per fornire un sistema di bigliettazione.", "sistema di bigliettazione"},
		{"pt", "O Ministério da Justiça assinou um contrato com a Microsoft para câmaras corporais.", "câmaras corporais"},
		{"nl", "De gemeente Utrecht huurt servers van Oracle voor 90.000 euro per jaar.", "servers"},
		// Words that tell nothing, and what is denied, are no goods.
		{"en", "Tarn County signed a contract for three years with Microsoft.", ""},
		{"en", "Microsoft said Tarn County does not use its technology for surveillance. The county has a contract with Microsoft worth $19 million.", ""},
		{"en", "Microsoft denied that its technology is used by Tarn County to watch whole streets. The county has a contract with Microsoft.", ""},
		{"de", "Microsoft bestreitet, dass die Bundespolizei seine Technologie nutzt. Die Bundespolizei hat einen Vertrag mit Microsoft.", ""},
	} {
		deals := dealsIn(c.language, c.text)
		if len(deals) == 0 || deals[0].What != c.want {
			t.Errorf("%s %q: %+v, want %q", c.language, c.text, deals, c.want)
		}
	}
}

func TestRentIsADealInForce(t *testing.T) {
	for _, c := range []struct{ language, text string }{
		{"en", "Tarn County rents computers from Oracle for $18,600 a year. The board wants to know where its records are kept."},
		{"de", "Das Land Hessen mietet Server von Oracle für 90.000 Euro im Jahr."},
		{"fr", "La Ville de Paris loue des serveurs à Oracle pour 90 000 euros par an."},
		{"es", "El Ayuntamiento de Madrid alquila servidores a Oracle por 90.000 euros al año."},
		{"it", "Il Comune di Roma noleggia server da Oracle per 90.000 euro all'anno."},
		{"pt", "A Prefeitura de São Paulo aluga servidores da Oracle por 90.000 reais por ano."},
		{"nl", "De gemeente Utrecht huurt servers van Oracle voor 90.000 euro per jaar."},
	} {
		deals := dealsIn(c.language, c.text)
		if len(deals) != 1 || deals[0].Vendor != "Oracle" || deals[0].Status != news.DealReported || deals[0].Amount == 0 {
			t.Errorf("%s %q: %+v", c.language, c.text, deals)
		}
	}
}

func TestWhoReplacesAThingIsNotReplaced(t *testing.T) {
	for text, want := range map[string]news.DealStatus{
		"The State of Ohio awarded IBM a contract to replace its unemployment insurance system.": news.DealAwarded,
		"The State of Ohio will replace Microsoft software this year under its contract.":        news.DealEnded,
	} {
		if deals := dealsIn("en", text); len(deals) == 0 || deals[0].Status != want {
			t.Errorf("%q: %+v, want %s", text, deals, want)
		}
	}
}

// What is sure comes before what options may add; an option's sum counts where
// there is no other.
func TestOptionsDoNotReplaceTheSureSum(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           float64
	}{
		{"en", "The customs office of Tarn will test software by Oracle. The pilot costs 900,000 euros; an option could bring the total to up to 7.5 million euros.", 900e3},
		{"en", "The Navy awarded Leidos a $21 million contract, which could reach $70 million if all options are exercised.", 21e6},
		{"en", "If all options are exercised, the contract that the Navy awarded Leidos could be worth $70 million.", 70e6},
		{"en", "The Army awarded Palantir a contract worth up to $480 million.", 480e6},
		{"en", "The printer looked at all its options and will not contest the choice of the UK government that gives the £90 million contract for badges to Vantor. It had set £3 million aside for its own offer.", 90e6},
		{"de", "Das Land Hessen zahlt Oracle 2 Millionen Euro für das Fahrkartensystem. Mit allen Optionen könnte der Vertrag auf 7 Millionen Euro steigen.", 2e6},
		{"fr", "La Ville de Paris a signé un contrat de 2 millions d'euros avec Thales. Avec les options, il pourrait atteindre 7 millions d'euros.", 2e6},
		{"es", "El Ayuntamiento de Madrid firmó un contrato de 2 millones de euros con Indra, que podría ascender a 7 millones de euros.", 2e6},
		{"it", "Il Comune di Roma ha firmato un contratto da 2 milioni di euro con Almaviva, che potrebbe salire a 7 milioni di euro.", 2e6},
		{"pt", "O Ministério da Justiça assinou um contrato de 2 milhões de reais com a Microsoft, que poderia chegar a 7 milhões de reais.", 2e6},
		{"nl", "De gemeente Utrecht tekende een contract van 2 miljoen euro met Oracle, dat kan oplopen tot 7 miljoen euro.", 2e6},
	} {
		if deals := dealsIn(c.language, c.text); len(deals) == 0 || deals[0].Amount != c.want {
			t.Errorf("%s %q: %+v, want %g", c.language, c.text, deals, c.want)
		}
	}
}

func TestGoodsOfEachLanguageAreInTheTable(t *testing.T) {
	tables := dealGoodsTables()
	for _, language := range dealLanguages {
		if tables[language] == nil || len(tables[language].words.byFirst) < 20 {
			t.Errorf("%s: few goods", language)
		}
	}
	for language, table := range tables {
		for _, end := range table.ends {
			if len(end) < 5 {
				t.Errorf("%s: the end %q is in too many words", language, end)
			}
		}
	}
}
