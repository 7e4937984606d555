package terminal

import (
	"strings"

	"dateline/internal/fault"
)

// Failure is an error as `--format json` gives it.
type Failure struct {
	Code    fault.Code `json:"code"`    // of package fault
	Message string     `json:"message"` // one line
	Advice  string     `json:"advice"`  // what to do about it; may be empty
}

// Error writes err to s.Err: "dateline: what: why" on one line, then a line
// with what to do about it, if that is known; or, under a JSON format, one
// object {"error":{"code","message","advice"}}. A nil error writes nothing.
func Error(s Streams, f Format, err error) {
	if err == nil {
		return
	}
	fail := Failure{fault.CodeOf(err), oneLine(err.Error()), oneLine(fault.AdviceOf(err))}
	if f.Machine() {
		doc, bad := encode(map[string]Failure{"error": fail}, "", "")
		if bad == nil {
			_, _ = s.Err.Write(append(doc, '\n'))
		}
		return
	}
	s.Notef("%s %s\n", paint(Red, "dateline:", s.Colour && s.ErrIsTerminal), fail.Message)
	if fail.Advice != "" {
		s.Notef("%s\n", fail.Advice)
	}
}

// oneLine joins the lines of joined errors with semicolons.
func oneLine(s string) string {
	var parts []string
	for line := range strings.SplitSeq(CleanText(s), "\n") {
		if line = flat(line); line != "" {
			parts = append(parts, line)
		}
	}
	return strings.Join(parts, "; ")
}
