package cli

import (
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/adrg/xdg"

	"dateline/internal/fault"
)

// settings are what dateline.toml may say. A flag outweighs the environment,
// the environment the file, the file the default.
type settings struct {
	DB       string    `toml:"db"`
	Contact  string    `toml:"contact"`   // in the User-Agent: a URL or mail address
	AllowNet []string  `toml:"allow_net"` // CIDR or host:port that may be dialled though not public
	Timeout  duration  `toml:"timeout"`
	HostGap  *duration `toml:"host_gap"` // 0 is a value, too
	MaxBytes int64     `toml:"max_bytes"`
	// RobotsForFeeds asks robots.txt also for the sources that the user added.
	RobotsForFeeds bool       `toml:"robots_for_feeds"`
	Looks          []duration `toml:"looks"`          // when articles are looked at again; none: an hour to thirty days
	PagesPerHost   int        `toml:"pages_per_host"` // of one run; 0: 500
	PagesPerRun    int        `toml:"pages_per_run"`  // 0: 100,000
	Names          string     `toml:"names"`          // CSV file with names of the user's own
	SMTP           smtpServer `toml:"smtp"`           // by which watches send mail
}

// smtpServer is whom mail is handed to.
type smtpServer struct {
	Host     string `toml:"host"`
	Port     int    `toml:"port"` // 0: 587 with a user, 25 without
	User     string `toml:"user"`
	Password string `toml:"password"`
	From     string `toml:"from"` // "Dateline <desk@example.com>"
	TLS      bool   `toml:"tls"`  // from the start, also on other ports than 465
}

// duration reads "30s" from TOML.
type duration struct{ time.Duration }

func (d *duration) UnmarshalText(b []byte) (err error) {
	d.Duration, err = time.ParseDuration(string(b))
	return err
}

// readSettings reads dateline.toml and settles where the store is.
func (a *app) readSettings() error {
	path, named := a.config, a.config != ""
	if !named {
		if path = a.getenv("DATELINE_CONFIG"); path != "" {
			named = true
		} else {
			path = filepath.Join(xdg.ConfigHome, "dateline", "dateline.toml")
		}
	}
	meta, err := toml.DecodeFile(path, &a.set)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !named:
	case err != nil:
		return fault.Advise(fault.New(fault.Usage, "settings %s: %w", path, err), "mend the file, or name another with --config")
	case len(meta.Undecoded()) > 0:
		return usage("known are db, contact, allow_net, timeout, host_gap, max_bytes, looks, robots_for_feeds, pages_per_host, pages_per_run, names, smtp", "settings %s: %q is unknown", path, meta.Undecoded()[0].String())
	}
	if a.set.Names != "" && !filepath.IsAbs(a.set.Names) {
		a.set.Names = filepath.Join(filepath.Dir(path), a.set.Names)
	}
	if password := a.getenv("DATELINE_SMTP_PASSWORD"); password != "" {
		a.set.SMTP.Password = password
	}
	for _, db := range []string{a.db, a.getenv("DATELINE_DB"), a.set.DB} {
		if db != "" {
			a.db = db
			return nil
		}
	}
	a.db = filepath.Join(xdg.DataHome, "dateline", "dateline.db")
	return nil
}
