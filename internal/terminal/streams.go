package terminal

import (
	"fmt"
	"io"
)

// Streams are the three ends of a command and what is known of them. Width is
// in cells, 0 where unknown. Colour is decided by the caller (--color,
// NO_COLOR, TERM) and is meant for Out; Err has colour only if it is a
// terminal too.
type Streams struct {
	In            io.Reader
	Out, Err      io.Writer
	OutIsTerminal bool
	ErrIsTerminal bool
	Width         int
	Colour        bool
}

// width is the number of cells of a line.
func (s Streams) width() int {
	if s.Width <= 0 {
		return 80
	}
	return s.Width
}

// Style is how a piece of text stands out where there is colour.
type Style string

// The styles, as SGR parameters of ECMA-48.
const (
	Plain  Style = ""
	Bold   Style = "1"
	Dim    Style = "2"
	Under  Style = "4"
	Red    Style = "31"
	Green  Style = "32"
	Yellow Style = "33"
	Blue   Style = "34"
	Cyan   Style = "36"
)

// Safe is text that may be shown as it is: it was cleaned, or it is ours.
type Safe string

// Style returns text cleaned to one line, in a style where Out has colour.
func (s Streams) Style(st Style, text string) Safe {
	return paint(st, Clean(text), s.Colour)
}

// Text returns text cleaned with its lines kept.
func (s Streams) Text(text string) Safe { return Safe(CleanText(text)) }

func paint(st Style, clean string, colour bool) Safe {
	if !colour || st == Plain || clean == "" {
		return Safe(clean)
	}
	return Safe("\x1b[" + string(st) + "m" + clean + "\x1b[0m")
}

// Printf writes to Out. Strings, errors, Stringers and byte slices among the
// arguments are cleaned to one line; Safe ones pass as they are.
func (s Streams) Printf(format string, args ...any) error {
	_, err := fmt.Fprintf(s.Out, format, cleaned(args)...)
	return err
}

// Notef writes to Err like Printf, for everything that is not the answer. A
// failure to write is ignored: there is no one left to tell.
func (s Streams) Notef(format string, args ...any) {
	_, _ = fmt.Fprintf(s.Err, format, cleaned(args)...)
}

func cleaned(args []any) []any {
	out := make([]any, len(args))
	for i, arg := range args {
		switch a := arg.(type) {
		case Safe:
			out[i] = string(a)
		case string:
			out[i] = Clean(a)
		case []byte:
			out[i] = Clean(string(a))
		case []string:
			list := make([]string, len(a))
			for j := range a {
				list[j] = Clean(a[j])
			}
			out[i] = list
		case error:
			out[i] = Clean(a.Error())
		case fmt.Stringer:
			out[i] = Clean(a.String())
		case bool, int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64, float32, float64:
			out[i] = a
		default: // whatever it holds is printed the way of %v, and cleaned
			out[i] = Clean(fmt.Sprint(a))
		}
	}
	return out
}
