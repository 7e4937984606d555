package weburl

import "strings"

// ampFolders stand before the path of an article's AMP variant, or within it.
// The rules here and in variant.go were read from the pages of some four
// hundred outlets that name both their forms.
var ampFolders = []string{"/platform/amp/", "/google/amp/", "/amphtml/", "/amp/"}

// ampMarks stand before the extension of an article's AMP variant. One that is
// not sure might end a word ("guitar_amp.html").
var ampMarks = []struct {
	mark string
	sure bool
}{{".amp", true}, {"~amp", true}, {"_amp", false}}

// extensions are those of pages.
var extensions = []string{".html", ".htm", ".ghtml", ".php"}

// withoutAMP takes the mark of an AMP variant off the path of an article. A
// path that may be a section called "amp" stays.
func withoutAMP(path string) string {
	for {
		shorter := ampEnd(path)
		if shorter == path {
			shorter = ampFolder(path)
		}
		if shorter == path {
			return path
		}
		path = shorter
	}
}

// ampEnd takes off "/amp", "/amp/", ".html.amp", ".amp.html" and the like.
func ampEnd(path string) string {
	if rest, ok := strings.CutSuffix(path, "/amp"); ok && namesArticle(rest) {
		return rest
	}
	if rest, ok := strings.CutSuffix(path, "/amp/"); ok && namesArticle(rest) {
		return rest + "/"
	}
	if rest, ok := strings.CutSuffix(path, ".amp"); ok && extension(rest) != "" {
		return rest
	}
	ending := extension(path)
	if ending == "" {
		return path
	}
	name := path[:len(path)-len(ending)]
	for _, m := range ampMarks {
		rest, ok := strings.CutSuffix(name, m.mark)
		if ok && !strings.HasSuffix(rest, "/") && (m.sure || namesArticle(rest)) {
			return rest + ending
		}
	}
	return path
}

// ampFolder takes the first AMP folder out of the path of an article. Below a
// section, where the page is a numbered script, its place is "article".
func ampFolder(path string) string {
	if !strings.Contains(path, "/amp") || !namesArticle(path) {
		return path
	}
	for _, folder := range ampFolders {
		if before, after, ok := strings.Cut(path, folder); ok && after != "" {
			if before != "" && folder == "/amp/" && strings.HasSuffix(after, ".php") {
				before += "/article"
			}
			return before + "/" + after
		}
	}
	return path
}

func extension(path string) string {
	for _, e := range extensions {
		if strings.HasSuffix(path, e) && len(path) > len(e)+1 {
			return e
		}
	}
	return ""
}

// namesArticle says whether a path names an article and no section: its last
// segment is a slug, or it stands below a date.
func namesArticle(path string) bool { return isSlug(path) || isDated(path) }

// isSlug says whether the last segment of a path has three words, or two and a
// number of five digits, which no two articles of a site share. That of an
// index page is the segment before.
func isSlug(path string) bool {
	path = strings.TrimSuffix(strings.TrimSuffix(path, "/index.html"), "/")
	segment := path[strings.LastIndexByte(path, '/')+1:]
	dashes, digits := 0, 0
	for _, c := range []byte(segment) {
		switch {
		case c == '-' || c == '_':
			dashes++
		case '0' <= c && c <= '9':
			digits++
		}
	}
	return dashes >= 2 || dashes == 1 && digits >= 5
}

// isDated says whether a path has a folder for a day or month and something
// below it: "/2025/07/03/title".
func isDated(path string) bool {
	for rest := path; ; {
		slash := strings.Index(rest, "/20")
		if slash < 0 {
			return false
		}
		rest = rest[slash+1:]
		if len(rest) > 8 && digitsOnly(rest[2:4]) && rest[4] == '/' && digitsOnly(rest[5:6]) {
			day := strings.TrimLeft(rest[5:], "0123456789/")
			return strings.Trim(day, "/") != ""
		}
	}
}

func digitsOnly(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
