package cli

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/fault"
	"dateline/internal/feed"
	"dateline/internal/news"
	"dateline/internal/store"
	"dateline/internal/terminal"
	"dateline/internal/weburl"
)

// maxList is the most bytes that a list of sources may have.
const maxList = 16 << 20

// starter is a list of feeds on technology and government.
//
//go:embed starter.opml
var starter []byte

type addOptions struct {
	network
	as      string
	title   string
	starter bool
}

func newAdd(a *app) *cobra.Command {
	var o addOptions
	cmd := &cobra.Command{
		Use:        "add URL|FILE...",
		GroupID:    groupFollow,
		SuggestFor: []string{"follow", "subscribe", "watch"},
		Short:      "Follow a feed, a site, a sitemap or a section page",
		Long: `add looks at each URL and follows it: a feed or sitemap as it is; a site by the
feed that its page names; a page without one as a list of articles. A file is
OPML or has one URL per line (# begins a comment); its sources are followed
without being fetched now, as --as does.`,
		Annotations: exits(
			"0  all are followed",
			"1  none could be fetched, or none is anything that can be followed",
			"2  an argument is neither a URL nor a file; nothing was followed",
			"3  some are followed; the others are named on stderr",
			exitsStore,
		),
		Example: `  dateline add https://fedscoop.com/
  dateline add https://www.theregister.com/headlines.atom --title "The Register"
  dateline add feeds.opml
  dateline add --starter
  dateline add https://www.example.com/politics/ --as page`,
		Args: func(cmd *cobra.Command, args []string) error {
			if o.starter {
				return arguments(0, -1, "")(cmd, args)
			}
			return arguments(1, -1, "the URL or file")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.add(cmd.Context(), o, args) },
	}
	o.flags(cmd)
	cmd.Flags().StringVar(&o.as, "as", "", "do not look, take it for `KIND`: feed, sitemap or page")
	complete(cmd, "as", string(news.SourceFeed), string(news.SourceSitemap), string(news.SourcePage))
	cmd.Flags().BoolVar(&o.starter, "starter", false, "follow the feeds on technology and government that Dateline comes with")
	cmd.Flags().StringVar(&o.title, "title", "", "`NAME` of the one source given")
	return cmd
}

