package figure

import (
	"image/color"

	"gonum.org/v1/plot/vg"
)

// LineIn draws the pieces of a line through points that lie in a box.
func (p Pen) LineIn(b Box, c color.Color, width float64, points ...vg.Point) {
	var piece []vg.Point
	for i := 1; i < len(points); i++ {
		from, to, ok := b.clip(points[i-1], points[i])
		if !ok {
			continue
		}
		if len(piece) > 0 && piece[len(piece)-1] != from {
			p.Line(c, width, piece...)
			piece = nil
		}
		if len(piece) == 0 {
			piece = append(piece, from)
		}
		piece = append(piece, to)
	}
	p.Line(c, width, piece...)
}

// Has says whether a point lies in the box, its border included.
func (b Box) Has(at vg.Point) bool {
	return at.X >= b.Min.X && at.X <= b.Max.X && at.Y >= b.Min.Y && at.Y <= b.Max.Y
}

// Square is a chart in the middle of a box in which a unit is equally long both
// ways, so that circles are round and right angles right: it shows at least
// what lies between two corners, and as much around that as has room.
func Square(in Box, from, to XY) Chart {
	w, h := to.X-from.X, to.Y-from.Y
	unit := min(in.Width()/w, in.Height()/h)
	x, y := (in.Width()/unit-w)/2, (in.Height()/unit-h)/2
	return Chart{Box: in, X: Axis{From: from.X - x, To: to.X + x}, Y: Axis{From: from.Y - y, To: to.Y + y}}
}

// Ellipse are points around an ellipse, the last one the first again: c + u cos φ
// + v sin φ. On each quarter they are those of Pythagorean triples, which any
// CPU finds alike, as it does not sines.
func Ellipse(c, u, v XY, quarter int) []XY {
	out := make([]XY, 0, 4*quarter+1)
	for k := range 4 * quarter {
		t := float64(k%quarter) / float64(quarter)
		d := 1 + float64(t*t)
		cos, sin := (1-float64(t*t))/d, 2*t/d
		for range k / quarter {
			cos, sin = -sin, cos
		}
		out = append(out, XY{
			c.X + float64(u.X*cos) + float64(v.X*sin),
			c.Y + float64(u.Y*cos) + float64(v.Y*sin),
		})
	}
	return append(out, out[0])
}

// Abreast is two parts side by side, as Beside has them, or one below the other
// on a stage that is higher than wide.
func (s Stage) Abreast(share float64, left, right Part) Part {
	if s.Size.Y > s.Size.X {
		return Rows(left, right)
	}
	return Beside(share, left, right)
}
