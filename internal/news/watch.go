package news

import "time"

// Watch is a saved query. What arrives and matches it is told over its channels.
type Watch struct {
	ID       int64
	UID      string // random, in hex: part of the ids of what is sent
	Name     string
	Query    string
	Quiet    string // "22:00-07:00" in local time: nothing is sent then; "": never
	Digest   string // "hourly", "daily@08:00": what is told goes out together; "": one by one
	Since    int64  // the last arrival before it was made
	Made     time.Time
	Channels []Channel
}

// ChannelKind says how alerts travel.
type ChannelKind string

// The kinds of channel.
const (
	ChannelTerminal ChannelKind = "terminal" // standard output
	ChannelAtom     ChannelKind = "atom"     // a feed file
	ChannelCommand  ChannelKind = "command"  // a program that reads JSON
	ChannelWebhook  ChannelKind = "webhook"  // a URL that takes JSON
	ChannelMail     ChannelKind = "mail"     // an address
)

// Channel is one way on which the alerts of a watch go out.
type Channel struct {
	ID       int64
	Kind     ChannelKind
	Target   string    // path, JSON list of words, URL or address; "": of the terminal
	Failures int       // in a row
	Failed   time.Time // when last
	Failure  string    // why; "": it works
}

// AlertKind says what there is to tell.
type AlertKind string

// The kinds of alert.
const (
	AlertMatch      AlertKind = "match"      // an article matches that did not before
	AlertOrigin     AlertKind = "origin"     // the same, and it is the first report of its own by its outlet
	AlertEdit       AlertKind = "edit"       // an article that matched was changed
	AlertCorrection AlertKind = "correction" // an article that matches owns up to a mistake
	AlertDenial     AlertKind = "denial"     // somebody denies something in an article that matches
)
