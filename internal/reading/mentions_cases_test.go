package reading

import (
	"slices"
	"strings"
	"testing"
)

// mentionCase is a text and what it names: "kind: name" parted by ";". What
// begins with "-" must not be named. title and language may be empty.
type mentionCase struct{ language, title, text, want string }

func checkMentionCases(t *testing.T, cases []mentionCase) {
	t.Helper()
	for _, c := range cases {
		got := readNames(Input{Text: c.text, Title: c.title, Language: c.language})
		for want := range strings.SplitSeq(c.want, ";") {
			want = strings.TrimSpace(want)
			if name, not := strings.CutPrefix(want, "-"); not {
				if slices.ContainsFunc(got, func(g string) bool { return strings.HasSuffix(g, ": "+name) || g == name }) {
					t.Errorf("%q: %q is no name there; got %q", c.text, name, got)
				}
			} else if want != "" && !slices.Contains(got, want) {
				t.Errorf("%q: no %q; got %q", c.text, want, got)
			}
		}
	}
}

func TestGovernmentBodiesAreFoundByTheirShape(t *testing.T) {
	checkMentionCases(t, []mentionCase{
		{"", "", "The Brookvale Police Department will test the drones.", "agency: Brookvale Police Department"},
		{"", "", "On Monday Brookvale police switched the readers off.", "agency: Brookvale Police Department; -Monday"},
		{"", "", "The Larkin County Sheriff's Office signed in May.", "agency: Larkin County Sheriff's Office; -May"},
		{"", "", "The Larkin County sheriff's office signed in May.", "agency: Larkin County Sheriff's Office"},
		{"", "", "The Brookvale City Council voted on the cameras.", "agency: Brookvale City Council"},
		{"", "", "Brookvale council turned the offer down.", "agency: Brookvale Council"},
		{"", "", "The City of East Harbor will pay for it.", "agency: City of East Harbor"},
		{"", "", "The city of East Harbor will pay for it.", "agency: City of East Harbor"},
		{"", "", "The Town of Wexley ended it.", "agency: Town of Wexley"},
		{"", "", "It was approved by the Larkin County Board of Supervisors.", "agency: Larkin County Board of Supervisors"},
		{"", "", "Larkin County commissioners approved it.", "agency: Larkin County"},
		{"", "", "Officials of Larkin County approved it.", "agency: Larkin County"},
		{"", "", "The Brookvale Unified School District bought tablets.", "agency: Brookvale Unified School District"},
		{"", "", "Tablets for Brookvale Public Schools were late.", "agency: Brookvale Public Schools"},
		{"", "", "The Brookvale Transit Authority wants it.", "agency: Brookvale Transit Authority"},
		{"", "", "The Oregon Department of Marsh Affairs paid.", "agency: Oregon Department of Marsh Affairs"},
		{"", "", "It was bought by Utah's Department of Corrections last year.", "agency: Utah Department of Corrections"},
		{"", "", "The Nevada Attorney General's Office opened an inquiry.", "agency: Nevada Attorney General"},
		{"", "", "Ohio settles with the vendor, Ohio's lawyers said.", "agency: State of Ohio"},
		{"", "", "Kentucky has sued over the system.", "agency: Commonwealth of Kentucky"},
		{"", "", "The Ministry of Digital Harvest in Peru signed.", "agency: Ministry of Digital Harvest"},
		{"", "", "Kenya's Ministry of Planning signed.", "agency: Ministry of Planning (Kenya)"},
		{"", "", "The Peruvian finance ministry signed.", "agency: Ministry of Finance (Peru)"},
		{"", "", "The ministry of agriculture, which pays, was silent.", "agency: Ministry of Agriculture"},
		{"", "", "The Ministry of Health, Labour and Welfare bought it.", "agency: Ministry of Health, Labour and Welfare"},
		{"", "", "The Department for Rivers and Harbours bought it.", "agency: Department for Rivers"},
		{"", "", "The Zambian government is the buyer.", "agency: Government of Zambia"},
		{"", "", "Zambia's federal government is the buyer.", "agency: Government of Zambia"},
		{"", "", "The British government is the buyer.", "agency: UK Government"},
		{"", "", "The government of Rwanda is the buyer.", "agency: Government of Rwanda"},
		{"", "", "The Zambian army bought radios.", "agency: Zambian Army"},
		{"", "", "Zambia's military bought radios.", "agency: Zambian Armed Forces"},
		{"", "", "The Zambian police bought radios.", "agency: Zambia Police"},
		{"", "", "The Fen Drainage Authority chose a system.", "agency: Fen Drainage Authority"},
		{"", "", "The Marsh and Rivers Authority chose a system.", "agency: Marsh and Rivers Authority"},
		{"", "", "The National Heron Agency chose a system.", "agency: National Heron Agency"},
		{"", "", "The Northern Skies Command chose a system.", "agency: Northern Skies Command"},
		{"", "", "The Supreme Court of Ghana will decide; the Ghanaian supreme court sits in May.", "agency: Supreme Court (Ghana)"},
		{"", "", "The Wexshire Constabulary uses it.", "agency: Wexshire Constabulary"},
		{"", "", "The Court of Appeals for Marsh Claims rejected the protest.", "agency: Court of Appeals for Marsh Claims"},
		{"", "", "Brookvale's Office of Tide Inspection reported.", "agency: Brookvale Office of Tide Inspection"},
		{"", "", "The Tide Agency of the coast, the federal agency and any Local Agency.", "-Local Agency; -Federal Agency"},
		{"", "", "The National Tide Control Center (NTCC) bought it. NTCC pays.", "agency: National Tide Control Center"},
		{"", "", "The Trump Administration and a state of emergency.", "-Trump Administration"},
	})
}

