package warc

import (
	"bytes"
	"io"
	"net/netip"
	"strings"
	"time"

	"dateline/internal/fault"
)

const (
	typeHTTPRequest  = "application/http;msgtype=request"
	typeHTTPResponse = "application/http;msgtype=response"
	typeFields       = "application/warc-fields"
)

// Exchange is one HTTP request and its answer as they went over the wire.
type Exchange struct {
	URL          string
	Time         time.Time // when it began
	IP           string    // of the server, also with a port; "" if not known
	RequestHead  []byte    // request line and header lines; empty: not recorded
	ResponseHead []byte    // status line and header lines, with or without the blank line
	Body         []byte    // after transfer decoding, before content decoding
	Truncated    string    // why Body is short, one of the Truncated constants; "" if it is whole
}

// Original says which record a revisit repeats. Empty parts are left out.
type Original struct {
	ID     string    // of its record
	URL    string    // its target URI
	Time   time.Time // its date
	SHA256 string    // of its payload, lower-case hex
}

// Response returns the records of an exchange: the response first, then the
// request if there is one, each naming the other's capture. They have the ids
// under which they will be stored, made from random.
//
// The response's block is the head as received, a blank line and the body. A
// Transfer-Encoding line is renamed to X-Archive-Orig-Transfer-Encoding, since
// the body has that coding no more; nothing else is changed.
func Response(random io.Reader, x Exchange) ([]Record, error) {
	block, err := responseBlock(x.ResponseHead, x.Body)
	if err != nil {
		return nil, err
	}
	rec := Record{Type: TypeResponse, Block: block}
	rec.add(fieldPayloadDigest, digestOf(x.Body))
	rec.add(fieldTruncated, x.Truncated)
	return x.records(random, rec)
}

// Revisit returns the records of an exchange whose payload is stored already:
// a revisit record with the response's head, then the request if there is one.
// A status of 304 makes it a "server not modified", anything else an
// "identical payload", whose digest is that of x.Body.
func Revisit(random io.Reader, x Exchange, of Original) ([]Record, error) {
	block, err := responseBlock(x.ResponseHead, nil)
	if err != nil {
		return nil, err
	}
	rec := Record{Type: TypeRevisit, Block: block}
	first, _, _ := bytes.Cut(block, []byte("\n"))
	if status, err := parseStatus(string(first)); err == nil && status == 304 {
		rec.add(fieldProfile, ProfileNotModified)
		if of.SHA256 != "" {
			rec.add(fieldPayloadDigest, "sha256:"+of.SHA256)
		}
	} else {
		rec.add(fieldProfile, ProfileIdentical)
		rec.add(fieldPayloadDigest, digestOf(x.Body))
		rec.add(fieldTruncated, TruncatedLength)
	}
	if of.ID != "" {
		rec.add(fieldRefers, "<"+of.ID+">")
	}
	rec.add(fieldRefersURI, escapeURI(of.URL))
	if !of.Time.IsZero() {
		rec.add(fieldRefersDate, formatDate(of.Time))
	}
	return x.records(random, rec)
}

// Resource returns the record of a file that was read as it is, from no server.
func Resource(random io.Reader, uri, contentType string, read time.Time, body []byte) (Record, error) {
	id, err := NewID(random)
	if err != nil {
		return Record{}, err
	}
	rec := Record{Type: TypeResource, ID: id, Date: read, TargetURI: uri, ContentType: contentType, Block: body}
	rec.add(fieldPayloadDigest, digestOf(body))
	return rec, nil
}

// Metadata returns a record that says more about another one of the same
// capture, such as "via" or "fetchTimeMs".
func Metadata(random io.Reader, about *Record, fields []Field) (Record, error) {
	id, err := NewID(random)
	if err != nil {
		return Record{}, err
	}
	block, err := fieldsBlock(fields)
	if err != nil {
		return Record{}, err
	}
	rec := Record{Type: TypeMetadata, ID: id, Date: about.Date, TargetURI: about.TargetURI, ContentType: typeFields, Block: block}
	rec.add(fieldConcurrent, "<"+about.ID+">")
	return rec, nil
}

// records completes the answer's record and adds the request's.
func (x Exchange) records(random io.Reader, answer Record) ([]Record, error) {
	ip, err := address(x.IP)
	if err != nil {
		return nil, err
	}
	if answer.ID, err = NewID(random); err != nil {
		return nil, err
	}
	answer.Date, answer.TargetURI, answer.ContentType = x.Time, x.URL, typeHTTPResponse
	answer.add(fieldIP, ip)
	if len(x.RequestHead) == 0 {
		return []Record{answer}, nil
	}
	block, err := endHead(x.RequestHead)
	if err != nil {
		return nil, err
	}
	request := Record{Type: TypeRequest, Date: x.Time, TargetURI: x.URL, ContentType: typeHTTPRequest, Block: block}
	if request.ID, err = NewID(random); err != nil {
		return nil, err
	}
	request.add(fieldConcurrent, "<"+answer.ID+">")
	request.add(fieldIP, ip)
	answer.add(fieldConcurrent, "<"+request.ID+">")
	return []Record{answer, request}, nil
}

// add adds a field unless its value is empty.
func (r *Record) add(name, value string) {
	if value != "" {
		r.Header = append(r.Header, Field{name, value})
	}
}

// address returns the IP address in s in the form of WARC-IP-Address.
func address(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	ip, err := netip.ParseAddr(s)
	if err != nil {
		with, errPort := netip.ParseAddrPort(s)
		if errPort != nil {
			return "", fault.As(fault.Usage, err)
		}
		ip = with.Addr()
	}
	return ip.Unmap().WithZone("").String(), nil
}

// endHead returns a copy of an HTTP head that ends in a blank line. A head
// that has one before its end is two, and refused.
func endHead(head []byte) ([]byte, error) {
	switch end := headEnd(head); {
	case len(head) == 0:
		return nil, fault.New(fault.Protocol, "an empty HTTP head")
	case end == len(head):
		return bytes.Clone(head), nil
	case end >= 0:
		return nil, fault.New(fault.Protocol, "an HTTP head with a blank line inside")
	}
	ended := append(bytes.Clone(head), "\r\n"...)
	if head[len(head)-1] != '\n' {
		ended = append(ended, "\r\n"...)
	}
	return ended, nil
}

// responseBlock puts head and body together.
func responseBlock(head, body []byte) ([]byte, error) {
	ended, err := endHead(head)
	if err != nil {
		return nil, err
	}
	if _, err := parseStatus(string(ended[:bytes.IndexByte(ended, '\n')])); err != nil {
		return nil, err
	}
	const renamed = "X-Archive-Orig-"
	block := make([]byte, 0, len(ended)+2*len(renamed)+len(body))
	for line := range bytes.Lines(ended) {
		if name, _, _ := bytes.Cut(line, []byte(":")); strings.EqualFold(string(bytes.TrimSpace(name)), "Transfer-Encoding") && line[0] > ' ' {
			block = append(block, renamed...)
		}
		block = append(block, line...)
	}
	return append(block, body...), nil
}

// fieldsBlock writes fields in the form application/warc-fields.
func fieldsBlock(fields []Field) ([]byte, error) {
	var block []byte
	for _, f := range fields {
		if !token(f.Name) || !plain(f.Value) {
			return nil, fault.New(fault.Usage, "field %q: %q", f.Name, f.Value)
		}
		block = appendField(block, f.Name, f.Value)
	}
	return block, nil
}
