package reading

import (
	"testing"

	"dateline/internal/text"
)

func TestTheLongestPhraseIsFound(t *testing.T) {
	var p phrases[int]
	p.add("said", 1)
	p.add("said in a statement", 2)
	p.add("said in", 3)
	p.add("said in a statement", 4)
	for _, c := range []struct {
		in            string
		value, length int
	}{
		{"said nothing", 1, 1},
		{"Said in a Statement that", 4, 4},
		{"said in the", 3, 2},
		{"in said", 0, 0},
	} {
		tokens := text.Tokens(c.in)
		if value, length := p.at(tokens, 0, len(tokens)); value != c.value || length != c.length {
			t.Errorf("at(%q) = %d, %d, want %d, %d", c.in, value, length, c.value, c.length)
		}
	}
	tokens := text.Tokens("said in a statement")
	if value, length := p.at(tokens, 0, 3); value != 3 || length != 2 {
		t.Errorf("a phrase looks beyond the end: %d, %d", value, length)
	}
}
