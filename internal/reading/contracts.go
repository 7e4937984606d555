package reading

// readContracts reads announcements of contracts in the form of the US defense
// department, and says whether the text is one.
func (d *document) readContracts() bool { return false }
