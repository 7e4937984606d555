package reading

import "strings"

// optionWords say that a sum behind them is that of an option.
var optionWords = wordSet("option options optional optionen opcion opciones opzione opzioni opcao opcoes optie opties")

// mayWords and growWords together say that a sum is what a deal may come to:
// "could rise to", "würde auf … steigen".
var (
	mayWords = wordSet(`could might may would can konnte konnten wurde wurden kann pourrait pourraient peut podria podrian puede potrebbe potrebbero puo poderia poderiam pode
		zou zouden kan if wenn falls si se als`)
	growWords = wordSet(`bring brings bringing raise raises raising rise rises rising grow grows growing reach reaches reaching increase increases increasing expand expands extended climb swell
		steigen erhohen wachsen anwachsen erreichen summieren porter portant atteindre grimper passer monter alcanzar ascender elevar elevaria ascenderia subir llegar crecer
		salire arrivare raggiungere crescere portare aumentar chegar elevar atingir crescer stijgen oplopen groeien bereiken verhogen`)
)

// How far before a sum the words stand, in tokens: that it is an option's, that
// a deal may come to it.
const (
	optionReach = 6
	growReach   = 12
)

// isOption says whether the sum at a token is that of an option, or what a
// deal may come to with all options, in its clause: one that is told as a limit
// needs no word for growing.
func (p *dealPassage) isOption(token int, limit bool) bool {
	may, grow := false, limit
	for i := token - 1; i >= max(p.first, token-growReach); i-- {
		if gap := p.doc.between(i); strings.ContainsAny(gap, ";:—") || p.hasSum(i) {
			return false
		}
		word := p.doc.tokens[i].Fold
		if token-i <= optionReach && optionWords()[word] {
			return true
		}
		may, grow = may || mayWords()[word], grow || growWords()[word]
		if may && grow {
			return true
		}
	}
	return false
}

// hasSum says whether a sum of money begins at a token.
func (p *dealPassage) hasSum(i int) bool {
	for _, a := range p.doc.found.Amounts {
		if a.Currency != "" && a.Start == p.doc.tokens[i].Start {
			return true
		}
	}
	return false
}
