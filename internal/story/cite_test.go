package story

import (
	"fmt"
	"strings"
	"testing"

	"dateline/internal/news"
	"dateline/internal/text"
)

func TestCitationsAreReadWithTheirSentences(t *testing.T) {
	const body = "The agency tripled its cloud, Meridian Wire reported. The Lantern had the files first. Nimbus said no."
	at := func(words string) text.Span {
		i := strings.Index(body, words)
		return text.Span{Start: i, End: i + len(words)}
	}
	r := &news.Reading{
		Origin: "Meridian Wire",
		Attributions: []news.Attribution{
			{Span: at("Meridian Wire reported"), Source: "Meridian Wire", Kind: news.CarrierMedia},
			{Span: at("Nimbus said"), Source: "Nimbus Corp.", Kind: news.CarrierCompany},
		},
		Links: []news.Link{{URL: "https://thelantern.example/1", Text: "had the files"}},
	}
	d := &Doc{ID: 1, Outlet: "azimuth.example", Text: body}
	want := []Citation{
		{URL: "https://thelantern.example/1", Cue: "The Lantern had the files first.", Main: true},
		{Source: "Meridian Wire", Cue: "The agency tripled its cloud, Meridian Wire reported.", Media: true, Main: true},
		{Source: "Nimbus Corp.", Cue: "Nimbus said no."},
	}
	got := Citations(d, r)
	if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	g := Trace([]Report{{Doc: d, Citations: got}})
	if g.Nodes[g.Origin].Name != "Meridian Wire" || g.Independent != 1 {
		t.Errorf("origin %+v of %d", g.Nodes[g.Origin], g.Independent)
	}
}

func TestOriginWithoutAttributionIsCited(t *testing.T) {
	d := &Doc{Text: "Kestrel wins the order. More soon."}
	for _, c := range []struct {
		mentions []news.Mention
		media    bool
	}{{nil, true}, {[]news.Mention{{Name: "Kestrel Systems", Kind: news.EntityCompany}}, false}} {
		r := &news.Reading{Origin: "Kestrel Systems", OriginPlace: text.Span{Start: 0, End: 7}, Mentions: c.mentions}
		got := Citations(d, r)
		if len(got) != 1 || !got[0].Main || got[0].Media != c.media || got[0].Cue != "Kestrel wins the order." {
			t.Errorf("%+v", got)
		}
	}
	if got := Citations(d, &news.Reading{}); len(got) != 0 {
		t.Errorf("nothing read gives %+v", got)
	}
	if got := Citations(d, &news.Reading{Origin: "Reuters", OriginPlace: text.Span{Start: 5, End: 500}}); got[0].Cue != "" {
		t.Errorf("a passage outside the text gives %q", got[0].Cue)
	}
}

func TestAJointReportIsOneRoot(t *testing.T) {
	const body = "Reporting by The Lantern, Dock News and Harbour Weekly found three copies. The Lantern was first."
	joint := text.Span{Start: 0, End: strings.Index(body, " found")}
	r := &news.Reading{Origin: "The Lantern"}
	for _, name := range []string{"The Lantern", "Dock News", "Harbour Weekly"} {
		r.Attributions = append(r.Attributions, news.Attribution{Span: joint, Source: name, Kind: news.CarrierMedia})
	}
	cites := func(id int64, outlet string) Report {
		d := &Doc{ID: id, Outlet: outlet, Text: body}
		return Report{Doc: d, Citations: Citations(d, r)}
	}
	for name, reports := range map[string][]Report{
		"not at hand":       {cites(1, "azimuth.example"), cites(2, "beacon.example")},
		"the first of them": {{Doc: &Doc{ID: 3, Outlet: "The Lantern", Text: "Three copies were found."}}, cites(1, "azimuth.example")},
	} {
		g := Trace(reports)
		root := g.Nodes[g.Origin]
		if root.Name != "The Lantern" || fmt.Sprint(root.With) != "[Dock News Harbour Weekly]" || g.Independent != 1 || g.Support(g.Origin) != 2 {
			t.Errorf("%s: %+v, %d independent, %d go back to it", name, root, g.Independent, g.Support(g.Origin))
		}
	}
}
