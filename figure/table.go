package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// A Table is rows of words and numbers under heads. The first column is flush
// left, the others are flush right.
type Table struct {
	Heads []string // of the columns; empty: none
	Rows  []TableRow

	on    Stage
	in    Box
	row   float64
	right []float64 // ends of the columns, from the left of the box; of the first its beginning
}

// A TableRow is a line of a table.
type TableRow struct {
	Cells []func(frame int) string
	Ink   color.Color          // nil: Ink
	Bold  func(frame int) bool // nil: on no frame
}

// Always is a cell that says the same in every frame.
func Always(s string) func(int) string { return func(int) string { return s } }

const (
	tableRow  = 20 // the least from row to row
	tableMost = 28
	tableGap  = 14 // the least between two columns
)

// Height implements Part.
func (t *Table) Height(Stage, float64) (least, most float64) {
	n := len(t.Rows)
	if len(t.Heads) > 0 {
		n++
	}
	return float64(n * tableRow), float64(n * tableMost)
}

// Place implements Part.
func (t *Table) Place(on Stage, in Box) {
	t.on, t.in = on, in
	var wide []float64
	note := func(column int, s string) {
		for len(wide) <= column {
			wide = append(wide, 0)
		}
		wide[column] = max(wide[column], math.Ceil(Head.Width(s)))
	}
	for i, s := range t.Heads {
		note(i, s)
	}
	for _, r := range t.Rows {
		for i, cell := range r.Cells {
			for frame := range max(on.Frames, 1) {
				note(i, cell(frame))
			}
		}
	}
	rows := float64(len(t.Rows))
	if len(t.Heads) > 0 {
		rows++
	}
	t.row = math.Floor(min(in.Height()/rows, tableMost))
	spare := in.Width()
	for _, w := range wide {
		spare -= w
	}
	gap := max(6, min(spare/float64(max(len(wide)-1, 1)), 3*tableGap))
	t.right = make([]float64, len(wide))
	at := 0.0
	for i, w := range wide {
		at += w
		if i > 0 {
			at += gap
			t.right[i] = math.Floor(at)
		}
	}
}

// Draw implements Part.
func (t *Table) Draw(p Pen, layer Layer, frame int) {
	line := 0
	if len(t.Heads) > 0 {
		if layer == Backdrop {
			for i, s := range t.Heads {
				t.word(p, line, i, s, Note)
			}
		}
		line++
	}
	if layer != Live {
		return
	}
	for _, r := range t.Rows {
		words := Label
		if r.Bold != nil && r.Bold(frame) {
			words = Head
		}
		if r.Ink != nil {
			words = words.In(r.Ink)
		}
		for i, cell := range r.Cells {
			t.word(p, line, i, cell(frame), words)
		}
		line++
	}
}

func (t *Table) word(p Pen, line, column int, s string, words Type) {
	if column > 0 {
		words = words.To(Right)
	}
	at := t.in.TopLeft().Add(vg.Point{X: vg.Length(t.right[column]), Y: -vg.Length(float64(t.row*float64(line)) + t.row/2 + 5)})
	p.Text(at, s, words)
}
