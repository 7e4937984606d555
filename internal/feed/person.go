package feed

import (
	"net/mail"
	"regexp"
	"slices"
	"strings"
)

var (
	mailThenName = regexp.MustCompile(`^([^\s()<>@]+@[^\s()<>@]+)\s*\(([^()]*)\)$`)
	nameThenMail = regexp.MustCompile(`^(.*?)\s*[(<\[]\s*(?:mailto:)?([^\s()<>@]+@[^\s()<>@]+?)\s*[)>\]]$`)
	mailOnly     = regexp.MustCompile(`^(?:mailto:)?([^\s()<>@]+@[^\s()<>@]+)$`)
	conjunctions = regexp.MustCompile(`\s*[,;]\s+(?:and|und|et|y)\s+|\s+(?:and|und|et|y|&)\s+|\s*[,;]\s+`)
)

// people reads a byline field: "mail (Name)", "Name <mail>", "By A B and C D".
func people(s string) []Author {
	s = plain(s, false)
	if m := mailThenName.FindStringSubmatch(s); m != nil {
		return named(m[2], m[1])
	}
	if m := nameThenMail.FindStringSubmatch(s); m != nil {
		return named(m[1], m[2])
	}
	if m := mailOnly.FindStringSubmatch(s); m != nil {
		if address, err := mail.ParseAddress(m[1]); err == nil {
			return []Author{{Email: address.Address}}
		}
	}
	return named(s, "")
}

// byline reads what an author element holds: text, or elements with the parts
// of a name, as Atom has them.
func byline(inside, base string) []Author {
	if strings.IndexByte(inside, '<') < 0 {
		return people(inside)
	}
	parts := map[string]string{}
	last := ""
	for scan := (scanner{src: []byte(inside)}); ; {
		t, ok := scan.next()
		if !ok {
			break
		}
		switch t.kind {
		case tokenStart:
			last = local(t.name)
		case tokenEnd:
			last = ""
		case tokenText, tokenCDATA:
			parts[last] += plain(string(t.text), false)
		}
	}
	if parts["name"] == "" && parts["email"] == "" {
		return people(inside)
	}
	all := people(first(parts["name"], parts["email"]))
	if len(all) == 1 {
		all[0].Email, all[0].URL = first(parts["email"], all[0].Email), link(base, first(parts["uri"], parts["url"]))
	}
	return all
}

// named returns the authors in a name: several where each part of an
// enumeration looks like a full name, so that "Doe, Jane" stays one.
func named(name, email string) []Author {
	name = strings.Trim(name, " \t\"")
	if rest, ok := cutFold(name, "by "); ok {
		name = rest
	}
	if name == "" && email == "" {
		return nil
	}
	parts := conjunctions.Split(name, -1)
	if email != "" || len(parts) < 2 || slices.ContainsFunc(parts, func(p string) bool { return !fullName(p) }) {
		return []Author{{Name: name, Email: email}}
	}
	authors := make([]Author, len(parts))
	for i, p := range parts {
		authors[i] = Author{Name: p}
	}
	return authors
}

// fullName reports whether s is two to five words that begin like names.
func fullName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 5 {
		return false
	}
	last := words[len(words)-1]
	return strings.ToUpper(words[0][:1]) == words[0][:1] && strings.ToLower(last) != last
}

// cutFold cuts a prefix whatever its case.
func cutFold(s, prefix string) (string, bool) {
	if len(s) > len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return s[len(prefix):], true
	}
	return s, false
}

// mostAuthors is how many people one item is read with; papers of physics have
// more, articles do not.
const mostAuthors = 200

// addAuthors adds authors that are not there yet, completing those that are.
func addAuthors(all []Author, more ...Author) []Author {
next:
	for _, a := range more {
		if a == (Author{}) {
			continue
		}
		for i := range all {
			same := a.Name != "" && strings.EqualFold(all[i].Name, a.Name)
			same = same || a.Email != "" && strings.EqualFold(all[i].Email, a.Email) && (a.Name == "" || all[i].Name == "")
			if same {
				all[i] = Author{first(all[i].Name, a.Name), first(all[i].Email, a.Email), first(all[i].URL, a.URL)}
				continue next
			}
		}
		if len(all) == mostAuthors {
			break
		}
		all = append(all, a)
	}
	return all
}
