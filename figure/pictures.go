package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// Pictures are bitmaps of square cells in rows, each with words above and
// below it, as large as their box allows.
type Pictures struct {
	Each    []Picture
	Columns int     // in a row; 0: as many as make the pictures largest
	Cell    float64 // the most design pixels for a cell; 0: no limit

	cells []Cells
}

// A Picture is a bitmap.
type Picture struct {
	Cols, Rows int    // cells, both at least 1
	Head       string // above it; empty: nothing

	// Of is the colour of a cell, counted along rows from the top left.
	Of func(frame, cell int) color.NRGBA

	// Still says that no frame differs from the first. False: the picture is
	// drawn in every frame.
	Still bool

	Note func(frame int) string // below it; nil: nothing
	Now  func(frame int) int    // the cell that is looked at, −1 for none; nil: none
}

const (
	pictureHead = 22 // above a picture with a head
	pictureNote = 22 // below one with a note
	pictureGap  = 18 // at least, between two in a row
)

// room is what the words of a picture need above and below it, and how wide
// the widest of them is.
func (p Picture) room(on Stage) (above, below, wide float64) {
	if p.Head != "" {
		above = pictureHead
		wide = Head.Width(p.Head)
	}
	if p.Note == nil {
		return above, 0, wide
	}
	for frame := range max(1, on.Frames) {
		wide = max(wide, Label.Width(p.Note(frame)))
	}
	return above, pictureNote, wide
}

// A pictureLayout is pictures in rows of so many, with cells of one size.
type pictureLayout struct {
	columns      int
	cell         float64
	wide, high   []float64 // of the columns and of the rows
	width, total float64   // of all
	above, below []float64 // the room for the heads and notes of each row
}

// layouts are the ways to set the pictures in a box, for each number of
// columns the largest cells that fit; cells of one pixel need not fit.
func (b *Pictures) layouts(on Stage, width, height float64) []pictureLayout {
	words := make([]float64, len(b.Each))
	above, below := make([]float64, len(b.Each)), make([]float64, len(b.Each))
	for i, p := range b.Each {
		above[i], below[i], words[i] = p.room(on)
	}
	first, last := 1, len(b.Each)
	if b.Columns > 0 {
		first = min(b.Columns, last)
		last = first
	}
	var out []pictureLayout
	for n := first; n <= last; n++ {
		rows := (len(b.Each) + n - 1) / n
		l := pictureLayout{columns: n, above: make([]float64, rows), below: make([]float64, rows)}
		for i := range b.Each {
			l.above[i/n], l.below[i/n] = max(l.above[i/n], above[i]), max(l.below[i/n], below[i])
		}
		most := width
		if b.Cell > 0 {
			most = b.Cell
		}
		for l.cell = max(1, math.Floor(most)); ; l.cell-- {
			l.wide, l.high = make([]float64, n), make([]float64, rows)
			for i, p := range b.Each {
				l.wide[i%n] = max(l.wide[i%n], words[i], l.cell*float64(p.Cols))
				l.high[i/n] = max(l.high[i/n], l.above[i/n]+l.below[i/n]+l.cell*float64(p.Rows))
			}
			l.width, l.total = sum(l.wide)+float64(n-1)*pictureGap, sum(l.high)+float64(len(l.high)-1)*partGap
			if l.width <= width && l.total <= height || l.cell <= 1 {
				break
			}
		}
		out = append(out, l)
	}
	return out
}

// layout is the one with the largest cells, of those that fit; of equals the
// one that is least high.
func (b *Pictures) layout(on Stage, width, height float64) pictureLayout {
	better := func(a, b pictureLayout) bool {
		fitA, fitB := a.width <= width && a.total <= height, b.width <= width && b.total <= height
		switch {
		case fitA != fitB:
			return fitA
		case a.cell != b.cell:
			return a.cell > b.cell
		}
		return a.width <= width && a.total < b.total
	}
	all := b.layouts(on, width, height)
	best := all[0]
	for _, l := range all[1:] {
		if better(l, best) {
			best = l
		}
	}
	return best
}

func sum(of []float64) float64 {
	s := 0.0
	for _, v := range of {
		s += v
	}
	return s
}

// Height implements Part.
func (b *Pictures) Height(on Stage, width float64) (least, most float64) {
	if len(b.Each) == 0 {
		return 0, 0
	}
	tall := 1
	for _, p := range b.Each {
		tall = max(tall, p.Rows)
	}
	wide := 0.75 // of a row of pictures the height is less than the width
	if len(b.Each) == 1 {
		wide = 1
	}
	l := b.layout(on, width, wide*width)
	small := max(1, math.Ceil(56/float64(tall))) // a picture that is seen
	least = l.total
	for _, p := range b.layouts(on, width, math.Inf(1)) {
		cells := p.total - float64(len(p.high)-1)*partGap
		if p.cell > small { // the least of all layouts, with cells so small
			cells = sum(p.above) + sum(p.below) + float64(len(p.high))*float64(small*float64(tall))
			least = min(least, cells+float64(len(p.high)-1)*partGap)
		}
	}
	return least, l.total
}

// Place implements Part.
func (b *Pictures) Place(on Stage, in Box) {
	b.cells = make([]Cells, len(b.Each))
	if len(b.Each) == 0 {
		return
	}
	l := b.layout(on, in.Width(), in.Height())
	spare := max(0, in.Width()-l.width) / float64(max(l.columns-1, 1))
	gap := pictureGap + math.Floor(min(spare, 2*pictureGap))
	for i, p := range b.Each {
		if i%l.columns == 0 && i > 0 {
			_, in = in.Top(l.high[i/l.columns-1] + partGap)
		}
		x := sum(l.wide[:i%l.columns]) + gap*float64(i%l.columns)
		b.cells[i] = Cells{p.Cols, p.Rows, in.TopLeft().Add(vg.Point{X: whole(vg.Length(x)), Y: -vg.Length(l.above[i/l.columns])}), l.cell}
		b.cells[i].Corner.Y = whole(b.cells[i].Corner.Y)
	}
}

// Draw implements Part.
func (b *Pictures) Draw(p Pen, layer Layer, frame int) {
	for i, picture := range b.Each {
		cells := b.cells[i]
		if layer == Backdrop && picture.Head != "" {
			p.Text(cells.Corner.Add(vg.Point{Y: 8}), picture.Head, Head)
		}
		if layer == Backdrop && picture.Still || layer == Live && !picture.Still {
			p.Picture(cells.Box(), cells.Image(func(cell int) color.NRGBA { return picture.Of(frame, cell) }))
		}
		if layer != Live {
			continue
		}
		if picture.Now != nil {
			if at := picture.Now(frame); at >= 0 {
				p.Frame(cells.At(at), p.Theme.Now, 2)
			}
		}
		if picture.Note != nil {
			p.Text(cells.Box().Min.Sub(vg.Point{Y: 17}), picture.Note(frame), Note)
		}
	}
}
