package reading

import (
	"strings"
	"sync"
)

// bodySort says what kind of government body a name is, for what refers back
// to it ("the department").
type bodySort uint8

const (
	bodyOther bodySort = iota
	bodyAgency
	bodyDepartment
	bodyMinistry
	bodyGovernment
	bodyCity
	bodyCounty
	bodyState
	bodyCouncil
	bodyPolice
	bodySheriff
	bodySchools
	bodyMilitary
	bodyCourt
	bodyParliament
	bodyCommission
	bodyAuthority
	bodyOffice
	bodyMayor
	bodyGovernor
)

// bodyHead is the word of a government body that stands behind its place:
// "Brookvale Police Department", "the Israeli army".
type bodyHead struct {
	name      string // behind the place
	sort      bodySort
	small     bool // counts also without capitals: "Orlando police"
	anyPrefix bool // any name may stand before it, not only a place: "Federal Aviation Administration"
}

var bodyHeadRows = []struct {
	words string
	head  bodyHead
}{
	{"police department", bodyHead{"Police Department", bodyPolice, true, false}},
	{"police dept", bodyHead{"Police Department", bodyPolice, true, false}},
	{"police", bodyHead{"Police Department", bodyPolice, true, false}},
	{"police service", bodyHead{"Police Service", bodyPolice, true, false}},
	{"police force", bodyHead{"Police", bodyPolice, true, false}},
	{"metropolitan police", bodyHead{"Metropolitan Police", bodyPolice, true, false}},
	{"county police", bodyHead{"County Police", bodyPolice, true, false}},
	{"county police department", bodyHead{"County Police Department", bodyPolice, true, false}},
	{"state police", bodyHead{"State Police", bodyPolice, true, false}},
	{"highway patrol", bodyHead{"Highway Patrol", bodyPolice, true, false}},
	{"fire department", bodyHead{"Fire Department", bodyDepartment, true, false}},
	{"sheriff's office", bodyHead{"Sheriff's Office", bodySheriff, true, false}},
	{"sheriff's department", bodyHead{"Sheriff's Department", bodySheriff, true, false}},
	{"county sheriff's office", bodyHead{"County Sheriff's Office", bodySheriff, true, false}},
	{"county sheriff's department", bodyHead{"County Sheriff's Department", bodySheriff, true, false}},
	{"county sheriff", bodyHead{"County Sheriff's Office", bodySheriff, true, false}},
	{"parish sheriff's office", bodyHead{"Parish Sheriff's Office", bodySheriff, true, false}},
	{"city council", bodyHead{"City Council", bodyCouncil, true, false}},
	{"town council", bodyHead{"Town Council", bodyCouncil, true, false}},
	{"village board", bodyHead{"Village Board", bodyCouncil, true, false}},
	{"county council", bodyHead{"County Council", bodyCouncil, true, false}},
	{"borough council", bodyHead{"Borough Council", bodyCouncil, true, false}},
	{"district council", bodyHead{"District Council", bodyCouncil, true, false}},
	{"common council", bodyHead{"Common Council", bodyCouncil, true, false}},
	{"city commission", bodyHead{"City Commission", bodyCouncil, true, false}},
	{"council", bodyHead{"Council", bodyCouncil, true, true}},
	{"county board of supervisors", bodyHead{"County Board of Supervisors", bodyCouncil, true, false}},
	{"board of supervisors", bodyHead{"Board of Supervisors", bodyCouncil, true, false}},
	{"county board of commissioners", bodyHead{"County Board of Commissioners", bodyCouncil, true, false}},
	{"county commission", bodyHead{"County Commission", bodyCouncil, true, false}},
	{"county commissioners", bodyHead{"County", bodyCounty, true, false}},
	{"county supervisors", bodyHead{"County", bodyCounty, true, false}},
	{"county", bodyHead{"County", bodyCounty, false, false}},
	{"parish", bodyHead{"Parish", bodyCounty, false, false}},
	{"township", bodyHead{"Township", bodyCity, false, false}},
	{"city hall", bodyHead{"City", bodyCity, true, false}},
	{"board of education", bodyHead{"Board of Education", bodySchools, true, false}},
	{"school board", bodyHead{"School Board", bodySchools, true, false}},
	{"school district", bodyHead{"School District", bodySchools, true, false}},
	{"unified school district", bodyHead{"Unified School District", bodySchools, true, true}},
	{"independent school district", bodyHead{"Independent School District", bodySchools, true, true}},
	{"public schools", bodyHead{"Public Schools", bodySchools, true, false}},
	{"county schools", bodyHead{"County Schools", bodySchools, true, false}},
	{"county public schools", bodyHead{"County Public Schools", bodySchools, true, false}},
	{"transit authority", bodyHead{"Transit Authority", bodyAuthority, false, true}},
	{"transportation authority", bodyHead{"Transportation Authority", bodyAuthority, false, true}},
	{"health board", bodyHead{"Health Board", bodyAgency, true, false}},
	{"health authority", bodyHead{"Health Authority", bodyAuthority, true, true}},
	{"health service", bodyHead{"Health Service", bodyAgency, false, true}},
	{"hospital board", bodyHead{"Hospital Board", bodyAgency, true, false}},
	{"hospital trust", bodyHead{"Hospital Trust", bodyAgency, true, false}},
	{"library board", bodyHead{"Library Board", bodyAgency, true, false}},
	{"water board", bodyHead{"Water Board", bodyAgency, true, false}},
	{"transport authority", bodyHead{"Transport Authority", bodyAuthority, true, true}},
	{"harbour authority", bodyHead{"Harbour Authority", bodyAuthority, true, false}},
	{"airport authority", bodyHead{"Airport Authority", bodyAuthority, true, false}},
	{"tax office", bodyHead{"Tax Office", bodyOffice, true, false}},
	{"customs office", bodyHead{"Customs Office", bodyOffice, true, false}},
	{"port authority", bodyHead{"Port Authority", bodyAuthority, false, true}},
	{"housing authority", bodyHead{"Housing Authority", bodyAuthority, false, true}},
	{"attorney general's office", bodyHead{"Attorney General", bodyOffice, true, false}},
	{"attorney general", bodyHead{"Attorney General", bodyOffice, true, false}},
	{"secretary of state's office", bodyHead{"Secretary of State", bodyOffice, true, false}},
	{"governor's office", bodyHead{"Governor", bodyGovernor, true, false}},
	{"legislature", bodyHead{"Legislature", bodyParliament, true, false}},
	{"general assembly", bodyHead{"General Assembly", bodyParliament, true, false}},
	{"supreme court", bodyHead{"Supreme Court", bodyCourt, true, false}},
	{"high court", bodyHead{"High Court", bodyCourt, true, false}},
	{"superior court", bodyHead{"Superior Court", bodyCourt, false, false}},
	{"circuit court", bodyHead{"Circuit Court", bodyCourt, false, false}},
	{"court of appeals", bodyHead{"Court of Appeals", bodyCourt, false, true}},
	{"court of appeal", bodyHead{"Court of Appeal", bodyCourt, false, true}},
	{"district court", bodyHead{"District Court", bodyCourt, false, true}},
	{"court", bodyHead{"Court", bodyCourt, false, true}},
	{"tribunal", bodyHead{"Tribunal", bodyCourt, false, true}},
	{"authority", bodyHead{"Authority", bodyAuthority, false, true}},
	{"agency", bodyHead{"Agency", bodyAgency, false, true}},
	{"administration", bodyHead{"Administration", bodyAgency, false, true}},
	{"bureau", bodyHead{"Bureau", bodyAgency, false, true}},
	{"directorate", bodyHead{"Directorate", bodyAgency, false, true}},
	{"inspectorate", bodyHead{"Inspectorate", bodyAgency, false, true}},
	{"command", bodyHead{"Command", bodyMilitary, false, true}},
	{"commission", bodyHead{"Commission", bodyCommission, false, true}},
	{"constabulary", bodyHead{"Constabulary", bodyPolice, false, true}},
	{"border force", bodyHead{"Border Force", bodyAgency, false, true}},
	{"coast guard", bodyHead{"Coast Guard", bodyMilitary, true, false}},
	{"nhs trust", bodyHead{"NHS Trust", bodyAgency, false, true}},
	{"nhs foundation trust", bodyHead{"NHS Foundation Trust", bodyAgency, false, true}},
	{"department", bodyHead{"Department", bodyDepartment, false, true}},
	{"ministry", bodyHead{"Ministry", bodyMinistry, false, true}},
	{"senate", bodyHead{"Senate", bodyParliament, true, false}},
	{"house of representatives", bodyHead{"House of Representatives", bodyParliament, false, false}},
	{"parliament", bodyHead{"Parliament", bodyParliament, true, false}},
	{"government", bodyHead{"Government", bodyGovernment, true, false}},
	{"federal government", bodyHead{"Government", bodyGovernment, true, false}},
	{"national government", bodyHead{"Government", bodyGovernment, true, false}},
	{"central government", bodyHead{"Government", bodyGovernment, true, false}},
	{"authorities", bodyHead{"Government", bodyGovernment, true, false}},
	{"military", bodyHead{"Armed Forces", bodyMilitary, true, false}},
	{"armed forces", bodyHead{"Armed Forces", bodyMilitary, true, false}},
	{"defense forces", bodyHead{"Defense Forces", bodyMilitary, true, false}},
	{"defence forces", bodyHead{"Defence Forces", bodyMilitary, true, false}},
	{"defence force", bodyHead{"Defence Force", bodyMilitary, true, false}},
	{"army", bodyHead{"Army", bodyMilitary, true, false}},
	{"navy", bodyHead{"Navy", bodyMilitary, true, false}},
	{"air force", bodyHead{"Air Force", bodyMilitary, true, false}},
	{"embassy", bodyHead{"Embassy", bodyGovernment, true, false}},
}

