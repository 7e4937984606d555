package warc

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"dateline/internal/fault"
)

// seeded is a source of randomness that is the same each time.
func seeded(seed uint64) io.Reader {
	var key [32]byte
	key[0], key[1] = byte(seed), byte(seed>>8)
	return rand.NewChaCha8(key)
}

var noon = time.Date(2026, 2, 18, 12, 0, 0, 250e6, time.UTC)

// options are those of a writer whose clock stands at noon.
func options() WriterOptions {
	return WriterOptions{
		Software: "dateline/0.1", Operator: "the desk, desk@daily.example", Description: "the file on a story",
		Now: func() time.Time { return noon }, Rand: seeded(1),
	}
}

// exchange is one fetch of a page with the given body.
func exchange(body string) Exchange {
	return Exchange{
		URL: "https://daily.example/a?b=c", Time: noon.Add(-time.Second), IP: "192.0.2.7:443",
		RequestHead:  []byte("GET /a?b=c HTTP/1.1\r\nHost: daily.example\r\n"),
		ResponseHead: []byte("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"),
		Body:         []byte(body),
	}
}

func must[T any](value T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// page returns the two records of an exchange.
func page(t *testing.T, body string) []Record {
	t.Helper()
	return must(Response(seeded(uint64(len(body))+7), exchange(body)))(t)
}

// all reads a file's records and what was skipped.
func all(t *testing.T, b []byte, limit int64) (recs []*Record, places []Location, damages []Damage) {
	t.Helper()
	r := NewReader(bytes.NewReader(b), limit)
	r.OnDamage = func(d Damage) { damages = append(damages, d) }
	for {
		rec, place, err := r.Next()
		if errors.Is(err, io.EOF) {
			if r.Skipped() != len(damages) {
				t.Errorf("Skipped() = %d after %d damages", r.Skipped(), len(damages))
			}
			return recs, places, damages
		}
		if err != nil {
			t.Fatal(err)
		}
		recs, places = append(recs, rec), append(places, place)
	}
}

// ids are the ids of records, joined.
func ids(recs []*Record) string {
	var all []string
	for _, r := range recs {
		all = append(all, r.ID)
	}
	return strings.Join(all, " ")
}

func isCode(t *testing.T, err error, want fault.Code) {
	t.Helper()
	if got := fault.CodeOf(err); got != want {
		t.Errorf("error %v has code %q, want %q", err, got, want)
	}
}

func read(t *testing.T, dir, name string) []byte {
	t.Helper()
	return must(os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))))(t)
}

// sick is a disk that fails when told to.
type sick struct {
	system
	room     int64 // bytes that can still be written; negative: any number
	full     error // what a write beyond room returns
	truncate error
	sync     error
	dir      error // of mkdir and syncDir
	removed  []string
	noSync   bool // spare the time
}

func healthy() *sick { return &sick{room: -1, full: syscall.ENOSPC} }

func (s *sick) open(path string) (file, error) {
	f, err := s.system.open(path)
	return sickFile{f, s}, err
}

func (s *sick) create(path string) (file, error) {
	f, err := s.system.create(path)
	return sickFile{f, s}, err
}

func (s *sick) remove(path string) error {
	s.removed = append(s.removed, path)
	return s.system.remove(path)
}

func (s *sick) mkdir(path string) error {
	if s.dir != nil {
		return &fs.PathError{Op: "mkdir", Path: path, Err: s.dir}
	}
	return s.system.mkdir(path)
}

func (s *sick) syncDir(path string) error {
	if s.noSync {
		return nil
	}
	return s.system.syncDir(path)
}

type sickFile struct {
	file
	disk *sick
}

// WriteAt writes what there is room for.
func (f sickFile) WriteAt(p []byte, off int64) (int, error) {
	if f.disk.room < 0 || int64(len(p)) <= f.disk.room {
		f.disk.room -= min(int64(len(p)), max(f.disk.room, 0))
		return f.file.WriteAt(p, off)
	}
	n, err := f.file.WriteAt(p[:f.disk.room], off)
	f.disk.room = 0
	if err == nil {
		err = &fs.PathError{Op: "write", Err: f.disk.full}
	}
	return n, err
}

func (f sickFile) Truncate(size int64) error {
	if f.disk.truncate != nil {
		return f.disk.truncate
	}
	return f.file.Truncate(size)
}

func (f sickFile) Sync() error {
	if f.disk.sync != nil {
		return f.disk.sync
	}
	if f.disk.noSync {
		return nil
	}
	return f.file.Sync()
}
