package page

import "testing"

func TestTheForestIsWellFormed(t *testing.T) {
	if len(roots) < 50 || len(forest) < 10*len(roots) {
		t.Fatalf("%d trees of %d nodes", len(roots), len(forest))
	}
	for k, root := range roots {
		end := len(forest)
		if k+1 < len(roots) {
			end = int(roots[k+1])
		}
		leaves, inner := 0, 0
		for at := int(root); at < end; at++ {
			n := forest[at]
			if n>>24 == leaf {
				leaves++
				continue
			}
			inner++
			left := int(uint16(n))
			if left <= at || left+1 >= end {
				t.Fatalf("node %d of tree %d leads to %d, outside of the tree or back", at, k, left)
			}
			if n>>24 >= features {
				t.Fatalf("node %d asks for feature %d of %d", at, n>>24, features)
			}
		}
		if leaves != inner+1 {
			t.Errorf("tree %d has %d leaves and %d forks", k, leaves, inner)
		}
	}
}

func TestFeaturesFitIntoANode(t *testing.T) {
	if features >= leaf {
		t.Errorf("%d features, %d is the mark of a leaf", features, leaf)
	}
	if cueBox>>(cueCount-1) != 1 {
		t.Errorf("the last cue is not number %d", cueCount)
	}
	for _, f := range RuleFeatures() {
		if f < 0 || f >= features {
			t.Errorf("feature %d of %d", f, features)
		}
	}
}

func TestScoresAreTheSameEachTime(t *testing.T) {
	source := []byte("<html><body><article><h1>The headline of the story</h1>" + one + two + three + "</article></body></html>")
	first, second := NewDraft(source, Options{}).Scores(), NewDraft(source, Options{}).Scores()
	if len(first) != 4 {
		t.Fatalf("%d scores of 4 blocks", len(first))
	}
	for i := range first {
		if first[i] != second[i] {
			t.Errorf("block %d: %d, then %d", i, first[i], second[i])
		}
	}
	if first[0] > 0 || first[1] <= 0 || first[2] <= 0 || first[3] <= 0 {
		t.Errorf("scores %v, want the headline below and the paragraphs above 0", first)
	}
}

func TestADraftCanBeJudgedAgain(t *testing.T) {
	d := NewDraft([]byte("<html><body><article><h1>The headline of the story</h1>"+one+two+"</article></body></html>"), Options{})
	all := d.Page(nil).Text
	if got := d.Page([]int{0, -9000, 9000}).Text; got == all || got == "" || len(got) >= len(all) {
		t.Errorf("text without the first paragraph: %q", got)
	}
	if got := d.Page(nil).Text; got != all {
		t.Errorf("judged by the rules again: %q, want %q", got, all)
	}
	if got := d.Page([]int{-9000, -9000, -9000}).Text; got != all {
		t.Errorf("where the model sees no text, the rules' stays; got %q", got)
	}
	if got := d.Alone([]int{-1, 1, -1}); got == "" || len(got) > len(all)/2+20 {
		t.Errorf("alone %q", got)
	}
}
