package watch

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"math/big"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/report"
)

// postOffice is an SMTP server on loopback that does what a test wants.
type postOffice struct {
	net.Listener
	mu    sync.Mutex
	mails []string
	auth  []string // "AUTH" lines decoded, and whether TLS was on
	// answers replaces the answer to a command, by its first word; "" hangs up,
	// "stall" says nothing more. "BANNER" and "." are commands, too.
	answers map[string]string
	offer   []string // extensions
	cert    *tls.Certificate
}

func newPostOffice(t *testing.T, cert *tls.Certificate, offer ...string) *postOffice {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &postOffice{Listener: l, answers: map[string]string{}, offer: offer, cert: cert}
	p.open(t)
	return p
}

// open lets mail in.
func (p *postOffice) open(t *testing.T) {
	done := make(chan struct{})
	t.Cleanup(func() { close(done); _ = p.Close() })
	l := p.Listener
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go p.serve(conn, done)
		}
	}()
}

func (p *postOffice) set(command, answer string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answers[command] = answer
}

func (p *postOffice) back() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.answers)
}

// usual are the answers of a server that takes everything.
var usual = map[string]string{
	"BANNER": "220 post.example", "MAIL": "250 ok", "RCPT": "250 ok", "DATA": "354 go on", ".": "250 taken", "QUIT": "221 bye",
	"AUTH": "235 welcome", "STARTTLS": "220 go on", "HELO": "250 hi",
}

func (p *postOffice) serve(conn net.Conn, done chan struct{}) {
	defer func() { _ = conn.Close() }()
	secure := false
	in := bufio.NewReader(conn)
	answer := func(command string) bool {
		p.mu.Lock()
		a, ok := p.answers[command]
		p.mu.Unlock()
		if !ok {
			a = usual[command]
		}
		switch a {
		case "":
			return false
		case "stall":
			<-done
			return false
		}
		_, err := fmt.Fprintf(conn, "%s\r\n", a)
		return err == nil && (a[0] == '2' || a[0] == '3' || command != "BANNER")
	}
	if !answer("BANNER") {
		return
	}
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		command, rest, _ := strings.Cut(strings.TrimRight(line, "\r\n"), " ")
		command = strings.ToUpper(command)
		switch command {
		case "EHLO":
			lines := append([]string{"post.example"}, p.offer...)
			if secure {
				lines = []string{"post.example", "AUTH PLAIN"}
			}
			for i, l := range lines {
				sep := "-"
				if i == len(lines)-1 {
					sep = " "
				}
				fmt.Fprintf(conn, "250%s%s\r\n", sep, l)
			}
			continue
		case "AUTH":
			_, word, _ := strings.Cut(rest, " ")
			plain, _ := base64.StdEncoding.DecodeString(word)
			p.mu.Lock()
			p.auth = append(p.auth, fmt.Sprintf("%q %v", plain, secure))
			p.mu.Unlock()
		}
		if !answer(command) {
			return
		}
		switch command {
		case "STARTTLS":
			conn = tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{*p.cert}, MinVersion: tls.VersionTLS12})
			in, secure = bufio.NewReader(conn), true
		case "DATA":
			var b strings.Builder
			for {
				line, err := in.ReadString('\n')
				if err != nil {
					return
				}
				if line == ".\r\n" {
					break
				}
				b.WriteString(strings.TrimPrefix(line, "."))
			}
			p.mu.Lock()
			p.mails = append(p.mails, b.String())
			p.mu.Unlock()
			if !answer(".") {
				return
			}
		}
	}
}

func (p *postOffice) got() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string{}, p.mails...)
}

func (p *postOffice) mailer() *Mail {
	address := p.Addr().(*net.TCPAddr)
	return &Mail{Host: "127.0.0.1", Port: address.Port, From: "Dateline <desk@example.com>", Now: func() time.Time { return time.Date(2026, 2, 18, 12, 0, 0, 0, time.UTC) }, Timeout: 20 * time.Second}
}

var reader = news.Channel{Kind: news.ChannelMail, Target: "reader@example.org"}

func letter() Message {
	return Message{ID: "0123abcd", Watch: news.Watch{Name: "Häfen"}, Alerts: []Alert{{
		ID: "ff", Watch: "Häfen", Kind: news.AlertEdit, Time: time.Date(2026, 2, 18, 11, 0, 0, 0, time.UTC), Article: 7, Version: 2, Title: "Crane\r\nBcc: other@example.com\x1b[2J", URL: "https://herald.example/a",
		Outlet: "The Herald", Published: edtf.Day(2026, 2, 17), Text: "number changed: “250” → “25”", Passage: &report.Passage{Text: ".\nIt is € 25 million."},
	}}}
}

