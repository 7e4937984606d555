package change

import (
	"dateline/internal/text"
)

// ownUp ties changes to the notices that own up to them: a notice names what
// was wrong or what is right.
func ownUp(all []Change, old, new Version) {
	for n := range all {
		if all[n].Kind != Correction || all[n].Title {
			continue
		}
		notice := map[string]bool{}
		for _, token := range text.Tokens(all[n].After.Of(new.Text)) {
			notice[token.Fold] = true
		}
		for i := range all {
			if i == n || all[i].Notice >= 0 || all[i].Kind == Correction || all[i].Kind == Typography || all[i].Kind == Boilerplate {
				continue
			}
			if speaksOf(notice, all[i], old, new) {
				all[i].Notice = n
			}
		}
	}
}

// speaksOf says whether a notice has the words that a change replaced or put
// there: half of those with a meaning on either side.
func speaksOf(notice map[string]bool, c Change, old, new Version) bool {
	from, to := old.Text, new.Text
	if c.Title {
		from, to = old.Title, new.Title
	}
	h := hunk{oldText: from, newText: to, old: c.Old, new: c.New, before: c.Before, after: c.After}
	gone, come := h.differing()
	for _, words := range [][]word{gone, come} {
		said, all := 0, 0
		for _, w := range words {
			if empty()[w.fold] {
				continue
			}
			all++
			if notice[w.fold] {
				said++
			}
		}
		if all > 0 && 2*said >= all {
			return true
		}
	}
	return false
}