// ministrySubjects are what ministries are called after, as English writes it.
var ministrySubjects = []string{"defence", "defense", "finance", "interior", "health", "justice", "education", "transport", "foreign affairs", "home affairs",
	"digital affairs", "economy", "labour", "labor", "energy", "agriculture", "environment", "culture", "trade", "industry", "science", "technology",
	"information", "communications", "ict", "it", "electronics", "railways", "tourism", "housing", "public works", "security", "digital transformation",
	"digital governance", "immigration", "social affairs", "war", "water", "planning", "commerce", "external affairs", "law", "internal affairs", "treasury"}

// bodyHeads finds heads; those of ministries have their name turned:
// "Finance Ministry" is the Ministry of Finance.
var bodyHeads = sync.OnceValue(func() *phrases[bodyHead] {
	var p phrases[bodyHead]
	for _, row := range bodyHeadRows {
		p.add(row.words, row.head)
	}
	for _, subject := range ministrySubjects {
		name := capitalized(subject)
		if len(subject) <= 3 && subject != "war" && subject != "law" {
			name = strings.ToUpper(subject)
		}
		p.add(subject+" ministry", bodyHead{"Ministry of " + name, bodyMinistry, true, false})
	}
	p.add("foreign ministry", bodyHead{"Ministry of Foreign Affairs", bodyMinistry, true, false})
	return &p
})

