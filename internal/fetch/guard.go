package fetch

import (
	"net/netip"
	"slices"

	"dateline/internal/fault"
)

// closedNets are addresses that do not lead to the public Internet, or lead
// past it to some that do not. Sources: IANA IPv4 and IPv6 Special-Purpose
// Address Registries, IANA multicast and IPv6 global unicast allocations.
var closedNets = []struct {
	net netip.Prefix
	why string
}{
	{netip.MustParsePrefix("0.0.0.0/8"), "this network"},
	{netip.MustParsePrefix("10.0.0.0/8"), "private"},
	{netip.MustParsePrefix("100.64.0.0/10"), "carrier-grade NAT"},
	{netip.MustParsePrefix("127.0.0.0/8"), "loopback"},
	{netip.MustParsePrefix("169.254.0.0/16"), "link-local"},
	{netip.MustParsePrefix("172.16.0.0/12"), "private"},
	{netip.MustParsePrefix("192.0.0.0/24"), "protocol assignments"},
	{netip.MustParsePrefix("192.0.2.0/24"), "documentation"},
	{netip.MustParsePrefix("192.31.196.0/24"), "AS112"},
	{netip.MustParsePrefix("192.52.193.0/24"), "multicast tunnels"},
	{netip.MustParsePrefix("192.88.99.0/24"), "6to4 relay"},
	{netip.MustParsePrefix("192.168.0.0/16"), "private"},
	{netip.MustParsePrefix("192.175.48.0/24"), "AS112"},
	{netip.MustParsePrefix("198.18.0.0/15"), "benchmarking"},
	{netip.MustParsePrefix("198.51.100.0/24"), "documentation"},
	{netip.MustParsePrefix("203.0.113.0/24"), "documentation"},
	{netip.MustParsePrefix("224.0.0.0/4"), "multicast"},
	{netip.MustParsePrefix("240.0.0.0/4"), "reserved"},
	{netip.MustParsePrefix("2001::/32"), "Teredo"},
	{netip.MustParsePrefix("2001::/23"), "protocol assignments"},
	{netip.MustParsePrefix("2001:db8::/32"), "documentation"},
	{netip.MustParsePrefix("2002::/16"), "6to4"},
	{netip.MustParsePrefix("2620:4f:8000::/48"), "AS112"},
	{netip.MustParsePrefix("3fff::/20"), "documentation"},
	{netip.MustParsePrefix("::1/128"), "loopback"},
	{netip.MustParsePrefix("::/96"), "unspecified or v4-compatible"},
	{netip.MustParsePrefix("64:ff9b::/96"), "NAT64"},
	{netip.MustParsePrefix("64:ff9b:1::/48"), "NAT64"},
	{netip.MustParsePrefix("100::/64"), "discard"},
	{netip.MustParsePrefix("fc00::/7"), "private"},
	{netip.MustParsePrefix("fe80::/10"), "link-local"},
	{netip.MustParsePrefix("fec0::/10"), "site-local"},
	{netip.MustParsePrefix("ff00::/8"), "multicast"},
}

// global is what IANA has given out of IPv6; the rest is reserved.
var global = netip.MustParsePrefix("2000::/3")

// closedWhy says why an address may not be dialled, "" if it may.
func closedWhy(ip netip.Addr) string {
	if ip.Is4In6() {
		return "v4-mapped"
	}
	for _, c := range closedNets {
		if c.net.Contains(ip) {
			return c.why
		}
	}
	if ip.Is6() && !global.Contains(ip) {
		return "reserved"
	}
	return ""
}

// guard decides which addresses may be dialled. The zero value lets public
// ones pass.
type guard struct {
	nets  []netip.Prefix
	ports []netip.AddrPort
}

// newGuard opens networks ("10.1.0.0/16", a bare address is one host) and
// single ports ("127.0.0.1:8080").
func newGuard(allow []string) (guard, error) {
	var g guard
	for _, s := range allow {
		if p, err := netip.ParsePrefix(s); err == nil {
			g.nets = append(g.nets, p.Masked())
		} else if a, err := netip.ParseAddrPort(s); err == nil {
			g.ports = append(g.ports, a)
		} else if ip, err := netip.ParseAddr(s); err == nil {
			g.nets = append(g.nets, netip.PrefixFrom(ip, ip.BitLen()))
		} else {
			return guard{}, fault.Advise(fault.New(fault.Usage, "allowed network %q is no address", s),
				"give a network as in 10.1.0.0/16 or an address and port as in 127.0.0.1:8080")
		}
	}
	return g, nil
}

// check says whether an address and port, as the dialer is about to use them,
// may be dialled: nil or fault.Address. What a v4-mapped address stands for is
// what AllowNet has to open.
func (g guard) check(address string) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return fault.New(fault.Address, "address %q is none", short(address))
	}
	ip := at.Addr().WithZone("")
	why := closedWhy(ip)
	if why == "" {
		return nil
	}
	ip = ip.Unmap()
	if slices.Contains(g.ports, netip.AddrPortFrom(ip, at.Port())) ||
		slices.ContainsFunc(g.nets, func(n netip.Prefix) bool { return n.Contains(ip) }) {
		return nil
	}
	return fault.Advise(fault.New(fault.Address, "address %s is not on the public Internet (%s)", at, why),
		"if it is yours to read, allow it: --allow-net %s", netip.AddrPortFrom(ip, at.Port()))
}
