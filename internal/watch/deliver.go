package watch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/store"
)

// mostInDigest is how many alerts one message holds; the rest goes out in
// another.
const mostInDigest = 200

// pauses are the times until a channel is tried again, by failures in a row.
var pauses = []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 6 * time.Hour, 24 * time.Hour}

// Failure is a message that could not be sent.
type Failure struct {
	Watch   string
	Channel news.Channel
	Err     error
	Again   time.Time // when it is tried again
}

// Sent says what became of a round of sending.
type Sent struct {
	Messages int
	Alerts   int
	Failures []Failure
}

// Deliver sends what is due. A failure is noted and tried again in a later
// round; where a channel cannot be reached at all, the rest of what waits for it
// is not tried in this one. An error is one of the store, or fault.Interrupted.
func (j *Job) Deliver(ctx context.Context) (sent Sent, err error) {
	deliveries, err := j.Store.DueDeliveries(ctx, j.Now())
	if err != nil || len(deliveries) == 0 {
		return sent, err
	}
	watches, err := j.Store.Watches(ctx)
	if err != nil {
		return sent, err
	}
	byChannel := map[int64][]store.Delivery{}
	for _, d := range deliveries {
		byChannel[d.Channel] = append(byChannel[d.Channel], d)
	}
	for _, w := range watches {
		for _, c := range w.Channels {
			n := j.Notifiers[c.Kind]
			if n == nil || len(byChannel[c.ID]) == 0 {
				continue
			}
			p := post{Job: j, notifier: n, watch: w, channel: c, sent: &sent}
			if err := p.all(ctx, byChannel[c.ID]); err != nil {
				return sent, err
			}
		}
	}
	return sent, nil
}

// post sends what is due over one channel.
type post struct {
	*Job
	notifier Notifier
	watch    news.Watch
	channel  news.Channel
	sent     *Sent
}

// envelope is a message with the deliveries that it stands for.
type envelope struct {
	Message
	alerts []int64
	tries  int
}

func (p *post) all(ctx context.Context, due []store.Delivery) error {
	envelopes, err := p.envelopes(ctx, due)
	if err != nil {
		return err
	}
	for _, e := range envelopes {
		if ctx.Err() != nil {
			return fault.New(fault.Interrupted, "interrupted; what was not sent is sent the next time")
		}
		if p.Progress != nil {
			p.Progress(p.watch.Name, p.channel)
		}
		failed := p.notifier.Notify(ctx, p.channel, e.Message)
		keep := context.WithoutCancel(ctx) // what was sent is marked even so
		if failed == nil {
			if err := p.Store.Delivered(keep, p.channel.ID, e.alerts, p.Now()); err != nil {
				return err
			}
			p.channel.Failures = 0
			p.sent.Messages++
			p.sent.Alerts += len(e.alerts)
			continue
		}
		if ctx.Err() != nil {
			return fault.New(fault.Interrupted, "interrupted while something was sent; it is sent again the next time")
		}
		rest := unreachable(failed)
		if err := p.fail(keep, e, failed, rest); err != nil || rest {
			return err
		}
	}
	return nil
}

// envelopes puts deliveries into messages: each into its own, or in a digest
// together. The id of a digest is stored before it is sent.
func (p *post) envelopes(ctx context.Context, due []store.Delivery) (all []envelope, err error) {
	digest := p.watch.Digest != "" || p.channel.Kind == news.ChannelAtom
	sealed := map[string][]store.Delivery{}
	var order []string
	var open []store.Delivery
	for _, d := range due {
		if d.Message == "" && digest {
			open = append(open, d)
			continue
		}
		key := d.Message
		if key == "" {
			key = digestOf("alert", d.UID, fmt.Sprint(d.Channel))
		}
		if sealed[key] == nil {
			order = append(order, key)
		}
		sealed[key] = append(sealed[key], d)
	}
	for part := range slices.Chunk(open, mostInDigest) {
		ids, parts := make([]int64, len(part)), []string{"digest", fmt.Sprint(p.channel.ID)}
		for i, d := range part {
			ids[i], parts = d.Alert, append(parts, d.UID)
		}
		key := digestOf(parts...)
		if err := p.Store.Seal(ctx, p.channel.ID, ids, key); err != nil {
			return nil, err
		}
		order, sealed[key] = append(order, key), part
	}
	for _, key := range order {
		e := envelope{Message: Message{ID: key, Watch: p.watch, Digest: p.watch.Digest != ""}}
		for _, d := range sealed[key] {
			var a Alert
			if err := json.Unmarshal(d.Body, &a); err != nil {
				return nil, fault.New(fault.Corrupt, "alert %d: %w", d.Alert, err)
			}
			e.Alerts, e.alerts, e.tries = append(e.Alerts, a), append(e.alerts, d.Alert), max(e.tries, d.Tries)
		}
		all = append(all, e)
	}
	return all, nil
}

// fail notes that a message was not taken, and when it is tried again.
func (p *post) fail(ctx context.Context, e envelope, failed error, rest bool) error {
	quiet, err := ParseQuiet(p.watch.Quiet)
	if err != nil {
		return err
	}
	now := p.Now()
	tries := e.tries
	if rest {
		tries = p.channel.Failures
	}
	again := now.Add(pauses[min(tries, len(pauses)-1)])
	if later, ok := errors.AsType[*LaterError](failed); ok && later.At.After(again) {
		again = later.At
	}
	again = quiet.Release(again, p.Zone)
	p.channel.Failures++
	p.sent.Failures = append(p.sent.Failures, Failure{Watch: p.watch.Name, Channel: p.channel, Err: failed, Again: again})
	return p.Store.Undelivered(ctx, p.channel.ID, e.alerts, failed.Error(), now, again, rest)
}

// unreachable says whether a failure is one of the channel, not of the message:
// the next message would fail in the same way.
func unreachable(err error) bool {
	switch fault.CodeOf(err) {
	case fault.Refused, fault.TooLarge, fault.Unsupported, fault.Failed:
		return false
	}
	return true
}
