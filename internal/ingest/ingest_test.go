package ingest

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/report"
	"dateline/internal/store"
	"dateline/internal/warc"
)

func TestFeedBringsItsPages(t *testing.T) {
	w := newWeb(t)
	w.set("/feed", "application/rss+xml", feedOf("/one", "Ministry signs", "/two", "Court rules"))
	w.set("/one", "text/html", articlePage("Ministry signs", first, second))
	w.set("/two", "text/html", articlePage("Court rules", second, first))
	d := newDesk(t, w)
	sum := d.run(d.follow(herald + "/feed"))
	if sum.New != 2 || sum.Failed != 0 {
		t.Errorf("%+v, want 2 new", sum)
	}
	v := d.versions(herald + "/one")
	if len(v) != 1 || v[0].Basis != news.BasisPage || !strings.Contains(v[0].Text, first) {
		t.Fatalf("versions: %+v", v)
	}
	if got := v[0].Published.String(); got != "2026-01-12T09:00:00Z" {
		t.Errorf("published %s: the page is silent, so the feed's word stands", got)
	}
}

func TestTwiceTheSameIsNothingNew(t *testing.T) {
	w := newWeb(t)
	w.set("/feed", "application/rss+xml", feedOf("/one", "Ministry signs"))
	w.set("/one", "text/html", articlePage("Ministry signs", first, second))
	d := newDesk(t, w)
	task := d.follow(herald + "/feed")
	d.run(task)
	before := d.rows("versions", "sightings", "articles")
	if sum := d.run(d.due(48 * time.Hour)...); sum.New != 0 || sum.Changed != 0 {
		t.Errorf("%+v, want nothing new", sum)
	}
	if w.asked("/one") != 2 {
		t.Errorf("the page was asked for %d times, want 2: it was due for another look", w.asked("/one"))
	}
	if after := d.rows("versions", "sightings", "articles"); after != before {
		t.Errorf("versions, sightings, articles: %v, before %v", after, before)
	}
}

