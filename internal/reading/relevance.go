package reading

// readRelevance says whether the document is about a supply of technology to a government body.
func (d *document) readRelevance() {}
