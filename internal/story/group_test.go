package story

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestTheTableOfWeightsIsWhole(t *testing.T) {
	l, err := ParseLinks(linksTable)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(l.String()); got != strings.TrimSpace(linksTable) {
		t.Errorf("the table is not as it is written:\n%s", got)
	}
	if n := strings.Count(strings.TrimSpace(linksTable), "\n"); n != evidences {
		t.Errorf("%d rows for %d kinds of evidence and the bias", n+1, evidences)
	}
	for _, bad := range []string{"text", "text\tmuch", "smell\t1"} {
		if _, err := ParseLinks(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestBackgroundKnowsCommonWords(t *testing.T) {
	for common, rare := range map[string]string{"the": "harbour", "und": "hafen", "said": "ferry", "les": "quai"} {
		if rarity(termKey(common), nil) >= rarity(termKey(rare), nil) {
			t.Errorf("%q is held to be rarer than %q", common, rare)
		}
	}
}

func TestTermsAreNormal(t *testing.T) {
	for in, want := range map[string]string{
		"contracts": "contract", "agencies": "agency", "boxes": "boxe", "bus": "bus", "glass": "glass", "1,400": "1400", "7": "", "a": "", "震": "震",
	} {
		if got, _ := normalTerm(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
	if _, kind := normalTerm("2024"); kind != TermYear {
		t.Error("2024 is no year")
	}
	terms := termsOf("Nimbus drops Sorn", "The firm Nimbus paid 1,400 crowns in Sorn. Ferries wait.")
	for term, want := range map[string]TermKind{"nimbu": 0, "nimbus": TermTitle | TermName, "1400": TermNumber, "ferry": 0, "drop": TermTitle} {
		got := TermKind(0)
		if r := terms[term]; r != nil {
			got = r.kind
		}
		if got != want {
			t.Errorf("%q is %b, want %b", term, got, want)
		}
	}
}

func TestCapitalsOfGermanAreNoNames(t *testing.T) {
	for term, r := range termsOf("", "Die Behörde hat den Vertrag mit der Firma gekündigt. Das Amt zahlte der Firma in Sorn Millionen.") {
		if r.kind&TermName != 0 {
			t.Errorf("%q is held to be a name", term)
		}
	}
}

func TestTimeIsReadFromAddresses(t *testing.T) {
	for url, want := range map[string]string{
		"https://lantern.example/2026/03/14/nimbus": "2026-03-14",
		"https://lantern.example/2026/03/nimbus":    "2026-03-15",
		"https://lantern.example/2026-03-14-nimbus": "2026-03-14",
		"https://lantern.example/2026/nimbus":       "",
		"https://lantern.example/nimbus-2026":       "",
		"https://lantern.example/2026/31/14/x":      "",
	} {
		got := ""
		if at, ok := addressTime(url); ok {
			got = at.Format("2006-01-02")
		}
		if got != want {
			t.Errorf("%s: %q, want %q", url, got, want)
		}
	}
}

func TestFeaturesComeBack(t *testing.T) {
	d := &Doc{URL: "https://a.example/1", Title: "Nimbus drops Sorn", Text: strings.Join(wire, " "), Published: time.Unix(1772000000, 0), Links: []string{"https://b.example/2"}}
	f := NewFeatures(d)
	stored, err := f.MarshalBinary()
	if err != nil || len(stored) > 1200 {
		t.Fatalf("%d bytes, %v", len(stored), err)
	}
	var back Features
	if err := back.UnmarshalBinary(stored); err != nil {
		t.Fatal(err)
	}
	if again, _ := back.MarshalBinary(); !bytes.Equal(again, stored) {
		t.Error("comes back changed")
	}
	if len(f.Keys(nil, 12)) != 12 {
		t.Errorf("keys %v", f.Keys(nil, 12))
	}
}

func FuzzFeatures(f *testing.F) {
	x := NewFeatures(&Doc{Title: "Nimbus", Text: wire[0], Links: []string{"https://b.example/2"}})
	good, _ := x.MarshalBinary()
	f.Add(good)
	f.Add(good[:20])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		var x Features
		if x.UnmarshalBinary(data) != nil {
			return
		}
		again, err := x.MarshalBinary()
		if err != nil || !bytes.Equal(again, data) {
			t.Fatalf("%x comes back as %x, %v", data, again, err)
		}
		defaultLinks().score(newVector(&x, nil), newVector(&x, nil))
	})
}

func TestAgglomerationIsAverageLink(t *testing.T) {
	scores := [][]float64{{}, {2}, {-5, 1.5}, {-9, -9, 3}}
	at := func(i, j int) float64 { return scores[max(i, j)][min(i, j)] }
	// 2 and 3 first (3); then 0 and 1 (2); both pairs average (-5+1.5-9-9)/4.
	if got := fmt.Sprint(agglomerate(4, at, 0)); got != "[0 0 2 2]" {
		t.Error(got)
	}
	if got := fmt.Sprint(agglomerate(4, at, -20)); got != "[0 0 0 0]" {
		t.Error(got)
	}
	if got := fmt.Sprint(agglomerate(4, at, 9)); got != "[0 1 2 3]" {
		t.Error(got)
	}
}

func TestAgglomerationAgreesWithTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 9).Draw(t, "n")
		values := rapid.SliceOfN(rapid.IntRange(-64, 64), n*n, n*n).Draw(t, "scores")
		at := func(i, j int) float64 { return float64(values[max(i, j)*n+min(i, j)]) / 64 } // sums are exact
		if got, want := agglomerate(n, at, 0), naive(n, at); !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}

// naive is average link as it is defined.
func naive(n int, at func(i, j int) float64) []int {
	group := make([]int, n)
	for i := range group {
		group[i] = i
	}
	for {
		from, into, most := -1, -1, 0.0
		for a := range n {
			for b := range a {
				sum, pairs := 0.0, 0
				for i, g := range group {
					for j, h := range group {
						if g == a && h == b {
							sum, pairs = sum+at(i, j), pairs+1
						}
					}
				}
				if pairs > 0 && sum/float64(pairs) > most {
					from, into, most = a, b, sum/float64(pairs)
				}
			}
		}
		if from < 0 {
			return group
		}
		for i, g := range group {
			if g == from {
				group[i] = into
			}
		}
	}
}

// newsroom is articles of three happenings, two of them look-alikes.
func newsroom() (articles []Article, events map[string]string) {
	events = map[string]string{}
	add := func(id, event, title string, sentences ...string) {
		events[id] = event
		articles = append(articles, Article{ID: id, Doc: Doc{Outlet: id + ".example", Title: title, Text: strings.Join(sentences, " ")}})
	}
	add("a1", "cloud", "Nimbus bill tripled", wire[0], wire[1], wire[2])
	add("a2", "cloud", "Border agency's cloud grows", wire[1], wire[4], wire[3], "Freedonia's border agency keeps three times as much with Nimbus.")
	add("a3", "cloud", "Engineers against Nimbus deal", wire[5], "Freedonia's border agency tripled its cloud with Nimbus, invoices of Meridian Wire show.", wire[7])
	add("b1", "pier", "Storm damages pier at Sorn", elsewhere[0], elsewhere[1])
	add("b2", "pier", "Ferries stay in harbour", elsewhere[2], "The northern pier at Sorn was damaged by a storm, the harbour master said, and ferries wait.", elsewhere[3])
	add("c1", "tax", "Kestrel to run tax computers", "The tax office of Undine gave Kestrel Systems an order for new computers worth 90 million crowns on Tuesday.", "Its old machines break down every month.")
	add("c2", "tax", "Undine picks Kestrel", "Kestrel Systems will deliver computers worth 90 million crowns to the tax office of Undine.", "Two rivals lost the tender for machines.")
	return articles, events
}

func TestArticlesOfOneHappeningAreGrouped(t *testing.T) {
	articles, events := newsroom()
	got := Group(articles)
	for i, a := range got {
		for _, b := range got[:i] {
			if (events[a.ID] == events[b.ID]) != (a.Story == b.Story) {
				t.Errorf("%s and %s: stories %s and %s", a.ID, b.ID, a.Story, b.Story)
			}
		}
	}
}

func TestStoriesDoNotDependOnTheOrder(t *testing.T) {
	articles, _ := newsroom()
	want := map[string]string{}
	for _, a := range Group(articles) {
		want[a.ID] = a.Story
	}
	rapid.Check(t, func(t *rapid.T) {
		shuffled := rapid.Permutation(articles).Draw(t, "order")
		for _, a := range Group(shuffled) {
			if a.Story != want[a.ID] {
				t.Fatalf("%s is in %s, before in %s", a.ID, a.Story, want[a.ID])
			}
		}
	})
}

func TestCopiesShareAStory(t *testing.T) {
	articles, _ := newsroom()
	copied := articles[3]
	copied.ID, copied.Outlet, copied.Text = "b3", "b3.example", articles[3].Text+" Read more on our coast page tomorrow."
	for _, a := range Group(append(articles, copied)) {
		if a.ID == "b3" && (a.CopyOf != "b1" || a.Story != "b1") {
			t.Errorf("%+v", a)
		}
	}
}

func TestManyArticlesAreSplitIntoParts(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var articles []Article
	for i := range 700 {
		var s strings.Builder
		for range 30 {
			fmt.Fprintf(&s, "w%dx%d ", i/2, rng.IntN(25))
		}
		articles = append(articles, Article{ID: fmt.Sprintf("%03d", i), Doc: Doc{Text: s.String()}})
	}
	for i, a := range Group(articles) {
		if want := fmt.Sprintf("%03d", i/2*2); a.Story != want {
			t.Fatalf("%s is in %s, want %s", a.ID, a.Story, want)
		}
	}
}
