package ingest

import (
	"bytes"
	"context"
	"strings"

	"dateline/internal/news"
	"dateline/internal/warc"
)

// record prepares what the archive keeps of a document and the capture that
// the store will hold for it. The records' places are known once the writer
// has appended them.
func (j *Job) record(ctx context.Context, r *intake, d document) error {
	if d.unmodified || len(d.exchanges) == 0 && len(d.records) == 0 && len(d.body) == 0 {
		return nil
	}
	c := news.Capture{
		Kind: d.kind, URL: d.url, FinalURL: d.final, Time: d.time, Status: d.status, ContentType: d.contentType,
	}
	switch {
	case len(d.records) > 0: // from another archive: kept as it is
		r.records = d.records
		payload, err := d.records[0].Payload()
		if err != nil {
			return err
		}
		c.Size, c.SHA256 = int64(len(payload)), hexSum(payload)
		known, found, err := j.Store.LastCapture(ctx, c.SHA256)
		if err != nil {
			return err
		}
		if found && known.RecordID == d.records[0].ID { // the same record again
			r.records = nil
			r.rest(known)
			return nil
		}
	case len(d.exchanges) > 0:
		return j.recordExchanges(ctx, r, d, c)
	default: // a file
		if c.URL == "" {
			c.URL = "urn:sha256:" + hexSum(d.body)
			c.FinalURL = c.URL
		}
		c.Size, c.SHA256 = int64(len(d.body)), hexSum(d.body)
		known, found, err := j.Store.LastCapture(ctx, c.SHA256)
		if err != nil {
			return err
		}
		if found && known.URL == c.URL { // the same file again
			r.rest(known)
			return nil
		}
		record, err := warc.Resource(j.Rand, c.URL, d.contentType, d.time, d.body)
		if err != nil {
			return err
		}
		r.records = []warc.Record{record}
	}
	r.entry.Capture = &c
	return nil
}

// rest lets what was read rest on a capture that is stored already.
func (r *intake) rest(on news.Capture) {
	r.entry.Outcome.Capture = on.ID
	for i := range r.entry.Listings {
		r.entry.Listings[i].Sighting.Capture = on.ID
	}
	for i := range r.entry.Looks {
		if v := r.entry.Looks[i].Version; v != nil && v.Capture == 0 {
			v.Capture = on.ID
		}
	}
}

// recordExchanges makes request and response records of every hop; the last
// response is the capture.
func (j *Job) recordExchanges(ctx context.Context, r *intake, d document, c news.Capture) error {
	last := d.exchanges[len(d.exchanges)-1]
	c.Size, c.SHA256 = int64(len(last.RawBody)), hexSum(last.RawBody)
	known, found, err := j.Store.LastCapture(ctx, c.SHA256)
	if err != nil {
		return err
	}
	for i, x := range d.exchanges {
		e := warc.Exchange{
			URL: x.URL, Time: x.Time, IP: x.IP, Truncated: x.Cut,
			RequestHead: withoutSecrets(x.RequestHead), ResponseHead: x.ResponseHead, Body: x.RawBody,
		}
		var records []warc.Record
		if i == len(d.exchanges)-1 && found && c.Size > 0 {
			c.Kind = news.CaptureRevisit
			records, err = warc.Revisit(j.Rand, e, warc.Original{ID: known.RecordID, URL: known.FinalURL, Time: known.Time, SHA256: known.SHA256})
		} else {
			records, err = warc.Response(j.Rand, e)
		}
		if err != nil {
			return err
		}
		r.capture = len(r.records) // the answer stands before its request
		r.records = append(r.records, records...)
		if i > 0 { // how it was come by
			via, err := warc.Metadata(j.Rand, &records[0], []warc.Field{{Name: "via", Value: d.exchanges[i-1].URL}, {Name: "hopsFromSeed", Value: strings.Repeat("R", i)}})
			if err != nil {
				return err
			}
			r.records = append(r.records, via)
		}
	}
	r.entry.Capture = &c
	return nil
}

// withoutSecrets withholds the user's password from the archive: the one thing
// of an exchange that is not kept.
func withoutSecrets(head []byte) []byte {
	const field, instead = "authorization:", "Authorization: withheld\r\n"
	if !bytes.Contains(bytes.ToLower(head), []byte("\n"+field)) {
		return head
	}
	var kept []byte
	for line := range bytes.Lines(head) {
		if len(line) >= len(field) && bytes.EqualFold(line[:len(field)], []byte(field)) {
			line = []byte(instead)
		}
		kept = append(kept, line...)
	}
	return kept
}
