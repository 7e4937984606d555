package reading

// readAmounts finds money and quantities.
func (d *document) readAmounts() {}
