package watch_test

import (
	"errors"
	"strings"
	"testing"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/watch"
)

const (
	harbour = "The harbour agency will pay $250 million to Lanternsoft for cloud services over five years.\n\nDocuments filed with the council name the quays whose cranes will send their logs to servers of the company."
	ferry   = "Ferries of the lane run again from Monday on, the council said in a notice at the pier.\n\nThe old timetable holds until the summer, when the new landing stage will be opened to passengers."
)

func TestOnlyWhatArrivesLaterIsTold(t *testing.T) {
	d := newDesk(t)
	d.put(page{outlet: "herald.example", path: "old", title: "Harbour", body: harbour})
	d.watch(news.Watch{Name: "w", Query: "harbour OR ferries"}, news.ChannelTerminal)
	same(t, "before", d.told())
	d.put(page{outlet: "herald.example", path: "ferry", title: "Ferries", body: ferry})
	d.put(page{outlet: "herald.example", path: "other", title: "Mill", body: "The mill below the bridge turns again, its owner said."})
	same(t, "new", d.told(), "match ferry: new")
	same(t, "again", d.told())
	d.restart()
	same(t, "after a restart", d.told())
}

func TestAWatchThatIsAddedLaterIsToldNoMoreThanItsOwn(t *testing.T) {
	d := newDesk(t)
	d.watch(news.Watch{Name: "first", Query: "ferries"}, news.ChannelTerminal)
	d.put(page{outlet: "herald.example", path: "ferry", title: "Ferries", body: ferry})
	d.watch(news.Watch{Name: "second", Query: "ferries"}, news.ChannelTerminal)
	if n := d.check(); n != 1 {
		t.Fatalf("%d alerts", n)
	}
	d.put(page{outlet: "courier.example", path: "two", title: "Ferries two", body: "Two ferries were sold to a company in the next town, a broker said on Tuesday."})
	if n := d.check(); n != 2 {
		t.Fatalf("%d alerts", n)
	}
	if waiting, err := d.RemoveWatch(t.Context(), "FIRST"); err != nil || waiting != 2 {
		t.Fatal(waiting, err)
	}
	if _, err := d.RemoveWatch(t.Context(), "first"); !errors.Is(err, fault.NoMatch) {
		t.Error(err)
	}
	if _, err := d.AddWatch(t.Context(), news.Watch{Name: "Second", UID: "x", Made: noon}, nil); !errors.Is(err, fault.Usage) {
		t.Errorf("a name twice: %v", err)
	}
	if all := d.raised(); len(all) != 1 || all[0].Watch != "second" {
		t.Errorf("%+v", all)
	}
}

func TestEditsAreToldWithTheirWeightiestChange(t *testing.T) {
	d := newDesk(t)
	old := page{outlet: "herald.example", path: "a", title: "Harbour agency buys cloud", body: harbour}
	d.put(old)
	d.watch(news.Watch{Name: "w", Query: "harbour"}, news.ChannelTerminal)

	rendered := old
	rendered.body = strings.ReplaceAll(harbour, "company.", "company .")
	d.put(rendered)
	same(t, "rendered anew", d.told())

	edited := old
	edited.body = strings.ReplaceAll(harbour, "$250 million", "$25 million")
	d.put(edited)
	same(t, "edited", d.told(), "edit a: number changed: “250” → “25”")

	gone := edited
	gone.title = "Agency buys cloud"
	gone.body = strings.ReplaceAll(edited.body, "harbour agency", "port agency")
	d.put(gone)
	lines := d.told()
	if len(lines) != 1 || !strings.HasPrefix(lines[0], "edit a: ") {
		t.Errorf("what no longer matches: %q", lines)
	}
	back := gone
	back.body += "\n\nThe harbour master said that he had not been asked before the contract was signed."
	d.put(back)
	lines = d.told()
	if len(lines) != 1 || !strings.HasPrefix(lines[0], "edit a: passage added: “The harbour master") {
		t.Errorf("what matches again is an edit, not new: %q", lines)
	}
}

