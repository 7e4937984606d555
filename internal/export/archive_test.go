package export

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/warc"
)

func (d *desk) warc(q string, e *Evidence) (Copied, []byte, string) {
	d.t.Helper()
	var out, index bytes.Buffer
	copied, err := e.WARC(d.t.Context(), parsed(d.t, q), "x.warc.gz", &out, &index)
	check(d.t, err)
	return copied, out.Bytes(), index.String()
}

func TestAWARCHasAllThatIsBehindTheArticles(t *testing.T) {
	d := filled(t)
	var left []Left
	for q, want := range map[string]string{
		"title:fish":  "warcinfo, warcinfo, response /c, request /c",
		"cellar":      "warcinfo, warcinfo, response /feed, request /feed, response /c, request /c, response /old, request /old, response /older, request /older, revisit /b, request /b",
		"rents":       "warcinfo, warcinfo, response /feed, request /feed, response /a, request /a, response /a, request /a",
		"nothingness": "warcinfo",
		"": "warcinfo, warcinfo, response /feed, request /feed, response /a, request /a, response /c, request /c, response /old, request /old, " +
			"response /older, request /older, revisit /b, request /b, response /a, request /a",
	} {
		copied, out, _ := d.warc(q, d.evidence(&left))
		records, _ := readBack(t, out)
		if got := shape(records); got != want {
			t.Errorf("%q: %s\nwant %s", q, got, want)
		}
		if n := len(records) - strings.Count(want, "warcinfo"); copied.Records != n {
			t.Errorf("%q: %d records told, %d written", q, copied.Records, n)
		}
	}
	if len(left) > 0 {
		t.Errorf("left out: %v", left)
	}
}

func TestRecordsAreCopiedByteForByte(t *testing.T) {
	d := filled(t)
	var left []Left
	_, out, _ := d.warc("", d.evidence(&left))
	check(t, d.writer.Sync())
	names, err := warc.Files(d.dir)
	check(t, err)
	stored, err := os.ReadFile(filepath.Join(d.dir, filepath.FromSlash(names[0])))
	check(t, err)
	_, places := readBack(t, out)
	for _, place := range places[1:] {
		if !bytes.Contains(stored, out[place.Offset:place.Offset+place.Length]) {
			t.Errorf("the record at %d is not in the archive", place.Offset)
		}
	}
}

func TestTheFirstRecordSpeaksOfTheFile(t *testing.T) {
	d := newDesk(t)
	var left []Left
	e := d.evidence(&left)
	e.Description = "matches: a\r\nWARC-Type: response"
	_, out, index := d.warc("", e)
	records, _ := readBack(t, out)
	want := "software: dateline/1\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n" +
		"description: matches: a WARC-Type: response\r\n"
	if len(records) != 1 || records[0].Type != warc.TypeInfo || string(records[0].Block) != want || records[0].Get("WARC-Filename") != "x.warc.gz" || !records[0].Date.Equal(noon) {
		t.Errorf("got %+v", records)
	}
	if index != "" {
		t.Errorf("index of nothing: %q", index)
	}
}

func TestTheIndexLeadsToEachRecord(t *testing.T) {
	d := filled(t)
	var left []Left
	_, out, index := d.warc("", d.evidence(&left))
	keys, entries := readIndex(t, index)
	want := []string{"example,herald)/a", "example,herald)/a", "example,herald)/b", "example,herald)/c", "example,herald)/feed", "example,herald)/old", "example,herald)/older"}
	if diff := cmp.Diff(want, keys); diff != "" {
		t.Error(diff)
	}
	if !slices.IsSorted(slices.Collect(strings.Lines(index))) {
		t.Error("the index is not in order")
	}
	for i, e := range entries {
		offset, err := strconv.Atoi(e.Offset)
		check(t, err)
		length, err := strconv.Atoi(e.Length)
		check(t, err)
		records, _ := readBack(t, out[offset:offset+length])
		if len(records) != 1 || records[0].TargetURI != e.URL || e.Digest != records[0].Get("WARC-Payload-Digest") || e.Filename != "x.warc.gz" {
			t.Errorf("line %d, %+v, leads to %v", i, e, records)
		}
	}
	if e := entries[2]; e.Mime != "warc/revisit" || e.Status != "200" || e.Digest != entries[3].Digest {
		t.Errorf("revisit %+v of %+v", e, entries[3])
	}
	if e := entries[5]; e.Mime != "text/html" || e.Status != "301" {
		t.Errorf("redirect %+v", e)
	}
	if line, _, _ := strings.Cut(index, "\n"); !strings.HasPrefix(line, `example,herald)/a 20260218120100 {"url":"https://herald.example/a","mime":"text/html","status":"200","digest":"sha256:`) {
		t.Error(line)
	}
}

