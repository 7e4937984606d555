package reading

// readOrigin finds whom the main facts are traced to.
func (d *document) readOrigin() {}
