package query

// InCase is the articles of a case: those that its query matches (nil: it has
// none) or that were taken in by hand, without those left out.
func InCase(name string, saved Node) Node {
	inside := Node(Field{Name: "case", Value: name})
	if saved != nil {
		inside = Or{saved, inside}
	}
	return And{inside, Not{Field{Name: "left-out", Value: name}}}
}
