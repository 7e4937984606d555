package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"syscall"
	"time"

	"dateline/internal/fault"
)

// dialer connects to addresses that the guard lets pass, and puts a tap on
// every connection.
type dialer struct {
	open  net.Dialer        // guarded
	hosts map[string]string // host name → loopback address and port
	tls   *tls.Config
}

func newDialer(g guard, hosts map[string]string, roots *x509.CertPool) (*dialer, error) {
	d := &dialer{hosts: maps.Clone(hosts), tls: &tls.Config{
		MinVersion: tls.VersionTLS12,
		RootCAs:    roots,
		NextProtos: []string{"http/1.1"},
		// Sources are asked every hour; a bounded memory of sessions spares handshakes within a run.
		ClientSessionCache: tls.NewLRUClientSessionCache(256),
	}}
	for name, at := range hosts {
		a, err := netip.ParseAddrPort(at)
		if err != nil || !a.Addr().IsLoopback() {
			return nil, fault.New(fault.Usage, "host %q: %q is not a loopback address with a port", name, at)
		}
		if lower := strings.ToLower(name); lower != name {
			return nil, fault.New(fault.Usage, "host %q: write it in lower case", name)
		}
	}
	d.open.ControlContext = func(_ context.Context, _, address string, _ syscall.RawConn) error {
		return g.check(address)
	}
	return d, nil
}

// connect dials host:port, or the loopback address that stands for the host.
func (d *dialer) connect(ctx context.Context, network, hostport string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		return nil, err
	}
	if at, ok := d.hosts[host]; ok {
		var direct net.Dialer // a literal loopback address of our own: nothing to guard
		return direct.DialContext(ctx, network, at)
	}
	return d.open.DialContext(ctx, network, hostport)
}

func (d *dialer) plain(ctx context.Context, network, hostport string) (net.Conn, error) {
	conn, err := d.connect(ctx, network, hostport)
	if err != nil {
		return nil, err
	}
	return &tap{Conn: conn}, nil
}

// secure puts the tap above TLS, where HTTP is in clear.
func (d *dialer) secure(ctx context.Context, network, hostport string) (net.Conn, error) {
	conn, err := d.connect(ctx, network, hostport)
	if err != nil {
		return nil, err
	}
	config := d.tls.Clone()
	config.ServerName, _, _ = net.SplitHostPort(hostport)
	secured := tls.Client(conn, config)
	if err := secured.HandshakeContext(ctx); err != nil {
		_ = conn.Close() // the handshake's error is the one to tell
		if ctx.Err() != nil {
			return nil, err
		}
		return nil, fault.As(fault.TLS, err)
	}
	return &tap{Conn: secured}, nil
}

// newTransport speaks HTTP/1.1 without proxies, cookies, redirects or content
// decoding of its own. A host has one request at a time, so one idle
// connection is all it needs, and a hundred are kept in all.
func newTransport(d *dialer) *http.Transport {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	return &http.Transport{
		Protocols:              protocols,
		DialContext:            d.plain,
		DialTLSContext:         d.secure,
		DisableCompression:     true,
		MaxResponseHeaderBytes: maxHead,
		MaxIdleConns:           500, // a run goes round all its hosts
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        15 * time.Second,
	}
}
