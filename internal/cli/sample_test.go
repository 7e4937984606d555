package cli

import (
	"io"
	"path/filepath"
	"testing"
)

// sampleStore is a store of the sample web.
func sampleStore(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "sample")
	t.Setenv("DATELINE_CONFIG", "")
	if code := Main([]string{"demo", "--dir", dir}, nil, io.Discard, io.Discard); code != exitDone {
		t.Fatalf("demo ends with %d", code)
	}
	return filepath.Join(dir, "dateline.db")
}
