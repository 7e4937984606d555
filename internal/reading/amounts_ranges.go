package reading

import (
	"dateline/internal/news"
	"dateline/internal/text"
)

// rangeWords stand between the ends of a range, by how the range begins.
var (
	rangeWords = map[string]bool{"to": true, "bis": true, "à": true, "a": true, "hasta": true, "até": true, "ate": true, "tot": true, "or": true, "ou": true, "oder": true, "of": false, "o": true, "through": true}
	andWords   = map[string]bool{"and": true, "und": true, "et": true, "y": true, "e": true, "en": true}
	openers    = map[string]bool{"between": true, "zwischen": true, "entre": true, "tra": true, "fra": true, "tussen": true}
	fromWords  = map[string]bool{"from": true, "von": true, "de": true, "desde": true, "da": true, "van": true}
	// changing come before "from" where a change is told; in English it is the rule.
	changing = wordSet(`paso pasado pasar pasando aumento aumentado subio subir crecio bajo bajado cayo elevo incremento redujo passe passer passant augmente augmentation reduit baisse hausse grimpe
		gestiegen stieg steigen sank gesunken erhoht erhohung erhohte senkte kletterte wuchs passou passando subiu caiu cresceu aumentou reduziu passato passando passata salito salita sceso aumentato cresciuto ridotto
		gestegen steeg daalde gedaald verhoogd verhoging groeide`)
	// ranging come before "from" where a span is meant and not a change.
	ranging = map[string]bool{
		"range": true, "ranges": true, "ranging": true, "ranged": true, "anywhere": true, "vary": true, "varies": true, "varying": true, "somewhere": true,
		"reicht": true, "reichen": true, "allant": true, "va": true, "oscila": true, "oscilan": true, "varia": true, "variano": true, "variam": true, "varieert": true, "fines": true, "prices": true, "cost": true, "costs": true,
	}
)

// rangeEnd reads the other end of a range that figure f begins.
func (a *amountReader) rangeEnd(f *figure, s *sentence) (figure, bool) {
	tokens, all := a.d.tokens, a.d.Text
	if f.next >= s.last || f.kind == wordArticle {
		return figure{}, false
	}
	i := f.next
	gap := all[f.end:tokens[i].Start]
	if mark := rangeMark(gap); mark > 0 {
		return a.secondEnd(f, i, s)
	}
	if gap != " " && gap != "\u00a0" || i+1 >= s.last {
		return figure{}, false
	}
	word := tokens[i].Fold
	switch {
	case andWords[word] && openers[a.wordBeforeFigure(f, s)], rangeWords[word] && !a.isChange(f, s):
	default:
		return figure{}, false
	}
	return a.secondEnd(f, i+1, s)
}

// rangeMark returns the length of the dash of a range that a gap consists of,
// with a currency sign behind it allowed.
func rangeMark(gap string) int {
	for _, mark := range [...]string{"-", "–", "—", "\u2011", " - ", " – ", "~"} {
		if len(gap) >= len(mark) && gap[:len(mark)] == mark {
			rest := gap[len(mark):]
			if rest == "" || rest == "€" || rest == "$" || rest == "£" || rest == "¥" || rest == "₹" {
				return len(mark)
			}
		}
	}
	return 0
}

// wordBeforeFigure returns the folded word before a figure, over a bound word.
func (a *amountReader) wordBeforeFigure(f *figure, s *sentence) string {
	i := a.d.tokenAt(f.start) - 1
	for ; i >= s.first; i-- {
		word := a.d.tokens[i].Fold
		if !a.cues.fillers[word] {
			return word
		}
	}
	return ""
}

// isChange says whether the words before "X to Y" tell of a change from one to
// the other, and not of a span.
func (a *amountReader) isChange(f *figure, s *sentence) bool {
	i := a.d.tokenAt(f.start) - 1
	from := -1
	for back := 0; back < 4 && i-back >= s.first && from < 0; back++ {
		if !a.adjacent(i-back) && back > 0 {
			return false
		}
		if fromWords[a.d.tokens[i-back].Fold] {
			from = i - back
		}
	}
	if from < 0 {
		return false
	}
	for back := 1; back <= 6 && from-back >= s.first; back++ {
		word := a.d.tokens[from-back].Fold
		if back <= 3 && ranging[word] {
			return false
		}
		if changing()[word] {
			return true
		}
	}
	return a.d.language == "en"
}

// secondEnd reads the figure at token i as the end of a range that f begins,
// and gives each what only the other says.
func (a *amountReader) secondEnd(f *figure, i int, s *sentence) (figure, bool) {
	if i >= s.last || !a.mayBegin(i) && a.d.tokens[i].Fold != "" && !isDigitByte(a.d.tokens[i].Fold[0]) {
		return figure{}, false
	}
	g, ok := a.figureAfter(f, i, s)
	if !ok || g.tail != "" || f.tail != "" || g.kind == wordArticle {
		return figure{}, false
	}
	money := f.hasCurrency() || g.hasCurrency()
	if f.scale == 1 && g.scale > 1 && f.number.value < g.number.value {
		f.scale = g.scale
	}
	if g.scale == 1 && f.scale > 1 && !g.hasCurrency() && g.number.value < 1000 && g.number.value > f.number.value {
		g.scale = f.scale
	}
	low, high := a.value(f, money), a.value(&g, money)
	if low >= high || high > low*1000 {
		return figure{}, false
	}
	if f.hasCurrency() && g.hasCurrency() {
		x, y := f.currencyOf(), g.currencyOf()
		if x.currency != y.currency && !a.narrows(x, y) {
			return figure{}, false
		}
	}
	return g, true
}

// figureAfter reads the second figure; a dash before its digits is the range's.
func (a *amountReader) figureAfter(f *figure, i int, s *sentence) (figure, bool) {
	g, ok := a.figure(i, s)
	if ok && g.start < f.end {
		g.start, g.prefix = g.number.start, currencyRef{}
	}
	return g, ok
}

func (f *figure) currencyOf() currencyRef {
	if f.suffix.currency != nil {
		return f.suffix
	}
	return f.prefix
}

// keepRange writes down a range, and returns the token after it. Without a
// currency and a unit the first number is skipped alone.
func (a *amountReader) keepRange(low, high figure, s *sentence) int {
	span := text.Span{Start: low.start, End: high.end}
	if !low.hasCurrency() && !high.hasCurrency() {
		amount, next, ok := a.asQuantity(high, s)
		if !ok {
			return high.next
		}
		span.End = amount.End
		amount.Amount = rangeOf(span, a.value(&low, false), amount.Value, amount.Amount)
		a.found = append(a.found, amount)
		return next
	}
	if !high.hasCurrency() {
		high.prefix = low.currencyOf()
	}
	amount, ok := a.asMoney(high)
	if !ok {
		return high.next
	}
	amount.Amount = rangeOf(span, a.value(&low, true)*high.currencyOf().part, amount.Value, amount.Amount)
	a.rate(&amount.Amount, s)
	amount.Role = a.role(span, amount.Per, s)
	a.found = append(a.found, amount)
	return high.next
}

// rangeOf is amount as the range from low to high.
func rangeOf(span text.Span, low, high float64, amount news.Amount) news.Amount {
	if low > high {
		low, high = high, low
	}
	amount.Span = span
	amount.Low, amount.High, amount.Value, amount.Bound = low, high, round((low+high)/2), news.BoundRange
	return amount
}
