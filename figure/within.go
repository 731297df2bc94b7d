package figure

import (
	"image/color"
	"math"

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

// clip is the part of a line that lies in the box (Liang and Barsky, 1984). Of a
// line whose ends are both so far away that a float64 does not say where it
// crosses the box, none does.
func (b Box) clip(from, to vg.Point) (vg.Point, vg.Point, bool) {
	if b.away(to) < b.away(from) { // the way is exact near where it begins
		z, a, ok := b.clip(to, from)
		return a, z, ok
	}
	const lost = 1 << 40 // design pixels; crossings are known to 1/4096 of one
	d := to.Sub(from)
	if b.away(from) > lost || math.IsInf(float64(d.X), 0) || math.IsInf(float64(d.Y), 0) {
		return from, to, false
	}
	t0, t1 := 0.0, 1.0
	for _, side := range [][2]vg.Length{
		{-d.X, from.X - b.Min.X}, {d.X, b.Max.X - from.X}, {-d.Y, from.Y - b.Min.Y}, {d.Y, b.Max.Y - from.Y},
	} {
		step, room := float64(side[0]), float64(side[1])
		switch {
		case step == 0 && room < 0:
			return from, to, false
		case step < 0:
			t0 = max(t0, room/step)
		case step > 0:
			t1 = min(t1, room/step)
		}
	}
	if t0 > t1 {
		return from, to, false
	}
	at := func(t float64) vg.Point {
		return b.nearest(vg.Point{X: from.X + vg.Length(float64(d.X)*t), Y: from.Y + vg.Length(float64(d.Y)*t)})
	}
	a, z := from, to
	if t0 > 0 {
		a = at(t0)
	}
	if t1 < 1 {
		z = at(t1)
	}
	return a, z, true
}

// nearest is the point of the box that is nearest to another.
func (b Box) nearest(at vg.Point) vg.Point {
	return vg.Point{X: max(b.Min.X, min(at.X, b.Max.X)), Y: max(b.Min.Y, min(at.Y, b.Max.Y))}
}

// away is how far a point is from the box, along the axis on which it is further.
func (b Box) away(at vg.Point) float64 {
	d := at.Sub(b.nearest(at))
	return max(math.Abs(float64(d.X)), math.Abs(float64(d.Y)))
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
