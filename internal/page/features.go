package page

import (
	"math/bits"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// A row describes one block to the model: every feature is a byte, so that the
// model's arithmetic is the same on every machine.
type row [features]byte

// The features of a block. Lengths are logarithms (log), shares run from 0 to
// 255 (share), cues say how near they stand (near), the rest are counts or 0/1.
const (
	// The text itself.
	fLength     = iota // log of its bytes
	fWords             // log
	fLinked            // share of it inside links
	fStrong            // share of it in bold or italics
	fLinks             // number of links
	fEnd               // 0 none, 1 colon, 2 sentence
	fCommas            // log
	fStops             // number of sentence ends
	fUpper             // share of capitals among its first letters
	fDigits            // share
	fStopWords         // share of words that every text is made of
	fWordLength        // average bytes
	fBegin             // 0 small letter, 1 capital, 2 digit, 3 quote, 4 bullet or sign
	fSigns             // of navigation: | » › · / @
	fCopyright         // © or ®
	fYear              // a year stands in it
	fQuestion          // ? or !
	fTitle             // share of the title's words that it has
	fInTitle           // share of its words that the title has
	fDescribed         // share of its words that the description has
	fProof             // 0 no text in JSON-LD, 1 not in it, 2 in it
	fAuthor            // an author's name begins it or is in it
	fCopies            // times the same text stands in the page
	fCopy              // how many stood before

	// Its element.
	fTag // see tagRank
	fListed
	fQuoted
	fBroken
	fDepth
	fFirst // it is the first block of its element
	fSole  // number of blocks in its element

	// Its template: blocks with the same names on the same way to the root.
	fLike        // log of their number
	fLikeText    // log of their average length
	fLikeLinked  // share
	fLikeEnds    // share that reads like sentences
	fLikeRuled   // share of text that the rules call story
	fLikeOfPage  // share of the page's running text
	fLikeOfRuled // share of the story

	// Its place.
	fPlace       // share of blocks before it
	fTextBefore  // share of running text before it
	fHeadline    // blocks since the headline, 128 is the headline
	fRuledBefore // share of the story before it
	fSinceRuled  // blocks since the last of the story
	fUntilRuled  // blocks until the next of the story
	fSinceLong   // blocks since the last long sentence-like one
	fUntilLong   // blocks until the next
	fContainer   // 0 before the container, 1 in it, 2 behind it
	fFromRoot    // elements between it and the container
	fPictured    // pictures: 3 in its element, 2 in the parent, 1 in the next, 0
	fBeside      // the rules see it beside a picture

	// What the rules make of it.
	fRuled
	fMarked
	fSaid

	// The page.
	fPageBlocks
	fPageText
	fPageLinked
	fPageRuled
	fPageProof
	fPageParagraphs // share of running text in p elements
	fRootShare      // share of running text in the container

	// Ancestors, three times: the first with several blocks, the first with
	// several sentences beyond that, the first with half of the running text.
	fAncestors
	fNeighbours = fAncestors + ancestors*perAncestor
	fCues       = fNeighbours + neighbours*perNeighbour
	features    = fCues + cueCount
)

// Features of an ancestor.
const (
	aUp = iota // elements between
	aBlocks
	aText
	aLinked
	aRunning // share of its text that is running text
	aOfPage  // share of the page's running text
	aRuled   // share of its text that the rules call story
	aSentences
	perAncestor
)

const ancestors = 3

// Features of a neighbour: two before, two behind.
const (
	nLength = iota
	nLinked
	nEnd
	nTag
	nRuled
	nSameParent
	perNeighbour
)

const neighbours = 4

// cueCount is the number of cues; the features' order is theirs.
const cueCount = 27

// log is sixteen times the binary logarithm of n+1, in whole numbers.
func log(n int) byte {
	n++
	k := bits.Len(uint(n)) - 1
	fraction := n << max(0, 4-k) >> max(0, k-4) & 15
	return byte(min(255, 16*k+fraction))
}

// share is part of whole in 255ths.
func share(part, whole int) byte {
	if whole <= 0 || part <= 0 {
		return 0
	}
	return byte(min(255, part*255/whole))
}

func count(n int) byte { return byte(max(0, min(255, n))) }

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// tagRank orders tags by what they usually hold.
func tagRank(a atom.Atom) byte {
	switch a {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4, atom.H5, atom.H6:
		return 4
	case atom.P:
		return 10
	case atom.Blockquote, atom.Q:
		return 9
	case atom.Pre:
		return 8
	case atom.Div:
		return 7
	case atom.Article, atom.Section, atom.Main:
		return 6
	case atom.Li, atom.Dd, atom.Dt:
		return 12
	case atom.Td, atom.Th:
		return 13
	case atom.Figcaption, atom.Figure:
		return 14
	case atom.Span, 0:
		return 11
	}
	return 15
}

// labelRank orders labels for the model.
func labelRank(l Label) byte {
	switch l {
	case Body:
		return 14
	case Heading:
		return 13
	case Standfirst:
		return 12
	case Correction:
		return 11
	case Headline:
		return 10
	case WireCredit:
		return 9
	case Biography:
		return 8
	case Byline:
		return 7
	case Caption:
		return 6
	case Credit:
		return 5
	case Related:
		return 4
	case Newsletter:
		return 3
	case Comments:
		return 2
	case Legal:
		return 1
	default:
		return 0
	}
}

// words describes the text itself.
func (r *row) words(s string) {
	r[fLength] = log(len(s))
	var letters, upper, digits, words, stops, commas, ends, signs, spaceless, inWord int
	var known int
	start := -1
	const most = 1500 // enough to know a text
	limit := min(len(s), most)
	for limit < len(s) && !utf8.RuneStart(s[limit]) {
		limit++
	}
	word := func(end int) {
		if start >= 0 {
			words++
			inWord += end - start
			if end-start <= 6 && stopWord(s[start:end]) {
				stops++
			}
			start = -1
		}
	}
	for i, c := range s[:limit] {
		switch {
		case c < utf8.RuneSelf && (c|0x20 >= 'a' && c|0x20 <= 'z'):
			letters++
			known++
			if c < 'a' {
				upper++
			}
			if start < 0 {
				start = i
			}
			continue
		case c >= '0' && c <= '9':
			digits++
			if start < 0 {
				start = i
			}
			continue
		case c >= utf8.RuneSelf && unicode.IsLetter(c):
			letters++
			if c < 0x600 {
				known++
				if unicode.IsUpper(c) {
					upper++
				}
			} else if c >= 0x0e00 && c < 0x0f00 || c >= 0x3040 && c < 0xa000 {
				spaceless++
			}
			if start < 0 {
				start = i
			}
			continue
		}
		word(i)
		switch c {
		case ',', ';', '、', '،', '，':
			commas++
		case '.', '!', '?', '…', '。', '！', '？', '؟', '।':
			ends++
			if c == '?' || c == '!' || c == '？' || c == '؟' {
				r[fQuestion] = 1
			}
		case '|', '»', '›', '·', '/', '@', '>', '→', '•':
			signs++
		case '©', '®':
			r[fCopyright] = 1
		}
	}
	word(limit)
	words = max(words, spaceless/3)
	r[fWords] = log(words * len(s) / max(1, limit))
	r[fCommas] = log(commas)
	r[fStops] = count(ends)
	r[fSigns] = count(signs)
	r[fUpper] = share(upper, letters)
	r[fDigits] = share(digits, letters+digits)
	r[fStopWords] = share(stops, words)
	if known*2 < letters {
		r[fStopWords] = usualStopWords
	}
	r[fWordLength] = count(inWord * 8 / max(1, words))
	if spaceless > 0 {
		r[fWordLength] = 45
	}
	r[fBegin] = beginning(s)
}

// usualStopWords is the share of a story's paragraphs, for scripts without a
// list.
const usualStopWords = 105

func beginning(s string) byte {
	c, _ := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsLower(c):
		return 0
	case unicode.IsLetter(c):
		return 1
	case unicode.IsDigit(c):
		return 2
	case c == '"' || c == '“' || c == '„' || c == '«' || c == '‘' || c == '\'' || c == '「' || c == '»':
		return 3
	}
	return 4
}

// ending says how a text ends.
func ending(b *block) byte {
	switch {
	case !b.sentence:
		return 0
	case b.text[len(b.text)-1] == ':':
		return 1
	}
	return 2
}
