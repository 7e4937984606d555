package export

import (
	"strings"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/report"
	"dateline/internal/terminal"
	"dateline/internal/weburl"
)

// ocdsStage is how far a deal is, in the codes of OCDS 1.1 (releaseTag,
// tenderStatus, awardStatus, contractStatus). Where there is a code for the
// tender, there is no award yet.
type ocdsStage struct {
	status                  news.DealStatus
	tags                    []string
	tender, award, contract string
}

// ocdsStages are those of each status. An allegation has no status of an award:
// the standard has no word for one.
var ocdsStages = []ocdsStage{
	{news.DealProposed, []string{"planning"}, "planned", "", ""},
	{news.DealAnnounced, []string{"award"}, "", "active", ""},
	{news.DealAwarded, []string{"award"}, "", "active", ""},
	{news.DealReported, []string{"award"}, "", "active", ""},
	{news.DealAlleged, []string{"award"}, "", "", ""},
	{news.DealProtested, []string{"award"}, "", "pending", ""},
	{news.DealExtended, []string{"award", "contract"}, "", "active", "active"},
	{news.DealCancelled, []string{"awardCancellation"}, "", "cancelled", ""},
	{news.DealEnded, []string{"contractTermination"}, "", "active", "terminated"},
}

func ocdsStageOf(status string) ocdsStage {
	for _, s := range ocdsStages {
		if s.status == news.DealStatus(status) {
			return s
		}
	}
	return ocdsStage{tags: []string{"award"}}
}

// ocdsProcess is the OCID that a report names, else one of our own.
func ocdsProcess(d report.Deal, key string) string {
	for _, registered := range d.Registry {
		if ocid, ok := strings.CutPrefix(registered, "ocid:"); ok && ocid != "" {
			return ocid
		}
	}
	return ocdsPrefix + key
}

// ocdsDate is when all that a release says was known: the date of the latest
// report.
func ocdsDate(d report.Deal, now time.Time) string {
	latest := moment(d.First)
	for _, r := range d.Reports {
		if t := moment(r); t.After(latest) {
			latest = t
		}
	}
	if latest.After(now) {
		latest = now
	}
	return latest.UTC().Format(time.RFC3339)
}

// moment is when a report was published, or seen where that is not known to the
// day.
func moment(r report.Report) time.Time {
	if t, ok := r.Published.Instant(); ok {
		return t
	}
	if from, ok := dayOf(r.Published); ok {
		return from
	}
	return r.Seen
}

// dayOf is the beginning of a date that is a day.
func dayOf(d edtf.Date) (time.Time, bool) {
	from, _ := d.Bounds()
	return from, d.Precision() == edtf.PrecisionDay && d.From() == d
}

// ocdsAwarded is the date of an award that is known to the day.
func ocdsAwarded(d report.Deal) string {
	date, err := edtf.Parse(d.Date)
	if err != nil {
		return ""
	}
	if t, ok := date.Instant(); ok {
		return t.UTC().Format(time.RFC3339)
	}
	if day, ok := dayOf(date.From()); ok {
		return day.Format(time.RFC3339)
	}
	return ""
}

// ocdsValueOf is the greatest amount reported. A currency is a code of ISO 4217,
// or none.
func ocdsValueOf(d report.Deal) *ocdsValue {
	if d.High <= 0 {
		return nil
	}
	currency := d.Currency
	if len(currency) != 3 || strings.Trim(currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		currency = ""
	}
	return &ocdsValue{d.High, currency}
}

// ocdsDocuments are the reports of a deal, each with its words.
func ocdsDocuments(d report.Deal) (all []ocdsDocument) {
	for _, r := range d.Reports {
		doc := ocdsDocument{ID: "report-" + factKey(r.URL, r.ID)[:16], Title: oneLineOf(r.Outlet), Description: terminal.CleanText(r.Passage.Text), URL: weburl.URI(r.URL)}
		if t, ok := r.Published.Instant(); ok {
			doc.Published = t.UTC().Format(time.RFC3339)
		} else if day, ok := dayOf(r.Published); ok {
			doc.Published = day.Format(time.RFC3339)
		}
		all = append(all, doc)
	}
	return all
}
