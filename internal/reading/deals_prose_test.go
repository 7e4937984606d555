package reading

import (
	"testing"

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
