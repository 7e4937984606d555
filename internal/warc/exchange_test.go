package warc

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"dateline/internal/fault"

	"github.com/google/go-cmp/cmp"
)

// written is a record's text as it is archived, without the warcinfo's id.
func written(t *testing.T, rec Record) string {
	t.Helper()
	return string(must(rec.appendHeader(nil, ""))(t)) + string(rec.Block)
}

func TestAnExchangeIsAResponseAndItsRequest(t *testing.T) {
	recs := must(Response(seeded(3), exchange("The minister said no.")))(t)
	if len(recs) != 2 {
		t.Fatalf("%d records", len(recs))
	}
	sum := func(s string) string { h := sha256.Sum256([]byte(s)); return "sha256:" + hex.EncodeToString(h[:]) }
	response := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Archive-Orig-Transfer-Encoding: chunked\r\n\r\nThe minister said no."
	request := "GET /a?b=c HTTP/1.1\r\nHost: daily.example\r\n\r\n"
	want := []string{
		"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <" + recs[0].ID + ">\r\nWARC-Date: 2026-02-18T11:59:59.25Z\r\n" +
			"WARC-Target-URI: https://daily.example/a?b=c\r\nWARC-Payload-Digest: " + sum("The minister said no.") + "\r\n" +
			"WARC-IP-Address: 192.0.2.7\r\nWARC-Concurrent-To: <" + recs[1].ID + ">\r\nWARC-Block-Digest: " + sum(response) + "\r\n" +
			"Content-Type: application/http;msgtype=response\r\nContent-Length: 108\r\n\r\n" + response,
		"WARC/1.1\r\nWARC-Type: request\r\nWARC-Record-ID: <" + recs[1].ID + ">\r\nWARC-Date: 2026-02-18T11:59:59.25Z\r\n" +
			"WARC-Target-URI: https://daily.example/a?b=c\r\nWARC-Concurrent-To: <" + recs[0].ID + ">\r\n" +
			"WARC-IP-Address: 192.0.2.7\r\nWARC-Block-Digest: " + sum(request) + "\r\n" +
			"Content-Type: application/http;msgtype=request\r\nContent-Length: 44\r\n\r\n" + request,
	}
	if diff := cmp.Diff(want, []string{written(t, recs[0]), written(t, recs[1])}); diff != "" {
		t.Error(diff)
	}
	if got := "sha256:" + recs[0].PayloadSHA256(); got != sum("The minister said no.") {
		t.Errorf("PayloadSHA256 = %s", got)
	}
}

func TestAnExchangeWithoutARequestIsAResponse(t *testing.T) {
	x := exchange("body")
	x.RequestHead, x.IP, x.Truncated = nil, "", TruncatedTime
	recs := must(Response(seeded(3), x))(t)
	if len(recs) != 1 || recs[0].Get(fieldConcurrent) != "" || recs[0].Get(fieldIP) != "" || recs[0].Get(fieldTruncated) != "time" {
		t.Errorf("records %+v", recs)
	}
}

func TestARevisitNamesWhatItRepeats(t *testing.T) {
	of := Original{ID: "urn:uuid:00000000-0000-4000-8000-00000000000a", URL: "https://daily.example/ä", Time: noon.Add(-time.Hour), SHA256: strings.Repeat("ab", 32)}
	for _, c := range []struct {
		status, body, profile, digest, truncated string
	}{
		{"200 OK", "same", ProfileIdentical, digestOf([]byte("same")), TruncatedLength},
		{"304 Not Modified", "", ProfileNotModified, "sha256:" + of.SHA256, ""},
	} {
		x := exchange(c.body)
		x.ResponseHead = []byte("HTTP/1.1 " + c.status + "\r\nETag: \"a\"")
		recs := must(Revisit(seeded(3), x, of))(t)
		r := recs[0]
		got := []string{r.Type, string(r.Block), r.Get("WARC-Profile"), r.Get("WARC-Payload-Digest"), r.Get("WARC-Truncated"),
			r.Get("WARC-Refers-To"), r.Get("WARC-Refers-To-Target-URI"), r.Get("WARC-Refers-To-Date"), recs[1].Type, recs[1].Get("WARC-Concurrent-To")}
		want := []string{TypeRevisit, string(x.ResponseHead) + "\r\n\r\n", c.profile, c.digest, c.truncated,
			of.ID, "https://daily.example/%C3%A4", "2026-02-18T11:00:00.25Z", TypeRequest, r.ID}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", c.status, diff)
		}
		if _, err := r.Payload(); fault.CodeOf(err) != fault.NoMatch {
			t.Errorf("%s: Payload: %v", c.status, err)
		}
		if err := Verify(&r); err != nil {
			t.Error(err)
		}
	}
	bare := must(Revisit(seeded(3), exchange("x"), Original{}))(t)[0]
	for _, f := range bare.Header {
		if strings.HasPrefix(f.Name, "WARC-Refers") {
			t.Errorf("a revisit of nothing has %v", f)
		}
	}
}

func TestResourceAndMetadata(t *testing.T) {
	file := must(Resource(seeded(4), "file:///notes.html", "text/html", noon, []byte("<p>Notes")))(t)
	more := must(Metadata(seeded(5), &file, []Field{{"via", "https://daily.example/"}, {"fetchTimeMs", "31"}}))(t)
	if payload, err := file.Payload(); string(payload) != "<p>Notes" || err != nil || file.PayloadSHA256() == "" {
		t.Errorf("payload %q, %v", payload, err)
	}
	if want := "via: https://daily.example/\r\nfetchTimeMs: 31\r\n"; string(more.Block) != want || more.Get(fieldConcurrent) != file.ID || more.TargetURI != file.TargetURI {
		t.Errorf("metadata %+v", more)
	}
	if _, err := Metadata(seeded(5), &file, []Field{{"via", "a\nb"}}); fault.CodeOf(err) != fault.Usage {
		t.Errorf("a value of two lines: %v", err)
	}
}

