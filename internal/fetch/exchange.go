package fetch

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
)

// errand is what all exchanges of one fetch share.
type errand struct {
	accept     string
	validators news.Validators
	limit      int64         // of a body in bytes
	left       time.Duration // of the fetch's time
}

// reply is an exchange with what is needed to go on.
type reply struct {
	Exchange
	header http.Header
	broken error // what went wrong in the body
}

// exchange asks one URL when its host's turn comes, and reads the body. The
// error says that no response came.
func (c *Client) exchange(ctx context.Context, e *errand, t target) (r reply, err error) {
	if err := c.rests.check(t, c.now()); err != nil {
		return reply{}, err
	}
	leave, err := c.gate.enter(ctx, t.key)
	if err != nil {
		return reply{}, waitFault(err)
	}
	start := c.now()
	if err := c.rests.check(t, start); err != nil { // said to one who was there before us
		leave(0)
		return reply{}, err
	}
	defer func() {
		e.left -= c.now().Sub(start)
		leave(c.robots.rest(t))
	}()
	r.Exchange = Exchange{URL: t.url.String(), Time: utc(start)}
	timed, cancel := context.WithTimeoutCause(ctx, max(e.left, 0), errDeadline)
	defer cancel()

	var tapped *tap
	traced := httptrace.WithClientTrace(timed, &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
		if got, ok := info.Conn.(*tap); ok { // again if the transport tries a fresh connection
			got.begin()
			tapped = got
		}
	}})
	response, err := c.transport.RoundTrip(c.request(traced, e, t))
	if err != nil {
		if tapped != nil {
			if _, _, tooLong := tapped.heads(); tooLong {
				return r, fault.New(fault.TooLarge, "response head of more than %d bytes", maxHead)
			}
		}
		return r, transportFault(ctx, timed, err)
	}
	defer func() { _ = response.Body.Close() }() // nothing is lost: the body was read or given up
	r.RequestHead, r.ResponseHead, _ = tapped.heads()
	r.Status, r.header = response.StatusCode, response.Header
	c.rests.hear(t, r.Status, r.header, c.now())
	r.IP, _, _ = net.SplitHostPort(tapped.RemoteAddr().String())
	limit := e.limit
	if redirecting(r.Status) {
		limit = min(limit, aside)
	}
	if r.Status == http.StatusSwitchingProtocols {
		return r, nil
	}
	if r.RawBody, err = c.readAll(response.Body, limit); err != nil {
		r.Cut, r.broken = bodyFault(ctx, timed, err)
	}
	return r, nil
}

// waitFault is the failure of one who waited for his turn in vain.
func waitFault(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return fault.As(fault.Timeout, err)
	}
	return fault.As(fault.Interrupted, err)
}

func (c *Client) request(ctx context.Context, e *errand, t target) *http.Request {
	header := make(http.Header, 8)
	header["User-Agent"] = []string{c.agent}
	header["Accept"] = []string{e.accept}
	header["Accept-Encoding"] = []string{acceptEncoding}
	if e.validators.ETag != "" {
		header["If-None-Match"] = []string{e.validators.ETag}
	}
	if e.validators.LastModified != "" {
		header["If-Modified-Since"] = []string{e.validators.LastModified}
	}
	r := (&http.Request{
		Method: http.MethodGet, URL: t.url, Host: t.url.Host, Header: header,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}).WithContext(ctx)
	if t.auth != nil {
		password, _ := t.auth.Password()
		r.SetBasicAuth(t.auth.Username(), password)
	}
	return r
}

// readAll reads a body up to limit bytes, beyond which the error is
// fault.TooLarge. What was read is returned with any error.
func (c *Client) readAll(body io.Reader, limit int64) ([]byte, error) {
	scratch := c.scratch.Get().(*[]byte)
	defer c.scratch.Put(scratch)
	b := (*scratch)[:0]
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)] // leaves the scratch buffer as it is
		}
		n, err := body.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if int64(len(b)) > limit {
			b, err = b[:limit], tooLarge(limit)
		}
		if errors.Is(err, io.EOF) {
			err = nil
		} else if err == nil {
			continue
		}
		if cap(b) != scratchSize {
			return b, err
		}
		return bytes.Clone(b), err
	}
}
