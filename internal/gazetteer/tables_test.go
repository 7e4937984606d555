package gazetteer

import (
	"slices"
	"strings"
	"testing"

	"dateline/internal/news"
	"dateline/internal/text"
)

func TestTablesAreSound(t *testing.T) {
	rows := embeddedRows()
	byKey := map[string]*Row{}
	for i := range rows {
		r := &rows[i]
		if byKey[r.Key] != nil {
			t.Errorf("key %s stands twice: %q and %q", r.Key, byKey[r.Key].Name, r.Name)
		}
		byKey[r.Key] = r
		if r.Key == "" || len(text.Tokens(r.Name)) == 0 || strings.TrimSpace(r.Name) != r.Name {
			t.Errorf("row %q has no good key or name: %q", r.Key, r.Name)
		}
		if !slices.Contains(kinds, r.Kind) {
			t.Errorf("%s has kind %q", r.Key, r.Kind)
		}
		if !isCountry(r.Country) {
			t.Errorf("%s has country %q", r.Key, r.Country)
		}
		if r.Kind == news.EntityAgency && r.Country == "" {
			t.Errorf("body %s has no country", r.Key)
		}
	}
	for _, r := range rows {
		if r.Parent == "" {
			continue
		}
		if byKey[r.Parent] == nil {
			t.Errorf("%s has parent %q, which is not there", r.Key, r.Parent)
			continue
		}
		up := r.Parent
		for range 10 {
			if up == "" {
				break
			}
			up = byKey[up].Parent
		}
		if up != "" {
			t.Errorf("the parents of %s go round in a circle", r.Key)
		}
	}
}

func TestTablesHaveNoEmptyOrDoubleAliases(t *testing.T) {
	for _, r := range embeddedRows() {
		for _, field := range []string{r.Aliases, r.Weak, r.Domain} {
			var seen []string
			for alias := range strings.SplitSeq(field, "|") {
				if field != "" && (strings.TrimSpace(alias) != alias || alias == "" || slices.Contains(seen, alias)) {
					t.Errorf("%s: alias %q of %q is empty, padded or there twice", r.Key, alias, field)
				}
				seen = append(seen, alias)
			}
		}
		for alias := range list(r.Aliases) {
			if slices.Contains(strings.Split(r.Weak, "|"), alias) {
				t.Errorf("%s: alias %q is weak and not weak", r.Key, alias)
			}
		}
	}
}

// Of Face++ and Merck & there is left only a word, which other things are called too.
func TestTablesHaveNoStrongWordsThatLoseTheirMarks(t *testing.T) {
	for _, r := range embeddedRows() {
		for _, field := range []string{r.Name, r.Aliases} {
			for alias := range list(field) {
				words := text.Tokens(alias)
				if len(words) == 1 && words[0].Len() < len(alias) && strings.TrimSuffix(alias, ".") != words[0].Of(alias) && !slices.Contains(strings.Split(r.Weak, "|"), alias) {
					t.Errorf("%s: of %q is left %q", r.Key, alias, words[0].Fold)
				}
			}
		}
	}
}

// A name of one word that has no capital would match that word wherever it stands.
func TestTablesHaveNoSingleSmallWords(t *testing.T) {
	small := []string{
		"adesso", "kabinet", "secunet", "genua", "itsme", "gematik", "fedpol", "openDesk", "watsonx", "noyb", "vzbv", "taz", "dpa", "heise", "franceinfo",
	}
	for _, r := range embeddedRows() {
		for _, field := range []string{r.Name, r.Aliases} {
			for alias := range list(field) {
				words := text.Tokens(alias)
				if len(words) == 1 && spellingOf(alias) == anyCase && !slices.Contains(strings.Split(r.Weak, "|"), alias) && !strings.ContainsAny(alias, ".0123456789") && !slices.Contains(small, alias) {
					t.Errorf("%s: %q has no capital", r.Key, alias)
				}
			}
		}
	}
}

func TestProductsHaveMakersThatAreKnown(t *testing.T) {
	g := Default()
	made, all := 0, 0
	for _, r := range embeddedRows() {
		if r.Kind == news.EntityProduct {
			all++
			if g.Entry(r.Parent) != nil {
				made++
			}
		}
	}
	t.Logf("%d of %d products have a maker", made, all)
	if made*4 < all*3 {
		t.Errorf("only %d of %d products have a maker", made, all)
	}
}

func TestTablesCoverEveryKindAndManyCountries(t *testing.T) {
	kinds, countries, names := map[news.EntityKind]int{}, map[string]int{}, 0
	for _, r := range embeddedRows() {
		kinds[r.Kind]++
		countries[r.Country]++
		names++
		for _, field := range []string{r.Aliases, r.Weak} {
			for alias := range list(field) {
				if alias != r.Name {
					names++
				}
			}
		}
	}
	t.Logf("%v in %d countries, %d names", kinds, len(countries), names)
	for kind, least := range map[news.EntityKind]int{news.EntityCompany: 2000, news.EntityAgency: 2000, news.EntityOrganization: 200, news.EntityProduct: 300} {
		if kinds[kind] < least {
			t.Errorf("%d entities of kind %s, want %d", kinds[kind], kind, least)
		}
	}
	for country := range strings.FieldsSeq("US GB DE FR ES IT PT BR NL BE CH AT DK SE NO FI PL UA IE CA AU NZ IN JP KR IL ZA KE NG PH MX CL AR EU INT") {
		if countries[country] < 3 {
			t.Errorf("%d entities of %s", countries[country], country)
		}
	}
}
