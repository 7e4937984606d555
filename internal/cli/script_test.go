package cli

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	if os.Getenv("DATELINE_TEST_MAIN") != "" { // a test calls the program
		a := newApp(os.Stdin, os.Stdout, os.Stderr)
		if clock, set := tutorialClock(os.Getenv("DATELINE_TEST_CLOCK")); set {
			a.now = clock
		}
		os.Exit(a.main(os.Args[1:]))
	}
	testscript.Main(m, map[string]func(){
		"dateline": func() { os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
		"pager":    pretendPager,
	})
}

// TestScripts runs the command lines of testdata/script as a user would, each
// against a web of its own: the script's folder web/, served on loopback.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:   "testdata/script",
		Setup: setUpScript,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exitsWith, "json": checkJSON, "clean": checkClean, "flip": flipByte, "flip-record": flipRecord, "zip": zipFile, "wait-for": waitFor, "terminal": runOnTerminal,
		},
	})
}

// setUpScript serves web/ and writes the script's settings. "{WEB}" in any file
// of the script stands for the server's address.
func setUpScript(env *testscript.Env) error {
	server := httptest.NewServer(site(filepath.Join(env.WorkDir, "web")))
	env.Defer(server.Close)
	if err := fill(env.WorkDir, server.URL); err != nil {
		return err
	}
	config := filepath.Join(env.WorkDir, "dateline.toml")
	env.Setenv("WEB", server.URL)
	env.Setenv("HOST", strings.TrimPrefix(server.URL, "http://"))
	env.Setenv("DATELINE_DB", filepath.Join(env.WorkDir, "dateline.db"))
	env.Setenv("DATELINE_CONFIG", config)
	for _, name := range []string{"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"} {
		env.Setenv(name, filepath.Join(env.WorkDir, "home"))
	}
	env.Setenv("NO_COLOR", "")
	return os.WriteFile(config, []byte("allow_net = [\"127.0.0.1/32\"]\nhost_gap = \"0s\"\n"), 0o600)
}

func fill(dir, address string) error {
	return filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		b = bytes.ReplaceAll(b, []byte("{WEB}"), []byte(address))
		for name, mark := range map[string]string{"{ESC}": "\x1b", "{BEL}": "\a", "{C1}": "\u009b", "{RLO}": "\u202e", "{LS}": "\u2028", "{NUL}": "\x00", "{BAD}": "\xff"} {
			b = bytes.ReplaceAll(b, []byte(name), []byte(mark))
		}
		return os.WriteFile(path, b, 0o600)
	})
}

// contentTypes are what the test's server says of files, by their ending.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".xml": "application/rss+xml", ".atom": "application/atom+xml",
	".json": "application/feed+json", ".txt": "text/plain; charset=utf-8", ".png": "image/png",
}

// site serves a folder with validators, and some paths that misbehave.
func site(dir string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/slow/{ms}/{name}", func(w http.ResponseWriter, r *http.Request) {
		ms, _ := strconv.Atoi(r.PathValue("ms"))
		_ = os.WriteFile(filepath.Join(dir, "..", "asked"), nil, 0o600)
		select {
		case <-time.After(time.Duration(ms) * time.Millisecond):
		case <-r.Context().Done():
		}
		serveFile(w, r, filepath.Join(dir, r.PathValue("name")))
	})
	mux.HandleFunc("/status/{code}", func(w http.ResponseWriter, r *http.Request) {
		code, _ := strconv.Atoi(r.PathValue("code"))
		if code == http.StatusTooManyRequests {
			w.Header().Set("Retry-After", "3600")
		}
		http.Error(w, http.StatusText(code), code)
	})
	mux.HandleFunc("/fresh/{seconds}/{name}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "max-age="+r.PathValue("seconds"))
		serveFile(w, r, filepath.Join(dir, r.PathValue("name")))
	})
	mux.HandleFunc("/redirect/{name...}", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/"+r.PathValue("name"), http.StatusMovedPermanently)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		serveFile(w, r, filepath.Join(dir, filepath.FromSlash(r.URL.Path)))
	})
	return mux
}

func serveFile(w http.ResponseWriter, r *http.Request, path string) {
	b, err := os.ReadFile(path)
	if err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	sum := sha256.Sum256(b)
	w.Header().Set("Content-Type", contentTypes[filepath.Ext(path)])
	w.Header().Set("ETag", fmt.Sprintf("%q", fmt.Sprintf("%x", sum[:8])))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b))
}

// exitsWith is "exits CODE COMMAND ARGUMENT...": the command ends with exactly
// that code.
func exitsWith(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARGUMENT]...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// checkJSON is "json FILE [N]": each line of the file is a JSON document, or the
// whole file is one; with N there are so many, or the one has so many elements.
func checkJSON(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: json stdout|stderr|FILE [N]")
	}
	text := strings.TrimSpace(ts.ReadFile(args[0]))
	var list []json.RawMessage
	switch err := json.Unmarshal([]byte(text), &list); {
	case err != nil && json.Valid([]byte(text)):
		list = []json.RawMessage{json.RawMessage(text)}
	case err != nil:
		for line := range strings.Lines(text) {
			if !json.Valid([]byte(line)) {
				ts.Fatalf("no JSON: %q", line)
			}
			list = append(list, json.RawMessage(line))
		}
	}
	if len(args) > 1 && strconv.Itoa(len(list)) != args[1] {
		ts.Fatalf("%d documents, want %s", len(list), args[1])
	}
}

// checkClean is "clean FILE...": nothing in it commands a terminal.
func checkClean(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		text := ts.ReadFile(name)
		if text == "" {
			ts.Fatalf("%s is empty", name)
		}
		bad := strings.IndexFunc(text, func(r rune) bool {
			return r < ' ' && r != '\n' && r != '\t' && r != '\r' || r >= 0x7f && r <= 0x9f ||
				r == 0x2028 || r == 0x2029 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
		})
		if dirty := bad >= 0 || !utf8.ValidString(text); dirty != neg {
			ts.Fatalf("%s: clean is %v at %d: %q", name, !dirty, bad, text)
		}
	}
}

// flipRecord changes one byte in the record that "show" has just named.
func flipRecord(ts *testscript.TestScript, _ bool, _ []string) {
	found := recordLine.FindStringSubmatch(ts.ReadFile("stdout"))
	if found == nil {
		ts.Fatalf("show named no record")
	}
	at, err := strconv.Atoi(found[2])
	ts.Check(err)
	flipByte(ts, false, []string{filepath.Join("archive", found[1]), strconv.Itoa(at + 120)})
}

var recordLine = regexp.MustCompile(`(?m)^record +(\S+) at (\d+)$`)

// flipByte is "flip PATTERN OFFSET": changes one byte of the one file that
// matches; a negative offset counts from its end.
func flipByte(ts *testscript.TestScript, _ bool, args []string) {
	found, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(found) != 1 {
		ts.Fatalf("%d files match %s", len(found), args[0])
	}
	at, err := strconv.Atoi(args[1])
	ts.Check(err)
	b, err := os.ReadFile(found[0])
	ts.Check(err)
	if at < 0 {
		at += len(b)
	}
	b[at] ^= 0x40
	ts.Check(os.WriteFile(found[0], b, 0o600))
}

// zipFile is "zip FILE TARGET".
func zipFile(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(z.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b.Bytes(), 0o600))
}

// waitFor is "wait-for FILE": until it is there.
func waitFor(ts *testscript.TestScript, _ bool, args []string) {
	for range 500 {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	ts.Fatalf("%s did not appear", args[0])
}
