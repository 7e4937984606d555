package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dateline/internal/fault"
	"dateline/internal/terminal"
)

func newMan(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "man [DIR]",
		GroupID: groupSetUp,
		Short:   "Print the manual page, or write one per command to a folder",
		Example: `  dateline man | man -l -
  dateline man /usr/local/share/man/man1`,
		Annotations:       exits(exitsDone, "1  the folder cannot be written"),
		Args:              arguments(0, 1, ""),
		PersistentPreRunE: withoutSettings,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.streams.Printf("%s", terminal.Safe(manual(cmd.Root())))
			}
			n, err := writeManuals(cmd.Root(), args[0])
			if err != nil {
				return fault.Advise(fault.New(fault.ReadOnly, "man: %w", err), "name a folder that can be written")
			}
			return a.streams.Printf("%s in %s\n", terminal.Plural(n, "page", "pages"), args[0])
		},
	}
}

// writeManuals writes the pages of a command and all below it; n is how many.
func writeManuals(cmd *cobra.Command, dir string) (n int, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // manual pages are for everyone
		return 0, err
	}
	path := filepath.Join(dir, manualName(cmd)+".1")
	if err := os.WriteFile(path, []byte(manual(cmd)), 0o644); err != nil { //nolint:gosec // manual pages are for everyone
		return 0, err
	}
	n = 1
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			below, err := writeManuals(sub, dir)
			if n += below; err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

func manualName(cmd *cobra.Command) string {
	return strings.ReplaceAll(cmd.CommandPath(), " ", "-")
}

// manual is a command's page in the language of man(7).
func manual(cmd *cobra.Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH %q 1 \"\" \"dateline\" \"Dateline\"\n.nh\n", strings.ToUpper(manualName(cmd)))
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", roff(manualName(cmd)), roff(cmd.Short))
	verbatim(&b, "SYNOPSIS", usageLines(cmd))
	verbatim(&b, "EXAMPLES", cmd.Example)
	if cmd.Long != "" {
		fmt.Fprintf(&b, ".SH DESCRIPTION\n%s\n", strings.ReplaceAll(roff(cmd.Long), "\n\n", "\n.PP\n"))
	}
	for _, group := range groupsOf(cmd) {
		verbatim(&b, strings.ToUpper(group.title), group.body)
	}
	b.WriteString(".SH OPTIONS\n")
	options(&b, cmd.LocalNonPersistentFlags())
	if cmd.HasParent() {
		options(&b, cmd.InheritedFlags())
	} else {
		options(&b, cmd.PersistentFlags())
		for _, t := range topics {
			verbatim(&b, strings.ToUpper(t.short), t.long)
		}
	}
	verbatim(&b, "EXIT STATUS", cmd.Annotations[exitStatus])
	var others []string
	if cmd.HasParent() {
		others = append(others, manualName(cmd.Parent()))
	}
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			others = append(others, manualName(sub))
		}
	}
	fmt.Fprintf(&b, ".SH SEE ALSO\n%s\n", roff(strings.Join(others, "(1), ")+"(1)"))
	return b.String()
}

// verbatim writes a section whose lines stay as they are.
func verbatim(b *strings.Builder, title, body string) {
	if body = strings.Trim(body, "\n"); body != "" {
		fmt.Fprintf(b, ".SH %s\n.nf\n%s\n.fi\n", roff(title), roff(body))
	}
}

func options(b *strings.Builder, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, about := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		if value != "" {
			name += " " + value
		}
		fmt.Fprintf(b, ".TP\n.B %s\n%s\n", roff(name), roff(about))
	})
}

// roff escapes text for troff.
func roff(s string) string {
	s = strings.ReplaceAll(s, `\`, `\e`)
	s = strings.ReplaceAll(s, "-", `\-`)
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
