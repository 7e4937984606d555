package text

import "strings"

// class says what may follow an abbreviation's point.
type class uint8

const (
	word   class = iota // no abbreviation: a capital begins a sentence
	title               // never ends a sentence: a name or a phrase follows
	number              // a number follows (No. 4); else it is a word
	month               // a day or year follows (Sept. 26); a capital ends it
	either              // may end a sentence: only a starter says that it does
	clock               // a.m.: any capital ends it but a zone or a weekday
)

// abbreviations is the table by class. An entry in lower case also stands for
// its form with a capital; one with a capital stands for itself. Points inside
// are written, the last one is not.
var abbreviations = index(map[class]string{
	title: `
		Mr Mrs Ms Messrs Mx mr mrs Dr dr Drs drs Prof prof Gen Lt Col Capt Sgt Maj Cmdr Cpl Pvt Adm Brig Cdr Sen Sens Rep Reps Gov Govs
		Rev Hon Pres Supt Det Insp Amb Atty Asst Fr Msgr Mgr MM Mlle Hr Herr. Frl Hrn Ing ing ir Dipl Mag
		vs v cf viz approx incl excl resp ca e.g i.e eg ie
		bzw inkl exkl ggf evtl vgl sog gem zzgl abzgl geb gest einschl bspw z.B d.h u.a z.T i.d.R u.U o.g s.o zB
		ex p.ex c.-à-d env
		Sra Srta Dña Dra Ud Uds EE FF RR JJ Gral Lic Arq Mons aprox p.ej
		Sig Sigg Dott Dott.ssa Sig.ra Avv Geom cfr
		Exmo Exma Ilmo Sr.ª
		dhr mevr mw bijv d.w.z m.b.t i.p.v t.o.v n.a.v vgl`,
	number: `
		No Nos no nos Art Arts art arts Sec Secs sec § §§ Ch ch chap Chap p pp pg Vol Vols vol Fig Figs fig Eq Ex Exh par para Cl cl Reg
		Nr nr Nrn Abs Ziff Bd Rn Az S Kap Tel tel ext Ext Ver ver
		núm Núm min nº n.º n.° num pág págs cap párr
		n pag art blz lid hfst
		H.R S.R Apt Rm Rt Rte U.S.C C.F.R F.Supp`,
	month: `
		Jan Feb Febr Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec jan feb mar apr jun jul aug sep sept oct nov dec
		Okt Dez Mär Jän janv févr avr juil août déc ene abr dic genn febbr ott magg giu lug fev dez mrt okt`,
	either: `
		Inc Corp Ltd Ltda Co Cos Bros LLC LLP L.P PLC Plc plc Pty Pte Intl Int'l Mfg Assn Assoc Univ Natl Nat'l Dept Hldgs Grp
		Jr Sr jr sr Esq St Ste Mt Ft Pt Ave Blvd Rd Hwy Pkwy Sq Ct Bldg On
		al Pub Stat
		Ala Ariz Ark Calif Cal Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo
		W.Va N.Y N.J N.C S.C N.D S.D N.H N.M R.I D.C Ont Que Sask
		Ph.D M.D B.A M.A J.D LL.B LL.M M.B.A Ph.Ds
		Mio Mrd Tsd Jh Jhd Chr GmbH e.V Co.KG
		UU AA HH OO S.A S.A.S S.à.r.l S.L C.V S.p.A S.r.l B.V N.V A.G Lda Cia Cía`,
	clock: `a.m p.m A.M P.M`,
})

