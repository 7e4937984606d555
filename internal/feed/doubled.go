package feed

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// doubled are the beginnings, in UTF-8, of what text encoded twice has in it:
// "Ã" and "Â" before a sign, "â€", "Ð" and "Ñ".
var doubled = [][]byte{
	[]byte("\xc3\x83\xc2"), []byte("\xc3\x83\xc6"), []byte("\xc3\x83\xc5"), []byte("\xc3\x83\xe2"), []byte("\xc3\x82\xc2"),
	[]byte("\xc3\xa2\xe2\x82\xac"), []byte("\xc3\xa2\xc2\x80"), []byte("\xc3\x90\xc2"), []byte("\xc3\x91\xe2"), []byte("\xc3\x91\xc2"),
}

// decodedOnce undoes the encoding of text that was read as windows-1252 and
// encoded as UTF-8 a second time. It reports false where b is not such a text:
// nearly all that is not ASCII must become shorter and be UTF-8 still.
func decodedOnce(b []byte) ([]byte, bool) {
	likely := false
	for _, sign := range doubled {
		likely = likely || bytes.Contains(b, sign)
	}
	if !likely {
		return b, false
	}
	out := make([]byte, 0, len(b))
	fixed, kept := 0, 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			out = append(out, b[i])
			i++
			continue
		}
		from := i
		var run []byte
		whole := true
		for i < len(b) && b[i] >= utf8.RuneSelf {
			r, size := utf8.DecodeRune(b[i:])
			c, ok := singleByte(r)
			run, whole = append(run, c), whole && ok
			i += size
		}
		if whole && utf8.Valid(run) {
			fixed++
			out = append(out, run...)
		} else {
			kept++
			out = append(out, b[from:i]...)
		}
	}
	return out, fixed > 4*kept
}

// singleByte returns the byte of windows-1252 that is read as r; the five that
// it leaves out stand for themselves.
func singleByte(r rune) (byte, bool) {
	if r >= 0x80 && r <= 0x9F {
		return byte(r), true
	}
	return charmap.Windows1252.EncodeRune(r)
}
