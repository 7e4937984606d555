package page

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// Decode returns a text in UTF-8, whatever it is written in. Valid UTF-8 stays
// as it is, byte for byte.
func Decode(b []byte, contentType string) string {
	if utf8.Valid(b) {
		return string(b)
	}
	decoded, _ := decode(b, contentType)
	return string(decoded)
}

// decode returns the page in UTF-8 and the name of the charset it was in.
//
// Bytes that are valid UTF-8 are UTF-8 whatever anybody says: the whole page
// is looked at, since the first kilobytes of many pages are plain ASCII.
// Otherwise a byte order mark decides, then the server, then the page itself,
// then windows-1252.
func decode(b []byte, contentType string) (text []byte, name string) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return bytes.ToValidUTF8(b[3:], replacement), "utf-8"
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return transcode(b, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16be")
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return transcode(b, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le")
	}
	declared, enc := declaration(b, contentType)
	if utf8.Valid(b) && declared != "iso-2022-jp" {
		if wide, name := wideASCII(b); wide != nil {
			return transcode(b, wide, name)
		}
		return b, "utf-8"
	}
	if mostlyUTF8(b, declared == "utf-8") {
		return bytes.ToValidUTF8(b, replacement), "utf-8"
	}
	if wide, name := wideASCII(b); wide != nil {
		return transcode(b, wide, name)
	}
	if enc == nil || declared == "utf-8" || strings.HasPrefix(declared, "utf-16") {
		declared, enc = fallbackCharset, nil
	}
	if enc == nil {
		enc, _ = htmlindex.Get(declared)
	}
	return transcode(b, enc, declared)
}

const fallbackCharset = "windows-1252"

var replacement = []byte("\uFFFD")

// transcode decodes b; bytes that the charset does not have become U+FFFD.
func transcode(b []byte, e encoding.Encoding, name string) (text []byte, charset string) {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return bytes.ToValidUTF8(b, replacement), "utf-8"
	}
	return out, name
}

// declaration returns the charset named by the server or else by the page.
func declaration(b []byte, contentType string) (string, encoding.Encoding) {
	if _, parameters, err := mime.ParseMediaType(contentType); err == nil {
		if name, e := lookup(parameters["charset"]); e != nil {
			return name, e
		}
	}
	head := b[:min(len(b), 16<<10)]
	for {
		i := bytes.Index(head, []byte("charset"))
		if i < 0 {
			return "", nil
		}
		head = bytes.TrimLeft(head[i+len("charset"):], " \t\r\n")
		if value, ok := bytes.CutPrefix(head, []byte("=")); ok {
			value = bytes.TrimLeft(value, " \t\r\n\"'")
			end := bytes.IndexAny(value, " \t\r\n\"';/>")
			if end < 0 {
				end = len(value)
			}
			if name, e := lookup(string(value[:end])); e != nil {
				return name, e
			}
		}
	}
}

func lookup(label string) (string, encoding.Encoding) {
	if label == "" {
		return "", nil
	}
	e, err := htmlindex.Get(strings.TrimSpace(label))
	if err != nil {
		return "", nil
	}
	name, err := htmlindex.Name(e)
	if err != nil {
		return "", nil
	}
	return name, e
}

// mostlyUTF8 says whether b is UTF-8 with a few bad bytes in it: a page cut in
// the middle of a letter, or one comment in another charset.
func mostlyUTF8(b []byte, declared bool) bool {
	good, bad := 0, 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	if declared {
		return good >= bad
	}
	return good > 10*bad
}

// wideASCII recognises UTF-16 without a mark by the zero bytes between its
// ASCII letters.
func wideASCII(b []byte) (encoding.Encoding, string) {
	n := min(len(b), 1024) &^ 1
	var zeros [2]int
	for i := range n {
		if b[i] == 0 {
			zeros[i&1]++
		}
	}
	switch {
	case n < 8:
		return nil, ""
	case zeros[1] > n/4 && zeros[0] < n/20:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le"
	case zeros[0] > n/4 && zeros[1] < n/20:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be"
	}
	return nil, ""
}
