package ingest

import (
	"regexp"
	"strings"
	"sync"

	"dateline/internal/fault"
	"dateline/internal/page"
	"dateline/internal/text"
)

// longestRefusal is the most text, in bytes, that a page has which says only
// that there is no article.
const longestRefusal = 1500

// refusals are what servers say with status 200 in place of an article. A
// pattern must match a whole folded title or first line, but for the name of
// the site behind it.
var refusals = []struct {
	code    fault.Code
	pattern string
}{
	{fault.Challenge, `just a moment|attention required!?|checking (if the site connection is secure|your browser( before accessing .*)?)|verif(y|ying) (that )?you are (a )?human.*|are you (a )?(human|robot)|please (enable|turn on) (javascript|js|cookies)( .*)?|security check( required)?|access to this page has been denied.*|pardon our interruption|ddos protection by .*|(bot|human) verification|one more step`},
	{fault.Challenge, `(please )?(complete|solve) (the|this) captcha.*|enable javascript and cookies to continue|our systems have detected unusual traffic.*`},
	{fault.NotFound, `(http )?(error )?404( ?[-:–|]? ?(error|not found|page not found|file not found|seite nicht gefunden))?|(the |this )?(requested )?(page|article|story|document|url|resource|file)( you (are looking for|requested))? (was |is |could |can ?)?(not (be )?found|no longer (available|exists)|does not exist|doesn.t exist)|(page |file )?not found|seite (wurde )?nicht gefunden|page (introuvable|non trouvee)|pagina no(n trovata| encontrada)|pagina niet gevonden|nie znaleziono( strony)?`},
	{fault.ServerError, `(http )?(error )?(500|502|503|504)( ?[-:–|]? ?(error|internal server error|bad gateway|service (temporarily )?unavailable|gateway time-?out))?|internal server error|server error|service (temporarily )?unavailable|bad gateway|gateway time-?out|(the |this |our )?(site|website|page|we) (is|are) (currently |temporarily )?(down|unavailable|under maintenance|down for (scheduled )?maintenance)|(scheduled |under )?maintenance( mode)?|(oops[,!.]* ?)?something went wrong( on our end)?|(oops[,!.]* ?)?an (unexpected |internal )?error (has )?occurred( .*)?|error (establishing a database connection|processing (your )?request|loading (the )?page)|temporarily (down|unavailable)|application error`},
	{fault.Forbidden, `(http )?(error )?(401|403)( ?[-:–|]? ?(error|forbidden|unauthori[sz]ed|access denied))?|access (is )?denied|forbidden|unauthori[sz]ed|permission denied|(this (content|page|site) is )?not available in your (country|region)`},
}

var compiledRefusals = sync.OnceValue(func() []*regexp.Regexp {
	all := make([]*regexp.Regexp, len(refusals))
	for i, r := range refusals {
		all[i] = regexp.MustCompile(`^(?:` + r.pattern + `)[.!…]*(?: [-|–—·:] .{1,60})?$`)
	}
	return all
})

// refusal recognises pages with status 200 that are no article: error pages,
// checks for robots, and the error objects of interfaces.
func refusal(p page.Page, d document) error {
	if d.task.Kind == KindFile {
		return nil
	}
	if body := strings.TrimSpace(string(d.body[:min(len(d.body), 512)])); strings.HasPrefix(body, "{") {
		return fault.New(fault.Unsupported, "it is JSON and no feed")
	}
	if len(p.Text) > longestRefusal {
		return nil
	}
	first, more, _ := strings.Cut(p.Text, "\n")
	lines := []string{first}
	switch {
	case p.Stated().IsZero():
		lines = append(lines, p.Title)
		for _, v := range p.Titles {
			lines = append(lines, v.Value)
		}
	case strings.Contains(strings.TrimSpace(more), "\n"): // a dated page with paragraphs
		return nil
	}
	for _, line := range lines {
		line = strings.TrimSpace(text.Fold(line))
		for i, pattern := range compiledRefusals() {
			if line != "" && pattern.MatchString(line) {
				return fault.New(refusals[i].code, "the server says with status 200: %.80s", line)
			}
		}
	}
	return nil
}
