package raster

import (
	"image"
	"math"

	"gonum.org/v1/plot/vg"
)

// Points are device pixels, y growing downwards, on a grid of 1/64 px.
//
// The grid is what makes pictures the same on every processor: a fused
// multiply-add, or another library's last bit, moves a coordinate by some
// 1e-13 px, and the snap takes it back. Nice numbers would sit on the ties
// between two grid points, where the last bit does decide, so the ties are
// moved by 2⁻¹² of a step to where no coordinate is likely to be.
type point struct{ x, y float64 }

func snap(v float64) float64 {
	return math.Floor(float64(v*64)+0.5+1.0/4096) / 64
}

// A matrix maps vg coordinates to device pixels:
// x' = ax + cy + e, y' = bx + dy + f.
type matrix struct{ a, b, c, d, e, f float64 }

func (m matrix) apply(p vg.Point) point {
	x, y := float64(p.X), float64(p.Y)
	return point{
		float64(m.a*x) + float64(m.c*y) + m.e,
		float64(m.b*x) + float64(m.d*y) + m.f,
	}
}

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

// upright says that the matrix neither turns nor shears.
func (m matrix) upright() bool { return m.b == 0 && m.c == 0 }

// A hull is the smallest upright rectangle around some points.
type hull struct{ x0, y0, x1, y1 float64 }

const far = 1 << 20 // the conversion to int is not defined for all floats

var nowhere = hull{far, far, -far, -far}

func (h *hull) add(p point) {
	h.x0, h.x1 = min(h.x0, p.x), max(h.x1, p.x)
	h.y0, h.y1 = min(h.y0, p.y), max(h.y1, p.y)
}

// pixels is all that can be touched by lines of half-width w in the hull.
func (h hull) pixels(w float64) image.Rectangle {
	down := func(v float64) int { return int(max(math.Floor(v-w), -far)) - 1 }
	up := func(v float64) int { return int(min(math.Ceil(v+w), far)) + 1 }
	return image.Rectangle{Min: image.Pt(down(h.x0), down(h.y0)), Max: image.Pt(up(h.x1), up(h.y1))}
}

// extent is the pixels that lines of half-width w can touch.
func extent(lines []line, w float64) image.Rectangle {
	h := nowhere
	for _, l := range lines {
		for _, p := range l.at {
			h.add(p)
		}
	}
	return h.pixels(w)
}

// A line is a run of connected points. The last is joined to the first if
// closed.
type line struct {
	at     []point
	closed bool
}

// A flattener turns paths into lines in device pixels. The lines are good
// until the next path: their memory is used again.
type flattener struct {
	lines []line
	spare [][]point
}

func (f *flattener) flatten(m matrix, p vg.Path) []line {
	for _, l := range f.lines {
		f.spare = append(f.spare, l.at[:0])
	}
	f.lines = f.lines[:0]
	cur := f.begin()
	for _, k := range p {
		switch k.Type {
		case vg.MoveComp:
			if len(cur.at) > 0 {
				f.lines = append(f.lines, cur)
				cur = f.begin()
			}
			cur.at = append(cur.at, m.apply(k.Pos))
		case vg.LineComp:
			cur.at = append(cur.at, m.apply(k.Pos))
		case vg.ArcComp:
			cur.at = appendArc(cur.at, m, k)
		case vg.CurveComp:
			cur.at = appendCurve(cur.at, m, k)
		case vg.CloseComp:
			if len(cur.at) > 0 {
				cur.closed = true
				f.lines = append(f.lines, cur)
				start := cur.at[0]
				cur = f.begin()
				cur.at = append(cur.at, start)
			}
		}
	}
	if len(cur.at) > 1 || len(cur.at) > 0 && len(f.lines) == 0 {
		f.lines = append(f.lines, cur)
	} else {
		f.spare = append(f.spare, cur.at)
	}
	return f.lines
}

// begin is an empty line.
func (f *flattener) begin() line {
	n := len(f.spare)
	if n == 0 {
		return line{}
	}
	at := f.spare[n-1]
	f.spare = f.spare[:n-1]
	return line{at: at[:0]}
}

