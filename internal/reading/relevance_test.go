package reading

import (
	"math"
	"testing"

	"dateline/internal/gazetteer"
)

var relevanceCases = []struct {
	title, text string
	want        bool
}{
	{"Ministry buys cloud services from Microsoft", "The Ministry of Defence has awarded Microsoft a contract worth 40 million euros for cloud services, its spokesman said. The software will be used by 20,000 officials.", true},
	{"Sheriff to end camera contract", "The county sheriff's office will not renew its contract with Flock Safety for license plate cameras, the board of supervisors decided on Tuesday.", true},
	{"Bundeswehr vergibt Auftrag an SAP", "Die Bundeswehr hat SAP mit der Lieferung einer neuen Software für die Logistik beauftragt. Der Vertrag hat einen Wert von 120 Millionen Euro.", true},
	{"Le ministère choisit Capgemini", "Le ministère de l'Intérieur a attribué à Capgemini un marché public pour la refonte de son système d'information, d'un montant de 30 millions d'euros.", true},
	{"El Ministerio del Interior adjudica a Indra", "El Ministerio del Interior ha adjudicado a Indra un contrato de 15 millones de euros para el sistema de reconocimiento facial en las fronteras.", true},
	{"Police trial of facial recognition draws criticism", "Campaigners criticised the Metropolitan Police for using facial recognition software supplied by NEC. The force said the contract runs until 2027.", true},
	{"Google fined by competition authority", "The European Commission fined Google 2.4 billion euros for abusing its dominant position in the market for online advertising. Google said it would appeal.", false},
	{"Chipmaker to get subsidies for plant", "The government will grant Intel subsidies of 9 billion euros for its new factory, which is to create 3,000 jobs.", false},
	{"Striker signs new contract", "The striker has signed a contract extension worth 40 million euros until 2029, his club said. The coach praised the player.", false},
	{"Infosys wins deal with bank", "Infosys has won a contract from a retail bank to run its software for five years. Shares rose 3 percent.", false},
	{"Bridge contract awarded", "The state has awarded a contract for the construction of a bridge over the river. The building will take three years.", false},
	{"Shares of Apple fall", "Shares of Apple fell after quarterly earnings disappointed analysts. Revenue from phones dropped in China.", false},
	{"Rain stops the match", "The match was stopped by rain in the second half. The coach said his team had played well this season.", false},
	{"Bußgeld gegen Amazon", "Das Kartellamt hat gegen Amazon ein Bußgeld von 50 Millionen Euro verhängt. Das Unternehmen will klagen.", false},
}

func TestRelevanceIsToldByWhoSuppliesWhom(t *testing.T) {
	for _, c := range relevanceCases {
		r := Read(Input{Title: c.title, Text: c.text}, gazetteer.Default())
		if r.Relevant != c.want {
			t.Errorf("%s: %.2f, want %v", c.title, r.Relevance, c.want)
		}
		if r.Relevance < 0 || r.Relevance > 1 || math.IsNaN(r.Relevance) {
			t.Errorf("%s: probability %v", c.title, r.Relevance)
		}
	}
}

func TestWhatIsAboutSomethingElseHasNoDeals(t *testing.T) {
	for _, c := range relevanceCases {
		r := Read(Input{Title: c.title, Text: c.text}, gazetteer.Default())
		if r.Relevance < relevanceSilence && len(r.Deals) > 0 {
			t.Errorf("%s has deals: %+v", c.title, r.Deals)
		}
	}
}

func TestTheWeightsAreThere(t *testing.T) {
	m := relevanceWeights()
	n := 0
	for _, w := range m.weights {
		if w != 0 {
			n++
		}
	}
	if n < 100 || m.threshold <= 0 || m.threshold >= 1 || m.weights[fSupplied] == 0 {
		t.Errorf("%d weights, threshold %v", n, m.threshold)
	}
}

func TestTrainingIsRepeatableAndLearns(t *testing.T) {
	var examples []Example
	for i, c := range relevanceCases {
		examples = append(examples, Example{Input: Input{Title: c.title, Text: c.text}, Group: string(rune('a' + i)), Relevant: c.want, Weight: 1})
	}
	a, b := Train(examples, gazetteer.Default(), 7), Train(examples, gazetteer.Default(), 7)
	if a.File != b.File || a.Precision != b.Precision {
		t.Error("training twice gives two models")
	}
	if a.Precision < .6 || a.Recall < .6 {
		t.Errorf("precision %.2f, recall %.2f", a.Precision, a.Recall)
	}
}
