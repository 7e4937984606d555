package feed

import (
	"testing"

	"golang.org/x/text/encoding/charmap"
)

func TestTextEncodedTwiceIsDecodedOnce(t *testing.T) {
	for _, text := range []string{
		"It’s a €5m deal", "Le ministère a signé à Nîmes", "“Quoted” – and dashed", "Über große Häfen", "Порт подписал договор", "a\u00a0b",
	} {
		var again []byte
		for _, c := range []byte(text) { // the bytes that windows-1252 leaves out stay controls
			r := charmap.Windows1252.DecodeByte(c)
			if r == '\uFFFD' {
				r = rune(c)
			}
			again = append(again, string(r)...)
		}
		if got, ok := decodedOnce(again); !ok || string(got) != text {
			t.Errorf("%q became %q, %v", again, got, ok)
		}
	}
}

func TestTextEncodedOnceStays(t *testing.T) {
	for _, text := range []string{
		"Le ministère a signé à Nîmes", "NÃO É VERDADE", "Ã la carte", "Â propos", "Ñandú y señal", "Ðe name", "plain",
		"Ein Satz über den Code Ã¼ in alten Häfen: schön, gewöhnlich, größer, älter, öfter",
	} {
		if got, ok := decodedOnce([]byte(text)); ok {
			t.Errorf("%q became %q", text, got)
		}
	}
}