func appendArc(at []point, m matrix, k vg.PathComp) []point {
	r := float64(k.Radius)
	n := pieces(math.Abs(k.Angle) * r * m.zoom() * 2)
	for i := range n + 1 {
		s, c := math.Sincos(k.Start + float64(k.Angle*float64(i))/float64(n))
		at = append(at, m.apply(vg.Point{
			X: k.Pos.X + vg.Length(float64(r*c)),
			Y: k.Pos.Y + vg.Length(float64(r*s)),
		}))
	}
	return at
}

func appendCurve(at []point, m matrix, k vg.PathComp) []point {
	if len(at) == 0 {
		return append(at, m.apply(k.Pos))
	}
	hull := []point{at[len(at)-1]}
	for _, c := range k.Control {
		hull = append(hull, m.apply(c))
	}
	return appendBezier(at, append(hull, m.apply(k.Pos)))
}

// appendBezier adds the curve with the given control points, by de
// Casteljau's subdivision at even steps, without its first point.
func appendBezier(at []point, hull []point) []point {
	var length float64
	for i := 1; i < len(hull); i++ {
		length += distance(hull[i-1], hull[i])
	}
	var work [4]point
	n := pieces(length)
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		w := work[:copy(work[:], hull)]
		for len(w) > 1 {
			for j := range len(w) - 1 {
				w[j] = between(w[j], w[j+1], t)
			}
			w = w[:len(w)-1]
		}
		at = append(at, w[0])
	}
	return at
}

// pieces is into how many straight pieces a curve of that length in pixels is
// cut, so that none strays by more than about 1/16 px.
func pieces(length float64) int {
	return min(max(2, int(math.Sqrt(length)*1.5)), 256)
}

// seamless makes closed lines begin and end in the middle of their longest
// pieces, where ends without caps meet and leave no trace, and says whether all
// lines are closed. Caps would cover twice what is covered by half: a bump. A
// line without a piece of half a pixel is left as it is: gg may skip its halves.
//
// The points are moved to the grid first. The pieces of a circle are equally
// long but for the last bit, which must not decide where it begins.
func seamless(lines []line) bool {
	all := true
	for i, l := range lines {
		last, longest := 0, 0.5
		for j, p := range l.at {
			l.at[j] = point{snap(p.x), snap(p.y)}
		}
		for j, p := range l.at {
			if d := distance(p, l.at[(j+1)%len(l.at)]); d > longest {
				last, longest = j, d
			}
		}
		if !l.closed || longest == 0.5 {
			all = false
			continue
		}
		middle := between(l.at[last], l.at[(last+1)%len(l.at)], 0.5)
		at := append(l.at, l.at[:last+1]...)[last:]
		at[0] = middle
		lines[i].at, lines[i].closed = append(at, middle), false
	}
	return all
}

func between(p, q point, t float64) point {
	return point{p.x + float64(t*(q.x-p.x)), p.y + float64(t*(q.y-p.y))}
}

func distance(p, q point) float64 {
	dx, dy := q.x-p.x, q.y-p.y
	return math.Sqrt(float64(dx*dx) + float64(dy*dy))
}

// dash cuts lines into the drawn parts of a pattern of alternating dash and
// gap lengths in pixels, starting offset pixels into it.
func dash(in []line, pattern []float64, offset float64) []line {
	var period float64
	for _, d := range pattern {
		period += d
	}
	if period <= 0 {
		return in
	}
	var out []line
	for _, l := range in {
		at := l.at
		if l.closed {
			at = append(at[:len(at):len(at)], at[0])
		}
		i, left := 0, math.Mod(offset, period)
		if left < 0 {
			left += period
		}
		for left >= pattern[i] {
			left -= pattern[i]
			i = (i + 1) % len(pattern)
		}
		left = pattern[i] - left
		cur := []point{at[0]}
		for j := 1; j < len(at); j++ {
			p, q := at[j-1], at[j]
			whole := distance(p, q)
			done := 0.0
			for whole-done > left {
				done += left
				cut := between(p, q, done/whole)
				if i%2 == 0 {
					out = append(out, line{at: append(cur, cut)})
				}
				cur = []point{cut}
				i = (i + 1) % len(pattern)
				left = pattern[i]
			}
			left -= whole - done
			cur = append(cur, q)
		}
		if i%2 == 0 && len(cur) > 1 {
			out = append(out, line{at: cur})
		}
	}
	return out
}
