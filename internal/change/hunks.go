package change

import (
	"sort"
	"strings"
	"unicode/utf8"

	"dateline/internal/text"
)

// hunk is a place where two texts differ, with its surroundings.
type hunk struct {
	oldText, newText string
	old, new         text.Span
	before, after    text.Span // sentences touched
	opening          bool      // it is in the first paragraph
}

// hunks compares two texts word by word. Changes with only a word or two
// between them, in one sentence, are one.
func hunks(old, new string) []hunk {
	var all []hunk
	oldSentences, newSentences := text.Sentences(old), text.Sentences(new)
	open := false // the last hunk may still grow
	for _, e := range text.Diff(old, new) {
		if e.Kind == text.Same {
			open = open && joins(e.New.Of(new))
			continue
		}
		if !open {
			all = append(all, hunk{oldText: old, newText: new, old: e.Old, new: e.New})
			open = true
			continue
		}
		h := &all[len(all)-1]
		h.old.End, h.new.End = e.Old.End, e.New.End
	}
	kept := all[:0]
	for _, h := range all {
		h.old, h.new = trimmed(slid(h.old, h.new, old, oldSentences), old), trimmed(slid(h.new, h.old, new, newSentences), new)
		if h.old.Len() == 0 && h.new.Len() == 0 {
			continue
		}
		h.before, h.after = around(oldSentences, h.old), around(newSentences, h.new)
		h.opening = !strings.Contains(strings.TrimSpace(new[:h.new.Start]), "\n\n")
		kept = append(kept, h)
	}
	return kept
}

// mostBetween is the longest text that two changes of one place have between
// them, in bytes.
const mostBetween = 12

func joins(between string) bool {
	return len(between) <= mostBetween && !strings.ContainsAny(between, ".!?\n\u3002")
}

// slid moves what was added or removed to where it begins a sentence, if it says
// the same there: in "a. b. c." the added part is "b. ", not ". b".
func slid(s, other text.Span, in string, sentences []text.Span) text.Span {
	if other.Len() > 0 || s.Len() == 0 {
		return s
	}
	begins := func(at text.Span) bool {
		first := trimmed(at, in).Start
		return utf8.RuneStart(in[at.Start]) && beginsSentence(sentences, first)
	}
	for left := s; ; left.Start, left.End = left.Start-1, left.End-1 {
		if begins(left) {
			return left
		}
		if left.Start == 0 || in[left.Start-1] != in[left.End-1] {
			break
		}
	}
	for right := s; right.End < len(in) && in[right.Start] == in[right.End]; {
		right.Start, right.End = right.Start+1, right.End+1
		if begins(right) {
			return right
		}
	}
	return s
}

func beginsSentence(sentences []text.Span, at int) bool {
	i := sort.Search(len(sentences), func(i int) bool { return sentences[i].Start >= at })
	return i < len(sentences) && sentences[i].Start == at
}

func trimmed(s text.Span, in string) text.Span {
	part := s.Of(in)
	left := len(part) - len(strings.TrimLeft(part, " \t\r\n\u00a0"))
	right := len(strings.TrimRight(part, " \t\r\n\u00a0"))
	if right <= left {
		return text.Span{Start: s.Start, End: s.Start}
	}
	return text.Span{Start: s.Start + left, End: s.Start + right}
}

// around returns the sentences that a span touches, from the first to the last.
func around(sentences []text.Span, s text.Span) text.Span {
	first := sort.Search(len(sentences), func(i int) bool { return sentences[i].End > s.Start || sentences[i].End == s.Start && s.Len() == 0 })
	if first == len(sentences) {
		return s
	}
	place := sentences[first]
	for _, next := range sentences[first+1:] {
		if next.Start >= s.End {
			break
		}
		place.End = next.End
	}
	return text.Span{Start: min(place.Start, s.Start), End: max(place.End, s.End)}
}

// wholeSentences says whether the hunk adds or removes sentences and leaves
// those beside it as they are.
func (h hunk) wholeSentences() bool {
	switch {
	case h.old.Len() == 0:
		return h.new == h.after && endsSentence(h.new.Of(h.newText))
	case h.new.Len() == 0:
		return h.old == h.before && endsSentence(h.old.Of(h.oldText))
	}
	return false
}

func endsSentence(s string) bool {
	return strings.ContainsAny(s[max(0, len(s)-4):], ".!?…。\"”»") || strings.Count(s, " ") > 5
}
