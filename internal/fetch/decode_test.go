package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"dateline/internal/fault"
)

// encoders write each content coding; "raw deflate" goes out as deflate.
var encoders = map[string]func(io.Writer) io.WriteCloser{
	"gzip": func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
	"br": func(w io.Writer) io.WriteCloser {
		return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: 4, LGWin: 20})
	},
	"deflate":     func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) },
	"raw deflate": func(w io.Writer) io.WriteCloser { z, _ := flate.NewWriter(w, 6); return z },
	"zstd": func(w io.Writer) io.WriteCloser {
		z, _ := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20))
		return z
	},
}

func encode(t testing.TB, coding string, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := encoders[coding](&b)
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func decodingClient(t testing.TB) *Client { return testClient(t, Options{Now: time.Now}) }

func TestEveryCodingIsUndoneAgainAndAgain(t *testing.T) {
	c := decodingClient(t)
	text := bytes.Repeat([]byte("All the news that is fit to print, and some that is not. "), scratchSize/50)
	for coding := range encoders {
		name := strings.TrimPrefix(coding, "raw ")
		for _, size := range []int{0, 1, 5000, scratchSize, scratchSize + 1, len(text), 77} {
			raw := encode(t, coding, text[:size])
			got, err := c.decode(name, raw, int64(size))
			if err != nil || !bytes.Equal(got, text[:size]) {
				t.Errorf("%s of %d bytes: %d bytes, %v", coding, size, len(got), err)
			}
			if size > 0 {
				_, err := c.decode(name, raw, int64(size)-1)
				wantCode(t, err, fault.TooLarge)
			}
		}
	}
}

func TestBrokenCodingsFail(t *testing.T) {
	c := decodingClient(t)
	body := bytes.Repeat([]byte("All the news that is fit. "), 400)
	for coding := range encoders {
		name := strings.TrimPrefix(coding, "raw ")
		raw := encode(t, coding, body)
		for cut := 1; cut < len(raw); cut++ {
			if got, err := c.decode(name, raw[:cut], 1<<20); err == nil && !bytes.Equal(got, body) {
				t.Errorf("%s cut at %d of %d passes", coding, cut, len(raw))
			}
		}
		_, err := c.decode(name, raw[:len(raw)/2], 1<<20)
		wantCode(t, err, fault.Truncated)
		_, err = c.decode(name, []byte("<rss>this was never encoded</rss>"), 1<<20)
		if !errors.Is(err, fault.BadEncoding) && !errors.Is(err, fault.Truncated) {
			t.Errorf("%s: plain text passes: %v", coding, err)
		}
		if got, err := c.decode(name, raw, 1<<20); err != nil || !bytes.Equal(got, body) {
			t.Errorf("%s: a broken body spoils the next: %v", coding, err)
		}
	}
}

func TestGzipMembersAreJoinedAndTrailersIgnored(t *testing.T) {
	c := decodingClient(t)
	one, two := encode(t, "gzip", []byte("one ")), encode(t, "gzip", []byte("two"))
	for name, k := range map[string]struct {
		raw  []byte
		want string
		code fault.Code
	}{
		"two":     {bytes.Join([][]byte{one, two}, nil), "one two", ""},
		"padding": {append(bytes.Clone(one), 0, 0, 0), "one ", ""},
		"garbage": {append(bytes.Clone(one), "<!-- cached -->"...), "one ", ""},
		"cut":     {append(bytes.Clone(one), two[:5]...), "", fault.Truncated},
	} {
		got, err := c.decode("gzip", k.raw, 100)
		if fault.CodeOf(err) != k.code || string(got) != k.want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestStackedAndUnknownCodingsAreRefused(t *testing.T) {
	for _, c := range []struct {
		lines []string
		want  string
		bad   bool
	}{
		{nil, "", false}, {[]string{""}, "", false}, {[]string{"identity"}, "", false}, {[]string{"GZIP"}, "gzip", false},
		{[]string{"x-gzip"}, "gzip", false}, {[]string{" br , identity"}, "br", false}, {[]string{"zstd"}, "zstd", false},
		{[]string{"gzip, gzip"}, "", true}, {[]string{"gzip", "br"}, "", true}, {[]string{"rot13"}, "", true},
		{[]string{"compress"}, "", true}, {[]string{"utf-8"}, "", true},
	} {
		got, err := codingOf(http.Header{"Content-Encoding": c.lines})
		if got != c.want || errors.Is(err, fault.BadEncoding) != c.bad {
			t.Errorf("%q: %q, %v", c.lines, got, err)
		}
	}
}

func TestGetDecodesAndKeepsTheRawBody(t *testing.T) {
	body := []byte(strings.Repeat("<item>news</item>", 100))
	for coding := range encoders {
		raw := encode(t, coding, body)
		s := serveRaw(t, say(fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n",
			strings.TrimPrefix(coding, "raw "), len(raw), raw)))
		got, err := testClient(t, Options{}, s.addr).Get(t.Context(), Request{URL: "http://" + s.addr + "/"})
		if err != nil || !bytes.Equal(got.Body, body) || !bytes.Equal(got.Exchange.RawBody, raw) {
			t.Errorf("%s: %v", coding, err)
		}
	}
}

// bomb is some 64 kB that become size bytes of nothing.
func bomb(t testing.TB, coding string, size int) []byte {
	t.Helper()
	var b bytes.Buffer
	w := encoders[coding](&b)
	zeros := make([]byte, 1<<20)
	for range size >> 20 {
		if _, err := w.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBombsCostNoMemory(t *testing.T) {
	for coding := range encoders {
		t.Run(coding, func(t *testing.T) {
			raw := bomb(t, coding, 8<<20)
			if len(raw) > 100_000 {
				t.Fatalf("no bomb: %d bytes", len(raw))
			}
			c := decodingClient(t)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := c.decode(strings.TrimPrefix(coding, "raw "), raw, 6<<20)
			runtime.ReadMemStats(&after)
			wantCode(t, err, fault.TooLarge)
			most := uint64(2 << 20) // the limit is three times that
			if coding == "zstd" || coding == "br" {
				most = 5 << 20 // their windows, a megabyte in these
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > most {
				t.Errorf("%d bytes allocated, at most %d wanted", used, most)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	for coding := range encoders {
		f.Add(strings.TrimPrefix(coding, "raw "), encode(f, coding, []byte("All the news that is fit")))
	}
	f.Add("gzip", bomb(f, "gzip", 2<<20))
	c := decodingClient(f)
	f.Fuzz(func(t *testing.T, coding string, raw []byte) {
		if _, err := codingOf(http.Header{"Content-Encoding": {coding}}); err != nil || strings.ContainsAny(coding, ", -") || coding != strings.ToLower(coding) {
			return
		}
		const limit = 1 << 20
		got, err := c.decode(coding, raw, limit)
		if len(got) > limit {
			t.Errorf("%d bytes", len(got))
		}
		if err != nil && fault.CodeOf(err) == fault.Failed {
			t.Errorf("no kind: %v", err)
		}
	})
}
