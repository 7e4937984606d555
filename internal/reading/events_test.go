package reading

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/internal/edtf"
	"dateline/internal/gazetteer"
	"dateline/internal/news"
	"dateline/internal/text"
)

// eventDocument makes a document whose dates are marked: "in [2025-05|May]".
// Names are words in *stars*.
func eventDocument(t *testing.T, marked string) *document {
	t.Helper()
	var plain strings.Builder
	var dates []news.Date
	var names []news.Mention
	for marked != "" {
		i := strings.IndexAny(marked, "[*")
		if i < 0 {
			plain.WriteString(marked)
			break
		}
		plain.WriteString(marked[:i])
		start := plain.Len()
		if marked[i] == '*' {
			name, rest, _ := strings.Cut(marked[i+1:], "*")
			plain.WriteString(name)
			names = append(names, news.Mention{Span: text.Span{Start: start, End: plain.Len()}, Kind: news.EntityCompany, Name: name, By: news.ByName})
			marked = rest
			continue
		}
		inside, rest, _ := strings.Cut(marked[i+1:], "]")
		value, words, _ := strings.Cut(inside, "|")
		plain.WriteString(words)
		date, err := edtf.Parse(value)
		if err != nil {
			t.Fatal(err)
		}
		dates = append(dates, news.Date{Span: text.Span{Start: start, End: plain.Len()}, EDTF: date})
		marked = rest
	}
	d := newDocument(Input{Text: plain.String()})
	d.found.Dates, d.found.Mentions = dates, names
	return d
}

func TestEachDateHasItsClause(t *testing.T) {
	for _, c := range []struct{ marked, want string }{
		{"*Tarn* signed the contract in [2025-05|May].", "2025-05: Tarn signed the contract in May. [Tarn]"},
		{"*Tarn* signed in [2025-05|May], and *Marlow* paid the first bill in [2025-07|July].",
			"2025-05: Tarn signed in May [Tarn] / 2025-07: Marlow paid the first bill in July. [Marlow]"},
		{"*Tarn* won the deal in [2021|2021]; it was renewed in [2023|2023] by *Quell*.",
			"2021: Tarn won the deal in 2021 [Tarn] / 2023: it was renewed in 2023 by Quell. [Quell]"},
		{"The system of *Tarn* went live on [2019-03-01|March 1, 2019] while the old one ran until [2020-06|June 2020] at *Brack*.",
			"2019-03-01: The system of Tarn went live on March 1, 2019 [Tarn] / 2020-06: while the old one ran until June 2020 at Brack. [Brack]"},
		{"It took effect on [2025-09-11|Sept. 11] and expires on [2034-08-31|Aug. 31, 2034], *Marlow* said.",
			"2025-09-11: It took effect on Sept. 11 [Marlow] / 2034-08-31: expires on Aug. 31, 2034, Marlow said. [Marlow]"},
		{"*Tarn* sells cameras to towns all over. The first went up in the harbour in [2018|2018].", "2018: The first went up in the harbour in 2018. [Tarn]"},
		{"Das Amt von *Tarn* kaufte [2019|2019] die Software, während *Quell* erst [2021|2021] lieferte.",
			"2019: Das Amt von Tarn kaufte 2019 die Software [Tarn] / 2021: während Quell erst 2021 lieferte. [Quell]"},
		{"Publié le [2025-05-01|1er mai 2025] par *Tarn*.", ""},
		{"Updated: [2025-05-01|May 1, 2025], 9 a.m., *Tarn* News Desk.", ""},
		{"[2025-05-01|May 1, 2025] *Tarn*", ""},
		{"RESTON, Va., [2023-08-17|Aug. 17, 2023] /PRNewswire/ -- *Tarn* will run the network of the port.", ""},
		{"MARLOW, Ohio, [2023-08-17|Aug. 17, 2023] -- *Tarn* will run the network of the port.", ""},
		{"The founder of *Tarn*, born in [1971|1971], will not leave the firm.", ""},
		{"Under the Data Act of [2008|2008] *Tarn* may keep the records of the port.", ""},
		{"Die Gründerin von *Tarn*, geboren am [1971-03-02|2. März 1971], bleibt im Amt.", ""},
		{"It rained for weeks in [2019|2019] and nobody was there.", ""},
	} {
		d := eventDocument(t, c.marked)
		d.readEvents()
		var got []string
		for _, e := range d.found.Events {
			got = append(got, fmt.Sprintf("%s: %s %v", e.Date, e.Of(d.Text), e.Entities))
			if e.DatePlace.Start < e.Start || e.DatePlace.End > e.End {
				t.Errorf("%s: the date lies outside of %q", c.marked, e.Of(d.Text))
			}
		}
		if s := strings.Join(got, " / "); s != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.marked, s, c.want)
		}
	}
}

func FuzzEventsLieInTheText(f *testing.F) {
	f.Add("Tarn Systems Inc. signed in May 2025, and paid in July 2025; the town of Marlow, born 1900, did not.", "May 2025", "July 2025")
	f.Add("é; 2019 — 2020", "2019", "2020")
	f.Add("011 1 1 1 1", "0", "0")
	f.Fuzz(func(t *testing.T, s, one, two string) {
		d := newDocument(Input{Text: s})
		d.readMentions(gazetteer.Default())
		for _, words := range []string{one, two} {
			at := strings.LastIndex(s, words)
			if words == "" || at < 0 || !utf8.ValidString(words) || len(d.found.Dates) > 0 && d.found.Dates[0].End > at {
				continue
			}
			d.found.Dates = append(d.found.Dates, news.Date{Span: text.Span{Start: at, End: at + len(words)}, EDTF: edtf.Year(2025)})
		}
		d.readEvents()
		for _, e := range d.found.Events {
			if e.Start < 0 || e.End > len(s) || e.Len() <= 0 || utf8.ValidString(s) && !utf8.ValidString(e.Of(s)) || e.DatePlace.Start < e.Start || e.DatePlace.End > e.End {
				t.Fatalf("event %v with date %v in %q", e.Span, e.DatePlace, s)
			}
		}
	})
}
