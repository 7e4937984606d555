package reading

// readDates finds times.
func (d *document) readDates() {}
