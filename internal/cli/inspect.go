package cli

import (
	"io"

	"github.com/spf13/cobra"

	"dateline/internal/fault"
	"dateline/internal/feed"
	"dateline/internal/page"
	"dateline/internal/terminal"
)

// maxInspect is the most bytes that inspect reads.
const maxInspect = 64 << 20

func newInspect(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:        "inspect feed|page|text|stories",
		GroupID:    groupSetUp,
		SuggestFor: []string{"parse"},
		Short:      "Read bytes from standard input, print what was read as JSON",
		Long:       `inspect needs no store: it shows how Dateline reads a feed, a page or a text.`,
		Annotations: exits(
			"0  read",
			"1  the bytes are not what they were said to be",
			exitsUsage,
		),
		Example: `  curl -s https://www.example.com/feed.xml | dateline inspect feed --base https://www.example.com/feed.xml
  dateline inspect page --url https://www.example.com/story < story.html
  dateline inspect text < story.txt`,
		Args:              arguments(1, 1, "feed, page, text or stories"),
		PersistentPreRunE: withoutSettings,
		RunE:              func(*cobra.Command, []string) error { return nil },
	}
	cmd.AddCommand(a.inspectFeed(), a.inspectPage(), a.inspectText(), a.inspectStories())
	return cmd
}

func (a *app) inspectFeed() *cobra.Command {
	var o feed.Options
	cmd := &cobra.Command{
		Use:     "feed",
		Short:   "Read a feed, a sitemap or a JSON feed",
		Example: "  dateline inspect feed --base https://www.example.com/feed.xml < feed.xml",
		Annotations: exits(
			"0  read",
			"1  standard input cannot be read, or is no feed",
			exitsUsage,
		),
		Args: dash,
		RunE: func(*cobra.Command, []string) error {
			b, err := a.readInput()
			if err != nil {
				return err
			}
			f, parseErr := feed.Parse(b, o)
			if err := a.answer(feed.JSON(f, parseErr)); err != nil {
				return err
			}
			return notAFeed(parseErr)
		},
	}
	cmd.Flags().StringVar(&o.BaseURL, "base", "", "`URL` that the feed was fetched from")
	cmd.Flags().StringVar(&o.ContentType, "content-type", "", "the `TYPE` in its Content-Type header")
	return cmd
}

// notAFeed says once more, to people, what the answer says under "error".
func notAFeed(err error) error {
	return fault.Advise(err, "a page is read by: dateline inspect page")
}

func (a *app) inspectPage() *cobra.Command {
	var o page.Options
	cmd := &cobra.Command{
		Use:     "page",
		Short:   "Read an article page",
		Example: "  dateline inspect page --url https://www.example.com/story < story.html",
		Annotations: exits(
			"0  read",
			"1  standard input cannot be read",
			exitsUsage,
		),
		Args: dash,
		RunE: func(*cobra.Command, []string) error {
			b, err := a.readInput()
			if err != nil {
				return err
			}
			return a.answer(page.Parse(b, o))
		},
	}
	cmd.Flags().StringVar(&o.URL, "url", "", "`URL` that the page was fetched from")
	cmd.Flags().StringVar(&o.ContentType, "content-type", "", "the `TYPE` in its Content-Type header")
	return cmd
}

// dash allows no argument but "-", which stands for standard input.
func dash(cmd *cobra.Command, args []string) error {
	if len(args) == 1 && args[0] == "-" {
		return nil
	}
	return arguments(0, 0, "")(cmd, args)
}

func (a *app) readInput() ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(a.streams.In, maxInspect+1))
	if err != nil {
		return nil, fault.As(fault.Unreadable, err)
	}
	if len(b) > maxInspect {
		return nil, fault.New(fault.TooLarge, "standard input has more than %d MB", maxInspect>>20)
	}
	return b, nil
}

// answer writes one JSON document.
func (a *app) answer(v any) error {
	return terminal.WriteJSON(a.streams, v)
}
