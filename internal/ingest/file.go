package ingest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"

	"dateline/internal/fault"
	"dateline/internal/news"
)

// maxFile is the most bytes, decompressed, that one page, feed or text may have.
const maxFile = 64 << 20

// taken are the endings of files that are read when a folder is given.
var taken = map[string]bool{
	".html": true, ".htm": true, ".xhtml": true, ".txt": true, ".text": true,
	".xml": true, ".rss": true, ".atom": true, ".rdf": true, ".json": true, ".warc": true,
}

// takeFile reads a file, a folder or standard input.
func (j *Job) takeFile(ctx context.Context, t Task, front *frontier, out chan<- document) {
	emit := func(d document) bool {
		if ctx.Err() != nil {
			return false
		}
		front.documents++
		d.task, d.seq = t, front.documents
		out <- d
		return ctx.Err() == nil
	}
	fail := func(err error) {
		emit(document{last: true, url: t.Path, time: j.Now(), err: fileFault(err)})
	}
	if t.Path == "-" {
		j.readStream(t, "-", interruptible{ctx, t.In}, emit)
		return
	}
	info, err := os.Stat(t.Path)
	if err != nil {
		fail(err)
		return
	}
	if within(t.Path, j.Options.Keep) {
		fail(fault.New(fault.Usage, "it is the store's own archive"))
		return
	}
	if info.IsDir() {
		tasks, err := folder(t.Path, j.Options.Keep)
		front.send(event{add: tasks})
		if err != nil {
			fail(err)
			return
		}
		emit(document{last: true, skipped: true, time: j.Now()})
		return
	}
	if ending, _ := kindOfName(t.Path); t.InTree && !taken[ending] {
		emit(document{last: true, skipped: true, url: t.Path, time: j.Now()})
		return
	}
	file, err := os.Open(t.Path)
	if err != nil {
		fail(err)
		return
	}
	defer func() { _ = file.Close() }()
	j.readStream(t, t.Path, file, emit)
}

// folder lists what stands in a folder, sub-folders too, in the order of names;
// not what keep holds.
func folder(root, keep string) ([]Task, error) {
	root, err := filepath.EvalSymlinks(root)
	if err != nil {
		return nil, err
	}
	var tasks []Task
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err == nil && entry.IsDir() && within(path, keep):
			return fs.SkipDir
		case err != nil:
			tasks = append(tasks, Task{Kind: KindFile, Path: path}) // it fails by itself, with its name
			if entry != nil && entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case strings.HasPrefix(entry.Name(), ".") && path != root:
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.Type().IsRegular() || entry.Type()&fs.ModeSymlink != 0:
			tasks = append(tasks, Task{Kind: KindFile, Path: path, InTree: true})
		}
		return nil
	})
	return tasks, err
}

// within says whether a path is a folder or lies in it.
func within(path, folder string) bool {
	if folder == "" {
		return false
	}
	path, errPath := filepath.Abs(path)
	folder, errFolder := filepath.Abs(folder)
	rest, err := filepath.Rel(folder, path)
	return errPath == nil && errFolder == nil && err == nil && rest != ".." && !strings.HasPrefix(rest, ".."+string(filepath.Separator))
}

// interruptible is a stream that ends with its context: who reads a terminal or
// a pipe must not wait for it for ever.
type interruptible struct {
	ctx context.Context
	in  io.Reader
}

func (r interruptible) Read(b []byte) (int, error) {
	type result struct {
		n   int
		err error
	}
	done := make(chan result, 1)
	buffer := make([]byte, len(b))
	go func() {
		n, err := r.in.Read(buffer)
		done <- result{n, err}
	}()
	select {
	case <-r.ctx.Done():
		return 0, r.ctx.Err()
	case got := <-done:
		return copy(b, buffer[:got.n]), got.err
	}
}

// readStream tells archives from single documents.
func (j *Job) readStream(t Task, name string, r io.Reader, emit func(document) bool) {
	plain, err := inflate(r)
	if err == nil {
		if head, _ := plain.Peek(5); string(head) == "WARC/" {
			j.readArchive(name, plain, emit)
			return
		}
	}
	d := document{last: true, url: fileURL(name), time: j.Now(), kind: news.CaptureResource}
	d.final = d.url
	if err == nil {
		d.body, err = io.ReadAll(io.LimitReader(plain, maxFile+1))
	}
	if err == nil && len(d.body) > maxFile {
		err = fault.New(fault.TooLarge, "more than %d MB", maxFile>>20)
	}
	if err != nil {
		d.body, d.err = nil, fileFault(err)
	}
	var ending string
	ending, d.contentType = kindOfName(name)
	if t.InTree && d.err == nil && (ending == ".json" || ending == ".xml") && !looksLikeFeed(d) {
		d = document{last: true, skipped: true, url: d.url, time: d.time} // data of some other program
	}
	emit(d)
}

// inflate undoes gzip where there is any.
func inflate(r io.Reader) (*bufio.Reader, error) {
	b := bufio.NewReaderSize(r, 64<<10)
	if head, _ := b.Peek(2); !bytes.Equal(head, []byte{0x1f, 0x8b}) {
		return b, nil
	}
	z, err := gzip.NewReader(b)
	if err != nil {
		return nil, err
	}
	return bufio.NewReaderSize(z, 64<<10), nil
}

// kindOfName is a file name's ending without .gz, and the media type it stands
// for where that is of use.
func kindOfName(name string) (ending, contentType string) {
	ending = strings.ToLower(filepath.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz")))
	switch ending {
	case ".html", ".htm", ".xhtml":
		contentType = "text/html"
	case ".txt", ".text":
		contentType = "text/plain"
	case ".json":
		contentType = "application/json"
	}
	return ending, contentType
}

// fileURL is the file: URL of a path; "" for standard input.
func fileURL(path string) string {
	if path == "-" {
		return ""
	}
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()
}

// fileFault says what kind of failure reading a file met.
func fileFault(err error) error {
	if fault.CodeOf(err) != fault.Failed {
		return err
	}
	if path, ok := errors.AsType[*fs.PathError](err); ok { // the path stands in front of the message already
		return fault.As(fault.Unreadable, path.Err)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, gzip.ErrHeader) {
		return fault.New(fault.Truncated, "damaged gzip: %w", err)
	}
	return fault.As(fault.Unreadable, err)
}
