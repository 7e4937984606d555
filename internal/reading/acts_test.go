package reading

import (
	"slices"
	"strings"
	"testing"

	"dateline/internal/news"
)

func TestEachRowOfTheTableOfActsIsSound(t *testing.T) {
	acts := []news.Act{news.ActStatement, news.ActDenial, news.ActNoComment, news.ActAllegation, news.ActAnnouncement, news.ActCriticism, news.ActCall}
	seen := map[string]int{}
	for line := range strings.Lines(actRows) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.SplitN(line, ",", 4)
		if len(row) != 4 || actTables[row[0]] == nil || !slices.Contains(acts, news.Act(row[1])) || actFrames[row[2]] == 0 || strings.TrimSpace(row[3]) == "" {
			t.Errorf("a row is wrong: %s", line)
			continue
		}
		if strings.Contains(row[3], "||") || strings.HasPrefix(row[3], "|") || strings.HasSuffix(row[3], "|") || strings.Contains(row[3], "_|") {
			t.Errorf("an alternative is empty: %s", line)
		}
		seen[row[0]+" "+row[1]]++
	}
	for language := range actTables {
		for _, act := range acts {
			if seen[language+" "+string(act)] == 0 {
				t.Errorf("%s has no row for %s", language, act)
			}
		}
	}
}

func TestEachClassOfStatementWordsIsKnown(t *testing.T) {
	for row := range actTableRows(statementWordRows, 3) {
		if speechClasses[row[1]] == 0 {
			t.Errorf("%s: no class %q", row[0], row[1])
		}
		if row[0] != "*" && actTables[row[0]] == nil {
			t.Errorf("no language %q", row[0])
		}
	}
	for name, class := range speechClasses {
		if class&(class-1) != 0 {
			t.Errorf("class %s is not one bit", name)
		}
	}
}

func TestActWordsExpand(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"said", "said"},
		{"did|does not", "did not; does not"},
		{"a b|c_d e|f", "a b e; a b f; a c d e; a c d f"},
	} {
		got := strings.Join(slices.Collect(expandActWords(c.in)), "; ")
		if got != c.want {
			t.Errorf("expandActWords(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestWordsAreDeniableByTheirStem(t *testing.T) {
	table := actTableOf("en")
	for word, want := range map[string]bool{"use": true, "used": true, "sharing": true, "stored": true, "evidence": true, "price": false, "the": false, "u": false, "": false} {
		if got := table.isDeniable(word); got != want {
			t.Errorf("isDeniable(%q) = %v", word, got)
		}
	}
}

func TestALanguageWithoutATableIsReadAsEnglish(t *testing.T) {
	if actTableOf("xx") != actTableOf("en") || actTableOf("") != actTableOf("en") {
		t.Error("another table is used")
	}
}