// bodyPrefix is the head of a government body that stands before what it is for or where it is.
type bodyPrefix struct {
	name  string // as it begins the canonical name; as it ends it, behind "…" for the place
	sort  bodySort
	small bool // counts also without a capital: "ministère de la Santé"
	lower bool // what follows may be one word without a capital: "ministero della difesa"
	place bool // a place follows, and no more than it
}

var bodyPrefixRows = []struct {
	words string
	head  bodyPrefix
}{
	{"ministry of", bodyPrefix{"Ministry of", bodyMinistry, true, true, false}},
	{"ministry for", bodyPrefix{"Ministry for", bodyMinistry, true, true, false}},
	{"department of", bodyPrefix{"Department of", bodyDepartment, false, false, false}},
	{"department for", bodyPrefix{"Department for", bodyDepartment, false, false, false}},
	{"office of the", bodyPrefix{"Office of the", bodyOffice, false, false, false}},
	{"office of", bodyPrefix{"Office of", bodyOffice, false, false, false}},
	{"bureau of", bodyPrefix{"Bureau of", bodyAgency, false, false, false}},
	{"board of", bodyPrefix{"Board of", bodyCouncil, false, false, false}},
	{"commission on", bodyPrefix{"Commission on", bodyCommission, false, false, false}},
	{"commission for", bodyPrefix{"Commission for", bodyCommission, false, false, false}},
	{"court of", bodyPrefix{"Court of", bodyCourt, false, false, false}},
	{"committee on", bodyPrefix{"Committee on", bodyParliament, false, false, false}},
	{"directorate of", bodyPrefix{"Directorate of", bodyAgency, false, false, false}},
	{"directorate for", bodyPrefix{"Directorate for", bodyAgency, false, false, false}},
	{"agency for", bodyPrefix{"Agency for", bodyAgency, false, false, false}},
	{"authority for", bodyPrefix{"Authority for", bodyAuthority, false, false, false}},
	{"city of", bodyPrefix{"City of", bodyCity, true, false, true}},
	{"town of", bodyPrefix{"Town of", bodyCity, true, false, true}},
	{"village of", bodyPrefix{"Village of", bodyCity, false, false, true}},
	{"borough of", bodyPrefix{"Borough of", bodyCity, false, false, true}},
	{"county of", bodyPrefix{"County of", bodyCounty, false, false, true}},
	{"state of", bodyPrefix{"State of", bodyState, true, false, true}},
	{"commonwealth of", bodyPrefix{"Commonwealth of", bodyState, false, false, true}},
	{"government of", bodyPrefix{"Government of", bodyGovernment, true, false, true}},
	{"republic of", bodyPrefix{"Republic of", bodyGovernment, false, false, true}},
	{"port of", bodyPrefix{"Port of", bodyAuthority, false, false, true}},
	{"bundesministerium für", bodyPrefix{"Bundesministerium für", bodyMinistry, false, false, false}},
	{"bundesministerium der", bodyPrefix{"Bundesministerium der", bodyMinistry, false, false, false}},
	{"bundesministerium des", bodyPrefix{"Bundesministerium des", bodyMinistry, false, false, false}},
	{"ministerium für", bodyPrefix{"Ministerium für", bodyMinistry, false, false, false}},
	{"ministerium der", bodyPrefix{"Ministerium der", bodyMinistry, false, false, false}},
	{"ministerium des", bodyPrefix{"Ministerium des", bodyMinistry, false, false, false}},
	{"senatsverwaltung für", bodyPrefix{"Senatsverwaltung für", bodyMinistry, false, false, false}},
	{"bundesamt für", bodyPrefix{"Bundesamt für", bodyAgency, false, false, false}},
	{"landesamt für", bodyPrefix{"Landesamt für", bodyAgency, false, false, false}},
	{"bundesanstalt für", bodyPrefix{"Bundesanstalt für", bodyAgency, false, false, false}},
	{"zentrum für", bodyPrefix{"Zentrum für", bodyAgency, false, false, false}},
	{"polizei", bodyPrefix{"Polizei", bodyPolice, false, false, true}},
	{"landespolizei", bodyPrefix{"Landespolizei", bodyPolice, false, false, true}},
	{"landeskriminalamt", bodyPrefix{"Landeskriminalamt", bodyPolice, false, false, true}},
	{"stadt", bodyPrefix{"Stadt", bodyCity, false, false, true}},
	{"landeshauptstadt", bodyPrefix{"Landeshauptstadt", bodyCity, false, false, true}},
	{"landkreis", bodyPrefix{"Landkreis", bodyCounty, false, false, true}},
	{"kanton", bodyPrefix{"Kanton", bodyState, false, false, true}},
	{"land", bodyPrefix{"Land", bodyState, false, false, true}},
	{"freistaat", bodyPrefix{"Freistaat", bodyState, false, false, true}},
	{"gemeinde", bodyPrefix{"Gemeinde", bodyCity, false, false, true}},
	{"oberlandesgericht", bodyPrefix{"Oberlandesgericht", bodyCourt, false, false, true}},
	{"landgericht", bodyPrefix{"Landgericht", bodyCourt, false, false, true}},
	{"verwaltungsgericht", bodyPrefix{"Verwaltungsgericht", bodyCourt, false, false, true}},
	{"ministère de la", bodyPrefix{"Ministère de la", bodyMinistry, true, true, false}},
	{"ministère de l", bodyPrefix{"Ministère de l'", bodyMinistry, true, true, false}},
	{"ministère du", bodyPrefix{"Ministère du", bodyMinistry, true, true, false}},
	{"ministère des", bodyPrefix{"Ministère des", bodyMinistry, true, true, false}},
	{"ministère d", bodyPrefix{"Ministère d'", bodyMinistry, true, true, false}},
	{"agence nationale", bodyPrefix{"Agence nationale", bodyAgency, true, true, false}},
	{"agence de", bodyPrefix{"Agence de", bodyAgency, false, true, false}},
	{"direction générale de la", bodyPrefix{"Direction générale de la", bodyAgency, true, true, false}},
	{"direction générale des", bodyPrefix{"Direction générale des", bodyAgency, true, true, false}},
	{"cour des", bodyPrefix{"Cour des", bodyCourt, true, true, false}},
	{"cour de", bodyPrefix{"Cour de", bodyCourt, false, true, false}},
	{"tribunal administratif de", bodyPrefix{"Tribunal administratif de", bodyCourt, true, false, true}},
	{"préfecture de", bodyPrefix{"Préfecture de", bodyAgency, true, false, true}},
	{"préfecture du", bodyPrefix{"Préfecture du", bodyAgency, true, false, true}},
	{"mairie de", bodyPrefix{"Ville de", bodyCity, true, false, true}},
	{"ville de", bodyPrefix{"Ville de", bodyCity, true, false, true}},
	{"métropole de", bodyPrefix{"Métropole de", bodyCity, true, false, true}},
	{"région", bodyPrefix{"Région", bodyState, true, false, true}},
	{"ministerio de", bodyPrefix{"Ministerio de", bodyMinistry, true, true, false}},
	{"ministerio de la", bodyPrefix{"Ministerio de la", bodyMinistry, true, true, false}},
	{"ministerio del", bodyPrefix{"Ministerio del", bodyMinistry, true, true, false}},
	{"secretaría de", bodyPrefix{"Secretaría de", bodyMinistry, true, true, false}},
	{"consejería de", bodyPrefix{"Consejería de", bodyMinistry, true, true, false}},
	{"agencia de", bodyPrefix{"Agencia de", bodyAgency, false, true, false}},
	{"agencia española de", bodyPrefix{"Agencia Española de", bodyAgency, true, true, false}},
	{"ayuntamiento de", bodyPrefix{"Ayuntamiento de", bodyCity, true, false, true}},
	{"diputación de", bodyPrefix{"Diputación de", bodyCounty, true, false, true}},
	{"comunidad de", bodyPrefix{"Comunidad de", bodyState, false, false, true}},
	{"junta de", bodyPrefix{"Junta de", bodyState, false, false, true}},
	{"gobierno de", bodyPrefix{"Gobierno de", bodyGovernment, true, false, true}},
	{"municipalidad de", bodyPrefix{"Municipalidad de", bodyCity, true, false, true}},
	{"alcaldía de", bodyPrefix{"Alcaldía de", bodyCity, true, false, true}},
	{"instituto nacional de", bodyPrefix{"Instituto Nacional de", bodyAgency, true, true, false}},
	{"servicio de", bodyPrefix{"Servicio de", bodyAgency, false, false, false}},
	{"ministero della", bodyPrefix{"Ministero della", bodyMinistry, true, true, false}},
	{"ministero dell", bodyPrefix{"Ministero dell'", bodyMinistry, true, true, false}},
	{"ministero del", bodyPrefix{"Ministero del", bodyMinistry, true, true, false}},
	{"ministero delle", bodyPrefix{"Ministero delle", bodyMinistry, true, true, false}},
	{"ministero degli", bodyPrefix{"Ministero degli", bodyMinistry, true, true, false}},
	{"ministero dei", bodyPrefix{"Ministero dei", bodyMinistry, true, true, false}},
	{"agenzia per", bodyPrefix{"Agenzia per", bodyAgency, true, true, false}},
	{"agenzia delle", bodyPrefix{"Agenzia delle", bodyAgency, true, true, false}},
	{"comune di", bodyPrefix{"Comune di", bodyCity, true, false, true}},
	{"regione", bodyPrefix{"Regione", bodyState, true, false, true}},
	{"questura di", bodyPrefix{"Questura di", bodyPolice, true, false, true}},
	{"procura di", bodyPrefix{"Procura di", bodyOffice, true, false, true}},
	{"ministério da", bodyPrefix{"Ministério da", bodyMinistry, true, true, false}},
	{"ministério do", bodyPrefix{"Ministério do", bodyMinistry, true, true, false}},
	{"ministério das", bodyPrefix{"Ministério das", bodyMinistry, true, true, false}},
	{"ministério dos", bodyPrefix{"Ministério dos", bodyMinistry, true, true, false}},
	{"ministério de", bodyPrefix{"Ministério de", bodyMinistry, true, true, false}},
	{"secretaria de", bodyPrefix{"Secretaria de", bodyMinistry, true, true, false}},
	{"secretaria da", bodyPrefix{"Secretaria da", bodyMinistry, true, true, false}},
	{"prefeitura de", bodyPrefix{"Prefeitura de", bodyCity, true, false, true}},
	{"prefeitura do", bodyPrefix{"Prefeitura do", bodyCity, true, false, true}},
	{"câmara municipal de", bodyPrefix{"Câmara Municipal de", bodyCouncil, true, false, true}},
	{"governo de", bodyPrefix{"Governo de", bodyGovernment, true, false, true}},
	{"governo do", bodyPrefix{"Governo do", bodyGovernment, true, false, true}},
	{"tribunal de", bodyPrefix{"Tribunal de", bodyCourt, true, true, false}},
	{"agência nacional de", bodyPrefix{"Agência Nacional de", bodyAgency, true, true, false}},
	{"ministerie van", bodyPrefix{"Ministerie van", bodyMinistry, true, true, false}},
	{"gemeente", bodyPrefix{"Gemeente", bodyCity, true, false, true}},
	{"provincie", bodyPrefix{"Provincie", bodyState, true, false, true}},
	{"health board of", bodyPrefix{"… Health Board", bodyAgency, true, false, true}},
	{"health authority of", bodyPrefix{"… Health Authority", bodyAuthority, true, false, true}},
	{"port authority of", bodyPrefix{"… Port Authority", bodyAuthority, true, false, true}},
	{"transport authority of", bodyPrefix{"… Transport Authority", bodyAuthority, true, false, true}},
	{"customs office at", bodyPrefix{"… Customs Office", bodyOffice, true, false, true}},
	{"customs office in", bodyPrefix{"… Customs Office", bodyOffice, true, false, true}},
	{"customs office of", bodyPrefix{"… Customs Office", bodyOffice, true, false, true}},
	{"tax office of", bodyPrefix{"… Tax Office", bodyOffice, true, false, true}},
	{"stadtwerke", bodyPrefix{"Stadtwerke", bodyAuthority, false, false, true}},
	{"verkehrsbetriebe", bodyPrefix{"Verkehrsbetriebe", bodyAuthority, false, false, true}},
	{"hauptzollamt", bodyPrefix{"Hauptzollamt", bodyOffice, false, false, true}},
	{"zollamt", bodyPrefix{"Zollamt", bodyOffice, false, false, true}},
	{"finanzamt", bodyPrefix{"Finanzamt", bodyOffice, false, false, true}},
	{"universitätsklinikum", bodyPrefix{"Universitätsklinikum", bodyAgency, false, false, true}},
	{"landratsamt", bodyPrefix{"Landratsamt", bodyCounty, false, false, true}},
	{"polizeipräsidium", bodyPrefix{"Polizeipräsidium", bodyPolice, false, false, true}},
	{"autoridad portuaria de", bodyPrefix{"Autoridad Portuaria de", bodyAuthority, true, false, true}},
	{"consorcio de transportes de", bodyPrefix{"Consorcio de Transportes de", bodyAuthority, true, false, true}},
	{"servicio de salud de", bodyPrefix{"Servicio de Salud de", bodyAgency, true, false, true}},
	{"gobierno regional de", bodyPrefix{"Gobierno Regional de", bodyGovernment, true, false, true}},
	{"port autonome de", bodyPrefix{"Port autonome de", bodyAuthority, true, false, true}},
	{"conseil départemental de", bodyPrefix{"Conseil départemental de", bodyCouncil, true, false, true}},
	{"conseil régional de", bodyPrefix{"Conseil régional de", bodyCouncil, true, false, true}},
	{"centre hospitalier de", bodyPrefix{"Centre hospitalier de", bodyAgency, true, false, true}},
	{"autorità portuale di", bodyPrefix{"Autorità Portuale di", bodyAuthority, true, false, true}},
	{"azienda sanitaria di", bodyPrefix{"Azienda Sanitaria di", bodyAgency, true, false, true}},
	{"provincia di", bodyPrefix{"Provincia di", bodyCounty, true, false, true}},
	{"autoridade portuária de", bodyPrefix{"Autoridade Portuária de", bodyAuthority, true, false, true}},
	{"havenbedrijf", bodyPrefix{"Havenbedrijf", bodyAuthority, false, false, true}},
	{"waterschap", bodyPrefix{"Waterschap", bodyAgency, true, false, true}},
	{"autoriteit", bodyPrefix{"Autoriteit", bodyAuthority, false, false, false}},
	{"inspectie", bodyPrefix{"Inspectie", bodyAgency, false, false, false}},
	{"rechtbank", bodyPrefix{"Rechtbank", bodyCourt, true, false, true}},
	{"veiligheidsregio", bodyPrefix{"Veiligheidsregio", bodyAgency, true, false, true}},
}

var bodyPrefixes = sync.OnceValue(func() *phrases[bodyPrefix] {
	var p phrases[bodyPrefix]
	for _, row := range bodyPrefixRows {
		p.add(row.words, row.head)
	}
	return &p
})
