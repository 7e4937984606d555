package warc

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestFilesOfOtherMakers reads what wget 1.21 wrote (gzipped and plain), and
// files in the manner of other crawlers, and compares a summary.
func TestFilesOfOtherMakers(t *testing.T) {
	for _, name := range []string{"wget.warc.gz", "wget.warc", "crawler-1.0.warc", "lines-lf.warc"} {
		t.Run(name, func(t *testing.T) {
			recs, places, damages := all(t, read(t, "testdata", name), 0)
			var b strings.Builder
			for i, rec := range recs {
				summarize(&b, rec, places[i])
				if err := Verify(rec); err != nil {
					t.Error(err)
				}
				place := places[i]
				place.File = name
				again := must(ReadAt("testdata", place))(t)
				if diff := cmp.Diff(rec, again); diff != "" {
					t.Errorf("ReadAt differs: %s", diff)
				}
			}
			fmt.Fprintf(&b, "%d damages\n", len(damages))
			golden := filepath.Join("testdata", name+".golden")
			if *update {
				if err := os.WriteFile(golden, []byte(b.String()), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(must(os.ReadFile(golden))(t)), b.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// summarize writes a record as lines for people.
func summarize(b *strings.Builder, rec *Record, place Location) {
	fmt.Fprintf(b, "%d+%d WARC/%s %s %s %s %q %q\n", place.Offset, place.Length, rec.Version, rec.Type, rec.ID,
		rec.Date.Format("2006-01-02T15:04:05.999999999Z07:00"), rec.TargetURI, rec.ContentType)
	for _, f := range rec.Header {
		if !own(f.Name) {
			fmt.Fprintf(b, "  %s = %q\n", f.Name, f.Value)
		}
	}
	if status, header, _, err := rec.HTTP(); err == nil {
		fmt.Fprintf(b, "  HTTP %d %v\n", status, header)
	}
	if payload, err := rec.Payload(); err != nil {
		fmt.Fprintf(b, "  no payload: %v\n", err)
	} else {
		fmt.Fprintf(b, "  payload %q\n", payload)
	}
}

func TestARecordOfAnotherMakerCanBeArchivedAgain(t *testing.T) {
	for _, name := range []string{"wget.warc.gz", "crawler-1.0.warc"} {
		recs, _, _ := all(t, read(t, "testdata", name), 0)
		dir := t.TempDir()
		w := must(OpenWriter(dir, options()))(t)
		for _, rec := range recs {
			again := must(ReadAt(dir, must(w.Append(*rec))(t)[0]))(t)
			want := *rec
			want.Version = "1.1"
			if diff := cmp.Diff(meaning(&want), meaning(again)); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	}
}

// meaning is a record with its header reduced to the fields that must survive.
func meaning(rec *Record) Record {
	reduced := *rec
	reduced.Header = nil
	for _, f := range rec.Header {
		if !own(f.Name) && f.Name != fieldInfoID && f.Name != fieldBlockDigest {
			reduced.Header = append(reduced.Header, f)
		}
	}
	return reduced
}
