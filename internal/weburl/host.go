package weburl

import (
	"errors"
	"net/netip"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// Host returns the host of an http or https URL, or of a bare "host:port", in
// lower case and punycode with its port if that is not the default one; ""
// where there is none.
func Host(raw string) string {
	host, port := hostPort(raw)
	if port == "" {
		return host
	}
	return host + ":" + port
}

// Domain returns the registrable domain of a URL or bare host by the public
// suffix list, private suffixes included ("bbc.co.uk", "me.github.io"): the
// outlet's domain. An IP address or a single label is returned as [Host] does,
// and a public suffix as it stands; "" where there is no host.
func Domain(raw string) string {
	host, port := hostPort(raw)
	if strings.IndexByte(host, '.') < 0 || isAddress(host) {
		if port != "" {
			return host + ":" + port
		}
		return host
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return host
	}
	return domain
}

func hostPort(raw string) (host, port string) {
	u, err := split(raw)
	if err != nil {
		if strings.Contains(raw, "//") || strings.IndexByte(raw, '@') >= 0 {
			return "", ""
		}
		if u, err = split("https://" + strings.TrimSpace(raw)); err != nil {
			return "", ""
		}
	}
	if host, err = normalHost(u.host); err != nil {
		return "", ""
	}
	return host, u.port
}

// isAddress says whether a normal host is an IP address.
func isAddress(host string) bool {
	last := host[len(host)-1]
	return last == ']' || '0' <= last && last <= '9' && lastLabelIsNumber(host)
}

// profile reads international names as browsers do.
var profile = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.BidiRule(),
	idna.StrictDomainName(false), idna.CheckHyphens(false))

var (
	errNoHost  = errors.New("no host")
	errHost    = errors.New("the host is not a name")
	errAddress = errors.New("the host is not an IP address, though it ends like one")
)

// normalHost returns a host in lower case and punycode, an IPv6 address in its
// shortest form in brackets. Addresses in any other form than 192.0.2.1 are
// refused.
func normalHost(host string) (string, error) {
	if host == "" {
		return "", errNoHost
	}
	if host[0] == '[' {
		return normalIPv6(host)
	}
	host = strings.TrimSuffix(host, ".")
	if !isPlainHost(host) {
		mapped, err := mapHost(host)
		if err != nil {
			return "", err
		}
		host = mapped
	}
	if !labelsFit(host) {
		return "", errHost
	}
	if lastLabelIsNumber(host) {
		if addr, err := netip.ParseAddr(host); err != nil || !addr.Is4() {
			return "", errAddress
		}
	}
	return host, nil
}

func normalIPv6(host string) (string, error) {
	inner, ok := strings.CutSuffix(host[1:], "]")
	if !ok {
		return "", errHost
	}
	addr, err := netip.ParseAddr(inner)
	if err != nil || !addr.Is6() || addr.Zone() != "" {
		return "", errHost
	}
	return "[" + addr.String() + "]", nil
}

// isPlainHost says whether a host is ASCII in lower case without punycode.
func isPlainHost(host string) bool {
	for i := range len(host) {
		if !isHostByte(host[i]) {
			return false
		}
	}
	return !strings.Contains(host, "xn--")
}

func isHostByte(c byte) bool {
	return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_'
}

func mapHost(host string) (string, error) {
	if strings.IndexByte(host, '%') >= 0 {
		decoded, err := url.PathUnescape(host)
		if err != nil {
			return "", errHost
		}
		host = decoded
	}
	if !utf8.ValidString(host) {
		return "", errHost
	}
	mapped, err := profile.ToASCII(host)
	if err != nil {
		return "", errHost
	}
	mapped = strings.TrimSuffix(mapped, ".")
	for i := range len(mapped) {
		if !isHostByte(mapped[i]) {
			return "", errHost
		}
	}
	if again, err := profile.ToASCII(mapped); err != nil || again != mapped {
		return "", errHost // what was encoded may not stand in a name
	}
	return mapped, nil
}

// labelsFit says whether a name keeps to the lengths of RFC 1035.
func labelsFit(host string) bool {
	if len(host) > 253 {
		return false
	}
	for label := range strings.SplitSeq(host, ".") {
		if label == "" || len(label) > 63 {
			return false
		}
	}
	return true
}

// lastLabelIsNumber says whether a host is an IPv4 address or means to be one,
// by the WHATWG's "ends in a number" checker.
func lastLabelIsNumber(host string) bool {
	label := host[strings.LastIndexByte(host, '.')+1:]
	hex := strings.HasPrefix(label, "0x")
	if hex {
		label = label[2:]
	}
	for _, c := range []byte(label) {
		if (c < '0' || c > '9') && (!hex || c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
