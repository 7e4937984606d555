package ingest

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
)

// answer serves a feed with fields of the head.
func answer(status int, body string, fields ...string) http.HandlerFunc {
	return func(out http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(fields); i += 2 {
			value := fields[i+1]
			if in, found := strings.CutPrefix(value, "in "); found { // a date
				ahead, _ := time.ParseDuration(in)
				value = time.Now().Add(ahead).UTC().Format(http.TimeFormat)
			}
			out.Header().Set(fields[i], value)
		}
		out.WriteHeader(status)
		_, _ = out.Write([]byte(body))
	}
}

// saying puts elements into a feed's channel.
func saying(elements string) string {
	return strings.Replace(feedOf(), "<channel>", "<channel>"+elements, 1)
}

func TestWishesOfServersAndFeedsBoundWhenASourceIsAskedAgain(t *testing.T) {
	sy := `<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">hourly</sy:updatePeriod><sy:updateFrequency xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">2</sy:updateFrequency>`
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		least  time.Duration // asked again not before
		why    string
	}{
		"nothing":                   {answer(200, feedOf()), 0, ""},
		"max-age":                   {answer(200, feedOf(), "Cache-Control", "public, max-age=7200"), 2 * time.Hour, "server: max-age"},
		"max-age less Age":          {answer(200, feedOf(), "Cache-Control", "max-age=7200", "Age", "3600"), time.Hour, "every 60 min: rhythm not known yet"},
		"max-age outweighs Expires": {answer(200, feedOf(), "Cache-Control", "max-age=7200", "Expires", "in 9h"), 2 * time.Hour, "server: max-age"},
		"Expires":                   {answer(200, feedOf(), "Expires", "in 3h"), 3 * time.Hour, "server: Expires"},
		"a year is a day":           {answer(200, feedOf(), "Cache-Control", "max-age=31536000"), 24 * time.Hour, "server: max-age"},
		"no-cache":                  {answer(200, feedOf(), "Cache-Control", "no-cache, max-age=7200"), 0, ""},
		"ttl":                       {answer(200, saying("<ttl>180</ttl>")), 3 * time.Hour, "feed: asks for every 3 h"},
		"a ttl of a week is a day":  {answer(200, saying("<ttl>10080</ttl>")), 24 * time.Hour, "feed: asks for every day"},
		"sy:updatePeriod":           {answer(200, saying(sy)), 30 * time.Minute, ""},
		"Retry-After in seconds":    {answer(503, "", "Retry-After", "7200"), 2 * time.Hour, "server: Retry-After"},
		"Retry-After as a date":     {answer(503, "", "Retry-After", "in 5h"), 5 * time.Hour, "server: Retry-After"},
		"Retry-After of 429":        {answer(429, "", "Retry-After", "7200"), 2 * time.Hour, "server: Retry-After"},
		"a month is seven days":     {answer(503, "", "Retry-After", "2592000"), 7 * 24 * time.Hour, "server: Retry-After"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWeb(t)
			w.handle("/feed", c.answer)
			d := newDesk(t, w)
			d.o.NoPages = true
			d.run(d.follow(herald + "/feed"))
			if c.why != "" && d.source().DueWhy != c.why {
				t.Errorf("why: %q, want %q", d.source().DueWhy, c.why)
			}
			if c.least > 0 {
				d.later(c.least - 5*time.Second)
				d.restart()
				d.run(d.due(0)...)
				if w.asked("/feed") != 1 {
					t.Errorf("asked again 5 s before %v were over", c.least)
				}
			}
			d.later(10 * time.Second)
			d.run(d.due(0)...)
			if w.asked("/feed") != 2 {
				t.Errorf("asked %d times, want again after %v", w.asked("/feed"), c.least)
			}
		})
	}
}

func TestSkippedHoursAndDaysAreLeftOut(t *testing.T) {
	var hours strings.Builder
	at := time.Now().UTC()
	for h := range 3 { // this hour and the next two
		fmt.Fprintf(&hours, "<hour>%d</hour>", at.Add(time.Duration(h)*time.Hour).Hour())
	}
	for name, c := range map[string]struct {
		elements string
		quiet    time.Duration
	}{
		"hours": {"<skipHours>" + hours.String() + "</skipHours>", at.Truncate(time.Hour).Add(3 * time.Hour).Sub(at)},
		"days":  {"<skipDays><day>" + at.Weekday().String() + "</day></skipDays>", at.Truncate(day).Add(day).Sub(at)},
	} {
		w := newWeb(t)
		w.handle("/feed", answer(200, saying(c.elements)))
		d := newDesk(t, w)
		d.o.NoPages = true
		d.run(d.follow(herald + "/feed"))
		for _, in := range []time.Duration{time.Second, c.quiet - 10*time.Second} {
			if due := d.due(in); len(due) != 0 {
				t.Errorf("%s: due %v from now, which is skipped until %v from now", name, in, c.quiet)
			}
		}
		if due := d.due(c.quiet + time.Second); len(due) != 1 {
			t.Errorf("%s: not due after what is skipped", name)
		}
	}
}

