package change

import (
	"os"
	"strings"
	"testing"

	"dateline/internal/text"
)

// article puts a passage into an article that is the same on both sides.
func article(passage string) string {
	return "Scanners at the harbour have been the talk of the town for a year.\n\nNobody was asked. " + passage + " The harbour board meets each month.\n\nThe hall has forty seats."
}

type edit struct {
	weighty  bool
	old, new string
	weight   float64
	kinds    string
}

func edits(t *testing.T) []edit {
	t.Helper()
	b, err := os.ReadFile("testdata/edits.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []edit
	for line := range strings.Lines(string(b)) {
		part := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if len(part) != 3 {
			t.Fatalf("line %q", line)
		}
		old, new := article(part[1]), article(part[2])
		if strings.HasSuffix(part[1], ".") == false && strings.HasSuffix(part[2], ".") == false { // a line of its own
			old, new = strings.ReplaceAll(old, part[1], "\n\n"+part[1]+"\n\n"), strings.ReplaceAll(new, part[2], "\n\n"+part[2]+"\n\n")
		}
		changes := Compare(Version{Text: old}, Version{Text: new})
		e := edit{weighty: part[0] == "weighty", old: part[1], new: part[2], weight: Weight(changes)}
		for _, c := range changes {
			e.kinds += string(c.Kind) + " "
		}
		all = append(all, e)
	}
	return all
}

// TestAWeightyEditRanksAboveATrivialOne measures the area under the ROC curve:
// how often a weighty edit weighs more than a trivial one.
func TestAWeightyEditRanksAboveATrivialOne(t *testing.T) {
	all := edits(t)
	won, pairs := 0.0, 0.0
	for _, a := range all {
		for _, b := range all {
			if !a.weighty || b.weighty {
				continue
			}
			pairs++
			switch {
			case a.weight > b.weight:
				won++
			case a.weight == b.weight:
				won += .5
			}
		}
	}
	t.Logf("%d edits, AUC %.4f", len(all), won/pairs)
	for _, e := range all {
		if e.weighty == (e.weight < .5) {
			t.Logf("%v %.2f %s: %q -> %q", e.weighty, e.weight, e.kinds, e.old, e.new)
		}
	}
	if pairs < 2400 || won/pairs < .95 {
		t.Errorf("AUC %.4f over %.0f pairs, want at least .95 over 2400", won/pairs, pairs)
	}
}

func TestAppliedChangesGiveTheNewText(t *testing.T) {
	for _, e := range edits(t) {
		old, new := article(e.old), article(e.new)
		var b strings.Builder
		for _, d := range text.Diff(old, new) {
			if d.Kind != text.Delete {
				b.WriteString(d.New.Of(new))
			}
		}
		if b.String() != new {
			t.Errorf("the edits of %q do not give %q", e.old, e.new)
		}
	}
}

func TestKindsOfChange(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"The fee is $5 million.", "The fee is $6 million.", "number replaced"},
		{"It was signed on 3 May.", "It was signed on 4 May.", "date replaced"},
		{"It was signed by Ann Lee.", "It was signed by Ann Leigh.", "name replaced"},
		{"It is used.", "It is not used.", "sense added"},
		{"He called it “fine”.", "He called it “dire”.", "quotation replaced"},
		{"It is, the firm said, used.", "It is used.", "attribution removed"},
		{"It appears sound.", "It is sound.", "hedge replaced"},
		{"It is a colour.", "It is a color.", "typography replaced"},
		{"It is fine.", "It is fine. The vendor denied it.", "passage added"},
		{"It is fine. The vendor denied it.", "It is fine.", "passage removed"},
		{"It is fine.", "It is fine. Correction: An earlier version of this article misstated the fee.", "correction added"},
		{"It is a fine tool.", "It is a good tool.", "wording replaced"},
	} {
		got := Compare(Version{Text: article(c.old)}, Version{Text: article(c.new)})
		if len(got) != 1 || string(got[0].Kind)+" "+string(got[0].Op) != c.want {
			t.Errorf("%q -> %q: %+v, want %s", c.old, c.new, got, c.want)
		}
	}
}

func TestASentenceThatCameIsWhole(t *testing.T) {
	old := "It is fine. It is new."
	for _, c := range []struct{ new, want string }{
		{old + "\n\nCorrection: it is not new.", "Correction: it is not new."},
		{"It is fine. It is big. It is new.", "It is big."},
		{"It was old. " + old, "It was old."},
	} {
		got := Compare(Version{Text: old}, Version{Text: c.new})
		if len(got) != 1 || got[0].New.Of(c.new) != c.want {
			t.Errorf("%q: %+v, want %q to have come", c.new, got, c.want)
		}
	}
}

func TestAHeadlineWeighsMore(t *testing.T) {
	inText := Compare(Version{Text: article("It is a fine tool.")}, Version{Text: article("It is a good tool.")})
	inTitle := Compare(Version{Title: "A fine tool"}, Version{Title: "A good tool"})
	if len(inTitle) != 1 || !inTitle[0].Title || inTitle[0].Weight <= inText[0].Weight {
		t.Errorf("in the title %+v, in the text %+v", inTitle, inText)
	}
}

func TestALiveBlogGrows(t *testing.T) {
	old := "14:05 The hearing begins.\n\nThe doors are open."
	new := "14:20 The first witness speaks for an hour.\n\n" + old
	got := Compare(Version{Text: old}, Version{Text: new, Live: true})
	if len(got) != 1 || got[0].Kind != Growth {
		t.Errorf("a live blog's entry is %+v", got)
	}
	if got := Compare(Version{Text: old}, Version{Text: new}); len(got) != 1 || got[0].Kind != Passage {
		t.Errorf("an added paragraph is %+v", got)
	}
}

func TestRenderingAnewIsNoEdit(t *testing.T) {
	old := Version{Title: "A “fine” tool", Text: article("The firm’s fee — high — rose.")}
	new := Version{Title: "A \"fine\" tool", Text: strings.ReplaceAll(article("The firm's fee - high - rose."), "\n\n", "\n\n\n")}
	if got := Compare(old, new); Edited(got) {
		t.Errorf("rendering anew is %+v", got)
	}
	if got := Compare(old, old); got != nil {
		t.Errorf("the same is %+v", got)
	}
}

func TestANoticeOwnsUpToItsChange(t *testing.T) {
	old := article("The contract is worth $40 million. It was signed by Ann Lee.")
	new := article("The contract is worth $14 million. It was signed by Ann Leigh.") + "\n\nCorrection: An earlier version of this article said that the contract was worth $40 million."
	got := Compare(Version{Text: old}, Version{Text: new})
	if len(got) != 3 || got[0].Kind != Correction {
		t.Fatalf("changes %+v", got)
	}
	for _, c := range got[1:] {
		want := -1
		if c.Kind == Number {
			want = 0
		}
		if c.Notice != want {
			t.Errorf("%s is owned up to by %d, want %d", c.Kind, c.Notice, want)
		}
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("A “b” c. D\n\ne", "A «b» 3 c. Korrektur: D")
	f.Add("“", "”\xff")
	f.Fuzz(func(t *testing.T, old, new string) {
		for _, c := range Compare(Version{Title: new, Text: old}, Version{Title: old, Text: new, Live: true}) {
			from, to := old, new
			if c.Title {
				from, to = new, old
			}
			if c.Weight < 0 || c.Weight > 1 || c.Old.Len() == 0 && c.New.Len() == 0 {
				t.Fatalf("change %+v", c)
			}
			_, _ = c.Before.Of(from)+c.Old.Of(from), c.After.Of(to)+c.New.Of(to)
		}
	})
}
