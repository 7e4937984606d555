package export

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func (d *desk) wacz(q string) (Copied, *zip.Reader) {
	d.t.Helper()
	var left []Left
	var out bytes.Buffer
	copied, err := d.evidence(&left).WACZ(d.t.Context(), parsed(d.t, q), "The harbour", &out)
	check(d.t, err)
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	check(d.t, err)
	return copied, z
}

func content(t *testing.T, z *zip.Reader, name string) []byte {
	t.Helper()
	f, err := z.Open(name)
	check(t, err)
	defer f.Close()
	b, err := io.ReadAll(f)
	check(t, err)
	return b
}

func labelled(b []byte) string {
	sum := sha256.Sum256(b)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// The rules of specs.webrecorder.net/wacz/1.1.1, one by one.
func TestAWACZKeepsTheRules(t *testing.T) {
	for _, q := range []string{"", "cellar", "nothingness"} {
		_, z := filled(t).wacz(q)
		var names []string
		for _, f := range z.File {
			names = append(names, f.Name)
			if packed := strings.HasPrefix(f.Name, "archive/"); packed != (f.Method == zip.Store) {
				t.Errorf("%s has method %d", f.Name, f.Method)
			}
		}
		want := []string{"archive/data.warc.gz", "indexes/index.cdxj", "pages/pages.jsonl", "datapackage.json", "datapackage-digest.json"}
		if diff := cmp.Diff(want, names); diff != "" {
			t.Error(diff)
		}
		raw := content(t, z, "datapackage.json")
		var about struct {
			Profile     string `json:"profile"`
			WACZVersion string `json:"wacz_version"`
			Title       string `json:"title"`
			Software    string `json:"software"`
			Created     string `json:"created"`
			Resources   []struct {
				Name, Path, Hash string
				Bytes            int
			} `json:"resources"`
		}
		check(t, json.Unmarshal(raw, &about))
		if about.Profile != "data-package" || about.WACZVersion != "1.1.1" || about.Title != "The harbour" || about.Software != "dateline/1" || about.Created != "2026-02-18T12:00:00Z" {
			t.Errorf("%s", raw)
		}
		var listed []string
		for _, r := range about.Resources {
			b := content(t, z, r.Path)
			if r.Hash != labelled(b) || r.Bytes != len(b) || !strings.HasSuffix(r.Path, "/"+r.Name) {
				t.Errorf("%+v is not %s of %d bytes", r, labelled(b), len(b))
			}
			listed = append(listed, r.Path)
		}
		if !slices.Equal(listed, want[:3]) {
			t.Errorf("listed: %v", listed)
		}
		var digest map[string]string
		check(t, json.Unmarshal(content(t, z, "datapackage-digest.json"), &digest))
		if diff := cmp.Diff(map[string]string{"path": "datapackage.json", "hash": labelled(raw)}, digest); diff != "" {
			t.Error(diff)
		}
	}
}

func TestEachPageIsFoundInTheIndexAndTheArchive(t *testing.T) {
	copied, z := filled(t).wacz("harbour")
	archive := content(t, z, archivePath)
	records, _ := readBack(t, archive)
	if got, want := shape(records), "warcinfo, warcinfo, response /feed, request /feed, response /a, request /a, response /c, request /c, response /old, request /old, "+
		"response /older, request /older, revisit /b, request /b, response /a, request /a"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	index := string(content(t, z, indexPath))
	for _, e := range func() []entry { _, all := readIndex(t, index); return all }() {
		if e.Filename != "data.warc.gz" {
			t.Errorf("file %q", e.Filename)
		}
	}
	lines := slices.Collect(strings.Lines(string(content(t, z, pagesPath))))
	if lines[0] != `{"format":"json-pages-1.0","id":"pages","title":"All Pages"}`+"\n" {
		t.Error(lines[0])
	}
	want := []string{
		`{"id":"1-2","url":"https://herald.example/a","ts":"2026-02-18T12:04:00Z","title":"Harbour buys","text":"The harbour buys computers. So it says."}` + "\n",
		`{"id":"1-1","url":"https://herald.example/a","ts":"2026-02-18T12:01:00Z","title":"Harbour rents","text":"The harbour rents computers. So it says."}` + "\n",
		`{"id":"2-1","url":"https://herald.example/b","ts":"2026-02-18T12:03:00Z","title":"Cellar","text":"=The harbour has a cellar."}` + "\n",
	}
	if diff := cmp.Diff(want, lines[1:]); diff != "" {
		t.Error(diff)
	}
	if copied.Pages != 3 || copied.Articles != 2 || copied.Captures != 5 {
		t.Errorf("told %+v", copied)
	}
	for _, line := range lines[1:] {
		var p pageLine
		check(t, json.Unmarshal([]byte(line), &p))
		if !strings.Contains(index, surt(p.URL)+" "+p.Time.Format(stampLayout)+" ") {
			t.Errorf("%s at %s is not in the index", p.URL, p.Time)
		}
	}
	var about struct{ MainPageURL, MainPageDate string }
	check(t, json.Unmarshal(content(t, z, packagePath), &about))
	if about.MainPageURL != "https://herald.example/a" || about.MainPageDate != "2026-02-18T12:04:00Z" {
		t.Errorf("main page %+v", about)
	}
}

func TestAPageWhoseCaptureIsDamagedIsNotListed(t *testing.T) {
	d := filled(t)
	captures, err := d.Captures(t.Context(), []int64{2})
	check(t, err)
	d.spoil(captures[0], 150)
	copied, z := d.wacz("computers")
	pages := string(content(t, z, pagesPath))
	if copied.Damaged != 1 || copied.Pages != 1 || strings.Contains(pages, "rents") || !strings.Contains(pages, "buys") {
		t.Errorf("%+v\n%s", copied, pages)
	}
}