func TestFilesAreInTheIndexToo(t *testing.T) {
	d := newDesk(t)
	record, err := warc.Resource(d.random, "file:///notes.txt", "text/plain; charset=utf-8", noon, []byte("Lamps"))
	check(t, err)
	c := d.archived(0, record)
	c.Kind, c.URL, c.FinalURL, c.Time, c.SHA256 = news.CaptureResource, record.TargetURI, record.TargetURI, noon, hexSum("Lamps")
	d.says(c, "file:///notes.txt", "Lamps", "Lamps", edtf.Date{})
	var left []Left
	_, out, index := d.warc("lamps", d.evidence(&left))
	records, _ := readBack(t, out)
	if got := shape(records); got != "warcinfo, warcinfo, resource file:///notes.txt" {
		t.Error(got)
	}
	if !strings.HasPrefix(index, `file:///notes.txt 20260218120000 {"url":"file:///notes.txt","mime":"text/plain","status":"200","digest":"sha256:`) {
		t.Error(index)
	}
}

func TestDamageIsNamedAndLeftOut(t *testing.T) {
	for name, c := range map[string]struct {
		capture int64 // number
		at      int64 // from the capture's offset
		want    string
		damaged int
	}{
		"a page":                    {2, 200, "warcinfo, warcinfo, response /feed, request /feed, response /a, request /a", 1},
		"a request":                 {2, -1, "warcinfo, warcinfo, response /feed, request /feed, response /a, response /a, request /a", 1},
		"a feed":                    {1, 30, "warcinfo, warcinfo, response /a, request /a, response /a, request /a", 1},
		"something else altogether": {3, 100, "warcinfo, warcinfo, response /feed, request /feed, response /a, request /a, response /a, request /a", 0},
	} {
		t.Run(name, func(t *testing.T) {
			d := filled(t)
			captures, err := d.Captures(t.Context(), []int64{c.capture})
			check(t, err)
			at := c.at
			if at < 0 {
				at = captures[0].Length + 60
			}
			d.spoil(captures[0], at)
			var left []Left
			copied, out, index := d.warc("computers", d.evidence(&left))
			records, _ := readBack(t, out)
			if got := shape(records); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
			if copied.Damaged != c.damaged || len(left) != c.damaged {
				t.Errorf("%d damaged, told %v; want %d", copied.Damaged, left, c.damaged)
			}
			for _, l := range left {
				if l.Capture != c.capture || l.Err == nil || l.Secret || l.File != captures[0].File || l.Offset < captures[0].Offset {
					t.Errorf("told %+v", l)
				}
			}
			if n := strings.Count(index, "\n"); n != strings.Count(c.want, "response") {
				t.Errorf("%d lines in the index of %s", n, c.want)
			}
		})
	}
}

func TestARecordThatIsNotTheCapturesIsLeftOut(t *testing.T) {
	d := newDesk(t)
	whole := d.fetched(noon, "<p>One", "https://herald.example/1")
	forged := whole
	forged.SHA256 = hexSum("another payload")
	d.says(forged, "https://herald.example/1", "One", "One lamp.", edtf.Date{})
	gone := d.fetched(noon, "<p>Two", "https://herald.example/2")
	gone.File = "2020/gone.warc.gz"
	d.says(gone, "https://herald.example/2", "Two", "Two lamps.", edtf.Date{})
	outside := d.fetched(noon, "<p>Three", "https://herald.example/3")
	outside.File = "../dateline.db"
	d.says(outside, "https://herald.example/3", "Three", "Three lamps.", edtf.Date{})
	beyond := d.fetched(noon, "<p>Four", "https://herald.example/4")
	beyond.Offset += 1 << 40
	d.says(beyond, "https://herald.example/4", "Four", "Four lamps.", edtf.Date{})
	records, err := warc.Response(d.random, d.exchange("https://herald.example/5", 200, "", "<p>Five", noon))
	check(t, err)
	records[0].Block = bytes.Replace(records[0].Block, []byte("<p>Five"), []byte("<p>Nine"), 1)
	changed := d.archived(0, records...)
	changed.Kind, changed.URL, changed.FinalURL, changed.Time, changed.SHA256 = news.CaptureResponse, records[0].TargetURI, records[0].TargetURI, noon, hexSum("<p>Nine")
	d.says(changed, "https://herald.example/5", "Five", "Five lamps.", edtf.Date{})
	var left []Left
	copied, out, _ := d.warc("lamp*", d.evidence(&left))
	got, _ := readBack(t, out)
	if got := shape(got); got != "warcinfo" || copied.Damaged != 5 {
		t.Errorf("%s, %+v", got, copied)
	}
	var codes []fault.Code
	for _, l := range left {
		codes = append(codes, fault.CodeOf(l.Err))
	}
	if want := []fault.Code{fault.Unverified, fault.Unreadable, fault.Corrupt, fault.Truncated, fault.Unverified}; !slices.Equal(codes, want) {
		t.Errorf("codes %v, want %v", codes, want)
	}
}

