package ingest

import (
	"context"
	"strings"
	"time"

	"dateline/internal/fault"
	"dateline/internal/fetch"
	"dateline/internal/news"
	"dateline/internal/warc"
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
	title       string // what a feed calls itself
	held        bool   // nothing was asked: the host wants to be left alone
	seq         int64  // of documents from files, which are kept in order; 0: none
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
		listed, found, err := j.listedAs(ctx, t.Article.ID)
		if err == nil && found && strings.HasPrefix(listed.URL, "http") {
			t.URL = listed.URL // the canonical form names the article; the server knows the link
		}
	}
	if d, ok := j.get(ctx, t); ok {
		if d.code() == fault.Throttled {
			rest = d.retryAfter
		}
		out <- d
	}
}

// get fetches a task's URL; false if the run was stopped meanwhile.
func (j *Job) get(ctx context.Context, t Task) (document, bool) {
	d := document{task: t, last: true, url: t.URL, final: t.URL, time: j.Now()}
	r := fetch.Request{URL: t.URL, Kind: fetch.Page}
	if t.Kind == KindSource {
		r.Validators = t.Source.Validators
		if t.Source.State != news.SourceOnce {
			r.Kind = fetch.Feed // added by the user
		}
	}
	if until := j.resting[t.host()]; until.After(d.time) {
		d.held, d.err = true, fault.New(fault.Throttled, "the server wants to be left alone until %s", until.UTC().Format(time.RFC3339))
		return d, true
	}
	response, err := j.Fetcher.Get(ctx, r)
	if err != nil && ctx.Err() != nil {
		return d, false
	}
	d.err = err
	if response == nil {
		d.took = j.Now().Sub(d.time)
		return d, true
	}
	d.final, d.contentType, d.body = response.FinalURL, response.ContentType, response.Body
	d.validators, d.retryAfter = response.Validators, response.RetryAfter
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
