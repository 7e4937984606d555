package ingest

import (
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
func lookAgain(now time.Time, before int) time.Time {
	if before >= len(looks) {
		return time.Time{}
	}
	return now.Add(looks[before])
}

// longestWait is the most that a server's Retry-After is believed.
const longestWait = 7 * 24 * time.Hour

// nextLook is when an article is looked at next after a failure.
func nextLook(now time.Time, a news.Article, code fault.Code, retryAfter time.Time) time.Time {
	if transient(code) && a.Failures < len(retries) {
		return latest(now.Add(retries[a.Failures]), capWait(now, retryAfter))
	}
	return lookAgain(now, a.Looks)
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
	if s.Title == "" {
		s.Title = d.title
	}
	if !d.unmodified {
		s.Validators = d.validators
	}
	return s
}
