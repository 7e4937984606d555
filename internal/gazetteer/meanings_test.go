package gazetteer

import (
	"slices"
	"testing"

	"dateline/internal/news"
)

// sectors are the values that the column sector may have; README.md names them.
var sectors = []string{
	"", "bank", "city", "communications", "consulting", "consumer", "court", "defence", "education", "energy", "finance", "government", "health",
	"industry", "intelligence", "investor", "materials", "media", "military", "ministry", "ngo", "parliament", "party", "police", "real estate",
	"research", "reseller", "services", "state", "technology", "telecom", "union", "university", "utilities",
}

func TestSectorsAreThoseOfTheReadme(t *testing.T) {
	for _, r := range embeddedRows() {
		if !slices.Contains(sectors, r.Sector) {
			t.Errorf("%s has sector %q", r.Key, r.Sector)
		}
	}
}

// A name that means two entities needs evidence, unless one is a product that
// is called like a company or like the programme of a body.
func TestNamesOfSeveralEntitiesNeedEvidence(t *testing.T) {
	owners := map[string][]*Row{}
	rows := embeddedRows()
	for i := range rows {
		r := &rows[i]
		seen := slices.Collect(list(r.Weak))
		for _, field := range []string{r.Name, r.Aliases} {
			for alias := range list(field) {
				if !slices.Contains(seen, alias) {
					owners[alias] = append(owners[alias], r)
					seen = append(seen, alias)
				}
			}
		}
	}
	for alias, all := range owners {
		others := slices.DeleteFunc(slices.Clone(all), func(r *Row) bool { return r.Kind == news.EntityProduct })
		if len(others) > 1 || len(all)-len(others) > 1 {
			t.Errorf("%q means %s and %s without evidence", alias, all[0].Key, all[1].Key)
		}
	}
}

func TestWebsitesLeadToTheirOwners(t *testing.T) {
	for domain, want := range map[string]string{
		"reuters.com": "Reuters", "www.ice.gov": "U.S. Immigration and Customs Enforcement", "irs.gov": "Internal Revenue Service",
		"cisa.gov": "Cybersecurity and Infrastructure Security Agency", "navy.mil": "U.S. Navy", "bls.gov": "Bureau of Labor Statistics",
	} {
		if e := Default().ByDomain(domain); e == nil || e.Name != want {
			t.Errorf("ByDomain(%s) = %+v, want %s", domain, e, want)
		}
	}
}

func TestBodiesSayWhatTheyAre(t *testing.T) {
	for name, want := range map[string]string{
		"U.S. Senate": "parliament", "U.S. Army": "military", "Bundeskriminalamt": "police", "Department of Justice": "ministry",
		"Ministère des Armées": "ministry", "State of Ohio": "state", "Gemeente Utrecht": "city", "GCHQ": "intelligence",
		"Government of Kenya": "government", "SCOTUS": "court", "Senate Intelligence Committee": "parliament",
	} {
		found := Default().Lookup(name)
		if len(found) == 0 || found[0].Sector != want {
			t.Errorf("Lookup(%s) = %+v, want sector %s", name, found, want)
		}
	}
}
