package warc

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httputil"
	"strconv"
	"strings"

	"dateline/internal/fault"
)

// HTTP takes the HTTP message of a response, revisit or request record apart.
// The body has no transfer coding any more and keeps its content coding; the
// status of a request is 0. Header lines that are none are passed over.
func (r *Record) HTTP() (status int, header http.Header, body []byte, err error) {
	if !r.isHTTP() {
		return 0, nil, nil, fault.New(fault.Unsupported, "a %s record of type %q holds no HTTP message", r.Type, r.ContentType)
	}
	first, header, body := r.message()
	if r.Type != TypeRequest {
		if status, err = parseStatus(first); err != nil {
			return 0, nil, nil, err
		}
	}
	return status, header, body, nil
}

// Payload returns what the record is about: the body of an HTTP message, as
// stored but without chunks, or else the block. A revisit has none of its
// own: the record that it refers to has (fault.NoMatch).
func (r *Record) Payload() ([]byte, error) {
	if r.Type == TypeRevisit {
		return nil, fault.New(fault.NoMatch, "record %s is a revisit; the payload is in %s", r.ID, r.Get(fieldRefers))
	}
	if !r.isHTTP() {
		return r.Block, nil
	}
	_, _, body := r.message()
	return body, nil
}

// message parts the block into first line, header and body without chunks.
func (r *Record) message() (first string, header http.Header, body []byte) {
	head, body := splitHTTP(r.Block)
	first, lines, _ := strings.Cut(string(head), "\n")
	header = parseLines(lines)
	if strings.Contains(strings.ToLower(header.Get("Transfer-Encoding")), "chunked") {
		body = dechunk(body, r.Get(fieldTruncated) != "")
	}
	return first, header, body
}

// isHTTP says whether the block is an HTTP message. Some makers leave out the
// content type; a response from elsewhere (dns:, ftp:) is none.
func (r *Record) isHTTP() bool {
	switch r.Type {
	case TypeResponse, TypeRequest, TypeRevisit:
	default:
		return false
	}
	media, _, _ := strings.Cut(r.ContentType, ";")
	if media = strings.TrimSpace(media); media != "" {
		return strings.EqualFold(media, "application/http")
	}
	return bytes.HasPrefix(r.Block, []byte("HTTP/")) || r.Type == TypeRequest
}

// headEnd returns where the blank line that ends an HTTP head itself ends, or
// -1 if there is none.
func headEnd(b []byte) int {
	for i := 0; ; {
		n := bytes.IndexByte(b[i:], '\n')
		if n < 0 {
			return -1
		}
		i += n + 1
		switch {
		case bytes.HasPrefix(b[i:], []byte("\n")):
			return i + 1
		case bytes.HasPrefix(b[i:], []byte("\r\n")):
			return i + 2
		}
	}
}

// splitHTTP parts a message into its head, with the blank line, and the rest.
// Without a blank line all is head.
func splitHTTP(b []byte) (head, body []byte) {
	if end := headEnd(b); end >= 0 {
		return b[:end], b[end:]
	}
	return b, nil
}

// parseStatus reads the code of a status line ("HTTP/1.1 200 OK", "HTTP/2 200").
func parseStatus(line string) (int, error) {
	parts := strings.Fields(line)
	if len(parts) >= 2 && strings.HasPrefix(parts[0], "HTTP/") && len(parts[1]) == 3 {
		if code, err := strconv.Atoi(parts[1]); err == nil && code >= 100 {
			return code, nil
		}
	}
	return 0, fault.New(fault.Protocol, "no status line in %q", clip([]byte(line)))
}

// parseLines reads header lines, joining continued ones.
func parseLines(lines string) http.Header {
	header := http.Header{}
	last := ""
	for line := range strings.Lines(lines) {
		line = strings.TrimRight(line, "\r\n")
		if values := header[last]; line != "" && (line[0] == ' ' || line[0] == '\t') && len(values) > 0 {
			values[len(values)-1] += " " + strings.TrimSpace(line)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if name = strings.TrimSpace(name); !ok || !token(name) {
			continue
		}
		last = http.CanonicalHeaderKey(name)
		header[last] = append(header[last], strings.TrimSpace(value))
	}
	return header
}

// dechunk takes the chunks off. Bytes that are not chunked are returned as
// they are: many makers store the body without the chunks that the head
// announces. Only of a truncated body the chunks may break off.
func dechunk(body []byte, truncated bool) []byte {
	plain, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body)))
	if err == nil || truncated && errors.Is(err, io.ErrUnexpectedEOF) && len(plain) > 0 {
		return plain
	}
	return body
}
