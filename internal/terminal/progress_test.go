package terminal

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// clock stands still until it is moved.
type clock struct{ now time.Time }

func (c *clock) read() time.Time       { return c.now }
func (c *clock) move(by time.Duration) { c.now = c.now.Add(by) }

func TestALineEveryFewSecondsWithoutTerminal(t *testing.T) {
	var errs bytes.Buffer
	c := &clock{now}
	p := NewProgress(Streams{Err: &errs}, ProgressOptions{Label: "Reading", Now: c.read})
	for i := range 1200 {
		if i == 200 {
			p.Grow(1200)
			p.Doing("harbourcourier.example\x1b[2J")
		}
		c.move(10 * time.Millisecond)
		p.Add(1)
	}
	p.Close()
	p.Close()
	want := "Reading 500/1,200  harbourcourier.example[2J\nReading 1,000/1,200  harbourcourier.example[2J\n"
	if errs.String() != want {
		t.Errorf("%q, want %q", errs.String(), want)
	}
}

func TestWithoutTotalTheCountIsShown(t *testing.T) {
	var errs bytes.Buffer
	c := &clock{now}
	p := NewProgress(Streams{Err: &errs}, ProgressOptions{Label: "Checking", Every: time.Second, Now: c.read})
	c.move(time.Second)
	p.Add(1500)
	p.Close()
	if want := "Checking 1,500\n"; errs.String() != want {
		t.Errorf("%q, want %q", errs.String(), want)
	}
}

func TestQuietShowsNothing(t *testing.T) {
	for _, terminal := range []bool{true, false} {
		var errs bytes.Buffer
		c := &clock{now}
		p := NewProgress(Streams{Err: &errs, ErrIsTerminal: terminal}, ProgressOptions{Label: "x", Total: 5, Quiet: true, Now: c.read})
		for range 5 {
			c.move(time.Minute)
			p.Add(1)
		}
		p.Close()
		if errs.Len() > 0 {
			t.Errorf("terminal %v: %q", terminal, errs.String())
		}
	}
}

func TestTheBarGrowsAndGoes(t *testing.T) {
	var errs bytes.Buffer
	c := &clock{now}
	p := NewProgress(Streams{Err: &errs, ErrIsTerminal: true, Width: 80}, ProgressOptions{Label: "Reading", Now: c.read})
	if errs.Len() > 0 {
		t.Errorf("a bar without a total: %q", errs.String())
	}
	p.Grow(2)
	p.Add(2)
	time.Sleep(100 * time.Millisecond) // the bar is drawn at most so often
	p.Grow(8)
	p.Add(1)
	p.Notef("a note of %s", "x\x1b[2J\ny")
	time.Sleep(100 * time.Millisecond)
	p.Doing(strings.Repeat("long ", 40))
	before := errs.Len()
	p.Close()
	p.Add(1)
	out := errs.String()
	for _, want := range []string{"Reading 3/10", "█", "a note of x[2J y\n", "Reading 3/10  long"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q lacks %q", out, want)
		}
	}
	if strings.Count(out, "\n") != 1 {
		t.Errorf("more lines than the note: %q", out)
	}
	for line := range strings.FieldsFuncSeq(out, func(r rune) bool { return r == '\r' || r == '\n' }) {
		if w := Width(line); w > 80 {
			t.Errorf("%d cells: %q", w, line)
		}
	}
	if last := strings.Trim(out[before:], "\r"); strings.TrimSpace(last) != "" || last == "" {
		t.Errorf("the bar was not taken away: %q", out[before:])
	}
}

func TestProgressFromManyGoroutines(t *testing.T) {
	var errs bytes.Buffer
	p := NewProgress(Streams{Err: &errs, ErrIsTerminal: true}, ProgressOptions{Label: "x", Total: 1, Now: (&clock{now}).read})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				p.Grow(1)
				p.Doing("y")
				p.Add(1)
			}
		})
	}
	wg.Wait()
	p.Close()
	if p.done != 400 || p.options.Total != 401 {
		t.Errorf("%d of %d", p.done, p.options.Total)
	}
}
