package story

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dateline/internal/text"
)

// spun is the wire story with other words between the same names and numbers.
const spun = "Within six months, Freedonia's border agency trebled its storage at Nimbus Corp. cloud, invoices reveal. " +
	"Meridian Wire saw the papers; the bill each month is put at 1.4 million crowns from early March. " +
	"Through a Northport reseller Nimbus supplies office software, and its terms, the firm insists, exclude surveillance of civilians. " +
	"What the agency pays and which data centres hold files, a company spokeswoman declined to say. " +
	"In the autumn parliament members had wondered if asylum seekers' records are kept abroad, without answer. " +
	"Engineers of the company, by their union, want the contract to end before summer and an outside inquiry. " +
	"On page eleven a clause allows the ministry to quit the deal free of penalty should an auditor find broken rules. " +
	"Next Wednesday the interior minister and the agency's chief face the budgets committee."

func TestSpunTextsAreCopies(t *testing.T) {
	original := doc(1, "meridianwire.example", wire...)
	c, ok := CopyOf(doc(2, "lantern.example", spun), []*Text{original})
	if !ok || c.Kind != CopySpun || c.Share < .42 {
		t.Errorf("%v %+v", ok, c)
	}
	if over := original.Overlap(&doc(2, "", spun).Body); over.Either() >= copyShare {
		t.Errorf("the case is too easy: %+v", over)
	}
}

func TestAnotherReportOfTheSameIsNoCopy(t *testing.T) {
	report := "Invoices of Nimbus Corp. have embarrassed the government of Freedonia. Its chief of the interior must explain next Wednesday why so much of what the border agency knows lies on rented machines. " +
		"An engineer told this newspaper that colleagues had warned of it in March. The opposition wants all asylum files brought home. " +
		"Prices are secret, but a reseller from Northport confirmed that he had tripled his orders. The company did not answer."
	if c, ok := CopyOf(doc(2, "lantern.example", report), []*Text{doc(1, "meridianwire.example", wire...)}); ok {
		t.Errorf("%+v", c)
	}
}

func TestTranslationsThatNameTheirSourceAreCopies(t *testing.T) {
	german := "Die Grenzbehörde von Freedonia hat ihre Daten in der Cloud von Nimbus Corp. verdreifacht, wie Meridian Wire aus Rechnungen erfuhr. " +
		"Die Kosten sind 1.4 Millionen Kronen im Monat, heißt es in den Papieren. Nimbus verkauft über einen Händler in Northport. " +
		"Das Parlament in Freedonia fragt nach den Akten, und das Ministerium schweigt zu der Sache mit Nimbus und der Behörde von Northport."
	for _, c := range []struct {
		outlet string
		want   bool
	}{{"meridianwire.example", true}, {"sorn.example", false}} {
		original := doc(1, c.outlet, wire[:3]...)
		got, ok := CopyOf(doc(2, "laterne.example", german), []*Text{original})
		if ok != c.want || ok && got.Kind != CopyForeign {
			t.Errorf("%s: %v %+v", c.outlet, ok, got)
		}
	}
}

func TestLanguageIsGuessed(t *testing.T) {
	for s, want := range map[string]string{
		"The agency of the state was sued.": "en", "Das Amt hat den Vertrag und die Akten nicht.": "de", "Het bedrijf is niet van een ander voor altijd.": "nl",
		"Les papiers des agences sont dans une maison.": "fr", "42 17": "",
	} {
		if got := tongueOf(text.Tokens(s)); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestLikenessHasBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := NewBody(words(t, "a", 40), nil), NewBody(words(t, "b", 40), nil)
		x, y := likenessOf(a.anchors, b.anchors), likenessOf(b.anchors, a.anchors)
		if x.bag > 1+1e-6 || x.ordered > 1+1e-6 || x.longer > x.ordered+1e-6 || x != y {
			t.Fatalf("%+v, the other way %+v", x, y)
		}
	})
	a := NewBody(strings.Join(wire, " "), nil)
	if self := likenessOf(a.anchors, a.anchors); self.bag < .999 || self.ordered < .999 {
		t.Errorf("a text is not like itself: %+v", self)
	}
}
