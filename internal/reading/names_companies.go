package reading

import (
	"strings"

	"dateline/internal/news"
)

// legalForms are the forms of companies as text.Tokens cuts them; true: also
// where the run before it is a single word in small print ("plc").
var legalForms = wordSetOf(`inc incorporated corp corporation llc llp ltd limited plc gmbh ag se s.a sa sas sarl spa s.p.a srl s.r.l b.v bv n.v nv ab oy oyj asa pty pvt
	k.k kk kgaa co l.p lp s.l sl s.a.u ltda l.l.c pte pbc sdn bhd`)

// shortForms are legal forms that are also other words.
var shortForms = wordSetOf(`ag se sa sas spa ab co sl kk lp limited nv bv`)

// companyEndings are the words that names of companies of two words or more end
// with; true: the words before may be common ones.
var companyEndings = map[string]bool{"technologies": true, "systems": false, "solutions": true, "software": true, "labs": true, "laboratories": true,
	"networks": false, "consulting": true, "consultants": true, "holdings": true, "partners": false, "analytics": true, "robotics": true, "industries": true,
	"enterprises": true, "semiconductor": true, "semiconductors": true, "electronics": true, "aerospace": true, "telecom": true, "telecommunications": false,
	"informatics": true, "ventures": true, "dynamics": true, "biosciences": true, "cyber": false, "ai": false, "infotech": true, "technologie": true,
	"systemes": true, "sistemas": false, "tecnologia": false, "servizi": false, "informatica": false, "softwares": true, "consultancy": true,
	"contractors": false, "logistics": false, "pharma": true, "group": false, "communications": false, "microsystems": true, "instruments": true,
	"controls": false, "engineering": false, "automation": false, "biometrics": false, "avionics": true}

// notACompany are words that a run must not begin with to be a company by its ending.
var notACompany = wordSetOf(`national federal information security combat weapon weapons the digital data defense defence enterprise intelligence naval computer
	management law public working task research artificial generative global space health mission government business strategic army navy new our
	house senate civil electronic command control social contract responsible sovereign secure trusted using other enforcement supply it`)

// readLegalForms finds companies by their legal form or the last word of their name.
func (r *nameReader) readLegalForms(u run) {
	for p := u.first; p <= u.last && p < u.end; p++ {
		if p == u.last && r.gaps[p-1] != gapComma && (r.gaps[p-1] != gapSpace || r.word(p) != "plc") {
			break
		}
		w := r.word(p)
		ok := legalForms()[w]
		if !ok || p == u.first {
			continue
		}
		if shortForms()[w] && (!r.words[p].is(wordUpper) && w != "limited" && w != "co" || r.namesPlace(r.withoutOpeners(u.first, p), p) || r.words[p].is(wordTitle)) {
			continue
		}
		first := r.withoutOpeners(u.first, p)
		if first == p || r.words[p].is(wordTitle) && p-first > 5 {
			continue
		}
		last := p + 1
		for last < u.end && legalForms()[r.word(last)] && (r.gaps[last-1] == gapSpace || r.gaps[last-1] == gapStop || r.gaps[last-1] == gapComma) {
			last++
		}
		r.addCompany(first, last, r.text(first, p), strengthSettle)
		return
	}
	last := u.last
	if last-u.first < 2 {
		return
	}
	free, ok := companyEndings[r.word(last-1)]
	first := r.withoutOpeners(u.first, last)
	if !ok || last-first < 2 || r.gaps[last-2] == gapTight && compounds()[r.d.language] || last-first > 5 || r.words[first].is(wordTitle) && last-first > 3 || notACompany()[r.word(first)] {
		return
	}
	common := true
	for i := first; i < last-1; i++ {
		common = common && r.small[r.word(i)]
	}
	if last-first == 2 && r.words[first].is(wordUpper) && r.word(last-1) == "ai" {
		return
	}
	if common && !free || r.namesPlace(first, last-1) && !free || r.d.language == "de" && !free && first > 0 && genitives()[r.word(first-1)] {
		return // "des Schweizer Systems"
	}
	r.addCompany(first, last, r.text(first, last), strengthShape)
}

