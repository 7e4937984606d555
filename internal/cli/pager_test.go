package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"

	"dateline/internal/terminal"
)

// pretendPager is the pager of the tests: it says that it was called and with
// which settings, and shows so many lines, all of them without a number.
func pretendPager() {
	fmt.Fprintf(os.Stdout, "[paged LESS=%s LV=%s]\n", os.Getenv("LESS"), os.Getenv("LV"))
	most := -1
	if len(os.Args) > 1 {
		most, _ = strconv.Atoi(os.Args[1])
	}
	in := bufio.NewScanner(os.Stdin)
	for n := 0; n != most && in.Scan(); n++ {
		fmt.Fprintln(os.Stdout, in.Text())
	}
}

// runOnTerminal is "terminal ROWS COLUMNS FILE [NAME=VALUE]... COMMAND...": the
// command runs on a terminal of this size, in an environment that has no pager
// but for what is said; FILE gets what stands on the screen, and at its end how
// the command ended.
func runOnTerminal(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 4 {
		ts.Fatalf("usage: terminal ROWS COLUMNS FILE [NAME=VALUE]... COMMAND [ARGUMENT]...")
	}
	rows, err := strconv.Atoi(args[0])
	ts.Check(err)
	cols, err := strconv.Atoi(args[1])
	ts.Check(err)
	env := []string{"TERM=xterm"}
	for _, name := range []string{"PATH", "HOME", "DATELINE_DB", "DATELINE_CONFIG", "TMPDIR"} {
		env = append(env, name+"="+ts.Getenv(name))
	}
	words := args[3:]
	for len(words) > 1 && strings.Contains(words[0], "=") {
		env, words = append(env, words[0]), words[1:]
	}
	shown, err := seenOnTerminal(rows, cols, ts.MkAbs("."), env, words, "")
	if errors.Is(err, errNoTerminal) {
		ts.Logf("no pseudo terminal: %v", err)
		return
	}
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(shown), 0o600))
}

// seenOnTerminal runs a command on a terminal, presses keys once something is
// on the screen, and returns what is seen there with "[exit N]" at its end.
func seenOnTerminal(rows, cols int, dir string, env, words []string, keys string) (string, error) {
	screen, tty, err := openTerminal(rows, cols)
	if err != nil {
		return "", fmt.Errorf("%w: %w", errNoTerminal, err)
	}
	defer func() { _ = screen.Close() }()
	cmd := exec.Command(inPath(env, words[0]), words[1:]...)
	cmd.Dir, cmd.Env = dir, env
	onTerminal(cmd, tty)
	if err := cmd.Start(); err != nil {
		return "", err
	}
	_ = tty.Close()
	var seen bytes.Buffer
	buffer := make([]byte, 4096)
	for {
		n, err := screen.Read(buffer)
		seen.Write(buffer[:n])
		if n > 0 && keys != "" {
			time.Sleep(100 * time.Millisecond) // a reader reads before he presses a key
			_, _ = io.WriteString(screen, keys)
			keys = ""
		}
		if err != nil {
			break
		}
	}
	code := 0
	if err := cmd.Wait(); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			return "", err
		}
		code = exit.ExitCode()
	}
	return strings.ReplaceAll(seen.String(), "\r\n", "\n") + "[exit " + strconv.Itoa(code) + "]\n", nil
}

// errNoTerminal says that the machine has no pseudo terminals.
var errNoTerminal = errors.New("no pseudo terminal")

// inPath is where the PATH of an environment has a command.
func inPath(env []string, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	for _, setting := range env {
		if path, ok := strings.CutPrefix(setting, "PATH="); ok {
			for _, dir := range filepath.SplitList(path) {
				if file := filepath.Join(dir, name); exec.Command(file).Err == nil {
					return file
				}
			}
		}
	}
	return name
}

func TestWhichPagerIsTaken(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "less"), []byte("#!/bin/sh\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		env  map[string]string
		less bool
		want string
	}{
		{"less by itself", map[string]string{"TERM": "xterm"}, true, "less -FRX"},
		{"nothing without less", map[string]string{"TERM": "xterm"}, false, ""},
		{"the user's own", map[string]string{"TERM": "xterm", "PAGER": "most -s"}, true, "most -s"},
		{"ours outweighs it", map[string]string{"TERM": "xterm", "PAGER": "most", "DATELINE_PAGER": "bat"}, true, "bat"},
		{"ours says none", map[string]string{"TERM": "xterm", "PAGER": "most", "DATELINE_PAGER": ""}, true, ""},
		{"cat is none", map[string]string{"TERM": "xterm", "PAGER": "cat"}, true, ""},
		{"empty is none", map[string]string{"TERM": "xterm", "PAGER": " "}, true, ""},
		{"a dumb terminal", map[string]string{"TERM": "dumb", "PAGER": "most"}, true, ""},
		{"a nameless terminal", map[string]string{"PAGER": "most"}, true, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := t.TempDir()
			if c.less {
				path = dir
			}
			t.Setenv("PATH", path)
			a := newApp(nil, io.Discard, io.Discard)
			a.lookenv = func(name string) (string, bool) { v, set := c.env[name]; return v, set }
			if got := a.pagerCommand(); got != c.want {
				t.Errorf("pagerCommand = %q, want %q", got, c.want)
			}
		})
	}
}

