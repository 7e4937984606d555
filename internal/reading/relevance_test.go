package reading

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dateline/internal/gazetteer"
)

var relevanceCases = []struct {
	language, title, text string
	want                  bool
}{
	{"en", "Ministry buys cloud services from Microsoft", "The Ministry of Defence has awarded Microsoft a contract worth 40 million euros for cloud services, its spokesman said. The software will be used by 20,000 officials.", true},
	{"en", "Sheriff to end camera contract", "The county sheriff's office will not renew its contract with Flock Safety for license plate cameras, the board of supervisors decided on Tuesday.", true},
	{"en", "Police trial of facial recognition draws criticism", "Campaigners criticised the Metropolitan Police for using facial recognition software supplied by NEC. The force said the contract runs until 2027.", true},
	{"en", "Staff protest against army contract", "Hundreds of Microsoft employees have signed a petition against the company's contract to supply cloud services to the army.", true},
	{"en", "", "The Department of Transportation has cancelled a $12 million contract with Accenture for a licensing system that was three years late, an audit says.", true},
	{"de", "Bundeswehr vergibt Auftrag an SAP", "Die Bundeswehr hat SAP mit der Lieferung einer neuen Software für die Logistik beauftragt. Der Vertrag hat einen Wert von 120 Millionen Euro.", true},
	{"fr", "Le ministère choisit Capgemini", "Le ministère de l'Intérieur a attribué à Capgemini un marché public pour la refonte de son système d'information, d'un montant de 30 millions d'euros.", true},
	{"es", "El Ministerio del Interior adjudica a Indra", "El Ministerio del Interior ha adjudicado a Indra un contrato de 15 millones de euros para el sistema de reconocimiento facial en las fronteras.", true},
	{"pt", "Governo contrata Oracle", "O Ministério da Fazenda contratou a Oracle para fornecer o sistema de banco de dados da Receita Federal, por 40 milhões de reais.", true},
	{"it", "Il ministero affida a Microsoft la posta", "Il ministero della Difesa ha affidato a Microsoft il sistema di posta elettronica in cloud. Il contratto dura quattro anni.", true},
	{"nl", "Ministerie kiest voor IBM", "Het ministerie van Justitie heeft een contract getekend met IBM voor software die gegevens van de politie analyseert.", true},
	{"en", "Google fined by competition authority", "The European Commission fined Google 2.4 billion euros for abusing its dominant position in the market for online advertising. Google said it would appeal.", false},
	{"en", "Chipmaker to get subsidies for plant", "The government will grant Intel subsidies of 9 billion euros for its new factory, which is to create 3,000 jobs.", false},
	{"en", "Striker signs new contract", "The striker has signed a contract extension worth 40 million euros until 2029, his club said. The coach praised the player.", false},
	{"en", "Infosys wins deal with bank", "Infosys has won a contract from a retail bank to run its software for five years. Shares rose 3 percent.", false},
	{"en", "Bridge contract awarded", "The state has awarded a contract for the construction of a bridge over the river. The building will take three years.", false},
	{"en", "Shares of Apple fall", "Shares of Apple fell after quarterly earnings disappointed analysts. Revenue from phones dropped in China.", false},
	{"en", "Rain stops the match", "The match was stopped by rain in the second half. The coach said his team had played well this season.", false},
	{"en", "Ministry's mail server attacked", "Hackers attacked the mail server of the foreign ministry, which was down for a day. No secret data was stolen, officials said.", false},
	{"de", "Bußgeld gegen Amazon", "Das Kartellamt hat gegen Amazon ein Bußgeld von 50 Millionen Euro verhängt. Das Unternehmen will klagen.", false},
	{"fr", "Amende pour Meta", "L'Autorité de la concurrence a infligé à Meta une amende de 90 millions d'euros pour abus de position dominante.", false},
	{"es", "El delantero renueva", "El delantero renovó su contrato con el club hasta 2029. Esta temporada marcó quince goles.", false},
	{"pt", "Fábrica terá incentivos", "O governo do estado dará incentivos fiscais à fábrica da Foxconn, que promete dois mil empregos.", false},
	{"it", "Lavori per il ponte", "La Regione ha affidato i lavori del ponte a una società di costruzioni. Il cantiere apre a maggio.", false},
	{"nl", "Boete voor Google", "De Europese Commissie geeft Google een boete van 2 miljard euro wegens misbruik van zijn machtspositie.", false},
	{"ja", "地震", "13日午後9時19分ごろ、日向灘で地震があった。津波の心配はない。", false},
	{"en", "", "", false},
}

// readCase returns the probability that a text is relevant.
func readCase(language, title, s string) float64 {
	return Read(Input{Title: title, Text: s, Language: language}, gazetteer.Default()).Relevance
}

func TestRelevanceIsToldByWhoSuppliesWhom(t *testing.T) {
	for _, c := range relevanceCases {
		r := Read(Input{Title: c.title, Text: c.text, Language: c.language}, gazetteer.Default())
		if r.Relevant != c.want || r.Relevant != (r.Relevance >= relevanceThreshold) {
			t.Errorf("%s %q: %.2f, want %v", c.language, c.title, r.Relevance, c.want)
		}
		if r.Relevance < 0 || r.Relevance > 1 || math.IsNaN(r.Relevance) {
			t.Errorf("%s: probability %v", c.title, r.Relevance)
		}
	}
}

func TestWhatIsAboutSomethingElseHasNoDeals(t *testing.T) {
	for _, c := range relevanceCases {
		r := Read(Input{Title: c.title, Text: c.text, Language: c.language}, gazetteer.Default())
		if r.Relevance < relevanceSilence && len(r.Deals) > 0 {
			t.Errorf("%s has deals: %+v", c.title, r.Deals)
		}
	}
}