// starters are words that, written with a capital, begin sentences and hardly
// ever names: what follows "in the U.S." and ends it.
var starters = set(`
	The This That These Those There Then They Their Them It Its He His She Her We Our You Your I My A An And But Or Nor So Yet If When While
	Where Who Whom Whose What Which Why How In On At By For From With Without Within After Before Since During Under Over Until Upon As To Of
	Although Though Because However Meanwhile Moreover Also Still Instead Both Each Every Some Many Most Few Several Such Another Other Others Not
	According Asked Despite Even Just Only Now Once Last Later Earlier Nearly About Among Between Against Through Following Through Given
	Critics Officials Experts Analysts Investigators Lawyers Reporters Documents Records Court Shares Sales Neither Nobody Nothing Here Today Yesterday
	Der Die Das Dem Den Des Ein Eine Einen Einem Einer Er Sie Es Wir Ich Ihr Im Am Auf Für Bei Mit Nach Von Vom Zu Zum Zur Aber Und Oder Doch Auch
	Dies Diese Dieser Dieses Damit Dabei Danach Dort Seit Seine Seit Wenn Wie Wer Was Wo Während Nun Nur Noch Bis Ob Laut Als Aus Nicht Kein Keine Man Neben Trotz Wegen Gegen Unter Über Zwar Denn Deshalb Dennoch Jedoch Obwohl Sollte Allerdings Insgesamt Zuletzt
	Un Une Il Elle Ils Elles On Nous Vous Je Ce Cette Ces Cela Mais Et Ou Où Donc Dans Pour Par Sur Avec Sans Selon Depuis Après Avant Lors Si Quand Au Aux
	Unos Unas Ella Ellos Ellas Nosotros Yo Este Esta Estos Estas Eso Esto Pero Y O Porque En Con Sin Para Por Según Desde Después Antes Cuando Como También Se Su Sus No
	Gli Uno Una Lui Lei Loro Noi Io Questo Questa Questi Queste Ma E Anche Nel Nella Nei Con Per Da Dal Dalla Secondo Dopo Prima Quando Come Non
	O Os As Um Uma Ele Ela Eles Elas Nós Eu Isso Isto Mas Também Em No Na Nos Nas Com Sem Segundo Depois Antes Quando Não
	Het Een Hij Zij Ze Wij Ik Dit Dat Deze Die Maar En Of Ook Bij Met Voor Naar Volgens Sinds Toen Als Niet Er`)

// articles begin a sentence where a word in lower case follows them ("El
// gobierno"), and else a name ("El Paso", "Le Pen").
var articles = set(`Le La Les Des Du De El Los Las Lo Al Del Van`)

// elisions begin a sentence where an apostrophe and a lower-case letter follow.
var elisions = set(`L C D J N S Qu Un Dell Nell All Dall Quest`)

// zones follow a time of day and belong to its sentence.
var zones = set(`
	ET EST EDT CT CST CDT MT MST MDT PT PST PDT AKST HST GMT UTC BST CET CEST IST JST AEST Eastern Central Mountain Pacific Greenwich Alaska Hawaii
	Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
	Jan January Feb February March April May June July Aug August Sept September Oct October Nov November Dec December`)

// afterOrdinal are words that follow an ordinal number such as the German "3.".
var afterOrdinal = set(`
	Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember Jan Feb Mrz Apr Jun Jul Aug Sep Sept Okt Nov Dez
	Jahrhundert Jahrhunderts Jahrestag Geburtstag Quartal Halbjahr Lesung Wahlperiode Legislaturperiode Bundestag Senat Zivilsenat Strafsenat Kammer Weltkrieg
	Etage Klasse Platz Kapitel Absatz Auflage Stelle Mal Instanz Bezirk Armee Bataillon Sitzung Tag Woche Monat Jahr Runde Liga Spieltag`)

// ordinalLeads stand before a German ordinal number.
var ordinalLeads = set(`der die das dem den des im vom zum zur ab seit bis jeder jede jedes`)

// companyForms follow a name that ends in an exclamation mark (Yahoo! Inc.).
var companyForms = set(`Inc Corp Ltd Co LLC Holdings`)

// saying are verbs that tie a quoted question to its speaker ("Why?" Smith asked).
var saying = set(`said says asked asks wrote writes added adds told tells replied replies demanded shouted wondered tweeted posted joked quipped exclaimed fragte sagte fragt demande demanda preguntó dijo chiese disse perguntou vroeg zei`)

func set(list string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

func index(byClass map[class]string) map[string]class {
	m := make(map[string]class)
	for _, c := range []class{word, clock, either, month, number, title} { // the last one counts
		for w := range strings.FieldsSeq(byClass[c]) {
			m[strings.TrimSuffix(w, ".")] = c
		}
	}
	return m
}
