package news

import (
	"time"

	"dateline/internal/text"
)

// DerivedKind is the kind of a derived row that a person may decide on.
type DerivedKind string

// The kinds.
const (
	DerivedDeal      DerivedKind = "deal"
	DerivedEvent     DerivedKind = "event"
	DerivedStatement DerivedKind = "statement"
	DerivedOrigin    DerivedKind = "origin"
)

// Verdict is what a person says about a derived row.
type Verdict string

// The verdicts.
const (
	Confirmed Verdict = "confirmed"
	Rejected  Verdict = "rejected"
	Corrected Verdict = "corrected"
)

// Decision is what a person said about a derived row. It outlives every
// reread: it is found by article, kind and subject, not by row.
type Decision struct {
	ID         int64
	Kind       DerivedKind
	Article    int64
	Subject    string // what it is about, in words that any reader gives it
	Version    int64  // the passage that was shown
	Span       text.Span
	Quote      string
	Verdict    Verdict
	Correction map[string]string // of a corrected row: names of docs/json.md → values
	Note       string
	Who        string
	Time       time.Time
	Reader     int // version of the reader that had read it so
}
