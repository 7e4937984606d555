package reading

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"dateline/internal/news"
)

func TestWhatASumIs(t *testing.T) {
	for _, c := range []struct{ language, text, role, per string }{
		{"en", "The agency signed a contract worth $5 million with the firm.", "contract value", ""},
		{"en", "The $5 million contract was signed.", "contract value", ""},
		{"en", "Each agreement has a ceiling of $200 million.", "ceiling", ""},
		{"en", "The first task order is for $3 million.", "first order", ""},
		{"en", "It got a $41 million extension.", "extension", ""},
		{"en", "The regulator imposed a fine of €345m.", "fine", ""},
		{"en", "It reached a settlement of $9 million.", "settlement", ""},
		{"en", "They made a donation of $10,000 to the group.", "donation", ""},
		{"en", "Profit was $3.65 per share.", "share price", "share"},
		{"en", "It had revenue of $107 billion.", "revenue", ""},
		{"en", "It will save $120 million.", "savings", ""},
		{"en", "Microsoft will invest $80 billion.", "investment", ""},
		{"en", "The start-up raised $40 million in a funding round.", "funding round", ""},
		{"en", "They pay $5,000 per camera.", "payment", "camera"},
		{"en", "The price is $3 per user per month.", "price", "user"},
		{"en", "The annual budget is $5 million.", "budget", "year"},
		{"en", "It has a budget of $5 million a year.", "budget", "year"},
		{"en", "Costs of $5m/year are expected.", "cost", "year"},
		{"de", "Der Vertrag hat einen Wert von 5 Millionen Euro pro Jahr.", "contract value", "year"},
		{"de", "Die Behörde verhängte ein Bußgeld von 5 Millionen Euro.", "fine", ""},
		{"fr", "Le contrat de 5 millions d'euros par an est signé.", "contract value", "year"},
		{"fr", "Une amende de 5 millions d'euros.", "fine", ""},
		{"es", "Una multa de 5 millones de euros.", "fine", ""},
		{"es", "El contrato de 5 millones de euros al año.", "contract value", "year"},
		{"it", "Un appalto da 5 milioni di euro all'anno.", "contract value", "year"},
		{"pt", "O contrato de 5 milhões de euros por ano.", "contract value", "year"},
		{"nl", "Een boete van 5 miljoen euro.", "fine", ""},
		{"nl", "Een contract van 5 miljoen euro per jaar.", "contract value", "year"},
	} {
		got := amountsOf(amountCase{language: c.language, text: c.text})
		if len(got) != 1 || got[0].Role != c.role || got[0].Per != c.per {
			t.Errorf("%s: %+v, want role %q, per %q", c.text, got, c.role, c.per)
		}
	}
}

func TestThePassageHoldsNumberUnitAndBound(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"He paid up to $10 million for it.", "up to $10 million"},
		{"He paid USD 5m for it.", "USD 5m"},
		{"He paid 5 million euros for it.", "5 million euros"},
		{"He paid between £4 million and £5 million for it.", "£4 million and £5 million"},
		{"He paid about 300 million Euros.", "about 300 million Euros"},
		{"He paid $5 million a year for it.", "$5 million a year"},
		{"More than 325,000 people came.", "More than 325,000 people"},
		{"Il paie 6,2 millions d’euros ici.", "6,2 millions d’euros"},
	} {
		got := amountsOf(amountCase{language: "en", text: c.text})
		if len(got) != 1 || got[0].Of(c.text) != c.want {
			t.Errorf("%s: %+v, want %q", c.text, got, c.want)
		}
	}
}

func TestAHeadlineCanBeReadAlone(t *testing.T) {
	d := newDocument(Input{Title: "Agency pays $5 million", Text: "The agency spoke.", Language: "en"})
	d.headline.readAmounts()
	if got := describeAmounts(d.headline.found.Amounts, true); got != "5000000 USD" {
		t.Errorf("headline: %s", got)
	}
	if d.readAmounts(); len(d.found.Amounts) != 0 {
		t.Errorf("the text has no amounts: %+v", d.found.Amounts)
	}
}

func checkAmounts(t interface{ Fatalf(string, ...any) }, language, s string) {
	d := newDocument(Input{Text: s, Language: language})
	d.readAmounts()
	all := d.found.Amounts
	if !slices.IsSortedFunc(all, func(a, b news.Amount) int { return a.Start - b.Start }) {
		t.Fatalf("%q: not in order: %+v", s, all)
	}
	for _, a := range all {
		switch {
		case a.Start < 0 || a.Start >= a.End || a.End > len(s):
			t.Fatalf("%q: span %+v", s, a)
		case utf8.ValidString(s) && !utf8.ValidString(a.Of(s)):
			t.Fatalf("%q: span cuts a rune: %+v", s, a)
		case !isSound(a.Value), math.IsInf(a.High, 0):
			t.Fatalf("%q: value %+v", s, a)
		case a.Bound == news.BoundRange && (a.Low >= a.High || a.Value < a.Low || a.Value > a.High):
			t.Fatalf("%q: range %+v", s, a)
		case (a.Currency == "") == (a.Unit == ""):
			t.Fatalf("%q: neither or both of currency and unit: %+v", s, a)
		}
	}
	again := newDocument(Input{Text: s, Language: language})
	again.readAmounts()
	if !slices.Equal(all, again.found.Amounts) {
		t.Fatalf("%q: read twice: %+v and %+v", s, all, again.found.Amounts)
	}
}

var amountPieces = []string{
	"$", "US$", "€", "£", "Rs", "kr", "CHF", "EUR", "R$", " ", " ", " ", "\u00a0", "\u202f", "-", "–", ",", ".", "'", "’", "5", "7", "12", "500", "000", "2024", "1,234", "1.5",
	"m", "bn", "million", "Mio.", "Milliarden", "crore", "lakh", "mil", "k", "M", "%", "percent", "years", "cameras", "TB", "to", "bis", "and", "between", "from", "up to", "more than",
	"half a", "a", "two", "and a half", "dollars", "euros", "de", "d’", "per year", "(", ")", "\n", "\n\n", "é", "円", "億", "\xff", "Canada", "old", "Windows",
}

func TestAmountsOfAnyTextAreSound(t *testing.T) {
	languages := []string{"en", "de", "fr", "es", "it", "pt", "nl", "ja", ""}
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOfN(rapid.SampledFrom(amountPieces), 0, 30).Draw(t, "pieces")
		checkAmounts(t, rapid.SampledFrom(languages).Draw(t, "language"), strings.Join(pieces, ""))
	})
}

func FuzzAmounts(f *testing.F) {
	for _, s := range []string{"It paid $5m-$7m.", "Rs. 1,23,45,000", "5 M€ 3 k€", "\xff$5\xff", "between 5 and 7 million euros", "1'000'000.50 CHF", "₹2.5 lakh crore", "999999999999999999999 $"} {
		f.Add("en", s)
		f.Add("de", s)
	}
	f.Fuzz(func(t *testing.T, language, s string) { checkAmounts(t, language, s) })
}

func BenchmarkAmounts(b *testing.B) {
	s := strings.Repeat("The agency in Ottawa said on Tuesday that it had awarded the company a five-year contract worth up to $12.5 million. "+
		"Officials declined to say how the system works, who had asked for it, or what other vendors had offered when the tender was published. "+
		"About 1,700 employees use it, according to documents that a newspaper obtained under a public records law.\n\n", 100)
	d := newDocument(Input{Text: s, Language: "en"})
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		d.found.Amounts = nil
		d.readAmounts()
	}
}
