package warc

import (
	"net/http"
	"testing"

	"dateline/internal/fault"

	"github.com/google/go-cmp/cmp"
)

func TestDigestsOfEveryKind(t *testing.T) {
	// Of "ferry\n", made with coreutils.
	for digest, same := range map[string]bool{
		"md5:b5fb35c490f7beb3043c5b6320431ae1":                                                                           true,
		"md5:WX5TLREQ667LGBB4LNRSAQY24E======":                                                                           true,
		"sha1:4YCZM4BX257E7OXUW632GH7E7L5BSCGU":                                                                          true,
		"sha1:4yczm4bx257e7oxuw632gh7e7l5bscgu":                                                                          true,
		"SHA-1:e605967037d77e4fbaf4b7b7a31fe4fafa1908d4":                                                                 true,
		"sha256:44aa71f1737e882b136052522796c1fb0337637e9a20bf29dd8950694d409a11":                                        true,
		"sha-256: ISVHD4LTP2ECWE3AKJJCPFWB7MBTOY36TIQL6KO5RFIGSTKATIIQ====":                                              true,
		"sha384:4AW7UWZR4KWUXLNB62AYQGIMDYFGNTVM2DDQUGEL5D4WH4RJKOSN7HH3PNTJODECNAXRJ5GILANKA":                           true,
		"sha512:23QWROPOIDLU4UEENC6CZL4D7IDXSTBLP2HHF4OJOGUIO2UKV4OS4YMWINUSITSNTFOCUAL23O5IV6GSA4MUY76LDZFXI24VU7CRDAA": true,
		"sha1:4YCZM4BX257E7OXUW632GH7E7L5BSCGA":                                                                          false,
		"sha256:4YCZM4BX257E7OXUW632GH7E7L5BSCGU":                                                                        false,
		"sha1:": false,
	} {
		if got := matches(digest, []byte("ferry\n")); got != same {
			t.Errorf("matches(%s) = %v", digest, got)
		}
	}
}

func response(block string, fields ...Field) *Record {
	return &Record{Type: TypeResponse, ID: "urn:x:1", ContentType: "application/http; msgtype=response", Header: fields, Block: []byte(block)}
}

func TestVerify(t *testing.T) {
	const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
	hello, chunks := digestOf([]byte("hello")), digestOf([]byte("5\r\nhello\r\n0\r\n\r\n"))
	for name, c := range map[string]struct {
		rec  *Record
		good bool
	}{
		"no digest":                {response("HTTP/1.1 200 OK\r\n\r\nhello"), true},
		"payload":                  {response("HTTP/1.1 200 OK\r\n\r\nhello", Field{fieldPayloadDigest, hello}), true},
		"other payload":            {response("HTTP/1.1 200 OK\r\n\r\nhallo", Field{fieldPayloadDigest, hello}), false},
		"block":                    {response("x", Field{fieldBlockDigest, digestOf([]byte("x"))}), true},
		"other block":              {response("y", Field{fieldBlockDigest, digestOf([]byte("x"))}), false},
		"good payload in bad":      {response("HTTP/1.1 200 OK\r\n\r\nhello", Field{fieldPayloadDigest, hello}, Field{fieldBlockDigest, hello}), false},
		"without chunks":           {response(chunked, Field{fieldPayloadDigest, hello}), true},
		"with chunks":              {response(chunked, Field{fieldPayloadDigest, chunks}), true},
		"announced chunks":         {response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello", Field{fieldPayloadDigest, hello}), true},
		"unknown algorithm":        {response("x", Field{fieldBlockDigest, "blake3:00"}), true},
		"known, not readable":      {response("x", Field{fieldBlockDigest, "sha256:00"}), false},
		"known, nothing":           {response("x", Field{fieldBlockDigest, "sha256"}), false},
		"first of many":            {response("HTTP/1.1 200 OK\r\n\r\nhel", Field{fieldPayloadDigest, hello}, Field{fieldSegment, "1"}), true},
		"resource":                 {&Record{Type: TypeResource, Block: []byte("hello"), Header: []Field{{fieldPayloadDigest, hello}}}, true},
		"other resource":           {&Record{Type: TypeResource, Block: []byte("hallo"), Header: []Field{{fieldPayloadDigest, hello}}}, false},
		"payload without a status": {response("what?\r\n\r\nhello", Field{fieldPayloadDigest, hello}), true},
	} {
		err := Verify(c.rec)
		if (err == nil) != c.good || err != nil && fault.CodeOf(err) != fault.Unverified {
			t.Errorf("%s: %v, want good %v", name, err, c.good)
		}
	}
}

func TestHTTPMessagesAreTakenApart(t *testing.T) {
	type message struct {
		Status int
		Header http.Header
		Body   string
	}
	for name, c := range map[string]struct {
		rec  *Record
		want message
		code fault.Code
	}{
		"response": {response("HTTP/1.1 200 OK\r\ncontent-type: a\r\nSet-Cookie: b\r\nset-cookie: c\r\n\r\nbody\r\n\r\nmore"),
			message{200, http.Header{"Content-Type": {"a"}, "Set-Cookie": {"b", "c"}}, "body\r\n\r\nmore"}, ""},
		"continued":           {response("HTTP/1.1 200\nA: b\n  c\n\td\nno line\n: none\n\nbody"), message{200, http.Header{"A": {"b c d"}}, "body"}, ""},
		"orphan continuation": {response("HTTP/1.1 200\n b\nA: c\n\n"), message{200, http.Header{"A": {"c"}}, ""}, ""},
		"chunked":             {response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: u\r\n\r\n"), message{200, http.Header{"Transfer-Encoding": {"chunked"}}, "abc"}, ""},
		"announced only":      {response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nabc"), message{200, http.Header{"Transfer-Encoding": {"chunked"}}, "abc"}, ""},
		"chunks break off": {response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n9\r\nd", Field{fieldTruncated, TruncatedTime}),
			message{200, http.Header{"Transfer-Encoding": {"chunked"}}, "abcd"}, ""},
		"head only":       {response("HTTP/1.0 204 No Content\r\nA: b"), message{204, http.Header{"A": {"b"}}, ""}, ""},
		"no content type": {&Record{Type: TypeResponse, Block: []byte("HTTP/1.1 500 x\n\ny")}, message{500, http.Header{}, "y"}, ""},
		"request":         {&Record{Type: TypeRequest, ContentType: "application/http", Block: []byte("POST / HTTP/1.1\r\nHost: a\r\n\r\nq=1")}, message{0, http.Header{"Host": {"a"}}, "q=1"}, ""},
		"no status":       {response("ICY 200 OK\r\n\r\n"), message{}, fault.Protocol},
		"odd status":      {response("HTTP/1.1 2oo OK\r\n\r\n"), message{}, fault.Protocol},
		"empty":           {response(""), message{}, fault.Protocol},
		"dns":             {&Record{Type: TypeResponse, ContentType: "text/dns", Block: []byte("x")}, message{}, fault.Unsupported},
		"resource":        {&Record{Type: TypeResource, ContentType: "application/http", Block: []byte("HTTP/1.1 200 OK\r\n\r\n")}, message{}, fault.Unsupported},
	} {
		status, header, body, err := c.rec.HTTP()
		if fault.CodeOf(err) != c.code {
			t.Errorf("%s: error %v, want code %q", name, err, c.code)
		}
		if diff := cmp.Diff(c.want, message{status, header, string(body)}); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
