package reading

import (
	"slices"
	"strings"
	"sync"

	"dateline/internal/news"
)

// reference is a noun with an article that refers back to a name.
type reference struct {
	kind news.EntityKind
	sort bodySort // bodyOther: any government body but a place
}

// fits says how well a name fits a reference: 0 not at all, 2 best.
func (ref reference) fits(n *named) int {
	if n.kind != ref.kind {
		return 0
	}
	if ref.kind != news.EntityAgency {
		return 1
	}
	place := n.sort == bodyCity || n.sort == bodyCounty || n.sort == bodyState || n.sort == bodyGovernment || n.sort == bodyCourt || n.sort == bodyParliament
	switch {
	case n.sort == ref.sort && (ref.sort != bodyGovernment || n.entry == nil || strings.Contains(n.name, "Government")):
		return 2
	case ref.sort == bodyGovernment || ref.sort == bodyMayor || ref.sort == bodyGovernor || ref.sort == bodyOffice:
		return 0
	case ref.sort == bodyAgency && !place && n.sort != bodyCouncil:
		return 1
	case ref.sort == bodyOther && n.sort != bodyCourt && n.sort != bodyParliament:
		return 1
	case ref.sort == bodyPolice && n.sort == bodySheriff, ref.sort == bodyDepartment && (n.sort == bodyPolice || n.sort == bodyMinistry), ref.sort == bodyMinistry && n.sort == bodyDepartment:
		return 1
	}
	return 0
}

// build makes the name of a town or county from that of one of its bodies.
func (ref reference) build(name string, sort bodySort) (string, bool) {
	switch ref.sort {
	case bodyMayor:
		if town, ok := strings.CutPrefix(name, "City of "); ok {
			town, _, _ = strings.Cut(town, ",")
			return "Office of the Mayor of " + town, true
		}
	case bodyGovernor:
		if _, state, ok := strings.Cut(name, " of "); ok && sort == bodyState {
			return "Governor of " + state, true
		}
	case bodyOffice:
		if _, state, ok := strings.Cut(name, " of "); ok && sort == bodyState {
			return state + " Attorney General", true
		}
	case bodyCity:
		for _, head := range townHeads {
			if town, ok := strings.CutSuffix(name, head); ok {
				return "City of " + town, true
			}
		}
	case bodyCounty:
		if place, _, ok := strings.Cut(name, " County "); ok && place != "" {
			return place + " County", true
		}
	case bodySheriff:
		if sort == bodyCounty && strings.HasSuffix(name, " County") {
			return name + " Sheriff's Office", true
		}
	case bodyPolice, bodyDepartment:
		if town, ok := strings.CutPrefix(name, "City of "); ok && sort == bodyCity {
			town, _, _ = strings.Cut(town, ",")
			return town + " Police Department", true
		}
		if town, ok := strings.CutSuffix(name, " City Council"); ok {
			return town + " Police Department", true
		}
	case bodyCouncil:
		if town, ok := strings.CutPrefix(name, "City of "); ok {
			town, _, _ = strings.Cut(town, ",")
			return town + " City Council", true
		}
	}
	return "", false
}

