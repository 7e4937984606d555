package reading

import (
	"strings"
	"testing"

	"dateline/internal/edtf"
	"dateline/internal/gazetteer"
)

// benchText is an article as they are: names, sums, dates, statements, a deal.
const benchText = `The Ministry of Defence has awarded Palantir Technologies a contract worth 41 million euros for software that reads the figures of every harbour, its spokesman said on Monday. The contract was signed in January 2026 and runs until 2029.

According to documents seen by the Harbour Post, the price rose from 28 million to 41 million euros within two years. "We have asked for an explanation," said Nora Quill, who leads the committee on budgets. The company denied that it had changed its offer after the deadline.

The gauges are to be in place by the spring of next year, when the storms begin. They replace those of 1978, of which a third no longer work, according to an audit that the ministry published last March. A spokeswoman for Reed Partners, which had bid two million less, declined to comment.

The dockers' union called on the ministry to publish the agreement. It asked who would read the figures, since the harbour offices had lost half of their staff in ten years. The minister had told parliament in November that no data would leave the country.

`

// BenchmarkRead measures all readers on one core.
func BenchmarkRead(b *testing.B) {
	g := gazetteer.Default()
	in := Input{Text: strings.Repeat(benchText, 3), Title: "Ministry buys software from Palantir", Published: edtf.Day(2026, 2, 2), Language: "en"}
	Read(in, g)
	b.SetBytes(int64(len(in.Text)))
	for b.Loop() {
		Read(in, g)
	}
}
