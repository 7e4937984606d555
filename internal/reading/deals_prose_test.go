package reading

import (
	"testing"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
)

func TestTheSignatureOfANewsAgencyIsNoVendor(t *testing.T) {
	for name, text := range map[string]string{
		"date":           "March 3 ([c:Corvus]) - [a:Ebbe County] has cancelled a contract with [c:Tarn Systems] for body cameras.",
		"place and date": "LEIDEN, March 3 ([c:Corvus]) — [a:Ebbe County] has cancelled a contract with [c:Tarn Systems] for body cameras.",
	} {
		t.Run(name, func(t *testing.T) {
			d := markedDocument(t, "en", text)
			d.readDeals()
			if got := d.found.Deals; len(got) != 1 || got[0].Vendor != "Tarn Systems" || got[0].Status != news.DealCancelled {
				t.Errorf("%+v", got)
			}
		})
	}
	d := markedDocument(t, "en", "The supplier ([c:Corvus]) won a contract with [a:Ebbe County] for body cameras.")
	d.readDeals()
	if got := d.found.Deals; len(got) != 1 || got[0].Vendor != "Corvus" {
		t.Errorf("in brackets that sign nothing: %+v", got)
	}
}

func TestTheRoleOfAPriceTellsHowOftenItIsPaid(t *testing.T) {
	for text, want := range map[string]string{
		"Ebbe County will pay Tarn Systems Inc. $310,000 a year for software that reads license plates.":          "payment per year",
		"Ebbe County awarded Tarn Systems Inc. a contract worth $310,000 for software that reads license plates.": "contract value",
	} {
		if got := readDealsOf(t, Input{Text: text, Language: "en"}); len(got) != 1 || got[0].Role != want || got[0].Amount != 310000 {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestTheEndOfOneBodysDealIsNotThatOfAnothers(t *testing.T) {
	d := markedDocument(t, "en", "[a:Ebbe County] terminated its contract with [c:Tarn Systems] for cloud software. [c:Tarn Systems] supplies software under a contract with [a:Kell Navy].")
	d.readDeals()
	for _, deal := range d.found.Deals {
		if ended := deal.Status == news.DealCancelled; ended != (deal.Agency == "Ebbe County") {
			t.Errorf("%s: %s", deal.Agency, deal.Status)
		}
	}
	if len(d.found.Deals) != 2 {
		t.Errorf("%+v", d.found.Deals)
	}
}

func TestBodiesKnownByTheirShapeOnlyAreParties(t *testing.T) {
	type party struct{ language, text, vendor, agency string }
	for _, c := range []party{
		{"en", "The Ebbe health board has picked Tarn Systems for its patient records. The contract is worth 61 million euros.", "Tarn Systems", "Ebbe Health Board"},
		{"en", "The health board of Ebbe has picked Tarn Systems for its patient records. The contract is worth 61 million euros.", "Tarn Systems", "Ebbe Health Board"},
		{"en", "The customs office at Kellport will test software by Tarn Analytics on X-ray images. The pilot costs 900,000 euros.", "Tarn Analytics", "Kellport Customs Office"},
		{"de", "Die Stadtwerke Ebbstadt haben Tarn Systems mit der Abrechnungssoftware beauftragt. Der Vertrag hat einen Wert von 12 Millionen Euro.", "Tarn Systems", "Stadtwerke Ebbstadt"},
		{"es", "La autoridad portuaria de Ebra ha elegido a Tarn Sistemas, que venderá los billetes por internet. El contrato vale 2 millones de euros.", "Tarn Sistemas", "Autoridad Portuaria de Ebra"},
	} {
		got := readDealsOf(t, Input{Text: c.text, Language: c.language})
		if len(got) != 1 || got[0].Vendor != c.vendor || got[0].Agency != c.agency || got[0].Amount == 0 {
			t.Errorf("%q: %+v", c.text, got)
		}
	}
}

func TestTheSupplierThatGoesIsNotTheOneThatComes(t *testing.T) {
	text := "El consorcio de transportes de Ebra ha adjudicado a Tarn Controls el sistema de billetes por 5 millones de euros.\n\nLa empresa actual, Kell Analytics, recurrió el viernes la adjudicación."
	for _, deal := range readDealsOf(t, Input{Text: text, Language: "es"}) {
		if deal.Vendor != "Tarn Controls" {
			t.Errorf("%+v", deal)
		}
	}
}

func TestAGermanGenitiveIsNoCompany(t *testing.T) {
	for _, m := range Read(Input{Text: "Die Wartung des Ebber Systems kostet viel Geld.", Language: "de"}, gazetteer.Default()).Mentions {
		if m.Kind == news.EntityCompany {
			t.Errorf("%+v", m)
		}
	}
}
