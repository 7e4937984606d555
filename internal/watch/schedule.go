package watch

import (
	"strconv"
	"strings"
	"time"

	"dateline/internal/fault"
)

// Quiet are hours in which nothing is sent, by the clock on the wall. They may
// go over midnight. The zero value is never.
type Quiet struct{ From, To Clock }

// Clock is a time of day in minutes.
type Clock int

// Digest says when what there is to tell goes out together. The zero value is
// never: each alert goes out by itself.
type Digest struct {
	Hourly bool
	Daily  bool
	At     Clock // of Daily
}

// ParseQuiet reads "22:00-07:00"; "" is never.
func ParseQuiet(s string) (q Quiet, err error) {
	if s == "" {
		return q, nil
	}
	from, to, ok := strings.Cut(s, "-")
	if ok {
		if q.From, err = parseClock(from); err == nil {
			q.To, err = parseClock(to)
		}
	}
	if !ok || err != nil || q.From == q.To {
		return Quiet{}, fault.Advise(fault.New(fault.Usage, "%q are no quiet hours", s), "write them as 22:00-07:00")
	}
	return q, nil
}

// ParseDigest reads "hourly" or "daily@08:00"; "" is never.
func ParseDigest(s string) (d Digest, err error) {
	switch at, daily := strings.CutPrefix(s, "daily@"); {
	case s == "":
		return d, nil
	case s == "hourly":
		return Digest{Hourly: true}, nil
	case daily:
		if d.At, err = parseClock(at); err == nil {
			d.Daily = true
			return d, nil
		}
	}
	return Digest{}, fault.Advise(fault.New(fault.Usage, "%q is no time for a digest", s), "write it as hourly or daily@08:00")
}

// parseClock reads "07:30".
func parseClock(s string) (Clock, error) {
	hours, minutes, ok := strings.Cut(s, ":")
	h, errHours := strconv.ParseUint(hours, 10, 8)
	m, errMinutes := strconv.ParseUint(minutes, 10, 8)
	if !ok || errHours != nil || errMinutes != nil || h > 23 || m > 59 || len(minutes) != 2 {
		return 0, fault.New(fault.Usage, "%q is no time of day", s)
	}
	return Clock(h*60 + m), nil
}

// wall is what a clock on the wall shows, without seconds.
func wall(t time.Time) Clock { return Clock(t.Hour()*60 + t.Minute()) }

// holds says whether the clock on the wall stands within the quiet hours.
func (q Quiet) holds(t time.Time) bool {
	now := wall(t)
	if q.From <= q.To {
		return q.From <= now && now < q.To
	}
	return q.From <= now || now < q.To
}

// Release returns t, or the end of the quiet hours that it falls into. The clock
// is looked at minute by minute, so that it does not matter when it is put
// forward or back.
func (q Quiet) Release(t time.Time, zone *time.Location) time.Time {
	at := t.In(zone)
	if !q.holds(at) {
		return t
	}
	at = at.Truncate(time.Minute)
	for range 2 * 24 * 60 {
		if at = at.Add(time.Minute); !q.holds(at) {
			break
		}
	}
	return at.UTC()
}

// Next returns when what there is to tell at t goes out: t itself without a
// digest. A daily one goes out once a day also when its time of day comes twice,
// and at the next minute there is when it is left out.
func (d Digest) Next(t time.Time, zone *time.Location) time.Time {
	switch {
	case d.Hourly:
		hour := t.Truncate(time.Minute)
		if t.After(hour) {
			hour = hour.Add(time.Minute)
		}
		for hour.In(zone).Minute() != 0 {
			hour = hour.Add(time.Minute)
		}
		return hour.UTC()
	case d.Daily:
		day := t.In(zone)
		for ahead := range 3 {
			if at := d.on(day.Year(), day.Month(), day.Day()+ahead, zone); !at.Before(t) {
				return at.UTC()
			}
		}
	}
	return t
}

// on returns the first minute of a day at which the clock has come to At.
func (d Digest) on(year int, month time.Month, day int, zone *time.Location) time.Time {
	noon := time.Date(year, month, day, 12, 0, 0, 0, zone)
	at := noon.Add(-15 * time.Hour)
	for at.Day() != noon.Day() || wall(at) < d.At {
		if at.After(noon) && at.Day() != noon.Day() {
			break // the last minutes of the day were left out
		}
		at = at.Add(time.Minute)
	}
	return at
}

// due is when an alert raised at t may be sent.
func due(q Quiet, d Digest, t time.Time, zone *time.Location) time.Time {
	return q.Release(d.Next(t, zone), zone)
}
