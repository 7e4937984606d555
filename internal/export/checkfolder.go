package export

import (
	"archive/zip"
	"bufio"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"dateline/internal/fault"
	"dateline/internal/terminal"
	"dateline/internal/warc"
)

// FolderFlaw is something in a folder that is not as it was handed over.
type FolderFlaw struct {
	Kind   string `json:"kind"` // file, text, quotation, capture
	Where  string `json:"where"`
	Detail string `json:"detail"`
}

// Checked counts what was checked in a folder.
type Checked struct {
	Files      int `json:"files"`
	Texts      int `json:"texts"`
	Quotations int `json:"quotations"`
	Captures   int `json:"captures"`
	Flaws      int `json:"flaws"`
}

// CheckFolder checks a folder that HandOver wrote: each file against its
// SHA-256, each text and each capture against sources.csv, each quotation
// against the text that it stands in. flaw is called for each flaw.
func CheckFolder(folder string, flaw func(FolderFlaw) error) (c Checked, err error) {
	k := checker{folder: folder, report: flaw, sum: &c}
	if err := k.files(); err != nil {
		return c, err
	}
	versions, captures, err := k.sources()
	if err != nil {
		return c, err
	}
	for _, table := range []string{"timeline.csv", "deals.csv", "statements.csv"} {
		if err := k.quotations(table, versions); err != nil {
			return c, err
		}
	}
	return c, k.captures(captures)
}

type checker struct {
	folder string
	report func(FolderFlaw) error
	sum    *Checked
}

func (k *checker) flaw(kind, where, detail string) error {
	k.sum.Flaws++
	return k.report(FolderFlaw{kind, where, detail})
}

// files compares every file with its sum.
func (k *checker) files() error {
	f, err := os.Open(filepath.Join(k.folder, sumsFile))
	if err != nil {
		return fault.Advise(fault.As(fault.Unreadable, err), "give a folder that dateline case export wrote")
	}
	defer f.Close() //nolint:errcheck // only read
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		want, name, ok := strings.Cut(lines.Text(), "  ")
		if !ok || !filepath.IsLocal(filepath.FromSlash(name)) {
			return fault.New(fault.Failed, "%s: %q is no line of a list of sums", sumsFile, lines.Text())
		}
		k.sum.Files++
		got, err := sumOfFile(filepath.Join(k.folder, filepath.FromSlash(name)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			err = k.flaw("file", name, "it is not there")
		case err == nil && got != want:
			err = k.flaw("file", name, "its bytes do not have the SHA-256 that it was handed over with")
		}
		if err != nil {
			return err
		}
	}
	return lines.Err()
}

// rows calls do with each row of a table as a map.
func (k *checker) rows(name string, do func(row map[string]string) error) error {
	f, err := os.Open(filepath.Join(k.folder, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // files has said so
	}
	if err != nil {
		return fault.As(fault.Unreadable, err)
	}
	defer f.Close() //nolint:errcheck // only read
	in := csv.NewReader(f)
	head, err := in.Read()
	if err != nil {
		return k.flaw("file", name, "it is no table: "+err.Error())
	}
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return k.flaw("file", name, "it is no table: "+err.Error())
		}
		row := make(map[string]string, len(head))
		for i, cell := range cells {
			row[head[i]] = terminal.PlainCell(cell)
		}
		if err := do(row); err != nil {
			return err
		}
	}
}

// sources checks the texts, and returns them by version, and the captures that
// must be there.
func (k *checker) sources() (versions map[string]string, captures map[string]string, err error) {
	versions, captures = map[string]string{}, map[string]string{}
	err = k.rows(sourcesFile, func(row map[string]string) error {
		name := row["text"]
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			return k.flaw("text", name, "it is not in the folder")
		}
		b, err := os.ReadFile(filepath.Join(k.folder, filepath.FromSlash(name)))
		if err != nil {
			return k.flaw("text", name, "it cannot be read")
		}
		k.sum.Texts++
		sum := sha256.Sum256(b)
		versions[versionKey(row)] = string(b)
		captures[row["capture_sha256"]] = row["capture_url"]
		if hex.EncodeToString(sum[:]) != row["text_sha256"] {
			return k.flaw("text", name, "its bytes do not have the SHA-256 of the version")
		}
		return nil
	})
	return versions, captures, err
}

// quotations checks that each quotation stands where its table says.
func (k *checker) quotations(table string, versions map[string]string) error {
	return k.rows(table, func(row map[string]string) error {
		if row["version"] == "" || row["version"] == "0" { // an event of a person's own
			return nil
		}
		k.sum.Quotations++
		body, ok := versions[versionKey(row)]
		start, err1 := strconv.Atoi(row["start"])
		end, err2 := strconv.Atoi(row["end"])
		where := table + " " + row["id"]
		switch {
		case !ok:
			return k.flaw("quotation", where, "its version is not in the folder")
		case err1 != nil || err2 != nil || start < 0 || end > len(body) || start > end:
			return k.flaw("quotation", where, "its place is not in the text")
		case clean(body[start:end]) != clean(row["passage"]):
			return k.flaw("quotation", where, "the text does not say so")
		}
		return nil
	})
}

// versionKey names the version that a line of a table is about.
func versionKey(row map[string]string) string { return row["article"] + "-" + row["version"] }

// clean is text as a table shows it.
func clean(s string) string { return strings.Join(strings.Fields(terminal.Clean(s)), " ") }

// captures checks that the bytes of each capture are in the WACZ.
func (k *checker) captures(want map[string]string) error {
	z, err := zip.OpenReader(filepath.Join(k.folder, waczFile))
	if err != nil {
		return k.flaw("file", waczFile, "it cannot be opened: "+err.Error())
	}
	defer z.Close() //nolint:errcheck // only read
	f, err := z.Open(archivePath)
	if err != nil {
		return k.flaw("file", waczFile, "it has no archive")
	}
	defer f.Close() //nolint:errcheck // only read
	found := map[string]bool{}
	in := warc.NewReader(f, 0)
	for {
		r, _, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return k.flaw("file", waczFile, err.Error())
		}
		if r.Type != warc.TypeResponse && r.Type != warc.TypeResource {
			continue
		}
		payload, err := r.Payload()
		if err != nil {
			continue
		}
		k.sum.Captures++
		sum := sha256.Sum256(payload)
		found[hex.EncodeToString(sum[:])] = true
	}
	for sum, url := range want {
		if !found[sum] {
			if err := k.flaw("capture", url, fmt.Sprintf("no capture has the SHA-256 %s", sum)); err != nil {
				return err
			}
		}
	}
	if n := in.Skipped(); n > 0 {
		return k.flaw("file", waczFile, strconv.Itoa(n)+" damaged records")
	}
	return nil
}
