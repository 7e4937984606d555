package export

import (
	"strings"

	"dateline/internal/edtf"
	"dateline/internal/report"
)

// party writes a company or a public body, and its mention in an article.
func (f *ftmWriter) party(schema, name, article string) (string, error) {
	if oneLineOf(name) == "" {
		return "", nil
	}
	id := ftmID("party", schema, name)
	if !f.known[id] {
		f.parties[name] = append(f.parties[name], id)
	}
	if err := f.write(schema, id, map[string][]string{"name": {name}}); err != nil {
		return "", err
	}
	return id, f.write("Mention", ftmID("mention", article, schema, name), map[string][]string{
		"document": {article}, "resolved": {id}, "name": {name}, "detectedSchema": {schema},
	})
}

// deal writes a deal as a contract of its agency, with an award to its vendor
// and to the reseller.
func (f *ftmWriter) deal(d report.Deal) error {
	article, err := f.told(d.First)
	if err != nil {
		return err
	}
	var ids [3]string
	for i, p := range [][2]string{{"Company", d.Vendor}, {"PublicBody", d.Agency}, {"Company", d.Reseller}} {
		if ids[i], err = f.party(p[0], p[1], article); err != nil {
			return err
		}
	}
	vendor, agency, reseller := ids[0], ids[1], ids[2]
	contract := ftmID("contract", factKey(d.First.URL, d.ID), d.Vendor, d.Agency)
	if err := f.contract(contract, agency, d); err != nil {
		return err
	}
	if err := f.award(contract, vendor, "vendor", d); err != nil {
		return err
	}
	return f.award(contract, reseller, "reseller", d)
}

// contract writes what is known of a contract, and which articles tell of it.
func (f *ftmWriter) contract(id, agency string, d report.Deal) error {
	proof, urls, numbers := []string{}, []string{}, []string{}
	for _, r := range append([]report.Report{d.First}, d.Reports...) {
		article, err := f.told(r)
		if err != nil {
			return err
		}
		proof, urls = append(proof, article), append(urls, r.URL)
	}
	for _, registered := range d.Registry {
		_, number, _ := strings.Cut(registered, ":")
		numbers = append(numbers, number)
	}
	title, amount := dealTitle(d), dealAmount(d)
	date := ""
	if parsed, err := edtf.Parse(d.Date); err == nil {
		date = ftmDate(parsed)
	}
	return f.write("Contract", id, map[string][]string{
		"title": {title}, "name": {title}, "authority": {agency}, "amount": {amount}, "currency": {dealCurrency(d)}, "status": {d.Status}, "contractDate": {date},
		"procedureNumber": numbers, "sourceUrl": urls, "proof": proof, "description": {d.First.Passage.Text}, "notes": {dealNote(d)},
	})
}

func (f *ftmWriter) award(contract, supplier, role string, d report.Deal) error {
	if supplier == "" {
		return nil
	}
	var date, start, end string
	if parsed, err := edtf.Parse(d.Date); err == nil {
		date, start, end = ftmDates(parsed)
	}
	return f.write("ContractAward", ftmID("award", contract, supplier), map[string][]string{
		"contract": {contract}, "supplier": {supplier}, "role": {role}, "amount": {dealAmount(d)}, "currency": {dealCurrency(d)}, "status": {d.Status},
		"date": {date}, "startDate": {start}, "endDate": {end}, "sourceUrl": {d.First.URL},
	})
}

// dealTitle is what is supplied, else who supplies whom.
func dealTitle(d report.Deal) string {
	switch {
	case oneLineOf(d.What) != "":
		return d.What
	case oneLineOf(d.Vendor) != "" && oneLineOf(d.Agency) != "":
		return d.Vendor + " for " + d.Agency
	case oneLineOf(d.Vendor+d.Agency) != "":
		return d.Vendor + d.Agency
	}
	return "not told"
}

