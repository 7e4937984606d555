package export

import (
	"archive/zip"
	"bufio"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"path"
	"slices"
	"strconv"
	"time"

	"dateline/internal/news"
	"dateline/internal/query"
)

// waczVersion is the version of the specification that is followed.
const waczVersion = "1.1.1"

// The files of a WACZ.
const (
	archivePath = "archive/data.warc.gz"
	indexPath   = "indexes/index.cdxj"
	pagesPath   = "pages/pages.jsonl"
	packagePath = "datapackage.json"
	digestPath  = "datapackage-digest.json"
)

// dataPackage is the list of what is in a WACZ.
type dataPackage struct {
	Profile     string     `json:"profile"`
	WACZVersion string     `json:"wacz_version"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Software    string     `json:"software"`
	Created     time.Time  `json:"created"`
	MainURL     string     `json:"mainPageUrl,omitempty"`
	MainDate    *time.Time `json:"mainPageDate,omitempty"`
	Resources   []resource `json:"resources"`
}

type resource struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	Hash  string `json:"hash"` // sha256:hex
	Bytes int64  `json:"bytes"`
}

// pageLine is a page in pages.jsonl.
type pageLine struct {
	ID    string    `json:"id"`
	URL   string    `json:"url"`
	Time  time.Time `json:"ts"`
	Title string    `json:"title,omitempty"`
	Text  string    `json:"text,omitempty"`
}

// WACZ writes the captures behind the articles that match to out, as a WACZ:
// archive, index, a page for each version of an article that was read from a
// page of its own (newest article and newest version first), and the digests
// of these files.
func (e *Evidence) WACZ(ctx context.Context, n query.Node, title string, out io.Writer) (_ Copied, err error) {
	p := pack{zip: zip.NewWriter(out), about: dataPackage{
		Profile: "data-package", WACZVersion: waczVersion, Title: title, Description: e.Description, Software: e.Software,
		Created: e.Now().UTC().Truncate(time.Second),
	}}
	var c *copier
	defer func() {
		if c != nil {
			err = errors.Join(err, c.close())
		}
	}()
	err = p.add(archivePath, zip.Store, func(w io.Writer) error {
		c = e.copier(w, path.Base(archivePath))
		return c.all(ctx, n)
	})
	if err == nil {
		err = p.add(indexPath, zip.Deflate, c.writeIndex)
	}
	if err == nil {
		err = p.add(pagesPath, zip.Deflate, func(w io.Writer) error { return c.pages(ctx, n, &p.about, w) })
	}
	if err == nil {
		err = p.close()
	}
	if c == nil {
		return Copied{}, err
	}
	return c.copied, err
}

// pack is a WACZ in the making.
type pack struct {
	zip   *zip.Writer
	about dataPackage
}

// add adds a file, and its digest to the list.
func (p *pack) add(name string, method uint16, fill func(io.Writer) error) error {
	sum, err := p.file(name, method, fill)
	if err == nil {
		p.about.Resources = append(p.about.Resources, resource{Name: path.Base(name), Path: name, Hash: sum.String(), Bytes: sum.size})
	}
	return err
}

func (p *pack) file(name string, method uint16, fill func(io.Writer) error) (*digest, error) {
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: p.about.Created})
	if err != nil {
		return nil, err
	}
	sum := &digest{Hash: sha256.New()}
	buffered := bufio.NewWriterSize(io.MultiWriter(w, sum), 1<<16)
	if err := fill(buffered); err != nil {
		return nil, err
	}
	return sum, buffered.Flush()
}

// close adds the list and its own digest, and ends the file.
func (p *pack) close() error {
	sum, err := p.file(packagePath, zip.Deflate, func(w io.Writer) error { return indented(w, p.about) })
	if err != nil {
		return err
	}
	_, err = p.file(digestPath, zip.Deflate, func(w io.Writer) error {
		return indented(w, struct {
			Path string `json:"path"`
			Hash string `json:"hash"`
		}{packagePath, sum.String()})
	})
	if err != nil {
		return err
	}
	return p.zip.Close()
}

func indented(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// digest hashes and counts what is written to it.
type digest struct {
	hash.Hash
	size int64
}

func (d *digest) Write(b []byte) (int, error) {
	d.size += int64(len(b))
	return d.Hash.Write(b)
}

func (d *digest) String() string { return "sha256:" + hex.EncodeToString(d.Sum(nil)) }

// pages writes the list of pages. The first one is the package's main page.
func (c *copier) pages(ctx context.Context, n query.Node, about *dataPackage, w io.Writer) error {
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	if err := lines.Encode(map[string]string{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}); err != nil {
		return err
	}
	return c.articles(ctx, n, func(articles []int64) error {
		pages, err := c.pagesOf(ctx, articles)
		if err != nil {
			return err
		}
		for _, page := range pages {
			if about.MainURL == "" {
				about.MainURL, about.MainDate = page.URL, &page.Time
			}
			if err := lines.Encode(page); err != nil {
				return err
			}
			c.copied.Pages++
		}
		return nil
	})
}

// pagesOf returns the pages of some articles, those of one article together.
func (c *copier) pagesOf(ctx context.Context, articles []int64) ([]pageLine, error) {
	versions, err := c.VersionsOf(ctx, articles)
	if err != nil {
		return nil, err
	}
	versions = slices.DeleteFunc(versions, func(v news.Version) bool { return v.Basis == news.BasisItem || c.done[v.Capture] == "" })
	rank := make(map[int64]int, len(articles))
	for i, id := range articles {
		rank[id] = i
	}
	slices.SortStableFunc(versions, func(a, b news.Version) int {
		return cmp.Or(cmp.Compare(rank[a.Article], rank[b.Article]), b.Seen.Compare(a.Seen), cmp.Compare(b.Number, a.Number))
	})
	var of, behind []int64
	for _, v := range versions {
		of, behind = append(of, v.ID), append(behind, v.Capture)
	}
	texts, err := c.Texts(ctx, of)
	if err != nil {
		return nil, err
	}
	captures, err := c.Captures(ctx, behind)
	if err != nil {
		return nil, err
	}
	times := make(map[int64]time.Time, len(captures))
	for _, one := range captures {
		times[one.ID] = one.Time.UTC().Truncate(time.Second)
	}
	pages := make([]pageLine, len(versions))
	for i, v := range versions {
		pages[i] = pageLine{ID: pageID(v), URL: c.done[v.Capture], Time: times[v.Capture], Title: v.Title, Text: texts[v.ID]}
	}
	return pages, nil
}

// pageID names a version of an article: "42-1".
func pageID(v news.Version) string {
	return strconv.FormatInt(v.Article, 10) + "-" + strconv.Itoa(v.Number)
}
