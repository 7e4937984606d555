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
)

// FieldInfo describes a field of the language.
type FieldInfo struct {
	Name string // as in "title:", without the colon
	Kind FieldKind
	Help string // what stands behind the colon, with an example
}

// Fields are the fields of the language, in the order in which help shows them.
var Fields = []FieldInfo{
	{"title", FieldText, `words of the title: title:contract, title:"data broker", title:(scanner OR tag)`},
	{"outlet", FieldValue, `who published it, by domain or name: outlet:northgate.example, outlet:"The Northgate Post"`},
	{"lang", FieldLang, `a BCP 47 language tag: lang:de, lang:pt-br`},
	{"source", FieldValue, `where it was seen, by number, address or title: source:3`},
	{"date", FieldDates, `when it was published, an ISO 8601 interval: date:2026, date:2025-07/2026-02, date:P30D/, date:../2026`},
}

// synonyms are names that people try, with the field that they mean.
var synonyms = map[string]string{
	"site": "outlet", "domain": "outlet", "host": "outlet", "publisher": "outlet", "newspaper": "outlet", "paper": "outlet", "publication": "outlet",
	"language": "lang", "locale": "lang", "headline": "title", "intitle": "title", "subject": "title", "feed": "source", "via": "source",
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
