package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// An Album is rows of pictures that belong together column by column, such as
// memories and what became of each. All have cells of one size, as large as
// their box allows.
type Album struct {
	Rows  []AlbumRow
	Least float64 // the height in design pixels below which a picture says little; 0: 40
	Cell  float64 // the most design pixels for a cell; 0: no limit

	cells  [][]Cells
	corner []vg.Point // the top left of each row
	lay    albumLayout
	wide   float64 // the box
}

// An AlbumRow is a row of pictures with words at its sides. The heads of the
// pictures of the first row stand above their columns, those of others
// nowhere.
type AlbumRow struct {
	Name string // left of the pictures, or above them where they are too narrow; empty: none
	Note string // below the name, or behind it if it has room there; empty: none
	Each []Picture

	// Text is said to the right of the row. Nil: nothing.
	Text func(frame int) string
	Ink  color.Color          // of the text; nil: Ink
	Bold func(frame int) bool // nil: on no frame

	// Edge is the colour of a line around a picture of the row; where it is
	// nil there is none. Nil: around no picture.
	Edge func(frame, picture int) color.Color
}

const (
	albumGap   = 12 // between pictures, both ways
	albumName  = 18 // for a name above its row
	albumText  = 14 // between the pictures and the words beside them
	albumLeast = 40 // a picture that is seen
)

// albumLayout is what an album needs beside its cells.
type albumLayout struct {
	left, right float64   // for words at the sides
	head        float64   // above the first row
	name        float64   // above each row
	below       []float64 // under each row, for notes
	wide        []float64 // of the words of each column
	cols, rows  int       // of the largest picture
}

// words measures the words of an album, with the names beside the rows or
// above them.
func (a *Album) words(on Stage, above bool) albumLayout {
	lay := albumLayout{below: make([]float64, len(a.Rows)), cols: 1, rows: 1}
	for r, row := range a.Rows {
		wide := max(Head.Width(row.Name), Note.Width(row.Note))
		switch {
		case wide > 0 && above:
			lay.name = albumName
		case wide > 0:
			lay.left = max(lay.left, math.Ceil(wide)+albumText)
		}
		for frame := range max(1, on.Frames) {
			if row.Text != nil {
				lay.right = max(lay.right, math.Ceil(Head.Width(row.Text(frame)))+albumText)
			}
		}
		for i, p := range row.Each {
			for len(lay.wide) <= i {
				lay.wide = append(lay.wide, 0)
			}
			lay.cols, lay.rows = max(lay.cols, p.Cols), max(lay.rows, p.Rows)
			if r == 0 && p.Head != "" {
				lay.head = pictureHead
				lay.wide[i] = max(lay.wide[i], Head.Width(p.Head))
			}
			if p.Note == nil {
				continue
			}
			lay.below[r] = pictureNote
			for frame := range max(1, on.Frames) {
				lay.wide[i] = max(lay.wide[i], Note.Width(p.Note(frame)))
			}
		}
	}
	return lay
}

// width is how wide the album is with cells of a size.
func (l *albumLayout) width(cell float64) float64 {
	w := l.left + l.right + albumGap*float64(len(l.wide)-1)
	for _, words := range l.wide {
		w += max(words, cell*float64(l.cols))
	}
	return w
}

// height is how high the album is with cells of a size.
func (l *albumLayout) height(cell float64) float64 {
	n := float64(len(l.below))
	h := l.head + n*(l.name+float64(cell*float64(l.rows))) + albumGap*(n-1)
	for _, b := range l.below {
		h += b
	}
	return h
}

// fit is the largest cell that a box has room for, with the names where it is
// larger.
func (a *Album) fit(on Stage, width, height float64) (albumLayout, float64) {
	largest := func(l *albumLayout) float64 {
		cell := math.Floor(width)
		if a.Cell > 0 {
			cell = min(cell, a.Cell)
		}
		for cell > 1 && (l.width(cell) > width || l.height(cell) > height) {
			cell--
		}
		return cell
	}
	beside, above := a.words(on, false), a.words(on, true)
	b, c := largest(&beside), largest(&above)
	if beside.width(b) > width || c > b+1 {
		return above, c
	}
	return beside, b
}

// Height implements Part.
func (a *Album) Height(on Stage, width float64) (least, most float64) {
	if len(a.Rows) == 0 {
		return 0, 0
	}
	l, cell := a.fit(on, width, math.Inf(1))
	least = a.Least
	if least == 0 {
		least = albumLeast
	}
	small := min(cell, math.Ceil(least/float64(l.rows)))
	return l.height(small), l.height(cell)
}

