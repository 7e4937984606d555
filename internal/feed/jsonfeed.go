package feed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/mmcdole/gofeed"
	jsonfeed "github.com/mmcdole/gofeed/json"

	"dateline/internal/fault"
)

// parseJSON reads JSON Feed 1.0 and 1.1.
func parseJSON(text []byte, o Options, warnings []string) (*Feed, error) {
	if !json.Valid(text) {
		mended, repairs := mendJSON(text)
		text, warnings = mended, append(warnings, repairs...)
	}
	parser := gofeed.NewParser()
	parser.KeepOriginalFeed = true
	parser.JSONTranslator = original{}
	parsed, err := parser.Parse(bytes.NewReader(text))
	if err != nil {
		if coerced, lost, failed := coerce(text); failed == nil {
			warnings = append(warnings, "repaired: fields of a wrong type")
			if lost > 0 {
				warnings = append(warnings, fmt.Sprintf("%d items are no objects", lost))
			}
			parsed, err = parser.Parse(bytes.NewReader(coerced))
		}
	}
	if err != nil {
		return nil, fault.As(fault.NotAFeed, err)
	}
	j, ok := parsed.OriginalFeed().(*jsonfeed.Feed)
	if !ok || !strings.Contains(j.Version, "jsonfeed") && len(j.Items) == 0 {
		return nil, fault.New(fault.NotAFeed, "JSON, but not a JSON Feed")
	}
	f := fromJSON(j, o)
	f.Hub = hubOf(text)
	f.Warnings = append(warnings, f.Warnings...)
	return f, nil
}

func fromJSON(j *jsonfeed.Feed, o Options) *Feed {
	base := first(o.BaseURL, j.FeedURL, j.HomePageURL)
	f := &Feed{
		Format:      JSONFeed,
		Version:     j.Version[strings.LastIndexByte(j.Version, '/')+1:],
		ID:          strings.TrimSpace(j.FeedURL),
		Title:       plain(j.Title, false),
		Link:        link(base, j.HomePageURL),
		Self:        link(base, j.FeedURL),
		Description: body(j.Description, base, isText),
		Language:    tag(j.Language),
		Image:       first(link(base, j.Icon), link(base, j.Favicon)),
		Authors:     jsonAuthors(j.Authors, j.Author, base),
	}
	f.Items = make([]Item, 0, len(j.Items))
	lost := 0
	for _, item := range j.Items {
		if item == nil {
			lost++
			continue
		}
		f.Items = append(f.Items, f.jsonItem(item, base))
	}
	if lost > 0 {
		f.warn("%d items are null", lost)
	}
	return f
}

// jsonItem reads one item. A link blog's external URL is where the article is.
func (f *Feed) jsonItem(j *jsonfeed.Item, base string) Item {
	i := Item{
		ID:        strings.TrimSpace(j.ID),
		Title:     plain(j.Title, false),
		Link:      first(link(base, j.ExternalURL), link(base, j.URL)),
		Summary:   body(j.Summary, base, isText),
		Content:   first(body(j.ContentHTML, base, isHTML), body(j.ContentText, base, isText)),
		Language:  tag(first(j.Language, f.Language)),
		Image:     first(link(base, j.Image), link(base, j.BannerImage)),
		Published: f.date(j.DatePublished),
		Updated:   f.date(j.DateModified),
		Authors:   jsonAuthors(j.Authors, j.Author, base),
	}
	if i.Link == "" && isURL(i.ID) {
		i.Link = i.ID
	}
	i.Links = add(add(i.Links, i.Link), link(base, j.URL))
	i.Categories = labels(j.Tags, nil, nil)
	if j.Attachments != nil {
		for _, a := range *j.Attachments {
			if u := link(base, a.URL); u != "" {
				x := Enclosure{URL: u, Type: a.MimeType}
				if a.SizeInBytes > 0 {
					x.Length = strconv.FormatInt(a.SizeInBytes, 10)
				}
				i.Enclosures = append(i.Enclosures, x)
			}
		}
	}
	if len(i.Authors) == 0 {
		i.Authors = f.Authors
	}
	return i
}

func jsonAuthors(many []*jsonfeed.Author, one *jsonfeed.Author, base string) []Author {
	var all []Author
	for _, a := range append(many, one) {
		if a != nil {
			all = addAuthors(all, Author{Name: plain(a.Name, false), URL: link(base, a.URL)})
		}
	}
	return all
}

// hubOf returns the first WebSub hub, which gofeed does not read.
func hubOf(text []byte) string {
	if !bytes.Contains(text, []byte(`"hubs"`)) {
		return ""
	}
	var feed struct {
		Hubs []struct{ Type, URL string }
	}
	if json.Unmarshal(text, &feed) != nil {
		return ""
	}
	for _, hub := range feed.Hubs {
		if u := link("", hub.URL); u != "" {
			return u
		}
	}
	return ""
}

// mendJSON takes out commas before a closing bracket and what follows the end.
func mendJSON(text []byte) ([]byte, []string) {
	out := make([]byte, 0, len(text))
	comma := -1 // in out, of the last comma with only space after it
	commas, depth := 0, 0
	quoted := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case quoted && c == '\\' && i+1 < len(text):
			out = append(out, c)
			i++
			c = text[i]
		case c == '"':
			quoted, comma = !quoted, -1
		case quoted && c < ' ':
			c = ' '
		case quoted || space(c):
		case c == ',':
			comma = len(out)
		case c == '{' || c == '[':
			depth, comma = depth+1, -1
		case c == '}' || c == ']':
			if comma >= 0 {
				out[comma] = ' '
				commas++
			}
			depth, comma = depth-1, -1
		default:
			comma = -1
		}
		out = append(out, c)
		if depth == 0 && !quoted && (c == '}' || c == ']') {
			break
		}
	}
	var repairs []string
	if commas > 0 {
		repairs = append(repairs, "repaired: trailing commas")
	}
	return out, repairs
}
