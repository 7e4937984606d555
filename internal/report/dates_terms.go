package report

import (
	"maps"
	"math"
	"slices"
	"strings"
	"sync"

	"dateline/internal/text"
)

// topicTerms are the words that a topic's articles have in common, and how much
// a passage shares of them.
type topicTerms struct {
	weight map[string]float64 // part of the articles whose title or first sentences have the word
	norm   float64            // length of weight as a vector
	usual  float64            // likeness of an average article's beginning
}

// How passages that are far from the topic count.
const (
	farPassage   = .15 // of one that is at the centre
	queryTerm    = .5  // least weight of a word that was asked for
	centreFactor = .9  // of the usual likeness: from there on a passage is at the centre
)

// newTopicTerms finds the central words: as in a centroid of TF-IDF vectors, but
// the words of all news are left out by a list, since there is no other
// collection to compare with.
func newTopicTerms(all []Telling, wanted words) *topicTerms {
	t := &topicTerms{weight: map[string]float64{}}
	leads := make([][]string, 0, len(all))
	for i := range all {
		if all[i].Copy {
			continue
		}
		terms := termsOf(all[i].Title + "\n" + beginning(all[i].Text))
		leads = append(leads, terms)
		for _, term := range terms {
			t.weight[term]++
		}
	}
	for term, n := range t.weight {
		if n < 2 && len(all) > 2 {
			delete(t.weight, term)
			continue
		}
		t.weight[term] = n / float64(len(leads))
	}
	for term := range wanted {
		if term = stem(term); t.weight[term] > 0 {
			t.weight[term] = max(t.weight[term], queryTerm)
		}
	}
	t.measure()
	for _, terms := range leads {
		t.usual += t.likeness(terms) / float64(len(leads))
	}
	return t
}

// measure finds the length of the weights as a vector.
func (t *topicTerms) measure() {
	sum := 0.0
	for _, term := range slices.Sorted(maps.Keys(t.weight)) { // in one order: the same sum each time
		sum += t.weight[term] * t.weight[term]
	}
	t.norm = math.Sqrt(sum)
}

// beginningBytes is about the title and the first three sentences.
const beginningBytes = 600

func beginning(body string) string {
	if len(body) <= beginningBytes {
		return body
	}
	if cut := strings.LastIndexByte(body[:beginningBytes], ' '); cut > 0 {
		return body[:cut]
	}
	return body[:beginningBytes]
}

// likeness is the cosine between a passage and the topic.
func (t *topicTerms) likeness(terms []string) float64 {
	if len(terms) == 0 || t.norm == 0 {
		return 0
	}
	sum := 0.0
	for _, term := range terms {
		sum += t.weight[term]
	}
	return sum / t.norm / math.Sqrt(float64(len(terms)))
}

// near is how near a passage is to the topic, from farPassage to 1.
func (t *topicTerms) near(passage string) float64 {
	if t.usual == 0 {
		return 1
	}
	return farPassage + (1-farPassage)*min(1, t.likeness(termsOf(passage))/(centreFactor*t.usual))
}

// termsOf returns the words of a passage that can tell topics apart, each once,
// without their endings.
func termsOf(passage string) []string {
	tokens := text.Tokens(passage)
	terms := make([]string, 0, len(tokens))
	seen := make(map[string]bool, len(tokens))
	for _, token := range tokens {
		if len(token.Fold) < 3 || commonWords()[token.Fold] {
			continue
		}
		term := stem(token.Fold)
		if !seen[term] {
			seen[term] = true
			terms = append(terms, term)
		}
	}
	return terms
}

// endings are what a word loses, the longest first; something of four letters
// must stay.
var endings = []string{"ings", "ing", "ies", "ied", "ers", "es", "ed", "er", "en", "s", "e", "y"}

// stem takes a word's ending away: enough to see "attack", "attacks" and
// "attacked" as one.
func stem(word string) string {
	for _, ending := range endings {
		if short, ok := strings.CutSuffix(word, ending); ok && len(short) >= 4 {
			return short
		}
	}
	return word
}

// commonWords are words of all news, also those of times, which say nothing of
// what an article is about.
var commonWords = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(commonWordList) {
		set[word] = true
	}
	return set
})

const commonWordList = `
	the and that this these those there then than they their them its his her hers she him who whom whose which what when where why how
	for from with without within into onto upon over under after before during since until while about against between among through across along
	are was were been being has have had having does did doing done will would shall should can could may might must
	not nor but yet also too very more most much many some any each every both few several other others another such only own same all
	one two three four five six seven eight nine ten first second third last next new old now still just even again back out off down
	said says say saying told tells tell according added adding asked reported reports report reporting called calls
	people year years month months week weeks day days hour hours time times today yesterday tomorrow morning evening night
	monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december
	jan feb mar apr jun jul aug sep sept oct nov dec percent million billion thousand hundred however including because though although
	der die das den dem des ein eine einen einem einer und oder aber nicht auch ist sind war waren wird werden wurde wurden hat haben hatte sich mit von vom
	bei nach aus auf fur uber unter zwischen durch gegen ohne seit bis als wie wenn dass noch nur schon sehr mehr sagte sagten laut zum zur
	les des une est sont etait ete avoir avait ont aux par pour sur dans avec sans sous plus moins mais que qui dont cette ces ses son leur leurs selon
	los las una del por para con sin sobre entre pero que como mas fue son era han habia segun este esta estos estas sus
	gli dei delle della nel nella per con senza tra che non piu come sono stato stata era hanno secondo questo questa
	het een van voor met zonder over onder maar dat die deze dit niet ook zijn was werd heeft hebben volgens uit door naar`
