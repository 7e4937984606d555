package cli

import (
	"bytes"
	_ "embed" // completion.bash
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"dateline/internal/terminal"
)

// bashCompletion is the shell's side: it hands the line over and takes words.
// Cobra's own takes no names that must be quoted, and nothing behind an open
// quotation mark, where most queries stand.
//
//go:embed completion.bash
var bashCompletion string

// newLine is the command that bash calls for a line up to the cursor.
func newLine(a *app) *cobra.Command {
	return &cobra.Command{
		Use: "__line LINE WORDBREAKS TYPE COLUMNS", Hidden: true, DisableFlagParsing: true, Args: cobra.ExactArgs(4),
		PersistentPreRunE: withoutSettings,
		RunE: func(_ *cobra.Command, args []string) error {
			line := readLine(args[0], args[1], a.getenv)
			found, directive := a.askCobra(line.before, line.typed)
			columns, err := strconv.Atoi(args[3])
			if err != nil || columns < 20 {
				columns = 80
			}
			inserts := args[2] == "37" || args[2] == "42" // menu-complete, insert-completions
			for _, reply := range line.replies(found, directive, inserts, columns) {
				if err := a.streams.Printf("%s\n", reply); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// askCobra returns what may stand in place of the last word of a command line,
// each with a tab and a remark behind it, and how it is to be taken.
func (a *app) askCobra(before []string, typed string) ([]string, cobra.ShellCompDirective) {
	var out, errs bytes.Buffer
	b := newApp(a.streams.In, &out, &errs)
	root := newRoot(b)
	root.SetArgs(append(append([]string{cobra.ShellCompRequestCmd}, before...), typed))
	if root.Execute() != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	text := strings.TrimRight(out.String(), "\n")
	at := strings.LastIndexByte(text, ':')
	number, err := strconv.Atoi(text[at+1:])
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var found []string
	for offer := range strings.Lines(text[:max(at, 0)]) {
		if offer = strings.TrimSuffix(offer, "\n"); offer != "" {
			found = append(found, offer)
		}
	}
	return found, cobra.ShellCompDirective(number)
}

// commandLine is a line of bash up to the cursor.
type commandLine struct {
	before []string // arguments before the word that is being typed
	typed  string   // that word as the program would get it
	raw    string   // the part of it that readline replaces, as it stands there
	drop   int      // bytes of typed before this part
	quote  byte     // the quotation mark that is open: ' or ", or 0
}

// readLine splits the last command of a line as bash does, and finds the part
// of the last word that readline takes for one: what is behind the last
// unquoted one of breaks, or behind the quotation mark that is open.
func readLine(line, breaks string, getenv func(string) string) commandLine {
	var words []string
	var word strings.Builder
	var l commandLine
	inWord, from := false, 0
	end := func() {
		if inWord {
			words = append(words, word.String())
		}
		word.Reset()
		inWord, l.drop = false, 0
	}
	for i := 0; i < len(line); i++ {
		c := line[i]
		if !inWord && !strings.ContainsRune(" \t\n", rune(c)) {
			from = i
		}
		switch {
		case l.quote == 0 && strings.IndexByte(" \t\n", c) >= 0:
			end()
			continue
		case l.quote == 0 && strings.IndexByte("|;&(", c) >= 0: // another command begins
			end()
			words = nil
			continue
		case c == '\\' && l.quote != '\'' && i+1 < len(line):
			if i++; l.quote == '"' && strings.IndexByte("\"\\$`", line[i]) < 0 {
				word.WriteByte('\\')
			}
			word.WriteByte(line[i])
		case l.quote == 0 && (c == '\'' || c == '"'):
			l.quote = c
			from, l.drop = i+1, word.Len()
		case l.quote != 0 && c == l.quote:
			l.quote = 0
			from, l.drop = i+1, word.Len()
		case c == '$' && l.quote != '\'':
			value, taken := variable(line[i:], getenv)
			word.WriteString(value)
			i += taken - 1
		default:
			word.WriteByte(c)
			if l.quote == 0 && strings.IndexByte(breaks, c) >= 0 {
				from, l.drop = i+1, word.Len()
			}
		}
		inWord = true
	}
	if inWord {
		l.typed, l.raw = word.String(), line[from:]
	}
	for len(words) > 1 && strings.Contains(words[0], "=") { // NAME=VALUE before the command
		words = words[1:]
	}
	if len(words) > 0 {
		l.before = words[1:]
	}
	return l
}

// variable reads $NAME or ${NAME} at the beginning of s.
func variable(s string, getenv func(string) string) (value string, taken int) {
	os.Expand(s, func(name string) string {
		if taken == 0 {
			for _, form := range []string{"$" + name, "${" + name + "}"} {
				if name != "" && strings.HasPrefix(s, form) {
					value, taken = getenv(name), len(form)
				}
			}
		}
		return ""
	})
	if taken == 0 {
		return s[:1], 1
	}
	return value, taken
}

// candidate is a word that may stand in place of what was typed.
type candidate struct {
	word  string // as it is written on the line, without what stays there
	about string
}

// replies are the lines for completion.bash: what readline is to put in place
// of the word, or what it lists where that is open.
func (l commandLine) replies(found []string, directive cobra.ShellCompDirective, inserts bool, columns int) []string {
	if directive&cobra.ShellCompDirectiveError != 0 {
		return nil
	}
	var out []string
	if directive&cobra.ShellCompDirectiveNoFileComp == 0 {
		out = append(out, ":files")
	}
	all := l.candidates(found)
	open := directive&cobra.ShellCompDirectiveNoSpace != 0
	switch {
	case len(all) == 0:
		return out
	case len(all) == 1:
		return append(out, l.insert(all[0].word, open || l.quote != 0 && strings.Contains(l.typed, ":"))...)
	case inserts:
		for _, c := range all {
			out = append(out, c.word)
		}
		return out
	}
	if same := sameBeginning(all); l.extends(same) {
		return append(out, l.insert(same, true)...)
	}
	return append(out, l.list(all, columns)...)
}

// candidates keeps what goes on from what was typed, whatever its case and
// quotation marks.
func (l commandLine) candidates(found []string) []candidate {
	head := ""
	if at := strings.IndexByte(l.typed, '='); at >= 0 && strings.HasPrefix(l.typed, "-") {
		head = l.typed[:at+1] // cobra gives the value only
	}
	bare := strings.NewReplacer(`"`, "")
	var all []candidate
	for _, offer := range found {
		word, about, _ := strings.Cut(offer, "\t")
		word = head + word
		if len(word) < l.drop || word[:l.drop] != l.typed[:l.drop] || !begins(bare.Replace(word), bare.Replace(l.typed)) {
			continue
		}
		all = append(all, candidate{l.quoted(word[l.drop:]), about})
	}
	return all
}

// quoted writes text so that bash takes it as it is.
func (l commandLine) quoted(s string) string {
	switch l.quote {
	case '\'':
		return strings.ReplaceAll(s, "'", `'\''`)
	case '"':
		return strings.NewReplacer(`"`, `\"`, `\`, `\\`, "$", `\$`, "`", "\\`").Replace(s)
	}
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune(" \t\"'\\$`&|;<>()*?[]#~!{}", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// insert is one word for readline. More may follow where it is open: then no
// space comes behind it, and no quotation mark, which readline would put behind
// a word that is alone.
func (l commandLine) insert(word string, open bool) []string {
	switch {
	case !open:
		return []string{word}
	case l.quote != 0:
		return []string{":nospace", word, word + "…"}
	}
	return []string{":nospace", word}
}

// extends says whether a word goes on from what stands on the line.
func (l commandLine) extends(word string) bool {
	bare := strings.NewReplacer(`"`, "", `\`, "")
	return begins(bare.Replace(word), bare.Replace(l.raw)) && len(bare.Replace(word)) > len(bare.Replace(l.raw))
}

// sameBeginning is how all words begin, whatever the case.
func sameBeginning(all []candidate) string {
	same := all[0].word
	for _, c := range all[1:] {
		for same != "" && !begins(c.word, same) {
			_, size := utf8.DecodeLastRuneInString(same)
			same = same[:len(same)-size]
		}
	}
	return strings.TrimSuffix(same, `\`)
}

// list is every word with its remark, in columns that fit the terminal. Words
// begin as was typed, because readline takes over how all of them begin.
func (l commandLine) list(all []candidate, columns int) []string {
	widest := 0
	for i, c := range all {
		if begins(c.word, l.raw) {
			all[i].word = l.raw + c.word[len(l.raw):]
		}
		widest = max(widest, terminal.Width(c.word))
	}
	room := columns - widest - 4
	out := make([]string, len(all))
	for i, c := range all {
		if out[i] = c.word; c.about != "" && room >= 12 {
			out[i] = pad(c.word, widest) + "  (" + terminal.Cut(terminal.Clean(c.about), room) + ")"
		}
	}
	return out
}