func TestASourceAskedByNameIsAskedButNotWithinARetryAfter(t *testing.T) {
	w := newWeb(t)
	d := newDesk(t, w)
	d.o.NoPages = true
	w.handle("/feed", answer(200, feedOf(), "Cache-Control", "max-age=7200"))
	d.run(d.follow(herald + "/feed"))
	if d.run(d.again()); w.asked("/feed") != 2 {
		t.Errorf("asked %d times: a person wants to know now, max-age or not", w.asked("/feed"))
	}
	for _, status := range []int{429, 503} {
		w.handle("/feed", answer(status, "", "Retry-After", "3600"))
		before := w.asked("/feed")
		d.run(d.again())
		for range 3 {
			d.later(10 * time.Minute)
			d.restart()
			if sum := d.run(d.again()); w.asked("/feed") != before+1 || sum.Left != 1 {
				t.Errorf("%d: asked %d times within a Retry-After; %+v", status, w.asked("/feed")-before, sum)
			}
		}
		d.later(time.Hour)
	}
}

func TestARetryAfterOf429IsTheWholeHosts(t *testing.T) {
	w := newWeb(t)
	w.handle("/feed", answer(429, "", "Retry-After", "3600"))
	w.set("/other", "application/rss+xml", feedOf())
	w.handle("/elsewhere", func(out http.ResponseWriter, r *http.Request) {
		http.Redirect(out, r, "http://theherald.example/other", http.StatusFound)
	})
	d := newDesk(t, w)
	d.run(d.follow(herald + "/feed"))
	d.restart()
	other := d.follow(herald + "/other")
	d.run(other, d.follow("http://thecourier.example/elsewhere"))
	if w.asked("/other") != 0 {
		t.Error("another feed of the host was asked within its Retry-After, by itself or through a redirect")
	}
	d.later(2 * time.Hour)
	d.run(other)
	if w.asked("/other") == 0 {
		t.Error("the host is asked no more")
	}
}

func TestARetryAfterOf503IsTheURLsAlone(t *testing.T) {
	w := newWeb(t)
	w.set("/feed", "application/rss+xml", feedOf("/busy", "One", "/fine", "Two"))
	w.handle("/busy", answer(503, "", "Retry-After", "3600"))
	w.set("/fine", "text/html", articlePage("Two", first, second))
	d := newDesk(t, w)
	d.run(d.follow(herald + "/feed"))
	d.restart()
	d.run(d.again(), Task{URL: herald + "/busy"})
	if w.asked("/fine") != 1 || w.asked("/busy") != 1 {
		t.Errorf("asked for /fine %d times and for /busy %d times, want once each", w.asked("/fine"), w.asked("/busy"))
	}
}

func TestRhythmIsLearnedAndKept(t *testing.T) {
	w := newWeb(t)
	d := newDesk(t, w)
	d.o.NoPages = true
	var items strings.Builder
	for i := range 12 { // every two hours
		fmt.Fprintf(&items, `<item><guid>%s/%d</guid><link>%s/%d</link><title>Item %d</title><pubDate>%s</pubDate></item>`,
			herald, i, herald, i, i, time.Now().Add(-time.Duration(i)*2*time.Hour).UTC().Format(time.RFC1123Z))
	}
	w.set("/feed", "application/rss+xml", `<rss version="2.0"><channel><title>H</title>`+items.String()+`</channel></rss>`)
	d.run(d.follow(herald + "/feed"))
	if why := d.source().DueWhy; why != "every 40 min: 12 items a day" {
		t.Errorf("why: %q", why)
	}
	d.later(39 * time.Minute)
	if due := d.rhythm(); len(due) != 0 {
		t.Error("due after 39 minutes")
	}
	if due := d.due(0); len(due) != 1 {
		t.Error("a person who asks for news does not wait for the rhythm")
	}
	d.later(2 * time.Minute)
	if due := d.rhythm(); len(due) != 1 {
		t.Error("not due after 41 minutes")
	}
}

func TestFailuresBackOffAndSuccessForgetsThem(t *testing.T) {
	w := newWeb(t)
	w.handle("/feed", answer(500, ""))
	d := newDesk(t, w)
	d.o.NoPages = true
	d.run(d.follow(herald + "/feed"))
	for i, want := range []time.Duration{10 * time.Minute, 20 * time.Minute, 40 * time.Minute} {
		s := d.source()
		if got := s.NextDue.Sub(s.LastFetch).Round(time.Minute); got != want || s.Failures != i+1 || s.LastCode != fault.ServerError {
			t.Errorf("failure %d: again after %v (%s), want %v", i+1, got, s.DueWhy, want)
		}
		d.later(want + time.Second)
		if due := d.rhythm(); len(due) != 1 {
			t.Fatalf("failure %d: not due", i+1)
		}
		d.run(d.rhythm()...)
	}
	w.handle("/feed", answer(200, feedOf()))
	d.run(d.again())
	if s := d.source(); s.Failures != 0 || s.LastCode != "" || strings.Contains(s.DueWhy, "backing off") {
		t.Errorf("%+v", s)
	}
}

