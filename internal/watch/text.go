package watch

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
)

// Subject says in one line what a message tells.
func Subject(m Message) string {
	if len(m.Alerts) == 1 {
		a := m.Alerts[0]
		return oneLine(fmt.Sprintf("[%s] %s", m.Watch.Name, a.Headline()))
	}
	return oneLine(fmt.Sprintf("[%s] %d alerts", m.Watch.Name, len(m.Alerts)))
}

// Headline says in one line what kind of alert it is, and of which article.
func (a Alert) Headline() string { return oneLine(string(a.Kind) + ": " + a.title()) }

func (a Alert) title() string { return cmp.Or(a.Title, "(no title)") }

// Text is a message as plain text, one paragraph for each alert.
func Text(m Message) string {
	parts := make([]string, len(m.Alerts))
	for i, a := range m.Alerts {
		parts[i] = strings.Join(a.Lines(), "\n")
	}
	return strings.Join(parts, "\n\n") + "\n"
}

// Lines are an alert as text: what kind, of what, what is new, where.
func (a Alert) Lines() []string {
	about := a.Outlet
	if !a.Published.IsZero() {
		about += ", " + a.Published.String()
	}
	lines := []string{
		fmt.Sprintf("%s · %s · %s", a.Watch, a.Kind, a.Time.UTC().Format("2006-01-02 15:04 UTC")),
		fmt.Sprintf("  %s (%s)", a.title(), about),
		"  " + a.Text,
	}
	if a.Passage != nil && a.Kind != "denial" && a.Kind != "correction" {
		lines = append(lines, "  "+a.Passage.Text)
	}
	lines = append(lines, fmt.Sprintf("  article %d, version %d: %s", a.Article, a.Version, a.URL))
	for i, line := range lines {
		lines[i] = oneLine(line)
	}
	return lines
}

// oneLine leaves out what commands a terminal or breaks a line.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
}

// Bundle is a digest as commands and webhooks get it.
type Bundle struct {
	ID     string  `json:"id"` // stays the same, however often it is sent
	Watch  string  `json:"watch"`
	Alerts []Alert `json:"alerts"` // the oldest first
}

// Payload is what commands and webhooks get: an alert, or in a digest a Bundle.
func Payload(m Message) any {
	if !m.Digest && len(m.Alerts) == 1 {
		return m.Alerts[0]
	}
	return Bundle{m.ID, m.Watch.Name, m.Alerts}
}
