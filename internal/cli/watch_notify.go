package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os/exec"
	"slices"
	"strings"
	"time"

	"dateline/internal/export"
	"dateline/internal/fault"
	"dateline/internal/fetch"
	"dateline/internal/news"
	"dateline/internal/store"
	"dateline/internal/terminal"
	"dateline/internal/watch"
	"dateline/internal/weburl"
)

// screenNotifier prints alerts.
type screenNotifier struct {
	streams terminal.Streams
	list    *terminal.List[watch.Alert] // nil: as text
}

func (a *app) screen() screenNotifier {
	n := screenNotifier{streams: a.streams}
	if a.format == terminal.Table {
		return n
	}
	column := func(field string, of func(watch.Alert) string) terminal.Column[watch.Alert] {
		return terminal.Column[watch.Alert]{Field: field, Title: field, Cell: of}
	}
	n.list = terminal.NewList(a.streams, a.format, []terminal.Column[watch.Alert]{
		column("id", func(l watch.Alert) string { return l.ID }),
		column("watch", func(l watch.Alert) string { return l.Watch }),
		column("kind", func(l watch.Alert) string { return string(l.Kind) }),
		column("time", func(l watch.Alert) string { return terminal.Stamp(l.Time) }),
		column("title", func(l watch.Alert) string { return l.Title }),
		column("outlet", func(l watch.Alert) string { return l.Outlet }),
		column("published", func(l watch.Alert) string { return l.Published.String() }),
		column("text", func(l watch.Alert) string { return l.Text }),
		column("url", func(l watch.Alert) string { return l.URL }),
	})
	return n
}

// Notify prints a message.
func (n screenNotifier) Notify(_ context.Context, _ news.Channel, m watch.Message) error {
	for _, alert := range m.Alerts {
		if n.list != nil {
			if err := n.list.Row(alert); err != nil {
				return fault.As(fault.Unreachable, err)
			}
			continue
		}
		for i, line := range alert.Lines() {
			style := terminal.Style("")
			if i == 0 {
				style = terminal.Bold
			}
			if err := n.streams.Printf("%s\n", n.streams.Style(style, line)); err != nil {
				return fault.As(fault.Unreachable, err)
			}
		}
	}
	return nil
}

func (n screenNotifier) close() error {
	if n.list == nil {
		return nil
	}
	return n.list.Close()
}

// longestFeed is how many alerts a feed file holds.
const longestFeed = 500

// feedNotifier writes the alerts of a watch into an Atom file, the whole of it
// each time.
type feedNotifier struct {
	store *store.Store
	now   func() time.Time
}

// Notify writes the file that is the channel's target.
func (n feedNotifier) Notify(ctx context.Context, c news.Channel, m watch.Message) (err error) {
	told, err := n.store.Told(ctx, c.ID, longestFeed)
	if err != nil {
		return err
	}
	alerts := slices.Clone(m.Alerts)
	slices.Reverse(alerts)
	for _, body := range told {
		var alert watch.Alert
		if err := json.Unmarshal(body, &alert); err != nil {
			return fault.As(fault.Corrupt, err)
		}
		alerts = append(alerts, alert)
	}
	updated := m.Watch.Made
	var entries []export.AtomEntry
	for _, l := range alerts[:min(len(alerts), longestFeed)] {
		if l.Time.After(updated) {
			updated = l.Time
		}
		entries = append(entries, export.NewAtomEntry("urn:dateline:alert:"+l.ID, l.Headline(), l.Outlet, l.URL, strings.Join(l.Lines()[2:], "\n"), l.Time))
	}
	f, err := export.Create(c.Target)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Discard()) }()
	if err := export.WriteAtom(f, "urn:dateline:watch:"+m.Watch.UID, "Dateline: "+m.Watch.Name, updated, entries); err != nil {
		return err
	}
	return f.Commit()
}

// longestCommand is how long a command may take for one alert.
const longestCommand = time.Minute

// commandNotifier runs a command with the message as JSON on standard input.
type commandNotifier struct{ longest time.Duration }

// Notify runs the command that is the channel's target: a JSON list of one
// line for the shell, or of a program with its arguments.
func (n commandNotifier) Notify(ctx context.Context, c news.Channel, m watch.Message) error {
	var words []string
	if err := json.Unmarshal([]byte(c.Target), &words); err != nil || len(words) == 0 {
		return fault.New(fault.Corrupt, "command: %q is no list of words", c.Target)
	}
	if len(words) == 1 {
		words = []string{"sh", "-c", words[0]}
	}
	in, err := payload(m)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, n.longest)
	defer cancel()
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, words[0], words[1:]...) //nolint:gosec // the user's own command is the point
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(append(in, '\n')), &said, &said
	cmd.WaitDelay = 2 * time.Second // for what it has left running
	switch err := cmd.Run(); {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fault.New(fault.Timeout, "command: not done after %s", n.longest)
	case errors.Is(err, exec.ErrWaitDelay):
		return nil // it ended well; what it began in the background may go on
	default:
		if _, ended := errors.AsType[*exec.ExitError](err); !ended {
			return fault.Advise(fault.As(fault.Unreadable, err), "mend the command: remove the watch and add it again")
		}
		if last := lastLine(said.String()); last != "" {
			return fault.New(fault.Failed, "command: %w: %s", err, last)
		}
		return fault.New(fault.Failed, "command: %w", err)
	}
}

// lastLine is the last line of what a command said, cut to what fits.
func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return terminal.Cut(terminal.Clean(lines[len(lines)-1]), 200)
}

// webhookNotifier posts messages as JSON.
type webhookNotifier struct{ client *fetch.Client }

// Notify posts to the URL that is the channel's target.
func (n webhookNotifier) Notify(ctx context.Context, c news.Channel, m watch.Message) error {
	body, err := payload(m)
	if err != nil {
		return err
	}
	posted, err := n.client.Post(ctx, fetch.Posting{URL: c.Target, ContentType: "application/json", Key: m.ID, Body: body})
	if err == nil {
		return nil
	}
	advice := fault.AdviceOf(err)
	err = fault.New(fault.CodeOf(err), "webhook %s: %w", weburl.Display(c.Target), err)
	if advice != "" {
		err = fault.Advise(err, "%s", advice)
	}
	if !posted.RetryAfter.IsZero() {
		return &watch.LaterError{Err: err, At: posted.RetryAfter}
	}
	return err
}

func payload(m watch.Message) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(watch.Payload(m))
	return bytes.TrimSpace(b.Bytes()), err
}
