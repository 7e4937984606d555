package fetch

import (
	"errors"
	"net"
	"strings"
	"testing"

	"dateline/internal/fault"
)

func TestTheGuardKnowsTheInside(t *testing.T) {
	for _, c := range []struct{ address, why string }{
		{"8.8.8.8", ""}, {"93.184.216.34", ""}, {"172.15.255.255", ""}, {"172.32.0.0", ""}, {"100.63.0.1", ""}, {"100.128.0.1", ""},
		{"198.17.0.1", ""}, {"223.255.255.255", ""}, {"2606:4700::1111", ""}, {"2a00:1450:4001::1", ""}, {"2001:200::1", ""}, {"2001:470::1", ""},
		{"0.0.0.0", "this network"}, {"0.1.2.3", "this network"}, {"10.0.0.1", "private"}, {"127.0.0.1", "loopback"}, {"127.255.0.1", "loopback"},
		{"169.254.169.254", "link-local"}, {"172.16.0.1", "private"}, {"172.31.255.255", "private"}, {"192.168.1.1", "private"},
		{"100.64.0.1", "carrier-grade NAT"}, {"192.0.0.8", "protocol assignments"}, {"192.0.2.1", "documentation"}, {"192.88.99.1", "6to4 relay"},
		{"198.18.0.1", "benchmarking"}, {"198.19.255.1", "benchmarking"}, {"198.51.100.9", "documentation"}, {"203.0.113.9", "documentation"},
		{"224.0.0.1", "multicast"}, {"239.255.255.255", "multicast"}, {"240.0.0.1", "reserved"}, {"255.255.255.255", "reserved"},
		{"::", "unspecified or v4-compatible"}, {"::1", "loopback"}, {"::7f00:1", "unspecified or v4-compatible"}, {"::ffff:8.8.8.8", "v4-mapped"},
		{"64:ff9b::7f00:1", "NAT64"}, {"64:ff9b:1::1", "NAT64"}, {"100::1", "discard"}, {"2001::1", "Teredo"}, {"2001:2::1", "protocol assignments"},
		{"2001:db8::1", "documentation"}, {"2002:7f00:1::", "6to4"}, {"3fff::1", "documentation"}, {"fc00::1", "private"}, {"fd12::1", "private"},
		{"fe80::1", "link-local"}, {"fe80::1%eth0", "link-local"}, {"fec0::1", "site-local"}, {"ff02::1", "multicast"},
		{"4000::1", "reserved"}, {"5f00::1", "reserved"}, {"::ffff:0:1.2.3.4", "reserved"},
	} {
		err := guard{}.check(net.JoinHostPort(c.address, "80"))
		if (err == nil) != (c.why == "") || err != nil && (!errors.Is(err, fault.Address) || !strings.Contains(err.Error(), "("+c.why+")")) {
			t.Errorf("%s: %v, want %q", c.address, err, c.why)
		}
	}
}

func TestTheGuardOpensOneByOne(t *testing.T) {
	g, err := newGuard([]string{"10.1.0.0/16", "127.0.0.1:8080", "192.168.1.7", "fd00::/8", "[::1]:9090", "64:ff9b::/96"})
	if err != nil {
		t.Fatal(err)
	}
	for address, open := range map[string]bool{
		"10.1.2.3:80": true, "10.2.0.1:80": false, "127.0.0.1:8080": true, "127.0.0.1:8081": false, "127.0.0.2:8080": false,
		"192.168.1.7:443": true, "192.168.1.8:443": false, "[fd00::1]:80": true, "[fc00::1]:80": false, "[::1]:9090": true, "[::1]:80": false,
		"[::ffff:10.1.2.3]:80": true, "[::ffff:10.2.0.1]:80": false, "[64:ff9b::1]:80": true, "nonsense": false, "herald.example:80": false,
	} {
		if err := g.check(address); (err == nil) != open {
			t.Errorf("%s: %v", address, err)
		}
	}
	if advice := fault.AdviceOf(g.check("127.0.0.2:80")); !strings.Contains(advice, "--allow-net 127.0.0.2:80") {
		t.Error(advice)
	}
}

