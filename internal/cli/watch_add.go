package cli

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/mail"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/watch"
	"dateline/internal/weburl"
)

type watchOptions struct {
	atom, webhooks, mails, command []string
	terminal                       bool
	quiet, digest                  string
}

func (a *app) watchAdd() *cobra.Command {
	var o watchOptions
	cmd := &cobra.Command{
		Use: "add NAME QUERY", Short: "Watch what matches a query from now on", Args: arguments(2, -1, "the name or the query"),
		Long: `What matches now is not told, only what arrives from now on. Alerts go to all
channels that are given; without any, to the standard output of watch once and
watch run.

--command is run for each alert, with the alert as JSON on standard input. Given
once, it is a line for sh -c; given several times, the first is a program and
the others are its arguments, and no shell sees them. It has taken the alert if
it ends with 0 within a minute; else it is run again later.

--webhook gets the same JSON by POST, with the header Idempotency-Key, and has
taken it if it answers 2xx. An address inside your network must be allowed:
allow_net in dateline.toml, or --allow-net of watch once and watch run.

--mail needs [smtp] in dateline.toml; see: dateline help environment.

--quiet and --digest hold back what is sent, not what is found. They go by the
clock of this machine. In a digest, commands and webhooks get one object with
the alerts as a list.`,
		Annotations: exits(exitsDone, exitsNoStore, "2  there is a watch with this name, or the query or an option is wrong", exitsStore),
		Example: `  dateline watch add ice 'company:palantir agency:ICE' --mail desk@example.com
  dateline watch add cloud 'azure has:deal' --atom ~/cloud.xml --digest hourly
  dateline watch add deny has:denial --webhook https://hooks.example/x
  dateline watch add desk police --command 'jq -r .title >> alerts.txt'
  dateline watch add loud police --command /opt/ring --command --twice
  dateline watch add day nhs --mail desk@example.com --digest daily@08:00
  dateline watch add night nhs --terminal --quiet 22:00-07:00`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.addWatch(cmd, o, args[0], strings.Join(args[1:], " "))
		},
	}
	flags := cmd.Flags()
	flags.StringArrayVar(&o.atom, "atom", nil, "keep a feed of the alerts in this `FILE`")
	flags.StringArrayVar(&o.command, "command", nil, "run this `CMD` for each alert")
	flags.StringArrayVar(&o.webhooks, "webhook", nil, "send alerts to this `URL` by POST")
	flags.StringArrayVar(&o.mails, "mail", nil, "send alerts to this `ADDRESS`")
	flags.BoolVar(&o.terminal, "terminal", false, "print alerts, too, where another channel is given")
	flags.StringVar(&o.quiet, "quiet", "", "send nothing in these `HOURS`, such as 22:00-07:00")
	flags.StringVar(&o.digest, "digest", "", "send together what came until `WHEN`: hourly or daily@08:00")
	complete(cmd, "digest", "hourly", "daily@08:00")
	return cmd
}

func (a *app) addWatch(cmd *cobra.Command, o watchOptions, name, saved string) (err error) {
	ctx := cmd.Context()
	if strings.TrimSpace(name) == "" {
		return usage("give it a name", "watch add: the name is empty")
	}
	n, err := a.query(saved, "", "")
	if err != nil {
		return err
	}
	w := news.Watch{Name: name, Query: saved, Quiet: o.quiet, Digest: o.digest, Made: a.now()}
	if _, err := watch.ParseQuiet(o.quiet); err != nil {
		return wrapUsage(err, "watch add: --quiet")
	}
	if _, err := watch.ParseDigest(o.digest); err != nil {
		return wrapUsage(err, "watch add: --digest")
	}
	if w.Channels, err = o.channels(); err != nil {
		return err
	}
	uid := make([]byte, 16)
	if _, err := rand.Read(uid); err != nil {
		return err
	}
	w.UID = hex.EncodeToString(uid)
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	known, err := watch.Known(ctx, s, n)
	if err != nil {
		return err
	}
	if w, err = s.AddWatch(ctx, w, known); err != nil {
		return err
	}
	feeds := feedNotifier{store: s, now: a.now}
	for _, c := range w.Channels { // so that a feed can be subscribed to at once
		if c.Kind != news.ChannelAtom {
			continue
		}
		if err := feeds.Notify(ctx, c, watch.Message{Watch: w}); err != nil {
			_, undo := s.RemoveWatch(ctx, name)
			return errors.Join(err, undo)
		}
	}
	if len(o.mails) > 0 && a.set.SMTP.Host == "" {
		a.note("mail waits until [smtp] is in dateline.toml; see: dateline help environment\n")
	}
	return a.streams.Printf("%s is watched from now on; see: dateline watch once, dateline watch install\n", name)
}

// wrapUsage says of which option an error is.
func wrapUsage(err error, where string) error {
	return usage(fault.AdviceOf(err), "%s: %w", where, err)
}

// channels are those that the options name.
func (o watchOptions) channels() ([]news.Channel, error) {
	var all []news.Channel
	add := func(kind news.ChannelKind, target string) {
		for _, c := range all {
			if c.Kind == kind && c.Target == target {
				return
			}
		}
		all = append(all, news.Channel{Kind: kind, Target: target})
	}
	for _, file := range o.atom {
		path, err := filepath.Abs(file)
		if err != nil || file == "" {
			return nil, usage("name a file such as alerts.xml", "watch add: --atom %q is no file", file)
		}
		add(news.ChannelAtom, path)
	}
	if len(o.command) > 0 {
		if strings.TrimSpace(o.command[0]) == "" {
			return nil, usage("give a line for the shell, or a program", "watch add: --command is empty")
		}
		words, err := json.Marshal(o.command)
		if err != nil {
			return nil, err
		}
		add(news.ChannelCommand, string(words))
	}
	for _, hook := range o.webhooks {
		if _, err := weburl.Canonical(hook); err != nil || !isURL(hook) {
			return nil, usage("give a whole URL such as https://hooks.example/x", "watch add: --webhook %q is no URL", weburl.Display(hook))
		}
		add(news.ChannelWebhook, hook)
	}
	for _, to := range o.mails {
		address, err := mail.ParseAddress(to)
		if err != nil {
			return nil, usage("write it as desk@example.com", "watch add: --mail %q is no address", to)
		}
		add(news.ChannelMail, address.Address)
	}
	if o.terminal || len(all) == 0 {
		add(news.ChannelTerminal, "")
	}
	return all, nil
}
