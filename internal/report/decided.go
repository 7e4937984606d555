package report

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/store"
	"dateline/internal/text"
)

// Decisions is what a person's word is asked of.
type Decisions interface {
	Decisions(ctx context.Context, kind news.DerivedKind) ([]news.Decision, error)
}

// DecisionRow is what a person said about a derived row.
type DecisionRow struct {
	Verdict string    `json:"verdict"` // confirmed or corrected; what was rejected is not given
	Who     string    `json:"who"`
	Time    time.Time `json:"time"`
	Note    string    `json:"note"`
}

// decided are decisions by article and subject.
type decided map[string]news.Decision

func decisionsOf(ctx context.Context, s Decisions, kind news.DerivedKind) (decided, error) {
	list, err := s.Decisions(ctx, kind)
	if err != nil {
		return nil, err
	}
	d := make(decided, len(list))
	for _, one := range list {
		d[decisionKey(one.Article, one.Subject)] = one
	}
	return d, nil
}

func decisionKey(article int64, subject string) string {
	return strconv.FormatInt(article, 10) + " " + subject
}

// on returns the decision on a row; nil: none.
func (d decided) on(article int64, subject string) *news.Decision {
	if one, ok := d[decisionKey(article, subject)]; ok {
		return &one
	}
	return nil
}

func decisionRow(d *news.Decision) *DecisionRow {
	if d == nil {
		return nil
	}
	return &DecisionRow{Verdict: string(d.Verdict), Who: d.Who, Time: d.Time, Note: d.Note}
}

// dealSubject is what a report of a deal is about: its parties and the amount,
// as far as two roundings of it agree.
func dealSubject(d news.Deal) string {
	subject := text.Fold(d.Vendor) + " → " + text.Fold(d.Agency)
	if d.Amount > 0 {
		subject += " " + strconv.FormatFloat(d.Amount, 'e', 1, 64) + " " + d.Currency
	}
	return subject
}

// subjectWords is how many bytes of a sentence tell it from others.
const subjectWords = 60

// passageSubject is a sentence by how it begins, and what is said of it.
func passageSubject(body string, at text.Span, what string) string {
	p := sentenceAt(body, at.Start)
	if p == nil {
		return what
	}
	fold := strings.Join(strings.Fields(text.Fold(p.Text)), " ")
	for len(fold) > subjectWords {
		fold = fold[:strings.LastIndexByte(fold, ' ')+1]
		fold = strings.TrimSuffix(fold, " ")
		if !strings.Contains(fold, " ") {
			break
		}
	}
	return what + ": " + fold
}

func eventSubject(body string, e news.Event) string {
	return passageSubject(body, e.DatePlace, e.Date.String())
}

func statementSubject(body string, s news.Statement) string {
	return passageSubject(body, s.Span, text.Fold(s.Speaker))
}

// DealFields are the names under which a deal can be corrected.
var DealFields = []string{"vendor", "agency", "reseller", "what", "amount", "currency", "status", "edtf"}

// EventFields and StatementFields are those of events and statements.
var (
	EventFields     = []string{"edtf"}
	StatementFields = []string{"speaker", "act"}
	OriginFields    = []string{"origin"}
)

// correctDeal puts a person's values in place of what was read.
func correctDeal(d *store.ToldDeal, values map[string]string) error {
	for name, value := range values {
		switch name {
		case "vendor":
			d.Vendor = value
		case "agency":
			d.Agency = value
		case "reseller":
			d.Reseller = value
		case "what":
			d.What = value
		case "currency":
			d.Currency = strings.ToUpper(value)
		case "status":
			d.Status = news.DealStatus(value)
		case "amount":
			amount, err := strconv.ParseFloat(strings.ReplaceAll(cmp.Or(value, "0"), ",", ""), 64)
			if err != nil {
				return fault.New(fault.Usage, "%q is no amount", value)
			}
			d.Amount, d.Bound = amount, news.BoundExact
		case "edtf":
			date, err := parseDate(value)
			if err != nil {
				return err
			}
			d.Date = date
		default:
			return fault.New(fault.Usage, "a deal has no %q", name)
		}
	}
	return nil
}

func parseDate(value string) (edtf.Date, error) {
	if value == "" {
		return edtf.Date{}, nil
	}
	d, err := edtf.Parse(value)
	if err != nil {
		return d, fmt.Errorf("%q is no date: %w", value, err)
	}
	return d, nil
}
