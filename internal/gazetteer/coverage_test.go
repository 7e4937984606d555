package gazetteer

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"dateline/internal/text"
)

// lines reads a file of JSON lines that lies beside the repository.
func lines[T any](t *testing.T, path string) []T {
	t.Helper()
	f, err := os.Open("../../../shared/" + path)
	if err != nil {
		t.Skip("../shared/" + path + " is not here")
	}
	defer f.Close()
	var all []T
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<22)
	for in.Scan() {
		var v T
		if err := json.Unmarshal(in.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// The share of organizations in news articles that the tables know, whoever
// wrote and marked the articles. Half of what is not known are makers of cars
// and airlines, which the tables leave out.
func TestCoverageOfOrganizationsInNews(t *testing.T) {
	type entity struct {
		Start                 int // code points
		Text, Type, Syntactic string
	}
	type article struct {
		Text     string
		Entities []entity
	}
	found, all := 0, 0
	for _, a := range lines[article](t, "data/meantime/entities.jsonl") {
		runes := []rune(a.Text)
		tokens := text.Tokens(a.Text)
		known := make([]bool, len(a.Text)+1) // byte offsets within names
		for _, m := range Default().Find(a.Text, tokens) {
			for i := tokens[m.First].Start; i < tokens[m.Last-1].End; i++ {
				known[i] = true
			}
		}
		for _, e := range a.Entities {
			if e.Type != "ORG" || e.Syntactic != "NAM" && e.Syntactic != "PRE.NAM" {
				continue
			}
			all++
			from := len(string(runes[:e.Start]))
			hit := false
			for i := from; i < from+len(e.Text) && i < len(known); i++ {
				hit = hit || known[i]
			}
			if hit {
				found++
			} else {
				t.Logf("not known: %s", e.Text)
			}
		}
	}
	t.Logf("%d of %d names of organizations are known", found, all)
	if found*100 < all*57 {
		t.Errorf("only %d of %d names of organizations are known", found, all)
	}
}
