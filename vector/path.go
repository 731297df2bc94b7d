package vector

import (
	"fmt"
	"iter"
	"math"
	"slices"

	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/vg"

	"flipbook/internal/typeset"
)

// An op is what a segment of a path does.
type op byte

const (
	moveTo op = iota
	lineTo
	quadTo  // a quadratic Bézier curve
	curveTo // a cubic one
	closePath
)

// A segment goes from where the one before ended to a point; c1 and, if it is
// cubic, c2 are the control points of a curve.
type segment struct {
	op         op
	to, c1, c2 point
}

// points are where a segment leads and what it is controlled by.
func (s segment) points() []point {
	switch s.op {
	case closePath:
		return nil
	case quadTo:
		return []point{s.to, s.c1}
	case curveTo:
		return []point{s.to, s.c1, s.c2}
	}
	return []point{s.to}
}

type path []segment

// parts are the subpaths, each from its moveTo on.
func (p path) parts() iter.Seq[path] {
	return func(yield func(path) bool) {
		for from := 0; from < len(p); {
			to := from + 1
			for to < len(p) && p[to].op != moveTo {
				to++
			}
			if !yield(p[from:to]) {
				return
			}
			from = to
		}
	}
}

// line adds a line unless it has no length.
func (p path) line(to point) path {
	if len(p) > 0 && p[len(p)-1].op != closePath {
		const none = 1e-6 // far below what is written, far above a rounding
		if from := p[len(p)-1].to; math.Abs(to.x-from.x) < none && math.Abs(to.y-from.y) < none {
			return p
		}
	}
	return append(p, segment{op: lineTo, to: to})
}

// join adds another path, which goes on where p ends if it begins there and
// may: not if dashes begin anew, and not if it comes back to where it begins.
func (p path) join(q path, may bool) path {
	closes := func(s segment) bool { return s.op == closePath }
	if n := len(p); n > 0 && may && p[n-1].to == q[0].to && !closes(p[n-1]) && !slices.ContainsFunc(q, closes) {
		q = q[1:]
	}
	return append(p, q...)
}

// trace brings a path to the page. Like a vg.Path, it begins a subpath where
// the last was closed, and draws a line to where an arc begins.
func trace(m matrix, in vg.Path) (path, error) {
	out := make(path, 0, len(in)+4)
	var start point
	begun, closed := false, false // a subpath, at start
	for _, k := range in {
		if closed && k.Type != vg.MoveComp && k.Type != vg.CloseComp {
			out = append(out, segment{op: moveTo, to: start})
		}
		to := m.at(k.Pos)
		switch {
		case k.Type == vg.CloseComp:
			if begun && !closed {
				out, closed = append(out, segment{op: closePath}), true
			}
			continue
		case k.Type == vg.ArcComp:
			var first point
			if out, first = out.arc(m, k, begun); !begun {
				begun, start = true, first
			}
		case k.Type == vg.MoveComp, !begun:
			out = append(out, segment{op: moveTo, to: to})
			begun, start = true, to
		case k.Type == vg.LineComp, k.Type == vg.CurveComp && len(k.Control) == 0:
			out = append(out, segment{op: lineTo, to: to})
		case k.Type == vg.CurveComp && len(k.Control) == 1:
			out = append(out, segment{op: quadTo, c1: m.at(k.Control[0]), to: to})
		case k.Type == vg.CurveComp && len(k.Control) == 2:
			out = append(out, segment{op: curveTo, c1: m.at(k.Control[0]), c2: m.at(k.Control[1]), to: to})
		case k.Type == vg.CurveComp:
			return nil, fmt.Errorf("a curve has %d control points: want 1 or 2", len(k.Control))
		default:
			return nil, fmt.Errorf("a path has a component of type %d, which vg does not know", k.Type)
		}
		closed = false
	}
	return out.thin(), out.check()
}

