package store_test

import (
	"database/sql"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/store"
)

func newWatched(t *testing.T) (*store.Store, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "dateline.db")
	s, err := store.Open(t.Context(), path, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, path
}

func watchOf(name string, kinds ...news.ChannelKind) news.Watch {
	w := news.Watch{UID: "uid of " + name, Name: name, Query: "q " + name, Quiet: "22:00-07:00", Digest: "hourly", Made: time.UnixMilli(1_771_416_000_000).UTC()}
	for _, kind := range kinds {
		w.Channels = append(w.Channels, news.Channel{Kind: kind, Target: "to " + string(kind)})
	}
	return w
}

func TestWatchesComeBackAsTheyWereMade(t *testing.T) {
	s, _ := newWatched(t)
	for _, name := range []string{"b", "a"} {
		made, err := s.AddWatch(t.Context(), watchOf(name, news.ChannelMail, news.ChannelAtom), []store.Heard{{Speaker: "S", Words: "no " + name}, {Words: "nobody"}})
		if err != nil || made.ID == 0 || made.Channels[0].ID == 0 {
			t.Fatal(made, err)
		}
	}
	all, err := s.Watches(t.Context())
	if err != nil || len(all) != 2 || all[0].Name != "a" {
		t.Fatal(all, err)
	}
	w, want := all[1], watchOf("b")
	if w.UID != want.UID || w.Query != want.Query || w.Quiet != want.Quiet || w.Digest != want.Digest || !w.Made.Equal(want.Made) || len(w.Channels) != 2 || w.Channels[1].Target != "to atom" {
		t.Errorf("%+v", w)
	}
	if heard, err := s.Heard(t.Context(), w.ID, "S"); err != nil || len(heard) != 1 || heard[0] != "no b" {
		t.Error(heard, err)
	}
	if heard, err := s.Heard(t.Context(), w.ID, ""); err != nil || len(heard) != 1 {
		t.Error(heard, err)
	}
	if _, err := s.AddWatch(t.Context(), watchOf("A"), nil); !errors.Is(err, fault.Usage) {
		t.Errorf("a name is taken in any case: %v", err)
	}
	if _, err := s.AddWatch(t.Context(), watchOf("c", "pigeon"), nil); err == nil {
		t.Error("a channel that there is not")
	}
	if all, _ := s.Watches(t.Context()); len(all) != 2 {
		t.Errorf("half a watch is left: %+v", all)
	}
}

func TestRemovingAWatchLeavesTheOthers(t *testing.T) {
	s, path := newWatched(t)
	for _, name := range []string{"a", "b"} {
		if _, err := s.AddWatch(t.Context(), watchOf(name, news.ChannelMail), []store.Heard{{Words: "w"}}); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := s.RemoveWatch(t.Context(), "a"); n != 0 || err != nil {
		t.Fatal(n, err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, table := range []string{"watches", "channels", "heard"} {
		var n int
		if err := db.QueryRowContext(t.Context(), `SELECT count(*) FROM `+table).Scan(&n); err != nil || n != 1 {
			t.Errorf("%s: %d, %v", table, n, err)
		}
	}
	if _, err := s.RemoveWatch(t.Context(), "a"); !errors.Is(err, fault.NoMatch) {
		t.Error(err)
	}
}

func TestOnlyOneSendsAlerts(t *testing.T) {
	s, path := newWatched(t)
	release, err := s.LockWatch()
	if err != nil {
		t.Fatal(err)
	}
	other, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := other.LockWatch(); !errors.Is(err, fault.Locked) || fault.AdviceOf(err) == "" {
		t.Errorf("%v", err)
	}
	run, err := other.LockRun() // somebody may ingest meanwhile
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(run(), release()); err != nil {
		t.Fatal(err)
	}
	if release, err = other.LockWatch(); err != nil {
		t.Fatal(err)
	}
	if err := release(); err != nil {
		t.Error(err)
	}
}

func TestAlertsOfAWatchThatIsGoneArePassedOver(t *testing.T) {
	s, _ := newWatched(t)
	n, err := s.Raise(t.Context(), []store.Alert{{Watch: 7, Kind: news.AlertMatch, Subject: "s", UID: "u", Version: 1, Body: []byte("{}")}}, []store.Heard{{Watch: 7, Words: "w"}}, []int64{1, 2})
	if n != 0 || err != nil {
		t.Error(n, err)
	}
}
