package cli

import (
	"errors"
	"os"
	"path/filepath"

	"dateline/internal/fault"
	"dateline/internal/gazetteer"
)

// gazetteer returns the names of companies, bodies and products: those of the
// program, and those of the user's own file, which outweigh them.
func (a *app) gazetteer() (*gazetteer.Gazetteer, error) { return gazetteerWith(a.set.Names) }

// gazetteerWith reads a file of names; "" is none.
func gazetteerWith(path string) (*gazetteer.Gazetteer, error) {
	rows, err := ownNames(path)
	if err != nil || rows == nil {
		return gazetteer.Default(), err
	}
	own, err := gazetteer.Default().With(rows)
	if err != nil {
		return nil, fault.New(fault.Usage, "names %s: %w", path, err)
	}
	return own, nil
}

// ownNames reads the user's own file of names; "" is none.
func ownNames(path string) (rows []gazetteer.Row, err error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(filepath.Clean(path))
	if err != nil {
		return nil, fault.Advise(fault.New(fault.Usage, "names: %w", err), "mend \"names\" in the settings, or make the file: kind,name,aliases")
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if rows, err = gazetteer.ParseCSV(f); err != nil {
		return nil, fault.New(fault.Usage, "names %s: %w", path, err)
	}
	return rows, nil
}

// nameRows are all names as rows, the user's own first.
func (a *app) nameRows() []gazetteer.Row {
	own, _ := ownNames(a.set.Names) // the command that reads says what is wrong
	return append(own, gazetteer.Rows()...)
}

// canonical returns the canonical names that somebody may mean by a name.
func (a *app) canonical(name string) []string {
	g, err := a.gazetteer()
	if err != nil {
		g = gazetteer.Default() // the command that reads says what is wrong
	}
	var names []string
	for _, e := range g.Lookup(name) {
		names = append(names, e.Name)
	}
	return names
}