func TestBodiesOfOtherLanguages(t *testing.T) {
	checkMentionCases(t, []mentionCase{
		{"de", "", "Das Bundesministerium für Meereskunde hat bestellt.", "agency: Bundesministerium für Meereskunde"},
		{"de", "", "Das Ministerium für Inneres zahlt dafür.", "agency: Ministerium für Inneres"},
		{"de", "", "Das Landesamt für Moorpflege zahlt dafür.", "agency: Landesamt für Moorpflege"},
		{"de", "", "Die Polizei Moorburg nutzt die Software.", "agency: Polizei Moorburg"},
		{"de", "", "Die Stadt Moorburg kündigt den Vertrag.", "agency: Stadt Moorburg"},
		{"de", "", "Der Landkreis Moorburg kündigt den Vertrag.", "agency: Landkreis Moorburg"},
		{"de", "", "Das Landeskriminalamt Sachsen nutzt sie.", "agency: Landeskriminalamt Sachsen"},
		{"fr", "", "Le ministère de la Mer a signé.", "agency: Ministère de la Mer"},
		{"fr", "", "Le ministère des armées a signé.", "agency: Ministère des Armées"},
		{"fr", "", "Le ministère de l’Intérieur a signé.", "agency: Ministère de l'Intérieur"},
		{"fr", "", "La ville de Valmont paiera.", "agency: Ville de Valmont"},
		{"fr", "", "La préfecture de Valmont paiera.", "agency: Préfecture de Valmont"},
		{"es", "", "El Ministerio de Marismas firmó.", "agency: Ministerio de Marismas"},
		{"es", "", "El ministerio de defensa firmó.", "agency: Ministerio de Defensa"},
		{"es", "", "El Ayuntamiento de Valverde firmó.", "agency: Ayuntamiento de Valverde"},
		{"es", "", "La Junta de Valverde firmó.", "agency: Junta de Valverde"},
		{"it", "", "Il ministero della difesa ha firmato.", "agency: Ministero della Difesa"},
		{"it", "", "Il ministero dell’Interno ha firmato.", "agency: Ministero dell'Interno"},
		{"it", "", "Il Comune di Valchiara ha firmato.", "agency: Comune di Valchiara"},
		{"it", "", "La Questura di Valchiara ha firmato.", "agency: Questura di Valchiara"},
		{"pt", "", "O Ministério da Pesca assinou.", "agency: Ministério da Pesca"},
		{"pt", "", "A Prefeitura de Valclara assinou.", "agency: Prefeitura de Valclara"},
		{"pt", "", "A Câmara Municipal de Valclara assinou.", "agency: Câmara Municipal de Valclara"},
		{"nl", "", "Het ministerie van Landbouw tekende.", "agency: Ministerie van Landbouw"},
		{"nl", "", "De gemeente Veenburg tekende.", "agency: Gemeente Veenburg"},
		{"nl", "", "De rechtbank Veenburg besliste.", "agency: Rechtbank Veenburg"},
	})
}