func TestAnArticleThatComesToMatchIsNew(t *testing.T) {
	d := newDesk(t)
	p := page{outlet: "herald.example", path: "a", title: "Cloud", body: "The council bought a cloud service, a notice of last week says, and nobody was asked."}
	d.put(p)
	d.watch(news.Watch{Name: "w", Query: "lanternsoft"}, news.ChannelTerminal)
	p.body += "\n\nThe seller is Lanternsoft, which won the bid in the spring against two rivals."
	d.put(p)
	same(t, "told", d.told(), "match a: new")
}

func TestOursIsNoEditOfTheOutlet(t *testing.T) {
	for name, change := range map[string]func(*news.Version){
		"another reader":    func(v *news.Version) { v.Reader = 7 },
		"a wall":            func(v *news.Version) { v.Access = news.AccessPaywall },
		"a feed's item":     func(v *news.Version) { v.Basis = news.BasisItem },
		"an earlier moment": func(v *news.Version) { v.Seen = noon.AddDate(0, 0, -1) },
		"a page read anew":  func(v *news.Version) { v.Capture = 1 },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.put(page{outlet: "herald.example", path: "a", title: "Harbour", body: harbour})
			d.watch(news.Watch{Name: "w", Query: "harbour"}, news.ChannelTerminal)
			d.put(page{outlet: "herald.example", path: "a", title: "Harbour", body: strings.ReplaceAll(harbour, "$250", "$25"), change: change})
			same(t, "told", d.told())
		})
	}
	d := newDesk(t) // what the wall hid is compared with what stood before it
	p := page{outlet: "herald.example", path: "a", title: "Harbour", body: harbour}
	d.put(p)
	d.watch(news.Watch{Name: "w", Query: "harbour"}, news.ChannelTerminal)
	d.put(page{outlet: "herald.example", path: "a", title: "Harbour", body: harbour[:60], change: func(v *news.Version) { v.Access = news.AccessStub }})
	p.body = strings.ReplaceAll(harbour, "$250", "$25")
	d.put(p)
	same(t, "behind the wall", d.told(), "edit a: number changed: “250” → “25”")
}

func TestCorrectionsAreToldOnceAndInsteadOfTheEdit(t *testing.T) {
	d := newDesk(t)
	p := page{outlet: "herald.example", path: "a", title: "Harbour", body: harbour}
	d.put(p)
	d.watch(news.Watch{Name: "w", Query: "harbour"}, news.ChannelTerminal)
	const notice = "Correction: an earlier version of this article gave a wrong amount."
	p.body = strings.ReplaceAll(harbour, "$250 million", "$25 million") + "\n\n" + notice
	p.reading = news.Reading{Reader: 1, Corrections: []string{notice}}
	d.put(p)
	same(t, "told", d.told(), "correction a: “"+notice+"”; number changed: “250” → “25”")
	p.body = strings.ReplaceAll(p.body, "five years", "six years")
	d.put(p)
	lines := d.told()
	if len(lines) != 1 || !strings.HasPrefix(lines[0], "edit a: number changed: “five” → “six”") {
		t.Errorf("a notice that stood there before: %q", lines)
	}
}

func TestANoticeThatIsNotMarkedIsACorrection(t *testing.T) {
	d := newDesk(t)
	p := page{outlet: "herald.example", path: "a", title: "Harbour", body: harbour}
	d.put(p)
	d.watch(news.Watch{Name: "w", Query: "harbour"}, news.ChannelTerminal)
	p.body += "\n\nCorrection: an earlier version of this article misstated the amount."
	d.put(p)
	lines := d.told()
	if len(lines) != 1 || !strings.HasPrefix(lines[0], "correction a: correction added: “Correction: an earlier version") {
		t.Errorf("%q", lines)
	}
}

