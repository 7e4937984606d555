package edtf

// String returns the date as EDTF, quarters and halves as 2011-Q4 and 2011-H1;
// "" if it is unknown.
func (d Date) String() string {
	var buffer [64]byte
	return string(d.append(buffer[:0]))
}

// MarshalText returns the date as [Date.String] does; it never fails. JSON
// holds a date in this form.
func (d Date) MarshalText() ([]byte, error) { return d.append(nil), nil }

// AppendText appends the date as [Date.String] writes it; it never fails.
func (d Date) AppendText(b []byte) ([]byte, error) { return d.append(b), nil }

func (d Date) append(b []byte) []byte {
	b = d.from.append(b)
	if d.ranged {
		b = append(b, '/')
		b = d.to.append(b)
	}
	return b
}

func (p point) append(b []byte) []byte {
	if p.kind == PrecisionNone {
		if p.open {
			b = append(b, ".."...)
		}
		return b
	}
	b = digits(b, int(p.year), 4)
	switch p.kind {
	case PrecisionCentury:
		b = append(b[:len(b)-2], "XX"...)
	case PrecisionDecade:
		b = append(b[:len(b)-1], 'X')
	case PrecisionHalf:
		b = append(b, '-', 'H', '0'+p.month)
	case PrecisionQuarter:
		b = append(b, '-', 'Q', '0'+p.month)
	case PrecisionSeason, PrecisionMonth, PrecisionDay, PrecisionInstant:
		b = digits(append(b, '-'), int(p.month), 2)
	}
	if p.kind == PrecisionDay || p.kind == PrecisionInstant {
		b = digits(append(b, '-'), int(p.day), 2)
	}
	for range p.unspecified {
		b = append(b, "-XX"...)
	}
	if p.kind == PrecisionInstant {
		b = p.appendClock(b)
	}
	if p.qualifier != 0 {
		b = append(b, qualifierSigns[p.qualifier])
	}
	return b
}

// qualifierSigns is indexed by Qualifier.
const qualifierSigns = " ?~%"

func (p point) appendClock(b []byte) []byte {
	b = digits(append(b, 'T'), int(p.hour), 2)
	b = digits(append(b, ':'), int(p.minute), 2)
	if p.hasSecond {
		b = digits(append(b, ':'), int(p.second), 2)
	}
	if p.offset == 0 {
		return append(b, 'Z')
	}
	offset, sign := int(p.offset), byte('+')
	if offset < 0 {
		offset, sign = -offset, '-'
	}
	b = digits(append(b, sign), offset/60, 2)
	return digits(append(b, ':'), offset%60, 2)
}

// digits appends n with at least width digits.
func digits(b []byte, n, width int) []byte {
	at := len(b)
	for range width {
		b = append(b, '0')
	}
	for i := at + width - 1; i >= at; i-- {
		b[i] = byte('0' + n%10)
		n /= 10
	}
	return b
}
