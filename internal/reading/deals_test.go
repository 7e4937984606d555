package reading

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
)

// readDealsOf reads the deals of an article with the embedded names.
func readDealsOf(t *testing.T, in Input) []news.Deal {
	t.Helper()
	return Read(in, gazetteer.Default()).Deals
}

func TestADealNeedsBothParties(t *testing.T) {
	for _, text := range []string{
		"Tarn Systems GmbH won a contract for cloud software worth $5 million.",
		"The Marlow Police Department awarded a $5 million contract for body cameras.",
	} {
		if got := readDealsOf(t, Input{Text: text}); len(got) > 0 {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestCuesOfSupplyAreWellFormed(t *testing.T) {
	for row := range dealRows(dealCueRows, 5) {
		if len(row) != 5 || dealStrengths[row[1]] == dealNothing || row[4] == "" {
			t.Errorf("bad row %q", row)
			continue
		}
		if side := row[2]; side != "av" && side != "va" && side != "any" {
			t.Errorf("%q has side %q", row, side)
		}
		if s := news.DealStatus(row[3]); s != "" && !slices.Contains(dealStatusOrder, s) {
			t.Errorf("%q has status %q", row, s)
		}
		checkPhrases(t, row[0], row[4])
	}
	for row := range dealRows(dealContextRows, 3) {
		if len(row) != 3 || dealFlags[row[1]] == 0 {
			t.Errorf("bad row %q", row)
			continue
		}
		checkPhrases(t, row[0], row[2])
	}
}

func checkPhrases(t *testing.T, language, words string) {
	t.Helper()
	if language != "*" && !slices.Contains(dealLanguages, language) {
		t.Errorf("%q is no language of the tables", language)
	}
	for phrase := range strings.SplitSeq(words, "|") {
		if len(tokenFolds(phrase)) == 0 {
			t.Errorf("empty phrase in %s: %.60q", language, words)
		}
	}
}

func TestWhatIsSoldAndTheBestPassage(t *testing.T) {
	for _, c := range []struct{ marked, what, place string }{
		{"It rained.\n\nThe [a:Navy] bought facial recognition licences from [c:Tarn].", "facial recognition licences", "The Navy bought facial recognition licences from Tarn."},
		{"[c:Tarn] is well known. The [a:Navy] awarded [c:Tarn] a contract for encrypted radios in [a:Marlow]. [c:Tarn] is big.", "encrypted radios", "The Navy awarded Tarn a contract for encrypted radios in Marlow."},
		{"The [a:Navy] signed a contract with the software company [c:Tarn].", "software", "The Navy signed a contract with the software company Tarn."},
		{"Its terms rule out mass surveillance by the [a:Navy], which buys cloud storage from [c:Tarn] under a contract.", "cloud storage", "Its terms rule out mass surveillance by the Navy, which buys cloud storage from Tarn under a contract."},
		{"The [a:Navy] uses [p:Harbour Cloud] of [c:Tarn] under a contract.", "Harbour Cloud", "The Navy uses Harbour Cloud of Tarn under a contract."},
	} {
		d := markedDocument(t, "en", c.marked)
		d.readDeals()
		if len(d.found.Deals) == 0 {
			t.Errorf("%s: no deal", c.marked)
			continue
		}
		if deal := d.found.Deals[0]; deal.What != c.what || deal.Of(d.Text) != c.place {
			t.Errorf("%s: %q at %q", c.marked, deal.What, deal.Of(d.Text))
		}
	}
}

func TestADealHasTheIDsOfItsParagraph(t *testing.T) {
	d := markedDocument(t, "en", "The [a:Navy] awarded [c:Tarn] a software contract, N00024-26-C-4101.\n\nThe [a:Army] bought drones from [c:Quell] under order W911QX-26-F-0007.")
	d.readDeals()
	got := map[string]string{}
	for _, deal := range d.found.Deals {
		got[deal.Vendor] = strings.Join(deal.Registry, " ")
	}
	if got["Tarn"] != "piid:N0002426C4101" || got["Quell"] != "piid:W911QX26F0007" {
		t.Errorf("%v", got)
	}
}

func TestALongListOfNamesIsReadInTime(t *testing.T) {
	var b strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&b, "[c:Tarn%d], [a:Navy%d] contract software, ", i, i)
	}
	d := markedDocument(t, "en", b.String())
	d.readDeals()
	if n := len(d.found.Deals); n == 0 || n > maxDealNames*maxDealNames {
		t.Errorf("%d deals", n)
	}
}

func TestACompanyAndItsPartMakeOneDeal(t *testing.T) {
	const story = "Amazon said on Monday that its cloud arm Amazon Web Services won a $40 million contract with the U.S. Navy for cloud software. Amazon Web Services will run it."
	all := readDealsOf(t, Input{Text: story, Language: "en"})
	if len(all) != 1 || all[0].Vendor != "Amazon Web Services" || all[0].Agency != "U.S. Navy" || all[0].Amount != 40e6 {
		t.Errorf("%+v", all)
	}
}

func TestWhatIsNamedFarFromTheOpeningIsNotJoined(t *testing.T) {
	filler := strings.Repeat("The harbour was quiet and nobody saw the ships. ", 60)
	d := markedDocument(t, "en", "The [a:Navy] is large. "+filler+"[c:Tarn] sells software under contracts to shops.")
	d.readDeals()
	if len(d.found.Deals) > 0 {
		t.Errorf("%+v", d.found.Deals)
	}
}

func TestATitleAloneMakesNoDeal(t *testing.T) {
	for _, title := range []string{
		"Palantir wins $30 million software contract", "Navy awards Palantir a $30 million software contract",
		"Palantir: Army signs cloud contract", "Microsoft supplies ICE with Azure", "Pentagon extends Amazon cloud contract",
	} {
		for _, body := range []string{"", " ", "\n\n"} { // a passage has to stand in the text
			if r := Read(Input{Title: title, Text: body, Language: "en"}, gazetteer.Default()); len(r.Deals) > 0 {
				t.Errorf("%q over %q: %+v", title, body, r.Deals)
			}
		}
	}
}
