package fetch

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/weburl"
)

// accepts is the Accept field of each kind.
var accepts = map[Kind]string{
	Feed: "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.5, */*;q=0.4",
	Page: "text/html, application/xhtml+xml;q=0.9, */*;q=0.4",
}

// Get fetches one URL. The error carries a fault.Code. The Response is not nil
// when anything came, with most errors too: status 404, a broken body, a
// redirect that leads nowhere. Get waits for the host's turn without limit but
// the context's. Who wants to be left alone is not asked: the error is a
// *RestError.
func (c *Client) Get(ctx context.Context, q Request) (_ *Response, err error) {
	defer fault.Wrap(&err, "fetch %q", weburl.Display(q.URL))
	at, err := parseTarget(q.URL)
	if err != nil {
		return nil, err
	}
	e := &errand{accept: accepts[q.Kind], validators: sendable(q.Validators), limit: c.maxBytes, left: c.timeout}
	r := &Response{URL: q.URL, Time: utc(c.now())}
	visited := []string{}
	for {
		visited = append(visited, at.url.String())
		r.FinalURL = at.url.String()
		if q.Kind == Page || q.Obey {
			if err := c.robots.check(ctx, at); err != nil {
				return r.soFar(), err
			}
		}
		last, err := c.exchange(ctx, e, at)
		r.Took = c.timeout - e.left
		if err != nil {
			r.Exchange = Exchange{URL: last.URL, Time: last.Time}
			if rest, ok := errors.AsType[*RestError](err); ok {
				r.RetryAfter = rest.Until
			}
			return r.soFar(), err
		}
		if !redirecting(last.Status) {
			return r, c.finish(r, e, last)
		}
		r.Hops = append(r.Hops, last.Exchange)
		if at, err = at.redirected(last.header.Get("Location")); err != nil {
			return r.at(last), err
		}
		if slices.Contains(visited, at.url.String()) {
			return r.at(last), fault.New(fault.Redirects, "redirected in a circle")
		}
		if len(r.Hops) > maxRedirects {
			return r.at(last), fault.New(fault.Redirects, "redirected more than %d times", maxRedirects)
		}
	}
}

// sendable leaves out validators that cannot stand in a header.
func sendable(v news.Validators) news.Validators {
	if !headerValue(v.ETag) {
		v.ETag = ""
	}
	if !headerValue(v.LastModified) {
		v.LastModified = ""
	}
	return v
}

func headerValue(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' && s[i] != '\t' || s[i] == 0x7f {
			return false
		}
	}
	return len(s) <= 1024
}

// soFar is the response of a fetch whose last hop brought nothing: nil without
// hops before it.
func (r *Response) soFar() *Response {
	if len(r.Hops) == 0 {
		return nil
	}
	return r
}

// at makes the last hop, a redirect that is not followed, the final exchange.
func (r *Response) at(last reply) *Response {
	r.Hops = r.Hops[:len(r.Hops)-1]
	r.take(last)
	return r
}

func (r *Response) take(last reply) {
	r.Exchange, r.FinalURL = last.Exchange, last.URL
	r.Status, r.IP, r.Header = last.Status, last.IP, last.header
	r.ContentType = last.header.Get("Content-Type")
}

// finish reads the final response into r.
func (c *Client) finish(r *Response, e *errand, last reply) error {
	r.take(last)
	if last.Status >= http.StatusBadRequest {
		r.RetryAfter = retryAfter(last.header.Get("Retry-After"), c.now())
	}
	if last.Status < http.StatusBadRequest {
		r.FreshUntil, r.FreshBy = freshUntil(last.header, c.now())
	}
	bad := judge(last.Status, e.validators != news.Validators{}, !r.RetryAfter.IsZero())
	if last.Status == http.StatusNotModified && bad == nil {
		r.NotModified, r.Validators = true, e.validators
		return nil
	}
	broken := last.broken
	if broken == nil {
		broken = c.decodeBody(r, e.limit)
	}
	if err := firstError(bad, broken); err != nil {
		return err
	}
	r.Validators = sendable(news.Validators{ETag: last.header.Get("ETag"), LastModified: last.header.Get("Last-Modified")})
	return nil
}

func (c *Client) decodeBody(r *Response, limit int64) error {
	coding, err := codingOf(r.Header)
	if err != nil {
		return err
	}
	body, err := c.decode(coding, r.Exchange.RawBody, limit)
	if err == nil {
		r.Body = body
	}
	return err
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
