package feed

import (
	"fmt"
	"strings"
	"testing"
)

func TestNamesOfADocumentTypeAreWrittenOut(t *testing.T) {
	const head = `<?xml version="1.0"?><!DOCTYPE rss [ <!ENTITY paper "Gazette &#38; Co"> <!ENTITY b '<b>'> <!ENTITY % p "x">
		<!ENTITY nest "&paper;&paper;"> <!ENTITY out SYSTEM "file:///etc/passwd"> <!ENTITY paper "second"> ]>`
	for in, want := range map[string]string{
		"The &paper; today":    "The Gazette & Co today",
		"&nest;":               "&nest;",
		"&out;":                "&out;",
		"&unknown; &amp; &lt;": "&unknown; & <",
	} {
		f, err := Parse([]byte(head+`<rss version="2.0"><channel><item><title>`+in+`</title></item></channel></rss>`), Options{})
		if err != nil || len(f.Items) != 1 || f.Items[0].Title != want {
			t.Errorf("%q gives %+v, %v", in, f, err)
		}
	}
}

func TestNamesInAttributesAreWrittenOut(t *testing.T) {
	f, err := Parse([]byte(`<!DOCTYPE feed [<!ENTITY site "https://gazette.example">]><feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="&site;/1"/></entry></feed>`), Options{})
	if err != nil || f.Items[0].Link != "https://gazette.example/1" {
		t.Errorf("got %+v, %v", f, err)
	}
}

func TestNamesCannotGrowWithoutBound(t *testing.T) {
	body := fmt.Sprintf(`<!DOCTYPE rss [<!ENTITY a "%s">]><rss><channel><item><description>%s</description></item></channel></rss>`,
		strings.Repeat("a", maxEntity), strings.Repeat("&a;", 100_000))
	f, err := Parse([]byte(body), Options{})
	if err != nil || len(f.Items[0].Summary) > maxEntities+800_000 || len(f.Items[0].Summary) < maxEntities {
		t.Errorf("%d bytes, %v", len(f.Items[0].Summary), err)
	}
}
