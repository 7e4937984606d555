package export

import (
	"fmt"
	"html"
	"io"
	"math"
	"strings"
)

// Chart is a chart of bars over time.
type Chart struct {
	Title  string
	Labels []string // one for each place, such as "2026-02"
	Series []Series // one or two
	Outage []bool   // places of which nothing is known; nil: none
	Unit   string   // what is counted: "articles"
}

// Series is the values of one query.
type Series struct {
	Name   string
	Values []float64
}

// Sizes of a chart in pixels.
const (
	chartWidth  = 960
	chartHeight = 420
	chartLeft   = 64
	chartRight  = 20
	chartTop    = 56
	chartBottom = 56
)

// chartColours are those of the series; both are told apart in grey, too.
var chartColours = []string{"#1f5a96", "#e08214"}

// frame is where things stand in a chart.
type frame struct {
	Chart
	most float64 // value at the upper edge
	step float64 // between two lines of the grid
	slot float64 // width of a place
}

func (c Chart) frame() frame {
	f := frame{Chart: c}
	for _, s := range c.Series {
		for _, v := range s.Values {
			f.most = max(f.most, v)
		}
	}
	f.step = gridStep(f.most)
	f.most = max(f.step, math.Ceil(f.most/f.step)*f.step)
	f.slot = float64(chartWidth-chartLeft-chartRight) / float64(max(1, len(c.Labels)))
	return f
}

// gridStep is 1, 2 or 5 times a power of ten, so that there are two to five
// lines. Counts have no halves.
func gridStep(most float64) float64 {
	if most <= 0 {
		return 1
	}
	step := math.Pow(10, math.Floor(math.Log10(most)))
	for _, part := range []float64{.2, .5, 1, 2} {
		if most/(step*part) <= 5 {
			step *= part
			break
		}
	}
	if most >= 1 {
		step = max(1, step)
	}
	return step
}

func (f frame) y(value float64) float64 {
	return chartHeight - chartBottom - value/f.most*(chartHeight-chartBottom-chartTop)
}

// bar returns the left edge and the width of a bar.
func (f frame) bar(series, place int) (x, width float64) {
	width = f.slot * .8 / float64(len(f.Series))
	return chartLeft + float64(place)*f.slot + f.slot*.1 + float64(series)*width, width
}

// labelEvery is how many places lie between two labels, so that they do not
// run into each other.
func (f frame) labelEvery() int {
	const room = 90 // pixels of a label
	return max(1, int(math.Ceil(room/f.slot)))
}

// WriteSVG writes the chart as SVG 1.1.
func (c Chart) WriteSVG(w io.Writer) error {
	f := c.frame()
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">`+"\n", chartWidth, chartHeight, chartWidth, chartHeight)
	fmt.Fprintf(&b, "<title>%s</title>\n<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", html.EscapeString(c.Title), chartWidth, chartHeight)
	fmt.Fprintf(&b, "<text x=\"%d\" y=\"24\" font-size=\"16\">%s</text>\n", chartLeft, html.EscapeString(c.Title))
	for i, s := range c.Series {
		if s.Name != "" {
			fmt.Fprintf(&b, "<text x=\"%d\" y=\"44\" fill=\"%s\">■ %s</text>\n", chartLeft+i*320, chartColours[i%2], html.EscapeString(s.Name))
		}
	}
	for v := 0.0; v <= f.most+f.step/2; v += f.step {
		fmt.Fprintf(&b, "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#555\">%s</text>\n",
			chartLeft, chartWidth-chartRight, f.y(v), f.y(v), chartLeft-6, f.y(v)+4, number(v))
	}
	for i := range c.Labels {
		if i < len(c.Outage) && c.Outage[i] {
			fmt.Fprintf(&b, "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#f3f3f3\"><title>%s: nothing stored</title></rect>\n",
				chartLeft+float64(i)*f.slot, chartTop, f.slot, chartHeight-chartBottom-chartTop, html.EscapeString(c.Labels[i]))
		}
	}
	for i, s := range c.Series {
		for place, v := range s.Values {
			if v > 0 {
				x, width := f.bar(i, place)
				fmt.Fprintf(&b, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s: %s %s</title></rect>\n",
					x, f.y(v), max(.5, width), f.y(0)-f.y(v), chartColours[i%2], html.EscapeString(c.Labels[place]), number(v), html.EscapeString(c.Unit))
			}
		}
	}
	for i := 0; i < len(c.Labels); i += f.labelEvery() {
		fmt.Fprintf(&b, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#555\">%s</text>\n", chartLeft+(float64(i)+.5)*f.slot, chartHeight-chartBottom+18, html.EscapeString(c.Labels[i]))
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func number(v float64) string {
	if v == math.Trunc(v) {
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.3g", v)
}
