package page

import "strings"

// agencies are the wire services by the names that bylines give them.
var agencies = map[string]string{
	"reuters": "Reuters", "thomsonreuters": "Reuters", "ap": "AP", "associatedpress": "AP", "theassociatedpress": "AP", "afp": "AFP",
	"agencefrancepresse": "AFP", "agencefrancepress": "AFP", "dpa": "dpa", "deutschepresseagentur": "dpa", "dpainfocom": "dpa", "apa": "APA", "sda": "Keystone-SDA", "keystonesda": "Keystone-SDA",
	"efe": "EFE", "agenciaefe": "EFE", "ansa": "ANSA", "epd": "epd", "kna": "KNA", "tass": "TASS", "тасс": "TASS", "xinhua": "Xinhua", "新华社": "Xinhua", "新華社": "Xinhua", "bloomberg": "Bloomberg", "bloombergnews": "Bloomberg",
	"pti": "PTI", "presstrustofindia": "PTI", "ani": "ANI", "ians": "IANS", "upi": "UPI", "europapress": "Europa Press", "lusa": "Lusa", "belga": "Belga", "anp": "ANP",
	"ntb": "NTB", "tt": "TT", "ritzau": "Ritzau", "stt": "STT", "pap": "PAP", "ctk": "ČTK", "čtk": "ČTK", "mti": "MTI", "agerpres": "Agerpres", "kyodo": "Kyodo", "共同通信": "Kyodo", "jiji": "Jiji", "時事通信": "Jiji",
	"yonhap": "Yonhap", "연합뉴스": "Yonhap", "aap": "AAP", "thecanadianpress": "The Canadian Press", "canadianpress": "The Canadian Press", "pressassociation": "PA", "pamedia": "PA", "panewsagency": "PA",
	"anadoluagency": "Anadolu", "anadolu": "Anadolu", "interfax": "Interfax", "интерфакс": "Interfax", "риановости": "RIA Novosti", "укрінформ": "Ukrinform", "ukrinform": "Ukrinform", "unian": "UNIAN", "sid": "SID", "dts": "dts", "dowjones": "Dow Jones",
	"télam": "Télam", "telam": "Télam", "notimex": "Notimex", "agênciabrasil": "Agência Brasil", "adnkronos": "Adnkronos", "athensmacedoniannewsagency": "AMNA", "αμπε": "AMNA", "中央社": "CNA", "antara": "Antara", "irna": "IRNA", "wafa": "WAFA", "مهر": "Mehr", "رويترز": "Reuters",
}

// agencyOf returns the first wire agency among names, "" if there is none.
func agencyOf(names []string) string {
	for _, name := range names {
		for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '/' || r == ',' || r == ';' }) {
			if agency := agencies[key(part)]; agency != "" {
				return agency
			}
		}
	}
	return ""
}

// datelined is how far into the first paragraph a dateline may reach.
const datelined = 90

// wire takes the agency from the dateline of the first paragraph: "NORTHPORT
// (AP) —", "Berlin (dpa) –", "新华社北京4月24日电", or from the last one, which
// may be nothing but "(dpa)".
func (p *Page) wire() {
	if p.Agency != "" {
		return
	}
	body := p.With(Body)
	if len(body) == 0 {
		return
	}
	start := clip(body[0], datelined)
	for _, name := range []string{"新华社", "新華社", "共同通信", "時事通信", "中央社"} {
		if strings.HasPrefix(strings.TrimLeft(start, "【（("), name) {
			p.Agency = agencies[key(name)]
			return
		}
	}
	for _, dash := range []string{"—", "–", " - ", "--", "/ -"} {
		if place, _, ok := strings.Cut(start, dash); ok {
			if inner, rest, ok := parenthesized(place); ok && strings.TrimSpace(rest) == "" {
				p.Agency = agencyIn(inner)
			} else if strings.Count(place, " ") < 4 {
				p.Agency = agencyIn(place)
			}
			break
		}
	}
	if inner, _, ok := parenthesized(start); ok && p.Agency == "" && len(inner) < 20 {
		p.Agency = agencyIn(inner)
	}
	if end := body[len(body)-1]; p.Agency == "" && len(end) < 60 {
		p.Agency = agencyIn(end)
	} else if i := strings.LastIndexByte(end, '('); p.Agency == "" && i > 0 && len(end)-i < 30 {
		p.Agency = agencyIn(end[i:])
	}
}

// parenthesized returns what stands in the first brackets of s, and what follows.
func parenthesized(s string) (inner, rest string, ok bool) {
	_, s, ok = strings.Cut(s, "(")
	if !ok {
		return "", "", false
	}
	return strings.Cut(s, ")")
}
