package reading

import (
	"testing"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
)

// readDealsOf reads the deals of a text whose names are given as "Name=kind".
func readDealsOf(t *testing.T, in Input) []news.Deal {
	t.Helper()
	return Read(in, gazetteer.Default()).Deals
}

func TestADealNeedsBothParties(t *testing.T) {
	for _, text := range []string{
		"Tarn Systems GmbH won a contract for cloud software worth $5 million.",
		"The Marlow Police Department awarded a $5 million contract for body cameras.",
	} {
		if got := readDealsOf(t, Input{Text: text}); len(got) > 0 {
			t.Errorf("%q: %+v", text, got)
		}
	}
}
