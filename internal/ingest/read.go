package ingest

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"dateline/internal/fault"
	"dateline/internal/gazetteer"
	"dateline/internal/news"
	"dateline/internal/page"
	"dateline/internal/store"
	"dateline/internal/warc"
	"dateline/internal/weburl"
)

// intake is a document turned into what the store and the archive keep.
type intake struct {
	task    Task
	last    bool
	skipped bool
	entry   store.Entry
	records []warc.Record // the one that entry.Capture stands for is at captured
	capture int
	parts   []Task // sitemaps to fetch next
	seq     int64  // as document.seq
	within  bool   // one record of an archive
	err     error
}

// read turns a document into an intake. It asks the store what it needs to
// know of the article, and changes nothing.
func (j *Job) read(ctx context.Context, run int64, d document) intake {
	r := intake{task: d.task, last: d.last, skipped: d.skipped, seq: d.seq, within: len(d.records) > 0}
	if d.skipped {
		return r
	}
	if d.held {
		r.entry = store.Entry{Quiet: true, Rest: rest(d), Outcome: news.Outcome{Code: d.code(), Detail: detail(d.err)}}
		return r
	}
	same, err := j.saysTheSame(ctx, d)
	if err != nil {
		r.err = err
		return r
	}
	if same {
		state := after(*d.task.Source, d, j.Now())
		r.entry = store.Entry{Quiet: true, Source: &state}
		return r
	}
	var found findings
	if d.err == nil {
		found, d.err = j.interpret(ctx, d)
		d.told = found.told
	}
	if len(found.parts) > 0 || found.told.cut {
		d.validators = news.Validators{} // an index is read when its parts are; until then it must be asked whole
	}
	if d.task.Kind == KindArticle && d.err != nil {
		look, err := j.fallback(ctx, d)
		if err != nil {
			r.err = err
			return r
		}
		found.looks = append(found.looks, look)
	}
	r.parts = found.parts
	r.entry = store.Entry{Listings: found.listings, Looks: found.looks, Outcome: news.Outcome{
		Run: run, Source: sourceID(d.task), Article: d.task.Article.ID, URL: cmp.Or(d.url, d.task.what()),
		Time: d.asked(j.Now()), Took: d.took, Status: d.status, Code: d.code(), Detail: detail(d.err),
	}}
	r.entry.Rest = rest(d)
	r.entry.Source = found.source
	if d.task.Kind == KindSource {
		state := after(*d.task.Source, d, j.Now())
		r.entry.Source = &state
	}
	switch err := j.record(ctx, &r, d); fault.CodeOf(err) {
	case "":
	case fault.Protocol, fault.Usage, fault.TooLarge, fault.Corrupt, fault.NoMatch:
		r.spoil(err)
	default:
		r.err = err
	}
	return r
}

// asked is when we took a document: what comes from an archive has the time of
// its capture, not of its reading.
func (d document) asked(now time.Time) time.Time {
	if len(d.records) > 0 {
		return now
	}
	return d.time
}

// saysTheSame says whether a source has nothing new: not modified, or the bytes
// that were read well the last time.
func (j *Job) saysTheSame(ctx context.Context, d document) (bool, error) {
	if d.task.Kind != KindSource || d.err != nil {
		return false, nil
	}
	if d.unmodified {
		return true, nil
	}
	s := d.task.Source
	if s.LastCode != "" || s.LastSuccess.IsZero() || len(d.exchanges) == 0 {
		return false, nil
	}
	if s.Kind == news.SourceSitemap && bytes.Contains(d.body[:min(len(d.body), 8192)], []byte("<sitemapindex")) {
		return false, nil // its parts may say something new
	}
	if s.Validators == (news.Validators{}) && d.validators != s.Validators {
		return false, nil // what was read last was not whole
	}
	last, err := j.Store.LastSum(ctx, d.url)
	return last == hexSum(d.exchanges[len(d.exchanges)-1].RawBody), err
}

// spoil takes everything back that rests on bytes that cannot be kept: nothing
// is said without a capture.
func (r *intake) spoil(err error) {
	r.records, r.parts = nil, nil
	r.entry.Capture, r.entry.Listings, r.entry.Looks = nil, nil, nil
	r.entry.Outcome.Code, r.entry.Outcome.Detail = fault.CodeOf(err), detail(err)
	if s := r.task.Source; s != nil && r.task.Kind == KindSource {
		state := *s
		at := r.entry.Outcome.Time
		state = after(state, document{time: at, err: r.entry.Outcome.Code}, at)
		r.entry.Source = &state
	} else {
		r.entry.Source = nil
	}
}

