package text

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTokensAreCutWhereTablesCutThem(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Microsoft's Azure", "microsoft|azure"},
		{"Microsoft’s US-based Azure", "microsoft|us|based|azure"},
		{"l'agenzia dell’Interno", "l|agenzia|dell|interno"},
		{"the agencies' data doesn't", "the|agencies|data|doesn't"},
		{"a 12-month, $1,400.50 deal", "a|12|month|1,400.50|deal"},
		{"U.S. Army", "u.s|army"},
		{"O’Brien d’accord", "o'brien|d|accord"},
		{"Straße–Café", "strasse|cafe"},
		{"", ""},
	} {
		var got []string
		for _, token := range Tokens(c.in) {
			got = append(got, token.Fold)
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("Tokens(%q) = %s, want %s", c.in, s, c.want)
		}
	}
}

func TestTokensAreInOrderAndHoldTheirWords(t *testing.T) {
	s := "L’Agence d’État and O'Neill's co-pilot-like tools: “don’t”, ’s, -x-, n'est-ce 政府"
	tokens := Tokens(s)
	for _, token := range tokens {
		if got := Fold(token.Of(s)); got != token.Fold || token.Len() == 0 {
			t.Errorf("token %q at %v folds to %q", token.Fold, token.Span, got)
		}
	}
	if !slices.IsSortedFunc(tokens, func(a, b Token) int { return a.End - b.Start }) {
		t.Error("tokens overlap or are out of order")
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("Microsoft’s l'État x-y--z 'S qu’'a")
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, token := range Tokens(s) {
			if token.Start < end || token.End <= token.Start || token.End > len(s) {
				t.Fatalf("token %v after %d in %q", token.Span, end, s)
			}
			if utf8.ValidString(s) && !utf8.ValidString(token.Of(s)) {
				t.Fatalf("token %v of %q cuts a rune", token.Span, s)
			}
			end = token.End
		}
	})
}
