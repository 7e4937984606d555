package feed

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBylines(t *testing.T) {
	one := func(name, email string) []Author { return []Author{{Name: name, Email: email}} }
	for _, c := range []struct {
		in   string
		want []Author
	}{
		{"Mara Linde", one("Mara Linde", "")},
		{"By Mara Linde", one("Mara Linde", "")},
		{"mara@gazette.example (Mara Linde)", one("Mara Linde", "mara@gazette.example")},
		{"Mara Linde (mara@gazette.example)", one("Mara Linde", "mara@gazette.example")},
		{"Mara Linde <mara@gazette.example>", one("Mara Linde", "mara@gazette.example")},
		{"mara@gazette.example", one("", "mara@gazette.example")},
		{"Se&aacute;n O&#8217;Brien", one("Seán O’Brien", "")},
		{"<a href='/m'>Mara Linde</a>", one("Mara Linde", "")},
		{"Linde, Mara", one("Linde, Mara", "")},
		{"Ernst & Young", one("Ernst & Young", "")},
		{"Wire and staff", one("Wire and staff", "")},
		{"Mara Linde, Jon Okafor and Li Wei", []Author{{Name: "Mara Linde"}, {Name: "Jon Okafor"}, {Name: "Li Wei"}}},
		{"Mara Linde, Reporter, Gazette", one("Mara Linde, Reporter, Gazette", "")},
		{"李伟", one("李伟", "")},
		{"  ", nil},
	} {
		if diff := cmp.Diff(c.want, people(c.in)); diff != "" {
			t.Errorf("%q (-want +got)\n%s", c.in, diff)
		}
	}
}

func TestAuthorsAreMerged(t *testing.T) {
	got := addAuthors(nil, Author{Name: "Mara Linde"}, Author{}, Author{Name: "mara linde", Email: "m@gazette.example"},
		Author{Email: "j@gazette.example"}, Author{Name: "Jon", Email: "j@gazette.example"}, Author{Name: "Other", Email: "j@gazette.example"})
	want := []Author{{Name: "Mara Linde", Email: "m@gazette.example"}, {Name: "Jon", Email: "j@gazette.example"}, {Name: "Other", Email: "j@gazette.example"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestLinksAreAbsoluteAndSafe(t *testing.T) {
	const base = "https://gazette.example/feeds/rss.xml"
	for _, c := range []struct{ base, in, want string }{
		{base, "https://x.example/a?b=%20c", "https://x.example/a?b=%20c"},
		{base, "HTTP://X.example/A", "HTTP://X.example/A"},
		{base, "/a", "https://gazette.example/a"},
		{base, "a?b", "https://gazette.example/feeds/a?b"},
		{base, " \n https://x.example/a \t", "https://x.example/a"},
		{base, "https://x.example/a\n  b", "https://x.example/ab"},
		{base, "https://x.example/a b", "https://x.example/a%20b"},
		{base, "javascript:alert(1)", ""}, {base, "JavaScript:alert(1)", ""}, {base, "data:text/html,x", ""}, {base, "mailto:a@b.example", ""},
		{base, "tag:x.example,2026:1", ""}, {base, "http://", ""}, {base, "", ""},
		{"", "/a", ""}, {"", "https://x.example/", "https://x.example/"},
	} {
		if got := link(c.base, c.in); got != c.want {
			t.Errorf("link(%q, %q) is %q, want %q", c.base, c.in, got, c.want)
		}
	}
}

func TestBylinesInParts(t *testing.T) {
	for in, want := range map[string]Author{
		"<name>Mara Linde</name><email>m@quay.example</email>":            {Name: "Mara Linde", Email: "m@quay.example"},
		"<a:name>Mara Linde</a:name> <a:uri>/mara</a:uri>":                {Name: "Mara Linde", URL: "https://quay.example/mara"},
		"m@quay.example (Mara Linde)":                                     {Name: "Mara Linde", Email: "m@quay.example"},
		"<email>m@quay.example</email>":                                   {Email: "m@quay.example"},
		"<b>Mara Linde</b>":                                               {Name: "Mara Linde"},
		"<name><![CDATA[Mara &amp; Co]]></name><url>javascript:x()</url>": {Name: "Mara & Co"},
	} {
		if got := byline(in, "https://quay.example/"); len(got) != 1 || got[0] != want {
			t.Errorf("%q is %+v, want %+v", in, got, want)
		}
	}
}
