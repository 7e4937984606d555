package reading

// addRegistry gives the deals the registry ids that stand in their passages.
func (d *document) addRegistry() {}
