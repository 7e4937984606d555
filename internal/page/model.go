package page

//go:generate go run ./train -corpora ../../../shared/corpora/pages -to forest.go

// The model is a forest of small trees, made by the trainer in the folder train
// and kept in forest.go. A node is a number:
//
//	bits 31–24  feature, or leaf
//	bits 23–16  threshold: a row whose feature is at most that goes left
//	bits 15–0   place of the left child, the right one stands after it; in a leaf,
//	            what it adds to the score, as a signed number of thousandths of a logit
const leaf = 0xff

// score says how surely a block is part of the text: above 0 it is.
func (r *row) score() int {
	sum := 0
	for _, at := range roots {
		n := forest[at]
		for n>>24 != leaf {
			at = uint16(n)
			if r[n>>24] > byte(n>>16) {
				at++
			}
			n = forest[at]
		}
		sum += int(int16(uint16(n)))
	}
	return sum
}

// scores are the model's for every block.
func scores(rows []row) []int {
	all := make([]int, len(rows))
	for i := range rows {
		all[i] = rows[i].score()
	}
	return all
}

// RuleFeatures are the features that tell what the rules made of blocks: to try
// the model without them.
func RuleFeatures() []int {
	all := []int{fLikeRuled, fLikeOfRuled, fRuledBefore, fSinceRuled, fUntilRuled, fBeside, fRuled, fMarked, fSaid, fPageRuled}
	for n := range ancestors {
		all = append(all, fAncestors+n*perAncestor+aRuled)
	}
	for n := range neighbours {
		all = append(all, fNeighbours+n*perNeighbour+nRuled)
	}
	return all
}
