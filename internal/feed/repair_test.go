package feed

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"dateline/internal/fault"
)

// wellFormed reports why a strict parser refuses text.
func wellFormed(text []byte) error {
	d := xml.NewDecoder(strings.NewReader(string(text)))
	d.Entity = xml.HTMLEntity
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestMending(t *testing.T) {
	for _, c := range []struct{ name, in, want, note string }{
		{"bare less-than", `<rss><channel><title>a < b</title></channel></rss>`, `<rss><channel><title>a &lt; b</title></channel></rss>`, "bare <"},
		{"missing ends", `<rss><channel><item><title>a`, `<rss><channel><item><title>a</title></item></channel></rss>`, "missing end of title"},
		{"unclosed item", `<rss><channel><item><link>1</link><item><link>2</link></item></channel></rss>`,
			`<rss><channel><item><link>1</link></item><item><link>2</link></item></channel></rss>`, "unclosed item"},
		{"unclosed title", `<rss><channel><item><title>a<link>1</link></item></channel></rss>`,
			`<rss><channel><item><title>a</title><link>1</link></item></channel></rss>`, "unclosed title"},
		{"unclosed description", `<rss><channel><item><description>a <b>c<pubDate>d</pubDate></item></channel></rss>`,
			`<rss><channel><item><description>a <b>c</b></description><pubDate>d</pubDate></item></channel></rss>`, "unclosed description"},
		{"misnested", `<rss><channel><item><description><b><i>x</b></i></description></item></channel></rss>`,
			`<rss><channel><item><description><b><i>x</i></b></description></item></channel></rss>`, "stray end of i"},
		{"void elements", `<rss><channel><item><description>a<br>b<img src=x></description></item></channel></rss>`,
			`<rss><channel><item><description>a<br/>b<img src="x"/></description></item></channel></rss>`, ""},
		{"doubled attribute", `<rss a="1" a="2"></rss><`, `<rss a="1"></rss>`, ""},
		{"unquoted attribute", `<rss version=2.0></rss>`, `<rss version="2.0"></rss>`, ""},
		{"quote in an attribute", `<rss a='say "x"' b=1></rss>`, `<rss a="say &quot;x&quot;" b="1"></rss>`, ""},
		{"channel alone", `<channel><title>x</title></channel>`, `<rss version="2.0"><channel><title>x</title></channel></rss>`, "channel without rss"},
		{"wrong Atom namespace", `<feed xmlns="http://example.com/x"></feed>`, `<feed xmlns="http://www.w3.org/2005/Atom"></feed>`, "wrong or missing Atom namespace"},
		{"undeclared Atom prefix", `<a:feed></a:feed>`, `<a:feed xmlns:a="http://www.w3.org/2005/Atom"></a:feed>`, "wrong or missing Atom namespace"},
		{"end of CDATA in text", `<rss>a ]]> b</rss>`, `<rss>a ]]&gt; b</rss>`, ""},
		{"nested CDATA", `<rss><![CDATA[a <![CDATA[b]]> c]]></rss>`, `<rss><![CDATA[a b]]> c</rss>`, "nested CDATA"},
		{"what comes before and after", `junk <?xml version="1.0"?><!DOCTYPE x><rss a=1></rss><html>`, `<rss a="1"></rss>`, ""},
		{"names with colons", `<rss><a:b:c>x</a:b:c></rss>`, `<rss><a_b_c>x</a_b_c></rss>`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := look([]byte(c.in), "", false)
			if err != nil {
				t.Fatal(err)
			}
			got, notes := mend([]byte(c.in), s)
			if string(got) != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
			if c.note != "" && !slices.Contains(notes, "repaired: "+c.note) {
				t.Errorf("notes %q lack %q", notes, c.note)
			}
			if err := wellFormed(got); err != nil {
				t.Errorf("still not well-formed: %v", err)
			}
			if after, err := look(got, "", true); err != nil || !after.sound {
				t.Errorf("the survey does not find it sound (err %v)", err)
			}
		})
	}
}

func TestSoundBytesPassUntouched(t *testing.T) {
	in := []byte(`<?xml version="1.0"?><rss version="2.0"><channel><title>a &amp; b</title><item><title><![CDATA[x]]></title></item></channel></rss>`)
	out, s, notes, err := prepare(in, "", false)
	if err != nil || len(notes) > 0 || !s.sound {
		t.Fatalf("notes %q, err %v", notes, err)
	}
	if &out[0] != &in[0] {
		t.Error("sound bytes were copied")
	}
	if s.found != 1 {
		t.Errorf("%d items found, want 1", s.found)
	}
}

func TestDepthIsFlattened(t *testing.T) {
	deep := `<rss><channel><item><title>kept</title><description>` + strings.Repeat("<div>", 5000) + "text" + strings.Repeat("</div>", 5000) +
		`</description></item><item><title>next</title></item></channel></rss>`
	f, err := Parse([]byte(deep), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Items) != 2 || f.Items[1].Title != "next" || PlainText(f.Items[0].Summary) != "text" {
		t.Errorf("got %+v", f.Items)
	}
	if !slices.Contains(f.Warnings, "repaired: elements too deep") {
		t.Errorf("warnings %q", f.Warnings)
	}
}

func TestNamespacesAreBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><item><title>a</title>`)
	for i := range 300 {
		b.WriteString(`<x xmlns:n` + strings.Repeat("i", i%20+1) + strings.Repeat("j", i/20) + `="u">`)
	}
	b.WriteString(strings.Repeat("</x>", 300) + `</item><item><title>b</title></item></channel></rss>`)
	f, err := Parse([]byte(b.String()), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Items) != 2 || !slices.Contains(f.Warnings, "repaired: too many namespaces") {
		t.Errorf("%d items, warnings %q", len(f.Items), f.Warnings)
	}
}

func TestTextsInManyPiecesAreRefused(t *testing.T) {
	crowd := `<rss><channel><item><x:y>` + strings.Repeat("aaaaaaaaaaaaaaaa<z/>", 20_000) + `</x:y></item></channel></rss>`
	if _, err := Parse([]byte(crowd), Options{}); !errors.Is(err, fault.Hostile) {
		t.Errorf("got %v, want hostile", err)
	}
}