func TestDenialsAreToldOnceWhoeverReportsThem(t *testing.T) {
	const no = "Lanternsoft denied that any logs of cranes leave the harbour."
	body := func(words string) string { return harbour + "\n\n" + words }
	d := newDesk(t)
	d.put(page{outlet: "herald.example", path: "old", title: "Old", body: body(no), reading: said(body(no), "Lanternsoft", news.ActDenial, no)})
	d.watch(news.Watch{Name: "w", Query: "harbour"}, news.ChannelTerminal)

	again := "The quays are old. Lanternsoft denied again that any logs of cranes leave the harbour."
	d.put(page{outlet: "courier.example", path: "again", title: "Quays", body: again, reading: said(again, "Lanternsoft", news.ActDenial, "Lanternsoft denied again that any logs of cranes leave the harbour.")})
	if lines := d.told(); len(lines) != 1 || !strings.Contains(lines[0], " again: ") || strings.Contains(lines[0], "denial") {
		t.Errorf("known before the watch: %q", lines)
	}

	fresh := "At the harbour a spokesman said. The agency denied having paid a bribe to anybody."
	r := said(fresh, "Harbour Agency", news.ActDenial, "The agency denied having paid a bribe to anybody.")
	d.put(page{outlet: "courier.example", path: "fresh", title: "Bribe", body: fresh, reading: r})
	d.put(page{outlet: "lamp.example", path: "too", title: "No bribe", body: "Long ago at the harbour. " + fresh, reading: said("Long ago at the harbour. "+fresh, "Harbour Agency", news.ActDenial, "The agency denied having paid a bribe to anybody.")})
	lines := d.told()
	if len(lines) != 3 || lines[1] != "denial fresh: Harbour Agency denies: “The agency denied having paid a bribe to anybody.”" || strings.Contains(lines[2], "denial") {
		t.Errorf("%q", lines)
	}

	other := "The mayor denied at the harbour that a bribe was paid to anybody by the agency."
	d.put(page{outlet: "lamp.example", path: "mayor", title: "Mayor", body: other, reading: said(other, "Mayor", news.ActDenial, other)})
	if lines := d.told(); len(lines) != 2 || !strings.HasPrefix(lines[1], "denial mayor: Mayor denies: ") {
		t.Errorf("another speaker: %q", lines)
	}
	statement := "The mayor said at the harbour that the work goes on as planned, whatever is said."
	d.put(page{outlet: "lamp.example", path: "says", title: "Mayor", body: statement, reading: said(statement, "Mayor", news.ActStatement, statement)})
	same(t, "no denial", d.told(), "match says: new")
	unnamed := "Somebody at the harbour rejects all of it, a source said on the quay, and laughed."
	d.put(page{outlet: "lamp.example", path: "who", title: "Who", body: unnamed, reading: said(unnamed, "", news.ActDenial, unnamed)})
	if lines := d.told(); len(lines) != 2 || !strings.HasPrefix(lines[1], "denial who: somebody denies: ") {
		t.Errorf("nobody named: %q", lines)
	}
}

func TestFirstReportsOfTheirOwnAreOrigins(t *testing.T) {
	own := news.Reading{Reader: 1, Relevant: true, Relevance: .9}
	for name, c := range map[string]struct {
		reading news.Reading
		want    string
	}{
		"its own":       {own, "origin a: first report of its own by HERALD.EXAMPLE"},
		"another's":     {news.Reading{Reader: 1, Relevant: true, Relevance: .9, Origin: "The Courier"}, "match a: new"},
		"an agency's":   {news.Reading{Reader: 1, Relevant: true, Relevance: .9, Credit: "Reuters"}, "match a: new"},
		"another topic": {news.Reading{Reader: 1}, "match a: new"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.watch(news.Watch{Name: "w", Query: "harbour"}, news.ChannelTerminal)
			d.put(page{outlet: "herald.example", path: "a", title: "Harbour", body: harbour, reading: c.reading})
			same(t, "told", d.told(), c.want)
		})
	}
}

func TestACopyIsNoOrigin(t *testing.T) {
	long := strings.Repeat(harbour+"\n\n"+ferry+"\n\n", 1) + "The council meets again in March, when the price of the landing stage is on its list, and the harbour master will be heard."
	own := news.Reading{Reader: 1, Relevant: true, Relevance: .9}
	d := newDesk(t)
	d.watch(news.Watch{Name: "w", Query: "harbour"}, news.ChannelTerminal)
	d.put(page{outlet: "herald.example", path: "a", title: "Harbour agency buys cloud", body: long, reading: own})
	same(t, "the first", d.told(), "origin a: first report of its own by HERALD.EXAMPLE")
	d.put(page{outlet: "courier.example", path: "b", title: "Harbour agency buys cloud", body: long, reading: own})
	same(t, "its copy", d.told(), "match b: new; it has its text from https://herald.example/a")
}

