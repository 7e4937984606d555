package feed

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/internal/edtf"
)

func TestJSONIsMended(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`{"a":[1,2,],}`, `{"a":[1,2 ] }`},
		{`{"a":"x,]"}`, `{"a":"x,]"}`},
		{`{"a":"\"," ,"b":1}`, `{"a":"\"," ,"b":1}`},
		{`{"a":1}; callback`, `{"a":1}`},
		{"{\"a\":\"two\nlines\"}", `{"a":"two lines"}`},
		{"{\"a\":1 ,\n }", "{\"a\":1  \n }"},
	} {
		got, _ := mendJSON([]byte(c.in))
		if string(got) != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
		if !json.Valid(got) {
			t.Errorf("%s is still broken", got)
		}
	}
}

func TestOffSpecTypesAreCoerced(t *testing.T) {
	f := parse(t, `{"version":"https://jsonfeed.org/version/1","title":7,"home_page_url":null,"authors":"Ada Moss","items":[
		{"id":1,"url":"https://x.example/1","tags":["a",{"name":"b"},null,3],"author":["https://x.example/ada"],"attachments":{"url":"https://x.example/1.mp3","size_in_bytes":1.5e3}},
		{"id":{"not":"one"},"url":"https://x.example/2","content_text":true},
		"not an item", null]}`)
	if f.Title != "7" || !slices.Equal(f.Authors, []Author{{Name: "Ada Moss"}}) {
		t.Errorf("title %q, authors %v", f.Title, f.Authors)
	}
	want := []Item{
		{ID: "1", Link: "https://x.example/1", Links: []string{"https://x.example/1"}, Authors: []Author{{URL: "https://x.example/ada"}},
			Categories: []string{"a", "b", "3"}, Enclosures: []Enclosure{{URL: "https://x.example/1.mp3", Length: "1500"}}},
		{Link: "https://x.example/2", Links: []string{"https://x.example/2"}, Content: "true", Authors: []Author{{Name: "Ada Moss"}}},
	}
	if diff := cmp.Diff(want, f.Items, cmp.Comparer(func(a, b edtf.Date) bool { return a == b })); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if !slices.Contains(f.Warnings, "2 items are no objects") {
		t.Errorf("warnings %q", f.Warnings)
	}
}

func TestNullItemsAreCounted(t *testing.T) {
	f := parse(t, `{"version":"https://jsonfeed.org/version/1.1","items":[null,{"id":"1","external_url":"/a","url":"/b"}]}`)
	if len(f.Items) != 1 || !slices.Contains(f.Warnings, "1 items are null") {
		t.Fatalf("%d items, warnings %q", len(f.Items), f.Warnings)
	}
	if i := f.Items[0]; i.Link != "https://gazette.example/a" {
		t.Errorf("link %q", i.Link)
	}
}
