package reading

import (
	_ "embed" // the table of words
	"strconv"
	"strings"
	"sync"

	"dateline/internal/text"
)

//go:embed tables/date-words.csv
var dateWordsCSV string

// dateRole is what a word can be in a date; a word has one or several.
type dateRole uint8

// The roles, as the table names them.
const (
	roleMonth dateRole = iota
	roleMonthShort
	roleMonthMaybe
	roleWeekday
	roleWeekdayShort
	roleWeekdayMaybe
	roleWeekdayNameAfter
	roleWeekdayNameBefore
	roleSeason
	roleSeasonMaybe
	roleUnit
	roleUnitThis
	roleUnitMany
	roleUnitBefore
	roleUnitAfter
	roleHalfYear
	roleAbout
	roleNumbered
	rolePeriod
	roleDecadeWord
	roleDay
	roleDaypart
	roleDaypartToday
	roleWhich
	roleEdge
	roleYearEnd
	roleYearStart
	roleNumber
	roleNumberVague
	roleOrdinal
	roleDayOrdinal
	roleDecadeName
	roleAgo
	roleAgoBefore
	roleShift
	roleSince
	roleUntil
	roleLasting
	roleOpen
	roleFrom
	roleTo
	roleBetween
	roleAnd
	roleLead
	roleOf
	roleArticle
	roleIn
	roleFiller
	roleFiscal
	roleVague
	roleSet
	roleDayTold
	roleMeridiem
	roleClockWord
	roleZone
	rolePast
	roleFuture
	roleFutureAux
	roleFuturePast
	rolePluperfect
	rolePassive
	roleHoliday
	roleHolidayNameAfter
	rolePublished
	dateRoles
)

var dateRoleNames = [dateRoles]string{
	"month", "month-short", "month-maybe", "weekday", "weekday-short", "weekday-maybe", "weekday-name-after", "weekday-name-before",
	"season", "season-maybe", "unit", "unit-this", "unit-many", "unit-before", "unit-after", "half-year", "about", "numbered", "period", "decade-word", "day", "daypart", "daypart-today", "which", "edge", "year-end", "year-start",
	"number", "number-vague", "ordinal", "day-ordinal", "decade-name", "ago", "ago-before", "shift", "since", "until", "lasting", "open", "from", "to", "between", "and",
	"lead", "of", "article", "in", "filler", "fiscal", "vague", "set", "day-told", "meridiem", "clock-word", "zone", "past", "future", "future-aux", "future-past", "pluperfect", "passive",
	"holiday", "holiday-name-after", "published",
}

// dateStarts are the roles of words that a date can begin with.
const dateStarts = 1<<roleMonth | 1<<roleMonthShort | 1<<roleMonthMaybe | 1<<roleWeekday | 1<<roleWeekdayShort | 1<<roleWeekdayMaybe |
	1<<roleSeason | 1<<roleSeasonMaybe | 1<<roleUnit | 1<<roleUnitThis | 1<<roleUnitBefore | 1<<roleUnitAfter | 1<<roleDecadeWord | 1<<roleDay | 1<<roleDaypart | 1<<roleDaypartToday |
	1<<roleWhich | 1<<roleEdge | 1<<roleYearEnd | 1<<roleYearStart | 1<<roleNumber | 1<<roleNumberVague | 1<<roleOrdinal | 1<<roleDayOrdinal | 1<<roleDecadeName | 1<<roleAgoBefore |
	1<<roleSince | 1<<roleUntil | 1<<roleFrom | 1<<roleTo | 1<<roleBetween | 1<<roleFiscal | 1<<roleVague | 1<<roleSet | 1<<roleDayTold | 1<<roleHoliday

// dateWord is a word or phrase with its roles.
type dateWord struct {
	roles uint64
	value [dateRoles]int8
	text  string // of parts of the day, zones, holidays, vague times and sets
}

func (w *dateWord) is(role dateRole) bool { return w != nil && w.roles>>role&1 != 0 }

// dateLanguage is what the table says of a language.
type dateLanguage struct {
	words     phrases[*dateWord]
	pastEnd   []string // endings of verbs in the past, as written
	futureEnd []string
}

// dateValues gives the numbers that the table has in words.
var dateValues = map[string]int8{
	"minute": int8(unitMinute), "hour": int8(unitHour), "day": int8(unitDay), "week": int8(unitWeek), "weekend": int8(unitWeekend),
	"month": int8(unitMonth), "quarter": int8(unitQuarter), "half": int8(unitHalf), "year": int8(unitYear), "decade": int8(unitDecade),
	"century": int8(unitCentury),
	"last":    int8(whichLast), "this": int8(whichThis), "next": int8(whichNext), "same": int8(whichSame), "before": int8(whichBefore),
	"after": int8(whichAfter), "past": int8(whichPast),
	"early": int8(edgeEarly), "mid": int8(edgeMid), "late": int8(edgeLate), "start": int8(edgeStart), "end": int8(edgeEnd),
}

// dateTable holds the languages by code.
var dateTable = sync.OnceValue(func() map[string]*dateLanguage {
	role := map[string]dateRole{}
	for r, name := range dateRoleNames {
		role[name] = dateRole(r)
	}
	all := map[string]*dateLanguage{}
	byWords := map[string]map[string]*dateWord{}
	for line := range strings.Lines(dateWordsCSV) {
		line = strings.TrimRight(line, "\r\n")
		row := strings.SplitN(line, ",", 4)
		if strings.HasPrefix(line, "#") || len(row) < 4 {
			continue
		}
		for language := range strings.FieldsSeq(strings.Replace(row[0], "*", "en de fr es it pt nl", 1)) {
			if all[language] == nil {
				all[language], byWords[language] = &dateLanguage{}, map[string]*dateWord{}
			}
			all[language].add(byWords[language], role, row)
		}
	}
	for language, words := range byWords {
		for phrase, word := range words {
			all[language].words.add(phrase, word)
		}
	}
	for _, language := range [...]string{"de", "nl"} {
		all[language].compound(byWords[language])
	}
	return all
})

// add takes a row of the table.
func (l *dateLanguage) add(words map[string]*dateWord, role map[string]dateRole, row []string) {
	endings := strings.Split(row[3], "|")
	switch row[1] {
	case "past-end":
		l.pastEnd = append(l.pastEnd, endings...)
		return
	case "future-end":
		l.futureEnd = append(l.futureEnd, endings...)
		return
	}
	r, known := role[row[1]]
	if !known {
		panic("date-words.csv: no role " + row[1]) // its test says so first
	}
	for _, phrase := range endings {
		key := text.Fold(phrase)
		word := words[key]
		if word == nil {
			word = &dateWord{}
			words[key] = word
		}
		word.roles |= 1 << r
		if n, err := strconv.Atoi(row[2]); err == nil && r != roleHoliday {
			word.value[r] = int8(n)
		} else if n, ok := dateValues[row[2]]; ok {
			word.value[r] = n
		} else {
			word.text = row[2]
		}
	}
}

// compound adds the words made of a weekday and a part of the day:
// Dienstagmorgen, dinsdagavond.
func (l *dateLanguage) compound(words map[string]*dateWord) {
	for day, first := range words {
		if !first.is(roleWeekday) {
			continue
		}
		for part, second := range words {
			if second.is(roleDaypart) {
				word := *first
				word.text = second.text
				l.words.add(day+part, &word)
			}
		}
	}
}
