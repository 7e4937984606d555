package cli

import (
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"dateline/internal/news"
	"dateline/internal/weburl"
)

// shells are those that completion writes for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func newCompletion(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "completion bash|zsh|fish|powershell",
		GroupID: groupSetUp,
		Short:   "Print what lets a shell complete command lines",
		Long: `The shell then completes commands, options and formats, and what the store has:
sources, outlets, companies, agencies, persons and products by any of their
names, articles, stories, cases and watches. Names with blanks are quoted. In
bash, queries are completed behind an open quotation mark, too.`,
		Example: `  dateline completion bash > ~/.local/share/bash-completion/completions/dateline
  dateline completion zsh > "${fpath[1]}/_dateline"
  dateline completion fish > ~/.config/fish/completions/dateline.fish
  source <(dateline completion bash)         for this session only`,
		Annotations:       exits(exitsDone, "2  the shell is not one of these"),
		Args:              arguments(1, 1, "the shell"),
		ValidArgs:         shells,
		PersistentPreRunE: withoutSettings,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch root, out := cmd.Root(), a.streams.Out; args[0] {
			case "bash":
				_, err := io.WriteString(out, bashCompletion)
				return err
			case "zsh":
				return root.GenZshCompletion(out)
			case "fish":
				return root.GenFishCompletion(out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(out)
			}
			advice := seeHelp(cmd)
			if near := nearest(args[0], shells); near != "" {
				advice = "did you mean: dateline completion " + near
			}
			return usage(advice, "completion: %q is unknown", args[0])
		},
	}
}

// completeSources offers the sources that are followed, by number, with their
// titles; files are offered too where mixed is true.
func (a *app) completeSources(mixed bool) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		directive := cobra.ShellCompDirectiveNoFileComp
		if mixed {
			directive = cobra.ShellCompDirectiveDefault
		}
		if a.readSettings() != nil {
			return nil, directive
		}
		s, err := a.open(cmd.Context(), true)
		if err != nil {
			return nil, directive
		}
		defer func() { _ = s.Close() }()
		sources, err := s.Sources(cmd.Context())
		if err != nil {
			return nil, directive
		}
		var offers []string
		for _, source := range sources {
			if source.State != news.SourceRemoved {
				offers = append(offers, strconv.FormatInt(source.ID, 10)+"\t"+titleOf(source.Title, source.URL))
			}
		}
		return offers, directive
	}
}

// complete lets the shell offer the values of a flag.
func complete(cmd *cobra.Command, flag string, values ...string) {
	err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic(err) // the flag is declared a line above, or it is not: the first run shows it
	}
}

// titleOf is how a source is shown: by its title, else by its host.
func titleOf(title, url string) string {
	if title != "" {
		return title
	}
	return weburl.Host(url)
}
