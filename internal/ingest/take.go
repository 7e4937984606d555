package ingest

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"dateline/internal/fault"
	"dateline/internal/fetch"
	"dateline/internal/news"
	"dateline/internal/store"
	"dateline/internal/warc"
	"dateline/internal/weburl"
)

// document is what a task brought: bytes, or why there are none.
type document struct {
	task        Task
	last        bool   // the task brings no more
	url         string // where the bytes stand
	final       string // after redirects
	contentType string
	body        []byte
	validators  news.Validators
	retryAfter  time.Time
	freshUntil  time.Time
	freshBy     string
	told        told       // what a source said; zero until it is read
	held        bool       // nothing was asked: somebody wants to be left alone
	rest        store.Rest // who
	seq         int64      // of documents from files, which are kept in order; 0: none
	time        time.Time
	took        time.Duration
	status      int
	unmodified  bool
	skipped     bool
	kind        news.CaptureKind
	exchanges   []fetch.Exchange // over the network
	records     []warc.Record    // from another archive
	err         error
}

// take does the outside half of a task: network or disk.
func (j *Job) take(ctx context.Context, t Task, front *frontier, out chan<- document) {
	rest := time.Time{}
	defer func(host string) { front.send(event{free: host, freed: true, rest: rest}) }(t.host())
	if t.Kind == KindFile {
		j.takeFile(ctx, t, front, out) // one at a time, so that their order is kept
		return
	}
	if t.Kind == KindArticle {
		t.URL = j.link(ctx, t.Article)
	}
	if d, ok := j.get(ctx, t); ok {
		if d.status == http.StatusTooManyRequests {
			rest = latest(d.retryAfter, d.time.Add(unaskedRest))
		}
		out <- d
	}
}

// get fetches a task's URL; false if the run was stopped meanwhile.
func (j *Job) get(ctx context.Context, t Task) (document, bool) {
	d := document{task: t, last: true, url: t.URL, final: t.URL, time: j.Now()}
	r := fetch.Request{URL: t.URL, Kind: fetch.Page, Obey: j.Options.Obey}
	if t.Kind == KindSource {
		r.Validators = t.Source.Validators
		if t.Source.State != news.SourceOnce {
			r.Kind = fetch.Feed // added by the user
		}
	}
	response, err := j.Fetcher.Get(ctx, r)
	if err != nil && ctx.Err() != nil {
		return d, false
	}
	if t.Kind == KindSource && errors.Is(err, fault.Gone) {
		err = fault.New(fault.Gone, goneAdvice)
	}
	d.err = err
	if response == nil {
		d.took = j.Now().Sub(d.time)
		if resting, ok := errors.AsType[*fetch.RestError](err); ok {
			d.held, d.rest = true, store.Rest{Host: resting.What, Until: resting.Until}
		}
		return d, true
	}
	d.final, d.contentType, d.body = response.FinalURL, response.ContentType, response.Body
	d.validators, d.retryAfter = response.Validators, response.RetryAfter
	d.freshUntil, d.freshBy = response.FreshUntil, response.FreshBy
	d.time, d.took, d.status = response.Time, response.Took, response.Status
	d.unmodified, d.kind = response.NotModified, news.CaptureResponse
	d.exchanges = response.Hops
	if response.Exchange.Status != 0 {
		d.exchanges = append(d.exchanges, response.Exchange)
	}
	if n := len(d.exchanges); n > 0 { // as the archive has them, without a password
		d.url, d.final, d.time, d.status = d.exchanges[0].URL, d.exchanges[n-1].URL, d.exchanges[n-1].Time, d.exchanges[n-1].Status
	}
	return d, true
}

// unaskedRest is how long a host is left alone that answers 429 and does not
// say until when.
const unaskedRest = time.Minute

// rest is what a document says of being left alone: a host after status 429,
// one URL else. Zero: nothing.
func rest(d document) store.Rest {
	if d.held || !d.retryAfter.After(d.time) {
		return d.rest
	}
	what := d.final
	if d.status == http.StatusTooManyRequests {
		what = weburl.Host(d.final)
	}
	return store.Rest{Host: what, Until: capWait(d.time, d.retryAfter)}
}

// link is where an article's page is fetched: the link as it was listed last,
// which the server knows; its canonical form names the article.
func (j *Job) link(ctx context.Context, a news.Article) string {
	all, err := j.Store.Sightings(ctx, a.ID)
	if err != nil || len(all) == 0 || !strings.HasPrefix(all[len(all)-1].URL, "http") {
		return a.URL
	}
	return all[len(all)-1].URL
}

// failed says whether a document brought nothing to read.
func (d document) failed() bool { return d.err != nil }

// code is the kind of a document's failure, "" for none.
func (d document) code() fault.Code { return fault.CodeOf(d.err) }

// transient says whether trying again later makes sense.
func transient(code fault.Code) bool {
	switch code {
	case fault.NoRobots, fault.Throttled, fault.ServerError, fault.Timeout, fault.NoHost, fault.Unreachable,
		fault.TLS, fault.Truncated, fault.Protocol, fault.Challenge:
		return true
	}
	return false
}
