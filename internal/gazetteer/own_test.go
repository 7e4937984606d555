package gazetteer

import (
	"strings"
	"testing"

	"dateline/internal/news"
)

func TestParseCSVReadsAUsersNames(t *testing.T) {
	rows, err := ParseCSV(strings.NewReader("\ufeffKind,Name,Aliases,Weak,Country,Parent\n" +
		"# our own suppliers\n" +
		"company,Acme Systems,Acme|ACME GmbH,,de,\n\n" +
		"product,\"Rostrum, the app\",,Rostrum,,Acme Systems\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []Row{
		{Key: "own:company:acme-systems", Name: "Acme Systems", Kind: news.EntityCompany, Country: "DE", Aliases: "Acme|ACME GmbH"},
		{Key: "own:product:rostrum,-the-app", Name: "Rostrum, the app", Kind: news.EntityProduct, Parent: "Acme Systems", Weak: "Rostrum"},
	}
	if len(rows) != len(want) || rows[0] != want[0] || rows[1] != want[1] {
		t.Errorf("got %+v, want %+v", rows, want)
	}
}

func TestParseCSVNamesTheLineThatIsWrong(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", "line 1: no columns: the first line must name them (kind,name,aliases)"},
		{"kind,title\n", `line 1: no column "title" (key, name, kind, sector, country, parent, domain, aliases, weak)`},
		{"name,aliases\n", `line 1: column "kind" is missing`},
		{"kind,aliases\n", `line 1: column "name" is missing`},
		{"kind,name,Name\n", `line 1: column "name" twice`},
		{"kind,name\ncompany,Acme\nfirm,Bolt\n", `line 3: no kind "firm" (company, agency, organization, person, product)`},
		{"kind,name\n# note\n\ncompany,…\n", "line 4: no name"},
		{"kind,name\ncompany,Acme,Bolt\n", "line 2: 3 fields, but 2 columns"},
		{"kind,name,country\ncompany,Acme,Germany\n", `line 2: no country "GERMANY" (two letters, as in US; EU, INT)`},
		{"kind,name\ncompany,Acme\nagency,Bolt\ncompany,ACME\n", `line 4: key "own:company:acme" is that of line 2 too`},
		{"kind,name\ncompany,\"Acme\nBolt", `line 3: extraneous or missing " in quoted-field`},
	} {
		_, err := ParseCSV(strings.NewReader(c.in))
		if err == nil || err.Error() != c.want {
			t.Errorf("ParseCSV(%q)\n got %v\nwant %s", c.in, err, c.want)
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("the error has several lines: %v", err)
		}
	}
}

func TestParseCSVTakesShortRows(t *testing.T) {
	rows, err := ParseCSV(strings.NewReader("kind,name,aliases\ncompany,Acme\n"))
	if err != nil || len(rows) != 1 || rows[0].Aliases != "" {
		t.Errorf("got %v, %v", rows, err)
	}
}

// small is a gazetteer of invented names.
func small() *Gazetteer {
	return build([]Row{
		{Key: "company:acme", Name: "Acme", Kind: news.EntityCompany, Country: "US", Domain: "acme.example|acme.gov.example", Aliases: "Acme Federal"},
		{Key: "product:rostrum", Name: "Rostrum", Kind: news.EntityProduct, Parent: "company:acme", Weak: "Rostrum"},
		{Key: "company:rostrum", Name: "Rostrum", Kind: news.EntityCompany},
		{Key: "us:quay", Name: "U.S. Quay and Harbour Office", Kind: news.EntityAgency, Country: "US", Weak: "QHO"},
	})
}

func TestWithLetsTheUsersRowWin(t *testing.T) {
	rows, err := ParseCSV(strings.NewReader("kind,name,country,parent,aliases\n" +
		"company,Acme,DE,,Acme Nord\n" +
		"product,Rostrum,,,\n" +
		"product,Pier,,acme,\n" +
		"company,Bolt,,,\n" +
		"product,Nut,,Bolt,\n"))
	if err != nil {
		t.Fatal(err)
	}
	before := small()
	g, err := before.With(rows)
	if err != nil {
		t.Fatal(err)
	}
	if e := g.Entry("company:acme"); e == nil || e.Country != "DE" {
		t.Errorf("the user's country is not there: %+v", e)
	}
	if got, want := shown(g, "Acme Federal, Acme Nord, Rostrum, QHO"), "Acme Federal=company:acme; Acme Nord=company:acme; Rostrum=product:rostrum; ~QHO=us:quay"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if e := g.Entry("own:product:pier"); e == nil || e.Parent != "company:acme" {
		t.Errorf("a parent given by its name is not found: %+v", e)
	}
	if e := g.Entry("own:product:nut"); e == nil || e.Parent != "own:company:bolt" {
		t.Errorf("a parent among the user's rows is not found: %+v", e)
	}
	if e := before.Entry("company:acme"); e.Country != "US" {
		t.Errorf("With changed the gazetteer: %+v", e)
	}
}

func TestWithSaysWhichParentIsNotKnown(t *testing.T) {
	for _, parent := range []string{"Nobody", "own:company:acme-nord"} {
		_, err := small().With([]Row{{Key: "own:company:acme-nord", Name: "Acme Nord", Kind: news.EntityCompany, Parent: parent}})
		if want := `name "Acme Nord": no parent "` + parent + `"`; err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func FuzzParseCSV(f *testing.F) {
	f.Add("kind,name,aliases\ncompany,Acme,A|B\n")
	f.Add("\ufeffname,kind\n\"a\nb\",agency\n#x\n")
	f.Fuzz(func(t *testing.T, s string) {
		rows, err := ParseCSV(strings.NewReader(s))
		if err != nil {
			if strings.Count(err.Error(), "\n") > 0 && !strings.Contains(s, "\n") {
				t.Fatalf("error of several lines: %q", err)
			}
			return
		}
		g, err := small().With(rows)
		if err != nil {
			return
		}
		for _, r := range rows {
			if len(g.Lookup(r.Name)) == 0 {
				t.Fatalf("%q is not found", r.Name)
			}
		}
	})
}
