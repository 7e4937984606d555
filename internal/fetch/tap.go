package fetch

import (
	"bytes"
	"net"
	"sync"
)

// tap is a connection that remembers the heads of the exchange under way as
// they pass: all that is written (our requests have no body), and what is read
// up to the blank line that ends the head. Interim responses (1xx, RFC 9110
// section 15.2) are forgotten when they end. HTTP/1.1 without pipelining has
// one exchange at a time per connection.
type tap struct {
	net.Conn
	mu    sync.Mutex
	asked []byte
	head  []byte
	line  int // where head's current line begins
	seen  int // bytes of heads so far, interim ones included
	whole bool
}

// begin forgets the exchange before.
func (t *tap) begin() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.asked, t.head = t.asked[:0], t.head[:0]
	t.line, t.seen, t.whole = 0, 0, false
}

// heads returns copies of the request's and the response's head; the latter is
// nil where it is not complete. tooLong says that the response's passed maxHead.
func (t *tap) heads() (request, response []byte, tooLong bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	request = bytes.Clone(t.asked)
	if t.whole {
		return request, bytes.Clone(t.head), false
	}
	return request, nil, t.seen >= maxHead
}

// Write notes the bytes first: the answer may be read, and the heads asked
// for, before Write returns.
func (t *tap) Write(p []byte) (int, error) {
	t.mu.Lock()
	before := len(t.asked)
	t.asked = append(t.asked, p...)
	t.mu.Unlock()
	n, err := t.Conn.Write(p)
	if n < len(p) {
		t.mu.Lock()
		t.asked = t.asked[:min(len(t.asked), before+n)]
		t.mu.Unlock()
	}
	return n, err
}

func (t *tap) Read(p []byte) (int, error) {
	n, err := t.Conn.Read(p)
	if n > 0 {
		t.mu.Lock()
		t.note(p[:n])
		t.mu.Unlock()
	}
	return n, err
}

// note takes bytes of the response until its head is whole.
func (t *tap) note(b []byte) {
	for len(b) > 0 && !t.whole && t.seen < maxHead {
		n := bytes.IndexByte(b, '\n') + 1
		if n == 0 {
			n = len(b)
		}
		t.head = append(t.head, b[:n]...)
		t.seen += n
		b = b[n:]
		if t.head[len(t.head)-1] != '\n' {
			return
		}
		line := t.head[t.line:]
		t.line = len(t.head)
		if len(bytes.TrimRight(line, "\r\n")) > 0 {
			continue
		}
		if interim(t.head) {
			t.head, t.line = t.head[:0], 0
			continue
		}
		t.whole = true
	}
}

// interim tells a 1xx response that another one follows: all but 101.
func interim(head []byte) bool {
	_, rest, ok := bytes.Cut(head, []byte(" "))
	rest = bytes.TrimLeft(rest, " ")
	return ok && len(rest) >= 3 && rest[0] == '1' && string(rest[:3]) != "101"
}
