package reading

import (
	"strings"

	"dateline/internal/news"
)

// titles stand before the name of a person.
var titles = wordSetOf(`mr mrs ms dr prof professor sir dame lord lady ceo cto cio cfo coo president chairman chairwoman chair director senator sen rep representative
	congressman congresswoman mayor governor gov judge justice minister secretary sheriff commissioner councilmember councilman councilwoman councillor alderman
	supervisor administrator ambassador general gen colonel col lieutenant lt captain capt major admiral commander sergeant sgt spokesperson spokesman spokeswoman
	chancellor premier founder cofounder analyst attorney lawyer officer chief superintendent deputy undersecretary engineer activist author reporter journalist
	researcher chairperson treasurer ombudsman inspector manager
	herr frau ministerin bundeskanzler kanzler präsident prasident staatssekretär staatssekretar sprecher sprecherin geschäftsführer geschaftsfuhrer vorstandschef chef
	bürgermeister burgermeister oberbürgermeister innenminister bundesinnenminister innenministerin verteidigungsminister digitalminister abgeordnete abgeordneter gründer grunder
	monsieur madame ministre président directeur directrice maire député depute sénateur senateur porte
	señor señora ministro ministra presidente presidenta alcalde alcaldesa diputado diputada senador senadora director portavoz consejero
	signor signora sindaco deputato senatore portavoce
	senhor senhora prefeito deputado governador vereador
	trainer coach president prasident kanzlerin meneer mevrouw staatssecretaris burgemeester kamerlid woordvoerder directeur topman topvrouw premier`)

func isTitle(word string) bool {
	if titles()[word] {
		return true
	}
	male, feminine := strings.CutSuffix(word, "in") // "Präsidentin"
	return feminine && titles()[male]
}

// speechVerbs stand beside the name of who speaks.
var speechVerbs = wordSetOf(`said says told added wrote tweeted noted argued explained stated asked warned claimed confirmed declined replied insisted acknowledged
	testified commented announced called sagte sagt erklärte erklarte betonte teilte schrieb warnt warnte declare déclare declaré a dit explique affirme indique
	dijo afirmó afirmo declaró declaro explicó explico señaló disse ha dichiarato afferma spiega afirmou declarou zei zegt aldus stelt liet`)

// personWords stand behind a name after a comma: "X, a spokesman for".
var personWords = wordSetOf(`spokesman spokeswoman spokesperson director president ceo chief executive chairman chair founder professor minister secretary
	head manager officer commissioner attorney lawyer senator analyst mayor engineer researcher fellow vice deputy assistant senior co lead leader
	author sprecher sprecherin chef geschaftsfuhrer directeur directrice ministre ministro director portavoz presidente woordvoerder`)

// givenNames are common given names; two capitalised words that begin with one
// are a person.
var givenNames = wordSetOf(`james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew
	joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel
	gregory alexander patrick frank raymond jack dennis jerry tyler aaron jose adam nathan henry zachary douglas peter kyle noah ethan jeremy walter christian keith
	roger terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne randy
	vincent mason roy ralph bobby russell bradley philip eugene mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra
	margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia dorothy amy kathleen angela shirley emma
	brenda pamela nicole anna samantha katherine christine debra rachel carolyn janet maria olivia heather helen catherine diane julie victoria joyce lauren
	kelly christina ruth joan virginia judith evelyn hannah andrea megan cheryl jacqueline madison teresa abigail sophia martha sara gloria janice kathryn ann
	isabella judy charlotte julia grace amber alice jean denise frances danielle marilyn natalie beverly diana brittany theresa kayla alexis doris lori tiffany
	kate ellen luis carlos jorge miguel pedro jesus manuel antonio francisco fernando rafael javier alejandro sergio ricardo eduardo mario pablo alberto diego
	ana carmen isabel lucia elena rosa pilar marta cristina joao paulo lucas marcos luiz rodrigo gustavo felipe bruno thiago marcelo fabio luca marco giuseppe
	giovanni francesco andrea matteo lorenzo stefano alessandro roberto giorgia giulia chiara pierre jean louis philippe francois nicolas laurent olivier
	christophe frederic emmanuel gabriel stephane cedric alain bernard sylvie nathalie isabelle valerie sandrine claire hans klaus jurgen wolfgang peter stefan
	andreas thomas markus matthias jan jens sven uwe dirk lars olaf friedrich annalena angela ursula sabine petra monika nancy robert boris karl christian
	piet willem kees henk johan pieter maarten sander mark geert femke sigrid wouter eddie hugo alexandra ahmed mohammed mohamed muhammad ali omar hassan
	ibrahim fatima aisha raj rahul amit sanjay priya anil sunil ravi vijay narendra rajesh ashok li wei zhang chen hiroshi takashi kenji yuki taro akira
	elon jeff bill satya sundar larry sergey tim mike dave steve tom jim bob dan chris matt rob greg josh alex sam ben nick tony ken ron don ted ed ray rick
	gavin kamala joe donald barack hillary nancy chuck mitch kristi pete marco tulsi pam kash palmer peter alex shyam trae hoan louisa ariel doug gerry gary
	sharon karen martin simon neil graham stuart nigel keir rishi boris wes liz priti sajid anneliese rachel yvette angus fiona ian alan malcolm gordon anne jo
	caroline emma lucy ryan derek darren gareth rhys owen justin pierre stephane melanie anita francois mark chrystia joel jean oleg vladimir dmitri sergei
	volodymyr mykhailo andriy igor yuri olga natalia svetlana`)