// Place implements Part.
func (a *Album) Place(on Stage, in Box) {
	var cell float64
	a.wide = in.Width()
	if a.lay, cell = a.fit(on, in.Width(), in.Height()); len(a.Rows) == 0 {
		return
	}
	columns := max(1, len(a.lay.wide)-1)
	gap := albumGap + math.Floor(min(max(0, in.Width()-a.lay.width(cell))/float64(columns), albumGap))
	apart := albumGap + math.Floor(min(max(0, in.Height()-a.lay.height(cell))/float64(max(1, len(a.Rows)-1)), albumGap))
	a.cells, a.corner = make([][]Cells, len(a.Rows)), make([]vg.Point, len(a.Rows))
	for r, row := range a.Rows {
		above := a.lay.name
		if r == 0 {
			above += a.lay.head
		}
		a.corner[r] = in.TopLeft()
		at := in.TopLeft().Add(vg.Point{X: vg.Length(a.lay.left), Y: -vg.Length(above)})
		for i, p := range row.Each {
			a.cells[r] = append(a.cells[r], Cells{p.Cols, p.Rows, at, cell})
			at.X += vg.Length(math.Ceil(max(a.lay.wide[i], cell*float64(a.lay.cols))) + gap)
		}
		_, in = in.Top(above + cell*float64(a.lay.rows) + a.lay.below[r] + apart)
	}
}

// Draw implements Part.
func (a *Album) Draw(p Pen, layer Layer, frame int) {
	for r, row := range a.Rows {
		if layer == Backdrop {
			a.names(p, r)
		}
		for i, picture := range row.Each {
			a.picture(p, layer, frame, r, i, picture)
		}
		if layer == Live && row.Text != nil && len(row.Each) > 0 {
			t := Label
			if row.Bold != nil && row.Bold(frame) {
				t = Head
			}
			if row.Ink != nil {
				t = t.In(row.Ink)
			}
			last := a.cells[r][len(row.Each)-1]
			middle := (last.Box().Min.Y + last.Corner.Y) / 2
			p.Text(vg.Point{X: last.Box().Max.X + albumText, Y: whole(middle - 5)}, row.Text(frame), t)
		}
	}
}

// names writes what stands left of a row, or above it.
func (a *Album) names(p Pen, r int) {
	row, at := a.Rows[r], a.corner[r]
	if a.lay.name > 0 {
		at.Y -= 12
		p.Text(at, row.Name, Head)
		if row.Name != "" {
			at.X += vg.Length(math.Ceil(Head.Width(row.Name))) + 10
		}
		if right := float64(at.X-a.corner[r].X) + Note.Width(row.Note); right <= a.wide {
			p.Text(at, row.Note, Note)
		}
		return
	}
	lines := 0.0
	if row.Note != "" && row.Name != "" {
		lines = 1
	}
	pictures := a.cells[r][0].Box()
	at.Y = whole((pictures.Min.Y+pictures.Max.Y)/2 + vg.Length(lines*9) - 5)
	if row.Name != "" {
		p.Text(at, row.Name, Head)
		at.Y -= 18
	}
	p.Text(at, row.Note, Note)
}

func (a *Album) picture(p Pen, layer Layer, frame, r, i int, picture Picture) {
	cells, row := a.cells[r][i], a.Rows[r]
	if layer == Backdrop && r == 0 && picture.Head != "" {
		p.Text(cells.Corner.Add(vg.Point{Y: 8}), picture.Head, Head)
	}
	if layer == Backdrop && picture.Still || layer == Live && !picture.Still {
		p.Picture(cells.Box(), cells.Image(func(cell int) color.NRGBA { return picture.Of(frame, cell) }))
	}
	if layer != Live {
		return
	}
	if row.Edge != nil {
		if c := row.Edge(frame, i); c != nil {
			p.Frame(cells.Box().Inset(-1, -1, -1, -1), c, 2)
		}
	}
	if picture.Now != nil {
		if at := picture.Now(frame); at >= 0 {
			p.Frame(cells.At(at), p.Theme.Now, 2)
		}
	}
	if picture.Note != nil {
		p.Text(cells.Box().Min.Sub(vg.Point{Y: 18}), picture.Note(frame), Note)
	}
}
