package edtf

import "time"

// IsZero says whether the date is unknown.
func (d Date) IsZero() bool { return d == Date{} }

// Precision returns how much of the date is known.
func (d Date) Precision() Precision {
	if d.ranged {
		return PrecisionRange
	}
	return d.from.kind
}

// From returns the first date of an interval, which is unknown where that end
// is open or unknown; any other date returns itself.
func (d Date) From() Date { return end(d.from) }

// To returns the last date of an interval, which is unknown where that end is
// open or unknown; any other date returns itself.
func (d Date) To() Date {
	if !d.ranged {
		return d
	}
	return end(d.to)
}

func end(p point) Date {
	if p.open {
		return Date{}
	}
	return single(p)
}

// Qualifier returns what is in doubt about the date, or about either end of an
// interval.
func (d Date) Qualifier() Qualifier { return d.from.qualifier | d.to.qualifier }

// With returns the date with a qualifier added, to both ends of an interval.
// A moment takes none.
func (d Date) With(q Qualifier) Date {
	d.from = d.from.with(q)
	d.to = d.to.with(q)
	return d
}

func (p point) with(q Qualifier) point {
	if p.kind != PrecisionNone && p.kind != PrecisionInstant {
		p.qualifier |= q & bothQualifiers
	}
	return p
}

// Instant returns the moment and true if the date is one, in the zone that it
// was given in.
func (d Date) Instant() (time.Time, bool) {
	if d.ranged || d.from.kind != PrecisionInstant {
		return time.Time{}, false
	}
	p := d.from
	zone := time.UTC
	if p.offset != 0 {
		zone = time.FixedZone("", int(p.offset)*60)
	}
	return time.Date(int(p.year), time.Month(p.month), int(p.day), int(p.hour), int(p.minute), int(p.second), 0, zone), true
}
