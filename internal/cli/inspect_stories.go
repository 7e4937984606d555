package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"time"

	"github.com/spf13/cobra"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/story"
	"dateline/internal/weburl"
)

func (a *app) inspectStories() *cobra.Command {
	return &cobra.Command{
		Use:   "stories",
		Short: "Tell copies and stories among articles given as JSON lines",
		Long: `stories reads JSON lines with "id", "text" and, as far as known, "title",
"date", "outlet" and "url", and answers each with "id", "story" (the id of the
story's first article) and "copy_of" (the id of the article whose text it has).
The order of the lines does not matter.`,
		Example: "  dateline inspect stories < articles.jsonl",
		Annotations: exits(
			"0  read",
			"1  standard input cannot be read, or a line is wrong",
			exitsUsage,
		),
		Args: dash,
		RunE: func(*cobra.Command, []string) error { return a.groupStories() },
	}
}

func (a *app) groupStories() error {
	lines := bufio.NewReader(a.streams.In)
	var articles []story.Article
	seen := map[string]bool{}
	for number := 1; ; number++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return fault.As(fault.Unreadable, err)
		}
		if len(bytes.TrimSpace(line)) > 0 {
			one, wrong := storyArticle(line)
			if wrong == nil && seen[one.ID] {
				wrong = fault.New(fault.Failed, "the id %q stands there twice", one.ID)
			}
			if wrong != nil {
				return fault.New(fault.Failed, "inspect stories: line %d: %w", number, wrong)
			}
			seen[one.ID] = true
			articles = append(articles, one)
		}
		if err != nil {
			break
		}
	}
	out := json.NewEncoder(a.streams.Out)
	for _, assigned := range story.Group(articles) {
		if err := out.Encode(assigned); err != nil {
			return err
		}
	}
	return nil
}

func storyArticle(line []byte) (one story.Article, err error) {
	var item struct {
		ID     json.RawMessage `json:"id"`
		Text   *string         `json:"text"`
		Title  string          `json:"title"`
		Date   string          `json:"date"`
		Outlet string          `json:"outlet"`
		URL    string          `json:"url"`
	}
	if err := json.Unmarshal(line, &item); err != nil {
		return one, fault.New(fault.Failed, "not a JSON object of strings: %w", err)
	}
	if item.Text == nil || len(item.ID) == 0 {
		return one, fault.New(fault.Failed, `it needs "id" and "text"`)
	}
	if json.Unmarshal(item.ID, &one.ID) != nil {
		one.ID = string(item.ID) // a number
	}
	one.Doc = story.Doc{Title: item.Title, Text: *item.Text, Outlet: item.Outlet, URL: item.URL}
	if one.Outlet == "" {
		one.Outlet = weburl.Domain(item.URL)
	}
	published, err := publicationTime(item.Date)
	one.Published = published
	return one, err
}

// publicationTime is the first moment of a date; zero for "".
func publicationTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	d, err := edtf.Parse(s)
	if err != nil {
		return time.Time{}, fault.New(fault.Failed, "the date %q: %w", s, err)
	}
	if t, ok := d.Instant(); ok {
		return t, nil
	}
	from, _ := d.Bounds()
	return from, nil
}
