package main

import (
	"bytes"
	"os"
	"testing"
	"testing/fstest"
)

func TestTheSamplesMakeTheTableThatIsCheckedIn(t *testing.T) {
	got, err := train(os.DirFS("samples"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../languages.bin")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%d bytes, the table has %d or others: run go generate ./internal/page", len(got), len(want))
	}
	if len(got) > 400_000 {
		t.Errorf("%d bytes, want at most 400,000", len(got))
	}
}

func TestRowsAreSortedAndFavourTheirLanguage(t *testing.T) {
	got, err := train(fstest.MapFS{"aa.txt": {Data: []byte("the the the\nthe")}, "bb.txt": {Data: []byte("der der der\nder")}})
	if err != nil {
		t.Fatal(err)
	}
	const size = 6 + 2
	if len(got)%size != 0 || len(got) < 6*size {
		t.Fatalf("%d bytes", len(got))
	}
	for i := size; i < len(got); i += size {
		if bytes.Compare(got[i-size:i-2], got[i:i+6]) >= 0 {
			t.Errorf("row %q after %q", got[i:i+6], got[i-size:i-2])
		}
	}
	at := bytes.Index(got, []byte{0, 't', 0, 'h', 0, 'e'})
	if at < 0 || got[at+6] <= got[at+7] {
		t.Errorf("the trigram \"the\" at %d does not speak for its language", at)
	}
}

func TestNoSamplesIsAnError(t *testing.T) {
	if _, err := train(fstest.MapFS{}); err == nil {
		t.Error("no error")
	}
}
