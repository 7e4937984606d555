package page

import (
	"regexp"
	"sync"
)

// lazy returns a pattern that is compiled when it is first asked for: most
// commands of the program read no page, and should not pay at their start.
func lazy(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}
