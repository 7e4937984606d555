package terminal

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"
)

// List writes rows in a format. All formats but Table write each row as it
// comes; Table waits for Close.
type List[T any] struct {
	streams Streams
	format  Format
	columns []Column[T]
	csv     *csv.Writer
	rows    int
	table   []tableRow
	err     error // of the first write that failed; sticks
	closed  bool
}

// NewList begins a list on s.Out. Close ends it.
func NewList[T any](s Streams, f Format, columns []Column[T]) *List[T] {
	l := &List[T]{streams: s, format: f, columns: columns}
	if f == CSV {
		l.csv = csv.NewWriter(s.Out)
		l.csv.UseCRLF = true
	}
	return l
}

// Rows returns how many rows were written.
func (l *List[T]) Rows() int { return l.rows }

// Row adds a row. After a failed write it does nothing but return that error.
func (l *List[T]) Row(row T) error {
	if l.err == nil && l.rows == 0 {
		l.err = l.begin()
	}
	if l.err == nil {
		l.err = l.write(row)
		l.rows++
	}
	return l.err
}

// Close ends the document: an empty list is still valid JSON, and CSV, TSV and
// Markdown have their header. A table without rows is nothing at all.
func (l *List[T]) Close() error {
	if l.closed || l.err != nil {
		return l.err
	}
	l.closed = true
	if l.rows == 0 {
		l.err = l.begin()
	}
	if l.err == nil {
		l.err = l.end()
	}
	return l.err
}

func (l *List[T]) begin() error {
	switch l.format {
	case JSON:
		return l.put("[")
	case CSV:
		return l.record(l.heads(func(c Column[T]) string { return c.Field }))
	case TSV:
		return l.put(strings.Join(l.heads(func(c Column[T]) string { return flat(c.Field) }), "\t") + "\n")
	case Markdown:
		return l.put(l.markdownHead())
	}
	return nil
}

func (l *List[T]) write(row T) error {
	switch l.format {
	case JSON:
		return l.writeJSON(row)
	case JSONL:
		doc, err := encode(row, "", "")
		if err != nil {
			return err
		}
		return l.put(string(doc) + "\n")
	case CSV:
		return l.record(l.cellsOf(row, func(_ Column[T], s string) string { return SafeCell(CleanText(s)) }))
	case TSV:
		return l.put(strings.Join(l.cellsOf(row, func(_ Column[T], s string) string { return SafeCell(flat(s)) }), "\t") + "\n")
	case Markdown:
		return l.put("| " + strings.Join(l.cellsOf(row, markdownCell), " | ") + " |\n")
	}
	l.table = append(l.table, l.tableRow(row))
	return nil
}

func (l *List[T]) end() error {
	switch l.format {
	case JSON:
		if l.rows == 0 {
			return l.put("]\n")
		}
		return l.put("\n]\n")
	case Table:
		if l.rows == 0 {
			return nil
		}
		return l.put(l.render())
	}
	return nil
}

func (l *List[T]) writeJSON(row T) error {
	indent := ""
	if l.streams.OutIsTerminal {
		indent = "  "
	}
	doc, err := encode(row, "  ", indent)
	if err != nil {
		return err
	}
	comma := ",\n  "
	if l.rows == 0 {
		comma = "\n  "
	}
	return l.put(comma + string(doc))
}

func (l *List[T]) put(s string) error {
	_, err := io.WriteString(l.streams.Out, s)
	return err
}

func (l *List[T]) record(fields []string) error {
	if err := l.csv.Write(fields); err != nil {
		return err
	}
	l.csv.Flush()
	return l.csv.Error()
}

func (l *List[T]) heads(name func(Column[T]) string) []string {
	out := make([]string, len(l.columns))
	for i, c := range l.columns {
		out[i] = name(c)
	}
	return out
}

func (l *List[T]) cellsOf(row T, shape func(Column[T], string) string) []string {
	out := make([]string, len(l.columns))
	for i, c := range l.columns {
		out[i] = shape(c, c.Cell(row))
	}
	return out
}

// SafeCell keeps a spreadsheet from running a cell: one that begins like a
// formula (OWASP, "CSV Injection") gets an apostrophe before it, unless it is
// a plain number.
func SafeCell(s string) string {
	begin := strings.TrimLeft(s, " \n\u00a0\u3000\ufeff")
	if begin == "" || !strings.ContainsRune("=+-@＝＋－＠|%", []rune(begin)[0]) || number(s) {
		return s
	}
	return "'" + s
}

// PlainCell takes back what SafeCell did.
func PlainCell(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && SafeCell(rest) != rest {
		return rest
	}
	return s
}

// number says whether s is a signed decimal number and nothing else.
func number(s string) bool {
	digits := strings.TrimLeft(s, "+-")
	if len(s)-len(digits) > 1 || strings.Count(digits, ".") > 1 || strings.Trim(digits, ".") != digits {
		return false
	}
	return strings.Trim(digits, "0123456789.") == "" && digits != ""
}

// WriteJSON writes v to Out as one document, indented on a terminal.
func WriteJSON(s Streams, v any) error {
	indent := ""
	if s.OutIsTerminal {
		indent = "  "
	}
	doc, err := encode(v, "", indent)
	if err != nil {
		return err
	}
	_, err = s.Out.Write(append(doc, '\n'))
	return err
}

// encode returns v as safe JSON without a line break at its end; indent "" is
// one line.
func encode(v any, prefix, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if indent != "" {
		e.SetIndent(prefix, indent)
	}
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return escapeJSON(bytes.TrimRight(b.Bytes(), "\n")), nil
}
