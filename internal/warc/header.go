package warc

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"dateline/internal/fault"
)

// readHeader reads a header up to and with its blank line and returns the
// record without its block, and the block's length. Lines may end in CRLF or
// in LF alone.
func readHeader(in io.ByteReader) (*Record, int64, error) {
	left := MaxHeader
	line, err := readLine(in, &left)
	if err != nil {
		return nil, 0, err
	}
	version, ok := parseVersion(line)
	if !ok {
		return nil, 0, fault.New(fault.Corrupt, "no WARC version in %q", clip(line))
	}
	rec := &Record{Version: version}
	for {
		line, err := readLine(in, &left)
		if err != nil {
			return nil, 0, err
		}
		if len(line) == 0 {
			break
		}
		if err := rec.addLine(line); err != nil {
			return nil, 0, err
		}
	}
	length, err := rec.settle()
	return rec, length, err
}

// readLine returns the next line without its end. A line that the input ends
// in is io.ErrUnexpectedEOF.
func readLine(in io.ByteReader, left *int) ([]byte, error) {
	var line []byte
	for {
		b, err := in.ReadByte()
		if errors.Is(err, io.EOF) {
			return nil, io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		if *left--; *left < 0 {
			return nil, fault.New(fault.TooLarge, "header of more than %d bytes", MaxHeader)
		}
		if b == '\n' {
			return bytes.TrimSuffix(line, []byte("\r")), nil
		}
		line = append(line, b)
	}
}

// parseVersion takes "WARC/1.1" apart. Drafts (0.17, 0.18) are told apart
// from nothing: their fields have the same form.
func parseVersion(line []byte) (string, bool) {
	rest, ok := strings.CutPrefix(string(bytes.TrimRight(line, " \t")), "WARC/")
	major, minor, dot := strings.Cut(rest, ".")
	return rest, ok && dot && digits(major) && digits(minor) && len(rest) <= 8
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// addLine adds one header line: a field, or the continuation of the last one.
func (r *Record) addLine(line []byte) error {
	if line[0] == ' ' || line[0] == '\t' {
		if len(r.Header) == 0 {
			return fault.New(fault.Corrupt, "a continuation line before any field")
		}
		last := &r.Header[len(r.Header)-1]
		last.Value = strings.TrimSpace(last.Value + " " + strings.TrimSpace(string(line)))
		return nil
	}
	name, value, ok := strings.Cut(string(line), ":")
	name = strings.TrimRight(name, " \t")
	if !ok || !token(name) {
		return fault.New(fault.Corrupt, "no field name in %q", clip(line))
	}
	r.Header = append(r.Header, Field{name, strings.Trim(value, " \t")})
	return nil
}

// settle fills the struct's fields from the header and returns the block's
// length. A record needs a type and one length; other makers' lack of an id
// or a readable date is theirs.
func (r *Record) settle() (int64, error) {
	r.Type = strings.ToLower(r.Get(fieldType))
	if r.Type == "" {
		return 0, fault.New(fault.Corrupt, "no %s", fieldType)
	}
	r.ID = r.Get(fieldID)
	r.TargetURI = r.Get(fieldTarget)
	r.ContentType = r.Get(fieldContentType)
	r.Date, _ = parseDate(r.Get(fieldDate))
	lengths := r.All(fieldLength)
	if len(lengths) == 0 {
		return 0, fault.New(fault.Corrupt, "no %s", fieldLength)
	}
	for _, other := range lengths[1:] {
		if other != lengths[0] {
			return 0, fault.New(fault.Corrupt, "two values of %s", fieldLength)
		}
	}
	length, err := strconv.ParseInt(lengths[0], 10, 64)
	if err != nil || !digits(lengths[0]) {
		return 0, fault.New(fault.Corrupt, "%s %q is no number of bytes", fieldLength, clip([]byte(lengths[0])))
	}
	return length, nil
}

// dateLayouts are the precisions of W3CDTF, which WARC-Date follows. Fractions
// of a second are read with any of the layouts that have seconds.
var dateLayouts = []string{
	time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02", "2006-01", "2006",
}

// parseDate reads a WARC-Date; a coarse one is its beginning, and the field
// in Header keeps what was written.
func parseDate(s string) (time.Time, bool) {
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// writtenDate is the layout of dates that we write: W3CDTF with as many digits
// of milliseconds as it takes.
const writtenDate = "2006-01-02T15:04:05.999Z"

func formatDate(t time.Time) string {
	return t.UTC().Truncate(time.Millisecond).Format(writtenDate)
}

// separators are the ASCII characters besides controls that no token has.
const separators = "()<>@,;:\\\"/[]?={} \t"

func token(s string) bool {
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || strings.IndexByte(separators, c) >= 0 {
			return false
		}
	}
	return s != ""
}

// clip shortens bytes for an error message.
func clip(b []byte) []byte { return b[:min(len(b), 60)] }
