package export

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/report"
	"dateline/internal/store"
	"dateline/internal/warc"
)

func (d *desk) smaller(left *[]Left) *Smaller {
	return &Smaller{Evidence: *d.evidence(left), Of: d.Store, Query: "a test"}
}

// sound opens a store and verifies it with its archive; it returns the flaws.
func sound(t *testing.T, path string) (flaws []string, checked report.Verified) {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
	check(t, err)
	defer func() { check(t, s.Close()) }()
	v := report.Verification{
		Evidence: s, Archive: store.ArchiveDir(path), Decode: func(_ http.Header, raw []byte) ([]byte, error) { return raw, nil }, Progress: func(int) {},
		Found: func(f report.Flaw) error { flaws = append(flaws, f.Kind+": "+f.Detail); return nil },
	}
	checked, err = v.Run(t.Context())
	check(t, err)
	return flaws, checked
}

// files lists what is in a folder, hidden files and locks included.
func files(t *testing.T, dir string) (names []string) {
	t.Helper()
	check(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			name, _ := filepath.Rel(dir, path)
			names = append(names, filepath.ToSlash(name))
		}
		return err
	}))
	return names
}

func TestASmallerStoreVerifiesWithTheArchiveBesideIt(t *testing.T) {
	d := filled(t)
	check(t, d.writer.Sync())
	for q, want := range map[string]struct {
		taken    Taken
		records  int
		captures int
	}{
		// The revisit of "cellar" brings the capture along that it repeats.
		"cellar":      {Taken{Extracted: store.Extracted{Articles: 1, Versions: 1, Captures: 3}}, 12, 3},
		"rents":       {Taken{Extracted: store.Extracted{Articles: 1, Versions: 2, Captures: 3}}, 8, 3},
		"":            {Taken{Extracted: store.Extracted{Articles: 3, Versions: 4, Captures: 5}}, 16, 5},
		"nothingness": {},
	} {
		var left []Left
		out := filepath.Join(t.TempDir(), "part.db")
		taken, err := d.smaller(&left).Store(t.Context(), parsed(t, q), out)
		check(t, err)
		archive := taken.Archive
		taken.Archive = ""
		if taken != want.taken || len(left) > 0 {
			t.Errorf("%q: %+v, left out %v; want %+v", q, taken, left, want.taken)
		}
		if (archive == "") != (want.captures == 0) {
			t.Errorf("%q: the archive is %q", q, archive)
		}
		flaws, checked := sound(t, out)
		if len(flaws) > 0 || checked.Records != want.records || checked.Captures != want.captures {
			t.Errorf("%q: %v, %+v", q, flaws, checked)
		}
	}
}

func TestASmallerStoreBesideTheWholeSharesItsArchive(t *testing.T) {
	d := filled(t)
	check(t, d.writer.Sync())
	before := files(t, d.dir)
	var left []Left
	out := filepath.Join(filepath.Dir(d.dir), "part.db")
	taken, err := d.smaller(&left).Store(t.Context(), parsed(t, "rents"), out)
	check(t, err)
	if taken.Archive != "" || !slices.Equal(before, files(t, d.dir)) {
		t.Errorf("archive %q, files %v", taken.Archive, files(t, d.dir))
	}
	if flaws, _ := sound(t, out); len(flaws) > 0 {
		t.Error(flaws)
	}
}

func TestDamageIsSeenInTheSmallerStore(t *testing.T) {
	d := filled(t)
	check(t, d.writer.Sync())
	c, err := d.Capture(t.Context(), 2)
	check(t, err)
	d.spoil(c, c.Length/2)
	var left []Left
	out := filepath.Join(t.TempDir(), "part.db")
	taken, err := d.smaller(&left).Store(t.Context(), parsed(t, "rents"), out)
	check(t, err)
	if taken.Damaged != 1 || len(left) != 1 || left[0].Capture != 2 {
		t.Errorf("%+v, left out %v", taken, left)
	}
	flaws, _ := sound(t, out)
	if want := []string{"capture: its file cannot be read"}; !slices.Equal(flaws, want) {
		t.Errorf("%v, want %v", flaws, want)
	}
}

func TestSecretsStayBehindUnlessAskedFor(t *testing.T) {
	d := filled(t)
	const page = "https://herald.example/p?api_key=0123456789abcdef"
	d.says(d.fetched(noon, "<p>Secret", page), "https://herald.example/p", "Harbour", "The harbour has secrets.", edtf.Day(2026, 2, 3))
	check(t, d.writer.Sync())
	for secrets, want := range map[bool]store.Extracted{
		false: {Articles: 3, Withheld: 1, Versions: 4, Captures: 5, Hidden: 1}, true: {Articles: 4, Versions: 5, Captures: 6},
	} {
		var left []Left
		m := d.smaller(&left)
		m.Secrets = secrets
		out := filepath.Join(t.TempDir(), "part.db")
		taken, err := m.Store(t.Context(), parsed(t, ""), out)
		check(t, err)
		if taken.Extracted != want || len(left) > 0 {
			t.Errorf("%v: %+v, %v; want %+v", secrets, taken, left, want)
		}
		b, err := os.ReadFile(out)
		check(t, err)
		raw, err := os.ReadFile(taken.Archive)
		check(t, err)
		records, _ := readBack(t, raw)
		inArchive := slices.ContainsFunc(records, func(r *warc.Record) bool { return strings.Contains(r.TargetURI, "api_key") })
		if inFile := strings.Contains(string(b), "0123456789abcdef"); inFile != secrets || inArchive != secrets {
			t.Errorf("secrets wanted: %v; in the store %v, in the archive %v", secrets, inFile, inArchive)
		}
		if flaws, _ := sound(t, out); len(flaws) > 0 {
			t.Error(flaws)
		}
	}
}

