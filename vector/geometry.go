package vector

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
)

// Points are in the coordinates of the page, in design pixels. Products are
// written so that none is fused with a sum: a last bit may differ between
// processors, and the rounding in snapped takes it back.
type point struct{ x, y float64 }

func (p point) plus(q point, k float64) point {
	return point{p.x + float64(k*q.x), p.y + float64(k*q.y)}
}

// apart is how far p is from the line between two points.
func (p point) apart(a, b point) float64 {
	ab, ap := b.plus(a, -1), p.plus(a, -1)
	length := float64(ab.x*ab.x) + float64(ab.y*ab.y)
	t := 0.0
	if length > 0 {
		t = min(max((float64(ab.x*ap.x)+float64(ab.y*ap.y))/length, 0), 1)
	}
	d := ap.plus(ab, -t)
	return math.Sqrt(float64(d.x*d.x) + float64(d.y*d.y))
}

// A matrix maps x' = ax + cy + e, y' = bx + dy + f.
type matrix struct{ a, b, c, d, e, f float64 }

func (m matrix) apply(x, y float64) point {
	return point{
		float64(m.a*x) + float64(m.c*y) + m.e,
		float64(m.b*x) + float64(m.d*y) + m.f,
	}
}

func (m matrix) at(p vg.Point) point { return m.apply(float64(p.X), float64(p.Y)) }

// after is the matrix that applies n first and then m.
func (m matrix) after(n matrix) matrix {
	return matrix{
		float64(m.a*n.a) + float64(m.c*n.b), float64(m.b*n.a) + float64(m.d*n.b),
		float64(m.a*n.c) + float64(m.c*n.d), float64(m.b*n.c) + float64(m.d*n.d),
		float64(m.a*n.e) + float64(m.c*n.f) + m.e, float64(m.b*n.e) + float64(m.d*n.f) + m.f,
	}
}

// zoom is by how much the matrix enlarges lengths.
func (m matrix) zoom() float64 {
	return math.Sqrt(math.Abs(float64(m.a*m.d) - float64(m.b*m.c)))
}

// inverse is the point that m maps to p, unless m maps many points to one.
func (m matrix) inverse(p point) (point, bool) {
	det := float64(m.a*m.d) - float64(m.b*m.c)
	x, y := p.x-m.e, p.y-m.f
	return point{(float64(m.d*x) - float64(m.c*y)) / det, (float64(m.a*y) - float64(m.b*x)) / det}, det != 0
}

// around is the box around what m makes of a rectangle.
func (m matrix) around(x0, y0, x1, y1 float64) box {
	return nowhere.with(m.apply(x0, y0)).with(m.apply(x1, y0)).with(m.apply(x0, y1)).with(m.apply(x1, y1))
}

// A box is an upright rectangle.
type box struct{ x0, y0, x1, y1 float64 }

var nowhere = box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

// with is the box around b and a point.
func (b box) with(p point) box {
	return box{min(b.x0, p.x), min(b.y0, p.y), max(b.x1, p.x), max(b.y1, p.y)}
}

// contains forgives what rounding does.
func (b box) contains(c box) bool {
	const slack = 1e-6
	b = b.grown(slack)
	return b.x0 <= c.x0 && c.x1 <= b.x1 && b.y0 <= c.y0 && c.y1 <= b.y1
}

func (b box) grown(by float64) box { return box{b.x0 - by, b.y0 - by, b.x1 + by, b.y1 + by} }

func (b box) check() error {
	if err := (point{b.x0, b.y0}).check(); err != nil {
		return err
	}
	return point{b.x1, b.y1}.check()
}

func (b box) overlaps(c box) bool {
	return b.x0 < c.x1 && c.x0 < b.x1 && b.y0 < c.y1 && c.y0 < b.y1
}

// A pen is how a line looks: its width, the lengths of its dashes and gaps in
// turn (none: it is solid) and how far into them it starts, in design pixels.
type pen struct {
	width  float64
	dash   []float64
	offset float64
	ink    color.NRGBA
}

func (p pen) like(q pen) bool {
	return p.ink == q.ink && p.width == q.width && p.offset == q.offset && slices.Equal(p.dash, q.dash)
}
