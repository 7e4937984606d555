package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"dateline/internal/fault"
)

// note returns a plain resource record with an id and a block.
func note(id, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:x:%s>\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n"+
		"Content-Length: %d\r\n\r\n%s\r\n\r\n", id, len(block), block)
}

// member returns s as one gzip member.
func member(s string) string {
	var b bytes.Buffer
	gz := gzip.NewWriter(&b)
	io.WriteString(gz, s)
	gz.Close()
	return b.String()
}

// stored returns s as one gzip member without compression.
func stored(s string) string {
	var b bytes.Buffer
	gz, _ := gzip.NewWriterLevel(&b, gzip.NoCompression)
	io.WriteString(gz, s)
	gz.Close()
	return b.String()
}

// with replaces the first occurrence of old, which must be there.
func with(s, old, replacement string) string {
	if !strings.Contains(s, old) {
		panic("no " + old)
	}
	return strings.Replace(s, old, replacement, 1)
}

func TestDamagedRecordsAreSteppedOver(t *testing.T) {
	a, b, c := note("a", "first"), note("b", "the second one"), note("c", "third")
	flip := func(s string, at int) string { return s[:at] + string([]byte{s[at] ^ 0x55}) + s[at+1:] }
	inside := note("b", "look:\r\n\r\n"+note("x", "hidden"))
	for _, c := range []struct {
		name, file, want string
		damages          int
	}{
		{"nothing", "", "", 0},
		{"line ends only", "\r\n\n\r\n", "", 0},
		{"not an archive", "<!doctype html><p>WARC/1.0 is a format", "", 1},
		{"not an archive, gzipped", member("<!doctype html>"), "", 1},
		{"plain", a + b + c, "a b c", 0},
		{"members", member(a) + member(b) + member(c), "a b c", 0},
		{"all in one member", member(a + b + c), "a b c", 0},
		{"mixed", a + member(b) + c + member(a), "a b c a", 0},
		{"empty member between", member(a) + member("") + member(c), "a c", 0},
		{"line ends between", a + "\r\n\n" + member(b) + "\n" + member(c), "a b c", 0},
		{"last line ends missing", a + strings.TrimRight(b, "\r\n"), "a b", 0},
		{"last line ends missing in a member", member(strings.TrimRight(a, "\r\n")) + member(b), "a b", 0},

		{"length too large", a + with(b, ": 14", ": 15") + c, "a b c", 0}, // a line end more: cannot be told
		{"length much too large", a + with(b, ": 14", ": 44") + c, "a c", 1},
		{"length beyond the end", a + with(b, ": 14", ": 4444") + c, "a c", 1},
		{"length too small", a + with(b, ": 14", ": 12") + c, "a c", 1},
		{"length absurd", a + with(b, ": 14", ": 99999999999999999999") + c, "a c", 1},
		{"length negative", a + with(b, ": 14", ": -14") + c, "a c", 1},
		{"length twice", a + with(b, "Content-Length", "Content-Length: 3\r\nContent-Length") + c, "a c", 1},
		{"no length", a + with(b, "Content-Length", "X-Length") + c, "a c", 1},
		{"no type", a + with(b, "WARC-Type", "X-Type") + c, "a c", 1},
		{"no colon", a + with(b, "WARC-Date:", "WARC-Date") + c, "a c", 1},
		{"continuation of nothing", a + with(b, "WARC-Type", " WARC-Type") + c, "a c", 1},
		{"no id", a + with(b, "WARC-Record-ID", "X-ID") + c, "a  c", 0},
		{"version of something else", a + with(b, "WARC/1.1", "WARC/x") + c, "a c", 1},
		{"header without end", a + with(b, "WARC-Type", "X-A: "+strings.Repeat("a", MaxHeader)+"\r\nWARC-Type") + c, "a c", 1},
		{"rubbish between", a + "rubbish\x00\r\n" + b + "\x1f\x8b" + c, "a b", 2},
		{"rubbish lines between", a + "rubbish\r\n" + b + "\x1f\x8b\r\n" + c, "a b c", 2},
		{"rubbish behind a record in its member", member(a+"rubbish") + member(b), "a b", 1},
		{"two damages in a row are one", a + with(b, ": 14", ": 12") + "rubbish\r\n" + c, "a c", 1},
		{"torn in the header", a + b[:30], "a", 1},
		{"torn in the block", a + b[:len(b)-9], "a", 1},
		{"torn before the first", a[20:] + b, "b", 1},

		{"checksum wrong", member(a) + flip(member(b), len(member(b))-7) + member(c), "a c", 1},
		{"size wrong", member(a) + flip(member(b), len(member(b))-2) + member(c), "a c", 1},
		{"member torn", member(a) + member(b)[:60] + member(c), "a c", 1},
		{"last member torn", member(a) + member(b) + member(c)[:60], "a b", 1},
		{"last member torn in its head", member(a) + member(b) + member(c)[:2], "a b", 1},
		{"member of rubbish", member(a) + member("rubbish") + member(c), "a c", 1},
		{"magic broken", member(a) + flip(member(b), 1) + member(c), "a c", 1},
		{"length wrong in a member", member(a) + member(with(b, ": 14", ": 12")) + member(c), "a c", 1},
		{"length beyond a member", member(a) + member(with(b, ": 14", ": 4444")) + member(c), "a c", 1},
		{"header wrong within one member", member(a + with(b, "WARC-Type", "X") + c), "a c", 1},
		{"length wrong within one member", member(a + with(b, ": 14", ": 12") + c), "a c", 1},
		{"one member torn", member(a + b + c)[:len(member(a+b+c))-9] + member(c), "a b c", 1},

		{"a record in a broken record's page", member(a) + member(with(inside, "WARC-Type", "X-Type")) + member(c), "a c", 1},
		{"a record in a page with a wrong checksum", member(a) + flip(stored(inside), len(stored(inside))-7) + member(c), "a c", 1},
	} {
		for mode, wrap := range map[string]func(io.Reader) io.Reader{"whole": identity, "one byte at a time": iotest.OneByteReader, "end with data": iotest.DataErrReader} {
			r := NewReader(wrap(strings.NewReader(c.file)), 0)
			var got []string
			var damages []Damage
			r.OnDamage = func(d Damage) { damages = append(damages, d) }
			for {
				rec, place, err := r.Next()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatalf("%s: %v", c.name, err)
				}
				got = append(got, strings.TrimPrefix(rec.ID, "urn:x:"))
				if place.Length > 0 {
					if _, err := readAt(strings.NewReader(c.file), place); err != nil {
						t.Errorf("%s, %s: at %v: %v", c.name, mode, place, err)
					}
				}
			}
			if strings.Join(got, " ") != c.want || len(damages) != c.damages || r.Skipped() != c.damages {
				t.Errorf("%s, %s: read %q with damages %v, want %q with %d", c.name, mode, got, damages, c.want, c.damages)
			}
		}
	}
}

