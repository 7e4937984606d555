package terminal

import "strings"

// eighths are bars of one to eight eighths of a cell.
var eighths = []rune(" ▏▎▍▌▋▊▉█")

// Bar is a bar of value/most of width cells, in eighths of a cell. A value
// above 0 is always to be seen.
func Bar(value, most float64, width int) string {
	if most <= 0 || value <= 0 || width <= 0 {
		return ""
	}
	parts := max(1, int(min(value/most, 1)*float64(width*8)+.5))
	bar := strings.Repeat(string(eighths[8]), parts/8)
	if rest := parts % 8; rest > 0 {
		bar += string(eighths[rest])
	}
	return bar
}

// heights are bars of one to eight eighths of a line.
var heights = []rune("▁▂▃▄▅▆▇█")

// Sparkline draws values as bars of one cell each, 0 as a dot. Where there are
// more values than cells, neighbours are added up.
func Sparkline(values []float64, width int) string {
	values = squeeze(values, width)
	most := 0.0
	for _, v := range values {
		most = max(most, v)
	}
	var b strings.Builder
	for _, v := range values {
		if v <= 0 || most <= 0 {
			b.WriteRune('·')
			continue
		}
		b.WriteRune(heights[min(7, int(v/most*8))])
	}
	return b.String()
}

// squeeze adds up neighbours until there are at most width values.
func squeeze(values []float64, width int) []float64 {
	if width <= 0 || len(values) <= width {
		return values
	}
	out := make([]float64, width)
	for i, v := range values {
		out[i*width/len(values)] += v
	}
	return out
}
