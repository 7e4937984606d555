package query

import "strings"

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
		if d := distance(name, f.Name); d <= limit && d < least {
			best, least = f.Name, d
		}
	}
	return best
}

// distance counts the insertions, deletions, replacements and swaps of
// neighbours that make b out of a. Names longer than any field are far away.
func distance(a, b string) int {
	if len(a) > 32 {
		return len(a)
	}
	previous, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[j+1] = min(row[j]+cost, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], previous[j-1]+1)
			}
		}
		previous, row, next = row, next, previous
	}
	return row[len(b)]
}
