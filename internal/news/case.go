package news

import (
	"time"

	"dateline/internal/edtf"
)

// Case is what a person works on: the articles that a query matches, with those
// taken in and without those left out by hand.
type Case struct {
	ID    int64
	Name  string
	Query string // "": articles by hand alone
	Made  time.Time
}

// OwnEvent is an event that a person adds to a case, with a source of their own.
type OwnEvent struct {
	ID     int64
	Date   edtf.Date
	What   string
	Source string // "interview, 3 March"
	Time   time.Time
}

// Note is what a person wrote down, about a case or about an article in it.
type Note struct {
	ID      int64
	Article int64 // 0: about the case
	Note    string
	Who     string
	Time    time.Time
}
