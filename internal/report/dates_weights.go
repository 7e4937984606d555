package report

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// dateModel has a weight for each count of a day.
type dateModel dayCounts

// countNames are the counts as the table of weights names them.
var countNames = [countKinds]string{
	countSentences: "sentences", countToday: "today", countNext: "next", countWeek: "week", countLater: "later", countSpread: "spread",
	countBefore: "before", countLead: "lead", countPublished: "published", countBurst: "burst",
}

//go:embed dates_weights.tsv
var dateWeightsTable string

// dateWeights are the weights of the table in use.
var dateWeights = sync.OnceValue(func() dateModel {
	m, err := parseDateTable(dateWeightsTable, columnWeight)
	if err != nil {
		panic(err) // a test reads the table
	}
	return m
})

// The columns of the table behind the name of a count: what the literature lets
// expect, what is in use, and why.
const (
	columnPrior = 1 + iota
	columnWeight
	columnWhy
	weightColumns
)

// parseDateTable reads a column of the table of weights.
func parseDateTable(table string, column int) (m dateModel, err error) {
	seen := 0
	for line := range strings.Lines(table) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != weightColumns || cells[columnWhy] == "" {
			return m, fmt.Errorf("weights of days: %q has %d columns, not %d", line, len(cells), weightColumns)
		}
		at := slices.Index(countNames[:], cells[0])
		if at < 0 {
			return m, fmt.Errorf("weights of days: nothing is counted as %q", cells[0])
		}
		if m[at], err = strconv.ParseFloat(cells[column], 64); err != nil {
			return m, fmt.Errorf("weights of days: %s: %w", cells[0], err)
		}
		seen++
	}
	if seen != countKinds {
		return m, fmt.Errorf("weights of days: %d of %d counts have one", seen, countKinds)
	}
	return m, nil
}
