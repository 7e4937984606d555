package warc

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"dateline/internal/fault"
)

// archive makes a folder of one file with three exchanges and returns the
// file's path, its bytes and where its records lie.
func archive(t *testing.T) (dir, path string, whole []byte, places []Location) {
	t.Helper()
	dir = t.TempDir()
	w := must(OpenWriter(dir, options()))(t)
	for i := range 3 {
		places = append(places, must(w.Append(page(t, fmt.Sprintf("page %d", i))...))(t)...)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(dir, filepath.FromSlash(places[0].File))
	return dir, path, read(t, dir, places[0].File), places
}

// reopen opens an archive again and appends a page to it.
func reopen(t *testing.T, dir string, known map[string]int64) (Repair, Location) {
	t.Helper()
	o := options()
	o.Rand, o.Known = seeded(99), known
	disk := healthy()
	disk.noSync = true
	w := must(openWriter(disk, dir, o))(t)
	place := must(w.Append(page(t, "the page after")...))(t)[0]
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if rec := must(ReadAt(dir, place))(t); Verify(rec) != nil || !strings.HasSuffix(string(rec.Block), "the page after") {
		t.Errorf("the appended record is %q", rec.Block)
	}
	return w.Repair(), place
}

func TestATornRecordIsCutWhereverItEnds(t *testing.T) {
	dir, path, whole, places := archive(t)
	name := places[0].File
	ends := []int64{0, places[0].Offset}
	for _, p := range places {
		ends = append(ends, p.Offset+p.Length)
	}
	for size := range int64(len(whole) + 1) {
		if size < places[3].Offset && size%11 > 0 {
			continue // every byte of the last three records, and some before
		}
		good := int64(0)
		for _, end := range ends {
			if end <= size {
				good = end
			}
		}
		for i, known := range []map[string]int64{nil, {name: good}, {name: min(good, ends[2])}} {
			// A new file each time: overwriting is slow on some file systems.
			if err := both(os.Remove(path), os.WriteFile(path, whole[:size], 0o600)); err != nil {
				t.Fatal(err)
			}
			disk := healthy()
			disk.noSync = true
			o := options()
			o.Known = known
			w := must(openWriter(disk, dir, o))(t)
			want := Repair{}
			if good < size {
				want = Repair{File: name, Offset: good, Cut: size - good}
			}
			if w.Repair() != want {
				t.Fatalf("%d of %d bytes, known %v: repair %+v, want %+v", size, len(whole), known, w.Repair(), want)
			}
			if now := read(t, dir, name); !bytes.Equal(now, whole[:good]) {
				t.Fatalf("%d bytes: %d are left, want %d", size, len(now), good)
			}
			if i == 0 && (size%20 == 0 || good == size) {
				// And the next record stands where the torn one began.
				place := must(w.Append(page(t, "next")...))(t)[0]
				if recs, _, damages := all(t, read(t, dir, name), 0); len(damages) > 0 || recs[0].Type != TypeInfo || good > 0 && place.Offset != good {
					t.Fatalf("%d bytes: the next record lies at %d with damages %v", size, place.Offset, damages)
				}
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestDamageInsideIsLeftAndANewFileBegun(t *testing.T) {
	dir, path, whole, places := archive(t)
	for _, flip := range []int64{1, places[1].Offset + 40, places[3].Offset, places[3].Offset + places[3].Length - 5} {
		damaged := bytes.Clone(whole)
		damaged[flip] ^= 0xff
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		repair, next := reopen(t, dir, nil)
		if repair.Cut != 0 || repair.Left == nil || repair.File != places[0].File {
			t.Errorf("flip at %d: repair %+v", flip, repair)
		}
		if now := read(t, dir, places[0].File); !bytes.Equal(now, damaged) {
			t.Errorf("flip at %d: the damaged file was changed", flip)
		}
		if number(next.File) != 2 {
			t.Errorf("flip at %d: the next record is in %s", flip, next.File)
		}
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(next.File))); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhatIsKnownIsNeverCut(t *testing.T) {
	dir, path, whole, places := archive(t)
	last := places[len(places)-1]
	name := last.File
	size := int64(len(whole))
	for label, c := range map[string]struct {
		file  []byte
		known int64
		left  bool
		cut   int64
	}{
		"shorter than known":               {whole[:size-3], size, true, 0},
		"zeros behind what is known":       {append(bytes.Clone(whole[:last.Offset]), make([]byte, 300)...), last.Offset, false, 300},
		"zeros behind, nothing known":      {append(bytes.Clone(whole[:last.Offset]), make([]byte, 300)...), -1, true, 0},
		"half a record and zeros":          {append(bytes.Clone(whole[:last.Offset+50]), make([]byte, 300)...), last.Offset, false, 350},
		"known points into a record":       {whole, last.Offset + 5, false, 0},
		"known points into a torn record":  {whole[:size-9], last.Offset + 5, true, 0},
		"damage before what is known":      {append(flipped(whole[:last.Offset+20], places[2].Offset+30), 1), last.Offset, true, 0},
		"known is the beginning of a file": {whole[:size-9], 0, false, last.Length - 9},
	} {
		if err := os.WriteFile(path, c.file, 0o600); err != nil {
			t.Fatal(err)
		}
		var known map[string]int64
		if c.known >= 0 {
			known = map[string]int64{name: c.known, "2020/other": 7}
		}
		repair, next := reopen(t, dir, known)
		if (repair.Left != nil) != c.left || repair.Cut != c.cut {
			t.Errorf("%s: repair %+v, want left %v and %d cut", label, repair, c.left, c.cut)
		}
		if now := read(t, dir, name); c.left && !bytes.Equal(now, c.file) {
			t.Errorf("%s: the file was changed", label)
		}
		if c.left {
			os.Remove(filepath.Join(dir, filepath.FromSlash(next.File)))
		}
	}
}

func flipped(b []byte, at int64) []byte {
	b = bytes.Clone(b)
	b[at] ^= 0x55
	return b
}

func TestKnownRecordsAreNotReadAgain(t *testing.T) {
	_, _, whole, places := archive(t)
	f := &watched{file: bytes.NewReader(whole), lowest: int64(len(whole))}
	from := places[4].Offset
	if end, err := scan(f, from, int64(len(whole))); end != int64(len(whole)) || err != nil {
		t.Fatalf("scan = %d, %v", end, err)
	}
	if f.lowest != from {
		t.Errorf("read from %d on, want %d", f.lowest, from)
	}
}

type watched struct {
	file   *bytes.Reader
	lowest int64
}

func (w *watched) ReadAt(p []byte, off int64) (int, error) {
	w.lowest = min(w.lowest, off)
	return w.file.ReadAt(p, off)
}

func TestAFileOfAnotherMakerIsNotContinued(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, "zz-other.warc.gz")
	if err := os.WriteFile(other, []byte("torn"), 0o600); err != nil {
		t.Fatal(err)
	}
	repair, next := reopen(t, dir, nil)
	if repair.File != "" || number(next.File) != 1 {
		t.Errorf("repair %+v, next %v", repair, next)
	}
	if got, _ := os.ReadFile(other); string(got) != "torn" {
		t.Errorf("the other's file is now %q", got)
	}
}

func TestAnArchiveThatCannotBeMendedIsNotOpened(t *testing.T) {
	dir, path, whole, _ := archive(t)
	if err := os.WriteFile(path, whole[:len(whole)-1], 0o600); err != nil {
		t.Fatal(err)
	}
	disk := healthy()
	disk.truncate = syscall.EROFS
	_, err := openWriter(disk, dir, options())
	isCode(t, err, fault.ReadOnly)
	if now, _ := os.ReadFile(path); len(now) != len(whole)-1 {
		t.Errorf("the file has %d bytes", len(now))
	}
}

func TestFilesAreInTheOrderOfTheirMaking(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"2026/dateline-20260101000000-00002.warc.gz", "2027/dateline-20270101000000-00001.warc.gz",
		"2026/dateline-20260101000000-100000.warc.gz", "other.warc", "notes.txt", "2026/x.warc.gz",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want := "2026/x.warc.gz other.warc 2027/dateline-20270101000000-00001.warc.gz " +
		"2026/dateline-20260101000000-00002.warc.gz 2026/dateline-20260101000000-100000.warc.gz"
	if got := strings.Join(must(Files(dir))(t), " "); got != want {
		t.Errorf("files %s\nwant  %s", got, want)
	}
}
