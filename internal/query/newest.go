package query

import "strconv"

// Newest restricts a query to the newest versions that match it, so many of
// them. It may stand in the topmost conjunction only.
func Newest(n Node, most int) Node {
	return AndOf(n, Field{Name: "newest", Value: strconv.Itoa(most)})
}
