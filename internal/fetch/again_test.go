package fetch

import (
	"bytes"
	"compress/gzip"
	"errors"
	"net/http"
	"testing"
	"time"

	"dateline/internal/fault"
)

func TestDecodeUndoesWhatAnArchiveKept(t *testing.T) {
	c, err := New(Options{Now: time.Now, MaxBytes: 1000})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write([]byte("a page"))
	_ = z.Close()
	for name, test := range map[string]struct {
		coding string
		raw    []byte
		want   string
		code   error
	}{
		"plain":   {"", []byte("a page"), "a page", nil},
		"gzip":    {"gzip", packed.Bytes(), "a page", nil},
		"unknown": {"rot13", []byte("n cntr"), "", fault.BadEncoding},
		"cut":     {"gzip", packed.Bytes()[:packed.Len()-9], "", fault.Truncated},
	} {
		got, err := c.Decode(http.Header{"Content-Encoding": {test.coding}}, test.raw)
		if string(got) != test.want || !errors.Is(err, test.code) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}
