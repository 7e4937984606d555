package weburl

import "slices"

import "strings"

// scope says when a parameter of a name may go.
type scope uint8

const (
	anyValue   scope = iota + 1 // whatever it holds
	knownValue                  // only if it holds one of referrers
	exactCase                   // whatever it holds, if the name is written so
	ampValue                    // only if it holds one of ampValues
	ampLayout                   // only if it holds one of ampLayouts
	wordValue                   // only if it holds more than digits
)

// tracking lists parameters, in lower case, that say how a reader came to a
// page and not which page it is. What may be an article's number somewhere
// (id, p, cid, nid, story …) is not here.
var tracking = map[string]scope{
	// advertisers' and networks' click ids
	"dclid": anyValue, "epik": anyValue, "fbclid": anyValue, "gad_campaignid": anyValue, "gad_source": anyValue,
	"gbraid": anyValue, "gclid": anyValue, "gclsrc": anyValue, "igsh": anyValue, "igshid": anyValue,
	"li_fat_id": anyValue, "mibextid": anyValue, "msclkid": anyValue, "rdt_cid": anyValue, "s_kwcid": anyValue,
	"srsltid": anyValue, "ttclid": anyValue, "twclid": anyValue, "wbraid": anyValue, "yclid": anyValue,
	"ysclid": anyValue, "zanpid": anyValue, "dicbo": anyValue, "vgo_ee": anyValue, "ef_id": anyValue,
	// social networks
	"__cft__[0]": anyValue, "__tn__": anyValue, "__twitter_impression": anyValue, "action_object_map": anyValue,
	"action_ref_map": anyValue, "action_type_map": anyValue, "fb_action_ids": anyValue, "fb_action_types": anyValue,
	"fb_ref": anyValue, "fb_source": anyValue, "hootpostid": anyValue, "ref_src": anyValue, "ref_url": anyValue,
	"soc_src": anyValue, "soc_trk": anyValue, "sr_share": anyValue, "share_from_user_hidden": anyValue,
	// newsletters
	"_bta_c": anyValue, "_bta_tid": anyValue, "_hsenc": anyValue, "_hsmi": anyValue, "_ke": anyValue,
	"bxid": wordValue, "ck_subscriber_id": anyValue, "cndid": anyValue, "dm_i": wordValue, "elq": anyValue,
	"elqaid": anyValue, "elqat": anyValue, "elqcampaignid": anyValue, "elqtrack": anyValue, "elqtrackid": anyValue,
	"hsctatracking": anyValue, "mc_cid": anyValue, "mc_eid": anyValue, "mkt_tok": anyValue, "ml_subscriber": anyValue,
	"ml_subscriber_hash": anyValue, "nr_email_referer": anyValue, "oly_anon_id": anyValue, "oly_enc_id": anyValue,
	"vero_conv": anyValue, "vero_id": anyValue,
	// analytics
	"_ga": anyValue, "_gac": anyValue, "_gl": anyValue, "_openstat": anyValue, "cm_cat": anyValue, "cm_ite": anyValue,
	"cm_mmc": anyValue, "cm_pla": anyValue, "cm_ven": anyValue, "ga_campaign": anyValue, "ga_content": anyValue,
	"ga_medium": anyValue, "ga_source": anyValue, "ga_term": anyValue, "guccounter": anyValue, "guce_referrer": anyValue,
	"guce_referrer_sig": anyValue, "icid": wordValue, "int_campaign": anyValue, "int_medium": anyValue,
	"int_source": anyValue, "itm_campaign": anyValue, "itm_channel": anyValue, "itm_content": anyValue,
	"itm_medium": anyValue, "itm_source": anyValue, "itm_term": anyValue, "intcid": anyValue, "intcmp": anyValue, "ns_campaign": anyValue, "ns_fee": anyValue,
	"ns_linkname": anyValue, "ns_mchannel": anyValue, "ns_source": anyValue, "pk_campaign": anyValue,
	"pk_content": anyValue, "pk_cpn": anyValue, "pk_keyword": anyValue, "pk_kwd": anyValue, "pk_medium": anyValue,
	"pk_source": anyValue, "piwik_campaign": anyValue, "piwik_keyword": anyValue, "piwik_kwd": anyValue,
	"s_cid": wordValue, "wt_mc": anyValue, "wtmc": anyValue, "wt_zmc": anyValue, "xtor": anyValue,
	// publishers
	"cmp": exactCase, "cmpid": wordValue, "dlbk": anyValue, "echobox": anyValue, "fsrc": anyValue, "ftag": anyValue,
	"ftcamp": anyValue, "mbid": wordValue, "ncid": wordValue, "ocid": anyValue, "reflink": anyValue, "smid": wordValue,
	"smtyp": anyValue, "wpisrc": anyValue, "wpmm": anyValue,
	// sessions
	"jsessionid": anyValue, "phpsessid": anyValue,
	// only where the value says where the reader came from
	"from": knownValue, "origin": knownValue, "partner": knownValue, "ref": knownValue, "referer": knownValue,
	"referrer": knownValue, "source": knownValue, "src": knownValue, "via": knownValue,
	// accelerated mobile pages
	"_amp": ampValue, "amp": ampValue, "isamp": ampValue, "amp_gsa": anyValue, "amp_js_v": anyValue,
	"amp_r": anyValue, "amp_tf": anyValue, "__amp_source_origin": anyValue,
	"format": ampLayout, "layout": ampLayout, "mode": ampLayout, "ot": ampLayout, "output": ampLayout,
	"outputtype": ampLayout, "service": ampLayout, "template": ampLayout, "view": ampLayout,
}

