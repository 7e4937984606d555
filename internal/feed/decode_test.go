package feed

import (
	"bytes"
	"compress/gzip"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"dateline/internal/fault"
)

func encoded(t *testing.T, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func zipped(t *testing.T, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestEncodingGoesByEvidence(t *testing.T) {
	const french = "<r>L’État « € »</r>"
	declared := func(name, s string) string { return `<?xml version="1.0" encoding="` + name + `"?>` + s }
	for _, c := range []struct {
		name        string
		body        []byte
		contentType string
		want        string
		encoding    string
		warned      bool
	}{
		{"valid UTF-8 wins over the header", []byte(french), "text/xml; charset=iso-8859-1", french, "utf-8", true},
		{"valid UTF-8 wins over the declaration", []byte(declared("latin1", french)), "", declared("latin1", french), "utf-8", true},
		{"a byte order mark is taken off", []byte("\xef\xbb\xbf" + french), "", french, "utf-8", false},
		{"undeclared bytes are windows-1252", encoded(t, charmap.Windows1252, french), "", french, "windows-1252", true},
		{"latin1 means windows-1252", encoded(t, charmap.Windows1252, declared("ISO-8859-1", french)), "", declared("ISO-8859-1", french), "windows-1252", false},
		{"the header is believed first", encoded(t, charmap.KOI8R, "<r>Контракт</r>"), "text/xml; charset=koi8-r", "<r>Контракт</r>", "koi8-r", false},
		{"the declaration is believed where the header does not fit",
			encoded(t, simplifiedchinese.GBK, declared("gb2312", "<r>政府采购</r>")), "text/xml; charset=shift_jis", declared("gb2312", "<r>政府采购</r>"), "gbk", false},
		{"seven-bit Japanese", encoded(t, japanese.ISO2022JP, "<r>契約</r>"), "", "<r>契約</r>", "iso-2022-jp", false},
		{"UTF-16 without a mark", encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), french), "", french, "utf-16le", false},
		{"UTF-16 with a mark", encoded(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), french), "", french, "utf-16be", false},
		{"UTF-32 with a mark", encoded(t, utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), french), "", french, "utf-32le", false},
		{"a code page that the web has forgotten", encoded(t, charmap.CodePage437, declared("cp437", "<r>ünö</r>")), "", declared("cp437", "<r>ünö</r>"), "cp437", false},
		{"EBCDIC", encoded(t, charmap.CodePage1140, declared("IBM01140", "<r>ü €</r>")), "", declared("IBM01140", "<r>ü €</r>"), "ibm01140", false},
		{"letters tell what nothing declares", encoded(t, charmap.KOI8R, "<r>Министерство подписало договор</r>"), "", "<r>Министерство подписало договор</r>", "koi8-r", true},
		{"letters tell what a bogus label hides", encoded(t, charmap.Windows1251, declared("cyr", "<r>Министерство подписало договор</r>")), "", declared("cyr", "<r>Министерство подписало договор</r>"), "windows-1251", true},
		{"text/xml that declares nothing is ASCII", []byte("<r>x</r>"), "text/xml", "<r>x</r>", "us-ascii", false},
		{"UTF-8 encoded twice", []byte("<r>It\u00e2\u20ac\u2122s</r>"), "", "<r>It’s</r>", "utf-8", true},
		{"one stray byte among UTF-8", []byte("<r>été à l’école \x92 ça</r>"), "", "<r>été à l’école ’ ça</r>", "utf-8", true},
		{"cut in the middle of a character", []byte("<r>é\xe2\x82"), "", "<r>é", "utf-8", true},
		{"what XML forbids is taken out", []byte("<r>a\x00b\x0b\uFFFFc</r>"), "", "<r>abc</r>", "utf-8", false},
		{"a gzip file", zipped(t, []byte(french)), "", french, "utf-8", false},
		{"a label that is only ASCII", []byte("<r>x</r>"), "text/xml; charset=us-ascii", "<r>x</r>", "us-ascii", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, name, warnings, err := decode(c.body, c.contentType)
			if err != nil {
				t.Fatal(err)
			}
			if string(text) != c.want || name != c.encoding {
				t.Errorf("got %q as %s, want %q as %s", text, name, c.want, c.encoding)
			}
			if warned := len(warnings) > 0; warned != c.warned {
				t.Errorf("warnings %q", warnings)
			}
		})
	}
}

func TestGzipBombIsRefused(t *testing.T) {
	bomb := zipped(t, bytes.Repeat([]byte(" "), maxUnpacked+1))
	if _, err := Parse(bomb, Options{}); !errors.Is(err, fault.Hostile) {
		t.Errorf("got %v, want hostile", err)
	}
	if _, err := Parse([]byte("\x1f\x8bnot gzip"), Options{}); !errors.Is(err, fault.BadEncoding) {
		t.Errorf("got %v, want bad encoding", err)
	}
}

func TestSoundTextIsNotCopied(t *testing.T) {
	body := []byte("<r>" + strings.Repeat("é", 100) + "</r>")
	text, _, _, err := decode(body, "")
	if err != nil || &text[0] != &body[0] {
		t.Errorf("decode copied sound bytes (err %v)", err)
	}
}
