package ingest

import (
	"fmt"
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
)

// retries are the delays after failures in a row that may pass.
var retries = []time.Duration{time.Hour, 6 * time.Hour, 24 * time.Hour}

// looks are the delays after which an article is looked at again, so that
// edits are seen; they thin out.
var looks = []time.Duration{
	time.Hour, 6 * time.Hour, 24 * time.Hour, 3 * 24 * time.Hour, 10 * 24 * time.Hour, 30 * 24 * time.Hour,
}

// lookAgain is when an article is looked at next after a number of looks; zero:
// never. It does not matter how they went: not seen is not deleted.
func (j *Job) lookAgain(now time.Time, before int) time.Time {
	delays := looks
	if len(j.Options.Looks) > 0 {
		delays = j.Options.Looks
	}
	if before >= len(delays) {
		return time.Time{}
	}
	return now.Add(delays[before])
}

// longestWait is the most that a server's Retry-After is believed.
const longestWait = 7 * 24 * time.Hour

// nextLook is when an article is looked at next after a failure.
func (j *Job) nextLook(now time.Time, a news.Article, code fault.Code, retryAfter time.Time) time.Time {
	if transient(code) && a.Failures < len(retries) {
		return latest(now.Add(retries[a.Failures]), capWait(now, retryAfter))
	}
	return j.lookAgain(now, a.Looks)
}

func capWait(now, until time.Time) time.Time {
	if until.IsZero() || !until.After(now) {
		return time.Time{}
	}
	if most := now.Add(longestWait); until.After(most) {
		return most
	}
	return until
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// told is what a source's answer said, of itself and to us.
type told struct {
	read   bool   // it was read; false: it is what it was
	cut    bool   // not to its end
	title  string // what it calls itself
	wishes news.Wishes
	items  int           // listed
	fresh  int           // of them not known before
	known  bool          // some of them were known before
	longer bool          // some of them were known before the source was seen to move
	gap    time.Duration // mean time between two items, by their dates; 0: not known
	newest time.Time     // date of the newest one; zero: not known
}

// after is what a source is once a fetch of it has ended.
func after(s news.Source, d document, now time.Time) news.Source {
	s.LastFetch, s.LastCode = d.time, d.code()
	if d.failed() {
		s.Failures++
		if s.LastCode == fault.Gone && s.State == news.SourceActive {
			s.State = news.SourceGone
		}
		return plan(s, d, now)
	}
	s = moved(s, d)
	s.LastSuccess, s.Failures = d.time, 0
	if d.told.read {
		if s.Title == "" {
			s.Title = d.told.title
		}
		s.Wishes = d.told.wishes
		s = heard(s, d.told, d.time)
	}
	if !d.unmodified {
		s.Validators = d.validators
	}
	return plan(s, d, now)
}

// goneAdvice is what a person is told of a source that answered 410.
const goneAdvice = "status 410 Gone: it is asked no more (dateline sources resume asks again)"

// plan settles when a source is asked next: never before its server wishes, and
// by itself not before its rhythm or its failures suggest.
func plan(s news.Source, d document, now time.Time) news.Source {
	var wish moment
	wish.or(capWait(now, d.retryAfter), "server: Retry-After")
	own := moment{now.Add(backoff(s.Failures)), "backing off: " + failures(s.Failures)}
	if !d.failed() {
		wish.or(d.freshUntil, "server: "+d.freshBy)
		if s.Wishes.Every > 0 {
			wish.or(now.Add(min(s.Wishes.Every, mostWish)), "feed: asks for "+every(s.Wishes.Every))
		}
		step := interval(s, now)
		own = moment{now.Add(step), every(step) + ": rhythm not known yet"}
		if gap := Expected(s, now); gap > 0 {
			own.why = every(step) + ": " + pace(gap)
		}
	}
	s.NotBefore = wish.at
	own.or(wish.at, wish.why)
	s.NextDue, s.DueWhy = own.at, own.why
	if at := awake(s.Wishes, s.NextDue); at.After(s.NextDue) {
		s.NextDue, s.DueWhy = at, "feed: skips the hours before"
	}
	if s.State == news.SourceGone {
		s.NextDue, s.DueWhy = time.Time{}, "gone: its server says that it will not come back"
	}
	return s
}

// moment is a time with its reason.
type moment struct {
	at  time.Time
	why string
}

// or takes a later time instead.
func (m *moment) or(at time.Time, why string) {
	if at.After(m.at) {
		m.at, m.why = at, why
	}
}

func failures(n int) string {
	if n == 1 {
		return "1 failure"
	}
	return fmt.Sprintf("%d failures", n)
}

// MayAsk says whether a source's server lets it be asked at a time.
func MayAsk(s news.Source, now time.Time) bool {
	return !held(s.NotBefore, s, now) && !skips(s.Wishes, now)
}

// isDue says whether a source is to be asked by itself.
func isDue(s news.Source, now time.Time) bool { return MayAsk(s, now) && !held(s.NextDue, s, now) }

// held says whether a time is still to come. One that was set by a clock that
// has gone back since is not waited for.
func held(until time.Time, s news.Source, now time.Time) bool {
	return until.After(now) && !s.LastFetch.After(now)
}