// dealAmount is the greatest amount reported; "" if there is none.
func dealAmount(d report.Deal) string {
	if d.High <= 0 {
		return ""
	}
	return plain(d.High)
}

// dealCurrency is that of an amount; "" without one.
func dealCurrency(d report.Deal) string {
	if d.High <= 0 {
		return ""
	}
	return d.Currency
}

// dealNote says of an amount what a number does not, and how far the deal is:
// "awarded; up to 12500000 EUR; ceiling".
func dealNote(d report.Deal) string {
	var parts []string
	if d.Status != "" {
		parts = append(parts, d.Status)
	}
	if d.High > 0 {
		amount := d.Bound + " " + plain(d.High) + " " + d.Currency
		if d.Low > 0 && d.Low < d.High {
			amount = plain(d.Low) + " to " + plain(d.High) + " " + d.Currency
			if d.Bound != "" {
				amount += " (" + d.Bound + ")"
			}
		}
		parts = append(parts, oneLine(amount))
		if d.Role != "" {
			parts = append(parts, d.Role)
		}
	}
	return strings.Join(parts, "; ")
}

// event writes an event, with those of its names that are a party's.
func (f *ftmWriter) event(h report.Happening) error {
	date, start, end := ftmDates(h.Date)
	proof, urls, involved := []string{}, []string{}, []string{}
	told := []report.Article{{URL: h.URL, Title: h.Title, Outlet: h.Outlet, Published: h.Published}}
	for _, r := range h.Reports {
		told = append(told, report.Article{URL: r.URL, Outlet: r.Outlet, Published: r.Published})
	}
	for _, a := range told {
		if a.URL == "" { // an event of a person's own
			continue
		}
		proof, urls = append(proof, ftmArticle(a.URL)), append(urls, a.URL)
		if err := f.article(a); err != nil {
			return err
		}
	}
	for _, name := range h.Entities {
		involved = append(involved, f.parties[name]...)
	}
	return f.write("Event", ftmID("event", eventKey(h)), map[string][]string{
		"name": {summaryOf(h)}, "description": {h.Passage.Text}, "date": {date}, "startDate": {start}, "endDate": {end}, "sourceUrl": urls, "proof": proof,
		"publisher": h.Outlets, "namesMentioned": h.Entities, "involved": involved, "keywords": eventMarks(h),
	})
}

// eventMarks are the words for what a reader must know of an event.
func eventMarks(h report.Happening) (marks []string) {
	for _, mark := range []struct {
		word string
		is   bool
	}{{"denied", h.Denied}, {"corrected", h.Corrected}, {"own source", h.Own}} {
		if mark.is {
			marks = append(marks, mark.word)
		}
	}
	return marks
}

// ftmLanguage is a language as the model of FollowTheMoney names it: by a code of
// three letters, and "" for one that it does not have.
func ftmLanguage(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
	for pair := range strings.FieldsSeq(ftmLanguages) {
		short, long, _ := strings.Cut(pair, ":")
		if base == short || base == long {
			return long
		}
	}
	return ""
}

// ftmLanguages are the languages of the model, by ISO 639-1 and 639-3.
const ftmLanguages = `af:afr ar:ara az:aze be:bel bn:ben bs:bos bg:bul ca:cat cs:ces da:dan de:deu el:ell en:eng et:est fa:fas fi:fin fr:fra he:heb iw:heb hi:hin hr:hrv
hu:hun hy:hye id:ind in:ind is:isl it:ita ja:jpn kn:kan ka:kat kk:kaz km:khm ky:kir ko:kor lv:lav lt:lit lb:ltz mk:mkd mt:mlt mn:mon ms:msa my:mya ne:nep nl:nld
no:nor nb:nor nn:nor pl:pol pt:por ro:ron ru:rus sk:slk sl:slv es:spa sq:sqi sr:srp sw:swa sv:swe tg:tgk tl:tgl tk:tuk tr:tur uk:ukr ur:urd uz:uzb zh:zho fil:fil cnr:cnr`
