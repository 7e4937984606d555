package reading

// companyNouns stand before the name of a company ("spyware vendor X", "het
// bedrijf X") or end its apposition ("X, a maker of cameras").
var companyNouns = wordSetOf(`companies firms vendors startups contractors suppliers providers giants makers rivals competitors bidders consultancies company firm vendor startup contractor subcontractor maker giant supplier provider developer manufacturer consultancy integrator
	subsidiary rival competitor reseller unicorn conglomerate multinational corporation multinational spinoff bidder distributor affiliate unit heavyweight
	newcomer behemoth incumbent specialist outfit partner corporation based titan
	anbieter konzern unternehmen firma softwarefirma softwarehersteller softwareunternehmen softwarekonzern dienstleister hersteller technologiekonzern
	tochter tochterfirma tochtergesellschaft startup lieferant entwickler betreiber cloudanbieter softwareanbieter beratungsfirma unternehmensberatung
	datenanalysefirma techkonzern itdienstleister rustungskonzern rustungsunternehmen
	société entreprise éditeur groupe prestataire fournisseur fabricant filiale startup pepite specialiste hébergeur opérateur cabinet societe editeur
	hebergeur operateur
	empresa compañía compania firma tecnológica tecnologica fabricante proveedor proveedora multinacional consultora filial adjudicataria gigante contratista
	azienda società societa gruppo fornitore produttore colosso impresa multinazionale
	companhia fornecedora fabricante consultoria operadora gigante desenvolvedora
	bedrijf leverancier softwarebedrijf techbedrijf dienstverlener techreus moederbedrijf aanbieder fabrikant itbedrijf clouddienstverlener clouddienst
	clouddienstverlener onderneming concern`)

// orgNouns stand before the name of a body that is neither a company nor of the government.
var orgNouns = wordSetOf(`nonprofit group union watchdog association charity coalition organization organisation ngo campaigners foundation institute
	newspaper website magazine broadcaster outlet station publication paper newsletter blog podcast tank party
	gewerkschaft verband verein organisation bündnis initiative stiftung zeitung magazin sender nachrichtenagentur partei bundnis
	association syndicat ong fondation collectif journal quotidien magazine parti
	asociación sindicato ong fundación periódico diario partido asociacion fundacion periodico plataforma
	associazione sindacato fondazione quotidiano giornale partito
	associação sindicato fundação jornal partido associacao fundacao
	vereniging vakbond stichting krant partij omroep persbureau`)

// agencyNouns stand before the name of a government body or end its apposition.
var agencyNouns = wordSetOf(`agency ministry department bureau commission authority regulator inspectorate directorate ombudsman watchdog municipality
	behörde behorde bundesbehörde bundesbehorde ministerium amt landkreis kommune aufsichtsbehörde aufsichtsbehorde
	agence ministère ministere organisme autorité autorite
	agencia ministerio organismo autoridad ayuntamiento
	agenzia ministero ente autorità autorita
	agência ministério ministerio órgão orgao autarquia
	dienst overheidsdienst overheidsinstantie ministerie toezichthouder gemeente instantie uitvoeringsorganisatie beheerder`)

// agencyBehind stand behind the name of a government body.
var agencyBehind = wordSetOf(`officials official agents agent officers officer commissioner troops contractors contractor raids detention detainees procurement
	funds budget officials`)

// ownedByCompanies stand behind the name of a company and hardly of any other body.
var ownedByCompanies = wordSetOf(`software shares stock products cameras customers founder founders ceo engineers devices platform tools executive executives
	product chips license licenses licences technology app`)

// orgEndings end the names of such bodies.
var orgEndings = wordSetOf(`foundation association union institute university college coalition alliance society federation league network center centre project
	times post journal news herald tribune gazette globe chronicle magazine weekly press radio tv television media courier observer review
	party caucus chamber trust initiative movement forum fund charity campaign
	stiftung verband verein gewerkschaft universität universitat institut zeitung nachrichten rundfunk`)

