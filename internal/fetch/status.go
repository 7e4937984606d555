package fetch

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"dateline/internal/fault"
)

// longestDelay is the most of a Retry-After that is believed.
const longestDelay = 7 * 24 * time.Hour

// errDeadline is the cause of a context that ended with the time of one fetch.
var errDeadline = errors.New("the time for one fetch is over")

// judge turns a final status into a kind of failure, nil for one that brings
// what was asked for. asked says that validators were sent, delayed that a
// delay was asked for.
func judge(status int, asked, delayed bool) error {
	code := fault.Protocol
	switch {
	case status == http.StatusNotModified && asked:
		return nil
	case status == http.StatusNotModified:
		return fault.New(fault.Protocol, "status 304, though nothing was said to be known")
	case status == http.StatusPartialContent:
		return fault.New(fault.Protocol, "status 206, though the whole was asked for")
	case status >= 200 && status < 300:
		return nil
	case status >= 300 && status < 400:
		code = fault.Redirects
	case status == http.StatusNotFound:
		code = fault.NotFound
	case status == http.StatusGone:
		code = fault.Gone
	case status == http.StatusUnauthorized, status == http.StatusForbidden,
		status == http.StatusProxyAuthRequired, status == http.StatusUnavailableForLegalReasons:
		code = fault.Forbidden
	case status == http.StatusTooManyRequests, status == http.StatusServiceUnavailable && delayed:
		code = fault.Throttled
	case status >= 400 && status < 500:
		code = fault.Refused
	case status >= 500 && status < 600:
		code = fault.ServerError
	}
	return fault.New(code, "status %d %s", status, http.StatusText(status))
}

// redirecting says that a status sends us to its Location.
func redirecting(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// retryAfter reads Retry-After (RFC 9110 section 10.2.3): seconds or a date.
// The zero time stands for none, one past, or nonsense.
func retryAfter(value string, now time.Time) time.Time {
	value = strings.TrimSpace(value)
	if value == "" {
		return time.Time{}
	}
	var delay time.Duration
	if strings.Trim(value, "0123456789") == "" {
		seconds, err := strconv.ParseInt(value, 10, 64)
		if err != nil || seconds > int64(longestDelay/time.Second) {
			seconds = int64(longestDelay / time.Second)
		}
		delay = time.Duration(seconds) * time.Second
	} else if at, err := http.ParseTime(value); err == nil {
		delay = at.Sub(now)
	}
	if delay <= 0 {
		return time.Time{}
	}
	return utc(now.Add(min(delay, longestDelay)))
}

// transportFault gives an error of the network or of the protocol its kind.
// outer is the caller's context, ctx the one of the exchange within it.
func transportFault(outer, ctx context.Context, err error) error {
	if code := fault.CodeOf(err); code == fault.Address || code == fault.TooLarge {
		return err
	}
	if errors.Is(outer.Err(), context.Canceled) {
		return fault.As(fault.Interrupted, outer.Err())
	}
	if outer.Err() != nil || ctx.Err() != nil {
		return fault.As(fault.Timeout, errDeadline)
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		return fault.As(fault.NoHost, dns)
	}
	if errors.Is(err, fault.TLS) {
		return err
	}
	if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
		return fault.As(fault.Timeout, err)
	}
	if broken, ok := errors.AsType[*net.OpError](err); ok {
		return fault.As(fault.Unreachable, broken)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fault.New(fault.Unreachable, "the connection was closed without an answer")
	}
	// What is left are net/http's complaints, which quote the server.
	return fault.New(fault.Protocol, "not HTTP as it should be: %s", short(err.Error()))
}

// bodyFault does the same for an error in the middle of a body, and says in
// WARC-Truncated's words why the body is cut.
func bodyFault(outer, ctx context.Context, err error) (cut string, _ error) {
	switch {
	case fault.CodeOf(err) == fault.TooLarge:
		return "length", err
	case ctx.Err() != nil:
		return "time", transportFault(outer, ctx, err)
	case errors.Is(err, io.ErrUnexpectedEOF), strings.Contains(err.Error(), "unexpected EOF reading trailer"): // net/http's own, unexported
		return "disconnect", fault.New(fault.Truncated, "the body ends before its announced end")
	}
	return "disconnect", transportFault(outer, ctx, err)
}
