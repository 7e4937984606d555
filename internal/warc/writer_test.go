package warc

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"dateline/internal/fault"
)

func TestRecordsAreReadWhereAppendPutThem(t *testing.T) {
	dir := t.TempDir()
	w := must(OpenWriter(dir, options()))(t)
	var places []Location
	var written []Record
	for i := range 5 {
		recs := page(t, strings.Repeat("Words. ", i))
		places = append(places, must(w.Append(recs...))(t)...)
		written = append(written, recs...)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if want := "2026/dateline-20260218120000-00001.warc.gz"; places[0].File != want {
		t.Errorf("file %q, want %q", places[0].File, want)
	}
	for i, place := range places {
		rec := must(ReadAt(dir, place))(t)
		if rec.ID != written[i].ID || string(rec.Block) != string(written[i].Block) || !rec.Date.Equal(written[i].Date) {
			t.Errorf("record %d is %+v, want %+v", i, rec, written[i])
		}
		if err := Verify(rec); err != nil {
			t.Error(err)
		}
	}
	recs, seen, damages := all(t, read(t, dir, places[0].File), 0)
	if len(recs) != 11 || len(damages) != 0 || recs[0].Type != TypeInfo {
		t.Fatalf("%d records and %d damages, want a warcinfo and ten", len(recs), len(damages))
	}
	for i, rec := range recs[1:] {
		if seen[i+1].Offset != places[i].Offset || seen[i+1].Length != places[i].Length {
			t.Errorf("record %d lies at %v, want %v", i, seen[i+1], places[i])
		}
		if rec.Get(fieldInfoID) != recs[0].ID {
			t.Errorf("record %d belongs to %q, want %q", i, rec.Get(fieldInfoID), recs[0].ID)
		}
	}
}

func TestWarcinfoSaysWhoMadeTheFile(t *testing.T) {
	dir := t.TempDir()
	w := must(OpenWriter(dir, options()))(t)
	place := must(w.Append(page(t, "x")...))(t)[0]
	info := must(ReadAt(dir, Location{File: place.File, Length: place.Offset}))(t)
	want := "software: dateline/0.1\r\nformat: WARC File Format 1.1\r\n" +
		"conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n" +
		"operator: the desk, desk@daily.example\r\ndescription: the file on a story\r\n"
	if string(info.Block) != want || info.Get(fieldFilename) != filepath.Base(place.File) || info.TargetURI != "" {
		t.Errorf("warcinfo %+v with block\n%s", info, info.Block)
	}
}

func TestOpeningAndClosingChangesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	for range 2 {
		w := must(OpenWriter(dir, options()))(t)
		if err := errors.Join(w.Sync(), w.Close(), w.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder was made: %v", err)
	}
}

func TestSameProgramContinuesUnderItsWarcinfo(t *testing.T) {
	dir := t.TempDir()
	for i, software := range []string{"dateline/0.1", "dateline/0.1", "dateline/0.2", "dateline/0.2"} {
		o := options()
		o.Software, o.Rand = software, seeded(uint64(i)+50)
		w := must(OpenWriter(dir, o))(t)
		must(w.Append(page(t, fmt.Sprint(i))...))(t)
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	names := must(Files(dir))(t)
	if len(names) != 1 {
		t.Fatalf("files %q, want one", names)
	}
	recs, _, _ := all(t, read(t, dir, names[0]), 0)
	var kinds []string
	info := ""
	for _, rec := range recs {
		kinds = append(kinds, rec.Type[:4])
		if rec.Type == TypeInfo {
			info = rec.ID
		} else if rec.Get(fieldInfoID) != info {
			t.Errorf("record %s names warcinfo %q, want %q", rec.ID, rec.Get(fieldInfoID), info)
		}
	}
	// The file begins with 0.1's warcinfo; each run of 0.2 adds its own.
	want := "warc resp requ resp requ warc resp requ warc resp requ"
	if got := strings.Join(kinds, " "); got != want {
		t.Errorf("records %s\nwant    %s", got, want)
	}
}

func TestFilesAreRotatedBySize(t *testing.T) {
	dir := t.TempDir()
	o := options()
	o.MaxSize = 4000
	clock := noon
	o.Now = func() time.Time { clock = clock.Add(-time.Hour); return clock } // it runs backwards
	var places []Location
	w := must(OpenWriter(dir, o))(t)
	for i := range 12 {
		if i == 6 { // a run ends, another begins
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			w = must(OpenWriter(dir, o))(t)
		}
		places = append(places, must(w.Append(page(t, fmt.Sprint("number ", i))...))(t)...)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	names := must(Files(dir))(t)
	if len(names) < 3 || len(names) > 8 {
		t.Fatalf("%d files: %q", len(names), names)
	}
	for i, name := range names {
		b := read(t, dir, name)
		if len(b) > 4000 {
			t.Errorf("%s has %d bytes", name, len(b))
		}
		if number(name) != i+1 {
			t.Errorf("%s has the wrong number, want %d", name, i+1)
		}
		if recs, _, _ := all(t, b, 0); recs[0].Type != TypeInfo {
			t.Errorf("%s begins with %s", name, recs[0].Type)
		}
	}
	for _, place := range places {
		must(ReadAt(dir, place))(t)
	}
	if last := places[len(places)-1].File; last != names[len(names)-1] {
		t.Errorf("the last record is in %s, want %s", last, names[len(names)-1])
	}
}

func TestARecordBeyondTheSizeHasAFileOfItsOwn(t *testing.T) {
	dir := t.TempDir()
	o := options()
	o.MaxSize = 100
	w := must(OpenWriter(dir, o))(t)
	a := must(w.Append(page(t, "a")...))(t)
	b := must(w.Append(page(t, "b")...))(t)
	if a[0].File != a[1].File || a[0].File == b[0].File {
		t.Errorf("places %v and %v", a, b)
	}
}

func TestFileNamesThatAreTakenAreStepped(t *testing.T) {
	dir := t.TempDir()
	w := must(OpenWriter(dir, options()))(t)
	taken := filepath.Join(dir, "2026", "dateline-20260218120000-00001.warc.gz")
	if err := os.MkdirAll(filepath.Dir(taken), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(taken, []byte("another's"), 0o600); err != nil {
		t.Fatal(err)
	}
	place := must(w.Append(page(t, "a")...))(t)[0]
	if want := "2026/dateline-20260218120000-00002.warc.gz"; place.File != want {
		t.Errorf("file %q, want %q", place.File, want)
	}
	if got, _ := os.ReadFile(taken); string(got) != "another's" {
		t.Errorf("the other's file is now %q", got)
	}
}

func TestAppendRefusesWhatIsNoRecord(t *testing.T) {
	dir := t.TempDir()
	w := must(OpenWriter(dir, options()))(t)
	good := Record{Type: TypeResource, TargetURI: "file:///a", Block: []byte("a")}
	for name, change := range map[string]func(*Record){
		"type":          func(r *Record) { r.Type = "" },
		"type of two":   func(r *Record) { r.Type = "a b" },
		"id":            func(r *Record) { r.ID = "urn:x>\r\ny" },
		"line end":      func(r *Record) { r.Header = []Field{{"X-A", "b\r\nWARC-Type: response"}} },
		"name":          func(r *Record) { r.Header = []Field{{"X A", "b"}} },
		"content type":  func(r *Record) { r.ContentType = "text/html\n" },
		"endless field": func(r *Record) { r.Header = []Field{{"X-A", strings.Repeat("a", MaxHeader)}} },
		"huge block":    func(r *Record) { r.Block = make([]byte, MaxBlock+1) },
	} {
		bad := good
		change(&bad)
		places, err := w.Append(good, bad)
		if code := fault.CodeOf(err); code != fault.Usage && code != fault.TooLarge || places != nil {
			t.Errorf("%s: %v, %v", name, places, err)
		}
	}
	if names, err := Files(dir); len(names) > 0 || err != nil {
		t.Errorf("files %q, %v after nothing but failures", names, err)
	}
	if places, err := w.Append(); places != nil || err != nil {
		t.Errorf("Append() = %v, %v", places, err)
	}
	if _, err := OpenWriter(dir, WriterOptions{}); fault.CodeOf(err) != fault.Usage {
		t.Errorf("without a clock: %v", err)
	}
}

func TestAURIThatIsNoneIsEscaped(t *testing.T) {
	dir := t.TempDir()
	w := must(OpenWriter(dir, options()))(t)
	place := must(w.Append(Record{Type: TypeResource, TargetURI: "https://a.example/ü <b>\r\nWARC-Type: x", Block: nil}))(t)[0]
	rec := must(ReadAt(dir, place))(t)
	if want := "https://a.example/%C3%BC%20%3Cb%3E%0D%0AWARC-Type:%20x"; rec.TargetURI != want || rec.Type != TypeResource {
		t.Errorf("target %q of a %s, want %q", rec.TargetURI, rec.Type, want)
	}
}

func TestAppendingFromManyGoroutines(t *testing.T) {
	dir := t.TempDir()
	o := options()
	o.MaxSize = 20_000
	w := must(OpenWriter(dir, o))(t)
	var group sync.WaitGroup
	places := make([][]Location, 8)
	for g := range places {
		group.Go(func() {
			for i := range 20 {
				recs, err := Response(seeded(uint64(g*100+i)), exchange(fmt.Sprintf("page %d of %d", i, g)))
				if err != nil {
					t.Error(err)
				}
				got, err := w.Append(recs...)
				if err != nil {
					t.Error(err)
				}
				places[g] = append(places[g], got...)
			}
		})
	}
	group.Wait()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for g := range places {
		for i := range 20 {
			rec := must(ReadAt(dir, places[g][2*i]))(t)
			if body, _ := rec.Payload(); string(body) != fmt.Sprintf("page %d of %d", i, g) {
				t.Errorf("page %d of %d is %q", i, g, body)
			}
		}
	}
	for _, name := range must(Files(dir))(t) {
		info := ""
		recs, _, damages := all(t, read(t, dir, name), 0)
		for _, rec := range recs {
			if rec.Type == TypeInfo {
				info = rec.ID
			} else if rec.Get(fieldInfoID) != info {
				t.Errorf("%s: record of another file's warcinfo", name)
			}
		}
		if len(damages) > 0 {
			t.Errorf("%s: %v", name, damages)
		}
	}
}

func TestNothingIsWrittenAfterClose(t *testing.T) {
	w := must(OpenWriter(t.TempDir(), options()))(t)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Append(page(t, "a")...); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("Append after Close: %v", err)
	}
}

func TestAFullDiskLeavesTheArchiveAsItWas(t *testing.T) {
	for _, cause := range []struct {
		err  error
		want fault.Code
	}{{syscall.ENOSPC, fault.DiskFull}, {syscall.EDQUOT, fault.DiskFull}, {syscall.EROFS, fault.ReadOnly}, {syscall.EIO, fault.Failed}} {
		dir := t.TempDir()
		disk := healthy()
		w := must(openWriter(disk, dir, options()))(t)
		place := must(w.Append(page(t, "first")...))(t)[1]
		before := read(t, dir, place.File)
		for room := range int64(700) {
			disk.room, disk.full = room, cause.err
			_, err := w.Append(page(t, "second")...)
			if err == nil {
				t.Fatalf("an append of more than %d bytes did not fail", room)
			}
			isCode(t, err, cause.want)
			if now := read(t, dir, place.File); string(now) != string(before) {
				t.Fatalf("with room for %d bytes the file changed from %d to %d bytes", room, len(before), len(now))
			}
		}
		disk.room = -1
		after := must(w.Append(page(t, "third")...))(t)[0]
		if after.Offset != int64(len(before)) {
			t.Errorf("the next record lies at %d, want %d", after.Offset, len(before))
		}
		must(ReadAt(dir, after))(t)
	}
}

func TestAFullDiskLeavesNoNewFile(t *testing.T) {
	dir := t.TempDir()
	disk := healthy()
	disk.room = 10
	w := must(openWriter(disk, dir, options()))(t)
	_, err := w.Append(page(t, "first")...)
	isCode(t, err, fault.DiskFull)
	if names := must(Files(dir))(t); len(names) != 0 || len(disk.removed) != 1 {
		t.Errorf("files %q, removed %q", names, disk.removed)
	}
	disk.room = -1
	must(ReadAt(dir, must(w.Append(page(t, "first")...))(t)[0]))(t)
}

func TestAFailedRotationGoesOnInTheOldFileOrFails(t *testing.T) {
	dir := t.TempDir()
	disk := healthy()
	o := options()
	o.MaxSize = 1500
	w := must(openWriter(disk, dir, o))(t)
	first := must(w.Append(page(t, "first")...))(t)
	disk.room = 5
	_, err := w.Append(page(t, "second")...)
	isCode(t, err, fault.DiskFull)
	disk.room = -1
	second := must(w.Append(page(t, "second")...))(t)
	if first[0].File == second[0].File {
		t.Errorf("no rotation: %v, %v", first, second)
	}
	for _, place := range append(first, second...) {
		must(ReadAt(dir, place))(t)
	}
	if names := must(Files(dir))(t); len(names) != 2 {
		t.Errorf("files %q, want two", names)
	}
}

func TestWhatCannotBeTakenBackIsTakenBackLater(t *testing.T) {
	dir := t.TempDir()
	disk := healthy()
	w := must(openWriter(disk, dir, options()))(t)
	place := must(w.Append(page(t, "first")...))(t)[1]
	whole := place.Offset + place.Length
	disk.room, disk.truncate = 20, syscall.EIO
	_, err := w.Append(page(t, "second")...)
	isCode(t, err, fault.DiskFull)
	if got := int64(len(read(t, dir, place.File))); got != whole+20 {
		t.Fatalf("file of %d bytes, want %d", got, whole+20)
	}
	disk.room = -1
	if _, err := w.Append(page(t, "second")...); err == nil {
		t.Error("wrote behind bytes that could not be taken back")
	}
	disk.truncate = nil
	if next := must(w.Append(page(t, "second")...))(t)[0]; next.Offset != whole {
		t.Errorf("the next record lies at %d, want %d", next.Offset, whole)
	}
}

func TestAfterAFailedSyncNothingIsWritten(t *testing.T) {
	disk := healthy()
	w := must(openWriter(disk, t.TempDir(), options()))(t)
	must(w.Append(page(t, "first")...))(t)
	disk.sync = syscall.ENOSPC
	isCode(t, w.Sync(), fault.DiskFull)
	disk.sync = nil
	if err := w.Sync(); err == nil {
		t.Error("a second Sync made it good")
	}
	if _, err := w.Append(page(t, "second")...); err == nil {
		t.Error("wrote after a failed Sync")
	}
}

func TestAFolderThatCannotBeWrittenIsReadOnly(t *testing.T) {
	for _, cause := range []error{syscall.EROFS, syscall.EACCES, syscall.EPERM} {
		disk := healthy()
		disk.dir = cause
		w := must(openWriter(disk, t.TempDir(), options()))(t)
		_, err := w.Append(page(t, "first")...)
		isCode(t, err, fault.ReadOnly)
	}
}
