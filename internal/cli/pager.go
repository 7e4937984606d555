package cli

import (
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"dateline/internal/terminal"
)

// pagerPatience is how long the beginning of an answer is held back to see
// whether it fits the terminal; then the pager begins to show it.
const pagerPatience = 250 * time.Millisecond

// pagerSettings is what a pager finds in its environment unless the user has
// said something else: as git has it, and that what we write is UTF-8.
var pagerSettings = []string{"LESS=FRX", "LV=-c", "LESSCHARSET=utf-8"}

// pagedToo are commands beside the asking ones whose answers may be long.
var pagedToo = []string{
	"dateline sources", "dateline status", "dateline case", "dateline case list", "dateline case show",
	"dateline watch", "dateline watch list", "dateline review score",
}

// pages says whether the answers of a command go to a pager.
func pages(cmd *cobra.Command) bool {
	top := cmd
	for top.HasParent() && top.Parent().HasParent() {
		top = top.Parent()
	}
	return top.GroupID == groupAsk || slices.Contains(pagedToo, cmd.CommandPath())
}

// page lets a long answer go to the user's pager, where there is one.
func (a *app) page() {
	if a.pager.out != nil || a.noPager || !a.streams.OutIsTerminal {
		return
	}
	command := a.pagerCommand()
	if command == "" {
		return
	}
	p := a.pager
	p.command, p.rows, p.width, p.out, p.errs = command, a.height, a.streams.Width, a.streams.Out, a.streams.Err
	for _, setting := range pagerSettings {
		name, _, _ := strings.Cut(setting, "=")
		if _, set := a.lookenv(name); !set {
			p.settings = append(p.settings, setting)
		}
	}
	a.streams.Out = pagerEnd{p, false}
	if a.streams.ErrIsTerminal { // what is said beside a long answer stands in it
		a.streams.Err = pagerEnd{p, true}
	}
}

// pagerCommand is the command line of the pager: that of DATELINE_PAGER, else
// of PAGER, else less where it is found; "" for none.
func (a *app) pagerCommand() string {
	if kind, set := a.lookenv("TERM"); kind == "dumb" || !set && runtime.GOOS != "windows" {
		return ""
	}
	for _, name := range []string{"DATELINE_PAGER", "PAGER"} {
		command, set := a.lookenv(name)
		if !set {
			continue
		}
		if command = strings.TrimSpace(command); command == "cat" {
			return ""
		}
		return command
	}
	if _, err := exec.LookPath("less"); err != nil {
		return ""
	}
	return "less -FRX"
}

// closePager ends the answer and waits until its reader has seen enough.
func (a *app) closePager() error {
	if a.pager.out == nil {
		return nil
	}
	a.streams.Out, a.streams.Err = a.pager.out, a.pager.errs
	return a.pager.close()
}

// paging says whether a pager shows an answer now: then the keyboard is its.
func (a *app) paging() bool { return a.pager.shows.Load() }

// pager holds back an answer until it is longer than the terminal, or slow, and
// then lets a command show it, which gets it as it comes.
type pager struct {
	command  string
	settings []string // beside the environment
	rows     int      // of the terminal
	width    int
	out      io.Writer
	errs     io.Writer   // where out is nil, nothing is paged
	shows    atomic.Bool // the pager runs

	mu      sync.Mutex
	held    []pagerHeld
	taken   int    // rows that the whole lines held back take
	partial []byte // the line after them
	timer   *time.Timer
	plain   bool // there is no pager after all
	pipe    io.WriteCloser
	process *exec.Cmd
}

// pagerHeld is a piece of an answer, or of what is said beside it.
type pagerHeld struct {
	beside bool
	bytes  []byte
}

// pagerEnd is one of the two ends through which a command writes to a pager.
type pagerEnd struct {
	p      *pager
	beside bool // stderr
}

// Write holds b back, or shows it.
func (e pagerEnd) Write(b []byte) (int, error) {
	p := e.p
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.pipe != nil:
		return p.pipe.Write(b)
	case p.plain, e.beside && len(p.held) == 0:
		return p.end(e.beside).Write(b)
	}
	p.held = append(p.held, pagerHeld{e.beside, slices.Clone(b)})
	if p.timer == nil {
		p.timer = time.AfterFunc(pagerPatience, p.slow)
	}
	if p.count(b); p.taken < p.rows {
		return len(b), nil
	}
	return len(b), p.start()
}

func (p *pager) end(beside bool) io.Writer {
	if beside {
		return p.errs
	}
	return p.out
}

// count adds the rows of b to those that the answer takes.
func (p *pager) count(b []byte) {
	whole := string(p.partial) + string(b)
	at := strings.LastIndexByte(whole, '\n') + 1
	for line := range strings.Lines(whole[:at]) {
		p.taken += rowsOf(line, p.width)
	}
	if p.partial = []byte(whole[at:]); len(p.partial) > 0 && p.taken+rowsOf(whole[at:], p.width) >= p.rows {
		p.taken = p.rows
	}
}

// rowsOf is how many rows of a terminal a line takes.
func rowsOf(line string, width int) int {
	cells := terminal.Width(unstyled(strings.TrimRight(line, "\n")))
	return max(1, (cells+width-1)/max(1, width))
}

// unstyled is text without the escape sequences of Streams.Style.
func unstyled(s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "\x1b[")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, s, _ = strings.Cut(rest, "m")
	}
}

// slow begins to show an answer that comes slowly.
func (p *pager) slow() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.pipe == nil && !p.plain {
		_ = p.start() // the next write says what is wrong
	}
}

// start starts the pager and gives it what was held back; where it cannot be
// started, the answer is shown without it.
func (p *pager) start() error {
	p.process = shellCommand(p.command)
	p.process.Env = append(os.Environ(), p.settings...)
	p.process.Stdout, p.process.Stderr = p.out, p.errs
	pipe, err := p.process.StdinPipe()
	if err == nil {
		err = p.process.Start()
	}
	if err != nil {
		p.plain = true
		terminal.Streams{Err: p.errs}.Notef("no pager: %v\n", err)
		return p.release()
	}
	p.pipe = pipe
	p.shows.Store(true)
	return p.release()
}

// release writes what was held back to where it belongs now.
func (p *pager) release() error {
	var first error
	for _, h := range p.held {
		to := p.end(h.beside)
		if p.pipe != nil {
			to = p.pipe
		}
		if _, err := to.Write(h.bytes); err != nil && first == nil {
			first = err
		}
	}
	p.held, p.partial = nil, nil
	return first
}

// close shows what is still held back and waits for the pager.
func (p *pager) close() error {
	p.mu.Lock()
	if p.timer != nil {
		p.timer.Stop()
	}
	if p.pipe == nil {
		defer p.mu.Unlock()
		p.plain = true
		return p.release()
	}
	defer p.shows.Store(false)
	err := p.pipe.Close()
	p.mu.Unlock()
	_ = p.process.Wait() // how it ended is between it and its user
	return err
}

// shellCommand is a command line as the user's shell takes it; one that needs
// no shell is run without.
func shellCommand(line string) *exec.Cmd {
	if fields := strings.Fields(line); runtime.GOOS == "windows" || !strings.ContainsAny(line, "|&;<>()$`\\\"'*?[#~=%") && len(fields) > 0 {
		return exec.Command(fields[0], fields[1:]...) //nolint:gosec,noctx // the user's own pager; who reads is not interrupted
	}
	return exec.Command("sh", "-c", line) //nolint:gosec,noctx // as above
}
