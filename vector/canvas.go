package vector

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"flipbook/internal/typeset"
)

// canvas is a vg.Canvas that keeps the state of drawing, and turns shapes into
// marks in the coordinates of the page.
type canvas struct {
	marks
	state
	stack []state
	err   error // the first thing that cannot be drawn
}

type state struct {
	m      matrix
	width  float64
	dash   []float64
	offset float64
	ink    color.NRGBA
}

// draw runs a drawing on a sink; home maps vg points to the coordinates of the
// sink's page.
func draw(d Drawing, s sink, home matrix) error {
	c := &canvas{state: state{m: home, width: 1, ink: color.NRGBA{A: 255}}}
	d.Draw(c)
	if c.err != nil {
		return fmt.Errorf("vector: %w", c.err)
	}
	for _, m := range c.marks {
		m.show(s)
	}
	return nil
}

func (c *canvas) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

func (c *canvas) SetLineWidth(w vg.Length) { c.width = float64(w) }

func (c *canvas) SetLineDash(pattern []vg.Length, offset vg.Length) {
	c.dash = nil
	for _, d := range pattern {
		c.dash = append(c.dash, float64(d))
	}
	c.offset = float64(offset)
}

func (c *canvas) SetColor(col color.Color) {
	if col == nil {
		col = color.Black
	}
	c.ink = color.NRGBAModel.Convert(col).(color.NRGBA)
}

func (c *canvas) Rotate(rad float64) {
	s, k := math.Sincos(rad)
	c.m = c.m.after(matrix{a: k, b: s, c: -s, d: k})
}

func (c *canvas) Translate(p vg.Point) {
	c.m = c.m.after(matrix{a: 1, d: 1, e: float64(p.X), f: float64(p.Y)})
}

func (c *canvas) Scale(x, y float64) { c.m = c.m.after(matrix{a: x, d: y}) }

func (c *canvas) Push() { c.stack = append(c.stack, c.state) }

func (c *canvas) Pop() {
	last := len(c.stack) - 1
	if last < 0 {
		c.fail(errors.New("the drawing calls Pop more often than Push"))
		return
	}
	c.state, c.stack = c.stack[last], c.stack[:last]
}

func (c *canvas) Fill(p vg.Path) {
	if out, ok := c.trace(p); ok {
		c.add(&area{out.closed(), c.ink}, out.box())
	}
}

func (c *canvas) Stroke(p vg.Path) {
	out, ok := c.trace(p)
	with := pen{ink: c.ink, width: c.length(c.width)}
	if !ok || !(with.width > 0) {
		return
	}
	with.dash, with.offset = c.dashes()
	c.add(&lines{out, with}, out.box().grown(with.width/2))
}

// trace brings a path to the page, and says whether there is anything to draw.
func (c *canvas) trace(p vg.Path) (path, bool) {
	out, err := trace(c.m, p)
	if err != nil {
		c.fail(err)
	}
	return out, err == nil && len(out) > 0 && c.ink.A > 0
}

// length is a length on the page.
func (c *canvas) length(v float64) float64 {
	v *= c.m.zoom()
	if !(math.Abs(v) <= farthest) {
		c.fail(fmt.Errorf("a line has a width, a dash or an offset of %v: want numbers up to %v design pixels", v, farthest))
	}
	return v
}

// dashes are the lengths of dashes and gaps on the page, an even number of
// them, and how far into them a line starts. There are none if they have no
// length, or if one of them is negative.
func (c *canvas) dashes() (out []float64, offset float64) {
	var period float64
	for range 1 + len(c.dash)%2 {
		for _, d := range c.dash {
			if d < 0 {
				return nil, 0
			}
			out = append(out, c.length(d))
			period += out[len(out)-1]
		}
	}
	if !(period > 0) {
		return nil, 0
	}
	if offset = math.Mod(c.length(c.offset), period); offset < 0 {
		offset += period
	}
	return out, offset
}

func (c *canvas) FillString(f font.Face, pt vg.Point, text string) {
	size := float64(f.Font.Size)
	if !(size > 0) || c.ink.A == 0 || text == "" {
		return
	}
	t := &words{face: f, text: text, line: typeset.Set(f.Face, text), ink: c.ink}
	at := c.m.at(pt)
	em := float64(t.line.Em)
	k := size / em
	t.m = matrix{c.m.a * k, c.m.b * k, c.m.c * k, c.m.d * k, at.x, at.y}
	around := t.m.around(-em, -em, float64(t.line.Advance)+em, em) // no letter reaches further
	if err := around.check(); err != nil {
		c.fail(fmt.Errorf("%q: %w", text, err))
		return
	}
	c.add(t, around)
}

// DrawImage shows img as crisp cells: every pixel of it becomes a rectangle.
func (c *canvas) DrawImage(r vg.Rectangle, img image.Image) {
	b := img.Bounds()
	if b.Empty() || r.Min.X == r.Max.X || r.Min.Y == r.Max.Y {
		return
	}
	w, h := float64(r.Max.X-r.Min.X)/float64(b.Dx()), float64(r.Max.Y-r.Min.Y)/float64(b.Dy())
	p := newPicture(img, c.m.after(matrix{a: w, d: -h, e: float64(r.Min.X), f: float64(r.Max.Y)}))
	around := p.m.around(0, 0, float64(b.Dx()), float64(b.Dy()))
	if err := around.check(); err != nil {
		c.fail(fmt.Errorf("an image of %dx%d: %w", b.Dx(), b.Dy(), err))
		return
	}
	c.add(p, around)
}