// productNouns stand before or behind the name of a product, a programme or a system.
var productNouns = wordSetOf(`platforms systems tools apps programs programmes products drones vessels services databases projects platform software system app tool suite cloud program programme project database service product application technology
	technologies contract initiative network portal assistant chatbot model drone satellite satellites spyware scheme browser language model models
	plattform software system anwendung programm projekt datenbank dienst produkt lösung losung app
	plateforme logiciel système application programme projet outil service solution systeme
	plataforma sistema programa proyecto herramienta aplicación servicio aplicacion software
	piattaforma sistema programma progetto strumento applicazione servizio
	plataforma sistema programa projeto ferramenta aplicativo serviço servico
	platform systeem programma project toepassing dienst systemen`)

// productEndings end the names of products and programmes of two words or more.
var productEndings = wordSetOf(`system platform network cloud capability suite intranet program programme infrastructure portal environment dome database
	marketplace initiative register hub gateway exchange workspace app os stack store solution assistant
	plattform cloud
	plateforme`)

// naming introduces a product by its name.
var naming = wordSetOf(`called named dubbed codenamed nicknamed christened titled branded genannt namens bezeichnet baptisé baptise nommé nomme appelé appele
	llamado llamada denominado denominada bautizado chiamato chiamata denominato chamado chamada batizado genaamd geheten gedoopt`)

// supplyWords in a sentence are evidence that it is about technology or its supply.
var supplyWords = wordSetOf(`contract contracts deal deals agreement award awarded awards supply supplier vendor vendors contractor contractors software platform
	cloud technology technologies tech data surveillance procurement tender bid bids bidder bidding license licenses licence licences licensing system systems ai
	artificial intelligence digital cyber cybersecurity app tool tools services startup company companies firm firms recognition cameras hardware server servers
	vertrag auftrag ausschreibung anbieter software plattform technologie lizenzen cloud unternehmen firma konzern daten
	contrat marché marche logiciel plateforme appel offre fournisseur données donnees technologie société societe entreprise numérique numerique
	contrato licitación licitacion adjudicación adjudicacion empresa proveedor tecnología tecnologia datos plataforma
	contratto appalto gara fornitore azienda società societa dati piattaforma software
	licitação licitacao empresa fornecedor dados
	contract aanbesteding leverancier bedrijf gegevens software systeem`)

// agencyCues stand beside the short name of a government body.
var agencyCues = wordSetOf(`agency agencies officials official agent agents spokesperson spokesman spokeswoman contract contracts contractor deal federal commissioner
	director secretary administrator department officers officer employees staff facility facilities enforcement records budget leaders leadership chief
	raids agreement systems data award awarded contracting behörde behorde minister ministère ministere agence agencia agenzia`)

// companyCues stand behind the name of a company.
var companyCues = wordSetOf(`software technology technologies platform spokesperson spokesman spokeswoman executive executives ceo employees workers shares cameras
	contract contracts tool tools products product system systems engineers customers services founder bid representative representatives chief stock lawyers
	device devices hardware cloud license licenses licences sales founders engineer headquarters app server servers drones chips`)

// roleBefore are the words right before an unknown name that make it a vendor;
// true: only if a supply word stands near.
var awardVerbs = wordSetOf(`awarded awards award hired hires selected selects chose chosen picked picks tapped paid pays paying beauftragt beauftragte choisi choisit
	contrató contrato eligió eligio scelto scelse contratou escolheu koos gekozen`)

// dealNouns come before "with X", "to X".
var dealNouns = wordSetOf(`contract contracts deal deals agreement agreements partnership award order orders subcontract licenses bid vertrag vertrage auftrag auftrage
	rahmenvertrag contrat contrats marché marche accord contrato contratos acuerdo adjudicación contratto contratti accordo acordo contracten opdracht overeenkomst`)

// dealLinks stand between a deal and its vendor.
var dealLinks = wordSetOf(`with to from mit an avec à a con com met aan`)

// winVerbs stand right behind the vendor that wins.
var winVerbs = wordSetOf(`won wins win beat landed lands secured secures received receives bagged clinched snagged supplies supplied provides provided sells sold
	makes bid bids undercut outbid offered manages managed runs hosts hosted licenses supplying beheert beheerde bouwt bouwde draait hoste héberge hebergera
	betreibt betrieb hostet entwickelt opera gestiona aloja gestisce ospita administra opera makes built builds developed develops operates gewinnt gewann erhält erhielt liefert lieferte remporte remporté obtient fournit ganó gana obtuvo
	suministra vince fornisce ganhou vence fornece wint won kreeg levert leverde`)