func TestWhichAnswersArePaged(t *testing.T) {
	root := newRoot(newApp(nil, io.Discard, io.Discard))
	for line, want := range map[string]bool{
		"search": true, "show": true, "deals show": true, "timeline": true, "export": true, "sources": true, "case show": true,
		"status": true, "watch list": true, "ingest": false, "review": false, "demo": false, "watch run": false, "sources pause": false, "add": false,
	} {
		cmd, _, err := root.Find(strings.Fields(line))
		if err != nil || cmd == root {
			t.Fatalf("%s: %v", line, err)
		}
		if got := pages(cmd); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
	if pages(&cobra.Command{Use: "alone"}) {
		t.Error("a command without a parent is paged")
	}
}

// lockedBuffer is a screen that a test may look at while it is written to.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// pagedApp is one on a terminal of 6 rows and 20 columns with a pager that is a
// shell command.
func pagedApp(command string) (*app, *lockedBuffer, *lockedBuffer) {
	var out, errs lockedBuffer
	a := newApp(nil, &out, &errs)
	a.streams.OutIsTerminal, a.streams.ErrIsTerminal, a.streams.Width, a.height = true, true, 20, 6
	a.lookenv = func(name string) (string, bool) {
		v, set := map[string]string{"TERM": "xterm", "PAGER": command}[name]
		return v, set
	}
	a.page()
	return a, &out, &errs
}

const markedPager = "sed 's/^/| /'"

func TestShortAnswersAreShownAsTheyAre(t *testing.T) {
	for name, answer := range map[string]string{
		"nothing": "", "one line": "a\n", "as many as fit": "1\n2\n3\n4\n", "no line break": "1\n2\n3\n4",
		"colour takes no room": "\x1b[1m12345678901234567890\x1b[0m\n\x1b[36m2\x1b[0m\n3\n4\n",
	} {
		t.Run(name, func(t *testing.T) {
			a, out, errs := pagedApp(markedPager)
			if err := a.streams.Printf("%s", terminal.Safe(answer)); err != nil {
				t.Fatal(err)
			}
			a.streams.Notef("a note\n")
			if err := a.closePager(); err != nil {
				t.Fatal(err)
			}
			if out.String() != answer || errs.String() != "a note\n" {
				t.Errorf("out %q, errs %q", out, errs)
			}
		})
	}
}

func TestLongAnswersGoToThePagerWithWhatIsSaidBesideThem(t *testing.T) {
	for name, c := range map[string]struct{ answer, want string }{
		"more lines":     {"1\n2\n3\n4\n5\n6\n", "| 1\n| 2\n| 3\n| 4\n| 5\n| 6\n| a note\n"},
		"folded lines":   {strings.Repeat("x", 61) + "\n2\n3\n", "| " + strings.Repeat("x", 61) + "\n| 2\n| 3\n| a note\n"},
		"wide letters":   {strings.Repeat("漢", 31) + "\n2\n3\n", "| " + strings.Repeat("漢", 31) + "\n| 2\n| 3\n| a note\n"},
		"one long line":  {strings.Repeat("x", 120), "| " + strings.Repeat("x", 120) + "a note\n"},
		"all in colours": {strings.Repeat("\x1b[1mx\x1b[0m\n", 6), strings.Repeat("| \x1b[1mx\x1b[0m\n", 6) + "| a note\n"},
	} {
		t.Run(name, func(t *testing.T) {
			a, out, errs := pagedApp(markedPager)
			for piece := range strings.SplitAfterSeq(c.answer, "\n") {
				if err := a.streams.Printf("%s", terminal.Safe(piece)); err != nil {
					t.Fatal(err)
				}
			}
			a.streams.Notef("a note\n")
			if err := a.closePager(); err != nil {
				t.Fatal(err)
			}
			if a.paging() {
				t.Error("the pager has ended, and still shows")
			}
			if out.String() != c.want || errs.String() != "" {
				t.Errorf("out %q, errs %q", out, errs)
			}
		})
	}
}

func TestSlowAnswersBeginToBeShown(t *testing.T) {
	a, out, _ := pagedApp(markedPager + " -u") // line by line
	if err := a.streams.Printf("1\n"); err != nil {
		t.Fatal(err)
	}
	for waited := 0; out.String() != "| 1\n"; waited++ {
		if waited > 500 {
			t.Fatalf("not shown: %q", out)
		}
		time.Sleep(20 * time.Millisecond)
	}
	if !a.paging() {
		t.Error("shown without the pager")
	}
	if err := errors.Join(a.streams.Printf("2\n"), a.closePager()); err != nil {
		t.Fatal(err)
	}
	if out.String() != "| 1\n| 2\n" {
		t.Errorf("%q", out)
	}
}

func TestAReaderWhoHasSeenEnoughIsNoFailure(t *testing.T) {
	a, out, _ := pagedApp("head -n 2")
	var err error
	for n := 0; err == nil && n < 1_000_000; n++ {
		err = a.streams.Printf("line %d\n", n)
	}
	if err == nil {
		t.Fatal("a million lines were written to nobody")
	}
	if err := a.finish(fmt.Errorf("search: %w", err)); err != nil {
		t.Errorf("finish: %v", err)
	}
	if err := a.closePager(); err != nil {
		t.Errorf("close: %v", err)
	}
	if out.String() != "line 0\nline 1\n" {
		t.Errorf("%q", out)
	}
}

func TestAnswersAreShownThoughThePagerIsMissing(t *testing.T) {
	a, out, errs := pagedApp("no-such-pager --really")
	answer := strings.Repeat("line\n", 9)
	if err := errors.Join(a.streams.Printf("%s", terminal.Safe(answer)), a.streams.Printf("end\n"), a.closePager()); err != nil {
		t.Fatal(err)
	}
	if out.String() != answer+"end\n" || !strings.HasPrefix(errs.String(), "no pager: ") || strings.Count(errs.String(), "\n") != 1 {
		t.Errorf("out %q, errs %q", out, errs)
	}
}

func TestPagersAreToldWhatGitTellsThem(t *testing.T) {
	for _, c := range []struct{ name, less, want string }{
		{"nothing set", "", "FRX utf-8 line\n"},
		{"the user's options stay", "MQ", "MQ utf-8 line\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out lockedBuffer
			a := newApp(nil, &out, io.Discard)
			a.streams.OutIsTerminal, a.streams.Width, a.height = true, 20, 1
			env := map[string]string{"TERM": "xterm", "PAGER": `echo "$LESS $LESSCHARSET $(cat)"`}
			t.Setenv("LESSCHARSET", "")
			t.Setenv("LESS", c.less)
			if c.less != "" {
				env["LESS"] = c.less
			}
			a.lookenv = func(name string) (string, bool) { v, set := env[name]; return v, set }
			a.page()
			if err := errors.Join(a.streams.Printf("line\n"), a.closePager()); err != nil {
				t.Fatal(err)
			}
			if out.String() != c.want {
				t.Errorf("%q, want %q", out.String(), c.want)
			}
		})
	}
}

