package news_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/internal/news"
	"dateline/internal/text"
)

func TestWhoReportedItTogetherIsNamedTogether(t *testing.T) {
	joint, later := text.Span{Start: 4, End: 40}, text.Span{Start: 60, End: 80}
	media := func(place text.Span, name string) news.Attribution {
		return news.Attribution{Span: place, Source: name, Kind: news.CarrierMedia}
	}
	for name, c := range map[string]struct {
		origin string
		said   []news.Attribution
		want   []string
	}{
		"no origin":          {"", []news.Attribution{media(joint, "The Herald")}, nil},
		"alone":              {"The Herald", []news.Attribution{media(joint, "The Herald")}, []string{"The Herald"}},
		"one passage":        {"The Herald", []news.Attribution{media(joint, "Dock News"), media(joint, "The Herald"), media(joint, "The Lamp")}, []string{"The Herald", "Dock News", "The Lamp"}},
		"another passage":    {"The Herald", []news.Attribution{media(joint, "The Herald"), media(later, "The Lamp")}, []string{"The Herald"}},
		"a body is no paper": {"The Herald", []news.Attribution{media(joint, "The Herald"), {Span: joint, Source: "Harbour Board", Kind: news.CarrierAgency}}, []string{"The Herald"}},
		"said twice":         {"The Herald", []news.Attribution{media(joint, "The Herald"), media(joint, "The Lamp"), media(later, "The Herald"), media(later, "The Lamp")}, []string{"The Herald", "The Lamp"}},
		"not attributed":     {"Harbour Board", []news.Attribution{media(joint, "The Lamp")}, []string{"Harbour Board"}},
	} {
		r := news.Reading{Origin: c.origin, Attributions: c.said}
		if diff := cmp.Diff(c.want, r.Origins()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
