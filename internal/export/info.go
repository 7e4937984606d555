package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"dateline/internal/warc"
)

// info returns the warcinfo record of the file, as one gzip member.
func (c *copier) info() ([]byte, error) {
	id, err := warc.NewID(c.Random)
	if err != nil {
		return nil, err
	}
	var block strings.Builder
	for _, field := range [][2]string{
		{"software", c.Software},
		{"format", "WARC File Format 1.1"},
		{"conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"},
		{"description", c.Description},
	} {
		fmt.Fprintf(&block, "%s: %s\r\n", field[0], oneLine(field[1]))
	}
	sum := sha256.Sum256([]byte(block.String()))
	var record strings.Builder
	record.WriteString("WARC/1.1\r\n")
	for _, field := range [][2]string{
		{"WARC-Type", warc.TypeInfo},
		{"WARC-Record-ID", "<" + id + ">"},
		{"WARC-Date", c.Now().UTC().Format(time.RFC3339)},
		{"WARC-Filename", oneLine(c.name)},
		{"WARC-Block-Digest", "sha256:" + hex.EncodeToString(sum[:])},
		{"Content-Type", "application/warc-fields"},
		{"Content-Length", strconv.Itoa(block.Len())},
	} {
		record.WriteString(field[0] + ": " + field[1] + "\r\n")
	}
	record.WriteString("\r\n" + block.String() + "\r\n\r\n")
	var raw bytes.Buffer
	zip := gzip.NewWriter(&raw)
	if _, err := zip.Write([]byte(record.String())); err != nil {
		return nil, err
	}
	err = zip.Close()
	return raw.Bytes(), err
}

// oneLine makes a value of a header field.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