// What was archived before but belongs to no capture, such as that of a run
// that was killed, is not taken for a redirect.
func TestOnlyTheRedirectsOfTheCaptureAreCopied(t *testing.T) {
	d := newDesk(t)
	urls := []string{"https://herald.example/old", "https://herald.example/new"}
	d.fetched(noon, "<p>Lost", urls...)
	d.says(d.fetched(noon.Add(time.Hour), "<p>Kept", urls...), urls[1], "Kept", "Kept.", edtf.Date{})
	var left []Left
	found, done := 0, 0
	e := d.evidence(&left)
	e.Found, e.Done = func(n int) { found += n }, func() { done++ }
	_, out, _ := d.warc("kept", e)
	records, _ := readBack(t, out)
	if got := shape(records); got != "warcinfo, warcinfo, response /old, request /old, response /new, request /new" || !records[2].Date.Equal(noon.Add(time.Hour)) {
		t.Errorf("%s, the redirect of %s", got, records[2].Date)
	}
	if found != 1 || done != 1 {
		t.Errorf("found %d, done %d", found, done)
	}
}

func TestCapturesWithSecretsStayAtHome(t *testing.T) {
	d := newDesk(t)
	const article = "https://herald.example/a"
	d.lists(d.fetched(noon, "<rss>", "https://herald.example/feed?token=s3cret"), article)
	d.says(d.fetched(noon, "<p>Lamps", article), article, "Lamps", "Lamps.", edtf.Date{})
	var left []Left
	copied, out, index := d.warc("lamps", d.evidence(&left))
	if copied.Secret != 1 || copied.Damaged != 0 || len(left) != 1 || !left[0].Secret {
		t.Errorf("%+v, told %v", copied, left)
	}
	if strings.Contains(left[0].URL, "s3cret") || strings.Contains(index, "s3cret") {
		t.Error("the secret is out")
	}
	records, _ := readBack(t, out)
	if got := shape(records); got != "warcinfo, warcinfo, response /a, request /a" {
		t.Error(got)
	}
	e := d.evidence(&left)
	e.Secrets = true
	if copied, _, index = d.warc("lamps", e); copied.Secret != 0 || !strings.Contains(index, "s3cret") {
		t.Errorf("with secrets: %+v, %s", copied, index)
	}
}

func TestWhatIsASecret(t *testing.T) {
	for address, want := range map[string]bool{
		"https://herald.example/a": false, "https://herald.example/a?page=2": false, "https://herald.example/a…?b=…": false,
		"https://ann:pw@herald.example/a": true, "https://herald.example/a?api_key=1": true, "https://herald.example/feed?access_token=x&b=1": true,
	} {
		if got := secret(address); got != want {
			t.Errorf("secret(%q) = %v", address, got)
		}
	}
}

func TestAFullDiskEndsTheExport(t *testing.T) {
	d := filled(t)
	var left []Left
	full := errors.New("no space")
	if _, err := d.evidence(&left).WARC(t.Context(), parsed(t, ""), "x", failing{full}, nil); !errors.Is(err, full) {
		t.Error(err)
	}
	if _, err := d.evidence(&left).WACZ(t.Context(), parsed(t, ""), "x", failing{full}); !errors.Is(err, full) {
		t.Error(err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
