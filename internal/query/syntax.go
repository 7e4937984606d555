package query

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"dateline/internal/fault"
)

// SyntaxError says what is wrong with a query, where, and what may stand there.
// It is a [fault.Usage].
type SyntaxError struct {
	Query   string
	Offset  int      // in bytes of Query; len(Query) for its end
	Message string   // "unknown field `outlt:`"
	Hint    string   // "did you mean `outlet:`?"; may be empty
	Allowed []string // what may stand at Offset, as a reader would write it
}

// Error returns the message, the place counted in characters from 1, and the
// hint, or what is allowed where there is none.
func (e *SyntaxError) Error() string {
	where := fmt.Sprintf("at %d", e.Column())
	if e.Offset >= len(e.Query) {
		where = "at the end"
	}
	switch {
	case e.Hint != "":
		return fmt.Sprintf("%s %s; %s", e.Message, where, e.Hint)
	case len(e.Allowed) > 0:
		return fmt.Sprintf("%s %s; allowed here: %s", e.Message, where, strings.Join(e.Allowed, ", "))
	}
	return e.Message + " " + where
}

// Column is the place of the mistake in characters, from 1.
func (e *SyntaxError) Column() int {
	return utf8.RuneCountInString(e.Query[:min(max(e.Offset, 0), len(e.Query))]) + 1
}

// Unwrap returns the kind of failure.
func (e *SyntaxError) Unwrap() error { return fault.Usage }

// operands is what may stand where something to look for is missing.
func operands() []string {
	all := []string{"a word", `a "phrase"`, "a prefix*", "(", "NOT", "NEAR(a b, 10)"}
	return append(all, fieldNames()...)
}

func fieldNames() []string {
	var all []string
	for _, f := range Fields {
		all = append(all, f.Name+":")
	}
	return all
}
