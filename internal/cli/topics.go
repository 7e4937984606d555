package cli

// topic is a page of "dateline help WORD" that is no command.
type topic struct{ name, short, long string }

var topics = []topic{
	{"query", "The query language", `Words must all occur in the title or text of an article; case and accents do not
matter.

  azure contract            both words
  azure OR aws              one of them
  contract -cloud           the first without the second, as: contract NOT cloud
  (azure OR aws) police     parentheses
  "mass surveillance"       words in this order
  surveil*                  words that begin so
  NEAR(police facial, 5)    words or phrases at most 5 words apart
  title:palantir            in the title only; title:"word for word"
  outlet:theguardian.com    of this outlet: its domain or its name
  lang:de                   in this language
  source:3                  seen through this source: its number or URL
  date:2025-07/2026-02      published in this time; see: dateline help dates

A mistake is answered with its place and with what is allowed there.`},
	{"dates", "How dates are written", `Dates have the precision that their source gives: 2026, 2026-02, 2026-02-18,
2026-02-18T09:30:00Z, and intervals of these with a slash.

  date:2026                 in that year; date:2026-02 in that month
  date:2025-07/2026-02      from the first of July to the end of February
  date:2025-07/..           since July; date:../2025-07 until the end of July
  date:P30D/                the last thirty days; P2W, P3M, P1Y likewise
  --since 2025-07           the same as date:2025-07/..
  --until 2026-02           the same as date:../2026-02

An article without a known date of publication stands under the day on which it
was first seen, and is shown without a date. Times are UTC.`},
	{"formats", "Formats of answers", `--format table    for people: fits the terminal; whole and plain in a pipe
--format json     one array
--format jsonl    one object per line
--format csv      RFC 4180 with a header
--format tsv      tab-separated with a header
--format md       a Markdown table

The JSON names are a contract: new ones may be added, none changes its meaning.
They are listed in docs/json.md. stdout is the answer, stderr is everything
else. Under json and jsonl an error is one object, too.

In csv and tsv, a cell that a spreadsheet would run as a formula has an
apostrophe before it. On a terminal narrower than 150 columns, search gives each
article a paragraph in place of a row.`},
	{"exit-codes", "Exit codes", `0    done; no match is not a failure
1    failed
2    wrong use: a command, option, query or name that is not understood
3    done in part: some sources, pages or files could not be taken
4    verification failed: stored bytes are not what they were
5    the store is locked, newer than the program, or not Dateline's
130  interrupted`},
	{"environment", "Environment and settings", `DATELINE_DB       the store; default dateline/dateline.db below XDG_DATA_HOME
DATELINE_CONFIG   the settings file; default dateline/dateline.toml below
                  XDG_CONFIG_HOME
DATELINE_SMTP_PASSWORD
                  the password of [smtp], so that it need not be in the file
DATELINE_PAGER    the command that shows answers longer than the terminal; cat
                  or nothing: none, as --no-pager
PAGER             the same for all programs; default less, where it is found
LESS              options of less; default FRX: end at the end of a short
                  answer, keep colour, leave the answer on the screen
NO_COLOR          no colour, unless --color always
TERM=dumb         no colour, no pager and no moving progress bar
XDG_DATA_HOME     ~/.local/share on Linux
XDG_CONFIG_HOME   ~/.config on Linux

A flag outweighs the environment, the environment the file, the file the
default. dateline.toml may say:

  db        = "/srv/news/dateline.db"
  contact   = "desk@example.com"   # shown to servers in the User-Agent
  timeout   = "30s"                # of one fetch
  host_gap  = "1s"                 # between two requests to one host
  max_bytes = 15728640             # of one body, decoded
  robots_for_feeds = false         # ask robots.txt for your sources, too
  looks = ["1h", "24h", "240h"]    # when articles are looked at again
  pages_per_host = 500             # of one run; the rest is left for the next
  pages_per_run = 100000
  names = "names.csv"              # your own: kind,name,aliases; see README
  allow_net = ["10.0.0.0/8"]       # may be asked though not public

  [smtp]                           # by which dateline watch sends mail
  host = "mail.example.com"        # STARTTLS is used where it is offered
  port = 587                       # 465: TLS from the start
  tls = false                      # true: TLS from the start on any port
  user = "desk"
  password = "secret"
  from = "Dateline <desk@example.com>"`},
}

func topicNamed(name string) (topic, bool) {
	for _, t := range topics {
		if t.name == name {
			return t, true
		}
	}
	return topic{}, false
}

func topicNames() []string {
	var names []string
	for _, t := range topics {
		names = append(names, t.name)
	}
	return names
}