func TestCompaniesAreFoundByTheirForm(t *testing.T) {
	checkMentionCases(t, []mentionCase{
		{"", "", "It went to Quillon Inc. of Reno.", "company: Quillon"},
		{"", "", "It went to Quillon, Inc. of Reno.", "company: Quillon"},
		{"", "", "It went to Quillon Tarn LLC yesterday.", "company: Quillon Tarn"},
		{"", "", "It went to Quillon Tarn Ltd yesterday.", "company: Quillon Tarn"},
		{"", "", "It went to Quillon plc yesterday.", "company: Quillon"},
		{"", "", "It went to Quillon Corp. yesterday.", "company: Quillon"},
		{"", "", "It went to Quillon Pvt. Ltd. yesterday.", "company: Quillon"},
		{"", "", "It went to Quillon Pty Ltd yesterday.", "company: Quillon"},
		{"", "", "It went to Quillon Technologies yesterday.", "company: Quillon Technologies"},
		{"", "", "It went to Quillon Systems yesterday.", "company: Quillon Systems"},
		{"", "", "It went to Quillon Analytics yesterday.", "company: Quillon Analytics"},
		{"", "", "It went to Quillon Robotics yesterday.", "company: Quillon Robotics"},
		{"de", "", "Die Tarnwerk GmbH liefert das Netz.", "company: Tarnwerk"},
		{"de", "", "Die Tarnwerk AG liefert das Netz.", "company: Tarnwerk"},
		{"de", "", "Die Tarnwerk SE liefert das Netz.", "company: Tarnwerk"},
		{"fr", "", "Le marché va à Quillon SAS pour deux ans.", "company: Quillon"},
		{"it", "", "L’appalto va a Quillon S.p.A. per due anni.", "company: Quillon"},
		{"es", "", "El contrato es para Quillon S.A. por dos años.", "company: Quillon"},
		{"nl", "", "De opdracht gaat naar Quillon B.V. voor twee jaar.", "company: Quillon"},
		{"", "", "National Security Systems and the Information Systems are words.", "-National Security Systems; -Information Systems"},
		{"", "", "The California AG and Washington, SE of it.", "-California"},
	})
}

func TestCompaniesAreFoundByTheirNeighbours(t *testing.T) {
	checkMentionCases(t, []mentionCase{
		{"", "", "The spyware vendor Quillon sells phones.", "company: Quillon"},
		{"", "", "The software company Quillon Tarn sells phones.", "company: Quillon Tarn"},
		{"", "", "A contract with the startup Quillon was signed.", "company: Quillon"},
		{"", "", "Seattle-based Quillon sells phones.", "company: Quillon"},
		{"", "", "They met Quillon, a Reno maker of body cameras, in June.", "company: Quillon"},
		{"", "", "They met Quillon, an Israeli spyware firm.", "company: Quillon"},
		{"", "", "They met Quillon, the company behind the app.", "company: Quillon"},
		{"", "", "Quillon (NASDAQ: QLN) rose.", "company: Quillon"},
		{"", "", "The agency awarded Quillon a contract.", "company: Quillon"},
		{"", "", "The contract with Quillon ends.", "company: Quillon"},
		{"", "", "The contract was awarded to Quillon in June.", "company: Quillon"},
		{"", "", "It is software built by Quillon for drones.", "company: Quillon"},
		{"", "", "Last year Quillon won the contract.", "company: Quillon"},
		{"", "", "They rely on Quillon's software.", "company: Quillon"},
		{"", "", "He bought Quillon shares and the Quillon cameras.", "company: Quillon"},
		{"", "", "Vendors such as Quillon were asked.", "company: Quillon"},
		{"", "", "A Quillon spokesperson declined.", "company: Quillon"},
		{"", "", "They end contracts with:\n\n• Quillon Inc.\n\n• Oxley LLC\n\n• Tarnwick\n\n• Heron\n\nAll have until March.", "company: Quillon; company: Tarnwick; company: Heron"},
		{"nl", "", "Sinds mei beheert Quillon de software; Quillon beheert het systeem.", "company: Quillon"},
		{"", "", "The firms Quillon, Tarnwick and Oxley were asked. A spokesperson of the vendor Tarnwick and the vendor Oxley spoke.", "company: Quillon; company: Tarnwick; company: Oxley"},
		{"de", "", "Der Anbieter Quillon liefert.", "company: Quillon"},
		{"de", "", "Das Softwareunternehmen Quillon liefert.", "company: Quillon"},
		{"de", "", "Der US-Konzern Quillon liefert.", "company: Quillon"},
		{"fr", "", "La société Quillon a gagné.", "company: Quillon"},
		{"fr", "", "L’éditeur Quillon a gagné.", "company: Quillon"},
		{"es", "", "La empresa Quillon ganó.", "company: Quillon"},
		{"es", "", "La tecnológica Quillon ganó.", "company: Quillon"},
		{"it", "", "L’azienda Quillon ha vinto.", "company: Quillon"},
		{"it", "", "La società Quillon ha vinto.", "company: Quillon"},
		{"pt", "", "A empresa Quillon venceu.", "company: Quillon"},
		{"nl", "", "Het bedrijf Quillon won.", "company: Quillon"},
		{"nl", "", "De leverancier Quillon won.", "company: Quillon"},
		{"", "", "Talks in Quillon, a city in Chile. People in Quillon like cameras near Quillon.", "-Quillon"},
		{"", "", "The contract with Chile and a deal with Friday's seller.", "-Chile; -Friday"},
	})
}

