package export

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/terminal"
)

// Dossier is a case to be handed over.
type Dossier struct {
	Case     news.Case
	Query    query.Node
	Own      []news.OwnEvent
	Notes    []news.Note
	Now      time.Time
	Software string
	Evidence Evidence // copies the captures
}

// Handed counts what a folder holds.
type Handed struct{ Articles, Events, Deals int }

// Files of a folder that was handed over.
const (
	sumsFile    = "SHA256SUMS"
	sourcesFile = "sources.csv"
	textsFolder = "texts"
	waczFile    = "captures.wacz"
)

// HandOver writes a case into a folder: timeline, ledger, statements, sources,
// the text of every version, the captures as WACZ, decisions, notes, and the
// SHA-256 of each file. The folder must not be there, or be empty; it gets its
// name when it is whole.
func HandOver(ctx context.Context, s Source, folder string, d Dossier) (h Handed, err error) {
	defer fault.Wrap(&err, "write %q", folder)
	if list, err := os.ReadDir(folder); err == nil && len(list) > 0 {
		return h, fault.New(fault.Usage, "the folder is not empty")
	}
	part := filepath.Join(filepath.Dir(folder), "."+filepath.Base(folder)+".part")
	if err := os.RemoveAll(part); err != nil {
		return h, coded(err)
	}
	if err := os.MkdirAll(filepath.Join(part, textsFolder), 0o750); err != nil {
		return h, coded(err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(part)) }()
	w := dossierWriter{ctx: ctx, s: s, folder: part, d: d}
	if err := w.all(&h); err != nil {
		return h, err
	}
	if err := os.Remove(folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return h, coded(err)
	}
	return h, coded(os.Rename(part, folder))
}

type dossierWriter struct {
	ctx    context.Context
	s      Source
	folder string
	d      Dossier
}

func (w *dossierWriter) all(h *Handed) error {
	events, err := report.Timeline(w.ctx, w.s, w.d.Query, report.TimelineOptions{Own: w.d.Own})
	if err != nil {
		return err
	}
	deals, err := report.Ledger(w.ctx, w.s, w.d.Query)
	if err == nil {
		err = report.Describe(w.ctx, w.s, deals)
	}
	if err != nil {
		return err
	}
	claims, err := report.Claims(w.ctx, w.s, w.d.Query, report.ClaimOptions{})
	if err != nil {
		return err
	}
	h.Events, h.Deals = len(events), len(deals)
	table := Request{Format: CSV}
	for _, file := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{"timeline.csv", func(out io.Writer) error { return writeRows(table, out, events, eventColumns()) }},
		{"timeline.html", func(out io.Writer) error { return WriteHTML(out, w.d.Case.Name, events, w.d.Now) }},
		{"deals.csv", func(out io.Writer) error { return writeRows(table, out, deals, dealColumns()) }},
		{"statements.csv", func(out io.Writer) error { return writeRows(table, out, flat(claims), statementColumns()) }},
		{sourcesFile, func(out io.Writer) error { h.Articles, err = w.sources(out); return err }},
		{"decisions.csv", w.decisions},
		{"notes.txt", w.notes},
		{waczFile, func(out io.Writer) error {
			_, err := w.d.Evidence.WACZ(w.ctx, w.d.Query, w.d.Case.Name, out)
			return err
		}},
		{"README.txt", w.readme},
		{sumsFile, w.sums},
	} {
		if err := w.file(file.name, file.write); err != nil {
			return fmt.Errorf("%s: %w", file.name, err)
		}
	}
	return nil
}

func (w *dossierWriter) file(name string, write func(io.Writer) error) (err error) {
	f, err := os.Create(filepath.Join(w.folder, name))
	if err != nil {
		return coded(err)
	}
	defer func() { err = errors.Join(err, coded(f.Close())) }()
	out := bufio.NewWriter(f)
	if err := write(out); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return coded(err)
	}
	return coded(f.Sync())
}

// sourceColumns are those of sources.csv: a line for each version.
var sourceColumns = []string{"article", "version", "outlet", "title", "published", "seen", "url", "text", "text_sha256", "capture_url", "captured", "capture_sha256", "basis"}

// sources lists all versions of all articles, and writes their texts.
func (w *dossierWriter) sources(out io.Writer) (articles int, err error) {
	table := csv.NewWriter(out)
	table.UseCRLF = true
	if err := table.Write(sourceColumns); err != nil {
		return 0, err
	}
	_, err = report.Search(w.ctx, w.s, w.d.Query, report.SearchOptions{}, func(a report.Article) error {
		articles++
		versions, err := w.s.Versions(w.ctx, a.ID)
		if err != nil {
			return err
		}
		for _, v := range versions {
			if err := w.source(table, a, v); err != nil {
				return err
			}
		}
		return nil
	})
	table.Flush()
	return articles, errors.Join(err, table.Error())
}

