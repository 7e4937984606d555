package gazetteer

import (
	"strings"
	"testing"

	"dateline/internal/text"
)

// shown writes what Find finds: passage=name of the likeliest entry, ~ before weak ones.
func shown(g *Gazetteer, s string) string {
	tokens := text.Tokens(s)
	var all []string
	for _, m := range g.Find(s, tokens) {
		weak := ""
		if m.Weak {
			weak = "~"
		}
		all = append(all, weak+s[tokens[m.First].Start:tokens[m.Last-1].End]+"="+m.Entries[0].Key)
	}
	return strings.Join(all, "; ")
}

func TestFindTakesNamesAsTheyAreWritten(t *testing.T) {
	g := build([]Row{
		{Key: "ice", Name: "U.S. Immigration and Customs Enforcement", Kind: "agency", Aliases: "ICE"},
		{Key: "army", Name: "U.S. Army", Kind: "agency", Weak: "Army"},
		{Key: "fbi", Name: "Federal Bureau of Investigation", Kind: "agency", Aliases: "FBI"},
		{Key: "ring", Name: "Ring", Kind: "company", Weak: "Ring"},
		{Key: "axon", Name: "Axon", Kind: "company"},
		{Key: "xai", Name: "xAI", Kind: "company"},
		{Key: "amazon", Name: "Amazon", Kind: "company"},
		{Key: "aws", Name: "Amazon Web Services", Kind: "company"},
		{Key: "senate", Name: "Sénat", Kind: "agency"},
		{Key: "dod", Name: "Department of Doors", Kind: "agency", Aliases: "DoD"},
		{Key: "office", Name: "Amazon Office", Kind: "product", Parent: "amazon"},
		{Key: "nasa", Name: "Department for Business, Innovation & Skills", Kind: "agency"},
	})
	for _, c := range []struct{ in, want string }{
		{"the US Army and U.S. Army and the United States Army", "US Army=army; ~Army=army; U.S. Army=army; ~Army=army; United States Army=army; ~Army=army"},
		{"Immigration & Customs Enforcement, or ICE", "Immigration & Customs Enforcement=ice; ICE=ice"},
		{"the ice and the Ice; immigration and customs enforcement", ""},
		{"the F.B.I. and FBI", "F.B.I=fbi; FBI=fbi"},
		{"RING, Ring and Ring Inc.", "~Ring=ring; Ring Inc=ring"},
		{"Axon Inc and Axon, Inc. but axon", "Axon Inc=axon; Axon, Inc=axon"},
		{"xAI, XAI and xai", "xAI=xai; XAI=xai"},
		{"Amazon Web Services and Amazon. Web Services", "Amazon Web Services=aws; Amazon=amazon"},
		{"AMAZON WEB SERVICES WINS", "AMAZON WEB SERVICES=aws"},
		{"le Sénat, der Senat, a DoD, DOD and Dod", "Sénat=senate; DoD=dod; DOD=dod"},
		{"Amazon & Co, Amazon Co.", "Amazon=amazon; Amazon Co=amazon"},
		{"See axon.com. Axon", "Axon=axon"},
		{"the Amazon Office suite", "Amazon Office=office; Amazon=amazon"},
		{"Amazon’s Amazon-built", "Amazon=amazon; Amazon=amazon"},
		{"Department for Business, Innovation and Skills", "Department for Business, Innovation and Skills=nasa"},
		{"Department for Business, Innovation & Skills", "Department for Business, Innovation & Skills=nasa"},
	} {
		if got := shown(g, c.in); got != c.want {
			t.Errorf("Find(%q)\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}
