package feed

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"dateline/internal/fault"
)

// maxUnpacked bounds a body that arrives as a gzip file.
const maxUnpacked = 64 << 20

// decode returns body as valid UTF-8 without a byte order mark, the name of
// the encoding that it was in, and what had to be guessed. Bytes that are
// valid UTF-8 are UTF-8, whatever a label says; then a byte order mark, the
// HTTP header, the XML declaration and windows-1252 are believed, in order.
func decode(body []byte, contentType string) (text []byte, name string, warnings []string, err error) {
	if body, err = unpack(body); err != nil {
		return nil, "", nil, err
	}
	if enc, name, mark := wide(body); enc != nil {
		text := recode(enc, body[mark:])
		if m := declaration.FindSubmatch(text[:min(len(text), 1024)]); m != nil && enc == charmap.CodePage037 {
			if page, label := lookup(strings.ToLower(string(m[1]))); page != nil { // another page of EBCDIC
				return recode(page, body), label, nil, nil
			}
		}
		return text, name, nil, nil
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	labels := labelsOf(body, contentType)
	if utf8.Valid(body) {
		if escapes(body) {
			return recode(japanese.ISO2022JP, body), "iso-2022-jp", nil, nil
		}
		if len(labels) > 0 && !isUTF8(labels[0]) {
			if ascii(body) { // nothing contradicts the label
				return printable(body), labels[0], nil, nil
			}
			warnings = append(warnings, "labelled "+labels[0]+", but the bytes are UTF-8")
		}
		if len(labels) == 0 && strings.HasPrefix(contentType, "text/") && ascii(body) {
			return printable(body), "us-ascii", nil, nil // RFC 3023
		}
		if once, ok := decodedOnce(body); ok {
			body, warnings = once, append(warnings, "repaired: UTF-8 encoded twice")
		}
		return printable(body), "utf-8", warnings, nil
	}
	if mostlyUTF8(body) {
		return printable(mixed(body)), "utf-8", []string{"some bytes are not UTF-8; read as windows-1252"}, nil
	}
	best, bestBad := []byte(nil), -1
	for _, label := range labels {
		enc, canonical := lookup(label)
		if enc == nil || canonical == "replacement" || canonical == "utf-8" {
			continue
		}
		text := recode(enc, body)
		bad := bytes.Count(text, []byte("\uFFFD"))
		if bestBad < 0 || bad < bestBad {
			best, bestBad, name = text, bad, canonical
		}
		if bad == 0 {
			break
		}
	}
	if best == nil || bestBad > 0 {
		if enc, guess := detect(body); enc != nil && (best == nil || bytes.Count(recode(enc, body), []byte("\uFFFD")) < bestBad) {
			return recode(enc, body), guess, append(warnings, "encoding not declared; looks like "+guess), nil
		}
	}
	if best == nil {
		return recode(charmap.Windows1252, body), "windows-1252", []string{"encoding not declared; read as windows-1252"}, nil
	}
	if bestBad > 0 {
		warnings = append(warnings, "some bytes are not "+name)
	}
	return best, name, warnings, nil
}

// lookup returns the encoding that a label stands for on the web, or else in
// IANA's list, which has more of the old code pages.
func lookup(label string) (encoding.Encoding, string) {
	if enc, name := charset.Lookup(label); enc != nil {
		return enc, name
	}
	enc, err := ianaindex.IANA.Encoding(label)
	if err != nil || enc == nil {
		return nil, ""
	}
	return enc, label
}

// unpack opens a body that is a gzip file, as sitemaps often are.
func unpack(body []byte) ([]byte, error) {
	if !bytes.HasPrefix(body, []byte("\x1f\x8b")) {
		return body, nil
	}
	zip, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, fault.As(fault.BadEncoding, err)
	}
	out, err := io.ReadAll(io.LimitReader(zip, maxUnpacked+1))
	if len(out) > maxUnpacked {
		return nil, fault.New(fault.Hostile, "a gzip file that unpacks to more than %d bytes", maxUnpacked)
	}
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, fault.As(fault.BadEncoding, err)
	}
	return out, nil
}

// wide recognizes UTF-16 and UTF-32 by their mark or by the zeros around the
// first character; mark is the length of the byte order mark.
func wide(b []byte) (enc encoding.Encoding, name string, mark int) {
	type sign struct {
		prefix string
		enc    encoding.Encoding
		name   string
		mark   int
	}
	for _, s := range []sign{
		{"\x00\x00\xfe\xff", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "utf-32be", 4},
		{"\xff\xfe\x00\x00", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "utf-32le", 4},
		{"\xfe\xff", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be", 2},
		{"\xff\xfe", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le", 2},
		{"\x00\x00\x00<", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "utf-32be", 0},
		{"<\x00\x00\x00", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "utf-32le", 0},
		{"\x00<", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be", 0},
		{"<\x00", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le", 0},
		{"\x4c\x6f\xa7\x94", charmap.CodePage037, "ibm037", 0}, // EBCDIC
		{"\x00{", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be", 0},
		{"{\x00", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le", 0},
	} {
		if bytes.HasPrefix(b, []byte(s.prefix)) {
			return s.enc, s.name, s.mark
		}
	}
	return nil, "", 0
}

var declaration = regexp.MustCompile(`(?i)^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([^"'\s>]{1,40})`)

// labelsOf returns the encodings that the header and the declaration name.
func labelsOf(body []byte, contentType string) []string {
	var labels []string
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		labels = append(labels, strings.ToLower(strings.Trim(params["charset"], `"' `)))
	}
	if m := declaration.FindSubmatch(body[:min(len(body), 1024)]); m != nil {
		labels = append(labels, strings.ToLower(string(m[1])))
	}
	return labels
}

func isUTF8(label string) bool {
	return strings.NewReplacer("-", "", "_", "").Replace(label) == "utf8"
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// escapes reports whether seven-bit bytes switch character sets the Japanese way.
func escapes(b []byte) bool {
	return (bytes.Contains(b, []byte("\x1b$B")) || bytes.Contains(b, []byte("\x1b$@"))) && ascii(b)
}

// mostlyUTF8 reports whether sequences of UTF-8 outnumber stray bytes by far,
// or whether only the end is cut off: no text in another encoding looks so.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && size == 1 && !utf8.FullRune(b):
			return good > 0 && good >= 4*bad
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		b = b[size:]
	}
	return good > 0 && good >= 4*bad
}

// mixed keeps what is UTF-8 and reads each stray byte as windows-1252. A
// sequence cut off by the end of the body is dropped.
func mixed(b []byte) []byte {
	out := make([]byte, 0, len(b)+len(b)/16)
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && size == 1 && !utf8.FullRune(b):
			return out
		case r == utf8.RuneError && size == 1:
			out = utf8.AppendRune(out, charmap.Windows1252.DecodeByte(b[0]))
		default:
			out = append(out, b[:size]...)
		}
		b = b[size:]
	}
	return out
}

// recode decodes b; what cannot be decoded becomes U+FFFD.
func recode(enc encoding.Encoding, b []byte) []byte {
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		out = bytes.ToValidUTF8(out, []byte("\uFFFD"))
	}
	return printable(bytes.TrimPrefix(out, []byte("\xef\xbb\xbf")))
}

// printable returns b without the characters that XML forbids; b itself where
// there are none.
func printable(b []byte) []byte {
	if !bytes.ContainsFunc(b, forbidden) {
		return b
	}
	return bytes.Map(func(r rune) rune {
		if forbidden(r) {
			return -1
		}
		return r
	}, b)
}

func forbidden(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}