func (w *dossierWriter) source(table *csv.Writer, a report.Article, v news.Version) error {
	whole, err := w.s.Version(w.ctx, v.ID)
	if err != nil {
		return err
	}
	name := textsFolder + "/" + strconv.FormatInt(a.ID, 10) + "-" + strconv.Itoa(v.Number) + ".txt"
	if err := w.file(filepath.FromSlash(name), func(out io.Writer) error { _, err := io.WriteString(out, whole.Text); return err }); err != nil {
		return err
	}
	c, err := w.s.Capture(w.ctx, v.Capture)
	if err != nil {
		return err
	}
	row := []string{
		strconv.FormatInt(a.ID, 10), strconv.Itoa(v.Number), a.Outlet, v.Title, v.Published.String(), v.Seen.UTC().Format(time.RFC3339), a.URL,
		name, whole.TextSHA256, c.FinalURL, c.Time.UTC().Format(time.RFC3339), c.SHA256, string(v.Basis),
	}
	for i := range row {
		row[i] = terminal.SafeCell(row[i])
	}
	return table.Write(row)
}

func (w *dossierWriter) decisions(out io.Writer) error {
	all, err := w.s.Decisions(w.ctx, "")
	if err != nil {
		return err
	}
	inside := map[int64]bool{}
	if _, err := report.Search(w.ctx, w.s, w.d.Query, report.SearchOptions{}, func(a report.Article) error { inside[a.ID] = true; return nil }); err != nil {
		return err
	}
	table := csv.NewWriter(out)
	table.UseCRLF = true
	if err := table.Write([]string{"kind", "article", "verdict", "correction", "quote", "note", "who", "time"}); err != nil {
		return err
	}
	for _, d := range all {
		if !inside[d.Article] {
			continue
		}
		var correction []string
		for name, value := range d.Correction {
			correction = append(correction, name+"="+value)
		}
		slices.Sort(correction)
		row := []string{string(d.Kind), strconv.FormatInt(d.Article, 10), string(d.Verdict), strings.Join(correction, "; "), d.Quote, d.Note, d.Who, d.Time.UTC().Format(time.RFC3339)}
		for i := range row {
			row[i] = terminal.SafeCell(row[i])
		}
		if err := table.Write(row); err != nil {
			return err
		}
	}
	table.Flush()
	return table.Error()
}

func (w *dossierWriter) notes(out io.Writer) error {
	var b strings.Builder
	for _, n := range w.d.Notes {
		about := "the case"
		if n.Article != 0 {
			about = "article " + strconv.FormatInt(n.Article, 10)
		}
		fmt.Fprintf(&b, "%s, %s, on %s:\n%s\n\n", n.Time.UTC().Format(time.RFC3339), terminal.Clean(n.Who), about, terminal.CleanText(n.Note))
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func (w *dossierWriter) readme(out io.Writer) error {
	_, err := fmt.Fprintf(out, `Case: %s
Query: %s
Handed over on %s by %s

timeline.csv, timeline.html   what happened when, each in the words of its source
deals.csv                     who supplies what to whom
statements.csv                who says what; "to" is what a denial answers
sources.csv                   every version of every article, with the SHA-256 of its text and of the captured bytes
texts/                        the text of each version; start and end in the tables are byte offsets into it
captures.wacz                 the captured bytes (open with ReplayWeb.page)
decisions.csv, notes.txt      what people said of it
SHA256SUMS                    the SHA-256 of each file here

To check this folder without Dateline:  sha256sum -c SHA256SUMS
With Dateline, every quotation and every capture as well:  dateline verify FOLDER
`, terminal.Clean(w.d.Case.Name), terminal.Clean(w.d.Case.Query), w.d.Now.UTC().Format(time.RFC3339), w.d.Software)
	return err
}

// sums writes the SHA-256 of every other file, as sha256sum does.
func (w *dossierWriter) sums(out io.Writer) error {
	return filepath.WalkDir(w.folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == sumsFile {
			return err
		}
		sum, err := sumOfFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(w.folder, path)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "%s  %s\n", sum, filepath.ToSlash(name))
		return err
	})
}

func sumOfFile(path string) (sum string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), err
}
