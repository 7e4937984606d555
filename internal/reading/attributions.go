package reading

// readAttributions finds the words that carry a source.
func (d *document) readAttributions() {}