// readPerson finds the person in a run.
func (r *nameReader) readPerson(u run) {
	first, last := u.first, u.last
	titled := first > 0 && isTitle(r.word(first-1)) && (r.gaps[first-1] == gapSpace || r.gaps[first-1] == gapStop)
	if !titled {
		first = r.withoutOpeners(first, last)
	}
	last = r.personEnd(first, last, u.end)
	words := last - first
	if words < 1 || words > 5 || r.hasUpper(first, last) && words < 2 || !r.personLetters(first, last) {
		return
	}
	if _, n := bodyPrefixes().at(r.d.tokens, first, u.end); n > 0 {
		return
	}
	sure := titled
	switch {
	case r.words[first].is(wordTitle) && !titled:
		sure = words >= 2 && words <= 3 && givenNames()[r.word(first)]
	case words >= 2 && givenNames()[r.word(first)] && !orgEndings()[r.word(last-1)] && !companyEndingWord(r.word(last-1)):
		sure = true
	case words >= 2 && words <= 4 && !titled:
		sure = r.speaksBeside(first, last) && r.looksLikePerson(first, last) || r.personApposition(last, u.end)
	}
	if titled && words == 1 && r.words[first].is(wordTitle) {
		sure = false
	}
	if !sure || r.noName(first, last) {
		return
	}
	r.add(named{first: first, last: last, kind: news.EntityPerson, name: cleanName(r.text(first, last)), by: news.ByShape, strength: strengthShape})
}

func companyEndingWord(w string) bool {
	_, ok := companyEndings[w]
	return ok || legalForms()[w]
}

// personEnd returns where the person's name that begins at first ends: particles
// ("van Marum") may go on beyond the run.
func (r *nameReader) personEnd(first, last, end int) int {
	for last < end && last-first < 5 && particles()[r.word(last)] && r.gaps[last-1] == gapSpace {
		next := last + 1
		for next < end && particles()[r.word(next)] {
			next++
		}
		if next >= end || !r.words[next].is(wordCapital) || r.gaps[next-1] != gapSpace {
			break
		}
		last = next + 1
		for last < end && r.words[last].is(wordCapital) && (r.gaps[last-1] == gapSpace || r.gaps[last-1] == gapTight) {
			last++
		}
	}
	return last
}

var particles = wordSetOf(`van von der de la du di da dos del ter ten bin ibn al el le`)

// hasUpper says whether a word is all capitals, as in no person's name.
func (r *nameReader) hasUpper(first, last int) bool {
	for i := first; i < last; i++ {
		if r.words[i].is(wordUpper) && r.d.tokens[i].Len() > 2 {
			return true
		}
	}
	return false
}

// personLetters says whether the words can be a person's: no digits, no "&", no all capitals.
func (r *nameReader) personLetters(first, last int) bool {
	for i := first; i < last; i++ {
		w := r.words[i]
		if w.is(wordDigit) || w.is(wordUpper) && r.d.tokens[i].Len() > 2 && !r.words[first].is(wordUpper) || calendarWords()[r.word(i)] || companyEndingWord(r.word(i)) && i > first {
			return false
		}
		if i < last-1 && r.gaps[i] == gapAnd {
			return false
		}
	}
	_, n := bodyHeads().at(r.d.tokens, last-1, last)
	return n == 0
}

// looksLikePerson says whether a run of two or three words could be a person's name.
func (r *nameReader) looksLikePerson(first, last int) bool {
	if last-first < 2 || last-first > 4 {
		return false
	}
	for i := first; i < last; i++ {
		if r.small[r.word(i)] || productNouns()[r.word(i)] || orgEndings()[r.word(i)] || companyEndingWord(r.word(i)) {
			return false
		}
	}
	return true
}

// speaksBeside says whether a verb of speech stands beside a name.
func (r *nameReader) speaksBeside(first, last int) bool {
	return r.gap(last-1) == gapSpace && speechVerbs()[r.word(last)] || r.gap(first-1) == gapSpace && speechVerbs()[r.word(first-1)] ||
		r.gap(last-1) == gapSpace && r.word(last) == "who"
}

// personApposition says whether what a person does stands behind a name and a comma.
func (r *nameReader) personApposition(last, end int) bool {
	if r.gap(last-1) != gapComma {
		return false
	}
	for i := last; i < min(end, last+4); i++ {
		if personWords()[r.word(i)] {
			return true
		}
		if r.gaps[i] != gapSpace {
			break
		}
	}
	return r.word(last) == "who"
}
