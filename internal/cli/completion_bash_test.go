package cli

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestBashCompletesWhatIsTyped types command lines with tabs in a real bash on
// a terminal and reads the arguments that a command would get.
func TestBashCompletesWhatIsTyped(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash here")
	}
	dir := t.TempDir()
	program, err := filepath.Abs(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(program, filepath.Join(dir, "dateline")); err != nil {
		t.Skipf("no links here: %v", err)
	}
	db := sampleStore(t)
	for _, c := range []struct{ name, typed, want string }{
		{"a command", "dateline sear\tx", "<search> <x>"},
		{"an option", "dateline search --facets out\tx", "<search> <--facets> <outlet> <x>"},
		{"behind an equal sign", "dateline search --format=cs\tx", "<search> <--format=csv> <x>"},
		{"a field", "dateline search compa\tx", "<search> <company:x>"},
		{"a company, whatever the case", "dateline search company:micro\tx", "<search> <company:Microsoft> <x>"},
		{"an agency by its short name", "dateline timeline agency:ic\tx", "<timeline> <agency:ICE> <x>"},
		{"a name with a blank", "dateline search company:veld\tx", `<search> <company:"Veldt Analytics"> <x>`},
		{"behind an open quotation mark", "dateline search 'azure company:veld\t' x", `<search> <azure company:"Veldt Analytics"> <x>`},
		{"behind an open double quotation mark", "dateline search \"azure company:micro\t\" x", "<search> <azure company:Microsoft> <x>"},
		{"behind a minus", "dateline search 'azure -company:micro\t' x", "<search> <azure -company:Microsoft> <x>"},
		{"an entity as an option", "dateline timeline --entity veld\tx", "<timeline> <--entity> <Veldt Analytics> <x>"},
		{"an entity in quotation marks", "dateline timeline --entity 'veld\tx", "<timeline> <--entity> <Veldt Analytics> <x>"},
		{"an outlet", "dateline search outlet:harb\tx", "<search> <outlet:harbourcourier.example> <x>"},
		{"what is there twice stays", "dateline search outlet:\t\tmerid\tx", "<search> <outlet:meridianwire.example> <x>"},
		{"a list leaves the line alone", "dateline search outlet:c\t\tp\tx", "<search> <outlet:capitolsheet.example> <x>"},
		{"a setting before, a command behind a pipe", "true | A=1 dateline search lang:d\tx", "<search> <lang:de> <x>"},
		{"a store by a variable", "dateline --db $STORE search company:micro\tx", "<--db> <" + db + "> <search> <company:Microsoft> <x>"},
		{"no store", "dateline --db none.db search company:micro\tx", "<--db> <none.db> <search> <company:microx>"},
		{"a file where files may stand", "dateline ingest some-f\tx", "<ingest> <some-file.html> <x>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			home := t.TempDir()
			if err := os.WriteFile(filepath.Join(home, "some-file.html"), nil, 0o600); err != nil {
				t.Fatal(err)
			}
			rc := filepath.Join(home, "rc")
			if err := os.WriteFile(rc, []byte(`PS1='$ '
bind 'set enable-bracketed-paste off'; bind 'set bell-style none'
source <(dateline completion bash)
dateline() { if [[ $1 == __line ]]; then command dateline "$@"; else printf 'got:'; printf ' <%s>' "$@"; echo; fi; }
`), 0o600); err != nil {
				t.Fatal(err)
			}
			env := []string{"TERM=dumb", "PATH=" + dir + string(filepath.ListSeparator) + os.Getenv("PATH"), "HOME=" + home, "DATELINE_TEST_MAIN=1", "DATELINE_DB=" + db, "STORE=" + db, "DATELINE_CONFIG="}
			seen := ""
			for range 3 { // keys are typed blindly: on a busy machine bash may take some before it is ready
				screen, err := seenOnTerminal(40, 120, home, env, []string{bash, "--noprofile", "--rcfile", rc, "-i"}, c.typed+"\nexit\n")
				if errors.Is(err, errNoTerminal) {
					t.Skip(err)
				}
				if err != nil {
					t.Fatal(err)
				}
				seen = screen
				if _, got, _ := strings.Cut(seen, "got: "); strings.HasPrefix(got, c.want+"\n") {
					return
				}
			}
			t.Errorf("want %s, the screen:\n%s", c.want, seen)
		})
	}
}