func identity(r io.Reader) io.Reader { return r }

func TestDamageTellsWhereAndWhy(t *testing.T) {
	a, b := note("a", "first"), note("b", strings.Repeat("x", 3000))
	for _, c := range []struct {
		file   string
		offset int
		code   fault.Code
	}{
		{a + "rubbish" + a, len(a) - 0, fault.Corrupt},
		{a + a[:len(a)-9], len(a), fault.Truncated},
		{a + b + a, len(a), fault.TooLarge},
		{member(a) + member(b) + member(a), len(member(a)), fault.TooLarge},
		{member(a) + member(a)[:50], len(member(a)), fault.Truncated},
		{member(a + b + a), 0, fault.TooLarge},
	} {
		_, _, damages := all(t, []byte(c.file), 1000)
		if len(damages) != 1 || fault.CodeOf(damages[0].Err) != c.code || damages[0].Offset != int64(c.offset) {
			t.Errorf("damages %v, want one of %q at %d in %.40q", damages, c.code, c.offset, c.file)
		}
	}
}

func TestEveryRecordButTheFlippedOneIsRead(t *testing.T) {
	var file []byte
	var starts []int
	var names []string
	for i := range 5 {
		starts = append(starts, len(file))
		names = append(names, fmt.Sprint("urn:x:", i))
		file = append(file, member(note(fmt.Sprint(i), strings.Repeat(fmt.Sprint("word ", i, " "), 30)))...)
	}
	for at := range file {
		hit := 0
		for i, start := range starts {
			if at >= start {
				hit = i
			}
		}
		recs, _, damages := all(t, flipped(file, int64(at)), 0)
		want := strings.Join(append(append([]string{}, names[:hit]...), names[hit+1:]...), " ")
		if got := ids(recs); got != want && got != strings.Join(names, " ") || got == want && len(damages) != 1 {
			t.Fatalf("flip at %d in record %d: read %s with %v", at, hit, got, damages)
		}
	}
}

func TestRecordsBeyondTheLimitAreSkipped(t *testing.T) {
	big := note("big", strings.Repeat("0123456789", 200_000))
	for name, file := range map[string]string{
		"plain": note("a", "x") + big + note("b", "y"), "members": member(note("a", "x")) + member(big) + member(note("b", "y")),
		"one member": member(note("a", "x") + big + note("b", "y")),
	} {
		recs, _, damages := all(t, []byte(file), 1000)
		if ids(recs) != "urn:x:a urn:x:b" || len(damages) != 1 {
			t.Errorf("%s: read %s with %v", name, ids(recs), damages)
		}
	}
}

// zeros is a stream without end.
type zeros struct{ left int64 }

func (z *zeros) Read(p []byte) (int, error) {
	if z.left <= 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), z.left)
	clear(p[:n])
	z.left -= n
	return int(n), nil
}

