package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dateline/internal/fault"
	"dateline/internal/terminal"
	"dateline/internal/text"
)

// usage is a wrong command line, with what to do about it.
func usage(advice, format string, args ...any) error {
	return fault.Advise(fault.New(fault.Usage, format, args...), "%s", advice)
}

// seeHelp is the advice to read a command's help.
func seeHelp(cmd *cobra.Command) string { return "see: " + cmd.CommandPath() + " --help" }

// spoken is a command as messages begin with it: "sources pause: "; "" for
// dateline itself.
func spoken(cmd *cobra.Command) string {
	_, name, found := strings.Cut(cmd.CommandPath(), " ")
	if !found {
		return ""
	}
	return name + ": "
}

// arguments checks a command's positional arguments; most -1 is any number.
func arguments(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 && cmd.HasSubCommands() {
			return unknownCommand(cmd, args[0])
		}
		if len(args) < least {
			return usage(seeHelp(cmd), "%s%s is missing", spoken(cmd), what)
		}
		if most >= 0 && len(args) > most {
			return usage(seeHelp(cmd), "%s%q is one argument too many", spoken(cmd), args[most])
		}
		return nil
	}
}

// unknownCommand says that a command has no such sub-command, and which was
// probably meant.
func unknownCommand(cmd *cobra.Command, name string) error {
	advice := seeHelp(cmd)
	if !cmd.HasParent() {
		advice = "see: " + cmd.Name() + " help"
	}
	if meant := meantCommand(cmd, name); meant != "" {
		advice = "did you mean: " + meant
	}
	return usage(advice, "%sunknown command %q", spoken(cmd), name)
}

// meantCommand is the command line that was probably meant, or "".
func meantCommand(cmd *cobra.Command, name string) string {
	if !cmd.HasParent() {
		if name == "version" {
			return "dateline --version"
		}
		if _, found := topicNamed(name); found {
			return "dateline help " + name
		}
	}
	var names []string
	for _, sub := range cmd.Commands() {
		if sub.Hidden {
			continue
		}
		for _, synonym := range sub.SuggestFor {
			if strings.EqualFold(synonym, name) {
				return sub.CommandPath()
			}
		}
		names = append(names, sub.Name())
	}
	if near := nearest(name, names); near != "" {
		return cmd.CommandPath() + " " + near
	}
	return ""
}

// flagError puts pflag's complaints in our words.
func flagError(cmd *cobra.Command, err error) error {
	if args := cmd.Flags().Args(); len(args) > 0 && cmd.HasSubCommands() {
		return unknownCommand(cmd, args[0])
	}
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown)
	case errors.As(err, &invalid):
		flag := invalid.GetFlag()
		return usage(seeHelp(cmd), "%s--%s %q is not %s", spoken(cmd), flag.Name, invalid.GetValue(), kindOfValue(flag))
	case errors.As(err, &missing):
		return usage(seeHelp(cmd), "%s--%s needs a value", spoken(cmd), missing.GetFlag().Name)
	}
	return usage(seeHelp(cmd), "%s%w", spoken(cmd), err)
}

func unknownFlag(cmd *cobra.Command, err *pflag.NotExistError) error {
	if letters := err.GetSpecifiedShortnames(); letters != "" {
		advice := seeHelp(cmd)
		if cmd.Name() == "search" {
			advice = "to leave a word out, quote the query: dateline search 'contract -cloud'; " + advice
		}
		return usage(advice, "%s-%s is unknown", spoken(cmd), letters)
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	})
	advice, name := seeHelp(cmd), err.GetSpecifiedName()
	if near := nearest(name, names); near != "" {
		advice = "did you mean --" + near + "? " + advice
	}
	return usage(advice, "%s--%s is unknown", spoken(cmd), name)
}

// kindOfValue says what a flag takes.
func kindOfValue(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "int", "int64":
		return "a whole number"
	case "duration":
		return "a length of time such as 30s or 2m"
	case "bool":
		return "true or false"
	}
	return "a value that it takes"
}

// nearest is the name that was probably meant: at most two slips away, or the
// only one that begins so; "" if none is.
func nearest(name string, names []string) string {
	name = strings.ToLower(name)
	best, least := "", 3
	var begins []string
	for _, candidate := range names {
		if d := text.Slips(name, candidate); d < least && d < len(candidate)-1 {
			best, least = candidate, d
		}
		if len(name) > 1 && strings.HasPrefix(candidate, name) {
			begins = append(begins, candidate)
		}
	}
	if best == "" && len(begins) == 1 {
		return begins[0]
	}
	return best
}

// asksForJSON says whether a command line that could not be read to its end
// asks for JSON: then its error is JSON, too.
func asksForJSON(args []string) bool {
	for i, arg := range args {
		switch {
		case arg == "--":
			return false
		case arg == "--json":
			return true
		case arg == "--format" && i+1 < len(args):
			arg = "--format=" + args[i+1]
			fallthrough
		case strings.HasPrefix(arg, "--format="):
			format, err := terminal.ParseFormat(strings.TrimPrefix(arg, "--format="))
			return err == nil && format.Machine()
		}
	}
	return false
}
