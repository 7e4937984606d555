package weburl_test

import (
	"compress/gzip"
	"html"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dateline/internal/weburl"
)

var (
	link = regexp.MustCompile(`(?is)<link\s[^>]+>`)
	rel  = regexp.MustCompile(`(?is)\srel\s*=\s*["']?(amphtml|canonical)\b`)
	href = regexp.MustCompile(`(?is)\shref\s*=\s*["']?([^"' >]+)`)
)

// TestVariantsOfRealPages reads real pages that name both their canonical and
// their AMP form, and asks that most of those AMP forms that are changed become
// the page's own canonical one.
func TestVariantsOfRealPages(t *testing.T) {
	const folder = "../../../shared/corpora/pages"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the real pages are not here")
	}
	pairs, changed, right := 0, 0, 0
	err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".html.gz") {
			return err
		}
		canonical, amp, err := forms(path)
		if err != nil || canonical == "" || amp == "" {
			return err
		}
		pairs++
		before, err := weburl.Canonical(canonical)
		if err != nil {
			return nil // what a page calls its canonical form may be no URL
		}
		if again, err := weburl.Canonical(before); err != nil || again != before {
			t.Errorf("%q -> %q -> %q, %v", canonical, before, again, err)
		}
		amp = weburl.Resolve(canonical, amp)
		got, err := weburl.Canonical(amp)
		if err != nil || got == amp {
			return nil
		}
		changed++
		if got == before {
			right++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d pairs, %d changed, %d of them to the page's canonical form", pairs, changed, right)
	if pairs < 300 || changed < pairs*7/10 || right < changed*88/100 {
		t.Errorf("%d pairs, %d changed, %d right: too few", pairs, changed, right)
	}
}

// forms returns the canonical and the AMP form that a page names.
func forms(path string) (canonical, amp string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", "", err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return "", "", err
	}
	page, err := io.ReadAll(io.LimitReader(z, 1<<18))
	if err != nil {
		return "", "", err
	}
	for _, element := range link.FindAllString(string(page), -1) {
		kind, target := rel.FindStringSubmatch(element), href.FindStringSubmatch(element)
		switch {
		case kind == nil || target == nil:
		case strings.EqualFold(kind[1], "canonical"):
			canonical = html.UnescapeString(target[1])
		default:
			amp = html.UnescapeString(target[1])
		}
	}
	return canonical, amp, nil
}
