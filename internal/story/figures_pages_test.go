package story_test

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dateline/internal/page"
	"dateline/internal/text"
)

// specimen is a real page as the page reader reads it.
type specimen struct {
	name      string
	outlet    string
	title     string
	text      string
	furniture []string // blocks that are not the story
	published time.Time
}

// leastWords is the length of an article that edits are made of.
const leastWords = 120

func loadPages(folder, sets string) ([]specimen, error) {
	var all []specimen
	for set := range strings.SplitSeq(sets, ",") {
		files, err := filepath.Glob(filepath.Join(folder, set, "*.html.gz"))
		if err != nil {
			return nil, err
		}
		if len(files) == 0 {
			return nil, fmt.Errorf("no pages in %s", filepath.Join(folder, set))
		}
		for _, file := range files {
			s, err := loadPage(file)
			if err != nil {
				return nil, fmt.Errorf("read %s: %w", file, err)
			}
			if len(text.Words(s.text)) >= leastWords {
				all = append(all, s)
			}
		}
	}
	return all, nil
}

func loadPage(file string) (specimen, error) {
	source, err := readGzip(file)
	if err != nil {
		return specimen{}, err
	}
	p := page.Parse(source, page.Options{ContentType: "text/html"})
	s := specimen{name: strings.TrimSuffix(filepath.Base(file), ".html.gz"), title: p.Title, text: p.Text, outlet: p.Site}
	for _, b := range p.Blocks {
		if !b.Label.InText() && len(b.Text) > 20 {
			s.furniture = append(s.furniture, b.Text)
		}
	}
	var gold struct {
		Site      string `json:"site_key"`
		Published string `json:"published"`
	}
	if data, err := os.ReadFile(strings.TrimSuffix(file, ".html.gz") + ".gold.json"); err == nil && json.Unmarshal(data, &gold) == nil {
		if gold.Site != "" {
			s.outlet = gold.Site
		}
		if t, err := time.Parse("2006-01-02", gold.Published[:min(10, len(gold.Published))]); err == nil {
			s.published = t
		}
	}
	return s, nil
}

func readGzip(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
