package cli

import (
	"cmp"
	"math/rand/v2"
	"time"

	"github.com/spf13/cobra"

	"dateline/internal/fault"
	"dateline/internal/fetch"
)

// network are the flags of the commands that fetch.
type network struct {
	timeout  time.Duration
	hostGap  time.Duration
	allowNet []string
	maxBytes int64
}

// Defaults of fetching.
const (
	defaultTimeout  = 30 * time.Second
	defaultHostGap  = time.Second
	defaultMaxBytes = 15 << 20
)

func (n *network) flags(cmd *cobra.Command) {
	n.hostGap = -1
	flags := cmd.Flags()
	flags.DurationVar(&n.timeout, "timeout", 0, "longest `TIME` that one fetch may take (default 30s)")
	flags.Var((*optionalDuration)(&n.hostGap), "host-gap", "`TIME` between two requests to one host (default 1s)")
	flags.StringSliceVar(&n.allowNet, "allow-net", nil, "`ADDRESS` that may be asked though not public: CIDR or host:port")
	flags.Int64Var(&n.maxBytes, "max-bytes", 0, "most `BYTES` of one body, decoded (default 15728640)")
}

// optionalDuration is a duration that says whether it was given: -1 is not.
type optionalDuration time.Duration

func (d *optionalDuration) String() string { return "" }

// Set reads "1s"; a pause cannot be negative.
func (d *optionalDuration) Set(s string) error {
	parsed, err := time.ParseDuration(s)
	if err == nil && parsed < 0 {
		err = fault.New(fault.Usage, "it is negative")
	}
	*d = optionalDuration(parsed)
	return err
}

// Type names what the flag takes.
func (d *optionalDuration) Type() string { return "duration" }

// gap is the pause between two requests to one host.
func (n network) gap(a *app) time.Duration {
	if n.hostGap >= 0 {
		return n.hostGap
	}
	if a.set.HostGap != nil {
		return a.set.HostGap.Duration
	}
	return defaultHostGap
}

// client makes the one client of a run. hosts maps names to addresses, for the
// demo's web; nil else.
func (a *app) client(n network, hosts map[string]string) (*fetch.Client, error) {
	return fetch.New(fetch.Options{
		UserAgent: "Dateline/" + version(), Contact: a.set.Contact,
		Timeout:  cmp.Or(n.timeout, a.set.Timeout.Duration, defaultTimeout),
		MaxBytes: cmp.Or(n.maxBytes, a.set.MaxBytes, defaultMaxBytes),
		HostGap:  n.gap(a),
		AllowNet: append(append([]string{}, a.set.AllowNet...), n.allowNet...),
		Hosts:    hosts, Now: a.now, Jitter: rand.Float64,
	})
}
