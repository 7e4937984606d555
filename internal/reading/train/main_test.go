package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheModelOfOwnExamplesIsWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "relevance.tsv")
	var out bytes.Buffer
	err := run([]string{"-own", "../testdata/relevance.jsonl", "-shared", filepath.Join(t.TempDir(), "none"), "-out", file, "-folds", "3", "-repeats", "1", "-wrong"}, &out)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(file)
	if err != nil || !strings.HasPrefix(string(b), "slope\t") {
		t.Errorf("%v; the file begins with %.20q", err, b)
	}
	if !strings.Contains(out.String(), "cross-validated by event") {
		t.Errorf("it says %q", out.String())
	}
	if err := run([]string{"-own", "nowhere.jsonl"}, &out); err == nil {
		t.Error("examples that are not there were read")
	}
}
