// Dateline keeps the file on a story: see README.md.
package main

import (
	"os"

	"dateline/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