func TestAnOlderPartIsReplacedWithItsArchive(t *testing.T) {
	d := filled(t)
	check(t, d.writer.Sync())
	var left []Left
	dir := t.TempDir()
	out := filepath.Join(dir, "part.db")
	for _, q := range []string{"rents", "cellar", "nothingness"} {
		taken, err := d.smaller(&left).Store(t.Context(), parsed(t, q), out)
		check(t, err)
		if flaws, _ := sound(t, out); len(flaws) > 0 {
			t.Error(flaws)
		}
		want := []string{"part.db"}
		if q != "nothingness" {
			want = []string{"archive/" + filepath.Base(taken.Archive), "part.db"}
		}
		if got := files(t, dir); !slices.Equal(got, want) {
			t.Errorf("after %q: %v, want %v", q, got, want)
		}
	}
}

func TestWhatAKilledExportLeftGoesAway(t *testing.T) {
	d := filled(t)
	check(t, d.writer.Sync())
	dir := t.TempDir()
	check(t, os.Mkdir(filepath.Join(dir, "archive"), 0o750))
	for _, name := range []string{".part.db.part", "archive/.part-0123abcd.warc.gz.part", "archive/.other-0123abcd.warc.gz.part", "archive/part-01234567.warc.gz"} {
		check(t, os.WriteFile(filepath.Join(dir, name), []byte("half"), 0o600))
	}
	busy, err := Create(filepath.Join(dir, "archive", "part-ffffffff.warc.gz"))
	check(t, err)
	var left []Left
	taken, err := d.smaller(&left).Store(t.Context(), parsed(t, "rents"), filepath.Join(dir, "part.db"))
	check(t, err)
	want := []string{"archive/.other-0123abcd.warc.gz.part", "archive/.part-ffffffff.warc.gz.part", "archive/part-01234567.warc.gz", "archive/" + filepath.Base(taken.Archive), "part.db"}
	got := files(t, dir)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	check(t, busy.Discard())
}

func TestAFailureLeavesNothingBehind(t *testing.T) {
	d := filled(t)
	check(t, d.writer.Sync())
	var left []Left
	whole := filepath.Join(t.TempDir(), "whole.db")
	check(t, d.Backup(t.Context(), whole))
	dir := t.TempDir()
	stopped, stop := context.WithCancel(t.Context())
	for name, c := range map[string]struct {
		ctx  context.Context
		m    *Smaller
		out  string
		code fault.Code
	}{
		"another store":  {t.Context(), d.smaller(&left), whole, fault.Usage},
		"a folder":       {t.Context(), d.smaller(&left), dir, fault.Usage},
		"a device":       {t.Context(), d.smaller(&left), "/dev/null", fault.Usage},
		"no such folder": {t.Context(), d.smaller(&left), filepath.Join(dir, "no", "x.db"), fault.Unreadable},
	} {
		if _, err := c.m.Store(c.ctx, parsed(t, ""), c.out); fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	m := d.smaller(&left)
	m.Done = stop // while the captures are copied
	if _, err := m.Store(stopped, parsed(t, ""), filepath.Join(dir, "x.db")); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if got := files(t, dir); len(got) > 0 {
		t.Errorf("left behind: %v", got)
	}
	if _, err := os.Stat(store.ArchiveDir(filepath.Join(dir, "x.db"))); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the folder of the archive was left behind")
	}
	if got := files(t, filepath.Dir(whole)); !slices.Equal(got, []string{"whole.db"}) {
		t.Errorf("beside the store: %v", got)
	}
}

func TestASmallerStoreCanBeGoneOnWith(t *testing.T) {
	d := filled(t)
	check(t, d.writer.Sync())
	var left []Left
	out := filepath.Join(t.TempDir(), "part.db")
	_, err := d.smaller(&left).Store(t.Context(), parsed(t, "rents"), out)
	check(t, err)
	s, err := store.Open(t.Context(), out, store.Options{})
	check(t, err)
	w, err := warc.OpenWriter(store.ArchiveDir(out), warc.WriterOptions{Software: "dateline/1", Now: d.evidence(&left).Now, Rand: d.random})
	check(t, err)
	more := &desk{Store: s, t: t, dir: store.ArchiveDir(out), writer: w, random: d.random}
	more.says(more.fetched(noon, "<p>More", "https://herald.example/more"), "https://herald.example/more", "More", "More of the harbour.", edtf.Day(2026, 2, 19))
	more.says(more.fetched(noon, "<p>Harbour buys", "https://herald.example/again"), "https://herald.example/again", "Again", "It buys again.", edtf.Day(2026, 2, 19))
	check(t, w.Close())
	check(t, s.Close())
	flaws, checked := sound(t, out)
	if len(flaws) > 0 || checked.Captures != 5 || checked.Versions != 4 {
		t.Errorf("%v, %+v", flaws, checked)
	}
}
