package cli

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var updateTutorial = flag.Bool("update-tutorial", false, "write what the commands of docs/tutorial.md say into it")

// tutorialFile is where the tutorial stands, seen from this package.
const tutorialFile = "../../docs/tutorial.md"

// tutorialDay is when the commands of the tutorial are run.
var tutorialDay = time.Date(2026, 2, 14, 9, 0, 0, 0, time.UTC)

// tutorialClock goes from the tutorial's morning on, since the moment that the
// test began, in nanoseconds.
func tutorialClock(began string) (func() time.Time, bool) {
	ns, err := strconv.ParseInt(began, 10, 64)
	if err != nil {
		return nil, false
	}
	return func() time.Time { return tutorialDay.Add(time.Since(time.Unix(0, ns))) }, true
}

// step is a command line of the tutorial with what stands beneath it.
type step struct {
	line    int // in the file, from 1
	command string
	output  string
}

// tutorialSteps reads the blocks ```console: a line "$ command", which goes on
// in lines that begin with ">" as a shell shows them, and what it prints.
func tutorialSteps(text string) (steps []step) {
	inside := false
	number := 0
	for line := range strings.Lines(text) {
		number++
		last := len(steps) - 1
		switch {
		case strings.HasPrefix(line, "```"):
			inside = strings.TrimSpace(line) == "```console"
		case !inside:
		case strings.HasPrefix(line, "$ "):
			steps = append(steps, step{line: number, command: strings.TrimPrefix(line, "$ ")})
		case last >= 0 && line[0] == '>' && steps[last].output == "":
			steps[last].command += strings.TrimPrefix(line[1:], " ")
		case last >= 0:
			steps[last].output += line
		}
	}
	return steps
}

// tutorialWith puts what the commands print into the text.
func tutorialWith(text string, steps []step) string {
	var b strings.Builder
	inside, next := false, -1
	for line := range strings.Lines(text) {
		switch {
		case strings.HasPrefix(line, "```"):
			inside = strings.TrimSpace(line) == "```console"
			b.WriteString(line)
		case !inside:
			b.WriteString(line)
		case strings.HasPrefix(line, "$ "):
			next++
			more := strings.TrimSuffix(strings.ReplaceAll(steps[next].command, "\n", "\n> "), "> ")
			b.WriteString("$ " + strings.ReplaceAll(more, "> \n", ">\n") + steps[next].output)
		}
	}
	return b.String()
}

// moments are what no two runs have in common: times of the tutorial's day,
// how long something took, where in an archive a record stands and how large
// that is, and the digest of a chain that holds times.
var moments = []struct {
	pattern *regexp.Regexp
	instead string
}{
	{regexp.MustCompile(`2026-02-14T09:\d\d:\d\dZ`), "<time>"},
	{regexp.MustCompile(`\b20260214\d{6}\b`), "<time>"},
	{regexp.MustCompile(`\bin \d+(\.\d+)?m?s\b`), "in <moment>"},
	{regexp.MustCompile(`\b(just now|\d+ min ago|in \d+ (?:min|h))\b`), "<moment>"},
	{regexp.MustCompile(`(warc\.gz(?: at |:))\d+`), "$1<place>"},
	{regexp.MustCompile(`\b\d+(\.\d)? [kM]B\b`), "<size>"},
	{regexp.MustCompile(`(manifest of .*\n +)[0-9a-f]{64}`), "$1<digest>"},
}

// settled is an answer without its moments.
func settled(s string) string {
	for _, m := range moments {
		s = m.pattern.ReplaceAllString(s, m.instead)
	}
	return s
}

// TestTutorial runs every command line of docs/tutorial.md, in its order, in an
// empty folder, on a terminal of 80 columns without colours, and compares what
// they print with what stands there.
func TestTutorial(t *testing.T) {
	if testing.Short() {
		t.Skip("runs all of the tutorial; leave out -short")
	}
	text, err := os.ReadFile(tutorialFile)
	if err != nil {
		t.Fatal(err)
	}
	steps := tutorialSteps(string(text))
	if len(steps) < 30 {
		t.Fatalf("only %d commands in %s: is it read well?", len(steps), tutorialFile)
	}
	printed := runTutorial(t, steps)
	if *updateTutorial {
		for i := range steps {
			if settled(steps[i].output) != settled(printed[i]) {
				steps[i].output = printed[i]
			}
		}
		if err := os.WriteFile(tutorialFile, []byte(tutorialWith(string(text), steps)), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	for i, s := range steps {
		if diff := cmp.Diff(settled(s.output), settled(printed[i])); diff != "" {
			t.Errorf("docs/tutorial.md:%d: $ %s(-there +printed now):\n%s", s.line, s.command, diff)
		}
	}
	if t.Failed() {
		t.Log("if what is printed now is right, refresh the tutorial, and read the difference:\n" +
			"  go test ./internal/cli -run 'TestTutorial$' -update-tutorial && git diff docs/tutorial.md")
	}
}

// runTutorial runs commands in one shell on a terminal, and returns what each
// printed.
func runTutorial(t *testing.T, steps []step) []string {
	t.Helper()
	dir, bin := t.TempDir(), t.TempDir()
	program, err := filepath.Abs(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(program, filepath.Join(bin, "dateline")); err != nil {
		t.Skipf("no links here: %v", err)
	}
	var script strings.Builder
	for i, s := range steps {
		fmt.Fprintf(&script, "printf '\\001%d\\n'\n%s", i, s.command)
	}
	file := filepath.Join(bin, "tutorial.sh")
	if err := os.WriteFile(file, []byte(script.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	env := []string{
		"TERM=dumb", "LC_ALL=C", "USER=ana", "HOME=" + bin, "PATH=" + bin + string(filepath.ListSeparator) + os.Getenv("PATH"),
		"DATELINE_TEST_MAIN=1", "DATELINE_TEST_CLOCK=" + strconv.FormatInt(time.Now().UnixNano(), 10),
	}
	seen, err := seenOnTerminal(100, 80, dir, env, []string{"/bin/sh", file}, "")
	if errors.Is(err, errNoTerminal) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	seen = strings.TrimSuffix(seen, "[exit 0]\n")
	printed := make([]string, len(steps))
	shown := strings.Split(seen, "\x01")[1:]
	if len(shown) != len(steps) {
		t.Fatalf("%d of %d commands were run; the screen:\n%s", len(shown), len(steps), seen)
	}
	for i, part := range shown {
		_, printed[i], _ = strings.Cut(part, "\n")
		printed[i] = strings.NewReplacer(dir, "/home/ana/story", "\r", "").Replace(printed[i])
	}
	return printed
}

// TestTutorialIsReadAsItIsWritten covers what the other test relies on.
func TestTutorialIsReadAsItIsWritten(t *testing.T) {
	text := "Words $ no\n```console\n$ one\na\nb\n$ two <<X\n> more\n> X\n```\n$ no\n```text\n$ no\n```\n```console\n$ three\n\nc\n```\nend\n"
	want := []step{{3, "one\n", "a\nb\n"}, {6, "two <<X\nmore\nX\n", ""}, {15, "three\n", "\nc\n"}}
	got := tutorialSteps(text)
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(step{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if again := tutorialWith(text, got); again != text {
		t.Errorf("written back: %q", again)
	}
	got[1].output = "new\n"
	if again := tutorialWith(text, got); !strings.Contains(again, "> X\nnew\n```") || strings.Count(again, "new") != 1 {
		t.Errorf("refreshed: %q", again)
	}
}