// genitives stand in German before a genitive, whose "s" is no English plural.
var genitives = wordSetOf(`des eines dieses jenes jedes unseres ihres seines keines`)

// namesPlace says whether words are a country or a state.
func (r *nameReader) namesPlace(first, last int) bool {
	if _, ok := countryOf(r.d.tokens, first, last); ok {
		return true
	}
	_, ok := stateOf(r.d.tokens, first, last)
	return ok
}

// addCompany adds a company; one that begins with the name of a known company
// is that one.
func (r *nameReader) addCompany(first, last int, name string, strength int) {
	n := named{first: first, last: last, kind: news.EntityCompany, name: cleanName(strings.TrimRight(name, ".,")), by: news.ByShape, strength: strength}
	best := 0
	for f := range r.overlapping(first, last) {
		if f.entry != nil && f.kind == news.EntityCompany && f.first == first && f.last <= last && (!f.weak || f.last == last || strength == strengthSettle && f.last+1 == last) && f.length() > best {
			best, n.entry, n.name, n.by = f.length(), f.entry, f.entry.Name, news.ByName
		}
		if f.entry != nil && f.kind != news.EntityCompany && f.first <= first && f.last >= last && !f.weak {
			return
		}
	}
	r.add(n)
}

// withoutOpeners returns where a name begins that stands in [first,last),
// without the article and the words that only open the sentence.
func (r *nameReader) withoutOpeners(first, last int) int {
	for first < last && (r.leads(first) || calendarWords()[r.word(first)] || r.words[first].is(wordOpens) && r.small[r.word(first)] && first+1 < last) {
		first++
	}
	return first
}

// leads says whether token i is an article or another word that only leads to a name.
func (r *nameReader) leads(i int) bool {
	w := r.word(i)
	elsewhere := leadingElsewhere[r.d.language]
	return leadingWords()[w] || elsewhere != nil && elsewhere()[w]
}

// leadingWords stand before names with a capital and are no part of them.
var leadingWords = wordSetOf(`the a an this that these its our their his her in on at by for from to with after before while when if as and but or so although
	both last under over since because however meanwhile according also like unlike despite during until state former what why how who where which not now then
	there it he she they we you instead than between against via one two three all some many most each every another other several here today yesterday
	asked about following per even only just still earlier later recently critics opponents supporters officials members`)

// leadingElsewhere are those of other languages.
var leadingElsewhere = map[string]func() map[string]bool{
	"de": wordSetOf(`der die das den dem des ein eine im am bei mit von nach für fur laut auch und aber wie doch zwischen zum zur vom ob als dass`),
	"fr": wordSetOf(`le la les l un une du de des en selon pour avec dans au aux et d mais chez sur par si`),
	"es": wordSetOf(`el la los las un una de del en según segun con por para y o pero al si`),
	"it": wordSetOf(`il lo la gli i le l un una di del della dell secondo per e nel nella con da dal dalla ma al alla se`),
	"pt": wordSetOf(`o a os as um uma de do da dos das segundo com por para e em no na nos nas mas ao se`),
	"nl": wordSetOf(`de het een volgens bij met van voor op en maar in als dat`),
}

// calendarWords are days and months, which are no names.
var calendarWords = wordSetOf(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
		october november december jan feb mar apr jun jul aug sept sep oct nov dec montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz
		mai juni juli oktober dezember lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril juin juillet aout septembre octobre novembre
		decembre lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
		lunedi martedi mercoledi giovedi venerdi sabato domenica gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre segunda terca quarta
		quinta sexta janeiro fevereiro marco maio junho julho setembro outubro novembro dezembro maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari
		februari maart mei augustus am pm gmt est edt utc christmas easter thanksgiving`)
