package reading

// readDeals finds who supplies what to whom.
func (d *document) readDeals() {}
