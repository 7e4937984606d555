package ingest

import (
	"io"

	"dateline/internal/news"
	"dateline/internal/weburl"
)

// Kind says what a task's bytes are taken for.
type Kind string

// The kinds of task.
const (
	KindAuto    Kind = ""        // whatever the bytes turn out to be
	KindSource  Kind = "source"  // a source that is followed
	KindPart    Kind = "part"    // a sitemap that the index of a source names
	KindArticle Kind = "article" // a page of a known article
	KindFile    Kind = "file"    // a file or standard input
)

// Task is one thing to take: a source, a page, or a file.
type Task struct {
	Kind    Kind
	URL     string       // asked for; "" for files
	Source  *news.Source // KindSource and KindPart
	Article news.Article // KindArticle
	Path    string       // KindFile; "-" is In
	In      io.Reader    // KindFile with Path "-"
	InTree  bool         // KindFile found in a folder: files of other kinds are skipped
}

// host is the queue a task waits in; files wait in none.
func (t Task) host() string {
	if t.URL == "" {
		return ""
	}
	return weburl.Host(t.URL)
}

// what names the task to a person.
func (t Task) what() string {
	if t.Path != "" {
		return t.Path
	}
	return weburl.Display(t.URL)
}
