package edtf

// Precision says how much of a date is known.
type Precision uint8

// The precisions, from the coarsest to the finest, and the interval.
const (
	PrecisionNone    Precision = iota // unknown
	PrecisionCentury                  // 20XX
	PrecisionDecade                   // 201X
	PrecisionYear                     // 2011; also 2011-XX
	PrecisionHalf                     // 2011-H1
	PrecisionQuarter                  // 2011-Q4
	PrecisionSeason                   // 2011-22
	PrecisionMonth                    // 2011-07; also 2011-07-XX
	PrecisionDay                      // 2011-07-03
	PrecisionInstant                  // 2011-07-03T10:00:00Z
	PrecisionRange                    // 2011/2012-07
)

var precisionNames = [...]string{"none", "century", "decade", "year", "half", "quarter", "season", "month", "day", "instant", "range"}

// String returns the precision's name in lower case.
func (p Precision) String() string {
	if int(p) >= len(precisionNames) {
		return "invalid"
	}
	return precisionNames[p]
}

// Qualifier says what a source leaves in doubt about a date.
type Qualifier uint8

// The qualifiers; both together are written "%".
const (
	Uncertain   Qualifier = 1 << iota // "?": the source may be wrong
	Approximate                       // "~": near this date, "about", "early"

	bothQualifiers = Uncertain | Approximate
)