func (a *app) add(ctx context.Context, o addOptions, args []string) (err error) {
	if o.as != "" && o.as != string(news.SourceFeed) && o.as != string(news.SourceSitemap) && o.as != string(news.SourcePage) {
		return usage("use --as feed, sitemap or page", "add: --as %q is unknown", o.as)
	}
	sources, failed, err := a.resolveAll(ctx, o, args)
	if err != nil {
		return err
	}
	if o.starter {
		shipped, err := listed(starter, "starter.opml")
		if err != nil {
			return err
		}
		sources = append(sources, shipped...)
	}
	if o.title != "" {
		if len(sources) != 1 {
			return usage("add the others by themselves", "add: --title names one source, and %d are given", len(sources))
		}
		sources[0].Title = o.title
	}
	s, err := a.create(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := a.follow(ctx, s, sources); err != nil || failed == 0 {
		return err
	}
	return fault.New(fault.Partial, "add: %d of %d could not be followed", failed, len(args))
}

// resolveAll turns arguments into sources. One that cannot be fetched does not
// keep the others from being followed; with nothing else, it is the error.
func (a *app) resolveAll(ctx context.Context, o addOptions, args []string) (sources []news.Source, failed int, err error) {
	var failures []error
	for _, arg := range args {
		found, err := a.resolve(ctx, o, arg)
		if errors.Is(err, fault.Usage) || ctx.Err() != nil {
			return nil, 0, errors.Join(err, ctx.Err())
		}
		if err != nil {
			failures = append(failures, err)
		}
		sources = append(sources, found...)
	}
	if len(failures) > 0 && len(sources) == 0 {
		return nil, 0, errors.Join(failures...)
	}
	for _, err := range failures {
		terminal.Error(a.streams, a.format, err)
	}
	return sources, len(failures), nil
}

// follow stores sources and says what it did: one by one, or in sum for lists.
func (a *app) follow(ctx context.Context, s *store.Store, sources []news.Source) error {
	for i := range sources {
		sources[i].State, sources[i].Added = news.SourceActive, a.now()
	}
	stored, added, err := s.AddSources(ctx, sources)
	if err != nil {
		return err
	}
	fresh := 0
	for i, source := range stored {
		what := "already following"
		switch {
		case added[i]:
			what = "following"
			fresh++
		case source.State == news.SourcePaused:
			what = "paused (dateline sources resume)"
		}
		if len(sources) > shownFailures {
			continue
		}
		if err := a.streams.Printf("%s %d: %s\n", what, source.ID, weburl.Display(source.URL)); err != nil {
			return err
		}
	}
	if len(sources) > shownFailures {
		return a.streams.Printf("following %d sources, %d of them new\n", len(sources), fresh)
	}
	return nil
}

// resolve turns an argument of add into sources.
func (a *app) resolve(ctx context.Context, o addOptions, arg string) ([]news.Source, error) {
	if !isURL(arg) {
		b, err := a.readList(arg)
		if err != nil {
			return nil, err
		}
		return listed(b, arg)
	}
	if _, err := weburl.Canonical(arg); err != nil {
		return nil, usage("give a whole URL such as https://www.example.com/", "add: %s: %w", weburl.Display(arg), err)
	}
	if o.as != "" {
		return []news.Source{{URL: arg, Kind: news.SourceKind(o.as)}}, nil
	}
	client, err := a.client(o.network, nil)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	if err := a.heed(ctx, client); err != nil {
		return nil, err
	}
	source, err := discover(ctx, client, arg)
	if err != nil {
		a.remember(ctx, err)
		return nil, fault.Advise(err, "check the address; to follow it unseen: dateline add --as feed %s", weburl.Display(arg))
	}
	return []news.Source{source}, nil
}

func (a *app) readList(arg string) ([]byte, error) {
	if strings.Contains(arg, "://") {
		return nil, usage("give a URL that begins with https:// or http://", "add: %s is no address on the web", weburl.Display(arg))
	}
	if arg == "-" {
		return io.ReadAll(io.LimitReader(a.streams.In, maxList))
	}
	f, err := os.Open(arg)
	if err != nil {
		advice := "give a URL with https://, or a file of OPML or of one URL per line"
		if host := likeHost(arg); host != "" {
			advice = "did you mean: dateline add https://" + host
		}
		return nil, usage(advice, "add: %q is neither a URL nor a file that can be read", arg)
	}
	defer func() { _ = f.Close() }()
	return io.ReadAll(io.LimitReader(f, maxList))
}

// listed reads OPML or one URL per line.
func listed(b []byte, name string) ([]news.Source, error) {
	var sources []news.Source
	if head := bytes.TrimLeft(b, "\ufeff \t\r\n"); bytes.HasPrefix(head, []byte("<")) {
		outlines, err := feed.ParseOPML(b)
		if err != nil {
			return nil, fault.Advise(fault.New(fault.CodeOf(err), "add: %s: %w", name, err), "a list of sources is OPML or has one URL per line")
		}
		for _, outline := range outlines {
			kind := cmp.Or(outline.Kind, news.SourceFeed)
			if outline.Title == outline.URL {
				outline.Title = "" // OPML has no source without a text
			}
			sources = append(sources, news.Source{URL: outline.URL, Kind: kind, Title: outline.Title, Site: outline.Site, Folder: outline.Folder})
		}
		return nonEmpty(sources, name)
	}
	lines := bufio.NewScanner(bytes.NewReader(b))
	lines.Buffer(nil, 1<<20)
	for number := 1; lines.Scan(); number++ {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if _, err := weburl.Canonical(line); err != nil {
			return nil, usage("a list of sources is OPML or has one URL per line", "add: %s: line %d: %w", name, number, err)
		}
		sources = append(sources, news.Source{URL: line, Kind: news.SourceFeed})
	}
	if err := lines.Err(); err != nil {
		return nil, usage("a list of sources is OPML or has one URL per line", "add: %s: %w", name, err)
	}
	return nonEmpty(sources, name)
}

func nonEmpty(sources []news.Source, name string) ([]news.Source, error) {
	if len(sources) == 0 {
		return nil, usage("a list of sources is OPML or has one URL per line", "add: %s names no source", name)
	}
	return sources, nil
}

// isURL says whether an argument is an address on the web.
func isURL(arg string) bool {
	scheme, _, found := strings.Cut(arg, "://")
	return found && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// likeHost returns an argument that would be a URL with https:// before it, as
// people leave it out; "" if it is none.
func likeHost(arg string) string {
	host, _, _ := strings.Cut(arg, "/")
	if !strings.Contains(strings.Trim(host, "."), ".") || strings.ContainsAny(arg, " \t\\") {
		return ""
	}
	if canonical, err := weburl.Canonical("https://" + arg); err != nil || !listedDomain(weburl.Host(canonical)) {
		return ""
	}
	return arg
}

// listedDomain says whether a host ends like a public name, and not like a file.
func listedDomain(host string) bool {
	ending := host[strings.LastIndexByte(host, '.')+1:]
	return len(ending) > 1 && !slices.Contains(fileEndings, ending) && strings.Trim(ending, "0123456789") != ""
}

// fileEndings look like the end of a host and are more often that of a file.
var fileEndings = []string{"opml", "txt", "xml", "html", "htm", "gz", "warc", "json", "csv", "rss", "atom", "rdf", "text", "zip", "md", "db"}
