package feed

import "time"

// rule says when a zone is an hour ahead of its standard time.
type rule uint8

const (
	fixed rule = iota
	american
	european
	australian
	newZealand
)

// zone is a zone's standard offset from UTC in minutes and its summer rule.
type zone struct {
	offset int
	rule   rule
}

// zones are the names that feeds write, in lower case. A name that means
// several zones has the reading that news feeds give it (IST: India, CST:
// America, BST: Britain); names that stay doubtful are left out, and a time
// with such a name is unknown.
var zones = map[string]zone{
	"z": {}, "ut": {}, "utc": {}, "gmt": {}, "zulu": {}, "uct": {}, "wet": {}, "west": {offset: 60}, "bst": {offset: 60},
	"cet": {offset: 60}, "cest": {offset: 120}, "mez": {offset: 60}, "mesz": {offset: 120}, "met": {offset: 60}, "mest": {offset: 120},
	"eet": {offset: 120}, "eest": {offset: 180}, "msk": {offset: 180}, "trt": {offset: 180}, "sast": {offset: 120}, "cat": {offset: 120},
	"eat": {offset: 180}, "wat": {offset: 60}, "wib": {offset: 420}, "gst": {offset: 240}, "pkt": {offset: 300}, "ist": {offset: 330},
	"npt": {offset: 345}, "ict": {offset: 420}, "hkt": {offset: 480}, "sgt": {offset: 480}, "myt": {offset: 480}, "pht": {offset: 480},
	"awst": {offset: 480}, "jst": {offset: 540}, "kst": {offset: 540}, "acst": {offset: 570}, "acdt": {offset: 630},
	"aest": {offset: 600}, "aedt": {offset: 660}, "aet": {600, australian}, "nzst": {offset: 720}, "nzdt": {offset: 780}, "nzt": {720, newZealand},
	"clt": {offset: -240}, "clst": {offset: -180}, "cot": {offset: -300}, "pet": {offset: -300}, "vet": {offset: -240}, "bot": {offset: -240},
	"uyt": {offset: -180}, "idt": {offset: 180}, "irst": {offset: 210}, "aft": {offset: 270}, "uzt": {offset: 300}, "мск": {offset: 180},
	"yekt": {offset: 300}, "novt": {offset: 420}, "krat": {offset: 420}, "irkt": {offset: 480}, "vlat": {offset: 600}, "samt": {offset: 240},
	"wita": {offset: 480}, "wit": {offset: 540}, "chst": {offset: 600}, "fjt": {offset: 720}, "mmt": {offset: 390}, "ulat": {offset: 480},
	"nst": {offset: -210}, "ndt": {offset: -150}, "brt": {offset: -180}, "art": {offset: -180},
	"ast": {offset: -240}, "adt": {offset: -180}, "at": {-240, american},
	"est": {offset: -300}, "edt": {offset: -240}, "et": {-300, american}, "eastern": {-300, american},
	"cst": {offset: -360}, "cdt": {offset: -300}, "ct": {-360, american}, "central": {-360, american},
	"mst": {offset: -420}, "mdt": {offset: -360}, "mt": {-420, american},
	"pst": {offset: -480}, "pdt": {offset: -420}, "pt": {-480, american}, "pacific": {-480, american},
	"akst": {offset: -540}, "akdt": {offset: -480}, "hst": {offset: -600},

	"europe/london": {0, european}, "europe/dublin": {0, european}, "europe/lisbon": {0, european},
	"europe/amsterdam": {60, european}, "europe/berlin": {60, european}, "europe/brussels": {60, european},
	"europe/budapest": {60, european}, "europe/copenhagen": {60, european}, "europe/madrid": {60, european},
	"europe/oslo": {60, european}, "europe/paris": {60, european}, "europe/prague": {60, european}, "europe/rome": {60, european},
	"europe/stockholm": {60, european}, "europe/vienna": {60, european}, "europe/warsaw": {60, european}, "europe/zurich": {60, european},
	"europe/athens": {120, european}, "europe/bucharest": {120, european}, "europe/helsinki": {120, european}, "europe/kyiv": {120, european},
	"europe/kiev": {120, european}, "europe/istanbul": {offset: 180}, "europe/moscow": {offset: 180},
	"america/new_york": {-300, american}, "america/toronto": {-300, american}, "america/chicago": {-360, american},
	"america/denver": {-420, american}, "america/phoenix": {offset: -420}, "america/los_angeles": {-480, american},
	"america/vancouver": {-480, american}, "america/halifax": {-240, american}, "america/sao_paulo": {offset: -180},
	"us/eastern": {-300, american}, "us/central": {-360, american}, "us/mountain": {-420, american}, "us/pacific": {-480, american},
	"asia/kolkata": {offset: 330}, "asia/calcutta": {offset: 330}, "asia/dubai": {offset: 240}, "asia/hong_kong": {offset: 480},
	"asia/seoul": {offset: 540}, "asia/shanghai": {offset: 480}, "asia/singapore": {offset: 480}, "asia/tokyo": {offset: 540},
	"australia/sydney": {600, australian}, "australia/melbourne": {600, australian}, "australia/brisbane": {offset: 600},
	"pacific/auckland": {720, newZealand}, "etc/utc": {}, "etc/gmt": {},
}

// at returns the offset in minutes that holds at a local time.
func (z zone) at(year int, month time.Month, day, hour int) int {
	local := time.Date(year, month, day, hour, 0, 0, 0, time.UTC)
	sunday := func(month time.Month, n, hour int) time.Time {
		return nthSunday(year, month, n).Add(time.Duration(hour) * time.Hour)
	}
	between := func(from, to time.Time) bool { return !local.Before(from) && local.Before(to) }
	summer := false
	switch z.rule {
	case american:
		from, to := sunday(time.March, 2, 2), sunday(time.November, 1, 2)
		if year < 2007 {
			from, to = sunday(time.April, 1, 2), sunday(time.October, -1, 2)
		}
		summer = between(from, to)
	case european: // at 01:00 UTC everywhere
		shift := z.offset / 60
		summer = between(sunday(time.March, -1, 1+shift), sunday(time.October, -1, 2+shift))
	case australian:
		summer = !between(sunday(time.April, 1, 3), sunday(time.October, 1, 2))
	case newZealand:
		summer = !between(sunday(time.April, 1, 3), sunday(time.September, -1, 2))
	}
	if summer {
		return z.offset + 60
	}
	return z.offset
}

// nthSunday returns the beginning of a month's nth Sunday; -1 is the last.
func nthSunday(year int, month time.Month, n int) time.Time {
	if n < 0 {
		last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC)
		return last.AddDate(0, 0, -int(last.Weekday()))
	}
	day := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	return day.AddDate(0, 0, (7-int(day.Weekday()))%7+7*(n-1))
}
