package sampleweb

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
	"text/template"
	"time"

	"golang.org/x/text/encoding/charmap"
)

//go:embed files
var files embed.FS

// resource is one answer of the sample web, ready to be sent.
type resource struct {
	status      int
	contentType string
	body        []byte
	zipped      []byte
	etag        string
	modified    time.Time
}

// site is one state of the whole web: host → path → resource.
type site map[string]map[string]resource

// laterTime is when everything happened that Later brings.
var laterTime = time.Date(2026, time.February, 13, 18, 0, 0, 0, time.UTC)

// build makes both states.
func build() (first, second site, err error) {
	templates, err := template.ParseFS(files, "files/*.html", "files/*.xml")
	if err != nil {
		return nil, nil, err
	}
	first, second = site{}, site{}
	for _, o := range outlets {
		now, later, err := articles(o)
		if err != nil {
			return nil, nil, err
		}
		if first[o.Host], err = buildHost(o, now, now, templates); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", o.Host, err)
		}
		if second[o.Host], err = buildHost(o, later, now, templates); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", o.Host, err)
		}
		for p, r := range second[o.Host] {
			r.modified = laterTime
			if before, ok := first[o.Host][p]; ok && before.etag == r.etag {
				r.modified = before.modified
			}
			second[o.Host][p] = r
		}
	}
	return first, second, nil
}

// articles reads an outlet's files into the articles of the two states. A file
// NAME@later.txt takes the place of NAME.txt in the second one.
func articles(o Outlet) (now, later []article, err error) {
	names, err := fs.Glob(files, "files/"+o.Host+"/*.txt")
	if err != nil {
		return nil, nil, err
	}
	all := map[string]article{}
	for _, name := range names {
		if path.Base(name) == "robots.txt" {
			continue
		}
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, nil, err
		}
		if all[name], err = parseArticle(o, string(text)); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	for name, a := range all {
		second, replaced := all[strings.TrimSuffix(name, ".txt")+"@later.txt"]
		switch {
		case strings.HasSuffix(name, "@later.txt"):
		case replaced:
			now, later = append(now, a), append(later, second)
		case a.later:
			later = append(later, a)
		default:
			now, later = append(now, a), append(later, a)
		}
	}
	newestFirst(now)
	newestFirst(later)
	return now, later, nil
}

// listing is what feed and front-page templates are given.
type listing struct {
	Outlet   Outlet
	Articles []article
	Updated  time.Time // of the newest article
	Notice   string
}

// buildHost makes one state of an outlet. Related links are taken from the
// articles of the first state, so that what happens to one changes no other.
func buildHost(o Outlet, all, first []article, templates *template.Template) (map[string]resource, error) {
	list := listing{Outlet: o, Articles: all, Notice: notice}
	for _, a := range all {
		if a.Modified.After(list.Updated) {
			list.Updated = a.Modified
		}
	}
	out := map[string]resource{"/robots.txt": robots(o)}
	front, err := render(templates, "front.html", list)
	if err != nil {
		return nil, err
	}
	out["/"] = newResource("text/html; charset=utf-8", front, list.Updated)
	feed, err := renderFeed(templates, list)
	if err != nil {
		return nil, err
	}
	out[o.Feed] = newResource(feedTypes[o.Kind], feed, list.Updated)
	pages, err := template.ParseFS(files, "files/"+o.Host+"/page.html")
	if err != nil {
		return nil, err
	}
	for _, a := range all {
		if a.Absent {
			continue
		}
		if out[a.Path], err = pageResource(pages, a, related(first, a.Path)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// related are up to three others of the outlet, the next older ones first.
func related(all []article, path string) []article {
	at := max(0, slices.IndexFunc(all, func(a article) bool { return a.Path == path }))
	var out []article
	for _, a := range slices.Concat(all[at:], all[:at]) {
		if len(out) < 3 && a.Path != path && !a.Absent {
			out = append(out, a)
		}
	}
	return out
}

func robots(o Outlet) resource {
	text, err := files.ReadFile("files/" + o.Host + "/robots.txt")
	if err != nil {
		text = []byte("User-agent: *\nDisallow:\n")
	}
	return newResource("text/plain; charset=utf-8", text, time.Date(2025, time.March, 3, 0, 0, 0, 0, time.UTC))
}

func render(t *template.Template, name string, data any) ([]byte, error) {
	var b bytes.Buffer
	err := t.ExecuteTemplate(&b, name, data)
	return b.Bytes(), err
}

func renderFeed(t *template.Template, list listing) ([]byte, error) {
	if list.Outlet.Kind == "json" {
		return jsonFeed(list)
	}
	return render(t, list.Outlet.Kind+".xml", list)
}

// jsonFeed writes JSON Feed 1.1 (jsonfeed.org/version/1.1).
func jsonFeed(list listing) ([]byte, error) {
	type author struct {
		Name string `json:"name"`
	}
	type item struct {
		ID        string   `json:"id"`
		URL       string   `json:"url"`
		Title     string   `json:"title"`
		Summary   string   `json:"summary"`
		HTML      string   `json:"content_html"`
		Published string   `json:"date_published"`
		Modified  string   `json:"date_modified"`
		Authors   []author `json:"authors"`
		Tags      []string `json:"tags"`
	}
	doc := struct {
		Version     string `json:"version"`
		Title       string `json:"title"`
		Home        string `json:"home_page_url"`
		Feed        string `json:"feed_url"`
		Description string `json:"description"`
		Language    string `json:"language"`
		Items       []item `json:"items"`
	}{"https://jsonfeed.org/version/1.1", list.Outlet.Name, list.Outlet.Home(), list.Outlet.FeedURL(), list.Outlet.Motto, list.Outlet.Language, []item{}}
	for _, a := range list.Articles {
		it := item{a.GUID(), a.Link(), a.Title, a.Summary, "<p>" + inline(a.Summary) + "</p>",
			a.Published.Format(time.RFC3339), a.Modified.Format(time.RFC3339), nil, []string{a.Section}}
		for _, name := range a.Authors {
			it.Authors = append(it.Authors, author{name})
		}
		doc.Items = append(doc.Items, it)
	}
	return json.MarshalIndent(doc, "", " ")
}

// newResource packs a body once, for all requests.
func newResource(contentType string, body []byte, modified time.Time) resource {
	sum := sha256.Sum256(body)
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write(body)
	if err == nil {
		err = z.Close()
	}
	r := resource{http.StatusOK, contentType, body, b.Bytes(), `W/"` + hex.EncodeToString(sum[:8]) + `"`, modified}
	if err != nil { // a buffer does not fail; without the packed form it still works
		r.zipped = nil
	}
	return r
}

// latin1 returns s in ISO 8859-1; what it lacks becomes a character reference.
func latin1(s []byte) ([]byte, error) {
	var b bytes.Buffer
	for _, r := range string(s) {
		if c, ok := charmap.ISO8859_1.EncodeRune(r); ok {
			b.WriteByte(c)
		} else if _, err := fmt.Fprintf(&b, "&#%d;", r); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}
