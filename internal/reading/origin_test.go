package reading

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/gazetteer"
)

func TestOrigin(t *testing.T) {
	for _, c := range []struct{ name, outlet, language, text, want string }{
		{"cited by another", "News Mirror", "en", "Microsoft gives the ministry cloud services through partners, News Mirror reports, citing Reuters. The ministry did not comment.", "Reuters"},
		{"first reported elsewhere", "The Daily Example", "en", "The ministry paid twice for one licence. The payments were first reported by Politico. The ministry said it would look into them.", "Politico"},
		{"paper found elsewhere", "The Daily Example", "en", "The ministry paid twice for one licence, according to documents obtained by ProPublica. Nobody asked why.", "ProPublica"},
		{"report in another paper", "The Daily Example", "en", "The force will buy forty drones, according to a report in the Los Angeles Times. The price is secret.", "Los Angeles Times"},
		{"agency in the dateline", "The Daily Example", "en", "HALDEN (Reuters) - The force will buy forty drones. The price is secret, officials said.", "Reuters"},
		{"repeatedly cited", "The Daily Example", "en", "The pilot is over. It cost too much, Orlando Weekly reported. The software failed, according to Orlando Weekly.", "Orlando Weekly"},
		{"press release on a wire", "Market Post", "en", "RESTON, Va., April 1, 2020 /PRNewswire/ -- Calder Analytics Inc. announced today it has a new contract with the U.S. Navy.", "Calder Analytics"},
		{"announcement of a body", "The Daily Example", "en", "Four firms will share the work, the Department of Defense announced on Monday. Each may earn $200 million.", "Department of Defense"},
		{"release of a body", "The Daily Example", "en", "In a press release, the Department of Defense said four firms will share the work. Each may earn $200 million.", "Department of Defense"},
		{"report of an auditor", "The Daily Example", "en", "The pumps are never tested, according to a fresh audit by the Government Accountability Office. They run all the same.", "Government Accountability Office"},
		{"own reporting", "The Daily Example", "en", "The council voted 5-2 to end its contract with Flock Safety. Mayor Ann Reyes praised the vote. Resident Joe Park was not sure.", ""},
		{"own documents", "The Daily Example", "en", "The ministry paid twice, according to documents obtained by The Daily Example. The minister would not comment.", ""},
		{"told us", "The Daily Example", "en", "The ministry paid twice. “It was an error,” Ann Reyes, the chief buyer, told The Daily Example.", ""},
		{"several voices", "The Daily Example", "en", "Calder Analytics Inc. said it will sue. The union Unite said it would help. Ann Reyes said she would wait. Critics say it is late.", ""},
		{"domain as outlet", "reuters.com", "en", "The ministry paid twice, Reuters reported in May. The minister would not comment.", ""},
		{"medium long ago", "The Daily Example", "en", "The council will keep the system. Computer Weekly reported on its faults in 2009. The council will vote again.", ""},
		{"German", "Beispiel-Bote", "de", "Das Ministerium kauft neue Software, berichtet Netzpolitik.org. Der Preis ist geheim.", "Netzpolitik.org"},
		{"German announcement", "Beispiel-Bote", "de", "Laut Reuters kauft das Ministerium neue Software. Der Preis ist geheim.", "Reuters"},
		{"French", "Le Courrier Exemple", "fr", "Le ministère achète un logiciel, selon Mediapart. Le prix est secret.", "Mediapart"},
		{"Spanish", "El Ejemplo", "es", "El contrato se ha triplicado, según El País. El precio es secreto.", "El País"},
		{"Italian", "Il Campione", "it", "Il prezzo è triplicato, rivela Il Fatto Quotidiano. Nessuno controllò.", "Il Fatto Quotidiano"},
		{"Portuguese", "O Exemplo", "pt", "O contrato triplicou, segundo a Folha. O preço é secreto.", "Folha de S.Paulo"},
		{"Dutch", "De Proef", "nl", "Het contract loopt af, meldt NRC. De prijs is geheim.", "NRC"},
		{"nothing", "The Daily Example", "en", "", ""},
	} {
		published, err := edtf.Parse("2025-11-12")
		if err != nil {
			t.Fatal(err)
		}
		got := Read(Input{Text: c.text, Outlet: c.outlet, Language: c.language, Published: published}, gazetteer.Default())
		if got.Origin != c.want {
			t.Errorf("%s: origin %q, want %q (%v)", c.name, got.Origin, c.want, got.Attributions)
		}
		if got.Origin != "" && got.OriginPlace.Of(c.text) == "" {
			t.Errorf("%s: no passage", c.name)
		}
	}
}

func TestOutletsAreKnownByNameAndDomain(t *testing.T) {
	for _, c := range []struct {
		outlet, source string
		want           bool
	}{
		{"theguardian.com", "The Guardian", true}, {"The Guardian", "Guardian", true}, {"www.reuters.com", "Reuters", true},
		{"National Post (Reuters)", "Reuters", true}, {"CNET", "Reuters", false}, {"", "Reuters", false}, {"CNET", "", false},
	} {
		if got := (&document{Input: Input{Outlet: c.outlet}}).isOutlet(c.source); got != c.want {
			t.Errorf("isOutlet(%q, %q) = %v", c.outlet, c.source, got)
		}
	}
}

// TestSourcesOfTheFirstArticles reads the two articles that lie beside the repository.
func TestSourcesOfTheFirstArticles(t *testing.T) {
	for _, c := range []struct {
		file, outlet, skip string
		origin             string
		sources            []string
	}{
		{"000_1b2e35f18ad8265a.txt", "News.Az", "", "Reuters", []string{"Reuters (media)", "media report (media)", "Microsoft (company)"}},
		{"004_19d60a0695544406.txt", "PC Gamer", "No Azure for Apartheid, a worker", "The Guardian", []string{"The Guardian (media)", "+972 Magazine (media)", "Local Call (media)", "Microsoft (company)"}},
	} {
		source, err := os.ReadFile("../../../shared/seeds/" + c.file)
		if errors.Is(err, fs.ErrNotExist) {
			t.Skip("../shared/seeds is not here")
		}
		if err != nil {
			t.Fatal(err)
		}
		body := string(source)
		if at := strings.Index(body, c.skip); at > 0 {
			body = body[at:]
		}
		got := Read(Input{Text: body, Outlet: c.outlet, Language: "en", Published: edtf.Day(2026, time.February, 20)}, gazetteer.Default())
		if got.Origin != c.origin {
			t.Errorf("%s: origin %q, want %q", c.file, got.Origin, c.origin)
		}
		have := map[string]bool{}
		for _, a := range got.Attributions {
			have[a.Source+" ("+string(a.Kind)+")"] = true
		}
		for _, want := range c.sources {
			if !have[want] {
				t.Errorf("%s: no attribution to %s", c.file, want)
			}
		}
	}
}
