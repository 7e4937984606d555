package reading

import (
	"sort"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
	"dateline/internal/text"
)

// vendorSectors are the sectors of companies that sell technology.
var vendorSectors = map[string]bool{"technology": true, "telecom": true, "consulting": true, "reseller": true}

// signReader tells the signs of a sentence from left to right.
type signReader struct {
	d        *document
	cues     *phrases[relevanceCue]
	names    *gazetteer.Gazetteer
	mentions []news.Mention
	amounts  []news.Amount
}

// at returns the sign at token i and its length in tokens; mention says that it
// is a name or a sum, not a cue.
func (r *signReader) at(i, end int) (sign relevanceSign, length int, mention bool) {
	here := r.d.tokens[i].Start
	for len(r.mentions) > 0 && r.mentions[0].Start < here {
		r.mentions = r.mentions[1:]
	}
	for len(r.amounts) > 0 && r.amounts[0].End <= here {
		r.amounts = r.amounts[1:]
	}
	if len(r.mentions) > 0 && r.mentions[0].Start == here {
		if sign := r.mentionSign(&r.mentions[0]); sign != signNone {
			if cue, _ := cueAt(r.cues, r.d.Text, r.d.tokens, i, end); sign == signBody && cue == signRegulator {
				sign = signWatch
			}
			return sign, r.tokensTo(i, end, r.mentions[0].End), true
		}
	}
	if len(r.amounts) > 0 && r.amounts[0].Start <= here && r.amounts[0].Currency != "" {
		return signSum, r.tokensTo(i, end, r.amounts[0].End), true
	}
	sign, length = cueAt(r.cues, r.d.Text, r.d.tokens, i, end)
	return sign, length, false
}

// tokensTo returns how many tokens from i on begin before an offset.
func (r *signReader) tokensTo(i, end, offset int) int {
	n := 1
	for i+n < end && r.d.tokens[i+n].Start < offset {
		n++
	}
	return n
}

// mentionSign returns what a mention is; signNone for persons and the like.
func (r *signReader) mentionSign(m *news.Mention) relevanceSign {
	switch m.Kind {
	case news.EntityAgency:
		return signBody
	case news.EntityProduct:
		if r.isPublic(m.Key) {
			return signGov
		}
		return signGoods
	case news.EntityCompany:
		if m.Key == "" {
			return signNamed
		}
		e := r.names.Entry(m.Key)
		switch {
		case e == nil || e.Sector == "":
			return signNamed
		case vendorSectors[e.Sector]:
			return signVendor
		}
		return signFirm
	}
	return signNone
}

// isPublic says whether a product is a programme that a government body runs.
func (r *signReader) isPublic(key string) bool {
	if key == "" {
		return false
	}
	e := r.names.Entry(key)
	if e == nil || e.Parent == "" {
		return false
	}
	maker := r.names.Entry(e.Parent)
	return maker != nil && maker.Kind == news.EntityAgency
}

// amountsIn returns the amounts that lie in a span, in its order.
func (d *document) amountsIn(s text.Span) []news.Amount {
	all := d.found.Amounts
	first := sort.Search(len(all), func(i int) bool { return all[i].Start >= s.Start })
	last := first
	for last < len(all) && all[last].End <= s.End {
		last++
	}
	return all[first:last]
}

// wordCounter counts the words of a sentence and the pairs of them that follow
// each other. Names are counted as what they are, so that a word learnt beside
// one company tells the same beside another.
type wordCounter struct {
	last uint32 // hash of the word before; 0: none
}

// add counts a word.
func (w *wordCounter) add(words *[relevanceBuckets]float64, fold string) {
	if fold == "" || fold[0] >= '0' && fold[0] <= '9' {
		w.last = 0
		return
	}
	h := hashBytes(2166136261, fold)
	if len(fold) > 2 {
		countHash(words, h)
	}
	w.pair(words, h)
}

// name counts a name, which stands for all of its sign.
func (w *wordCounter) name(words *[relevanceBuckets]float64, sign relevanceSign) {
	w.pair(words, hashBytes(2166136261, signNames[sign])^0x5bd1e995)
}

func (w *wordCounter) pair(words *[relevanceBuckets]float64, h uint32) {
	if w.last != 0 {
		countHash(words, (w.last*31^h)*16777619)
	}
	w.last = h
}

// countHash adds one to a bucket; the sign tells two of one bucket apart.
func countHash(words *[relevanceBuckets]float64, h uint32) {
	h ^= h >> 15
	if h&(1<<31) != 0 {
		words[h%relevanceBuckets]--
		return
	}
	words[h%relevanceBuckets]++
}

// hashBytes is FNV-1a.
func hashBytes(h uint32, s string) uint32 {
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}
