package ingest

import (
	"errors"
	"io"
	"net/http"
	"strings"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/warc"
)

// readArchive takes the responses out of a WARC file.
func (j *Job) readArchive(name string, r io.Reader, emit func(document) bool) {
	reader := warc.NewReader(r, maxFile)
	for {
		record, _, err := reader.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			emit(document{last: true, url: name, time: j.Now(), err: fileFault(err)})
			return
		}
		if !emit(j.fromRecord(record)) {
			return
		}
	}
	end := document{last: true, skipped: true, url: name, time: j.Now()}
	if damaged := reader.Skipped(); damaged > 0 {
		end.skipped, end.err = false, fault.New(fault.Corrupt, "%d damaged records skipped", damaged)
	}
	emit(end)
}

// fromRecord makes a document of a record that holds a whole page or feed;
// other records are skipped.
func (j *Job) fromRecord(record *warc.Record) document {
	skipped := document{skipped: true, url: record.TargetURI, time: j.Now()}
	if record.Type != warc.TypeResponse && record.Type != warc.TypeResource || record.Date.IsZero() {
		return skipped
	}
	d := document{
		url: record.TargetURI, final: record.TargetURI, time: record.Date.UTC(),
		kind: news.CaptureKind(record.Type), records: []warc.Record{*record}, contentType: record.ContentType,
	}
	if record.Type == warc.TypeResource {
		if scheme, _, _ := strings.Cut(d.url, ":"); scheme != "http" && scheme != "https" && scheme != "file" || !readable(d.contentType) {
			return skipped
		}
		d.body = record.Block
		return d
	}
	status, header, body, err := record.HTTP()
	if err != nil || !readable(header.Get("Content-Type")) {
		return skipped
	}
	d.status, d.contentType = status, header.Get("Content-Type")
	if status >= 300 && status < 400 {
		return skipped // what it leads to has a record of its own
	}
	if status != http.StatusOK {
		d.err = statusFault(status)
		return d
	}
	d.body, d.err = j.Fetcher.Decode(header, body)
	return d
}

// statusFault is what an archived answer without a page says.
func statusFault(status int) error {
	switch {
	case status == http.StatusNotFound:
		return fault.New(fault.NotFound, "status %d", status)
	case status == http.StatusGone:
		return fault.New(fault.Gone, "status %d", status)
	case status < 500:
		return fault.New(fault.Forbidden, "status %d", status)
	}
	return fault.New(fault.ServerError, "status %d", status)
}

// readable says whether a media type can hold a page or a feed.
func readable(contentType string) bool {
	kind, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	switch kind = strings.TrimSpace(kind); kind {
	case "", "text/html", "text/plain", "text/xml", "application/json":
		return true
	}
	return strings.HasSuffix(kind, "xml") || strings.HasSuffix(kind, "+json")
}