func TestOrganizationsAreNoCompanies(t *testing.T) {
	checkMentionCases(t, []mentionCase{
		{"", "", "The nonprofit Heron Watch sued.", "organization: Heron Watch"},
		{"", "", "The union Heron Workers sued.", "organization: Heron Workers"},
		{"", "", "The newspaper Heron Courier saw it.", "organization: Heron Courier"},
		{"", "", "They quoted the Heron Rights Foundation today.", "organization: Heron Rights Foundation"},
		{"de", "", "Die Gewerkschaft Reiher klagt.", "organization: Reiher"},
		{"fr", "", "L’association Héron porte plainte.", "organization: Héron"},
		{"es", "", "El sindicato Garza protesta.", "organization: Garza"},
		{"it", "", "Il sindacato Airone protesta.", "organization: Airone"},
		{"pt", "", "O sindicato Garça protesta.", "organization: Garça"},
		{"nl", "", "De vakbond Reiger protesteert.", "organization: Reiger"},
	})
}

func TestPersonsAreFound(t *testing.T) {
	checkMentionCases(t, []mentionCase{
		{"", "", "CEO Hollis Vane-Tully declined.", "person: Hollis Vane-Tully"},
		{"", "", "Spokesperson Orla Quimby declined. Quimby gave no reason.", "person: Orla Quimby"},
		{"", "", "Senator Tib Marlow asked for it.", "person: Tib Marlow"},
		{"", "", "Orla Quimby, chief executive of the firm, declined.", "person: Orla Quimby"},
		{"", "", "\"No,\" said Orla Quimby.", "person: Orla Quimby"},
		{"", "", "Margaret Quimby bought it.", "person: Margaret Quimby"},
		{"", "", "State Rep. Orla Quimby spoke.", "person: Orla Quimby"},
		{"", "", "Quillon CEO Orla Quimby spoke of the vendor Quillon.", "person: Orla Quimby; company: Quillon"},
		{"de", "", "Ministerin Petra Sumpfhuhn unterschrieb.", "person: Petra Sumpfhuhn"},
		{"fr", "", "Le ministre Jean Marais-Bleu a signé.", "person: Jean Marais-Bleu"},
		{"es", "", "El ministro Pedro Garza firmó.", "person: Pedro Garza"},
		{"it", "", "La ministra Giulia Airone ha firmato.", "person: Giulia Airone"},
		{"pt", "", "O ministro João Garça assinou.", "person: João Garça"},
		{"nl", "", "Staatssecretaris Kees van Veenen tekende. Van Veenen zweeg.", "person: Kees van Veenen"},
		{"", "", "Officer Monday was a day.", "-Monday"},
	})
}

func TestProductsAreFound(t *testing.T) {
	checkMentionCases(t, []mentionCase{
		{"", "", "It is called Project Heron by the staff.", "product: Project Heron"},
		{"", "", "The agency bought its Sandpiper platform.", "product: Sandpiper"},
		{"", "", "The firm sells software called Sandpiper.", "product: Sandpiper"},
		{"", "", "It uses a system known as Sandpiper.", "product: Sandpiper"},
		{"", "", "A tool dubbed \"Sandpiper\" reads plates.", "product: Sandpiper"},
		{"", "", "The Coastal Radio Cloud Capability replaces it.", "product: Coastal Radio Cloud Capability"},
		{"", "", "The Marsh Services Network replaces it.", "product: Marsh Services Network"},
		{"", "", "The app SandPiper reads plates.", "product: SandPiper"},
		{"", "", "Quillon sells Sandpiper for Government, the vendor Quillon said.", "product: Sandpiper for Government"},
		{"", "", "They log in with Marshlogin.gov now.", "product: Marshlogin.gov"},
		{"", "", "The spyware vendor Quillon Inc. makes it. Quillon's Sandpiper reads phones. Quillon Inc. sells it.", "company: Quillon"},
		{"", "", "Platforms such as Sandpiper are bought.", "product: Sandpiper"},
		{"de", "", "Die Software SandPiper wird gekauft.", "product: SandPiper"},
		{"de", "", "Die Bürosuite FreiBüro wird eingeführt.", "product: FreiBüro"},
		{"de", "", "Das Projekt Kranich läuft.", "product: Projekt Kranich"},
		{"fr", "", "Le logiciel Bécasse sera acheté.", "product: Bécasse"},
		{"fr", "", "Le projet Bécasse commence.", "product: Bécasse"},
		{"es", "", "La plataforma Becada será comprada.", "product: Becada"},
		{"it", "", "La piattaforma Beccaccia sarà comprata.", "product: Beccaccia"},
		{"pt", "", "O sistema Narceja será comprado.", "product: Narceja"},
		{"nl", "", "Het systeem Snip wordt gekocht.", "product: Snip"},
	})
}

