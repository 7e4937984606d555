package reading

import (
	"math"
	"strings"
	"testing"

	"dateline/internal/gazetteer"
	"dateline/internal/text"
)

func TestTheWeightsAreThere(t *testing.T) {
	m, n := relevanceWeights(), 0
	for _, w := range m.weights {
		if w != 0 {
			n++
		}
	}
	if n < 500 || m.slope <= 0 || math.Abs(m.shift) > 3 || len(relevanceTable) > 1<<20 {
		t.Errorf("%d weights, slope %v, shift %v, %d bytes", n, m.slope, m.shift, len(relevanceTable))
	}
}

// What a journalist would expect of the cues at the beginning of a text.
func TestWeightsPointTheRightWay(t *testing.T) {
	m := relevanceWeights()
	at := map[string]int{}
	for i := range relevanceWords {
		at[featureName(i)] = i
	}
	for name := range strings.FieldsSeq("lead:award lead:use lead:end lead:tech lead:gov text:award text:tech lead:gov+tech+supply lead:gov+award+tech deals") {
		if w := m.weights[at[name]]; w <= 0 {
			t.Errorf("%s weighs %v, want more than 0", name, w)
		}
	}
	for name := range strings.FieldsSeq("lead:penalty lead:regulator lead:grant text:private lead:object text:object text:labour text:sport text:breach no-seller no-state") {
		if w := m.weights[at[name]]; w >= 0 {
			t.Errorf("%s weighs %v, want less than 0", name, w)
		}
	}
}

func TestFeaturesHaveNamesOfTheirOwn(t *testing.T) {
	seen := map[string]bool{}
	for at := range relevanceSize {
		name := featureName(at)
		if name == "" || seen[name] || strings.ContainsAny(name, "\t\n ") {
			t.Fatalf("feature %d is called %q", at, name)
		}
		seen[name] = true
	}
}

func TestModelsSurviveTheirFile(t *testing.T) {
	m := &relevanceModel{slope: .9, shift: -.25}
	for at := range m.weights {
		m.weights[at] = math.Round(1e4*math.Sin(float64(at))) / 1e4
	}
	again := parseModel(m.String())
	for at, w := range m.weights {
		if math.Abs(again.weights[at]-w) > .0005 {
			t.Fatalf("%s was %v and is %v", featureName(at), w, again.weights[at])
		}
	}
	if again.slope != m.slope || again.shift != m.shift {
		t.Errorf("slope %v, shift %v", again.slope, again.shift)
	}
}

func TestLinesThatAreNoWeightsAreLeftOut(t *testing.T) {
	m := parseModel("slope\tNaN\nnothing\t1\nbias\t2\nword-1\t3\nword999999\t3\nlead:gov\tx\n\nword7\t4")
	if m.slope != 1 || m.weights[fBias] != 2 || m.weights[relevanceWords+7] != 4 {
		t.Errorf("slope %v, bias %v", m.slope, m.weights[fBias])
	}
	sum := 0.0
	for _, w := range m.weights {
		sum += w
	}
	if sum != 6 {
		t.Errorf("the weights are %v in all, want 6", sum)
	}
}

// Each line of the table: a known group, a known language, cues that are found.
func TestCuesAreFoundInTheirLanguage(t *testing.T) {
	groups := map[string]bool{}
	for line := range strings.Lines(relevanceCueTable) {
		fields := strings.Split(strings.TrimSpace(line), ",")
		if len(fields) != 3 {
			t.Fatalf("%q has %d fields, want 3", line, len(fields))
		}
		if fields[0] == "group" {
			continue
		}
		groups[fields[0]] = true
		language := strings.Replace(fields[1], "*", "ja", 1)
		for cue := range strings.SplitSeq(fields[2], "|") {
			tokens := text.Tokens(cue)
			if len(tokens) == 0 || strings.TrimSpace(cue) != cue {
				t.Errorf("%s,%s: no words in %q", fields[0], fields[1], cue)
				continue
			}
			if _, n := cueAt(relevanceCues(language), cue, tokens, 0, len(tokens)); n == 0 {
				t.Errorf("%s,%s: %q is not found", fields[0], fields[1], cue)
			}
		}
	}
	for _, group := range relevanceGroups {
		if !groups[group] {
			t.Errorf("no line for %s", group)
		}
	}
	if len(groups) != len(relevanceGroups) || len(signNames) != int(relevanceSigns) {
		t.Errorf("%d groups in the table, %d known; %d names of %d signs", len(groups), len(relevanceGroups), len(signNames), relevanceSigns)
	}
}

func TestCuesOfSeveralKinds(t *testing.T) {
	for _, c := range []struct {
		language, words string
		want            relevanceSign
	}{
		{"en", "IT", signTech}, {"en", "it", signNone}, {"en", "EU", signGov}, {"fr", "eu", signNone},
		{"en", "fine", signPenalty}, {"de", "fine", signNone}, {"de", "Zuschlag", signAward}, {"de", "zuschlag", signAward},
		{"it", "gara", signAward}, {"es", "gara", signNone}, {"fr", "marché public", signAward}, {"nl", "boete", signPenalty},
		{"pt", "licitação", signAward}, {"es", "LICITACIÓN", signAward}, {"ja", "software", signTech}, {"ja", "contract", signNone},
		{"en", "tax break", signGrant}, {"en", "vendor", signCompany}, {"en", "smart contract", signCompany - 3},
	} {
		tokens := text.Tokens(c.words)
		got, _ := cueAt(relevanceCues(c.language), c.words, tokens, 0, len(tokens))
		if got != c.want {
			t.Errorf("%s %q is %s, want %s", c.language, c.words, signNames[got], signNames[c.want])
		}
	}
}

func TestNamesAreCountedAsWhatTheyAre(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Microsoft sells software to the Pentagon.", []string{"text:vendor", "text:body", "text:tech", "text:vendor+body", "vendor>deal", "tech>body"}},
		{"The European Commission fined Google.", []string{"text:watchdog", "text:penalty", "text:company+penalty", "watchdog>penalty", "penalty>vendor", "no-body"}},
		{"The Home Office paid £9 million for cameras.", []string{"text:sum", "text:deal", "text:tech", "body>deal", "no-name", "no-seller"}},
		{"Rain fell in the hills.", []string{"no-name", "no-seller", "no-body", "no-state"}},
	} {
		d := newDocument(Input{Text: c.text, Language: "en"})
		d.readAll(gazetteer.Default())
		has := map[string]bool{}
		for _, x := range d.relevanceFeatures() {
			has[featureName(x.at)] = true
		}
		for _, name := range c.want {
			if !has[name] {
				t.Errorf("%s lacks %s", c.text, name)
			}
		}
	}
}