// findings are what the bytes of a document say.
type findings struct {
	listings []store.Listing
	looks    []store.Look
	parts    []Task
	told     told         // what a source said
	source   *news.Source // that is not followed; nil: none, or one that is
}

// interpret reads the bytes as what they are.
func (j *Job) interpret(ctx context.Context, d document) (f findings, err error) {
	switch {
	case d.task.Kind == KindSource, d.task.Kind == KindPart:
		return j.readSource(ctx, d, *d.task.Source)
	case d.task.Kind != KindArticle && looksLikeFeed(d):
		return j.readUnfollowed(ctx, d)
	}
	f.looks, err = j.readPage(ctx, d)
	return f, err
}

// looksLikeFeed says whether the bytes begin as a feed or a sitemap does.
func looksLikeFeed(d document) bool {
	head := d.body[:min(len(d.body), 8192)]
	if !utf8.Valid(head) || bytes.IndexByte(head, 0) >= 0 { // UTF-16 and UTF-32, with or without a mark
		head = bytes.Map(func(r rune) rune {
			if r == 0 || r == utf8.RuneError {
				return -1
			}
			return r
		}, head)
	}
	head = bytes.TrimLeft(head, "\ufeff \t\r\n")
	if strings.Contains(d.contentType, "html") && !bytes.HasPrefix(head, []byte("<?xml")) {
		return false
	}
	if bytes.HasPrefix(head, []byte("{")) {
		return bytes.Contains(d.body[:min(len(d.body), 64<<10)], []byte("jsonfeed.org"))
	}
	for _, root := range []string{"<rss", "<feed", "<rdf:RDF", "<urlset", "<sitemapindex", "<channel"} {
		if found := bytes.Contains(head, []byte(root)); found && bytes.HasPrefix(head, []byte("<")) {
			return true
		}
	}
	return false
}

func sourceID(t Task) int64 {
	if t.Source == nil {
		return 0
	}
	return t.Source.ID
}

// detail is why something failed, without what was being done: the outcome
// has that in columns of its own.
func detail(err error) string {
	if err == nil {
		return ""
	}
	if cause, ok := errors.AsType[*fault.Error](err); ok {
		err = cause
	}
	return weburl.Display(err.Error())
}

func hexSum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// readPage reads an article page or a bare text.
func (j *Job) readPage(ctx context.Context, d document) ([]store.Look, error) {
	if len(bytes.TrimSpace(d.body)) == 0 {
		return nil, fault.New(fault.NotAnArticle, "it is empty")
	}
	if bytes.HasPrefix(d.body, []byte("PK\x03\x04")) {
		return nil, fault.New(fault.Unsupported, "it is a ZIP file; unzip it first (the archive folder of a WACZ can be taken in)")
	}
	if !isText(d.body) {
		return nil, fault.New(fault.Unsupported, "neither a feed, a page, a text nor a web archive")
	}
	options := page.Options{URL: d.final, ContentType: d.contentType}
	read, basis := page.Parse, news.BasisPage
	if plainText(d) {
		read, basis = page.ParseText, news.BasisText
	}
	p := read(d.body, options)
	if err := refusal(p, d); err != nil {
		return nil, err
	}
	v := versionOf(p, d.time)
	v.Basis = basis
	if d.task.Kind == KindArticle && isFrontPage(d.final) && !isFrontPage(d.task.URL) {
		return nil, fault.New(fault.Redirects, "it leads to the front page now")
	}
	look := store.Look{ArticleURL: j.articleURL(d, p), Outlet: news.Outlet{Name: p.Site}}
	look.Outlet.Domain = outletDomain(look.ArticleURL)
	if look.Outlet.Domain == "" {
		look.Outlet.Domain = strings.ToLower(p.Site) // a saved page without an address
	}
	article := d.task.Article.ID
	if d.task.Kind == KindArticle {
		look.Planned, look.NextLook = true, j.lookAgain(d.time, d.task.Article.Looks)
		if err := j.follow(ctx, d, p, &look); err != nil {
			return nil, err
		}
	} else {
		if p.Text == "" {
			return nil, fault.New(fault.NotAnArticle, "%s", cmp.Or(p.Reason, "no article text found"))
		}
		found, err := j.Store.FindArticles(ctx, look.ArticleURL)
		if err != nil {
			return nil, err
		}
		if len(found) == 1 && found[0].URL == look.ArticleURL {
			article = found[0].ID
		}
	}
	if v.Published.IsZero() {
		v.Published = j.Options.Published
	}
	if look.Outlet.Domain == "" {
		look.Outlet = j.Options.Outlet
	}
	return j.withListing(ctx, article, look, v)
}

