package fetch

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"time"

	"dateline/internal/fault"
)

// Posting is something to hand to a URL of the user's own choosing.
type Posting struct {
	URL         string // http or https; user info becomes Basic authentication
	ContentType string
	Key         string // of Idempotency-Key: the same whenever the same is sent
	Body        []byte
}

// Posted is what became of a posting.
type Posted struct {
	Status     int       // 0: no response came
	RetryAfter time.Time // zero: the server asked for no delay
}

// Post hands a body to a URL, through the same guard of addresses and with the
// same time limit as Get. Only a 2xx is success; redirects are not followed. The
// answer is not kept.
func (c *Client) Post(ctx context.Context, p Posting) (posted Posted, err error) {
	t, err := parseTarget(p.URL)
	if err != nil {
		return posted, err
	}
	timed, cancel := context.WithTimeoutCause(ctx, c.timeout, errDeadline)
	defer cancel()
	traced := httptrace.WithClientTrace(timed, &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
		if got, ok := info.Conn.(*tap); ok { // it may have been used before
			got.begin()
		}
	}})
	header := make(http.Header, 6)
	header.Set("User-Agent", c.agent)
	header.Set("Content-Type", p.ContentType)
	header.Set("Accept", "*/*")
	if p.Key != "" {
		header.Set("Idempotency-Key", p.Key)
	}
	r := (&http.Request{
		Method: http.MethodPost, URL: t.url, Host: t.url.Host, Header: header,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Body: io.NopCloser(bytes.NewReader(p.Body)), ContentLength: int64(len(p.Body)),
		GetBody: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(p.Body)), nil },
	}).WithContext(traced)
	if t.auth != nil {
		password, _ := t.auth.Password()
		r.SetBasicAuth(t.auth.Username(), password)
	}
	response, err := c.transport.RoundTrip(r)
	if err != nil {
		if strings.HasSuffix(err.Error(), "server closed idle connection") { // net/http's own, unexported: it hung up before it was asked
			err = io.EOF
		}
		return posted, transportFault(ctx, timed, err)
	}
	defer func() { _ = response.Body.Close() }()                     // nothing in it is kept
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, aside)) // so that the connection can be used again
	posted.Status = response.StatusCode
	posted.RetryAfter = retryAfter(response.Header.Get("Retry-After"), c.now())
	switch {
	case redirecting(posted.Status):
		return posted, fault.Advise(fault.New(fault.Redirects, "status %d: it is somewhere else now", posted.Status), "give the URL that takes it itself")
	case posted.Status == http.StatusNotModified:
		return posted, fault.New(fault.Protocol, "status 304 in answer to POST")
	case posted.Status == http.StatusPartialContent:
		return posted, nil
	}
	return posted, judge(posted.Status, false, !posted.RetryAfter.IsZero())
}
