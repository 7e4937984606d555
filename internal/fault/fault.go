// Package fault names the ways in which work can fail.
//
// A Code is an error, so errors.Is(err, fault.Timeout) asks for the kind, and
// a short stable string, so the store keeps it with every failed fetch.
package fault

import (
	"errors"
	"fmt"
)

// Code is a kind of failure. Its text is stored and must never change.
type Code string

// Error returns the code's text.
func (c Code) Error() string { return string(c) }

// What a server, the network or a body can do wrong.
const (
	NotFound     Code = "not-found"          // 404
	Gone         Code = "gone"               // 410
	Forbidden    Code = "forbidden"          // 401, 403, 407, 451
	Refused      Code = "request-refused"    // any other 4xx
	Throttled    Code = "throttled"          // 429, or 503 with Retry-After
	ServerError  Code = "server-error"       // 5xx
	Robots       Code = "robots"             // robots.txt forbids it
	NoRobots     Code = "robots-unreachable" // robots.txt could not be read, so nothing may be fetched now
	Paywall      Code = "paywall"            // a stub in place of the article
	Challenge    Code = "challenge"          // a page that wants proof of a browser
	Timeout      Code = "timeout"            // the deadline of one fetch passed
	NoHost       Code = "no-such-host"       // the name does not resolve
	Unreachable  Code = "unreachable"        // no connection, or it broke
	TLS          Code = "tls"                // certificate or handshake
	Address      Code = "address-forbidden"  // the address is not one we may dial
	Protocol     Code = "protocol"           // not HTTP as it should be
	Redirects    Code = "redirects"          // too many, in a circle, or to nowhere
	TooLarge     Code = "too-large"          // more bytes than allowed
	BadEncoding  Code = "bad-encoding"       // content coding unknown or broken
	Truncated    Code = "truncated"          // the body ends before its announced end
	NotAFeed     Code = "not-a-feed"         // bytes that no feed reader can read
	NotAnArticle Code = "not-an-article"     // a page without article text
	Unsupported  Code = "unsupported"        // a kind of content that is not read
	Hostile      Code = "hostile"            // a body built to exhaust the reader
)

// What this machine, its files and its user can do wrong.
const (
	Usage       Code = "usage"       // a wrong command line or query
	NoStore     Code = "no-store"    // there is no store at the path
	NoMatch     Code = "no-match"    // the thing asked for by name is not there
	Locked      Code = "locked"      // another run holds the store
	Newer       Code = "newer"       // the store was written by a newer program
	Foreign     Code = "foreign"     // the file is not a Dateline store
	Corrupt     Code = "corrupt"     // stored bytes are damaged
	DiskFull    Code = "disk-full"   // no space left
	ReadOnly    Code = "read-only"   // the file or folder cannot be written
	Unreadable  Code = "unreadable"  // a file or folder cannot be read
	Interrupted Code = "interrupted" // stopped by the user
	Partial     Code = "partial"     // done in part
	Unverified  Code = "unverified"  // verification failed
)

// Error is a failure with what was being done, its kind, its cause and a hint.
type Error struct {
	Code   Code   // kind; never empty
	Doing  string // "fetch \"https://…\""; may be empty
	Err    error  // cause; may be nil
	Advice string // what the user can do about it; may be empty
}

// Error returns "doing: cause", or the code's text where no cause is known.
func (e *Error) Error() string {
	why := string(e.Code)
	if e.Err != nil {
		why = e.Err.Error()
	}
	if e.Doing == "" {
		return why
	}
	return e.Doing + ": " + why
}

// Unwrap returns the code and the cause, so that errors.Is finds both.
func (e *Error) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Code}
	}
	return []error{e.Code, e.Err}
}

// New returns a failure of a kind with a cause in words.
func New(code Code, format string, args ...any) error {
	return &Error{Code: code, Err: fmt.Errorf(format, args...)}
}

// As returns err as a failure of the given kind; nil stays nil.
func As(code Code, err error) error {
	if err == nil {
		return nil
	}
	return &Error{Code: code, Err: err}
}

// Advise adds what the user can do about err; nil stays nil.
func Advise(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	return &Error{Code: CodeOf(err), Err: err, Advice: fmt.Sprintf(format, args...)}
}

// Wrap puts what was being done before *err, if it holds one. Use it deferred:
//
//	defer fault.Wrap(&err, "open store %q", path)
func Wrap(err *error, format string, args ...any) {
	if *err != nil {
		*err = fmt.Errorf(format+": %w", append(args, *err)...)
	}
}

// Failed is the code of an error that carries none.
const Failed Code = "failed"

// CodeOf returns the kind of err: "" for nil, Failed where it carries no code.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) && e.Code != "" {
		return e.Code
	}
	if c, ok := errors.AsType[Code](err); ok {
		return c
	}
	return Failed
}

// AdviceOf returns the first advice found in err's chain, or "".
func AdviceOf(err error) string {
	for err != nil {
		var e *Error
		if !errors.As(err, &e) {
			return ""
		}
		if e.Advice != "" {
			return e.Advice
		}
		err = e.Err
	}
	return ""
}
