package warc

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// anyRecord draws a record of the kind that may be archived.
func anyRecord(t *rapid.T) Record {
	values := rapid.StringOf(rapid.RuneFrom([]rune("aZ0:; <>\"=\tü漢"))).Filter(plain)
	rec := Record{
		Type:        rapid.SampledFrom([]string{TypeResponse, TypeResource, TypeRequest, TypeMetadata, TypeRevisit, "x-weather"}).Draw(t, "type"),
		ID:          rapid.StringMatching(`urn:[a-z0-9:]{1,20}`).Draw(t, "id"),
		Date:        time.UnixMilli(rapid.Int64Range(0, 4e12).Draw(t, "date")).UTC(),
		TargetURI:   rapid.StringMatching(`(https?://[a-z.]{1,9}/[!#-;=?-~]{0,20})?`).Draw(t, "uri"),
		ContentType: rapid.SampledFrom([]string{"", "text/html", "application/http; msgtype=response"}).Draw(t, "content type"),
		Block:       rapid.SliceOf(rapid.Byte()).Draw(t, "block"),
	}
	for range rapid.IntRange(0, 4).Draw(t, "fields") {
		name := rapid.StringMatching(`[A-Za-z][-A-Za-z0-9!#$%&'*+.^_|~]{0,9}`).Filter(func(s string) bool { return !own(s) }).Draw(t, "name")
		rec.Header = append(rec.Header, Field{name, values.Draw(t, "value")})
	}
	return rec
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.Custom(anyRecord), 1, 4).Draw(t, "records")
		var p packer
		packed, err := p.pack(want, "")
		if err != nil {
			t.Fatal(err)
		}
		var flat bytes.Buffer
		for _, rec := range want {
			header, err := rec.appendHeader(nil, "")
			if err != nil {
				t.Fatal(err)
			}
			flat.Write(header)
			flat.Write(rec.Block)
			flat.WriteString("\r\n\r\n")
		}
		for _, file := range [][]byte{packed.data.Bytes(), flat.Bytes()} {
			r := NewReader(bytes.NewReader(file), 0)
			for i := range want {
				rec, place, err := r.Next()
				if err != nil {
					t.Fatalf("record %d: %v", i, err)
				}
				w := want[i]
				w.Version = "1.1"
				if diff := cmp.Diff(meaning(&w), meaning(rec)); diff != "" {
					t.Fatal(diff)
				}
				if again, err := readAt(bytes.NewReader(file), place); err != nil || !bytes.Equal(again.Block, rec.Block) {
					t.Fatalf("at %v: %v", place, err)
				}
			}
			if _, _, err := r.Next(); !errors.Is(err, io.EOF) || r.Skipped() != 0 {
				t.Fatalf("at the end: %v, %d skipped", err, r.Skipped())
			}
		}
	})
}

// FuzzReader: any bytes are read to their end without more than a bounded
// effort, every record that has a place can be read there, and is read again
// as it was when it is written.
func FuzzReader(f *testing.F) {
	f.Add([]byte(note("a", "x")+note("b", "y")), false)
	f.Add([]byte(note("a", "x")+"rubbish\r\n"+note("b", "y")), true)
	f.Add([]byte(member(note("a", "x"))+member(note("b", "y") + note("c", "z"))[:90]+stored(note("d", ""))), false)
	f.Add([]byte("WARC/1.0\nWARC-Type: a\nContent-Length: 1\n b\n\n"), false)
	f.Fuzz(func(t *testing.T, file []byte, gzipped bool) {
		if gzipped {
			file = []byte(member(string(file)))
		}
		r := NewReader(bytes.NewReader(file), 1<<16)
		last := int64(-1)
		r.OnDamage = func(d Damage) {
			if d.Offset < 0 || d.Offset > int64(len(file)) || d.Err == nil {
				t.Fatalf("damage %+v in %d bytes", d, len(file))
			}
		}
		for {
			rec, place, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if place.Offset < last || place.Offset+place.Length > int64(len(file)) {
				t.Fatalf("place %v after %d in %d bytes", place, last, len(file))
			}
			last = place.Offset
			if place.Length > 0 {
				again, err := readAt(bytes.NewReader(file), place)
				if err != nil {
					t.Fatalf("at %v: %v", place, err)
				}
				if diff := cmp.Diff(rec, again); diff != "" {
					t.Fatal(diff)
				}
			}
			rewrite(t, rec)
			_ = Verify(rec)
			_, _, _, _ = rec.HTTP()
		}
		if r.raw.offset() < int64(len(file)) {
			t.Fatalf("stopped at %d of %d bytes", r.raw.offset(), len(file))
		}
	})
}

// rewrite writes a record that was read, if it may be written, and reads it
// again.
func rewrite(t *testing.T, rec *Record) {
	t.Helper()
	header, err := rec.appendHeader(nil, "")
	if err != nil {
		return
	}
	again, _, err := NewReader(strings.NewReader(string(header)+string(rec.Block)+"\r\n\r\n"), 0).Next()
	if err != nil {
		t.Fatalf("written as %q: %v", header, err)
	}
	want := *rec
	want.Version, want.Date, want.TargetURI = "1.1", rec.Date.Truncate(time.Millisecond), escapeURI(rec.TargetURI)
	if diff := cmp.Diff(meaning(&want), meaning(again)); diff != "" {
		t.Fatal(diff)
	}
}

// page60 is a page of 60 kB of made-up words in HTML.
func page60() string {
	var b strings.Builder
	word := uint32(1)
	for b.Len() < 60_000 {
		word = word*1664525 + 1013904223
		if word>>28 == 0 {
			b.WriteString("</p>\n<p class=\"story-body\">")
		}
		b.WriteString([]string{"harbour", "ferry", "the", "of", "minister", "contract", "said", "Ellis"}[word>>29])
		b.WriteByte("abcdefghijklmnopqrstuvwxyz      "[word>>20&31])
	}
	return b.String()
}

func BenchmarkAppend(b *testing.B) {
	o := options()
	w, err := OpenWriter(b.TempDir(), o)
	if err != nil {
		b.Fatal(err)
	}
	body := page60()
	b.SetBytes(int64(len(body)))
	var stored int64
	for b.Loop() {
		recs, err := Response(o.Rand, exchange(body))
		if err != nil {
			b.Fatal(err)
		}
		places, err := w.Append(recs...)
		if err != nil {
			b.Fatal(err)
		}
		stored += places[0].Length
	}
	b.ReportMetric(float64(stored)/float64(b.N), "bytes/page")
}

func BenchmarkRead(b *testing.B) {
	var p packer
	var file []byte
	for range 50 {
		recs, err := Response(seeded(1), exchange(page60()))
		if err != nil {
			b.Fatal(err)
		}
		batch, err := p.pack(recs, "")
		if err != nil {
			b.Fatal(err)
		}
		file = append(file, batch.data.Bytes()...)
	}
	b.SetBytes(50 * 60_000)
	for b.Loop() {
		r := NewReader(bytes.NewReader(file), 0)
		for {
			rec, _, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err := Verify(rec); err != nil {
				b.Fatal(err)
			}
		}
	}
}
