package feed

import (
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// script is a way of writing, in an encoding that feeds use without saying so.
type script struct {
	name   string
	enc    encoding.Encoding
	common string                // its most frequent letters
	tables []*unicode.RangeTable // all of its letters
	others float64               // what a letter counts that is not frequent
}

const (
	cyrillic    = "оеаинтсрвлкмдпуяыьгз"
	greek       = "αοιετσνηυρπκμλςάίόέήύώ"
	hebrew      = "יוהלארתבשמנכעדחקפסגם"
	arabic      = "اليمنوتربعدسفهكحقةجش"
	thai        = "านรอกเงมยลวดทสตะปบคห่้ัิีาุ"
	kana        = "のにるたをはしがとてでなれいあかこさすもらりうおくッンスルトー"
	simplified  = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经者前开内新"
	traditional = "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經者前開內新"
	hangul      = "이다의는에을가고를하지한로은기어사도인자정시대해리아일부서그수"
)

// scripts are what is tried on bytes that nothing names the encoding of. What
// is written in Latin letters is not among them: windows-1252 is right too
// often.
var scripts = []script{
	{"windows-1251", charmap.Windows1251, cyrillic, only(unicode.Cyrillic), 0.3},
	{"koi8-r", charmap.KOI8R, cyrillic, only(unicode.Cyrillic), 0.3},
	{"iso-8859-5", charmap.ISO8859_5, cyrillic, only(unicode.Cyrillic), 0.3},
	{"ibm866", charmap.CodePage866, cyrillic, only(unicode.Cyrillic), 0.3},
	{"windows-1253", charmap.Windows1253, greek, only(unicode.Greek), 0.3},
	{"windows-1255", charmap.Windows1255, hebrew, only(unicode.Hebrew), 0.3},
	{"windows-1256", charmap.Windows1256, arabic, only(unicode.Arabic), 0.3},
	{"windows-874", charmap.Windows874, thai, only(unicode.Thai), 0.3},
	{"gb18030", simplifiedchinese.GB18030, simplified, only(unicode.Han), 0.6},
	{"big5", traditionalchinese.Big5, traditional, only(unicode.Han), 0.6},
	{"euc-jp", japanese.EUCJP, kana, japaneseTables, 0.6},
	{"shift_jis", japanese.ShiftJIS, kana, japaneseTables, 0.6},
	{"euc-kr", korean.EUCKR, hangul, only(unicode.Hangul), 0.7},
}

var japaneseTables = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana}

func only(table *unicode.RangeTable) []*unicode.RangeTable { return []*unicode.RangeTable{table} }

// Bytes are looked at until so many are not ASCII; fewer than the least say
// nothing.
const (
	detectMost  = 8 << 10
	detectLeast = 6
)

// detect guesses the encoding of bytes from the letters that come out. It
// returns nil where they look like Latin letters with accents, or like
// nothing.
func detect(b []byte) (encoding.Encoding, string) {
	sample, beyond, runs := high(b)
	if beyond < detectLeast || 2*beyond < 3*runs { // a letter here and there
		return nil, ""
	}
	var best script
	most := 0.3 // of the characters
	for _, s := range scripts {
		if score := s.score(sample); score > most {
			best, most = s, score
		}
	}
	return best.enc, best.name
}

// high returns the pieces of b that hold bytes beyond ASCII, how many such
// bytes there are, and in how many runs.
func high(b []byte) (sample []byte, beyond, runs int) {
	for i := 0; i < len(b) && len(sample) < detectMost; i++ {
		if b[i] < 0x80 {
			continue
		}
		from := i
		for ; i < len(b) && (b[i] >= 0x80 || b[i-1] >= 0x80 && b[i] >= 0x40 && b[i] < 0x7F); i++ { // a second byte may be ASCII
			if b[i] >= 0x80 {
				beyond++
				if i == 0 || b[i-1] < 0x80 {
					runs++
				}
			}
		}
		sample = append(append(sample, b[from:i]...), ' ')
	}
	return sample, beyond, runs
}

// score returns how well bytes read in this encoding: 1 where every character
// is a frequent letter, less for other letters, less than nothing for what no
// text has.
func (s script) score(b []byte) float64 {
	text, err := s.enc.NewDecoder().Bytes(b)
	if err != nil {
		return -1
	}
	common := map[rune]bool{}
	for _, r := range s.common {
		common[r] = true
	}
	sum, n := 0.0, 0
	lower := false
	for _, r := range string(text) {
		switch {
		case r == ' ':
			lower = false
			continue
		case r == unicode.ReplacementChar || unicode.IsControl(r) || unicode.In(r, unicode.Co):
			sum -= 3
		case lower && unicode.IsUpper(r):
			sum--
		case common[r]:
			sum++
		case unicode.In(r, s.tables...):
			sum += s.others
		case r < 0x80:
		default:
			sum -= 0.3
		}
		lower = unicode.IsLower(r)
		n++
	}
	return sum / float64(max(n, 1))
}
