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

// refusals are what servers say with status 200 in place of an article. The
// patterns are matched against folded titles and first lines.
var refusals = []struct {
	code    fault.Code
	pattern string
}{
	{fault.Challenge, `^(just a moment|attention required|checking your browser|verify(ing)? (that )?you are (a )?human|are you (a )?(human|robot)|please (enable|turn on) (javascript|js)|security check|access to this page has been denied|pardon our interruption|ddos protection|bot (check|verification)|human verification|one more step)`},
	{fault.Challenge, `\b(complete the captcha|solve (the|this) captcha|enable javascript and cookies to continue|unusual traffic from your)`},
	{fault.NotFound, `^(error )?404\b|^(the )?(page|article|story|document) (was |is |could )?(not (be )?found|no longer (available|exists))|^not found\b|^seite nicht gefunden|^page (introuvable|non trouvee)|^pagina no(n trovata| encontrada)|^pagina niet gevonden|^nie znaleziono`},
	{fault.ServerError, `^(error )?(500|502|503|504)\b|^(internal )?server error\b|^service (temporarily )?unavailable|^(bad gateway|gateway time-?out)|^(site|we are|we.re|down for) (under |down for )?(scheduled )?maintenance|^something went wrong|^an (unexpected |internal )?error (has )?occurred|^error (establishing|processing|loading)|^(oops|sorry)[,!.]* (an|something|we|there|this page)|^temporarily (down|unavailable)`},
	{fault.Forbidden, `^(error )?(401|403)\b|^(access (is )?denied|forbidden|unauthori[sz]ed|permission denied|not available in your (country|region))`},
}

var compiledRefusals = sync.OnceValue(func() []*regexp.Regexp {
	all := make([]*regexp.Regexp, len(refusals))
	for i, r := range refusals {
		all[i] = regexp.MustCompile(r.pattern)
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
	lines := []string{p.Title}
	for _, v := range p.Titles {
		lines = append(lines, v.Value)
	}
	first, _, _ := strings.Cut(p.Text, "\n")
	for _, line := range append(lines, first) {
		line = strings.TrimSpace(text.Fold(line))
		for i, pattern := range compiledRefusals() {
			if line != "" && pattern.MatchString(line) {
				return fault.New(refusals[i].code, "the server says with status 200: %.80s", line)
			}
		}
	}
	return nil
}