func TestGoneStopsASourceAndSaysSo(t *testing.T) {
	w := newWeb(t)
	w.handle("/feed", answer(410, ""))
	d := newDesk(t, w)
	d.run(d.follow(herald + "/feed"))
	if s := d.source(); s.State != news.SourceGone || !strings.HasPrefix(s.DueWhy, "gone: ") {
		t.Errorf("%+v", s)
	}
	if len(d.failed) != 1 || !strings.Contains(d.failed[0].Err.Error(), "asked no more") {
		t.Errorf("%v: the message must say that it is asked no more", d.failed)
	}
	d.later(30 * day)
	if len(d.due(0)) != 0 || len(d.rhythm()) != 0 {
		t.Error("it is still due")
	}
}

func TestSourcesAreExemptFromRobotsUnlessConfigured(t *testing.T) {
	w := newWeb(t)
	w.set("/robots.txt", "text/plain", "User-agent: *\nDisallow: /feed\n")
	w.set("/feed", "application/rss+xml", feedOf())
	d := newDesk(t, w)
	if sum := d.run(d.follow(herald + "/feed")); sum.Failed != 0 || w.asked("/feed") != 1 || w.asked("/robots.txt") != 0 {
		t.Errorf("%+v: the user added it himself", sum)
	}
	d.o.Obey = true
	if sum := d.run(d.again()); sum.Failed != 1 || w.asked("/feed") != 1 || d.source().LastCode != fault.Robots {
		t.Errorf("%+v: the user wants robots.txt to be asked", sum)
	}
}

func TestValidatorsStandWithTheBodyThatWasRead(t *testing.T) {
	w := newWeb(t)
	var sent []string
	serve := func(etag string, status int, body string, fields ...string) {
		give := answer(status, body, append(fields, "ETag", etag, "Last-Modified", "Mon, 12 Jan 2026 09:00:00 GMT")...)
		w.handle("/feed", func(out http.ResponseWriter, r *http.Request) {
			sent = append(sent, r.Header.Get("If-None-Match")+" "+r.Header.Get("If-Modified-Since"))
			if r.Header.Get("If-None-Match") == etag {
				out.WriteHeader(http.StatusNotModified)
				return
			}
			give(out, r)
		})
	}
	d := newDesk(t, w)
	d.o.NoPages = true
	serve(`"1"`, 200, feedOf("/one", "Ministry signs"))
	d.run(d.follow(herald + "/feed"))
	for _, bad := range []struct {
		status int
		body   string
		fields []string
	}{
		{206, feedOf("/two", "Court rules")[:200], nil},                                              // no feed any more
		{200, feedOf("/two", "Court rules"), []string{"Content-Length", "9000"}},                     // truncated
		{200, "not gzip", []string{"Content-Encoding", "gzip"}},                                      // broken
		{200, "<html><title>Just a moment...</title><body>Checking your browser</body></html>", nil}, // a challenge
		{200, `{"error": "overloaded"}`, nil},                                                        // an error with status 200
		{500, feedOf("/two", "Court rules"), nil},                                                    // refused
	} {
		serve(`"2"`, bad.status, bad.body, bad.fields...)
		if sum := d.run(d.again()); sum.Failed != 1 {
			t.Errorf("%.40q: %+v, want a failure", bad.body, sum)
		}
	}
	serve(`"3"`, 200, feedOf("/two", "Court rules"))
	if sum := d.run(d.again()); sum.New != 1 {
		t.Errorf("%+v: the item is new", sum)
	}
	d.run(d.again())
	for i, pair := range sent[1:] {
		want := `"1" Mon, 12 Jan 2026 09:00:00 GMT`
		if i == len(sent)-2 {
			want = `"3" Mon, 12 Jan 2026 09:00:00 GMT`
		}
		if pair != want {
			t.Errorf("request %d sent %s, want %s", i+2, pair, want)
		}
	}
	if s := d.source(); s.Failures != 0 || w.asked("/feed") != 9 {
		t.Errorf("%+v, asked %d times", s, w.asked("/feed"))
	}
}

func TestAFeedThatEndsEarlyIsAskedWholeAgain(t *testing.T) {
	w := newWeb(t)
	whole := feedOf("/one", "Ministry signs", "/two", "Court rules")
	d := newDesk(t, w)
	d.o.NoPages = true
	task := d.follow(herald + "/feed")
	w.handle("/feed", answer(200, whole[:strings.Index(whole, "Court")+3], "ETag", `"1"`))
	for range 2 {
		if sum := d.run(task); sum.Failed != 0 || d.rows()[2] != 1 {
			t.Fatalf("%+v, %v; want the one item that is whole", sum, d.rows())
		}
		if v := d.source().Validators; v != (news.Validators{}) {
			t.Errorf("%+v are kept of half a feed", v)
		}
		task = d.again()
	}
	w.handle("/feed", answer(200, whole, "ETag", `"1"`))
	if sum := d.run(d.again()); sum.New != 1 || d.source().Validators.ETag != `"1"` {
		t.Errorf("%+v, %+v; want the second item", sum, d.source())
	}
}
