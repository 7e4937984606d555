// Package migrations holds the schema of the store as numbered SQL files, one
// step each. A file never changes once it was released; the schema's version
// is the number of its last file.
package migrations

import "embed"

// Files are the steps, named NNNN_name.sql, in the format of goose.
//
//go:embed *.sql
var Files embed.FS

// Latest is the number of the last step. The store keeps it in the file's
// user_version, too, so that it can be read without opening the database.
const Latest = 8
