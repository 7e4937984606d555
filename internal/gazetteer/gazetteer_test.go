package gazetteer

import (
	"strings"
	"testing"

	"dateline/internal/news"
	"dateline/internal/text"
)

func TestLookupTakesAnySpelling(t *testing.T) {
	g := small()
	for _, c := range []struct{ alias, want string }{
		{"ACME", "company:acme"},
		{"acme federal", "company:acme"},
		{"Rostrum", "product:rostrum company:rostrum"},
		{"q.h.o.", "us:quay"},
		{"US Quay & Harbour Office", "us:quay"},
		{"Quay and Harbour Office", "us:quay"},
		{"Acme Fed", ""},
		{"", ""},
		{"…", ""},
	} {
		var keys []string
		for _, e := range g.Lookup(c.alias) {
			keys = append(keys, e.Key)
		}
		if got := strings.Join(keys, " "); got != c.want {
			t.Errorf("Lookup(%q) = %s, want %s", c.alias, got, c.want)
		}
	}
}

func TestByDomainTakesSubdomains(t *testing.T) {
	g := small()
	for domain, want := range map[string]string{
		"acme.example": "company:acme", "WWW.Acme.example": "company:acme", "acme.gov.example": "company:acme",
		"gov.example": "", "notacme.example": "", "": "", "...": "",
	} {
		got := ""
		if e := g.ByDomain(domain); e != nil {
			got = e.Key
		}
		if got != want {
			t.Errorf("ByDomain(%q) = %q, want %q", domain, got, want)
		}
	}
}

func TestEntryOfUnknownKeyIsNil(t *testing.T) {
	if e := Default().Entry("company:nobody-knows-it"); e != nil {
		t.Errorf("got %+v", e)
	}
}

func TestEveryNameOfTheTablesIsLookedUp(t *testing.T) {
	g := Default()
	for _, r := range embeddedRows() {
		for _, field := range []string{r.Name, r.Aliases, r.Weak} {
			for alias := range list(field) {
				found := false
				for _, e := range g.Lookup(alias) {
					found = found || e.Key == r.Key
				}
				if !found {
					t.Errorf("%q does not lead to %s", alias, r.Key)
				}
			}
		}
	}
}

// The strong names of the tables are found in a text that writes them as they are.
func TestEveryStrongNameOfTheTablesIsFoundInText(t *testing.T) {
	g := Default()
	missing, all := 0, 0
	for _, r := range embeddedRows() {
		s := "It was " + r.Name + " which said so."
		tokens := text.Tokens(s)
		all++
		found := false
		for _, m := range g.Find(s, tokens) {
			for _, e := range m.Entries {
				found = found || e.Key == r.Key
			}
		}
		if !found {
			missing++
			t.Logf("not found: %s %q", r.Key, r.Name)
		}
	}
	if missing*200 > all {
		t.Errorf("%d of %d names are not found", missing, all)
	}
}

func TestNamesAsTheNewsWritesThem(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"The Pentagon chose Palantir.", "Department of Defense|Palantir Technologies"},
		{"ICE pays Clearview AI", "U.S. Immigration and Customs Enforcement|Clearview AI"},
		{"L’Élysée et la CNIL", "Élysée|Commission nationale de l'informatique et des libertés"},
		{"das Bundeskriminalamt (BKA)", "Bundeskriminalamt|Bundeskriminalamt"},
		{"ministerie van Justitie en Veiligheid", "Ministerie van Justitie en Veiligheid|Ministerie van Justitie en Veiligheid"},
		{"Britain’s Home Office and the MoD", "Home Office|Ministry of Defence"},
		{"Microsoft Office is dear", "Microsoft Office|Microsoft"},
		{"the U.S. Army’s Futures Command", "U.S. Army|Army Futures Command"},
		{"Oracle Corp., SAP SE and Atos", "Oracle|SAP|Atos"},
		{"il ministero della Difesa", ""},
	} {
		tokens := text.Tokens(c.in)
		var names []string
		for _, m := range Default().Find(c.in, tokens) {
			if !m.Weak {
				names = append(names, m.Entries[0].Name)
			}
		}
		if got := strings.Join(names, "|"); got != c.want {
			t.Errorf("Find(%q) = %s, want %s", c.in, got, c.want)
		}
	}
}

func TestAProductCalledLikeItsMakerHasBothMeanings(t *testing.T) {
	for _, name := range []string{"Clearview AI", "ShotSpotter", "Google Cloud", "Starlink"} {
		kinds := map[news.EntityKind]bool{}
		for _, e := range Default().Lookup(name) {
			kinds[e.Kind] = true
		}
		if !kinds[news.EntityCompany] || !kinds[news.EntityProduct] {
			t.Errorf("%s means %v, want a company and a product", name, kinds)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("The U.S. Army and Acme, Inc. – ROSTRUM; F.B.I.\n\nMicrosoft Office")
	f.Add("Ministère de l’Intérieur’s\u00a0Élysée\u200b U.S")
	g := Default()
	f.Fuzz(func(t *testing.T, s string) {
		tokens := text.Tokens(s)
		first := 0
		for _, m := range g.Find(s, tokens) {
			if m.First < first || m.Last <= m.First || m.Last > len(tokens) || len(m.Entries) == 0 {
				t.Fatalf("match %+v in %q", m, s)
			}
			first = m.First
		}
	})
}

var benchText = strings.Repeat("The Department of Homeland Security said on Tuesday that it had chosen Palantir Technologies and Amazon Web Services, "+
	"two of the largest vendors of the government, for a five-year contract worth $1.2 billion. A spokesman of the company did not answer questions about the deal, "+
	"which critics at the American Civil Liberties Union call a mistake; the U.S. Army and the Home Office use the same software.\n\n", 40)

func BenchmarkFind(b *testing.B) {
	g, tokens := Default(), text.Tokens(benchText)
	b.SetBytes(int64(len(benchText)))
	b.ReportAllocs()
	for b.Loop() {
		g.Find(benchText, tokens)
	}
}

func BenchmarkDefault(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		build(embeddedRows())
	}
}
