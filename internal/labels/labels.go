// Package labels finds the words of a drawing: where they stand, whether two
// of them overlap, and whether one is clipped.
package labels

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"flipbook/internal/typeset"
)

// A Label is a text and the box around it, in design pixels.
type Label struct {
	Text string
	Box  vg.Rectangle
}

func (l Label) String() string {
	return fmt.Sprintf("%q (%.0f,%.0f)-(%.0f,%.0f)", l.Text, l.Box.Min.X, l.Box.Min.Y, l.Box.Max.X, l.Box.Max.Y)
}

// How far letters reach above and below their baseline, in parts of the font
// size: as those of Liberation Sans do, but for accents.
const (
	Ascent  = 0.72
	Descent = 0.21
)

// A Canvas is a vg.Canvas that draws nothing and remembers the words.
// The zero value is ready.
type Canvas struct {
	Labels []Label

	// Missing are the labels with a letter that their font lacks, which is
	// drawn as an empty box.
	Missing []Label

	m     matrix
	stack []matrix
}

// A matrix maps x, y to ax + cy + e, bx + dy + f. The zero matrix stands for
// the one that changes nothing.
type matrix struct{ a, b, c, d, e, f float64 }

func (c *Canvas) after(n matrix) {
	m := c.matrix()
	c.m = matrix{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

func (c *Canvas) matrix() matrix {
	if c.m == (matrix{}) {
		return matrix{a: 1, d: 1}
	}
	return c.m
}

// FillString remembers a text. Nothing, and spaces alone, are no label.
func (c *Canvas) FillString(f font.Face, pt vg.Point, text string) {
	size := float64(f.Font.Size)
	wide := typeset.Width(f, text)
	if size <= 0 || wide <= 0 || blank(text) {
		return
	}
	m := c.matrix()
	far := vg.Length(math.Inf(1))
	l := Label{Text: text, Box: vg.Rectangle{Min: vg.Point{X: far, Y: far}, Max: vg.Point{X: -far, Y: -far}}}
	for _, p := range [][2]float64{{0, -Descent * size}, {wide, -Descent * size}, {0, Ascent * size}, {wide, Ascent * size}} {
		x, y := float64(pt.X)+p[0], float64(pt.Y)+p[1]
		tx, ty := vg.Length(m.a*x+m.c*y+m.e), vg.Length(m.b*x+m.d*y+m.f)
		l.Box.Min = vg.Point{X: min(l.Box.Min.X, tx), Y: min(l.Box.Min.Y, ty)}
		l.Box.Max = vg.Point{X: max(l.Box.Max.X, tx), Y: max(l.Box.Max.Y, ty)}
	}
	c.Labels = append(c.Labels, l)
	if _, missing := typeset.Missing(f.Face, text); missing {
		c.Missing = append(c.Missing, l)
	}
}

func blank(text string) bool {
	for _, r := range text {
		if r != ' ' && r != '\u00a0' {
			return false
		}
	}
	return true
}

// Check reports the first label that is clipped by a canvas of that size, that
// overlaps another, or that has a letter its font lacks.
func (c *Canvas) Check(size image.Point) error {
	for _, l := range c.Missing {
		return fmt.Errorf("%v has a letter that the font lacks", l)
	}
	const slack = 0.01
	for i, l := range c.Labels {
		b := l.Box
		if b.Min.X < -slack || b.Min.Y < -slack || b.Max.X > vg.Length(size.X)+slack || b.Max.Y > vg.Length(size.Y)+slack {
			return fmt.Errorf("%v leaves the canvas of %dx%d", l, size.X, size.Y)
		}
		for _, k := range c.Labels[:i] {
			if min(b.Max.X, k.Box.Max.X)-max(b.Min.X, k.Box.Min.X) > slack && min(b.Max.Y, k.Box.Max.Y)-max(b.Min.Y, k.Box.Min.Y) > slack {
				return fmt.Errorf("%v overlaps %v", l, k)
			}
		}
	}
	return nil
}

// Rotate turns what follows.
func (c *Canvas) Rotate(rad float64) {
	s, k := math.Sincos(rad)
	c.after(matrix{a: k, b: s, c: -s, d: k})
}

// Translate moves what follows.
func (c *Canvas) Translate(p vg.Point) {
	c.after(matrix{a: 1, d: 1, e: float64(p.X), f: float64(p.Y)})
}

// Scale enlarges what follows.
func (c *Canvas) Scale(x, y float64) { c.after(matrix{a: x, d: y}) }

// Push keeps the transform, and Pop brings it back.
func (c *Canvas) Push() { c.stack = append(c.stack, c.m) }

// Pop brings back what Push kept.
func (c *Canvas) Pop() {
	last := len(c.stack) - 1
	c.m, c.stack = c.stack[last], c.stack[:last]
}

// The rest draws nothing.

func (c *Canvas) SetLineWidth(vg.Length)              {}
func (c *Canvas) SetLineDash([]vg.Length, vg.Length)  {}
func (c *Canvas) SetColor(color.Color)                {}
func (c *Canvas) Stroke(vg.Path)                      {}
func (c *Canvas) Fill(vg.Path)                        {}
func (c *Canvas) DrawImage(vg.Rectangle, image.Image) {}
