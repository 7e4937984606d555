package main

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"dateline/internal/page"
	"dateline/internal/weburl"
)

// specimen is a page with what people found to be its text.
type specimen struct {
	set, name, site string
	fold            int
	draft           *page.Draft
	blocks          []string
	rows            [][]byte
	gold            string   // the body; "" where only segments are known
	with, without   []string // segments that belong into the text, and that do not
	captions        []string // of pictures, as far as they are not in the body

	shingles map[string]int // of gold
	targets  []target       // of every block
}

// sets are the folders that are trained on. Pages whose date alone is known
// teach nothing about their text.
var sets = []string{"fundus", "scrapinghub", "trafilatura"}

const folds = 5

// load reads all sets below dir and deals their sites into folds.
func load(dir string) ([]*specimen, error) {
	var all []*specimen
	for _, set := range sets {
		golds, err := filepath.Glob(filepath.Join(dir, set, "*.gold.json"))
		if err != nil {
			return nil, err
		}
		for _, path := range golds {
			all = append(all, &specimen{set: set, name: strings.TrimSuffix(path, ".gold.json")})
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("load pages: none below %q", dir)
	}
	errs := make([]error, len(all))
	var wait sync.WaitGroup
	room := make(chan struct{}, 4)
	for i, s := range all {
		wait.Go(func() {
			room <- struct{}{}
			errs[i] = s.read()
			<-room
		})
	}
	wait.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("load page %q: %w", all[i].name, err)
		}
	}
	deal(all)
	return all, nil
}

// read reads the page and its gold.
func (s *specimen) read() error {
	var gold struct {
		URL, Text               string
		With, Without, Captions []string
	}
	raw, err := os.ReadFile(s.name + ".gold.json")
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, &gold); err != nil {
		return err
	}
	source, err := readPage(s.name)
	if err != nil {
		return err
	}
	s.name = filepath.Base(s.name)
	if s.site = weburl.Domain(gold.URL); s.site == "" {
		s.site = s.name
	}
	s.draft = page.NewDraft(source, page.Options{URL: gold.URL})
	s.blocks, s.rows = s.draft.Blocks(), s.draft.Features()
	s.gold, s.with, s.without = gold.Text, gold.With, gold.Without
	for _, c := range gold.Captions {
		if c = norm(c); len(strings.Fields(c)) > 5 && !strings.Contains(norm(s.gold), c) {
			s.captions = append(s.captions, c)
		}
	}
	s.shingles = shinglesOf(s.gold)
	s.aim()
	return nil
}

func readPage(stem string) ([]byte, error) {
	packed, err := os.Open(stem + ".html.gz")
	if err != nil {
		return os.ReadFile(stem + ".html")
	}
	defer packed.Close() //nolint:errcheck // it was only read
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(unpacked)
}

// deal puts the pages of one site into one fold, about as many sites into each.
func deal(all []*specimen) {
	order := map[string]uint64{}
	for _, s := range all {
		h := sha256.Sum256([]byte("folds/" + s.site))
		order[s.site] = binary.BigEndian.Uint64(h[:8])
	}
	sites := make([]string, 0, len(order))
	for site := range order {
		sites = append(sites, site)
	}
	slices.SortFunc(sites, func(a, b string) int {
		if order[a] < order[b] {
			return -1
		}
		return 1
	})
	fold := map[string]int{}
	for i, site := range sites {
		fold[site] = i % folds
	}
	for _, s := range all {
		s.fold = fold[s.site]
	}
}