// trackingPrefixes begin names, in lower case, of parameters that track. AT
// Internet, HubSpot, Adobe, Matomo, Salesforce, Blueshift, Webtrends.
var trackingPrefixes = []string{"utm_", "at_", "hsa_", "mtm_", "matomo_", "sfmc_", "bsft_", "wt."}

// referrers are values that say where a reader came from, in lower case.
var referrers = map[string]bool{
	"app": true, "email": true, "facebook": true, "facebook.com": true, "fb": true, "feed": true, "feedburner": true,
	"feedly": true, "flipboard": true, "google": true, "googlenews": true, "home": true, "homepage": true,
	"instagram": true, "linkedin": true, "mail": true, "mastodon": true, "msn": true, "newsletter": true,
	"reddit": true, "rss": true, "share": true, "sharebar": true, "social": true, "t.co": true, "telegram": true,
	"threads": true, "twitter": true, "tw": true, "whatsapp": true, "x": true, "yahoo": true,
}

// ampLayouts and ampValues are the values, in lower case, that ask for AMP.
var ampLayouts = map[string]bool{"amp": true, "ampart": true, "ot.amppagelayout": true}

var ampValues = map[string]bool{"": true, "1": true, "true": true, "amp": true, "yes": true}

// siteTracking lists parameters, in lower case, that track on one domain and
// may be anything elsewhere.
var siteTracking = map[string][]string{
	"barrons.com":        {"mod", "siteid"},
	"bloomberg.com":      {"sref", "srnd", "leadsource", "embedded-checkout"},
	"cnn.com":            {"iref", "sr"},
	"dailymail.co.uk":    {"ito", "mwrsm"},
	"ft.com":             {"sharetype", "syn-25a6b1a6"},
	"marketwatch.com":    {"mod", "siteid"},
	"nytimes.com":        {"campaign_id", "emc", "instance_id", "nl", "regi_id", "segment_id", "te", "unlocked_article_code", "user_id"},
	"reuters.com":        {"feedname", "feedtype", "rpc", "taid"},
	"theguardian.com":    {"cmp"},
	"washingtonpost.com": {"carta-url", "itid", "tid"},
	"wsj.com":            {"mod"},
}

// withoutTracking drops the parameters that track, and empty ones, from a
// query with normal escapes; the others keep their order. It returns the query
// itself if nothing goes.
func withoutTracking(query, host string, amp bool) string {
	if query == "" {
		return ""
	}
	site := siteParameters(host)
	var b []byte
	kept, changed := 0, false // bytes of query kept so far while nothing changed
	for rest, more := query, true; more; {
		var piece string
		piece, rest, more = strings.Cut(rest, "&")
		if piece == "" || tracks(piece, site, amp) {
			if !changed {
				b, changed = append(b, query[:max(0, kept-1)]...), true
			}
			continue
		}
		if !changed {
			kept += len(piece) + 1
			continue
		}
		if len(b) > 0 {
			b = append(b, '&')
		}
		b = append(b, piece...)
	}
	if !changed {
		return query
	}
	return string(b)
}

// longestName is the length of the longest name in the tables.
const longestName = 24

// tracks says whether one parameter of a query may go.
func tracks(piece string, site []string, amp bool) bool {
	name, value, _ := strings.Cut(piece, "=")
	for strings.HasPrefix(name, "amp;") { // an "&amp;" that was not decoded
		name = name[len("amp;"):]
	}
	if amp && name == "usqp" {
		return true
	}
	var buffer [longestName]byte
	low := lower(buffer[:0], name)
	for _, prefix := range trackingPrefixes {
		if len(low) > len(prefix) && string(low[:len(prefix)]) == prefix {
			return true
		}
	}
	if len(name) > longestName {
		return false
	}
	switch tracking[string(low)] {
	case anyValue:
		return true
	case exactCase:
		if name == "CMP" {
			return true
		}
	case knownValue:
		if among(referrers, value) {
			return true
		}
	case ampValue:
		return among(ampValues, value)
	case ampLayout:
		return among(ampLayouts, value)
	case wordValue:
		return !digitsOnly(value)
	}
	return slices.Contains(site, string(low))
}

// lower appends as much of a name in lower case as the buffer holds.
func lower(buffer []byte, name string) []byte {
	for _, c := range []byte(name[:min(len(name), cap(buffer))]) {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		buffer = append(buffer, c)
	}
	return buffer
}

func among(set map[string]bool, value string) bool {
	if len(value) > longestName {
		return false
	}
	var buffer [longestName]byte
	return set[string(lower(buffer[:0], value))]
}

// siteParameters returns what tracks on a host's own domain.
func siteParameters(host string) []string {
	for {
		if names, ok := siteTracking[host]; ok {
			return names
		}
		var more bool
		if _, host, more = strings.Cut(host, "."); !more {
			return nil
		}
	}
}