func TestOnlyTheAllowedPortIsReached(t *testing.T) {
	s := serveRaw(t, say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
	other := serveRaw(t, say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
	_, port, _ := net.SplitHostPort(s.addr)
	c := testClient(t, Options{}, s.addr)
	for _, url := range []string{"http://" + other.addr, "http://127.0.0.2:" + port, "http://[::1]:" + port, "http://0.0.0.0:" + port} {
		_, err := c.Get(t.Context(), Request{URL: url})
		wantCode(t, err, fault.Address)
	}
	if len(other.requests()) != 0 {
		t.Error("the guard came too late")
	}
	if _, err := c.Get(t.Context(), Request{URL: "http://" + s.addr}); err != nil {
		t.Error(err)
	}
}

func TestANameIsCheckedByTheAddressDialled(t *testing.T) {
	s := serveRaw(t, say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
	_, port, _ := net.SplitHostPort(s.addr)
	_, err := testClient(t, Options{}).Get(t.Context(), Request{URL: "http://localhost:" + port})
	wantCode(t, err, fault.Address)
	if _, err = testClient(t, Options{}, s.addr).Get(t.Context(), Request{URL: "http://localhost:" + port}); err != nil {
		t.Error(err)
	}
}

func TestHostsStandForLoopbackAndOpenNothingElse(t *testing.T) {
	s := serveRaw(t, say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
	c := testClient(t, Options{Hosts: map[string]string{"herald.example": s.addr}})
	got, err := c.Get(t.Context(), Request{URL: "http://HERALD.example./x"})
	if err != nil || got.IP != "127.0.0.1" || !strings.Contains(s.requests()[0], "Host: herald.example\r\n") {
		t.Fatalf("%+v, %v", got, err)
	}
	_, err = c.Get(t.Context(), Request{URL: "http://" + s.addr + "/x"})
	wantCode(t, err, fault.Address)
}

func TestProxiesOfTheEnvironmentAreNotUsed(t *testing.T) {
	proxy := serveRaw(t, say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
	t.Setenv("HTTP_PROXY", "http://"+proxy.addr)
	t.Setenv("ALL_PROXY", "http://"+proxy.addr)
	_, err := testClient(t, Options{}, proxy.addr).Get(t.Context(), Request{URL: "http://203.0.113.1/"})
	wantCode(t, err, fault.Address)
	if len(proxy.requests()) != 0 {
		t.Error("the proxy was asked")
	}
}

func TestTargetsAreCheckedBeforeAnythingIsSent(t *testing.T) {
	for raw, want := range map[string]fault.Code{
		"ftp://herald.example/": fault.Unsupported, "file:///etc/passwd": fault.Unsupported, "javascript:alert(1)": fault.Unsupported,
		"": fault.Unsupported, "/relative": fault.Unsupported, "http://": fault.Unsupported, "http:herald.example": fault.Unsupported,
		"http://[::1": fault.Unsupported, "http://herald.example/" + strings.Repeat("a", maxURL): fault.Unsupported,
		"http://2130706433/": fault.Address, "http://0x7f.1/": fault.Address, "http://127.1/": fault.Address, "http://0177.0.0.1/": fault.Address,
		"http://0x7f000001/": fault.Address, "http://[::ffff:127.0.0.1]/": fault.Address, "http://[fe80::1%25lo]/": fault.Address,
		"http://herald.example:0/": fault.Address, "http://herald.example:99999/": fault.Address, "http://she said.example/": fault.Unsupported,
	} {
		_, err := parseTarget(raw)
		if got := fault.CodeOf(err); got != want {
			t.Errorf("%q: %q (%v), want %q", short(raw), got, err, want)
		}
	}
	for raw, want := range map[string]string{
		"http://Herald.Example":               "http://herald.example/",
		"HTTP://herald.example:80/a":          "http://herald.example:80/a",
		"https://bücher.example/ä?q=ü b#x":    "https://xn--bcher-kva.example/%C3%A4?q=%C3%BC%20b",
		"http://u:p@herald.example/":          "http://herald.example/",
		"http://[2A00::1]:8080/":              "http://[2a00::1]:8080/",
		"http://a_b.herald.example/x%2Fy?":    "http://a_b.herald.example/x%2Fy?",
		"http://herald.example:8080?a=b#frag": "http://herald.example:8080/?a=b",
	} {
		got, err := parseTarget(raw)
		if err != nil || got.url.String() != want {
			t.Errorf("%q: %v, %v, want %s", raw, got.url, err, want)
		}
	}
}

func FuzzParseTarget(f *testing.F) {
	f.Add("http://u:p@herald.example:80/a?b#c")
	f.Add("http://[::ffff:1.2.3.4]/")
	f.Fuzz(func(t *testing.T, raw string) {
		first, err := parseTarget(raw)
		if err != nil {
			return
		}
		again, err := parseTarget(first.url.String())
		if err != nil || again.key != first.key || again.url.String() != first.url.String() {
			t.Errorf("%q: %s (%s), then %v: %v", raw, first.url, first.key, again.url, err)
		}
	})
}
