package topics

// plot is what a topic is made from.
type plot struct {
	name       string
	days       int     // from the first happening to the end
	articles   int     // about
	happenings int     // of any weight
	clustered  float64 // part of them that follow others at once
	tail       float64 // of the weights' law: the smaller, the more unequal
	fade       float64 // mean days of interest
	base       float64 // what is written without a happening
	talk       float64 // greatest burst of talk without one
	copies     float64 // part of the articles that another outlet takes over
	astray     float64 // part of the articles that are about something else
	outage     int     // days without an article
	editors    int
	least      int     // lines of a timeline, up to twice as many
	whim       float64 // how much editors differ
	places     []string
	clauses    []string // "%s": a place
	talks      []string
	history    []string
}

var plots = []plot{
	{
		"spill at the Orrin platform", 90, 600, 100, .45, 1.3, 1, .5, 4, .15, .08, 0, 3, 24, .6,
		[]string{"Sellan", "the Orrin field", "Cape Dray", "Port Hale"},
		[]string{"oil from the Orrin platform reached the shore at %s", "the company tried to cap the well off %s", "a second leak was found near %s", "engineers lowered a dome over the well near %s", "the coast guard closed the water off %s to fishing", "the minister visited oiled beaches at %s", "the well head off %s gave way and eleven workers were lost"},
		[]string{"the company promises to pay for every oiled beach", "fishermen wait in harbour while oil drifts", "the flow from the well is a matter of dispute", "crews lay booms against the oil", "the Orrin platform had passed its last inspection"},
		[]string{"a tanker lost its oil on the same coast", "the Orrin field was opened", "the company was fined for a leak of oil"},
	},
	{
		"uprising in Vardia", 45, 700, 90, .5, 1.4, .8, .5, 5, .2, .06, 0, 3, 14, .6,
		[]string{"Mirsk", "the Old Square", "Talva", "Lower Vardia"},
		[]string{"crowds filled the streets of %s against the president of Vardia", "police fired on protesters in %s", "the army moved tanks into %s", "the president of Vardia spoke to the nation from %s", "protesters stormed the party's house in %s", "the cabinet of Vardia resigned after clashes in %s", "the network was cut off in %s"},
		[]string{"protesters say that they will stay until the president goes", "the army of Vardia has not chosen a side", "foreign governments call for calm in Vardia", "bread is dear and work is rare for the young protesters", "the president has ruled Vardia for thirty years"},
		[]string{"the president of Vardia took power", "police broke a strike of weavers", "an emergency law was passed in Vardia"},
	},
	{
		"war in the Kesh valley", 700, 900, 200, .45, 1.2, 1, .2, 3, .15, .1, 40, 3, 36, .7,
		[]string{"Kesh", "Upper Adan", "the Salt Road", "Borim", "Fort Ilen"},
		[]string{"rebels took %s in the Kesh valley", "shells fell on a market in %s", "government troops pulled out of %s", "envoys agreed a truce for %s", "an air raid hit the hospital of %s", "a convoy with food for Kesh was stopped at %s", "the siege of %s was broken by rebels"},
		[]string{"rebels and troops blame each other for the broken truce", "aid groups say that food in Kesh is running out", "neither side in the valley can win, envoys say", "thousands of families have left the Kesh valley", "the rebels want a state of their own"},
		[]string{"the Kesh valley was split by treaty", "the first war over Kesh ended", "the leader of the rebels was jailed"},
	},
	{
		"the marsh fever", 120, 650, 110, .4, 1.3, 1, .4, 4, .2, .08, 0, 2, 26, .6,
		[]string{"Lenn", "Ostrava Bay", "Quill Island", "the eastern districts"},
		[]string{"the first case of marsh fever was confirmed in %s", "the health body raised the alert for marsh fever after deaths in %s", "schools closed in %s because of the fever", "a vaccine against marsh fever was given for the first time in %s", "travellers with fever were held at the airport of %s", "the health ministry reported the most deaths in a day in %s"},
		[]string{"doctors say that the fever spreads by water", "the vaccine against marsh fever will be ready within months", "masks are sold out because of the fever", "the health body asks travellers to report a fever", "cases of marsh fever are counted anew each week"},
		[]string{"an earlier marsh fever killed thousands", "the health body was founded", "the virus of marsh fever was described"},
	},
	{
		"earthquake of Santo Brel", 150, 600, 90, .6, 1.1, 1.5, .3, 4, .2, .08, 12, 3, 20, .6,
		[]string{"Santo Brel", "the harbour quarter", "Monte Laz", "Rivas"},
		[]string{"a strong earthquake struck %s", "an aftershock brought down houses in %s", "rescuers pulled a girl from the ruins in %s", "foreign donors promised money for rebuilding %s", "cholera broke out among survivors in %s", "survivors of the earthquake protested against slow aid in %s", "the airport of %s opened for aid flights"},
		[]string{"survivors of the earthquake sleep in tents", "aid for the earthquake's victims is stuck in the harbour", "the government counts the dead of the earthquake", "rescuers have lost hope of finding survivors", "donors ask where the aid for rebuilding went"},
		[]string{"an earthquake destroyed the old town", "the government of the island fell", "a storm drowned the harbour quarter"},
	},
	{
		"trial of Doctor Marl", 400, 500, 90, .5, 1.3, 1, .2, 3, .15, .1, 0, 3, 20, .7,
		[]string{"the county court", "the singer's house", "the appeal court", "the morgue"},
		[]string{"Doctor Marl was charged with the singer's death at %s", "a judge heard witnesses against Doctor Marl at %s", "police searched %s for the doctor's papers", "the jury on Doctor Marl was chosen at %s", "Doctor Marl was found guilty at %s", "the singer's family sued Doctor Marl before %s", "the coroner spoke of the drug at %s"},
		[]string{"the doctor's lawyers say that the singer took the drug himself", "the judge has forbidden cameras at the doctor's trial", "fans of the singer wait outside the court", "prosecutors call Doctor Marl reckless", "the jury has to hear thirty witnesses"},
		[]string{"the singer won his first prize", "the singer was cleared by a jury", "Doctor Marl opened his practice"},
	},
	{
		"fall of the Halden bank", 300, 650, 140, .5, 1.3, 1, .4, 5, .2, .1, 20, 2, 34, .7,
		[]string{"Halden", "the exchange", "the central bank", "the finance ministry"},
		[]string{"shares of the Halden bank fell by a third at %s", "savers queued for their money outside %s", "the state took over the Halden bank after talks at %s", "a rescue of the banks was agreed at %s", "the head of the Halden bank resigned before %s", "interest rates were cut by %s to calm the banks", "a second bank asked %s for help"},
		[]string{"savers ask whether their money in the bank is safe", "ministers say that no bank will fail", "traders speak of the worst week for banks", "the Halden bank had lent to builders", "taxpayers will pay for the rescue of the bank"},
		[]string{"the Halden bank was founded", "an earlier panic closed the exchange", "banks were freed from the old rules"},
	},
	{
		"career of Lena Storr", 2500, 500, 120, .15, 1.3, 1, .05, 2, .1, .12, 0, 2, 20, .7,
		[]string{"Norrholm", "the senate", "the town of Ask", "the party congress"},
		[]string{"Lena Storr was elected by %s", "Lena Storr resigned from her office at %s", "Lena Storr won the leadership of the Greens at %s", "Lena Storr was hurt by a thrown bottle at %s", "Lena Storr presented her book in %s", "Lena Storr became prime minister after a vote of %s", "a court cleared Lena Storr of fraud at %s"},
		[]string{"Storr is liked in the north, her rivals say", "Storr never forgot the mill where her father worked", "the Greens under Storr gain in every poll", "rivals call Storr cold and clever", "Storr keeps silent about her plans"},
		[]string{"Lena Storr was born at the mill", "Lena Storr joined the Greens", "the Greens were founded"},
	},
	{
		"the lost ferry Aurelie", 300, 550, 90, .5, 1.1, 1.5, .2, 4, .2, .1, 0, 3, 18, .6,
		[]string{"the Strait of Noll", "Pell harbour", "the inquiry", "the salvage yard"},
		[]string{"the ferry Aurelie sank with its passengers in %s", "divers brought up bodies from the ferry at %s", "the captain of the Aurelie was arrested at %s", "the wreck of the ferry was raised near %s", "the owner of the ferry was sentenced after %s", "relatives of the ferry's dead marched to %s", "the search for the ferry's passengers ended in %s"},
		[]string{"relatives wait at the harbour for news of the ferry", "the ferry Aurelie carried too much freight", "the captain left the ferry before its passengers", "divers are held back by the strong current", "ministers promise new rules for every ferry"},
		[]string{"the Aurelie was built", "another ferry burned in the strait", "the line bought the ferry"},
	},
	{
		"the Tern satellite contract", 500, 450, 100, .4, 1.3, 1, .2, 3, .25, .1, 15, 2, 20, .7,
		[]string{"the defence ministry", "the space centre", "the audit office", "parliament"},
		[]string{"Tern Aerospace won a satellite contract from %s", "a rival protested against the award to Tern before %s", "%s stopped the payments to Tern Aerospace", "a test satellite of Tern failed at %s", "the head of Tern Aerospace was heard by %s", "%s published its report on the satellite contract", "the first satellite of Tern was launched by %s"},
		[]string{"Tern says that the satellite will be in time", "critics call the contract with Tern too dear", "the ministry will not say what the satellite sees", "Tern has never built a satellite of this size", "rivals of Tern speak of friends in high places"},
		[]string{"Tern Aerospace was founded", "the last satellite burned up", "parliament passed the law on space"},
	},
}

var outlets = []string{"herald.example", "courier.example", "wire.example", "ledger.example", "tribune.example", "post.example"}

var speakers = []string{"a spokeswoman", "officials", "a witness", "the mayor", "lawyers", "an analyst", "a union", "neighbours"}

// strayClauses are of other stories.
var strayClauses = []string{
	"the national team beat the visitors by two goals", "a new museum of clocks opened in the old mint", "the singer of the Lanterns cancelled a tour",
	"a heat wave broke a record of ninety years", "the price of wheat rose again", "a painting was found in a cellar", "the tram drivers ended their strike",
	"a court allowed the sale of the airline", "two climbers were brought down from the north face", "the film about the lighthouse won the main prize",
}
