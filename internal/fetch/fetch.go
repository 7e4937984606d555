// Package fetch gets feeds and pages over HTTP: politely (robots.txt, one
// request at a time per host with a gap), within limits (one deadline, capped
// header and body), without reaching into the inside network, and so that
// afterwards it can be proved what came over the wire.
package fetch

import (
	"crypto/x509"
	"net/http"
	"strings"
	"sync"
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
)

// Defaults of Options.
const (
	DefaultTimeout  = 30 * time.Second
	DefaultMaxBytes = 15_000_000
	DefaultHostGap  = time.Second // for the caller to set; Options.HostGap 0 is no gap
)

const (
	maxHead      = 256 << 10 // bytes of response heads in one exchange, interim ones included
	maxRedirects = 10
	maxURL       = 8 << 10
	aside        = 64 << 10 // bytes of a redirect's body that are kept
)

// Options say how a Client behaves. Only Now is required.
type Options struct {
	UserAgent string        // product and version, "Dateline/1.2"; "": "Dateline"
	Contact   string        // an address or a URL for webmasters; "" sends none
	Timeout   time.Duration // of one fetch, waiting for a host's turn excluded; 0: DefaultTimeout
	MaxBytes  int64         // of a body, as it came and decoded; 0: DefaultMaxBytes
	HostGap   time.Duration // least rest of a host between two requests; 0: none
	AllowNet  []string      // inside addresses that may be dialled: "10.1.0.0/16" or "127.0.0.1:8080"
	// Hosts sends a host name, whatever the port, to a loopback address and
	// port, "theherald.example" → "127.0.0.1:4711", without asking DNS.
	Hosts  map[string]string
	Roots  *x509.CertPool   // certificates to trust; nil: the system's
	Now    func() time.Time // the clock
	Sleep  Sleep            // nil: a real timer
	Jitter func() float64   // in [0,1), stretches gaps by up to a quarter; nil: none; never called at once from two places
}

// Kind says what is fetched.
type Kind int

// The kinds of fetch.
const (
	Feed Kind = iota // added by the user: robots.txt is not asked
	Page             // found by following links: robots.txt is obeyed
)

// Request is what to fetch.
type Request struct {
	URL        string          // http or https; user info becomes Basic authentication of that origin only
	Validators news.Validators // of the body that the caller has; sent on every hop
	Kind       Kind
	Obey       bool // ask robots.txt for a Feed, too
}

// Exchange is one request with its response as they went over the wire.
type Exchange struct {
	URL          string // without user info and fragment
	Status       int
	RequestHead  []byte // with the blank line; may hold an Authorization field
	ResponseHead []byte // with the blank line; interim (1xx) responses are left out
	RawBody      []byte // after transfer decoding, before content decoding; not to be changed
	Cut          string // why RawBody is incomplete, in WARC-Truncated's words: length, time, disconnect; "": it is whole
	Time         time.Time
	IP           string // the address really dialled
}

// Response is what came. Times are UTC.
type Response struct {
	URL         string // as asked
	FinalURL    string // the last one asked, after redirects; without user info and fragment
	Status      int    // 0: the last hop brought no response
	Header      http.Header
	ContentType string
	Body        []byte          // decoded; nil where it could not be; shares memory with RawBody where nothing was encoded
	Validators  news.Validators // what to send next time; empty unless Body is whole or NotModified
	NotModified bool
	RetryAfter  time.Time     // zero: the server asked for no delay; at most seven days ahead
	FreshUntil  time.Time     // as Cache-Control or Expires say of status 200 or 304; zero: they do not; at most a day ahead
	FreshBy     string        // which of them: "max-age", "Expires"
	Time        time.Time     // when the fetch began
	Took        time.Duration // waiting for turns excluded
	IP          string
	Hops        []Exchange // redirects on the way, in order
	Exchange    Exchange   // the last one; its Status is 0 where nothing came
}

// Client fetches. It may be used from many goroutines at once.
type Client struct {
	agent     string
	timeout   time.Duration
	maxBytes  int64
	now       func() time.Time
	transport *http.Transport
	gate      *gate
	robots    *robots
	rests     rests
	scratch   sync.Pool // of *[]byte, scratchSize long
	decoders  sync.Pool // of *decoder
}

// New returns a client. It fails with fault.Usage where an option makes no sense.
func New(o Options) (*Client, error) {
	if o.Now == nil {
		return nil, fault.New(fault.Usage, "fetch: no clock")
	}
	agent, err := userAgent(o.UserAgent, o.Contact)
	if err != nil {
		return nil, err
	}
	guard, err := newGuard(o.AllowNet)
	if err != nil {
		return nil, err
	}
	dialer, err := newDialer(guard, o.Hosts, o.Roots)
	if err != nil {
		return nil, err
	}
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	c := &Client{
		agent: agent, timeout: o.Timeout, maxBytes: o.MaxBytes, now: o.Now,
		transport: newTransport(dialer),
		gate:      newGate(o.HostGap, o.Now, o.Sleep, o.Jitter),
		scratch:   sync.Pool{New: func() any { b := make([]byte, scratchSize); return &b }},
		decoders:  sync.Pool{New: func() any { return new(decoder) }},
	}
	c.robots = newRobots(o.Now, c.getRobots)
	return c, nil
}

// Close ends idle connections. Fetches under way go on.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

func userAgent(product, contact string) (string, error) {
	if product == "" {
		product = "Dateline"
	}
	if contact != "" {
		product += " (+" + contact + ")"
	}
	if strings.ContainsFunc(product, func(r rune) bool { return r < ' ' || r > '~' }) {
		return "", fault.New(fault.Usage, "user agent %q: only printable ASCII can be sent", product)
	}
	return product, nil
}

// utc is a time for the record: without zone and monotonic reading.
func utc(t time.Time) time.Time { return t.UTC().Round(0) }
