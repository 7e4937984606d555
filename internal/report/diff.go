package report

import (
	"context"
	"time"

	"dateline/internal/change"
	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/text"
)

// Diffed is what changed in an article, from version to version.
type Diffed struct {
	Article Article `json:"article"`
	Steps   []Step  `json:"steps"` // in the order in which the versions were seen
}

// Step is what changed between two versions.
type Step struct {
	From    int         `json:"from"` // numbers of versions
	To      int         `json:"to"`
	Seen    time.Time   `json:"seen"`    // when the newer one was first seen
	Edited  bool        `json:"edited"`  // false: the page renders the same words anew
	Weight  float64     `json:"weight"`  // 0 to 1: how much all changes matter
	Changes []ChangeRow `json:"changes"` // the weightiest first

	Old news.Version `json:"-"` // with their texts
	New news.Version `json:"-"`
}

// ChangeRow is one place that differs. Passages are byte spans of the text of
// their version, or of its title.
type ChangeRow struct {
	Kind   string   `json:"kind"`
	Op     string   `json:"op"`
	Title  bool     `json:"title"`
	Weight float64  `json:"weight"`
	Old    *Passage `json:"old"` // null: something was added
	New    *Passage `json:"new"` // null: something was removed
	Before *Passage `json:"before"`
	After  *Passage `json:"after"`
	Notice *int     `json:"notice"` // number in changes of the correction notice that owns up to it; null: none
}

// Diff compares the versions of an article: each with the next, or only two
// of them where from and to are not 0.
func Diff(ctx context.Context, file File, ref string, from, to int) (Diffed, error) {
	a, err := Find(ctx, file, ref)
	if err != nil {
		return Diffed{}, err
	}
	versions, err := file.Versions(ctx, a.ID)
	if err != nil {
		return Diffed{}, err
	}
	if len(versions) == 0 {
		return Diffed{}, fault.New(fault.NoMatch, "article %d has no version yet", a.ID)
	}
	pairs, err := pairsOf(a.ID, versions, from, to)
	if err != nil {
		return Diffed{}, err
	}
	d := Diffed{Article: articleOf(a, versions[len(versions)-1]), Steps: []Step{}}
	for _, p := range pairs {
		step, err := stepOf(ctx, file, p[0], p[1])
		if err != nil {
			return Diffed{}, err
		}
		d.Steps = append(d.Steps, step)
	}
	return d, nil
}

// pairsOf chooses the versions to compare.
func pairsOf(article int64, versions []news.Version, from, to int) ([][2]news.Version, error) {
	if from == 0 && to == 0 {
		var pairs [][2]news.Version
		for i := 1; i < len(versions); i++ {
			pairs = append(pairs, [2]news.Version{versions[i-1], versions[i]})
		}
		return pairs, nil
	}
	if to == 0 {
		to = versions[len(versions)-1].Number
	}
	if from == 0 {
		from = to - 1
	}
	newer, err := numbered(article, versions, to)
	if err != nil {
		return nil, err
	}
	older, err := numbered(article, versions, from)
	return [][2]news.Version{{older, newer}}, err
}

func numbered(article int64, versions []news.Version, number int) (news.Version, error) {
	for _, v := range versions {
		if v.Number == number {
			return v, nil
		}
	}
	return news.Version{}, fault.Advise(fault.New(fault.NoMatch, "article %d has no version %d", article, number), "it has versions 1 to %d", len(versions))
}

func stepOf(ctx context.Context, file File, from, to news.Version) (Step, error) {
	old, err := file.Version(ctx, from.ID)
	if err != nil {
		return Step{}, err
	}
	new, err := file.Version(ctx, to.ID)
	if err != nil {
		return Step{}, err
	}
	changes := change.Compare(side(old), side(new))
	step := Step{From: old.Number, To: new.Number, Seen: new.Seen, Edited: change.Edited(changes), Weight: change.Weight(changes), Changes: []ChangeRow{}, Old: old, New: new}
	for _, c := range changes {
		step.Changes = append(step.Changes, changeRow(c, old, new))
	}
	return step, nil
}

func side(v news.Version) change.Version {
	return change.Version{Title: v.Title, Text: v.Text, Live: v.Access == news.AccessLive}
}

func changeRow(c change.Change, old, new news.Version) ChangeRow {
	from, to := old.Text, new.Text
	if c.Title {
		from, to = old.Title, new.Title
	}
	row := ChangeRow{
		Kind: string(c.Kind), Op: string(c.Op), Title: c.Title, Weight: c.Weight,
		Old: passageOf(from, c.Old), New: passageOf(to, c.New), Before: passageOf(from, c.Before), After: passageOf(to, c.After),
	}
	if c.Notice >= 0 {
		row.Notice = &c.Notice
	}
	return row
}

// passageOf returns the words of a span; nil if it is empty.
func passageOf(in string, s text.Span) *Passage {
	if s.Len() == 0 {
		return nil
	}
	return &Passage{Start: s.Start, End: s.End, Text: s.Of(in)}
}
