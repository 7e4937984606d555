package reading

import "dateline/internal/gazetteer"

// topic is what the whole document is about.
type topic struct{}

// readMentions finds who and what is named.
func (d *document) readMentions(_ *gazetteer.Gazetteer) { d.topic = topic{} }