// rows counts; see news for the words.
func (d *desk) rows(...string) [3]int {
	st, err := d.store.Stats(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	return [3]int{st.Versions, st.Sightings, st.Articles}
}

func TestEditIsANewVersion(t *testing.T) {
	w := newWeb(t)
	w.set("/feed", "application/rss+xml", feedOf("/one", "Ministry signs"))
	w.set("/one", "text/html", articlePage("Ministry signs", first, second))
	d := newDesk(t, w)
	d.run(d.follow(herald + "/feed"))
	w.set("/one", "text/html", articlePage("Ministry signs larger deal", strings.Replace(first, "$40", "$44", 1), second))
	sum := d.run(d.due(2 * time.Hour)...)
	if sum.Changed != 1 {
		t.Errorf("%+v, want 1 changed", sum)
	}
	v := d.versions(herald + "/one")
	if len(v) != 2 || !strings.Contains(v[0].Text, "$40 million") || !strings.Contains(v[1].Text, "$44 million") || v[1].Title != "Ministry signs larger deal" {
		t.Errorf("both versions must stand: %+v", v)
	}
}

func TestItemStandsInForAPageThatIsNotToBeHad(t *testing.T) {
	w := newWeb(t)
	w.set("/feed", "application/rss+xml", feedOf("/missing", "Ministry signs", "/forbidden", "Court rules", "/broken", "Board meets"))
	w.set("/robots.txt", "text/plain", "User-agent: *\nDisallow: /forbidden\n")
	w.set("/forbidden", "text/html", articlePage("Court rules", first, second))
	w.handle("/broken", func(out http.ResponseWriter, _ *http.Request) {
		out.Header().Set("Content-Length", "5000")
		_, _ = out.Write([]byte("<html>"))
	})
	d := newDesk(t, w)
	sum := d.run(d.follow(herald + "/feed"))
	if sum.New != 3 || sum.Unread != 3 || sum.Failed != 0 {
		t.Errorf("%+v, want 3 new, their pages not to be had, and no failure", sum)
	}
	if w.asked("/forbidden") != 0 {
		t.Error("a page was asked for that robots.txt forbids")
	}
	for path, code := range map[string]fault.Code{"/missing": fault.NotFound, "/forbidden": fault.Robots, "/broken": fault.Truncated} {
		v := d.versions(herald + path)
		if len(v) != 1 || v[0].Basis != news.BasisItem || !strings.HasPrefix(v[0].Text, "In short:") || v[0].Capture == 0 {
			t.Errorf("%s: %+v, want the item with the feed's capture", path, v)
		}
		if !d.failedWith(herald+path, code) {
			t.Errorf("%s: failures %v, want %s", path, d.failed, code)
		}
	}
	d.verify()
}

func (d *desk) failedWith(what string, code fault.Code) bool {
	for _, f := range d.failed {
		if f.What == what && errors.Is(f.Err, code) {
			return true
		}
	}
	return false
}

// verify checks the whole chain of evidence.
func (d *desk) verify() {
	d.t.Helper()
	v := report.Verification{Evidence: d.store, Archive: store.ArchiveDir(d.store.Path()), Decode: d.client.Decode, Progress: func(int) {}, Found: func(f report.Flaw) error {
		d.t.Errorf("flaw: %+v", f)
		return nil
	}}
	sum, err := v.Run(d.t.Context())
	if err != nil || sum.Captures == 0 {
		d.t.Errorf("verify: %+v, %v", sum, err)
	}
}

func TestFailedSourceKeepsItsValidatorsAndItsItems(t *testing.T) {
	w := newWeb(t)
	answer := func(status int, body string) {
		w.handle("/feed", func(out http.ResponseWriter, r *http.Request) {
			if r.Header.Get("If-None-Match") == `"a"` && status == http.StatusOK {
				out.WriteHeader(http.StatusNotModified)
				return
			}
			out.Header().Set("ETag", `"a"`)
			out.WriteHeader(status)
			_, _ = out.Write([]byte(body))
		})
	}
	answer(http.StatusOK, feedOf())
	d := newDesk(t, w)
	d.o.NoPages = true
	d.run(d.follow(herald + "/feed"))
	for _, c := range []struct {
		status int
		body   string
		code   fault.Code
	}{{503, "later", fault.ServerError}, {200, "", ""}} {
		answer(c.status, c.body)
		sum := d.run(d.due(0)...)
		sources, err := d.store.Sources(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if s := sources[0]; s.Validators.ETag != `"a"` || s.LastCode != c.code {
			t.Errorf("after %d: %+v, %+v", c.status, sum, s)
		}
	}
	if sum := d.run(d.due(0)...); sum.Failed != 0 {
		t.Errorf("%+v: not modified is no failure", sum)
	}
}

func TestNotAFeedIsAFailureWithACode(t *testing.T) {
	w := newWeb(t)
	d := newDesk(t, w)
	task := d.follow(herald + "/feed")
	for _, c := range []struct {
		kind, body string
		code       fault.Code
	}{
		{"text/html", "<html><body><h1>Welcome to the Herald</h1></body></html>", fault.NotAFeed},
		{"text/html", "<html><head><title>Just a moment...</title></head><body><h1>Are you a robot?</h1></body></html>", fault.Challenge},
		{"text/html", "<html><head><title>503 Service unavailable</title></head><body>Later</body></html>", fault.ServerError},
		{"application/json", `{"error": "no key"}`, fault.NotAFeed},
		{"application/rss+xml", "", fault.NotAFeed},
	} {
		w.set("/feed", c.kind, c.body)
		if sum := d.run(task); sum.Failed != 1 || !d.failedWith(herald+"/feed", c.code) {
			t.Errorf("%q: %+v, %v; want %s", c.body, sum, d.failed, c.code)
		}
	}
}

func TestFolderWithABrokenFileTakesTheOthers(t *testing.T) {
	d := newDesk(t, nil)
	dir := t.TempDir()
	write := func(name, body string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a.html", articlePage("Ministry signs", first, second))
	write("b.txt", "Court rules\n\n"+second+"\n\n"+first)
	write("c.html.gz", "\x1f\x8bnot gzip at all")
	write("notes.gold.json", `{"text": "not a feed"}`)
	write("picture.png", "\x89PNG\r\n\x1a\n\x00")
	write(".hidden.html", articlePage("Hidden", first))
	zipped, err := os.Create(filepath.Join(dir, "d.html.gz"))
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(zipped)
	_, _ = z.Write([]byte(articlePage("Board meets", second, "It was the third such meeting in a month, and the minutes were published on the following day.")))
	_, _ = z.Close(), zipped.Close()
	d.o.Published = edtf.Day(2026, 2, 18)
	sum := d.run(Task{Kind: KindFile, Path: dir})
	if sum.New != 3 || sum.Failed != 1 || sum.Skipped != 2 {
		t.Errorf("%+v, want 3 new, 1 failed, 2 skipped; failures %v", sum, d.failed)
	}
	if !d.failedWith(filepath.Join(dir, "c.html.gz"), fault.Truncated) {
		t.Errorf("the broken file is not named: %v", d.failed)
	}
	d.verify()
	if again := d.run(Task{Kind: KindFile, Path: dir}); again.New != 0 || again.Changed != 0 || again.Unchanged != 3 {
		t.Errorf("again: %+v, want 3 unchanged", again)
	}
}

func TestBareTextTakesWhatItIsTold(t *testing.T) {
	d := newDesk(t, nil)
	d.o.Published, d.o.URL = edtf.Day(2026, 2, 18), herald+"/told"
	d.o.Outlet = news.Outlet{Domain: "theherald.example"}
	d.run(Task{Kind: KindFile, Path: "-", In: strings.NewReader(first + "\n\n" + second)})
	v := d.versions(herald + "/told")
	if len(v) != 1 || v[0].Published.String() != "2026-02-18" || v[0].Basis != news.BasisText {
		t.Errorf("%+v", v)
	}
}

func TestArchiveOfOneStoreFeedsAnother(t *testing.T) {
	w := newWeb(t)
	w.set("/feed", "application/rss+xml", feedOf("/one", "Ministry signs"))
	w.set("/one", "text/html", articlePage("Ministry signs", first, second))
	d := newDesk(t, w)
	d.run(d.follow(herald + "/feed"))
	files, err := filepath.Glob(filepath.Join(d.dir, "archive", "*", "*.warc.gz"))
	if err != nil || len(files) != 1 {
		t.Fatalf("files %v, %v", files, err)
	}
	other := newDesk(t, nil)
	sum := other.run(Task{Kind: KindFile, Path: files[0]})
	if sum.Failed != 0 {
		t.Fatalf("%+v, %v", sum, other.failed)
	}
	v := other.versions(herald + "/one")
	if len(v) != 1 || v[0].Text != d.versions(herald + "/one")[0].Text || !v[0].Seen.Equal(d.versions(herald + "/one")[0].Seen.Truncate(time.Millisecond)) {
		t.Errorf("%+v", v)
	}
	other.verify()
}

func TestInterruptedRunKeepsWhatArrivedAndGoesOn(t *testing.T) {
	w := newWeb(t)
	ctx, cancel := context.WithCancel(t.Context())
	w.set("/feed", "application/rss+xml", feedOf("/one", "Ministry signs", "/two", "Court rules"))
	w.set("/one", "text/html", articlePage("Ministry signs", first, second))
	w.handle("/two", func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	d := newDesk(t, w)
	sum, err := d.try(ctx, d.follow(herald+"/feed"))
	if !errors.Is(err, fault.Interrupted) || sum.Left == 0 {
		t.Fatalf("%+v, %v; want interrupted with something left", sum, err)
	}
	w.set("/two", "text/html", articlePage("Court rules", second, first))
	d.run(d.due(0)...)
	if v := d.versions(herald + "/two"); len(v) != 1 || v[0].Basis != news.BasisPage {
		t.Errorf("%+v: the next run takes up what was left", v)
	}
	d.verify()
}

func TestPasswordsStayOutOfTheArchive(t *testing.T) {
	w := newWeb(t)
	w.handle("/feed", func(out http.ResponseWriter, r *http.Request) {
		if user, password, _ := r.BasicAuth(); user != "desk" || password != "sesame" {
			out.WriteHeader(http.StatusUnauthorized)
			return
		}
		_, _ = out.Write([]byte(feedOf()))
	})
	d := newDesk(t, w)
	if sum := d.run(d.follow("http://desk:sesame@theherald.example/feed")); sum.Failed != 0 {
		t.Fatalf("%+v, %v", sum, d.failed)
	}
	var kept []byte
	err := d.store.EachCapture(t.Context(), func(c news.Capture) error {
		f, err := os.Open(filepath.Join(d.dir, "archive", c.File))
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }()
		z, err := gzip.NewReader(f)
		if err != nil {
			return err
		}
		kept, err = io.ReadAll(z)
		return err
	})
	if err != nil || !strings.Contains(string(kept), "Authorization: withheld") {
		t.Fatalf("no request was kept: %v", err)
	}
	for _, secret := range []string{"sesame", "ZGVzazpzZXNhbWU="} {
		if strings.Contains(string(kept), secret) {
			t.Errorf("the archive holds %q", secret)
		}
	}
}

func TestIndexLeadsToTheSitemapsThatMayBeNew(t *testing.T) {
	w := newWeb(t)
	recent := time.Now().UTC().Format(time.DateOnly)
	w.set("/index.xml", "application/xml", `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
		<sitemap><loc>`+herald+`/old.xml</loc><lastmod>2019-01-01</lastmod></sitemap>
		<sitemap><loc>`+herald+`/new.xml</loc><lastmod>`+recent+`</lastmod></sitemap></sitemapindex>`)
	w.set("/new.xml", "application/xml", `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>`+herald+`/one</loc></url></urlset>`)
	w.set("/one", "text/html", articlePage("Ministry signs", first, second))
	d := newDesk(t, w)
	task := d.follow(herald + "/index.xml")
	if sum := d.run(task); sum.New != 1 || sum.Failed != 0 {
		t.Errorf("%+v, %v; want the one article of the new sitemap", sum, d.failed)
	}
	if w.asked("/old.xml") != 0 {
		t.Error("a sitemap was fetched that has not changed for years")
	}
	if v := d.versions(herald + "/one"); len(v) != 1 {
		t.Errorf("%+v", v)
	}
}

func TestOwnArchiveIsNotRead(t *testing.T) {
	w := newWeb(t)
	w.set("/feed", "application/rss+xml", feedOf())
	d := newDesk(t, w)
	d.run(d.follow(herald + "/feed"))
	d.o.Keep = filepath.Join(d.dir, "archive")
	if sum := d.run(Task{Kind: KindFile, Path: d.o.Keep}); sum.Failed != 1 {
		t.Errorf("%+v: it would never end", sum)
	}
	if sum := d.run(Task{Kind: KindFile, Path: d.dir}); sum.Failed != 0 || sum.New != 0 {
		t.Errorf("%+v, %v: the folder around it may hold other things", sum, d.failed)
	}
}

func TestArchivesKeepTheirOrder(t *testing.T) {
	var b bytes.Buffer
	for i := range 12 {
		page := articlePage("Ministry signs", fmt.Sprintf("Version %d. %s", i, first), second)
		when := time.Date(2026, 2, 1+i, 0, 0, 0, 0, time.UTC).Format(time.RFC3339)
		block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
		fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-0000000000%02d>\r\nWARC-Target-URI: %s/one\r\n"+
			"WARC-Date: %s\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, herald, when, len(block), block)
	}
	path := filepath.Join(t.TempDir(), "crawl.warc")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	d := newDesk(t, nil)
	d.run(Task{Kind: KindFile, Path: path})
	all := d.versions(herald + "/one")
	if len(all) != 12 {
		t.Fatalf("%d versions, want 12", len(all))
	}
	for i, v := range all {
		if v.Number != i+1 || !strings.HasPrefix(v.Text, fmt.Sprintf("Version %d.", i)) {
			t.Errorf("version %d: %.20q", v.Number, v.Text)
		}
	}
	if sum := d.run(Task{Kind: KindFile, Path: path}); sum.Changed != 0 || sum.New != 0 || sum.Failed != 0 {
		t.Errorf("again: %+v, want nothing new", sum)
	}
	d.verify()
}

func TestWallThatGoesUpIsNoEdit(t *testing.T) {
	w := newWeb(t)
	w.set("/feed", "application/rss+xml", feedOf("/one", "Ministry signs"))
	w.set("/one", "text/html", articlePage("Ministry signs", first, second, first))
	d := newDesk(t, w)
	d.run(d.follow(herald + "/feed"))
	for _, answer := range []http.HandlerFunc{
		func(out http.ResponseWriter, r *http.Request) { http.Redirect(out, r, "/", http.StatusFound) },
		func(out http.ResponseWriter, _ *http.Request) { http.Error(out, "no", http.StatusForbidden) },
	} {
		w.set("/", "text/html", articlePage("The Herald: all the news", second, first))
		w.handle("/one", answer)
		if sum := d.run(d.due(100 * 24 * time.Hour)...); sum.Changed != 0 || sum.Unread != 1 {
			t.Errorf("%+v, %v: not seen is not changed", sum, d.failed)
		}
	}
	if v := d.versions(herald + "/one"); len(v) != 1 {
		t.Errorf("%d versions, want the one that was read", len(v))
	}
	w.set("/one", "text/html", articlePage("Ministry signs", first, second, first))
	if sum := d.run(d.due(100 * 24 * time.Hour)...); sum.Unchanged != 1 || sum.Unread != 0 {
		t.Errorf("%+v: it is looked at again, and is what it was", sum)
	}
}

func TestPagesAreFetchedAfterARunWithoutThem(t *testing.T) {
	w := newWeb(t)
	w.set("/feed", "application/rss+xml", feedOf("/one", "Ministry signs"))
	w.set("/one", "text/html", articlePage("Ministry signs", first, second))
	d := newDesk(t, w)
	d.o.NoPages = true
	d.run(d.follow(herald + "/feed"))
	if v := d.versions(herald + "/one"); len(v) != 1 || v[0].Basis != news.BasisItem || w.asked("/one") != 0 {
		t.Fatalf("%+v", v)
	}
	d.o.NoPages = false
	if sum := d.run(d.due(0)...); sum.Changed != 0 {
		t.Errorf("%+v: the page is no edit of the item", sum)
	}
	if v := d.versions(herald + "/one"); len(v) != 2 || v[1].Basis != news.BasisPage {
		t.Errorf("%+v", v)
	}
}

func TestHostThatWantsToBeLeftAloneIs(t *testing.T) {
	w := newWeb(t)
	w.set("/feed", "application/rss+xml", feedOf("/1", "One", "/2", "Two", "/3", "Three"))
	for _, path := range []string{"/1", "/2", "/3"} {
		w.handle(path, func(out http.ResponseWriter, _ *http.Request) {
			out.Header().Set("Retry-After", "3600")
			out.WriteHeader(http.StatusTooManyRequests)
		})
	}
	d := newDesk(t, w)
	sum := d.run(d.follow(herald + "/feed"))
	if asked := w.asked("/1") + w.asked("/2") + w.asked("/3"); asked != 1 {
		t.Errorf("the host was asked %d times, want once; %+v", asked, sum)
	}
}

func TestLinkThatLeadsElsewhereIsNoArticleOfItsOwn(t *testing.T) {
	w := newWeb(t)
	w.set("/feed", "application/rss+xml", feedOf("/go/1", "Ministry signs", "/one", "Ministry signs"))
	w.handle("/go/1", func(out http.ResponseWriter, r *http.Request) {
		http.Redirect(out, r, "/one", http.StatusMovedPermanently)
	})
	w.set("/one", "text/html", articlePage("Ministry signs", first, second))
	d := newDesk(t, w)
	d.run(d.follow(herald + "/feed"))
	if v := d.versions(herald + "/one"); len(v) != 1 || v[0].Published.IsZero() {
		t.Errorf("%+v, want one version with the date of its listing", v)
	}
	found, err := d.store.FindArticles(t.Context(), herald+"/go/1")
	if err != nil || len(found) != 1 || found[0].Target == 0 {
		t.Fatalf("%+v, %v; want it to point to its target", found, err)
	}
	via := 0
	files, _ := filepath.Glob(filepath.Join(d.dir, "archive", "*", "*.warc.gz"))
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		reader := warc.NewReader(f, 0)
		for record, _, err := reader.Next(); err == nil; record, _, err = reader.Next() {
			if record.Type == warc.TypeMetadata && strings.Contains(string(record.Block), "via: "+herald+"/go/1") && record.TargetURI == herald+"/one" {
				via++
			}
		}
		_ = f.Close()
	}
	if via == 0 {
		t.Error("the archive does not say how the page was come by")
	}
	if shown, err := report.Show(t.Context(), d.store, herald+"/go/1", 0); err != nil || shown.URL != herald+"/one" {
		t.Errorf("%s, %v; want what it leads to", shown.URL, err)
	}
	d.run(d.due(2 * time.Hour)...)
	if v := d.versions(herald + "/one"); len(v) != 1 {
		t.Errorf("%d versions after another look, want one", len(v))
	}
	d.verify()
}
