package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/text"
)

// quotation is a stretch in quotation marks, the marks included.
type quotation struct {
	text.Span
	inner text.Span // without the marks
	open  bool      // its end was not found: it lasts to the end of the paragraph
}

// closingMarks are the marks that end what a mark opens, the usual first.
var closingMarks = map[rune]string{
	'“': "”", '„': "“”", '«': "»", '»': "«", '‹': "›", '›': "‹", '‘': "’", '‚': "‘’", '"': `"”`, '\'': "'", '”': "”",
}

// longestQuotation is how far a mark is looked for that ends a quotation in
// single marks, which apostrophes are, too; in bytes.
const longestQuotation = 300

// quotations finds the stretches in quotation marks of each paragraph. They do
// not overlap; marks within a quotation belong to it.
func quotations(s string) []quotation {
	var all []quotation
	for _, p := range text.Paragraphs(s) {
		for i := p.Start; i < p.End; {
			if i = nextQuotationMark(s, i, p.End); i >= p.End {
				break
			}
			mark, size := utf8.DecodeRuneInString(s[i:])
			if !opensQuotation(s, i, size, p, mark) {
				i += size
				continue
			}
			q, ok := quotationAt(s, i, size, mark, p)
			if !ok {
				i += size
				continue
			}
			all = append(all, q)
			i = q.End
		}
	}
	return all
}

// opensQuotation says whether a mark stands where a quotation may begin.
func opensQuotation(s string, i, size int, p text.Span, mark rune) bool {
	if closingMarks[mark] == "" {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[i+size:])
	if i+size >= p.End {
		return false
	}
	if mark == '«' || mark == '„' || mark == '“' {
		return true
	}
	if unicode.IsSpace(next) || next == ',' || next == '.' {
		return false
	}
	if i == p.Start {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsSpace(last) || strings.ContainsRune("([{—–-:/", last)
}

// quotationAt returns the quotation that the mark at i opens.
func quotationAt(s string, i, size int, mark rune, p text.Span) (quotation, bool) {
	closers := closingMarks[mark]
	single := mark == '\'' || mark == '‘' || mark == '‚' || mark == '‹' || mark == '›'
	end := p.End
	if single {
		end = min(end, i+longestQuotation)
	}
	for j := i + size; j < end; {
		if j = nextQuotationMark(s, j, end); j >= end {
			break
		}
		r, n := utf8.DecodeRuneInString(s[j:])
		switch {
		case !strings.ContainsRune(closers, r):
			if r == mark { // again: the end of the first is lost
				return quotation{}, false
			}
			j += n
			continue
		case single && !closesSingle(s, j, n):
			j += n
			continue
		}
		return quotation{text.Span{Start: i, End: j + n}, text.Span{Start: i + size, End: j}, false}, j > i+size
	}
	if single || mark == '"' && i > p.Start || mark == '»' || mark == '”' {
		return quotation{}, false
	}
	return quotation{text.Span{Start: i, End: p.End}, text.Span{Start: i + size, End: p.End}, true}, true
}

// nextQuotationMark returns where the next mark in s[i:end] stands; end: nowhere.
func nextQuotationMark(s string, i, end int) int {
	for ; i < end; i++ {
		switch s[i] {
		case '"', '\'':
			return i
		case 0xc2: // « »
			if i+1 < end && (s[i+1] == 0xab || s[i+1] == 0xbb) {
				return i
			}
		case 0xe2: // the marks from ‘ to „, ‹ ›
			if i+2 < end && s[i+1] == 0x80 && (s[i+2] >= 0x98 && s[i+2] <= 0x9e || s[i+2] == 0xb9 || s[i+2] == 0xba) {
				return i
			}
		}
	}
	return end
}

// closesSingle says whether a single mark is no apostrophe.
func closesSingle(s string, i, size int) bool {
	next, _ := utf8.DecodeRuneInString(s[min(len(s), i+size):])
	last, _ := utf8.DecodeLastRuneInString(s[:i])
	return !unicode.IsLetter(next) && !unicode.IsDigit(next) && !unicode.IsSpace(last) || i+size == len(s)
}
