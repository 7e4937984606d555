package export

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"dateline/internal/fault"
	"dateline/internal/warc"
)

// stampLayout is a moment in an index: 14 digits in UTC.
const stampLayout = "20060102150405"

// entry is what the index says of a record. Numbers are strings, as pywb and
// cdxj-indexer write them; other readers take either.
type entry struct {
	URL      string `json:"url"`
	Mime     string `json:"mime"`
	Status   string `json:"status"`
	Digest   string `json:"digest"`
	Length   string `json:"length"`
	Offset   string `json:"offset"`
	Filename string `json:"filename"`
}

// indexed says whether an index has lines for records of a type.
func indexed(recordType string) bool {
	return recordType == warc.TypeResponse || recordType == warc.TypeRevisit || recordType == warc.TypeResource
}

// indexLine returns the line of a record in a CDXJ index, with its line end
// (specs.webrecorder.net/cdxj/0.1.0): key, moment, JSON. place is where the
// record lies in the file of that name.
func indexLine(r *warc.Record, place warc.Location) (string, error) {
	e := entry{
		URL: r.TargetURI, Mime: media(r.ContentType), Status: strconv.Itoa(http.StatusOK),
		Digest: r.Get("WARC-Payload-Digest"), Length: strconv.FormatInt(place.Length, 10), Offset: strconv.FormatInt(place.Offset, 10), Filename: place.File,
	}
	if e.Digest == "" {
		e.Digest = r.Get("WARC-Block-Digest")
	}
	if r.Type != warc.TypeResource {
		status, header, _, err := r.HTTP()
		if err != nil {
			return "", fault.As(fault.Corrupt, err)
		}
		e.Status, e.Mime = strconv.Itoa(status), media(header.Get("Content-Type"))
	}
	if r.Type == warc.TypeRevisit {
		e.Mime = "warc/revisit"
	}
	var b bytes.Buffer
	b.WriteString(surt(r.TargetURI) + " " + r.Date.UTC().Format(stampLayout) + " ")
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(e); err != nil {
		return "", err
	}
	return b.String(), nil
}

// media returns a media type without its parameters, or "unk" as pywb does.
func media(contentType string) string {
	name, _, _ := strings.Cut(contentType, ";")
	if name = strings.ToLower(strings.TrimSpace(name)); name == "" || strings.ContainsAny(name, " \t") {
		return "unk"
	}
	return name
}