func TestAlertsHoldWhatTheySay(t *testing.T) {
	d := newDesk(t)
	d.put(page{outlet: "herald.example", path: "a", title: "Harbour", body: harbour})
	d.watch(news.Watch{Name: "w", Query: "harbour OR ferries"}, news.ChannelTerminal, news.ChannelMail)
	d.put(page{outlet: "herald.example", path: "a", title: "Harbour", body: strings.ReplaceAll(harbour, "$250", "$25")})
	d.put(page{outlet: "courier.example", path: "b", title: "Ferries", body: ferry})
	if n := d.check(); n != 2 {
		t.Fatalf("%d alerts", n)
	}
	all := d.raised()
	if len(all) != 4 || all[0].ID != all[1].ID || all[0].ID == all[2].ID {
		t.Fatalf("each channel is to be told of each alert: %+v", all)
	}
	edit, match := all[0], all[2]
	if edit.Version != 2 || edit.From != 1 || edit.Change == nil || edit.Change.Kind != "number" || edit.Passage == nil || !strings.HasPrefix(edit.Passage.Text, "The harbour agency will pay $25 million") {
		t.Errorf("%+v", edit)
	}
	if p := edit.Passage; strings.ReplaceAll(harbour, "$250", "$25")[p.Start:p.End] != p.Text {
		t.Errorf("the passage does not stand there: %+v", p)
	}
	if match.Watch != "w" || match.Kind != news.AlertMatch || match.URL != "https://courier.example/b" || match.Title != "Ferries" || match.Domain != "courier.example" || len(match.ID) != 32 ||
		match.Passage == nil || ferry[match.Passage.Start:match.Passage.End] != match.Passage.Text || !match.Time.Equal(d.now) || match.Published.String() != "2026-02-18" {
		t.Errorf("%+v", match)
	}
}

func TestWhatIsNotComparedYetWaits(t *testing.T) {
	d := newDesk(t)
	d.watch(news.Watch{Name: "w", Query: "ferries"}, news.ChannelTerminal)
	d.put(page{outlet: "herald.example", path: "a", title: "Ferries", body: ferry})
	if n, err := d.job.Check(t.Context()); n != 0 || err != nil {
		t.Fatal(n, err)
	}
	if n := d.check(); n != 1 {
		t.Fatalf("%d alerts", n)
	}
}

func TestACheckThatFailsLosesNothing(t *testing.T) {
	d := newDesk(t)
	d.watch(news.Watch{Name: "w", Query: "ferries"}, news.ChannelTerminal)
	d.watch(news.Watch{Name: "x", Query: "pier"}, news.ChannelTerminal)
	d.put(page{outlet: "herald.example", path: "a", title: "Ferries", body: ferry})
	d.relate()
	right := d.job.Query
	d.job.Query = func(q string) (query.Node, error) {
		if q == "pier" {
			return nil, fault.New(fault.Usage, "not understood")
		}
		return right(q)
	}
	n, err := d.job.Check(t.Context())
	if n != 0 || !errors.Is(err, fault.Usage) || !strings.Contains(err.Error(), "watch x: ") || fault.AdviceOf(err) == "" {
		t.Fatal(n, err)
	}
	d.job.Query = right
	if n := d.check(); n != 2 {
		t.Fatalf("%d alerts", n)
	}
}

func TestManyArrivalsAreLookedAtInParts(t *testing.T) {
	d := newDesk(t)
	d.watch(news.Watch{Name: "w", Query: "numbered"}, news.ChannelTerminal)
	const many = 620
	for i := range many {
		d.put(page{outlet: "herald.example", path: strings.Repeat("x", i+1), title: "T", body: "numbered " + strings.Repeat("ab ", i%40+1) + hexName(i)})
	}
	d.relate()
	n, err := d.job.Check(t.Context())
	if n != many || err != nil {
		t.Fatal(n, err)
	}
	if left, err := d.Arrivals(t.Context(), 10); len(left) != 0 || err != nil {
		t.Fatal(left, err)
	}
}

func hexName(i int) string {
	return strings.Map(func(r rune) rune { return 'a' + r%20 }, strings.Repeat(string(rune('a'+i%26))+string(rune('a'+i/26)), 3))
}

var _ watch.Store = (*desk)(nil)
