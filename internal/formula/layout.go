package formula

import (
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/vg"

	"flipbook/internal/typeset"
)

// A Layout is a formula that has been set at a size. Its lengths are in the
// unit of that size.
type Layout struct {
	Width  float64
	Height float64 // above the baseline
	Depth  float64 // below the baseline, and positive

	size   float64
	pieces []piece     // without those that are rules
	rules  []rectangle // in hundredths of a font unit
}

// Layout sets the formula in text style. In bold, letters and digits take
// their bold forms, and other symbols are thickened. A size of 0 or less gives
// nothing to be seen.
func (f *Formula) Layout(size float64, bold bool) Layout {
	b := setter{stix(), bold}.list(f.body, place{style: text}).closed()
	l := Layout{size: max(0, size)}
	l.Width, l.Height, l.Depth = l.length(b.width), l.length(b.height), l.length(b.depth)
	for _, p := range b.pieces {
		rules := p.rules()
		for _, r := range rules {
			l.rules = append(l.rules, rectangle{100*p.x + r.x*p.percent, 100*p.y + r.y*p.percent, r.w * p.percent, r.h * p.percent})
		}
		if len(rules) == 0 {
			l.pieces = append(l.pieces, p)
		}
	}
	return l
}

// length is a number of font units in the unit of the size.
func (l Layout) length(units int) float64 { return float64(units) * l.size / em }

// point is a place in parts of a font unit, from an origin. The parts are
// whole numbers, and a quotient comes before the sum, so that no processor
// rounds in another way.
func (l Layout) point(origin vg.Point, x, y, parts int) vg.Point {
	return vg.Point{X: origin.X + vg.Length(l.length(x)/float64(parts)), Y: origin.Y + vg.Length(l.length(y)/float64(parts))}
}

// Outline is the outlines of all glyphs, but for those that are Rules, with the
// baseline beginning at a point.
func (l Layout) Outline(at vg.Point) vg.Path {
	var out vg.Path
	for _, p := range l.pieces {
		out = append(out, l.outline(p, at)...)
	}
	return out
}

// Heavy is the outlines that must be drawn as well, with lines as wide as
// said, since the font has no bold form of them.
func (l Layout) Heavy(at vg.Point) (outline vg.Path, width float64) {
	for _, p := range l.pieces {
		if p.heavy {
			outline = append(outline, l.outline(p, at)...)
		}
	}
	return outline, l.length(heavier)
}

// Rules are upright rectangles that should be crisp: those of fractions, and
// signs such as minus.
func (l Layout) Rules(at vg.Point) []vg.Rectangle {
	var out []vg.Rectangle
	for _, r := range l.rules {
		out = append(out, vg.Rectangle{Min: l.point(at, r.x, r.y, 100), Max: l.point(at, r.x+r.w, r.y+r.h, 100)})
	}
	return out
}

// outline is the outline of a piece.
func (l Layout) outline(p piece, at vg.Point) vg.Path {
	var out vg.Path
	to := func(x, y int) vg.Point { // in 1/64 of a font unit
		return l.point(at, 6400*p.x+x*p.percent, 6400*p.y+y*p.percent, 6400)
	}
	if s := p.size; s != (extent{}) {
		out.Move(to(0, 0))
		out.Line(to(64*s.w, 0))
		out.Line(to(64*s.w, 64*s.h))
		out.Line(to(0, 64*s.h))
		out.Close()
		return out
	}
	for _, s := range typeset.Outline(stix().Font, p.glyph) {
		var q [3]vg.Point
		for k := range points(s.Op) {
			q[k] = to(int(s.Args[k].X), -int(s.Args[k].Y))
		}
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if len(out) > 0 {
				out.Close()
			}
			out.Move(q[0])
		case sfnt.SegmentOpLineTo:
			out.Line(q[0])
		case sfnt.SegmentOpQuadTo:
			out.QuadTo(q[0], q[1])
		case sfnt.SegmentOpCubeTo:
			out.CubeTo(q[0], q[1], q[2])
		}
	}
	if len(out) > 0 {
		out.Close()
	}
	return out
}

// A rectangle has its lower left corner at x, y.
type rectangle struct{ x, y, w, h int }

// rules is the rectangles that a piece consists of, or none if it has any
// other shape, or must not be moved.
func (p piece) rules() []rectangle {
	switch {
	case p.joined:
		return nil
	case p.size != extent{}:
		return []rectangle{{0, 0, p.size.w, p.size.h}}
	}
	var out []rectangle
	var at []sfnt.Segment
	all := typeset.Outline(stix().Font, p.glyph)
	for i, s := range all {
		at = append(at, s)
		if i+1 < len(all) && all[i+1].Op != sfnt.SegmentOpMoveTo {
			continue
		}
		r, ok := uprightSides(at)
		if !ok {
			return nil
		}
		if p.heavy {
			r = rectangle{r.x - heavier/2, r.y - heavier/2, r.w + heavier, r.h + heavier}
		}
		out = append(out, r)
		at = at[:0]
	}
	return out
}

// uprightSides recognises a contour that is an upright rectangle.
func uprightSides(contour []sfnt.Segment) (r rectangle, ok bool) {
	if len(contour) == 5 && contour[4].Args[0] == contour[0].Args[0] {
		contour = contour[:4]
	}
	if len(contour) != 4 {
		return r, false
	}
	var x, y [4]int
	for i, s := range contour {
		if i > 0 && s.Op != sfnt.SegmentOpLineTo {
			return r, false
		}
		x[i], y[i] = s.Args[0].X.Floor(), -s.Args[0].Y.Floor()
	}
	if !(x[0] == x[1] && y[1] == y[2] && x[2] == x[3] && y[3] == y[0] || y[0] == y[1] && x[1] == x[2] && y[2] == y[3] && x[3] == x[0]) {
		return r, false
	}
	r = rectangle{min(x[0], x[2]), min(y[0], y[2]), max(x[0], x[2]) - min(x[0], x[2]), max(y[0], y[2]) - min(y[0], y[2])}
	return r, true
}
