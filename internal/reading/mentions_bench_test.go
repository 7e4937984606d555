package reading

import (
	"strings"
	"testing"

	"dateline/internal/gazetteer"
)

const benchMentionsText = `BROOKVALE, Ariz. — The Brookvale City Council voted on Tuesday to end the city's contract with Quillon Systems, a Reno-based maker of licence plate readers. ` +
	`The company, which supplies the Larkin County Sheriff's Office (LCSO) as well, said it regretted the vote. "We were not asked," chief executive Orla Quimby said in a statement. ` +
	`Quimby added that the Department of Marsh Affairs had bought its Sandpiper platform for $2.4 million in June, according to documents seen by the Heron Courier. ` +
	`The agency did not respond to a request for comment, and neither did the vendor's partners, Tarn Analytics Inc. and Oxley Software LLC.` + "\n\n"

func BenchmarkMentions(b *testing.B) {
	in := Input{Text: strings.Repeat(benchMentionsText, 16), Title: "Brookvale drops Quillon"}
	g := gazetteer.Default()
	prepared := newDocument(in)
	b.SetBytes(int64(len(in.Text)))
	for b.Loop() {
		d := *prepared
		d.readMentions(g)
	}
}