func TestAMailIsWholeAndHasAStableID(t *testing.T) {
	p := newPostOffice(t, nil)
	m := p.mailer()
	for range 2 {
		if err := m.Notify(t.Context(), reader, letter()); err != nil {
			t.Fatal(err)
		}
	}
	mails := p.got()
	if len(mails) != 2 || mails[0] != mails[1] {
		t.Fatalf("%q", mails)
	}
	read, err := mail.ReadMessage(strings.NewReader(mails[0]))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(read.Header.Get("Subject"))
	if err != nil || subject != "[Häfen] edit: Crane  Bcc: other@example.com[2J" {
		t.Errorf("subject %q, %v", subject, err)
	}
	for name, want := range map[string]string{
		"From": `"Dateline" <desk@example.com>`, "To": "<reader@example.org>", "Message-Id": "<0123abcd@example.com>", "Bcc": "",
		"Date": "Wed, 18 Feb 2026 12:00:00 +0000", "Auto-Submitted": "auto-generated", "Content-Type": "text/plain; charset=utf-8",
	} {
		if got := read.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	body, err := io.ReadAll(quotedprintable.NewReader(read.Body))
	if err != nil {
		t.Fatal(err)
	}
	want := "Häfen · edit · 2026-02-18 11:00 UTC\r\n  Crane  Bcc: other@example.com[2J (The Herald, 2026-02-17)\r\n  number changed: “250” → “25”\r\n  . It is € 25 million.\r\n  article 7, version 2: https://herald.example/a\r\n"
	if string(body) != want {
		t.Errorf("body\n%q, want\n%q", body, want)
	}
}

func TestWhatAMailServerDoesWrong(t *testing.T) {
	for _, c := range []struct {
		name, command, answer string
		code                  fault.Code
		alone                 bool // the next mail may fare better
	}{
		{"says nothing", "BANNER", "stall", fault.Timeout, false},
		{"stalls in the middle", "MAIL", "stall", fault.Timeout, false},
		{"stalls after the text", ".", "stall", fault.Timeout, false},
		{"hangs up", "BANNER", "", fault.Unreachable, false},
		{"hangs up after the text", ".", "", fault.Unreachable, false},
		{"is busy", "BANNER", "421 busy", fault.ServerError, false},
		{"is full", ".", "452 no space", fault.ServerError, false},
		{"knows no such box", "RCPT", "550 unknown", fault.Refused, true},
		{"does not like the text", ".", "554 spam", fault.Refused, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newPostOffice(t, nil)
			p.set(c.command, c.answer)
			m := p.mailer()
			if c.code == fault.Timeout {
				m.Timeout = 250 * time.Millisecond
			}
			err := m.Notify(t.Context(), reader, letter())
			if fault.CodeOf(err) != c.code || unreachable(err) == c.alone || !strings.HasPrefix(err.Error(), "mail by 127.0.0.1:") || strings.Contains(err.Error(), "\n") {
				t.Fatalf("%v (%s)", err, fault.CodeOf(err))
			}
			p.back()
			m.Timeout = 20 * time.Second
			if err := m.Notify(t.Context(), reader, letter()); err != nil {
				t.Errorf("it is back: %v", err)
			}
		})
	}
}

func TestAServerThatIsAway(t *testing.T) {
	p := newPostOffice(t, nil)
	m := p.mailer()
	_ = p.Close()
	if err := m.Notify(t.Context(), reader, letter()); !errors.Is(err, fault.Unreachable) {
		t.Error(err)
	}
}

func TestAnInterruptEndsASendingThatStalls(t *testing.T) {
	p := newPostOffice(t, nil)
	p.set("DATA", "stall")
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	began := time.Now()
	if err := p.mailer().Notify(ctx, reader, letter()); err == nil || time.Since(began) > 3*time.Second {
		t.Error(err, time.Since(began))
	}
}

