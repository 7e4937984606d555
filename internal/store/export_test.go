package store

import (
	"slices"
	"strings"
	"testing"

	"dateline/internal/news"
)

func TestWhatArticlesRestOn(t *testing.T) {
	s := opened(t)
	one, two, edited := look(1, "Text."), look(2, "Text two."), look(1, "Another text.")
	feed := look(1, "")
	feed.Looks = nil
	feed.Listings = append(feed.Listings, look(2, "").Listings...)
	feed.Listings[0].Sighting.Title, feed.Listings[1].Sighting.Title = "said otherwise", "here, too"
	for i, e := range []Entry{one, two, edited, feed} {
		e.Capture.Offset, e.Capture.Length = int64(100*i), int64(60+i)
		e.Capture.RecordID = "urn:uuid:6f1f5c1e-0d5c-4a57-9d0c-2f3b1c9a7e0" + string(rune('1'+i))
		mustWrite(t, s, e)
	}
	for _, c := range []struct{ articles, want []int64 }{
		{[]int64{1}, []int64{1, 3, 4}}, {[]int64{2}, []int64{2, 4}}, {[]int64{2, 1, 9}, []int64{1, 2, 3, 4}}, {nil, nil}, {[]int64{9}, nil},
	} {
		if got, err := s.CapturesBehind(t.Context(), c.articles); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("articles %v rest on %v, %v; want %v", c.articles, got, err, c.want)
		}
	}

	captures, err := s.Captures(t.Context(), []int64{4, 9, 2})
	if err != nil || len(captures) != 2 || captures[0].ID != 2 || captures[1].ID != 4 || captures[1].Offset != 300 {
		t.Errorf("captures %v, %v", captures, err)
	}
	for id, want := range map[int64]int64{1: 0, 2: 60, 4: 262} {
		if got, err := s.EndBefore(t.Context(), news.Capture{ID: id, Offset: 100 * (id - 1)}); got != want || err != nil {
			t.Errorf("before capture %d: %d, %v; want %d", id, got, err, want)
		}
	}

	sum := strings.Repeat("ab", 32)
	if c, found, err := s.CaptureOfRecord(t.Context(), sum, "urn:uuid:6f1f5c1e-0d5c-4a57-9d0c-2f3b1c9a7e03"); !found || c.ID != 3 || err != nil {
		t.Errorf("capture of record: %d, %v, %v", c.ID, found, err)
	}
	for _, other := range [][2]string{{sum, "urn:uuid:00000000-0000-4000-8000-000000000000"}, {strings.Repeat("cd", 32), "urn:uuid:6f1f5c1e-0d5c-4a57-9d0c-2f3b1c9a7e03"}, {sum, ""}} {
		if _, found, err := s.CaptureOfRecord(t.Context(), other[0], other[1]); found || err != nil {
			t.Errorf("%v: %v, %v", other, found, err)
		}
	}
	if _, _, err := s.CaptureOfRecord(t.Context(), "no sum", "x"); err == nil {
		t.Error("what is no sum is looked for")
	}

	versions, err := s.VersionsOf(t.Context(), []int64{2, 1})
	var got []string
	for _, v := range versions {
		got = append(got, string(rune('0'+v.Article))+"."+string(rune('0'+v.Number)))
	}
	if want := []string{"1.1", "1.2", "2.1"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("versions %v, %v; want %v", got, err, want)
	}
}
