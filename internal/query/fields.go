package query

import (
	"strings"

	"dateline/internal/text"
)

// FieldKind says what a field's value is.
type FieldKind uint8

// The kinds of field.
const (
	FieldText  FieldKind = iota // words, a phrase or a group of them; Field.Part
	FieldValue                  // one name, number or address; Field.Value
	FieldLang                   // a language tag, in lower case; Field.Value
	FieldDates                  // an interval; the node is Dates
	FieldOneOf                  // one of FieldInfo.Values; Field.Value
)

// FieldInfo describes a field of the language.
type FieldInfo struct {
	Name string // as in "title:", without the colon
	Kind FieldKind
	Help string // what stands behind the colon, with an example

	Values []string // of FieldOneOf
}

// Fields are the fields of the language, in the order in which help shows them.
var Fields = []FieldInfo{
	{Name: "title", Kind: FieldText, Help: `words of the title: title:contract, title:"data broker", title:(scanner OR tag)`},
	{Name: "outlet", Kind: FieldValue, Help: `who published it, by domain or name: outlet:northgate.example, outlet:"The Northgate Post"`},
	{Name: "company", Kind: FieldValue, Help: `a company that it names, by any of its names: company:palantir, company:"Amazon Web Services"`},
	{Name: "agency", Kind: FieldValue, Help: `a government body that it names: agency:ICE, agency:"Ministry of Defence"`},
	{Name: "product", Kind: FieldValue, Help: `a product that it names: product:azure`},
	{Name: "person", Kind: FieldValue, Help: `a person that it names: person:"Ada Byron"`},
	{Name: "entity", Kind: FieldValue, Help: `anyone or anything that it names: entity:reuters`},
	{Name: "lang", Kind: FieldLang, Help: `a BCP 47 language tag: lang:de, lang:pt-br`},
	{Name: "source", Kind: FieldValue, Help: `where it was seen, by number, address or title: source:3`},
	{Name: "story", Kind: FieldValue, Help: `the story that it belongs to, by number: story:7`},
	{Name: "has", Kind: FieldOneOf, Values: []string{"denial", "deal", "amount", "correction", "copy"}, Help: `what it holds, or that it has copies or is one: has:denial, has:deal, has:amount, has:correction, has:copy`},
	{Name: "is", Kind: FieldOneOf, Values: []string{"relevant", "copy", "original"}, Help: `what it is: is:relevant (a technology company supplies a government body), is:copy, is:original`},
	{Name: "date", Kind: FieldDates, Help: `when it was published, an ISO 8601 interval: date:2026, date:2025-07/2026-02, date:P30D/, date:../2026`},
}

// synonyms are names that people try, with the field that they mean.
var synonyms = map[string]string{
	"site": "outlet", "domain": "outlet", "host": "outlet", "publisher": "outlet", "newspaper": "outlet", "paper": "outlet", "publication": "outlet",
	"language": "lang", "locale": "lang", "headline": "title", "intitle": "title", "subject": "title", "feed": "source", "via": "source",
	"vendor": "company", "firm": "company", "supplier": "company", "contractor": "company", "corporation": "company",
	"government": "agency", "authority": "agency", "ministry": "agency", "customer": "agency", "department": "agency", "body": "agency",
	"people": "person", "who": "person", "author": "person", "name": "entity", "org": "entity", "organization": "entity", "software": "product", "event": "story", "cluster": "story",
	"with": "has", "contains": "has",
	"since": "date", "until": "date", "after": "date", "before": "date", "from": "date", "to": "date", "published": "date", "when": "date", "day": "date", "year": "date",
}

// fieldNamed returns the field of that name, in any case.
func fieldNamed(name string) (FieldInfo, bool) {
	for _, f := range Fields {
		if strings.EqualFold(f.Name, name) {
			return f, true
		}
	}
	return FieldInfo{}, false
}

// nearestField returns the field that was probably meant, or "".
func nearestField(name string) string {
	name = strings.ToLower(name)
	if meant, ok := synonyms[name]; ok {
		return meant
	}
	best, least := "", 3
	for _, f := range Fields {
		limit := min(2, len(f.Name)/2)
		if d := text.Slips(name, f.Name); d <= limit && d < least {
			best, least = f.Name, d
		}
	}
	return best
}
