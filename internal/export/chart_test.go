package export

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"strings"
	"testing"
)

func aChart() Chart {
	return Chart{
		Title: `Articles on "gauges" & <tides>`, Unit: "articles", Labels: []string{"2026-01", "2026-02", "2026-03"}, Outage: []bool{false, true, false},
		Series: []Series{{"gauges", []float64{3, 0, 12}}, {"tides", []float64{1, 0, 7}}},
	}
}

func TestTheSVGIsWellFormedAndHasABarForEachValue(t *testing.T) {
	var b bytes.Buffer
	if err := aChart().WriteSVG(&b); err != nil {
		t.Fatal(err)
	}
	titles, d := []string{}, xml.NewDecoder(&b)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "title" {
			var s string
			if err := d.DecodeElement(&s, &e); err != nil {
				t.Fatal(err)
			}
			titles = append(titles, s)
		}
	}
	want := `Articles on "gauges" & <tides>|2026-02: nothing stored|2026-01: 3 articles|2026-03: 12 articles|2026-01: 1 articles|2026-03: 7 articles`
	if got := strings.Join(titles, "|"); got != want {
		t.Errorf("titles %s, want %s", got, want)
	}
}

func TestThePNGShowsBars(t *testing.T) {
	var b bytes.Buffer
	if err := aChart().WritePNG(&b); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	if got := img.Bounds().Size(); got.X != chartWidth*pngScale || got.Y != chartHeight*pngScale {
		t.Fatalf("it is %v", got)
	}
	f := aChart().frame()
	x, width := f.bar(0, 2)
	if got := img.At(int((x+width/2)*pngScale), int((f.y(6))*pngScale)); got != parseColour(chartColours[0]) {
		t.Errorf("in the middle of a bar it is %v", got)
	}
	if got := img.At(int((x+width/2)*pngScale), int((f.y(13))*pngScale)); got != parseColour("#ffffff") {
		t.Errorf("above the bar it is %v", got)
	}
}

func TestTheGridHasAFewLines(t *testing.T) {
	for most, want := range map[float64]float64{0: 1, 1: 1, 4: 1, 7: 2, 12: 5, 55: 20, 99: 20, 1000: 200, .5: .1} {
		if got := gridStep(most); got != want {
			t.Errorf("gridStep(%v) = %v, want %v", most, got, want)
		}
	}
}

func TestAnEmptyChart(t *testing.T) {
	var b bytes.Buffer
	if err := (Chart{}).WriteSVG(&b); err != nil || !strings.Contains(b.String(), "</svg>") {
		t.Errorf("%v: %s", err, b.String())
	}
	if err := (Chart{}).WritePNG(&b); err != nil {
		t.Error(err)
	}
}
