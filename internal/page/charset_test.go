package page

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func encoded(t *testing.T, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDecode(t *testing.T) {
	ascii := strings.Repeat("<div>plain</div>\n", 200) // over three kilobytes
	for _, c := range []struct {
		name, contentType string
		in                []byte
		want, charset     string
	}{
		{"valid UTF-8 wins over the server", "text/html; charset=iso-8859-1", []byte("Ärger"), "Ärger", "utf-8"},
		{"valid UTF-8 wins over the page", "", []byte("<meta charset=windows-1251>Ärger"), "<meta charset=windows-1251>Ärger", "utf-8"},
		{"a plain beginning decides nothing", "", []byte(ascii + "Ärger"), ascii + "Ärger", "utf-8"},
		{"plain ASCII", "", []byte("hello"), "hello", "utf-8"},
		{"byte order mark", "text/html; charset=iso-8859-1", []byte("\xef\xbb\xbfÄ"), "Ä", "utf-8"},
		{"the server's charset", "text/html; charset=windows-1251", encoded(t, charmap.Windows1251, "Привет, мир"), "Привет, мир", "windows-1251"},
		{"the server before the page", "text/html; charset=windows-1251", encoded(t, charmap.Windows1251, "<meta charset=koi8-r>Мир"), "<meta charset=koi8-r>Мир", "windows-1251"},
		{"the page's charset", "text/html", encoded(t, simplifiedchinese.GBK, `<meta charset="gb2312">中国`), `<meta charset="gb2312">中国`, "gbk"},
		{"the page's old form", "", encoded(t, japanese.ShiftJIS, `<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">日本`), `<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">日本`, "shift_jis"},
		{"an escape charset is plain ASCII", "text/html; charset=iso-2022-jp", encoded(t, japanese.ISO2022JP, "日本"), "日本", "iso-2022-jp"},
		{"nobody says", "", []byte("caf\xe9 \x93quoted\x94"), "café “quoted”", "windows-1252"},
		{"an unknown charset", "text/html; charset=klingon", []byte("caf\xe9"), "café", "windows-1252"},
		{"one bad byte in UTF-8", "", []byte(strings.Repeat("é", 40) + "\xff"), strings.Repeat("é", 40) + "\uFFFD", "utf-8"},
		{"cut in a letter", "text/html; charset=utf-8", []byte("é\xc3"), "é\uFFFD", "utf-8"},
		{"said to be UTF-8, is not", "text/html; charset=utf-8", []byte("caf\xe9"), "café", "windows-1252"},
		{"UTF-16 with a mark", "", encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "Ä<p>"), "Ä<p>", "utf-16le"},
		{"UTF-16 without a mark", "", encoded(t, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "<html><p>Ä"), "<html><p>Ä", "utf-16be"},
		{"nothing", "", nil, "", "utf-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, charset := decode(c.in, c.contentType)
			if string(got) != c.want || charset != c.charset {
				t.Errorf("got %q in %s, want %q in %s", got, charset, c.want, c.charset)
			}
		})
	}
}
