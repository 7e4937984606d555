package terminal

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// ProgressOptions say what is counted and how it is shown.
type ProgressOptions struct {
	Label string           // what is going on, one or two words
	Total int              // how much there is to do; may grow
	Quiet bool             // show nothing
	Every time.Duration    // between two lines where there is no terminal; 0: 5 s
	Now   func() time.Time // the clock; must be given
}

// Progress shows on Err how far a job is: a bar on a terminal, a line every few
// seconds elsewhere. Its methods may be called from any goroutine.
type Progress struct {
	streams Streams
	options ProgressOptions

	mu     sync.Mutex
	done   int
	doing  string
	last   time.Time // of the last line
	bar    *progressbar.ProgressBar
	closed bool
}

// NewProgress begins to show progress. Close ends it.
func NewProgress(s Streams, o ProgressOptions) *Progress {
	if o.Every == 0 {
		o.Every = 5 * time.Second
	}
	p := &Progress{streams: s, options: o, last: o.Now()}
	p.show()
	return p
}

// Add counts n things as done.
func (p *Progress) Add(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done += n
	p.show()
}

// Grow adds n things to what there is to do.
func (p *Progress) Grow(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.options.Total += n
	p.show()
}

// Doing names what is being worked on.
func (p *Progress) Doing(what string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.doing = flat(what)
	p.show()
}

// Notef writes a line to Err that the bar does not overwrite; like
// Streams.Notef otherwise.
func (p *Progress) Notef(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar != nil {
		_ = p.bar.Clear()
	}
	p.streams.Notef(strings.TrimRight(format, "\n")+"\n", args...)
}

// Close takes the bar away; the summary is the command's to write.
func (p *Progress) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return
	}
	p.closed = true
	if p.bar != nil {
		_ = p.bar.Clear()
		_ = p.bar.Exit()
	}
}

// show brings what is seen up to date.
func (p *Progress) show() {
	switch {
	case p.options.Quiet, p.closed:
	case !p.streams.ErrIsTerminal:
		p.line()
	case p.options.Total > 0:
		p.draw()
	}
}

func (p *Progress) line() {
	now := p.options.Now()
	if now.Sub(p.last) < p.options.Every {
		return
	}
	p.last = now
	doing := ""
	if p.doing != "" {
		doing = "  " + p.doing
	}
	p.streams.Notef("%s %s%s\n", p.options.Label, p.counts(), doing)
}

func (p *Progress) counts() string {
	if p.options.Total <= 0 {
		return Count(p.done)
	}
	return Count(p.done) + "/" + Count(p.options.Total)
}

// draw moves the bar. Its end is one more than there is to do: a bar that has
// reached its end is taken away for good, and the total may still grow.
func (p *Progress) draw() {
	if p.bar == nil {
		p.bar = p.newBar()
	}
	p.bar.Describe(p.description())
	if total := p.options.Total + 1; p.bar.GetMax() != total {
		p.bar.ChangeMax(total)
	}
	_ = p.bar.Set(min(p.done, p.options.Total))
}

// barWidth is the part of the line that the bar itself takes.
func (p *Progress) barWidth() int { return min(40, max(10, p.streams.width()/4)) }

func (p *Progress) description() string {
	room := p.streams.width() - p.barWidth() - 12
	text := fmt.Sprintf("%s %s", flat(p.options.Label), p.counts())
	if p.doing != "" {
		text += "  " + p.doing
	}
	text = Cut(text, max(room, 10))
	return text + strings.Repeat(" ", max(0, min(room, 48)-Width(text)))
}

func (p *Progress) newBar() *progressbar.ProgressBar {
	return progressbar.NewOptions(p.options.Total+1,
		progressbar.OptionSetWriter(p.streams.Err),
		progressbar.OptionSetWidth(p.barWidth()),
		progressbar.OptionSetDescription(p.description()),
		progressbar.OptionSetElapsedTime(false),
		progressbar.OptionSetPredictTime(false),
		progressbar.OptionThrottle(80*time.Millisecond),
		progressbar.OptionSetSpinnerChangeInterval(0),
		progressbar.OptionEnableColorCodes(false),
		progressbar.OptionSetTheme(progressbar.Theme{
			Saucer: "█", SaucerHead: "█", SaucerPadding: "░", BarStart: "", BarEnd: "",
		}),
	)
}
