package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// A Matrix is square cells with a number in each, or without numbers where
// they have no room.
type Matrix struct {
	Head       string // above it; empty: none
	Cols, Rows int
	ColHeads   []string                          // empty: none
	RowHeads   []string                          // empty: none
	Text       func(frame, cell int) string      // nil: no words
	Ground     func(frame, cell int) color.NRGBA // nil: the theme's Panel
	Ink        func(frame, cell int) color.Color // nil: the theme's Ink
	Cell       float64                           // the most design pixels for a side; 0: 44

	on    Stage
	cells Cells
	plain bool // the numbers have no room
}

const (
	matrixCell = 44 // the most
	matrixHead = 20 // above the cells
)

// around is the room for heads: above, and left.
func (m *Matrix) around() (above, left float64) {
	if m.Head != "" {
		above += pictureHead
	}
	if len(m.ColHeads) > 0 {
		above += matrixHead
	}
	for _, s := range m.RowHeads {
		left = max(left, math.Ceil(Note.Width(s))+8)
	}
	return above, left
}

// most is the largest side of a cell in so much room.
func (m *Matrix) most(width, height float64) float64 {
	above, left := m.around()
	most := m.Cell
	if most == 0 {
		most = matrixCell
	}
	return max(1, math.Floor(min(most, (width-left)/float64(m.Cols), (height-above)/float64(m.Rows))))
}

// Height implements Part.
func (m *Matrix) Height(on Stage, width float64) (least, most float64) {
	above, _ := m.around()
	cell := m.most(width, math.Inf(1))
	return above + float64(min(cell, 22)*float64(m.Rows)), above + float64(cell*float64(m.Rows))
}

// Place implements Part.
func (m *Matrix) Place(on Stage, in Box) {
	m.on = on
	above, left := m.around()
	cell := m.most(in.Width(), in.Height())
	m.cells = Cells{m.Cols, m.Rows, in.Inset(left, above, 0, 0).TopLeft(), cell}
	m.plain = cell < 16
	for i := 0; m.Text != nil && !m.plain && i < m.Cols*m.Rows; i++ {
		for frame := range max(1, on.Frames) {
			m.plain = m.plain || Label.Width(m.Text(frame, i)) > cell-2
		}
	}
}

// Draw implements Part.
func (m *Matrix) Draw(p Pen, layer Layer, frame int) {
	if layer == Backdrop {
		m.heads(p)
	}
	if layer != Live {
		return
	}
	gap := 1.0
	if m.cells.Cell < 6 {
		gap = 0
	}
	for i := range m.Cols * m.Rows {
		ground, box := p.Theme.Panel, m.cells.At(i)
		if m.Ground != nil {
			ground = m.Ground(frame, i)
		}
		p.Rect(box.Inset(0, 0, gap, gap), ground)
		if m.Text == nil || m.plain {
			continue
		}
		words := Label.To(Center)
		if m.Ink != nil {
			words = words.In(m.Ink(frame, i))
		}
		p.Text(vg.Point{X: box.Min.X + vg.Length((m.cells.Cell-gap)/2), Y: box.Min.Y + vg.Length(m.cells.Cell/2-5)}, m.Text(frame, i), words)
	}
}

func (m *Matrix) heads(p Pen) {
	top := m.cells.Corner
	if len(m.ColHeads) > 0 {
		top.Y += matrixHead
	}
	if m.Head != "" {
		p.Text(top.Add(vg.Point{Y: 8}), m.Head, Head)
	}
	for i, s := range m.ColHeads {
		box := m.cells.At(i)
		p.Text(vg.Point{X: (box.Min.X + box.Max.X) / 2, Y: box.Max.Y + 6}, s, Note.To(Center))
	}
	for i, s := range m.RowHeads {
		box := m.cells.At(i * m.Cols)
		p.Text(vg.Point{X: box.Min.X - 8, Y: box.Min.Y + vg.Length(m.cells.Cell/2-5)}, s, Note.To(Right))
	}
}
