package export

import (
	"bufio"
	"encoding/json"
	"io"
	"strings"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/report"
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
	Language   string         `json:"language"`
	Parties    []ocdsParty    `json:"parties,omitempty"`
	Buyer      *ocdsReference `json:"buyer,omitempty"`
	Tender     *ocdsTender    `json:"tender,omitempty"`
	Awards     []ocdsAward    `json:"awards,omitempty"`
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
	ID     string     `json:"id"`
	Title  string     `json:"title"`
	Status string     `json:"status"`
	Value  *ocdsValue `json:"value,omitempty"`
}

type ocdsAward struct {
	ID        string          `json:"id"`
	Title     string          `json:"title"`
	Status    string          `json:"status"`
	Date      string          `json:"date,omitempty"`
	Value     *ocdsValue      `json:"value,omitempty"`
	Suppliers []ocdsReference `json:"suppliers,omitempty"`
	Documents []ocdsDocument  `json:"documents,omitempty"`
}

type ocdsValue struct {
	Amount   float64 `json:"amount"`
	Currency string  `json:"currency"`
}

type ocdsDocument struct {
	ID          string `json:"id"`
	Type        string `json:"documentType"`
	Title       string `json:"title"`
	Description string `json:"description"`
	URL         string `json:"url"`
	Published   string `json:"datePublished,omitempty"`
}

// ocdsPrefix marks contracting processes that we know from reports alone: it is
// none of the prefixes that the standard's registry gives out.
const ocdsPrefix = "ocds-dateline-"

// WriteOCDS writes deals as releases of one package. A deal that has an OCID of
// its own keeps it. What was only proposed is a tender; the reports are the
// award's documents.
func WriteOCDS(w io.Writer, deals []report.Deal, now time.Time) error {
	p := ocdsPackage{URI: "urn:dateline:ocds", Version: "1.1", Published: now.UTC().Format(time.RFC3339), Publisher: ocdsName{"Dateline"}, Releases: []ocdsRelease{}}
	for _, d := range deals {
		p.Releases = append(p.Releases, releaseOf(d))
	}
	out := bufio.NewWriter(w)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(p); err != nil {
		return err
	}
	return out.Flush()
}

func releaseOf(d report.Deal) ocdsRelease {
	id := strings.ReplaceAll(d.ID, ".", "-")
	r := ocdsRelease{OCID: ocdsPrefix + id, ID: id, Date: moment(d.First), Initiation: "tender", Language: "en"}
	for _, reg := range d.Registry {
		if ocid, ok := strings.CutPrefix(reg, "ocid:"); ok {
			r.OCID = ocid
		}
	}
	if d.Agency != "" {
		buyer := ocdsReference{"agency-" + id, d.Agency}
		r.Buyer = &buyer
		r.Parties = append(r.Parties, ocdsParty{buyer.ID, d.Agency, []string{"buyer"}})
	}
	var value *ocdsValue
	if d.High > 0 {
		value = &ocdsValue{d.High, d.Currency}
	}
	title := d.What
	if title == "" {
		title = "not told"
	}
	if news.DealStatus(d.Status) == news.DealProposed {
		r.Tag = []string{"planning"}
		r.Tender = &ocdsTender{ID: "tender-" + id, Title: title, Status: "planned", Value: value}
		return r
	}
	r.Tag = []string{"award"}
	award := ocdsAward{ID: "award-" + id, Title: title, Status: "active", Value: value}
	if news.DealStatus(d.Status) == news.DealCancelled {
		award.Status = "cancelled"
	}
	if parsed, err := edtf.Parse(d.Date); err == nil && len(dateParts(parsed.From())) == 3 {
		from, _ := parsed.Bounds()
		award.Date = from.Format(time.RFC3339)
	}
	if d.Vendor != "" {
		supplier := ocdsReference{"company-" + id, d.Vendor}
		award.Suppliers = []ocdsReference{supplier}
		r.Parties = append(r.Parties, ocdsParty{supplier.ID, d.Vendor, []string{"supplier"}})
	}
	for _, report := range d.Reports {
		doc := ocdsDocument{ID: "report-" + strings.ReplaceAll(report.ID, ".", "-"), Type: "awardNotice", Title: report.Outlet, Description: report.Passage.Text, URL: report.URL}
		if t, ok := report.Published.Instant(); ok {
			doc.Published = t.Format(time.RFC3339)
		}
		award.Documents = append(award.Documents, doc)
	}
	r.Awards = []ocdsAward{award}
	return r
}

// moment is when a report was published, or seen where that is not known.
func moment(r report.Report) string {
	if from, _ := r.Published.Bounds(); !from.IsZero() {
		return from.UTC().Format(time.RFC3339)
	}
	return r.Seen.UTC().Format(time.RFC3339)
}