func TestHeadsAreKeptAsReceived(t *testing.T) {
	for _, c := range []struct{ head, want string }{
		{"HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\n\r\n"},
		{"HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\n\r\n"},
		{"HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"},
		{"HTTP/1.0 200\nA:b\n\n", "HTTP/1.0 200\nA:b\n\n"},
		{"HTTP/1.0 200\nA:b\n", "HTTP/1.0 200\nA:b\n\r\n"},
		{"HTTP/1.1 200 OK\r\nTRANSFER-encoding : x\r\nX-Transfer-Encoding: y\r\n", "HTTP/1.1 200 OK\r\nX-Archive-Orig-TRANSFER-encoding : x\r\nX-Transfer-Encoding: y\r\n\r\n"},
		{"HTTP/1.1 200 OK\r\nTransfer-Encoding: a\r\nTransfer-Encoding: b\r\nX:\r\n Transfer-Encoding: c", "HTTP/1.1 200 OK\r\nX-Archive-Orig-Transfer-Encoding: a\r\nX-Archive-Orig-Transfer-Encoding: b\r\nX:\r\n Transfer-Encoding: c\r\n\r\n"},
		{"HTTP/1.1 200 OK\r\nno header line\r\n\x00\xff: odd\r\n", "HTTP/1.1 200 OK\r\nno header line\r\n\x00\xff: odd\r\n\r\n"},
	} {
		got, err := responseBlock([]byte(c.head), []byte("body"))
		if err != nil || string(got) != c.want+"body" {
			t.Errorf("%q became %q (%v), want %q", c.head, got, err, c.want)
		}
	}
}

func TestWhatIsNoExchangeIsRefused(t *testing.T) {
	for name, change := range map[string]func(*Exchange){
		"no head":           func(x *Exchange) { x.ResponseHead = nil },
		"no status":         func(x *Exchange) { x.ResponseHead = []byte("<html>") },
		"two heads":         func(x *Exchange) { x.ResponseHead = []byte("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n") },
		"two request heads": func(x *Exchange) { x.RequestHead = []byte("GET / HTTP/1.1\n\nx") },
		"address":           func(x *Exchange) { x.IP = "daily.example" },
	} {
		x := exchange("body")
		change(&x)
		_, err := Response(seeded(1), x)
		if code := fault.CodeOf(err); code != fault.Protocol && code != fault.Usage {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Response(iotest.ErrReader(fault.Interrupted), exchange("x")); fault.CodeOf(err) != fault.Interrupted {
		t.Errorf("without randomness: %v", err)
	}
}

func TestAddressesAreWrittenWithoutPortAndZone(t *testing.T) {
	for s, want := range map[string]string{
		"": "", "192.0.2.1": "192.0.2.1", "192.0.2.1:80": "192.0.2.1", "[2001:db8::1]:443": "2001:db8::1",
		"fe80::1%eth0": "fe80::1", "::ffff:192.0.2.1": "192.0.2.1",
	} {
		if got, err := address(s); got != want || err != nil {
			t.Errorf("address(%q) = %q, %v, want %q", s, got, err, want)
		}
	}
}

func TestIDsAreRandomUUIDs(t *testing.T) {
	id := must(NewID(bytes.NewReader(slices.Repeat([]byte{0xff}, 16))))(t)
	if want := "urn:uuid:ffffffff-ffff-4fff-bfff-ffffffffffff"; id != want {
		t.Errorf("id %s, want %s", id, want)
	}
	if _, err := NewID(strings.NewReader("short")); err == nil {
		t.Error("an id of five bytes")
	}
}

// FuzzResponse: whatever head and body are, what is read back is the body,
// and the head but for the renamed field.
func FuzzResponse(f *testing.F) {
	f.Add([]byte("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), []byte("5\r\nhello\r\n0\r\n\r\n"))
	f.Add([]byte("HTTP/1.1 404 Not Found\nA: b"), []byte("\n\n"))
	f.Add([]byte("HTTP/2 200\n\r"), []byte("\n"))
	f.Fuzz(func(t *testing.T, head, body []byte) {
		x := Exchange{URL: "https://a.example/", Time: noon, ResponseHead: head, Body: body}
		recs, err := Response(seeded(1), x)
		if err != nil {
			return
		}
		rec := recs[0]
		payload, err := rec.Payload()
		if err != nil || !bytes.Equal(payload, body) {
			t.Fatalf("payload %q, %v, want %q", payload, err, body)
		}
		if status, _, _, err := rec.HTTP(); err != nil || status < 100 {
			t.Fatalf("status %d, %v", status, err)
		}
		stored, _ := splitHTTP(rec.Block)
		if plain := bytes.ReplaceAll(stored, []byte("X-Archive-Orig-"), nil); !bytes.HasPrefix(plain, bytes.ReplaceAll(head, []byte("X-Archive-Orig-"), nil)) {
			t.Fatalf("head %q was stored as %q", head, stored)
		}
		if err := Verify(&rec); err != nil {
			t.Fatal(err)
		}
	})
}
