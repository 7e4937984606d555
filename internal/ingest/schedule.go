package ingest

import (
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
)

// Delays before an article whose page could not be had is tried again.
var retries = []time.Duration{time.Hour, 6 * time.Hour, 24 * time.Hour}

// looks are the delays after which an article is looked at again, so that
// edits are seen; they thin out.
var looks = []time.Duration{
	time.Hour, 6 * time.Hour, 24 * time.Hour, 3 * 24 * time.Hour, 10 * 24 * time.Hour, 30 * 24 * time.Hour,
}

// lookAgain is when a page that was read is worth another look; zero: never.
func lookAgain(now time.Time, before int) time.Time {
	if before >= len(looks) {
		return time.Time{}
	}
	return now.Add(looks[before])
}

// longestWait is the most that a server's Retry-After is believed.
const longestWait = 7 * 24 * time.Hour

// nextLook is when a page is worth another try; zero: never.
func nextLook(now time.Time, looks int, code fault.Code, retryAfter time.Time) time.Time {
	if !transient(code) || looks >= len(retries) {
		return time.Time{}
	}
	return latest(now.Add(retries[looks]), capWait(now, retryAfter))
}

// nextDue is the earliest time that a source may be asked again: at once,
// unless its server wants to be left alone.
func nextDue(now, retryAfter time.Time) time.Time {
	return capWait(now, retryAfter)
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

// after is what a source is once a fetch of it has ended.
func after(s news.Source, d document, now time.Time) news.Source {
	s.LastFetch, s.NextDue, s.LastCode = d.time, nextDue(now, d.retryAfter), d.code()
	if d.failed() {
		s.Failures++
		if s.LastCode == fault.Gone && s.State == news.SourceActive {
			s.State = news.SourceGone
		}
		return s
	}
	s.LastSuccess, s.Failures = d.time, 0
	if !d.unmodified {
		s.Validators = d.validators
	}
	return s
}
