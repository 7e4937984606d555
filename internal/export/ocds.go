package export

import (
	"bufio"
	"encoding/json"
	"io"
	"slices"
	"time"

	"dateline/internal/report"
	"dateline/internal/terminal"
)

// ocdsPackage is a release package of the Open Contracting Data Standard 1.1;
// see https://standard.open-contracting.org/1.1.
type ocdsPackage struct {
	URI       string        `json:"uri"`
	Version   string        `json:"version"`
	Published string        `json:"publishedDate"`
	Publisher ocdsName      `json:"publisher"`
	Releases  []ocdsRelease `json:"releases"`
}

type ocdsName struct {
	Name string `json:"name"`
}

type ocdsRelease struct {
	OCID       string         `json:"ocid"`
	ID         string         `json:"id"`
	Date       string         `json:"date"`
	Tag        []string       `json:"tag"`
	Initiation string         `json:"initiationType"`
	Parties    []ocdsParty    `json:"parties,omitempty"`
	Buyer      *ocdsReference `json:"buyer,omitempty"`
	Tender     *ocdsTender    `json:"tender,omitempty"`
	Awards     []ocdsAward    `json:"awards,omitempty"`
	Contracts  []ocdsContract `json:"contracts,omitempty"`
}

type ocdsParty struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	Roles []string `json:"roles"`
}

type ocdsReference struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type ocdsTender struct {
	ID          string         `json:"id"`
	Title       string         `json:"title"`
	Description string         `json:"description,omitempty"`
	Status      string         `json:"status"`
	Value       *ocdsValue     `json:"value,omitempty"`
	Documents   []ocdsDocument `json:"documents,omitempty"`
}

type ocdsAward struct {
	ID          string          `json:"id"`
	Title       string          `json:"title"`
	Description string          `json:"description,omitempty"`
	Status      string          `json:"status,omitempty"`
	Date        string          `json:"date,omitempty"`
	Value       *ocdsValue      `json:"value,omitempty"`
	Suppliers   []ocdsReference `json:"suppliers,omitempty"`
	Documents   []ocdsDocument  `json:"documents,omitempty"`
}

type ocdsContract struct {
	ID     string `json:"id"`
	Award  string `json:"awardID"`
	Title  string `json:"title"`
	Status string `json:"status"`
}

type ocdsValue struct {
	Amount   float64 `json:"amount"`
	Currency string  `json:"currency,omitempty"`
}

type ocdsDocument struct {
	ID          string `json:"id"`
	Title       string `json:"title,omitempty"`
	Description string `json:"description"`
	URL         string `json:"url,omitempty"`
	Published   string `json:"datePublished,omitempty"`
}

// ocdsPrefix marks contracting processes that we know from reports alone: it is
// none of the prefixes that the standard's registry gives out.
const ocdsPrefix = "ocds-dateline-"

// WriteOCDS writes deals as releases of one package. A deal that has an OCID of
// its own keeps it. What was only proposed is a tender; the reports are the
// documents. A release has the same id as long as it says the same.
func WriteOCDS(w io.Writer, deals []report.Deal, now time.Time) error {
	p := ocdsPackage{Version: "1.1", Published: now.UTC().Format(time.RFC3339), Publisher: ocdsName{"Dateline"}, Releases: []ocdsRelease{}}
	ids := []string{p.Published}
	for _, d := range deals {
		r, err := releaseOf(d, now)
		if err != nil {
			return err
		}
		p.Releases, ids = append(p.Releases, r), append(ids, r.ID)
	}
	p.URI = "urn:dateline:ocds:" + hashed(ids...)
	out := bufio.NewWriter(w)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(p); err != nil {
		return err
	}
	return out.Flush()
}

// releaseOf is all that is known of a deal at one time.
func releaseOf(d report.Deal, now time.Time) (ocdsRelease, error) {
	key := hashed(factKey(d.First.URL, d.ID), d.Vendor, d.Agency)[:16]
	stage := ocdsStageOf(d.Status)
	r := ocdsRelease{OCID: ocdsProcess(d, key), Date: ocdsDate(d, now), Tag: stage.tags, Initiation: "tender"}
	r.Buyer = r.party(d.Agency, "buyer")
	title, note := cutTo(oneLineOf(dealTitle(d)), 150), terminal.CleanText(dealNote(d))
	if stage.tender != "" {
		for _, name := range []string{d.Vendor, d.Reseller} {
			r.party(name, "interestedParty")
		}
		r.Tender = &ocdsTender{ID: "tender-" + key, Title: title, Description: note, Status: stage.tender, Value: ocdsValueOf(d), Documents: ocdsDocuments(d)}
	} else {
		award := ocdsAward{ID: "award-" + key, Title: title, Description: note, Status: stage.award, Date: ocdsAwarded(d), Value: ocdsValueOf(d), Documents: ocdsDocuments(d)}
		for _, name := range []string{d.Vendor, d.Reseller} {
			if supplier := r.party(name, "supplier"); supplier != nil && !slices.Contains(award.Suppliers, *supplier) {
				award.Suppliers = append(award.Suppliers, *supplier)
			}
		}
		r.Awards = []ocdsAward{award}
		if stage.contract != "" {
			r.Contracts = []ocdsContract{{ID: "contract-" + key, Award: award.ID, Title: title, Status: stage.contract}}
		}
	}
	content, err := json.Marshal(r)
	r.ID = key + "-" + hashed(string(content))[:12]
	return r, err
}

// party adds a role of an organization, which has one id in all releases, and
// returns what refers to it; nil for none.
func (r *ocdsRelease) party(name, role string) *ocdsReference {
	if name = oneLineOf(name); name == "" {
		return nil
	}
	refers := &ocdsReference{"party-" + hashed(name)[:16], name}
	at := slices.IndexFunc(r.Parties, func(p ocdsParty) bool { return p.ID == refers.ID })
	switch {
	case at < 0:
		r.Parties = append(r.Parties, ocdsParty{refers.ID, name, []string{role}})
	case !slices.Contains(r.Parties[at].Roles, role):
		r.Parties[at].Roles = append(r.Parties[at].Roles, role)
	}
	return refers
}
