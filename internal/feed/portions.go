package feed

import (
	"iter"
	"sort"
)

// portion is about how many bytes of items gofeed is given at once: it needs
// ten times that in memory.
const portion = 1 << 20

// cut is a stretch of bytes.
type cut struct{ from, to int }

// shell returns a feed without its items.
func (s *survey) shell(text []byte) []byte {
	spans := make([]cut, 0, len(s.items))
	for _, item := range s.items {
		spans = append(spans, item.at)
	}
	sort.Slice(spans, func(i, j int) bool { return spans[i].from < spans[j].from })
	var out []byte
	at := s.start
	for _, span := range spans {
		out = s.strip(out, text, cut{at, max(at, span.from)})
		at = max(at, span.to)
	}
	return s.strip(out, text, cut{at, max(at, s.end)})
}

// portions yields feeds that have nothing but some of the items each, with
// what is known about those. The bytes are good until the next.
func (s *survey) portions(text []byte) iter.Seq2[[]byte, []facts] {
	return func(yield func([]byte, []facts) bool) {
		var doc []byte
		for from := 0; from < len(s.items); {
			limit, tags := len(s.items), []openTag{s.rootTag}
			if from < s.inner {
				limit = s.inner
				if s.channel.name != "" {
					tags = append(tags, s.channel)
				}
			}
			doc = doc[:0]
			for _, tag := range tags {
				doc = s.strip(doc, text, tag.cut)
			}
			to := from
			for ; to < limit && len(doc) < portion; to++ {
				doc = s.strip(doc, text, s.items[to].at)
			}
			for i := range tags {
				doc = append(append(append(doc, "</"...), tags[len(tags)-1-i].name...), '>')
			}
			if !yield(doc, s.items[from:to]) {
				return
			}
			from = to
		}
	}
}

// strip appends a stretch of text to out, without what gofeed need not see.
// Every xml:base is renamed, as the survey has resolved them and gofeed
// resolves otherwise than RFC 3986 says.
func (s *survey) strip(out, text []byte, span cut) []byte {
	next := sort.Search(len(s.cuts), func(i int) bool { return s.cuts[i].from >= span.from })
	base := sort.SearchInts(s.bases, span.from)
	for at := span.from; at < span.to; {
		end, resume := span.to, span.to
		if next < len(s.cuts) && s.cuts[next].to <= span.to {
			end, resume = s.cuts[next].from, s.cuts[next].to
			next++
		}
		shift := len(out) - at
		out = append(out, text[at:end]...)
		for ; base < len(s.bases) && s.bases[base] <= resume; base++ {
			if s.bases[base] <= end {
				out[s.bases[base]-1+shift] = '_'
			}
		}
		at = resume
	}
	return out
}
