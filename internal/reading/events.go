package reading

// readEvents finds what happened when.
func (d *document) readEvents() {}