// referenceRows are the nouns that refer back, by language; the articles that
// stand before them are in referenceArticles.
var referenceRows = []struct {
	language string
	kind     news.EntityKind
	sort     bodySort
	nouns    string
}{
	{"en", news.EntityCompany, bodyOther, "company|firm|vendor|startup|start-up|contractor|supplier|tech giant|software giant|software company|software maker|corporation|manufacturer|tech company|technology company|software firm|tech firm|analytics firm|data firm|surveillance company"},
	{"en", news.EntityAgency, bodyAgency, "agency|bureau|office|regulator|watchdog|spy agency|tax agency|federal agency|service"},
	{"en", news.EntityAgency, bodyDepartment, "department"},
	{"en", news.EntityAgency, bodyMinistry, "ministry"},
	{"en", news.EntityAgency, bodyCity, "city|town"},
	{"en", news.EntityAgency, bodyCounty, "county|county board of supervisors|board of supervisors|board of commissioners|county board of commissioners|county commissioners|county commission|county board|commissioners court"},
	{"en", news.EntityAgency, bodyState, "state"},
	{"en", news.EntityAgency, bodyCouncil, "council|city council|board|town council"},
	{"en", news.EntityAgency, bodyPolice, "police department|force|police force|police"},
	{"en", news.EntityAgency, bodySheriff, "sheriff's office|sheriff|sheriff's department"},
	{"en", news.EntityAgency, bodySchools, "district|school district"},
	{"en", news.EntityAgency, bodyGovernment, "government|federal government|national government|administration"},
	{"de", news.EntityAgency, bodyGovernment, "regierung"},
	{"fr", news.EntityAgency, bodyGovernment, "gouvernement|état"},
	{"es", news.EntityAgency, bodyGovernment, "gobierno"},
	{"it", news.EntityAgency, bodyGovernment, "governo"},
	{"pt", news.EntityAgency, bodyGovernment, "governo"},
	{"nl", news.EntityAgency, bodyGovernment, "kabinet|regering|overheid"},
	{"en", news.EntityAgency, bodyMilitary, "military|army"},
	{"en", news.EntityAgency, bodyCourt, "court|tribunal"},
	{"en", news.EntityAgency, bodyCommission, "commission"},
	{"en", news.EntityAgency, bodyAuthority, "authority"},
	{"en", news.EntityAgency, bodyParliament, "parliament|committee"},
	{"en", news.EntityAgency, bodyMayor, "mayor's office|office of the mayor"},
	{"en", news.EntityAgency, bodyGovernor, "governor's office|governor"},
	{"en", news.EntityAgency, bodyOffice, "attorney general's office|attorney general"},
	{"de", news.EntityCompany, bodyOther, "unternehmen|firma|konzern|anbieter|hersteller|dienstleister|softwarekonzern|us-konzern|us-unternehmen|start-up"},
	{"de", news.EntityAgency, bodyAgency, "behörde|amt|bundesamt"},
	{"de", news.EntityAgency, bodyMinistry, "ministerium|ministeriums"},
	{"de", news.EntityAgency, bodyCity, "stadt"},
	{"de", news.EntityAgency, bodyState, "land|bundesland"},
	{"de", news.EntityAgency, bodyPolice, "polizei"},
	{"fr", news.EntityCompany, bodyOther, "entreprise|société|firme|éditeur|groupe|prestataire|start-up|compagnie"},
	{"fr", news.EntityAgency, bodyAgency, "agence|organisme|institution"},
	{"fr", news.EntityAgency, bodyMinistry, "ministère"},
	{"fr", news.EntityAgency, bodyCity, "ville"},
	{"es", news.EntityCompany, bodyOther, "empresa|compañía|firma|tecnológica|multinacional"},
	{"es", news.EntityAgency, bodyAgency, "agencia|organismo|institución"},
	{"es", news.EntityAgency, bodyMinistry, "ministerio"},
	{"es", news.EntityAgency, bodyCity, "ayuntamiento|ciudad"},
	{"it", news.EntityCompany, bodyOther, "azienda|società|impresa|gruppo|compagnia"},
	{"it", news.EntityAgency, bodyAgency, "agenzia|ente|autorità"},
	{"it", news.EntityAgency, bodyMinistry, "ministero"},
	{"it", news.EntityAgency, bodyCity, "comune"},
	{"pt", news.EntityCompany, bodyOther, "empresa|companhia|fornecedora"},
	{"pt", news.EntityAgency, bodyAgency, "agência|órgão|autarquia"},
	{"pt", news.EntityAgency, bodyMinistry, "ministério"},
	{"pt", news.EntityAgency, bodyCity, "prefeitura|cidade"},
	{"nl", news.EntityCompany, bodyOther, "bedrijf|concern|leverancier|it-bedrijf|techbedrijf|onderneming"},
	{"nl", news.EntityAgency, bodyAgency, "dienst|overheidsdienst|instantie|toezichthouder"},
	{"nl", news.EntityAgency, bodyMinistry, "ministerie"},
	{"nl", news.EntityAgency, bodyCity, "gemeente"},
}

// referenceArticles stand before the nouns.
var referenceArticles = map[string]string{
	"en": "the|this|that", "de": "das|die|der|dem|des|den", "fr": "le|la|l|du|cette|cet", "es": "la|el|esta|este", "it": "la|il|l|dell|dall|all|lo|del|della",
	"pt": "a|o|da|do|à|ao|pela|pelo", "nl": "het|de|dit|deze",
}

var references = sync.OnceValue(func() *phrases[reference] {
	var p phrases[reference]
	for _, row := range referenceRows {
		for noun := range strings.SplitSeq(row.nouns, "|") {
			for article := range strings.SplitSeq(referenceArticles[row.language], "|") {
				p.add(article+" "+noun, reference{row.kind, row.sort})
			}
			if row.sort == bodyOffice || row.sort == bodyGovernor || noun == "police" || noun == "council" {
				p.add(noun, reference{row.kind, row.sort}) // the title: "Governor Ada Hollister"; "police were"
			}
		}
	}
	return &p
})

// sortRows say what sort of body a name is by a word in it, the first that fits.
var sortRows = []struct {
	word string
	sort bodySort
}{
	{"police", bodyPolice}, {"polizei", bodyPolice}, {"sheriff", bodySheriff}, {"city council", bodyCouncil}, {"council", bodyCouncil}, {"school", bodySchools},
	{"court", bodyCourt}, {"tribunal", bodyCourt}, {"city of", bodyCity}, {"town of", bodyCity}, {"state of", bodyState}, {"commonwealth of", bodyState},
	{"government", bodyGovernment}, {"ministry", bodyMinistry}, {"ministerio", bodyMinistry}, {"ministere", bodyMinistry}, {"ministerium", bodyMinistry},
	{"bundesministerium", bodyMinistry}, {"ministero", bodyMinistry}, {"ministerie", bodyMinistry}, {"department", bodyDepartment}, {"army", bodyMilitary},
	{"navy", bodyMilitary}, {"force", bodyMilitary}, {"forces", bodyMilitary}, {"corps", bodyMilitary}, {"bundeswehr", bodyMilitary}, {"commission", bodyCommission},
	{"authority", bodyAuthority}, {"parliament", bodyParliament}, {"senate", bodyParliament}, {"committee", bodyParliament}, {"congress", bodyParliament},
	{"county", bodyCounty}, {"land", bodyState}, {"ville de", bodyCity}, {"ayuntamiento", bodyCity}, {"comune", bodyCity}, {"gemeente", bodyCity},
	{"prefeitura", bodyCity}, {"stadt", bodyCity},
}

// sortOf says what sort of body a name is.
func sortOf(name string) bodySort {
	words := strings.Fields(foldOf(name))
	for _, row := range sortRows {
		first, second, two := strings.Cut(row.word, " ")
		at := slices.Index(words, first)
		if at >= 0 && (!two || at+1 < len(words) && words[at+1] == second) {
			return row.sort
		}
	}
	return bodyAgency
}
