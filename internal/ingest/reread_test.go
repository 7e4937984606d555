package ingest

import (
	"path/filepath"
	"testing"
	"time"

	"dateline/internal/news"
	"dateline/internal/store"
)

func TestRereadingMendsWhatAnOlderReaderMade(t *testing.T) {
	w := newWeb(t)
	w.set("/feed", "application/rss+xml", feedOf("/one", "Ministry signs"))
	w.set("/one", "text/html", articlePage("Ministry signs", first, second))
	d := newDesk(t, w)
	d.run(d.follow(herald + "/feed"))
	good := d.versions(herald + "/one")[0]
	// What a reader before ours made of a capture of its own.
	w.set("/two", "text/html", articlePage("Court rules", second, first))
	d.run(Task{URL: herald + "/two"})
	whole := d.versions(herald + "/two")[0]
	_, err := d.store.Write(t.Context(), []store.Entry{{Quiet: true, Outcome: news.Outcome{Time: whole.Seen}, Looks: []store.Look{{
		ArticleURL: herald + "/three", Outlet: news.Outlet{Domain: "theherald.example"},
		Version: &news.Version{Capture: good.Capture, Basis: news.BasisPage, Seen: good.Seen.Add(time.Second), Title: "Ministry", Text: "Only half."},
	}}}})
	if err != nil {
		t.Fatal(err)
	}
	reread := func() Rereading {
		sum, err := Reread(t.Context(), d.store, filepath.Join(d.dir, "archive"), d.client.Decode, func(int) {})
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	if sum := reread(); sum != (Rereading{}) {
		t.Errorf("%+v: a newer reader has read that capture already", sum)
	}
	_, err = d.store.Write(t.Context(), []store.Entry{{Quiet: true, Outcome: news.Outcome{Time: whole.Seen}, Capture: d.copyOf(whole.Capture), Looks: []store.Look{{
		ArticleURL: herald + "/four", Outlet: news.Outlet{Domain: "theherald.example"},
		Version: &news.Version{Basis: news.BasisPage, Seen: whole.Seen, Title: "Court", Text: "Only half."},
	}}}})
	if err != nil {
		t.Fatal(err)
	}
	if sum := reread(); sum != (Rereading{Old: 1, Changed: 1}) {
		t.Errorf("%+v, want one version read anew", sum)
	}
	all := d.versions(herald + "/four")
	if len(all) != 2 || all[0].Text != "Only half." || all[1].Text != whole.Text || all[1].Number != 2 {
		t.Errorf("%+v: the old one stays, the new one stands beside it", all)
	}
	if sum := reread(); sum != (Rereading{}) {
		t.Errorf("again: %+v, want nothing to do", sum)
	}
	if st, err := d.store.Stats(t.Context()); err != nil || st.Edited != 0 {
		t.Errorf("%d articles edited, %v; the outlet changed nothing", st.Edited, err)
	}
}

// copyOf is a capture like a stored one, to be stored again.
func (d *desk) copyOf(id int64) *news.Capture {
	d.t.Helper()
	c, err := d.store.Capture(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	c.ID = 0
	return &c
}
