package reading

import (
	"strings"
	"testing"
	"time"

	"dateline/internal/gazetteer"
)

// TestLongTextsAreReadInTheirTime reads texts that repeat what the readers look
// at closely; four times the text may not take much more than four times as long.
func TestLongTextsAreReadInTheirTime(t *testing.T) {
	g := gazetteer.Default()
	took := func(piece string, n int) time.Duration {
		text := strings.Repeat(piece, n)
		best := time.Hour
		for range 3 {
			d := newDocument(Input{Text: text})
			start := cpuTime(t)
			d.readMentions(g)
			best = min(best, cpuTime(t)-start)
		}
		return best
	}
	for _, piece := range []string{
		"A (B) ", "Heron ", "Heron and ", "Heron, ", "the company ", "Ministry of ", "Quillon Inc. ", "Heron’s ", "City of Heron. The city ",
		"Heron and Marsh Authority ", "The vendor Heron said. ", "(ABC) ", "Marsh Data Platform (MDP) ", "Mr. Tarn van der ", "\"Heron\" ",
		"AB CD EF GH (ABCD) ", "Project Heron Project ", "the Heron system of ", "Das Projekt Heron ", "Oregon. The state ",
	} {
		small, large := took(piece, 1000), took(piece, 4000)
		if large > 12*small+20*time.Millisecond {
			t.Errorf("%q: %v for 1,000, %v for 4,000", piece, small, large)
		}
	}
}