// follow files a look under the URL that the listed one leads to: a shortened
// link, another scheme, an aggregator's address. An article that was read under
// its own URL before stays there.
func (j *Job) follow(ctx context.Context, d document, p page.Page, look *store.Look) error {
	final, err := weburl.Canonical(d.final)
	if err != nil || final == look.ArticleURL || p.Text == "" || !whole(p.Access) && p.Access != news.AccessStub {
		return nil
	}
	before, err := j.Store.Versions(ctx, d.task.Article.ID)
	if err != nil {
		return err
	}
	for _, v := range before {
		if v.Basis != news.BasisItem {
			return nil
		}
	}
	look.ListedURL, look.ArticleURL = look.ArticleURL, final
	look.Outlet.Domain = outletDomain(final)
	return nil
}

// isFrontPage says whether a URL is that of a whole site.
func isFrontPage(rawURL string) bool {
	u, err := url.Parse(rawURL)
	return err == nil && u.RawQuery == "" && strings.Trim(u.Path, "/") == ""
}

// plainText says whether bytes without a telling type are text without tags.
func plainText(d document) bool {
	if kind, _, _ := strings.Cut(d.contentType, ";"); kind != "" && kind != "application/octet-stream" {
		return strings.TrimSpace(kind) == "text/plain"
	}
	head := bytes.ToLower(d.body[:min(len(d.body), 8<<10)])
	for _, tag := range []string{"<html", "<!doctype", "<head", "<body", "<article", "<p>", "<div"} {
		if bytes.Contains(head, []byte(tag)) {
			return false
		}
	}
	return true
}

// isText refuses images, programs and the like.
func isText(b []byte) bool {
	head := b[:min(len(b), 4096)]
	nuls := bytes.Count(head, []byte{0})
	return nuls == 0 || bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff}) ||
		nuls > len(head)/3 && nuls < len(head)*4/5 // UTF-16 and UTF-32 of western text
}

// articleURL is the canonical URL that a page read by itself is kept under.
func (j *Job) articleURL(d document, p page.Page) string {
	if d.task.Kind == KindArticle {
		return d.task.Article.URL
	}
	candidates := []string{d.final, d.url}
	if d.task.Kind == KindFile && !strings.HasPrefix(d.final, "http") {
		candidates = []string{j.Options.URL, p.Canonical}
	}
	for _, candidate := range candidates {
		if u, err := weburl.Canonical(candidate); err == nil && candidate != "" {
			return u
		}
	}
	return cmp.Or(d.url, "text:"+hexSum([]byte(p.Text))[:16])
}

// outletDomain is who publishes a URL; "" for files.
func outletDomain(articleURL string) string {
	if !strings.HasPrefix(articleURL, "http") {
		return ""
	}
	return weburl.Domain(articleURL)
}

func versionOf(p page.Page, seen time.Time) news.Version {
	v := news.Version{
		Seen: seen, Title: p.Title, Authors: p.Authors, Published: p.Stated(), Modified: p.Modified,
		Language: p.Language, Section: p.Section, Site: p.Site, Canonical: p.Canonical, Access: p.Access, Text: p.Text,
		Reader: page.Reader, Credit: p.Agency, Corrections: p.Corrections,
	}
	for _, l := range p.Links {
		v.Links = append(v.Links, news.Link(l))
	}
	return v
}

// seal completes a look with its version's digest, packed text and reading.
func (j *Job) seal(look store.Look, v news.Version) store.Look {
	v.TextSHA256 = hexSum([]byte(v.Text))
	look.Version = &v
	if look.Packed == nil {
		look.Packed = store.Compress(v.Text)
	}
	r := readVersion(v, look.Outlet, look.ArticleURL, cmp.Or(j.Names, gazetteer.Default()))
	look.Reading = &r
	return look
}
