package export

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"strconv"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// pngScale is how many pixels of the picture are one of the chart.
const pngScale = 2

// picture is a chart being drawn.
type picture struct {
	*image.RGBA
	small, large font.Face
}

// WritePNG writes the chart as PNG, at twice the size of the SVG.
func (c Chart) WritePNG(w io.Writer) error {
	parsed, err := opentype.Parse(goregular.TTF)
	if err != nil {
		return err
	}
	p := picture{RGBA: image.NewRGBA(image.Rect(0, 0, chartWidth*pngScale, chartHeight*pngScale))}
	for size, face := range map[float64]*font.Face{12: &p.small, 16: &p.large} {
		if *face, err = opentype.NewFace(parsed, &opentype.FaceOptions{Size: size * pngScale, DPI: 72}); err != nil {
			return err
		}
	}
	draw.Draw(p, p.Bounds(), image.White, image.Point{}, draw.Src)
	p.chart(c.frame())
	return png.Encode(w, p)
}

func (p picture) chart(f frame) {
	p.text(p.large, chartLeft, 24, 0, "#000000", f.Title)
	for i, s := range f.Series {
		if s.Name != "" {
			p.text(p.small, float64(chartLeft+i*320), 44, 0, chartColours[i%2], "■ "+s.Name)
		}
	}
	for i, out := range f.Outage {
		if out {
			p.box(chartLeft+float64(i)*f.slot, chartTop, f.slot, chartHeight-chartBottom-chartTop, "#f3f3f3")
		}
	}
	for v := 0.0; v <= f.most+f.step/2; v += f.step {
		p.box(chartLeft, f.y(v), chartWidth-chartRight-chartLeft, .5, "#dddddd")
		p.text(p.small, chartLeft-6, f.y(v)+4, 1, "#555555", number(v))
	}
	for i, s := range f.Series {
		for place, v := range s.Values {
			if v > 0 {
				x, width := f.bar(i, place)
				p.box(x, f.y(v), max(.5, width), f.y(0)-f.y(v), chartColours[i%2])
			}
		}
	}
	for i := 0; i < len(f.Labels); i += f.labelEvery() {
		p.text(p.small, chartLeft+(float64(i)+.5)*f.slot, chartHeight-chartBottom+18, .5, "#555555", f.Labels[i])
	}
}

func (p picture) box(x, y, width, height float64, colour string) {
	r := image.Rect(int(x*pngScale), int(y*pngScale), int((x+width)*pngScale+.5), int((y+height)*pngScale+.5))
	draw.Draw(p, r, image.NewUniform(parseColour(colour)), image.Point{}, draw.Src)
}

// text writes a line; anchor is the part of it that stands left of x.
func (p picture) text(face font.Face, x, y, anchor float64, colour, s string) {
	d := font.Drawer{Dst: p, Src: image.NewUniform(parseColour(colour)), Face: face}
	left := fixed.I(int(x*pngScale)) - fixed.Int26_6(anchor*float64(d.MeasureString(s)))
	d.Dot = fixed.Point26_6{X: left, Y: fixed.I(int(y * pngScale))}
	d.DrawString(s)
}

// parseColour reads #rrggbb.
func parseColour(s string) color.RGBA {
	n, _ := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32) // ours
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xff}
}