func TestNoPagerWhereNobodyWatches(t *testing.T) {
	for name, set := range map[string]func(*app){
		"a pipe":     func(a *app) { a.streams.OutIsTerminal = false },
		"--no-pager": func(a *app) { a.noPager = true },
	} {
		a := newApp(nil, io.Discard, io.Discard)
		a.streams.OutIsTerminal = true
		a.lookenv = func(string) (string, bool) { return "xterm", true }
		set(a)
		if a.page(); a.streams.Out != io.Discard {
			t.Errorf("%s: paged", name)
		}
	}
}

// TestLess is the real thing: less shows the answer in colour, and q ends it.
func TestLess(t *testing.T) {
	if _, err := exec.LookPath("less"); err != nil {
		t.Skip("no less here")
	}
	program := os.Args[0]
	env := []string{"TERM=xterm", "PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "DATELINE_TEST_MAIN=1"}
	seen, err := seenOnTerminal(12, 80, t.TempDir(), env, []string{program, "help", "search"}, "q")
	if errors.Is(err, errNoTerminal) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(seen, "\x1b[1mExamples\x1b[0m") && !strings.Contains(seen, "\x1b[1mExamples\x1b[m") {
		t.Errorf("no colour: %q", seen)
	}
	if strings.Contains(seen, "Exit status") || !strings.HasSuffix(seen, "[exit 0]\n") {
		t.Errorf("not ended by q: %q", seen)
	}
	seen, err = seenOnTerminal(200, 80, t.TempDir(), env, []string{program, "help", "search"}, "")
	if err != nil || !strings.Contains(seen, "Exit status") || !strings.HasSuffix(seen, "[exit 0]\n") {
		t.Errorf("a short answer: %q, %v", seen, err)
	}
}
