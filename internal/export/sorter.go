package export

import (
	"bufio"
	"errors"
	"io"
	"os"
	"slices"
)

// sorter puts any number of lines in order of their bytes. What exceeds limit
// waits in a file of folder that has no name, sorted, in runs.
type sorter struct {
	folder string
	limit  int // bytes held in memory; 0: 8 MiB

	lines []string
	held  int
	spill *os.File
	end   int64
	runs  [][2]int64 // from and to in spill
}

const sorterLimit = 8 << 20

// add takes a line with its line end.
func (s *sorter) add(line string) error {
	s.lines = append(s.lines, line)
	limit := s.limit
	if limit == 0 {
		limit = sorterLimit
	}
	if s.held += len(line); s.held < limit {
		return nil
	}
	return s.put()
}

// put moves the lines in memory to the file.
func (s *sorter) put() error {
	if s.spill == nil {
		f, err := os.CreateTemp(s.folder, ".dateline-*.part")
		if err != nil {
			return coded(err)
		}
		s.spill = f
		if err := os.Remove(f.Name()); err != nil {
			return coded(err)
		}
	}
	slices.Sort(s.lines)
	out, from := bufio.NewWriter(s.spill), s.end
	for _, line := range s.lines {
		n, err := out.WriteString(line)
		if err != nil {
			return coded(err)
		}
		s.end += int64(n)
	}
	s.runs = append(s.runs, [2]int64{from, s.end})
	s.lines, s.held = s.lines[:0], 0
	return coded(out.Flush())
}

// run is a sorted run that is being read.
type run struct {
	next string
	more func() (string, error) // io.EOF at its end
}

// each calls do with all lines in order.
func (s *sorter) each(do func(line string) error) error {
	slices.Sort(s.lines)
	at := 0
	runs := []*run{{more: func() (string, error) {
		if at == len(s.lines) {
			return "", io.EOF
		}
		at++
		return s.lines[at-1], nil
	}}}
	for _, r := range s.runs {
		in := bufio.NewReader(io.NewSectionReader(s.spill, r[0], r[1]-r[0]))
		runs = append(runs, &run{more: func() (string, error) { return in.ReadString('\n') }})
	}
	for i := 0; i < len(runs); {
		if over, err := runs[i].step(); err != nil {
			return err
		} else if over {
			runs = slices.Delete(runs, i, i+1)
		} else {
			i++
		}
	}
	for len(runs) > 0 {
		least := 0
		for i := range runs {
			if runs[i].next < runs[least].next {
				least = i
			}
		}
		if err := do(runs[least].next); err != nil {
			return err
		}
		if over, err := runs[least].step(); err != nil {
			return err
		} else if over {
			runs = slices.Delete(runs, least, least+1)
		}
	}
	return nil
}

// step goes to the next line, and says whether there is none.
func (r *run) step() (over bool, err error) {
	r.next, err = r.more()
	if errors.Is(err, io.EOF) {
		return true, nil
	}
	return false, coded(err)
}

// close gives the file back.
func (s *sorter) close() error {
	if s.spill == nil {
		return nil
	}
	return s.spill.Close()
}