// certificate is one that a test trusts, for 127.0.0.1.
func certificate(t *testing.T) (*tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

func TestTLSIsUsedWhereItIsOfferedAndThePasswordGoesUnderIt(t *testing.T) {
	cert, pool := certificate(t)
	p := newPostOffice(t, cert, "STARTTLS")
	m := p.mailer()
	m.User, m.Password = "desk", "secret"
	if err := m.Notify(t.Context(), reader, letter()); !errors.Is(err, fault.TLS) && !errors.Is(err, fault.Unreachable) {
		t.Errorf("a certificate that nobody vouches for: %v", err)
	}
	if len(p.got()) != 0 {
		t.Fatal("it was sent in clear")
	}
	m.TLS = &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
	if err := m.Notify(t.Context(), reader, letter()); err != nil {
		t.Fatal(err)
	}
	if len(p.got()) != 1 || len(p.auth) != 1 || p.auth[0] != `"\x00desk\x00secret" true` {
		t.Errorf("%q", p.auth)
	}
	p.set("AUTH", "535 no")
	if err := m.Notify(t.Context(), reader, letter()); err == nil || !strings.Contains(err.Error(), "log in as desk") || strings.Contains(err.Error(), "secret") || fault.AdviceOf(err) == "" || !unreachable(err) {
		t.Errorf("a wrong password: %v", err)
	}
}

func TestTLSFromTheStart(t *testing.T) {
	cert, pool := certificate(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &postOffice{Listener: tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{*cert}, MinVersion: tls.VersionTLS12}), answers: map[string]string{}}
	p.open(t)
	m := p.mailer()
	m.Secure = true
	if err := m.Notify(t.Context(), reader, letter()); !errors.Is(err, fault.TLS) && !errors.Is(err, fault.Unreachable) {
		t.Errorf("a certificate that nobody vouches for: %v", err)
	}
	m.TLS = &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
	if err := m.Notify(t.Context(), reader, letter()); err != nil {
		t.Fatal(err)
	}
	if got := p.got(); len(got) != 1 {
		t.Errorf("%q", got)
	}
}

func TestAServerThatTakesNoPassword(t *testing.T) {
	m := newPostOffice(t, nil).mailer()
	m.User, m.Password = "desk", "secret"
	if err := m.Notify(t.Context(), reader, letter()); !errors.Is(err, fault.Forbidden) || fault.AdviceOf(err) == "" {
		t.Error(err)
	}
}

func TestSettingsThatAreMissing(t *testing.T) {
	for name, m := range map[string]*Mail{"no server": {}, "no sender": {Host: "h"}, "a wrong sender": {Host: "h", From: "desk"}} {
		if err := m.Notify(t.Context(), reader, letter()); !errors.Is(err, fault.Usage) || fault.AdviceOf(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, c := range []struct {
		mail Mail
		want string
	}{
		{Mail{Host: "h"}, "h:25"}, {Mail{Host: "h", User: "u"}, "h:587"}, {Mail{Host: "h", Port: 465}, "h:465"}, {Mail{Host: "::1", Port: 2525}, "[::1]:2525"},
	} {
		if got := c.mail.address(); got != c.want {
			t.Errorf("%+v: %s, want %s", c.mail, got, c.want)
		}
	}
}

func TestSubjectsSayWhatThereIs(t *testing.T) {
	m := letter()
	m.Alerts = append(m.Alerts, m.Alerts[0])
	if got := Subject(m); got != "[Häfen] 2 alerts" {
		t.Error(got)
	}
	m.Digest = true
	if b, ok := Payload(m).(Bundle); !ok || b.ID != m.ID || len(b.Alerts) != 2 || b.Watch != "Häfen" {
		t.Errorf("%+v", Payload(m))
	}
	if text := Text(m); strings.Count(text, "\n\n") != 1 || !strings.HasSuffix(text, "\n") {
		t.Errorf("%q", text)
	}
	m.Alerts = m.Alerts[:1]
	if _, ok := Payload(m).(Bundle); !ok {
		t.Error("a digest of one is a digest")
	}
	m.Digest = false
	if a, ok := Payload(m).(Alert); !ok || a.ID != "ff" {
		t.Error("an alert alone is an alert")
	}
	if lines := (Alert{}).Lines(); !strings.Contains(lines[1], "(no title)") {
		t.Errorf("%q", lines)
	}
}

func TestAnAlertWithoutATitleHasAHeadline(t *testing.T) {
	m := letter()
	m.Alerts[0].Title = ""
	if got := Subject(m); got != "[Häfen] edit: (no title)" {
		t.Errorf("%q", got)
	}
}
