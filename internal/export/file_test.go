package export

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/internal/fault"
)

func names(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	check(t, err)
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	check(t, err)
	return string(b)
}

func TestAFileIsThereWhenItIsWhole(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.csv")
	for _, old := range []string{"", "old"} {
		f, err := Create(path)
		check(t, err)
		_, err = f.WriteString("half")
		check(t, err)
		if old != "" && read(t, path) != old || old == "" && slices.Contains(names(t, folder), "a.csv") {
			t.Errorf("it is there before it is whole: %v", names(t, folder))
		}
		check(t, f.Commit())
		check(t, f.Discard())
		if got := read(t, path); got != "half" || !slices.Equal(names(t, folder), []string{"a.csv"}) {
			t.Errorf("%q, %v", got, names(t, folder))
		}
		check(t, os.WriteFile(path, []byte("old"), 0o600))
	}
}

func TestADiscardedFileLeavesTheOldOne(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.csv")
	check(t, os.WriteFile(path, []byte("old"), 0o640))
	f, err := Create(path)
	check(t, err)
	_, err = f.WriteString("new")
	check(t, err)
	check(t, f.Discard())
	if got := read(t, path); got != "old" || !slices.Equal(names(t, folder), []string{"a.csv"}) {
		t.Errorf("%q, %v", got, names(t, folder))
	}
}

func TestWhatAKilledExportLeftIsTakenOver(t *testing.T) {
	folder := t.TempDir()
	check(t, os.WriteFile(filepath.Join(folder, ".a.csv.part"), []byte("left by a process that is no more"), 0o600))
	f, err := Create(filepath.Join(folder, "a.csv"))
	check(t, err)
	_, err = f.WriteString("new")
	check(t, err)
	check(t, f.Commit())
	if got := read(t, filepath.Join(folder, "a.csv")); got != "new" || !slices.Equal(names(t, folder), []string{"a.csv"}) {
		t.Errorf("%q, %v", got, names(t, folder))
	}
}

func TestTwoDoNotWriteOneFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	first, err := Create(path)
	check(t, err)
	if _, err := Create(path); !errors.Is(err, fault.Locked) {
		t.Errorf("the second: %v", err)
	}
	check(t, first.Commit())
	second, err := Create(path)
	check(t, err)
	check(t, second.Discard())
}

func TestLinksAndModesOfTheOldFileStay(t *testing.T) {
	folder := t.TempDir()
	target, link := filepath.Join(folder, "real.csv"), filepath.Join(folder, "link.csv")
	check(t, os.WriteFile(target, []byte("old"), 0o644))
	check(t, os.Chmod(target, 0o644))
	check(t, os.Symlink("real.csv", link))
	f, err := Create(link)
	check(t, err)
	_, err = f.WriteString("new")
	check(t, err)
	check(t, f.Commit())
	info, err := os.Lstat(link)
	check(t, err)
	mode, err := os.Stat(target)
	check(t, err)
	if read(t, target) != "new" || info.Mode()&fs.ModeSymlink == 0 || mode.Mode().Perm() != 0o644 {
		t.Errorf("%q, link %v, real %v", read(t, target), info.Mode(), mode.Mode())
	}
}

func TestANewFileIsTheUsersAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	f, err := Create(path)
	check(t, err)
	check(t, f.Commit())
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestPlacesThatAreNoFile(t *testing.T) {
	folder := t.TempDir()
	if _, err := Create(folder); !errors.Is(err, fault.Usage) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := Create(filepath.Join(folder, "no", "a.csv")); !errors.Is(err, fault.Unreadable) || !strings.Contains(err.Error(), "no such folder") {
		t.Errorf("a folder that is not there: %v", err)
	}
	check(t, os.Symlink(filepath.Join(folder, "victim"), filepath.Join(folder, ".a.csv.part")))
	if _, err := Create(filepath.Join(folder, "a.csv")); !errors.Is(err, fault.Foreign) {
		t.Errorf("a link in the way: %v", err)
	}
	null, err := Create(os.DevNull)
	check(t, err)
	_, err = null.Write([]byte("gone"))
	check(t, err)
	check(t, null.Forget())
	check(t, null.Commit())
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Error("the device is a file now")
	}
}

func TestAFullDiskHasItsCode(t *testing.T) {
	f, err := Create("/dev/full")
	if err != nil {
		t.Skip("there is no /dev/full")
	}
	if _, err := f.Write([]byte("x")); !errors.Is(err, fault.DiskFull) {
		t.Errorf("got %v", err)
	}
	check(t, f.Discard())
}

func TestForgetting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.cdxj")
	check(t, os.WriteFile(path, []byte("of another file"), 0o600))
	f, err := Create(path)
	check(t, err)
	check(t, f.Forget())
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("still there: %v", err)
	}
	check(t, f.Forget())
	check(t, f.Commit())
}

func TestFormats(t *testing.T) {
	for path, want := range map[string]Format{
		"a.csv": CSV, "A.CSV": CSV, "a.jsonl": JSONL, "a.warc": WARC, "a.warc.gz": WARC, "x/a.wacz": WACZ, "a.txt": "", "": "", "csv": "",
	} {
		if got := FormatOf(path); got != want {
			t.Errorf("FormatOf(%q) = %q, want %q", path, got, want)
		}
	}
	for path, want := range map[string]string{"a.warc.gz": "a.cdxj", "x/a.WARC": "x/a.cdxj", "a": "a.cdxj", ".warc.gz": ".warc.gz.cdxj"} {
		if got := IndexPath(path); got != want {
			t.Errorf("IndexPath(%q) = %q, want %q", path, got, want)
		}
	}
	if f, err := ParseFormat("WACZ"); f != WACZ || err != nil {
		t.Errorf("%q, %v", f, err)
	}
	if _, err := ParseFormat("pdf"); !errors.Is(err, fault.Usage) {
		t.Error(err)
	}
}
