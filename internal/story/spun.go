package story

import (
	"math"
	"slices"
	"strings"

	"dateline/internal/text"
)

// anchor is a word of a text that is not a common one.
type anchor struct {
	key   uint32
	value float32 // its rarity
}

// Words below this rarity, which is that of one in four articles, are no
// anchors.
const (
	anchorOffset = 1.0
	anchorLeast  = 0.3
	mostAnchors  = 600
)

// anchorsOf returns the anchors of a text in its order. Words to skip are
// those of blurbs.
func anchorsOf(words []text.Token, skip map[int]bool) []anchor {
	common := background()
	var all []anchor
	for i, w := range words {
		term, _ := normalTerm(w.Fold)
		if term == "" || skip[i] {
			continue
		}
		key := termKey(term)
		usual, ok := common[key]
		if !ok {
			usual = backgroundRest
		}
		if v := -math.Log(usual) - anchorOffset; v >= anchorLeast && len(all) < mostAnchors {
			all = append(all, anchor{key, float32(v)})
		}
	}
	return all
}

// likeness is how much of the shorter of two texts the other tells too.
type likeness struct {
	bag     float64 // in whatever order
	ordered float64 // in the same order: the weight of the longest common subsequence
	longer  float64 // the same as a share of the longer text
}

// bagLeast is the bag below which the order is not worth looking at.
const bagLeast = 0.2

// likenessOf compares the anchors of two texts.
func likenessOf(a, b []anchor) likeness {
	setA, weightA := anchorSet(a)
	setB, weightB := anchorSet(b)
	shared := 0.0
	for key, value := range setA {
		if _, ok := setB[key]; ok {
			shared += float64(value)
		}
	}
	var l likeness
	if weightA == 0 || weightB == 0 {
		return l
	}
	if l.bag = shared / min(weightA, weightB); l.bag < bagLeast {
		return l
	}
	common := subsequence(a, b)
	l.ordered, l.longer = common/min(total(a), total(b)), common/max(total(a), total(b))
	return l
}

func anchorSet(all []anchor) (set map[uint32]float32, weight float64) {
	set = make(map[uint32]float32, len(all))
	for _, a := range all {
		if _, ok := set[a.key]; !ok {
			set[a.key] = a.value
			weight += float64(a.value)
		}
	}
	return set, weight
}

func total(all []anchor) (sum float64) {
	for _, a := range all {
		sum += float64(a.value)
	}
	return sum
}

// subsequence returns the weight of the heaviest common subsequence.
func subsequence(a, b []anchor) float64 {
	row := make([]float32, len(b)+1)
	for _, x := range a {
		diagonal := float32(0)
		for j, y := range b {
			above := row[j+1]
			if x.key == y.key {
				row[j+1] = max(above, diagonal+x.value)
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return float64(row[len(b)])
}

// What a text in other words needs to be a copy. Two reports of one happening
// share names and numbers; that they tell them in one order, and little else,
// is what a spinner leaves. An article that names the other as its source
// needs less, one in another language, of which names and numbers are all that
// is left, needs that it does.
const (
	spunBag          = 0.56
	spunOrdered      = 0.42
	spunLonger       = 0.27
	spunOrderedLong  = 0.50 // of texts of
	spunLong         = 250  // words and more
	spunNamedBag     = 0.5
	spunNamedOrdered = 0.35
	foreignOrdered   = 0.18
	spunWords        = 40 // at least
)

// isSpun says whether doc is the other text in other words or in another
// language.
func isSpun(doc, other *Text, l likeness) (CopyKind, bool) {
	least := spunOrdered
	if min(doc.Words, other.Words) >= spunLong {
		least = spunOrderedLong
	}
	switch {
	case min(doc.Words, other.Words) < spunWords || l.longer < spunLonger && doc.tongue == other.tongue:
		return "", false
	case l.bag >= spunBag && l.ordered >= least:
		return CopySpun, true
	case doc.tongue == other.tongue:
		return CopySpun, l.bag >= spunNamedBag && l.ordered >= spunNamedOrdered && namesSource(doc, other)
	}
	return CopyForeign, doc.tongue != "" && other.tongue != "" && l.ordered >= foreignOrdered && (namesSource(doc, other) || namesOutlet(doc.Text, other.Outlet))
}

// namesSource says whether doc itself names the other as its source, or has
// kept its title.
func namesSource(doc, other *Text) bool { return pointsTo(doc, other) != "" || sameTitle(doc, other) }

// titleWords is how many words of a title are no coincidence.
const titleWords = 6

// sameTitle says whether two outlets gave an article one title.
func sameTitle(a, b *Text) bool {
	if a.Outlet == b.Outlet && a.Outlet != "" {
		return false
	}
	x, y := text.Tokens(a.Title), text.Tokens(b.Title)
	return len(x) >= titleWords && slices.EqualFunc(x, y, func(a, b text.Token) bool { return a.Fold == b.Fold })
}

// tongues are languages by the words that only they are full of.
var tongues = [][2]string{
	{"en", "the of and was that with has"}, {"de", "der und das ist nicht mit von dem"}, {"fr", "le les des est dans une du au"},
	{"es", "el los las del por con una y"}, {"it", "il di che della per gli è"}, {"nl", "het een van voor niet dat zijn"},
	{"pt", "o os da do em não uma com"}, {"pl", "nie się na że jest do w"}, {"sv", "och att det är som för av"},
	{"da", "og at er til af det ikke"}, {"ru", "и в не на что с по"}, {"tr", "ve bir bu için ile da"}, {"ja", "の は に を た が"}, {"zh", "的 了 是 在 和"},
}

// tongueOf guesses the language that a text is written in; "": none of those
// that are known.
func tongueOf(words []text.Token) string {
	count := map[string]int{}
	for _, w := range words {
		count[w.Fold]++
	}
	best, most := "", 0
	for _, t := range tongues {
		n := 0
		for w := range strings.FieldsSeq(t[1]) {
			n += count[text.Fold(w)]
		}
		if n > most {
			best, most = t[0], n
		}
	}
	return best
}
