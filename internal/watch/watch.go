// Package watch tells what is new to saved queries: it looks at every version
// that arrives, raises alerts, and sends them over the channels of each watch.
//
// Nothing is told twice and nothing is lost: an alert is a row with a key of its
// own, stored in one transaction with the mark that its version was looked at; a
// delivery is marked once its channel has taken it. If the program ends in
// between, it is sent again under the same id.
package watch

import (
	"context"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/store"
)

// Store is what watching asks of a store.
type Store interface {
	report.Stories
	Arrivals(ctx context.Context, limit int) ([]store.Arrival, error)
	Watches(ctx context.Context) ([]news.Watch, error)
	Which(ctx context.Context, n query.Node, versions []int64) (map[int64]bool, error)
	Reading(ctx context.Context, version int64) (news.Reading, bool, error)
	Hits(ctx context.Context, versions []int64) ([]store.Hit, error)
	Heard(ctx context.Context, watch int64, speaker string) ([]string, error)
	Raise(ctx context.Context, alerts []store.Alert, heard []store.Heard, arrivals []int64) (int, error)
	DueDeliveries(ctx context.Context, now time.Time) ([]store.Delivery, error)
	Seal(ctx context.Context, channel int64, alerts []int64, message string) error
	Delivered(ctx context.Context, channel int64, alerts []int64, now time.Time) error
	Undelivered(ctx context.Context, channel int64, alerts []int64, why string, now, again time.Time, rest bool) error
}

// Job raises alerts and sends them.
type Job struct {
	Store     Store
	Now       func() time.Time
	Zone      *time.Location                     // of quiet hours and digests
	Query     func(string) (query.Node, error)   // reads the query of a watch
	Notifiers map[news.ChannelKind]Notifier      // a kind without one waits
	Progress  func(watch string, c news.Channel) // before each message; may be nil
}

// Alert is something to tell. Its JSON is the contract of docs/json.md.
type Alert struct {
	ID        string            `json:"id"` // stays the same, however often it is sent
	Watch     string            `json:"watch"`
	Kind      news.AlertKind    `json:"kind"`
	Time      time.Time         `json:"time"` // when it was raised
	Article   int64             `json:"article"`
	Version   int               `json:"version"` // number of the version that says so
	Title     string            `json:"title"`
	URL       string            `json:"url"`
	Outlet    string            `json:"outlet"`
	Domain    string            `json:"domain"`
	Published edtf.Date         `json:"published"`
	Seen      time.Time         `json:"seen"`    // of the version
	Text      string            `json:"text"`    // what is new, in one line
	Passage   *report.Passage   `json:"passage"` // where the version says so; null: it is not one passage
	Speaker   string            `json:"speaker"` // of a denial; "": not told, or none
	From      int               `json:"from"`    // of an edit: number of the version before; 0: none
	Change    *report.ChangeRow `json:"change"`  // of an edit: the weightiest
	Story     *int64            `json:"story"`   // null: none yet
}

// Message is what is sent at once over one channel.
type Message struct {
	ID     string // stays the same, however often it is sent
	Watch  news.Watch
	Digest bool    // there may be several alerts in it
	Alerts []Alert // the oldest first
}

// Notifier sends messages over channels of one kind. It returns nil once the
// message was taken.
type Notifier interface {
	Notify(ctx context.Context, c news.Channel, m Message) error
}

// LaterError is a failure after which its channel wants to be left alone for a while.
type LaterError struct {
	Err error
	At  time.Time
}

func (l *LaterError) Error() string { return l.Err.Error() }

// Unwrap returns what failed.
func (l *LaterError) Unwrap() error { return l.Err }
