package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/terminal"
)

// exitStatus is where a command keeps what its exit codes mean.
const exitStatus = "exit-status"

// exits are the exit codes of a command that its help lists, one per line.
func exits(lines ...string) map[string]string {
	return map[string]string{exitStatus: strings.Join(lines, "\n")}
}

// Exit codes that many commands share.
const (
	exitsDone    = "0  done"
	exitsUsage   = "2  wrong use"
	exitsNoStore = "1  failed; there is no store, or it is damaged"
	exitsStore   = "5  the store is newer than the program, or the file is not a store"
)

// helpWidth is the widest that help is set.
const helpWidth = 90

// width is how wide help and running text may be: the terminal's width, or 80
// where there is none.
func (a *app) width(most int) int {
	if a.streams.OutIsTerminal {
		return max(20, min(most, a.streams.Width))
	}
	return 80
}

// help writes the help of a command: what for, examples, then the rest.
func (a *app) help(cmd *cobra.Command) error {
	if err := a.settleColour(); err != nil {
		return err
	}
	a.page()
	cmd.InitDefaultHelpFlag()
	cmd.InitDefaultVersionFlag()
	var b strings.Builder
	section := func(title, body string) {
		if body = strings.Trim(body, "\n"); body != "" {
			fmt.Fprintf(&b, "\n%s\n%s\n", a.heading(title), body)
		}
	}
	short := cmd.Short
	if !strings.HasSuffix(short, "?") {
		short += "."
	}
	b.WriteString(short + "\n")
	section("Examples", cmd.Example)
	section("Usage", usageLines(cmd))
	if cmd.Long != "" {
		fmt.Fprintf(&b, "\n%s\n", cmd.Long)
	}
	for _, group := range groupsOf(cmd) {
		section(group.title, group.body)
	}
	width := a.width(helpWidth)
	section("Options", cmd.LocalNonPersistentFlags().FlagUsagesWrapped(width))
	if cmd.HasParent() {
		section("Options of all commands", cmd.InheritedFlags().FlagUsagesWrapped(width))
	} else {
		section("Options of all commands", cmd.PersistentFlags().FlagUsagesWrapped(width))
		section("More", topicLines()+"\n\n  dateline COMMAND --help says more about a command.")
	}
	section("Exit status", indent(cmd.Annotations[exitStatus]))
	return a.streams.Printf("%s", terminal.Safe(b.String()))
}

func (a *app) heading(title string) string {
	return string(a.streams.Style(terminal.Bold, title))
}

func usageLines(cmd *cobra.Command) string {
	if cmd.HasSubCommands() && !cmd.HasParent() {
		return "  dateline COMMAND [ARGUMENT]... [OPTION]..."
	}
	line := "  " + cmd.CommandPath() + strings.TrimPrefix(cmd.Use, cmd.Name())
	if cmd.HasSubCommands() && cmd.HasAvailableSubCommands() && len(cmd.Use) == len(cmd.Name()) {
		return line + " [OPTION]...\n" + line + " COMMAND"
	}
	return line + " [OPTION]..."
}

// group is a block of sub-commands.
type group struct{ title, body string }

func groupsOf(cmd *cobra.Command) []group {
	titles := map[string]string{"": "Commands"}
	order := []string{}
	for _, g := range cmd.Groups() {
		titles[g.ID] = g.Title
		order = append(order, g.ID)
	}
	bodies := map[string]string{}
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			bodies[sub.GroupID] += fmt.Sprintf("  %-11s %s\n", sub.Name(), sub.Short)
		}
	}
	var all []group
	for _, id := range append(order, "") {
		if bodies[id] != "" {
			all = append(all, group{titles[id], bodies[id]})
		}
	}
	return all
}

func topicLines() string {
	var lines []string
	for _, t := range topics {
		lines = append(lines, fmt.Sprintf("  dateline help %-12s %s", t.name, t.short))
	}
	return strings.Join(lines, "\n")
}

func indent(s string) string {
	if s == "" {
		return ""
	}
	return "  " + strings.ReplaceAll(s, "\n", "\n  ")
}

// newHelp is the command that explains commands and topics.
func newHelp(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND|TOPIC]",
		GroupID: groupSetUp,
		Short:   "Explain a command or a topic",
		Example: "  dateline help search\n  dateline help query\n  dateline help sources export",
		Long:    "The topics are " + strings.Join(topicNames(), ", ") + ".",
		Annotations: exits(
			exitsDone,
			"2  there is no such command or topic",
		),
		PersistentPreRunE: withoutSettings,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			at, _, err := cmd.Root().Find(args)
			if err != nil || len(args) > 0 && at == cmd.Root() {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			names := []string{}
			for _, sub := range at.Commands() {
				if sub.IsAvailableCommand() {
					names = append(names, sub.Name()+"\t"+sub.Short)
				}
			}
			if len(args) == 0 {
				names = append(names, topicNames()...)
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				if t, found := topicNamed(args[0]); found {
					a.page()
					return a.streams.Printf("%s\n", terminal.Safe(t.long))
				}
			}
			found, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(found, rest[0])
			}
			return a.help(found)
		},
	}
}

// withoutSettings is for commands that work whatever the settings file says.
func withoutSettings(*cobra.Command, []string) error { return nil }