func TestTextsWithoutWordsAreNotRelevant(t *testing.T) {
	for _, s := range []string{"", " ", "\n\n", "...", "12 34 56", "\xff\xfe", "Read more"} {
		if p := readCase("en", "", s); p >= relevanceThreshold {
			t.Errorf("%q is relevant with %.2f", s, p)
		}
	}
}

func TestRelevanceIsToldByTheBeginning(t *testing.T) {
	const supply = "The Ministry of Defence has awarded Microsoft a contract worth 40 million euros for cloud software. "
	match := strings.Repeat("The match was stopped by rain and the coach praised the players of his team after the second goal. ", 40)
	if p := readCase("en", "", supply+supply+supply+match); p < relevanceThreshold {
		t.Errorf("a story of supply with other news after it has %.2f", p)
	}
	if p := readCase("en", "", match+supply); p >= relevanceThreshold {
		t.Errorf("a story of sport with a word on supply after it has %.2f", p)
	}
}

func TestTheDirectionOfGoodsAndMoneyDecides(t *testing.T) {
	for _, c := range []struct{ name, supplies, otherwise string }{
		{"who pays", "The government will pay Oracle $40 million for software.", "Oracle will pay the government a fine of $40 million for antitrust violations."},
		{"what is bought", "The army awarded a contract for surveillance software to Leidos.", "The army awarded a contract for artillery ammunition to Rheinmetall."},
		{"who buys", "The tax agency signed a contract with Google for cloud services.", "The retail bank signed a contract with Google for cloud services for its customers."},
		{"what is given", "The county buys software from Amazon under a five-year contract.", "The county gives Amazon tax breaks for a warehouse that creates jobs."},
		{"what is signed", "The police signed a contract with Axon for body cameras.", "The striker signed a contract extension with the club for three seasons."},
		{"welche Ware", "Die Bundeswehr beauftragt SAP mit einer Software.", "Die Bundeswehr bestellt bei Rheinmetall Munition und Panzer."},
		{"qui paie", "Le ministère attribue à Thales un marché de logiciel.", "Le régulateur inflige une amende à Google pour abus de position dominante."},
		{"qué se compra", "El ministerio adjudicó a Indra un contrato de software.", "El ministerio adjudicó a la constructora las obras de la carretera."},
		{"quem compra", "A prefeitura contratou a Oracle para o sistema de dados.", "O banco contratou a Oracle para o sistema de seus clientes."},
		{"chi compra", "Il ministero ha affidato a Leonardo il sistema informatico.", "La banca ha scelto Google per i dati dei suoi clienti."},
		{"wie betaalt", "De politie koopt software van Microsoft.", "Microsoft krijgt een boete van de toezichthouder wegens misbruik van zijn machtspositie."},
	} {
		language := map[string]string{"welche Ware": "de", "qui paie": "fr", "qué se compra": "es", "quem compra": "pt", "chi compra": "it", "wie betaalt": "nl"}[c.name]
		if language == "" {
			language = "en"
		}
		yes, no := readCase(language, "", c.supplies), readCase(language, "", c.otherwise)
		if yes < no+.25 {
			t.Errorf("%s: %.2f for supply, %.2f for the other", c.name, yes, no)
		}
	}
}

func TestProbabilitiesAreProbabilitiesAndStayTheSame(t *testing.T) {
	words := strings.Fields("Microsoft awarded contract the Pentagon fined police € 12 million software vaccine. striker Ministry of Defence cloud, ICE bridge Bundeswehr " +
		"subvention 契約 multa (DHS) \n\n Palantir's sues bank — Vertrag not")
	rapid.Check(t, func(t *rapid.T) {
		in := Input{
			Text:     "News: " + strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 60).Draw(t, "words"), " "),
			Title:    strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 8).Draw(t, "title"), " "),
			Language: rapid.SampledFrom([]string{"", "en", "de", "fr", "es", "it", "pt-BR", "nl", "ja", "*"}).Draw(t, "language"),
		}
		first := Read(in, gazetteer.Default())
		if p := first.Relevance; !(p >= 0 && p <= 1) || first.Relevant != (p >= relevanceThreshold) || p < relevanceSilence && len(first.Deals) > 0 {
			t.Errorf("probability %v, relevant %v, %d deals", p, first.Relevant, len(first.Deals))
		}
		if again := Read(in, gazetteer.Default()); again.Relevance != first.Relevance {
			t.Errorf("read again: %v, not %v", again.Relevance, first.Relevance)
		}
	})
}

func FuzzRelevance(f *testing.F) {
	for _, c := range relevanceCases {
		f.Add(c.title, c.text, c.language)
	}
	f.Fuzz(func(t *testing.T, title, s, language string) {
		d := newDocument(Input{Title: title, Text: s, Language: language})
		d.names = gazetteer.Default()
		d.readRelevance()
		if p := d.found.Relevance; !(p >= 0 && p <= 1) {
			t.Errorf("probability %v", p)
		}
		at := -1
		for _, x := range d.relevanceFeatures() {
			if x.at <= at || x.at >= relevanceSize || x.value == 0 || math.IsNaN(x.value) || math.IsInf(x.value, 0) {
				t.Fatalf("feature %d after %d with %v", x.at, at, x.value)
			}
			at = x.at
		}
	})
}

// BenchmarkRelevance measures this reader alone, on a text that is not longer
// than what it looks at.
func BenchmarkRelevance(b *testing.B) {
	d := newDocument(Input{Text: benchText, Title: "Ministry buys software from Palantir", Language: "en"})
	d.readAll(gazetteer.Default())
	b.SetBytes(int64(len(benchText)))
	for b.Loop() {
		d.readRelevance()
	}
}
