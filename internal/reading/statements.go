package reading

// readStatements finds what someone says.
func (d *document) readStatements() {}
