package watch

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/smtp"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
)

// Mail sends messages by SMTP (RFC 5321), one connection each, under TLS where
// the server offers STARTTLS, or from the start (RFC 8314).
type Mail struct {
	Host     string
	Port     int // 0: 587 with a user, 25 without
	User     string
	Password string
	From     string // "Dateline <desk@example.com>"
	Secure   bool   // TLS from the start; on port 465 always
	Now      func() time.Time
	Timeout  time.Duration // of one message; 0: a minute
	TLS      *tls.Config   // nil: the system's certificates
}

// Ports of SMTP.
const (
	portRelay  = 25
	portSecure = 465
	portSubmit = 587
)

// Notify sends one mail to the address that is the channel's target.
func (m *Mail) Notify(ctx context.Context, c news.Channel, msg Message) (err error) {
	if m.Host == "" || m.From == "" {
		return fault.Advise(fault.New(fault.Usage, "mail: no server is set"), "write [smtp] with host and from into dateline.toml; see: dateline help environment")
	}
	from, err := mail.ParseAddress(m.From)
	if err != nil {
		return fault.Advise(fault.New(fault.Usage, "mail: the sender %q is no address", m.From), "mend from of [smtp] in dateline.toml")
	}
	body, err := m.compose(from, c.Target, msg)
	if err != nil {
		return err
	}
	timeout := m.Timeout
	if timeout <= 0 {
		timeout = time.Minute
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	defer func() { err = mailFault(ctx, m.address(), err) }()
	client, end, err := m.dial(ctx)
	if err != nil {
		return err
	}
	defer end()
	if err := m.greet(client); err != nil {
		return err
	}
	return send(client, from.Address, c.Target, body)
}

func (m *Mail) address() string {
	port := m.Port
	switch {
	case port == 0 && m.User == "":
		port = portRelay
	case port == 0:
		port = portSubmit
	}
	return net.JoinHostPort(m.Host, strconv.Itoa(port))
}

// dial connects. end breaks the connection off; so does the end of ctx.
func (m *Mail) dial(ctx context.Context) (_ *smtp.Client, end func(), err error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", m.address())
	if err != nil {
		return nil, nil, fault.As(fault.Unreachable, err)
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	end = func() { stop(); _ = conn.Close() } // after QUIT, or after a failure that is told
	if m.Secure || m.Port == portSecure {
		conn = tls.Client(conn, m.tls())
	}
	client, err := smtp.NewClient(conn, m.Host)
	if err != nil {
		end()
		return nil, nil, err
	}
	return client, end, nil
}

func (m *Mail) tls() *tls.Config {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if m.TLS != nil {
		config = m.TLS.Clone()
	}
	config.ServerName = m.Host
	return config
}

// greet goes over to TLS where it is offered, and says who we are. A password
// goes over the wire in clear to this machine alone (net/smtp sees to it).
func (m *Mail) greet(c *smtp.Client) error {
	if ok, _ := c.Extension("STARTTLS"); ok {
		if err := c.StartTLS(m.tls()); err != nil {
			return fault.As(fault.TLS, fmt.Errorf("start TLS: %w", err))
		}
	}
	if m.User == "" {
		return nil
	}
	if ok, _ := c.Extension("AUTH"); !ok {
		return fault.Advise(fault.New(fault.Forbidden, "the server takes no password"), "leave out user and password of [smtp] in dateline.toml, or use the port that takes them (587)")
	}
	if err := c.Auth(smtp.PlainAuth("", m.User, m.Password, m.Host)); err != nil {
		return fault.Advise(fault.As(fault.Forbidden, fmt.Errorf("log in as %s: %w", m.User, err)), "check user and password of [smtp] in dateline.toml")
	}
	return nil
}

func send(c *smtp.Client, from, to string, body []byte) error {
	if err := c.Mail(from); err != nil {
		return err
	}
	if err := c.Rcpt(to); err != nil {
		return err
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(body); err != nil {
		return err
	}
	if err := w.Close(); err != nil { // the server's word that it has it
		return err
	}
	_ = c.Quit() // it has it already
	return nil
}

// mailFault gives a failure of SMTP its kind: 5xx refuses this mail, all else
// is the server's trouble.
func mailFault(ctx context.Context, address string, err error) error {
	if err == nil {
		return nil
	}
	if advice := fault.AdviceOf(err); advice != "" {
		return fault.Advise(fmt.Errorf("mail by %s: %w", address, err), "%s", advice)
	}
	code := fault.CodeOf(err)
	if answer, ok := errors.AsType[*textproto.Error](err); ok {
		if code = fault.ServerError; answer.Code >= 500 {
			code = fault.Refused
		}
	} else if code == fault.Failed {
		code = fault.Unreachable
	}
	var timeout net.Error
	if ctx.Err() != nil || errors.As(err, &timeout) && timeout.Timeout() {
		code, err = fault.Timeout, errors.New("the server does not answer")
	}
	return fault.As(code, fmt.Errorf("mail by %s: %w", address, err))
}

// compose writes a mail (RFC 5322). Its Message-ID is made of the message's id.
func (m *Mail) compose(from *mail.Address, to string, msg Message) ([]byte, error) {
	var b bytes.Buffer
	_, domain, _ := strings.Cut(from.Address, "@")
	head := func(name, value string) {
		fmt.Fprintf(&b, "%s: %s\r\n", name, strings.NewReplacer("\r", " ", "\n", " ").Replace(value))
	}
	head("From", from.String())
	head("To", (&mail.Address{Address: to}).String())
	head("Subject", mime.QEncoding.Encode("utf-8", Subject(msg)))
	head("Date", m.Now().UTC().Format(time.RFC1123Z))
	head("Message-ID", "<"+msg.ID+"@"+domain+">")
	head("Auto-Submitted", "auto-generated") // RFC 3834: no out-of-office answers
	head("MIME-Version", "1.0")
	head("Content-Type", "text/plain; charset=utf-8")
	head("Content-Transfer-Encoding", "quoted-printable")
	b.WriteString("\r\n")
	w := quotedprintable.NewWriter(&b)
	if _, err := io.WriteString(w, strings.ReplaceAll(Text(msg), "\n", "\r\n")); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}
