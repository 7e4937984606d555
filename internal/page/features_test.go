package page

import (
	"strings"
	"testing"
)

func TestLengthsGrowByLogarithm(t *testing.T) {
	last := byte(0)
	for n := range 100000 {
		l := log(n)
		if l < last {
			t.Fatalf("log(%d) = %d after %d", n, l, last)
		}
		last = l
	}
	for n, want := range map[int]byte{0: 0, 1: 16, 3: 32, 7: 48, 1023: 160, 1 << 20: 255} {
		if got := log(n); got != want {
			t.Errorf("log(%d) = %d, want %d", n, got, want)
		}
	}
}

func TestSharesStayInAByte(t *testing.T) {
	for _, c := range []struct {
		part, whole int
		want        byte
	}{{0, 0, 0}, {1, 0, 0}, {-1, 4, 0}, {1, 2, 127}, {2, 2, 255}, {3, 2, 255}} {
		if got := share(c.part, c.whole); got != c.want {
			t.Errorf("share(%d, %d) = %d, want %d", c.part, c.whole, got, c.want)
		}
	}
	if count(300) != 255 || count(-1) != 0 || count(7) != 7 {
		t.Error("counts are cut to a byte")
	}
}

func TestWordsTellRunningTextFromMenus(t *testing.T) {
	of := func(s string) *row {
		r := &row{}
		r.words(s)
		return r
	}
	for _, text := range []string{
		"The bill was paid by the office of the harbour, and nobody knows what it was for.",
		"Die Rechnung wurde vom Amt bezahlt, und es ist nicht bekannt, wer sie auf den Tisch gelegt hat.",
		"La facture a été payée par le bureau du port, et on ne sait pas pour quoi elle est.",
		"Счёт был оплачен из бюджета порта, и никто не знает, за что это и для кого.",
	} {
		if r := of(text); r[fStopWords] < 70 {
			t.Errorf("%q: stop words %d", text, r[fStopWords])
		}
	}
	if r := of("Front Harbour Council Letters Archive Weather Tides"); r[fStopWords] != 0 {
		t.Errorf("a menu has stop words: %d", r[fStopWords])
	}
	if r := of("港务处为同一台起重机付了四次款。"); r[fStopWords] != usualStopWords || r[fWords] == 0 {
		t.Errorf("a script without a list: stop words %d, words %d", r[fStopWords], r[fWords])
	}
	if r := of("© 2026 A | B › C"); r[fCopyright] != 1 || r[fSigns] != 2 {
		t.Errorf("copyright %d, signs %d", r[fCopyright], r[fSigns])
	}
	if r := of("Why? Who, when, where. 12"); r[fQuestion] != 1 || r[fStops] != 2 || r[fCommas] != log(2) || r[fDigits] == 0 {
		t.Errorf("question %d, stops %d, commas %d, digits %d", r[fQuestion], r[fStops], r[fCommas], r[fDigits])
	}
}

func TestBeginningsAndEnds(t *testing.T) {
	for s, want := range map[string]byte{"and so": 0, "And so": 1, "7 boats": 2, "“No,”": 3, "„Nein“": 3, "- item": 4, "": 4, "港": 1} {
		if got := beginning(s); got != want {
			t.Errorf("beginning of %q: %d, want %d", s, got, want)
		}
	}
	for s, want := range map[string]byte{"No end": 0, "As follows:": 1, "Done.": 2, "Done.”": 2} {
		if got := ending(&block{text: s, sentence: sentenceLike(s)}); got != want {
			t.Errorf("ending of %q: %d, want %d", s, got, want)
		}
	}
}

// described returns the rows of a body and the texts of its blocks.
func described(t *testing.T, body string) (map[string]*row, *Draft) {
	t.Helper()
	d := NewDraft([]byte("<html><head><title>The headline of the story</title></head><body>"+body+"</body></html>"), Options{})
	d.describe()
	all := map[string]*row{}
	for i := range d.rows {
		words := strings.Fields(d.doc.blocks[i].text)
		all[strings.Join(words[:min(2, len(words))], " ")] = &d.rows[i]
	}
	return all, d
}

func TestRowsDescribePlaces(t *testing.T) {
	rows, _ := described(t, "<nav><a href=/>Front page</a></nav><main><h1>The headline of the story</h1>"+one+"<div class=sidebar><p>Most read stories here</p></div>"+two+"</main>")
	front, head, first, side, second := rows["Front page"], rows["The headline"], rows["The border"], rows["Most read"], rows["The company"]
	if front == nil || head == nil || first == nil || side == nil || second == nil {
		t.Fatalf("blocks %v", rows)
	}
	if front[fLinked] != 255 || first[fLinked] != 0 {
		t.Errorf("linked %d and %d", front[fLinked], first[fLinked])
	}
	if head[fHeadline] != 128 || first[fHeadline] != 129 || front[fHeadline] != 127 {
		t.Errorf("distance from the headline %d, %d, %d", head[fHeadline], first[fHeadline], front[fHeadline])
	}
	if head[fTitle] != 255 || head[fInTitle] != 255 || front[fTitle] != 0 {
		t.Errorf("title %d %d, %d", head[fTitle], head[fInTitle], front[fTitle])
	}
	if first[fLike] != second[fLike] || first[fLike] != log(2) || side[fLike] != log(1) {
		t.Errorf("templates %d %d %d", first[fLike], second[fLike], side[fLike])
	}
	if first[fPlace] >= second[fPlace] || first[fTextBefore] >= second[fTextBefore] {
		t.Error("the second paragraph stands behind the first")
	}
	aside := fCues + 3 // cueAside is the fourth
	if cue(1)<<3 != cueAside || side[aside] != 1 || first[aside] != 0 {
		t.Errorf("side column %d, paragraph %d", side[aside], first[aside])
	}
	if front[fCues] != 1 && front[fCues] != 2 {
		t.Errorf("navigation %d", front[fCues])
	}
	if second[fNeighbours+nTag] != tagRank(0)-1 {
		t.Errorf("before the second paragraph stands a p, got tag %d", second[fNeighbours+nTag])
	}
}

func TestRowsKnowCopiesAndProof(t *testing.T) {
	rows, _ := described(t, "<h1>The headline of the story</h1>"+one+one+two)
	if first := rows["The border"]; first[fCopies] != 2 || first[fCopy] != 1 {
		t.Errorf("copies %d, before this %d", first[fCopies], first[fCopy])
	}
	body := strings.Repeat("Words that stand nowhere on the page at all. ", 12) + strings.TrimSuffix(strings.TrimPrefix(two, "<p>"), "</p>")
	rows, _ = described(t, `<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"`+body+`"}</script><h1>The headline of the story</h1>`+one+two)
	if rows["The border"][fProof] != 1 || rows["The company"][fProof] != 2 {
		t.Errorf("proof %d and %d, want 1 and 2", rows["The border"][fProof], rows["The company"][fProof])
	}
}

func TestNamesOfTemplatesIgnoreNumbers(t *testing.T) {
	if named(1, "div", "post-12 item") != named(1, "div", "post-7 item") {
		t.Error("numbers do not make another template")
	}
	if named(1, "div", "item") == named(1, "div", "other") || named(1, "p", "") == named(2, "p", "") {
		t.Error("names and parents do")
	}
}
