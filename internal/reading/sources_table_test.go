package reading

import (
	"strings"
	"testing"
)

func TestRowsOfSourcesAreKnown(t *testing.T) {
	for name, table := range map[string]string{"nouns": sourceNounRows, "verbs": sourceVerbRows, "cues": sourceCueRows} {
		seen := map[string]bool{}
		for line := range strings.Lines(table) {
			line = strings.TrimRight(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			row := strings.SplitN(line, ",", 3)
			if len(row) != 3 {
				t.Fatalf("%s: %q has no three columns", name, line)
			}
			if sourceTables()[row[0]] == nil || len(row[0]) != 2 {
				t.Errorf("%s: %q is no language", name, row[0])
			}
			if sourceClasses[row[1]] == 0 {
				t.Errorf("%s: %q is no class", name, row[1])
			}
			for words := range strings.SplitSeq(row[2], "|") {
				key := row[0] + "," + row[1] + "," + words
				if strings.TrimSpace(words) != words || words == "" {
					t.Errorf("%s: %q has an empty or loose phrase", name, line)
				}
				if seen[key] {
					t.Errorf("%s: %s is there twice", name, key)
				}
				seen[key] = true
			}
		}
	}
}

func TestEachLanguageCanSayWhoSaysIt(t *testing.T) {
	for _, l := range []string{"en", "de", "fr", "es", "it", "pt", "nl"} {
		have := sourceClass(0)
		for _, rows := range sourceTable(l).byFirst {
			for _, row := range rows {
				have |= row.value
			}
		}
		for name, class := range map[string]sourceClass{
			"papers": sourcePaper, "media": sourceMedia, "spokespersons": sourceSpokes, "pronouns": sourceHe, "articles": sourceDet, "days": sourceTime,
			"verbs of saying": verbSay, "verbs of reporting": verbReport, "verbs of papers": verbShow, "verbs of announcing": verbAnnounce, "verbs of answering": verbReaction,
			"cues": cueSource, "quoting": cueQuote, "finding": cueFound, "origin": cueOrigin, "credits": cueCredit,
		} {
			if !have.isOne(class) {
				t.Errorf("%s has no %s", l, name)
			}
		}
	}
}

func TestOutletsByName(t *testing.T) {
	for _, c := range []struct {
		name, want string
		agency     bool
	}{
		{"Reuters", "Reuters", true}, {"AP", "Associated Press", true}, {"dpa", "Deutsche Presse-Agentur", true}, {"The Guardian", "The Guardian", false},
		{"Washington Post", "The Washington Post", false}, {"404 Media", "404 Media", false}, {"+972 Magazine", "+972 Magazine", false}, {"NRC", "NRC", false},
		{"Spiegel", "Der Spiegel", false}, {"Estadão", "O Estado de S. Paulo", false}, {"Calder Analytics", "", false}, {"", "", false}, {"Reuters Group Holdings", "", false},
	} {
		got, ok := outletNamed(c.name)
		if ok != (c.want != "") || ok && (got.name != c.want || got.agency != c.agency) {
			t.Errorf("outletNamed(%q) = %+v, %v", c.name, got, ok)
		}
	}
}

func TestNamesLikeThoseOfMedia(t *testing.T) {
	for name, want := range map[string]bool{
		"Halden Tribune": true, "Coast Weekly": true, "Radio Halden": false, "Halden Rundschau": true, "news.example.com": true, "Getty Images": false,
		"Time": false, "Northvale Systems": false, "Post": false, "Le Courrier Hebdo": true,
	} {
		if got := outletLike(name); got != want {
			t.Errorf("outletLike(%q) = %v", name, got)
		}
	}
}
