package vector

import (
	"image/color"
	"slices"

	"gonum.org/v1/plot/font"

	"flipbook/internal/typeset"
)

// A sink writes shapes in one format. All coordinates are those of the page;
// no ink is quite transparent.
type sink interface {
	fill(p path, ink color.NRGBA)
	stroke(p path, with pen)
	words(t *words)
	cells(m matrix, layers []layer)
}

// A mark is a shape on the page.
type mark interface {
	// show hands the mark to a sink.
	show(s sink)

	// take makes another mark, which follows, a part of this one, if all is
	// covered as before. apart says that the two do not overlap.
	take(next mark, apart bool) bool

	// hide leaves out what lies wholly in a box that is covered by what follows,
	// and reports if nothing is left. all is the box around the whole mark.
	hide(below, all box) (gone bool)
}

// marks are the shapes of a page in the order of drawing. A film draws frame by
// frame and goes to and fro between its lines, so a new mark becomes part of an
// earlier one that looks the same, where nothing that lies over the earlier one
// lies below the new one.
type marks []drawn

// drawn is a mark and the boxes around its parts.
type drawn struct {
	mark
	boxes []box
}

func (all *marks) add(m mark, around box) {
	if p, ok := m.(*picture); ok && p.covers() {
		all.hide(around)
	}
	const back, most = 256, 1024 // how many marks, and parts of one, are looked at
	for i := len(*all) - 1; i >= max(0, len(*all)-back); i-- {
		d := &(*all)[i]
		apart := !slices.ContainsFunc(d.boxes, around.overlaps)
		if len(d.boxes) < most && d.take(m, apart) {
			if !d.boxes[0].contains(around) {
				d.boxes = append(d.boxes, around)
			}
			return
		}
		if !apart {
			break
		}
	}
	*all = append(*all, drawn{m, []box{around}})
}

// hide leaves out what a picture will cover: its old colours would shine
// through along the sides of the picture, at most zooms.
func (all *marks) hide(below box) {
	*all = slices.DeleteFunc(*all, func(d drawn) bool {
		whole := nowhere
		for _, b := range d.boxes {
			whole = whole.with(point{b.x0, b.y0}).with(point{b.x1, b.y1})
		}
		return d.hide(below, whole)
	})
}

// An area is filled; it may have several parts that lie apart.
type area struct {
	path path
	ink  color.NRGBA
}

func (a *area) show(s sink) { s.fill(a.path, a.ink) }

func (a *area) take(next mark, apart bool) bool {
	b, ok := next.(*area)
	if !ok || !apart || a.ink != b.ink {
		return false
	}
	a.path = append(a.path, b.path...)
	return true
}

// hide leaves out parts of the path: what each does to the winding numbers, it
// does within its own box.
func (a *area) hide(below, _ box) bool {
	var kept path
	for part := range a.path.parts() {
		around := nowhere
		for _, s := range part {
			for _, p := range s.points() {
				around = around.with(p)
			}
		}
		if !below.contains(around) {
			kept = append(kept, part...)
		}
	}
	a.path = kept
	return len(kept) == 0
}

// lines are drawn with a pen. Opaque ones may cross each other.
type lines struct {
	path path
	with pen
}

func (l *lines) show(s sink) { s.stroke(l.path, l.with) }

func (l *lines) take(next mark, apart bool) bool {
	n, ok := next.(*lines)
	if !ok || !l.with.like(n.with) || !apart && l.with.ink.A != 255 {
		return false
	}
	l.path = l.path.join(n.path, len(l.with.dash) == 0)
	return true
}

func (l *lines) hide(below, all box) bool { return below.contains(all) }

// words is a line of text: its glyphs, and the matrix that maps font units, y
// growing upwards, to the page.
type words struct {
	face font.Face
	text string
	line typeset.Line
	m    matrix
	ink  color.NRGBA
}

func (t *words) show(s sink) { s.words(t) }

func (t *words) take(mark, bool) bool { return false }

func (t *words) hide(below, all box) bool { return below.contains(all) }
