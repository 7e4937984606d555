package cli

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) watchInstall() *cobra.Command {
	var systemd, cron bool
	cmd := &cobra.Command{
		Use: "install --systemd|--cron", Short: "Print what keeps it running; nothing is written", Args: arguments(0, 0, ""),
		Long: `Prints a unit of systemd for watch run, or a line of crontab for watch once,
with the paths of this program, its store and its settings. Nothing is written:
put it where the first lines say.`,
		Annotations: exits(exitsDone, "1  failed", "2  wrong use; neither --systemd nor --cron, or both"),
		Example: `  dateline watch install --systemd > ~/.config/systemd/user/dateline.service
  dateline watch install --cron`,
		RunE: func(*cobra.Command, []string) error {
			if systemd == cron {
				return usage("say --systemd or --cron", "watch install: one of the two is needed")
			}
			words, err := a.ourselves()
			if err != nil {
				return err
			}
			if systemd {
				return a.streams.Printf("%s", a.streams.Text(unit(words)))
			}
			return a.streams.Printf("%s", a.streams.Text(crontab(words)))
		},
	}
	cmd.Flags().BoolVar(&systemd, "systemd", false, "print a unit of systemd")
	cmd.Flags().BoolVar(&cron, "cron", false, "print a line of crontab")
	return cmd
}

// ourselves is this program with the store and the settings that it uses, by
// their whole paths.
func (a *app) ourselves() ([]string, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	db, err := filepath.Abs(a.db)
	if err != nil {
		return nil, err
	}
	words := []string{program, "--db", db}
	config := a.config
	if config == "" {
		config = a.getenv("DATELINE_CONFIG")
	}
	if config == "" {
		return words, nil
	}
	if config, err = filepath.Abs(config); err != nil {
		return nil, err
	}
	return append(words, "--config", config), nil
}

// unit is a unit of systemd (systemd.service(5)). An interrupt is its normal end.
func unit(words []string) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = systemdWord(word)
	}
	return `# Save as ~/.config/systemd/user/dateline.service, then:
#   systemctl --user enable --now dateline
#   loginctl enable-linger        # so that it runs when you are not logged in
[Unit]
Description=Dateline watches the news
After=network-online.target

[Service]
ExecStart=` + strings.Join(quoted, " ") + ` watch run
Restart=on-failure
RestartSec=60
KillSignal=SIGINT
TimeoutStopSec=120
SuccessExitStatus=130
RestartPreventExitStatus=2

[Install]
WantedBy=default.target
`
}

// systemdWord is a word of ExecStart: in double quotes where it must be, with
// what systemd would replace doubled (systemd.service(5), "Command lines").
func systemdWord(s string) string {
	s = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "%", "%%", "$", "$$").Replace(s)
	if s == "" || strings.ContainsAny(s, " \t'\"\\;") {
		return `"` + s + `"`
	}
	return s
}

// crontab is a line of crontab(5), in which % has to be escaped.
func crontab(words []string) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = strings.ReplaceAll(shellWord(word), "%", `\%`)
	}
	return `# Put this line where crontab -e shows your table. cron mails you what it says.
*/10 * * * * ` + strings.Join(quoted, " ") + ` watch once --quiet
`
}
