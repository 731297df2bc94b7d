package figure

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
)

// Pictures are bitmaps of square cells in rows, each with words above and
// below it, as large as their box allows.
type Pictures struct {
	Each    []Picture
	Columns int     // in a row; 0: as many as make the pictures largest
	Cell    float64 // the most design pixels for a cell; 0: no limit

	on    Stage
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

// room is what the words of all pictures need above and below, and the width
// of the widest words of each.
func (b *Pictures) room(on Stage) (above, below float64, wide []float64) {
	wide = make([]float64, len(b.Each))
	for i, p := range b.Each {
		if p.Head != "" {
			above = pictureHead
			wide[i] = Head.Width(p.Head)
		}
		if p.Note == nil {
			continue
		}
		below = pictureNote
		for frame := range max(1, on.Frames) {
			wide[i] = max(wide[i], Label.Width(p.Note(frame)))
		}
	}
	return above, below, wide
}

// cell is the side of a cell if so many pictures stand in a row, and how wide
// each column is; at most as large as height allows.
func (b *Pictures) cell(on Stage, columns int, width, height float64) (cell float64, wide []float64) {
	above, below, words := b.room(on)
	rows := (len(b.Each) + columns - 1) / columns
	most := 1.0
	if b.Cell > 0 {
		most = b.Cell
	} else {
		most = width
	}
	for cell = max(1, math.Floor(most)); ; cell-- {
		wide = make([]float64, columns)
		high := make([]float64, rows)
		for i, p := range b.Each {
			wide[i%columns] = max(wide[i%columns], words[i], cell*float64(p.Cols))
			high[i/columns] = max(high[i/columns], above+below+cell*float64(p.Rows))
		}
		w, h := float64(columns-1)*pictureGap, float64(rows-1)*partGap
		for _, x := range wide {
			w += x
		}
		for _, x := range high {
			h += x
		}
		if w <= width && h <= height || cell <= 1 {
			return cell, wide
		}
	}
}

// columns is how many pictures stand in a row.
func (b *Pictures) columns(on Stage, width, height float64) int {
	if b.Columns > 0 {
		return min(b.Columns, len(b.Each))
	}
	best, largest := 1, 0.0
	for n := 1; n <= len(b.Each); n++ {
		cell, wide := b.cell(on, n, width, height)
		w := float64(n-1) * pictureGap
		for _, x := range wide {
			w += x
		}
		if w <= width && cell > largest {
			best, largest = n, cell
		}
	}
	return best
}

func (b *Pictures) high(on Stage, columns int, cell float64) float64 {
	above, below, _ := b.room(on)
	h := 0.0
	for row := range slices.Chunk(b.Each, columns) {
		rows := 0
		for _, p := range row {
			rows = max(rows, p.Rows)
		}
		if h > 0 {
			h += partGap
		}
		h += above + below + cell*float64(rows)
	}
	return h
}

// Height implements Part.
func (b *Pictures) Height(on Stage, width float64) (least, most float64) {
	if len(b.Each) == 0 {
		return 0, 0
	}
	n := b.columns(on, width, math.Inf(1))
	if b.Columns == 0 {
		n = b.columns(on, width, width)
	}
	cell, _ := b.cell(on, n, width, math.Inf(1))
	tall := 1
	for _, p := range b.Each {
		tall = max(tall, p.Rows)
	}
	small := min(cell, max(1, math.Ceil(56/float64(tall))))
	return b.high(on, n, small), b.high(on, n, cell)
}

// Place implements Part.
func (b *Pictures) Place(on Stage, in Box) {
	b.on, b.cells = on, make([]Cells, len(b.Each))
	if len(b.Each) == 0 {
		return
	}
	n := b.columns(on, in.Width(), in.Height())
	cell, wide := b.cell(on, n, in.Width(), in.Height())
	above, below, _ := b.room(on)
	spare := in.Width() - float64(n-1)*pictureGap
	for _, w := range wide {
		spare -= w
	}
	gap := pictureGap + max(0, min(spare/float64(max(n-1, 1)), 2*pictureGap))
	for i, p := range b.Each {
		if i%n == 0 && i > 0 {
			_, in = in.Top(b.high(on, n, cell)/float64((len(b.Each)+n-1)/n) + 0.5*partGap)
		}
		x := gap * float64(i%n)
		for _, w := range wide[:i%n] {
			x += w
		}
		b.cells[i] = Cells{p.Cols, p.Rows, in.TopLeft().Add(vg.Point{X: whole(vg.Length(x)), Y: -vg.Length(above)}), cell}
	}
	_ = below
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