// thin leaves out points of lines that lie on the straight way between others,
// nearer to it than numbers are written. The curves of a chart are sampled more
// finely than that in their straight parts.
func (p path) thin() path {
	const near, most = 0.0049, 64 // design pixels; points in a row
	out := make(path, 0, len(p))
	var left []point // out since the last but one of out
	for _, s := range p {
		n := len(out)
		if s.op != lineTo || n < 2 || out[n-1].op != lineTo || out[n-2].op == closePath || len(left) == most {
			out, left = append(out, s), left[:0]
			continue
		}
		left = append(left, out[n-1].to)
		if slices.ContainsFunc(left, func(q point) bool { return q.apart(out[n-2].to, s.to) > near }) {
			out, left = append(out, s), left[:0]
			continue
		}
		out[n-1] = s
	}
	return out
}

// arc adds an arc in pieces of up to a quarter of a turn, each a Bézier curve
// that strays from the circle by less than 0.03 % of the radius, and says where
// it begins. All that lies beyond two turns is the same circle again.
func (p path) arc(m matrix, k vg.PathComp, begun bool) (out path, first point) {
	const turn = 2 * math.Pi
	angle := k.Angle
	if math.Abs(angle) > 2*turn {
		angle = math.Mod(angle, turn) + math.Copysign(turn, angle)
	}
	r := float64(k.Radius)
	on := func(t float64) (at, ahead point) { // on the unit circle, brought to the page
		s, c := math.Sincos(k.Start + t)
		at = m.apply(float64(k.Pos.X)+float64(r*c), float64(k.Pos.Y)+float64(r*s))
		linear := matrix{a: m.a, b: m.b, c: m.c, d: m.d}
		return at, linear.apply(float64(-r*s), float64(r*c))
	}
	at, ahead := on(0)
	if out, first = p, at; begun {
		out = out.line(at)
	} else {
		out = append(out, segment{op: moveTo, to: at})
	}
	const slack = 1e-9 // a full turn is four pieces, whatever its last bit
	n := max(1, math.Ceil(math.Abs(angle)/(turn/4)-slack))
	reach := 4. / 3 * math.Tan(angle/n/4)
	if !(n <= 8) { // no number; check will say so
		n = 1
	}
	for i := 1.0; i <= n; i++ {
		to, beyond := on(float64(angle*i) / n)
		out = append(out, segment{op: curveTo, c1: at.plus(ahead, reach), c2: to.plus(beyond, -reach), to: to})
		at, ahead = to, beyond
	}
	return out, first
}

// farthest is the largest coordinate that is written, in design pixels.
const farthest = 1e7

// box is around a path and all of its control points.
func (p path) box() box {
	b := nowhere
	for _, s := range p {
		for _, q := range s.points() {
			b = b.with(q)
		}
	}
	return b
}

// check reports coordinates that cannot be written.
func (p path) check() error {
	for _, s := range p {
		for _, q := range s.points() {
			if err := q.check(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p point) check() error {
	if math.Abs(p.x) <= farthest && math.Abs(p.y) <= farthest {
		return nil
	}
	return fmt.Errorf("a point lies at %v, %v: want numbers up to %v design pixels", p.x, p.y, farthest)
}

// closed is p with an end of its last subpath, so that another can follow.
func (p path) closed() path {
	if p[len(p)-1].op == closePath {
		return p
	}
	return append(p, segment{op: closePath})
}

// outline adds the shape of a glyph. m maps font units, y growing upwards, to
// the page.
func (p path) outline(f *sfnt.Font, g typeset.Glyph, m matrix) path {
	for i, s := range typeset.Outline(f, g.Index) {
		var q [3]point
		for j, a := range s.Args {
			q[j] = m.apply(float64(g.X)+float64(a.X)/64, float64(-a.Y)/64)
		}
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				p = append(p, segment{op: closePath})
			}
			p = append(p, segment{op: moveTo, to: q[0]})
		case sfnt.SegmentOpLineTo:
			p = append(p, segment{op: lineTo, to: q[0]})
		case sfnt.SegmentOpQuadTo:
			p = append(p, segment{op: quadTo, c1: q[0], to: q[1]})
		case sfnt.SegmentOpCubeTo:
			p = append(p, segment{op: curveTo, c1: q[0], c2: q[1], to: q[2]})
		}
	}
	if len(p) > 0 && p[len(p)-1].op != closePath {
		p = append(p, segment{op: closePath})
	}
	return p
}