func TestMemoryIsBounded(t *testing.T) {
	const limit = 1 << 20
	for name, file := range map[string]io.Reader{
		"zeros":           &zeros{64 << 20},
		"a false length":  io.MultiReader(strings.NewReader("WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 9999999999\r\n\r\n"), &zeros{64 << 20}),
		"just too little": io.MultiReader(strings.NewReader("WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 1048570\r\n\r\n"), &zeros{64 << 20}),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		r := NewReader(file, limit)
		if rec, _, err := r.Next(); !errors.Is(err, io.EOF) || r.Skipped() != 1 {
			t.Errorf("%s: %v, %v, %d skipped", name, rec, err, r.Skipped())
		}
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 12*limit {
			t.Errorf("%s: %d bytes for a limit of %d", name, used, limit)
		}
	}
}

func TestFalseStartsDoNotCostTheSquare(t *testing.T) {
	head := "WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 100000000\r\n\r\n"
	for name, file := range map[string]string{
		"lengths beyond the end": strings.Repeat(head, 60_000),
		"member heads":           strings.Repeat("\x1f\x8b\x08\x04\xff\xff", 600_000),
		"member heads in plain":  "x" + strings.Repeat("\x1f\x8b\x08\x08abc", 600_000),
	} {
		counter := &counting{r: strings.NewReader(file)}
		r := NewReader(counter, 0)
		for {
			if _, _, err := r.Next(); errors.Is(err, io.EOF) {
				break
			}
		}
		if again := r.raw.rewound; again > freeRewind+int64(len(file)) {
			t.Errorf("%s: %d bytes were read again of %d", name, again, len(file))
		}
		if counter.n != int64(len(file)) {
			t.Errorf("%s: read %d of %d bytes", name, counter.n, len(file))
		}
	}
}

type counting struct {
	r io.Reader
	n int64
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

func TestFailuresOfReadingAreNoDamage(t *testing.T) {
	broken := errors.New("the disk is on fire")
	for _, file := range []string{"", note("a", "x"), member(note("a", "x"))[:20], "WARC/1.1\r\nWARC-Ty", note("a", "x")[:100]} {
		r := NewReader(io.MultiReader(strings.NewReader(file), iotest.ErrReader(broken)), 0)
		var err error
		for err == nil {
			_, _, err = r.Next()
		}
		if !errors.Is(err, broken) || fault.CodeOf(err) != fault.Unreadable || r.Skipped() != 0 {
			t.Errorf("%q: %v with %d damages", file, err, r.Skipped())
		}
	}
}

func TestDatesOfEveryPrecision(t *testing.T) {
	for s, want := range map[string]time.Time{
		"2026-02-18T09:30:00Z":           time.Date(2026, 2, 18, 9, 30, 0, 0, time.UTC),
		"2026-02-18T09:30:00.123456789Z": time.Date(2026, 2, 18, 9, 30, 0, 123456789, time.UTC),
		"2026-02-18T09:30:00+02:00":      time.Date(2026, 2, 18, 7, 30, 0, 0, time.UTC),
		"2026-02-18T09:30:00":            time.Date(2026, 2, 18, 9, 30, 0, 0, time.UTC),
		"2026-02-18T09:30Z":              time.Date(2026, 2, 18, 9, 30, 0, 0, time.UTC),
		"2026-02-18":                     time.Date(2026, 2, 18, 0, 0, 0, 0, time.UTC),
		"2026-02":                        time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC),
		"2026":                           time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		"2026-02-30":                     {},
		"yesterday":                      {},
		"":                               {},
	} {
		if got, ok := parseDate(s); !got.Equal(want) || ok == want.IsZero() {
			t.Errorf("parseDate(%q) = %v, %v, want %v", s, got, ok, want)
		}
	}
}

func TestReadAtWantsJustOneRecord(t *testing.T) {
	dir, _, whole, places := archive(t)
	p := places[2]
	for name, l := range map[string]Location{
		"shorter":     {p.File, p.Offset, p.Length - 1},
		"longer":      {p.File, p.Offset, p.Length + 5},
		"two records": {p.File, p.Offset, p.Length + places[3].Length},
		"inside":      {p.File, p.Offset + 1, p.Length},
		"before":      {p.File, p.Offset - 1, p.Length + 1},
		"beyond":      {p.File, int64(len(whole)), 100},
		"nothing":     {p.File, p.Offset, 0},
		"negative":    {p.File, -1, p.Length},
		"no file":     {"2026/none.warc.gz", 0, 10},
		"outside":     {"../" + p.File, p.Offset, p.Length},
		"rooted":      {"/etc/passwd", 0, 10},
		"folder":      {"2026", 0, 10},
	} {
		rec, err := ReadAt(dir, l)
		if name == "longer" || name == "two records" {
			// The record is whole, but the location is not its own.
			isCode(t, err, fault.Corrupt)
			continue
		}
		switch code := fault.CodeOf(err); code {
		case fault.Corrupt, fault.Truncated, fault.Unreadable:
		default:
			t.Errorf("%s: %v, %v", name, rec, err)
		}
	}
}