func TestBracketsIntroduceShortForms(t *testing.T) {
	checkMentionCases(t, []mentionCase{
		{"", "", "The Marsh Data Platform (MDP) is late. MDP costs more.", "product: Marsh Data Platform"},
		{"", "", "The Fen Drainage Authority (FDA) is late.", "agency: Fen Drainage Authority"},
		{"", "", "FDRA (Fen Drainage and Roads Authority) is late.", "agency: Fen Drainage and Roads Authority"},
		{"", "", "The Marsh Cloud Capability, or MCC, is late.", "product: Marsh Cloud Capability"},
		{"", "", "The Marsh Cloud Environment (MC2E) and license plate readers (LPR) are late. LPR data stays.", "-LPR"},
		{"", "", "It bought Quillon Systems Inc. (QSI). A QSI spokesman spoke.", "company: Quillon Systems"},
	})
	if got := readNames(Input{Text: "The Marsh Data Platform (MDP) is late. MDP costs more.", Title: ""}); len(got) != 3 {
		t.Errorf("the short form is named once more: %q", got)
	}
}

func TestNothingIsNamedWhereNothingIs(t *testing.T) {
	checkMentionCases(t, []mentionCase{
		{"", "", "On Tuesday in March the Chinese and the English met. However, Critics objected.", "-Tuesday; -March; -Chinese; -English; -However; -Critics"},
		{"", "", "Four cameras were bought. Flawed contracts were signed.", "-Four; -Flawed"},
		{"", "", "It paid $86.1M on 4G and 5G and Sh4.4 billion.", "-86.1M; -4G; -5G; -Sh4.4"},
		{"", "", "The Privacy Act and the Surveillance Bill passed.", "-Privacy Act; -Surveillance Bill"},
		{"", "", "They live on Heron Street in Reno.", "-Heron Street; -Reno"},
		{"", "", "Events Quillon Partner Summit Tarnwick Zone Oxley Newsroom Heron Software Weekly Sandpiper Inc Hub", "-Sandpiper; -Quillon"},
		{"", "", "", ""},
		{"", "", "no names at all, only small words", ""},
	})
	for _, text := range []string{"", "no names at all, only small words", "12 345,67 % – …"} {
		if got := readNames(Input{Text: text}); len(got) > 0 {
			t.Errorf("%q names %q", text, got)
		}
	}
}

func TestShortNamesOfBodiesNeedTheCountryInTheText(t *testing.T) {
	checkMentionCases(t, []mentionCase{
		{"", "", "The Department of Defense was slow. In May the Navy said that it would move on.", "agency: U.S. Navy"},
		{"", "", "The Government Accountability Office found no fault, and the Army had no reply.", "agency: U.S. Army"},
		{"", "", "The Royal Navy sailed by. Later the Army had no reply.", "agency: Royal Navy; -U.S. Army"},
		{"", "", "The Department of Defense was slow, and the Cabinet Office slower. Later the Army had no reply.", "-U.S. Army"},
		{"", "", "Later the Army had no reply.", "-U.S. Army"},
		{"", "", "The Department of Defense was slow. An army of clerks had no reply.", "-U.S. Army"},
		{"", "", "The Department of Defense was slow. Army ants were faster.", "-U.S. Army"},
		{"pt", "", "O Tribunal de Contas da União não viu falhas, e isso custou ao Exército Brasileiro um ano. Depois o Exército ficou calado.", "agency: Exército Brasileiro"},
	})
}
