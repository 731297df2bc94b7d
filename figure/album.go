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

	// TextHead and ShareHead stand above what is to the right of the rows.
	// Empty: nothing does.
	TextHead, ShareHead string

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

	// Share is the length of a bar behind the text, from 0 to 1, and what is
	// said at its end; not a number: there is none yet. Small stages have no
	// bars, but their words. Nil: nothing.
	Share func(frame int) (float64, string)

	// Edge is the colour of a line around a picture of the row; where it is
	// nil there is none. Nil: around no picture.
	Edge func(frame, picture int) color.Color
}

const (
	albumGap   = 12 // between pictures, both ways
	albumClose = 7  // on a small stage
	albumTight = 8  // where that makes the pictures much larger
	albumApart = .3 // of a picture: how far two move apart where there is room
	albumName  = 18 // for a name above its row
	albumText  = 14 // between the pictures and the words beside them
	albumBar   = 72 // the least length of a whole bar
	albumLeast = 40 // a picture that is seen
)

// albumLayout is what an album needs beside its cells.
type albumLayout struct {
	left        float64   // for words left of the pictures
	text, share float64   // for the words to the right, and for those of bars
	bar         float64   // the length of a whole bar
	gap         float64   // between pictures, both ways
	head        float64   // above the first row
	name        float64   // above each row
	below       []float64 // under each row, for notes
	wide        []float64 // of the words of each column
	cols, rows  int       // of the largest picture
}

// words measures the words of an album, with the names beside the rows or
// above them.
func (a *Album) words(on Stage, above bool) albumLayout {
	lay := albumLayout{below: make([]float64, len(a.Rows)), cols: 1, rows: 1, gap: albumGap}
	if on.Small() {
		lay.gap = albumClose
	}
	for r, row := range a.Rows {
		wide := max(Head.Width(row.Name), Note.Width(row.Note))
		switch {
		case wide > 0 && above:
			lay.name = albumName
		case wide > 0:
			lay.left = max(lay.left, math.Ceil(wide)+albumText)
		}
		lay.besides(on, row)
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
	if lay.text > 0 {
		lay.text = max(lay.text, math.Ceil(Note.Width(a.TextHead))+albumText)
	}
	if lay.share > 0 {
		lay.share = max(lay.share, math.Ceil(Note.Width(a.ShareHead))-lay.bar+albumText)
	}
	if a.TextHead != "" || a.ShareHead != "" {
		lay.head = pictureHead
	}
	return lay
}

// besides is the room for what stands to the right of a row.
func (l *albumLayout) besides(on Stage, row AlbumRow) {
	for frame := range max(1, on.Frames) {
		if row.Text != nil {
			l.text = max(l.text, math.Ceil(Head.Width(row.Text(frame)))+albumText)
		}
		if row.Share != nil {
			_, words := row.Share(frame)
			l.share = max(l.share, math.Ceil(Note.Width(words))+albumText)
			if !on.Small() {
				l.bar = albumBar
			}
		}
	}
}

// width is how wide the album is with cells of a size.
func (l *albumLayout) width(cell float64) float64 {
	w := l.left + l.text + l.share + l.bar + l.gap*float64(len(l.wide)-1)
	for _, words := range l.wide {
		w += max(words, cell*float64(l.cols))
	}
	return w
}

// height is how high the album is with cells of a size.
func (l *albumLayout) height(cell float64) float64 {
	n := float64(len(l.below))
	h := l.head + n*(l.name+float64(cell*float64(l.rows))) + l.gap*(n-1)
	for _, b := range l.below {
		h += b
	}
	return h
}

// fit is the largest cell that a box has room for, with the names where it is
// larger, and with less space between pictures if that makes it much larger.
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
	tightly := func(l albumLayout) (albumLayout, float64) {
		cell, tight := largest(&l), l
		tight.gap = min(l.gap, albumTight)
		if c := largest(&tight); c >= 1.2*cell {
			return tight, c
		}
		return l, cell
	}
	beside, b := tightly(a.words(on, false))
	above, c := tightly(a.words(on, true))
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
	columns, most := max(1, len(a.lay.wide)-1), float64(albumGap)
	if a.lay.bar == 0 { // no bar could do with the room
		most = max(most, cell*float64(a.lay.cols)*albumApart)
	}
	gap := a.lay.gap + math.Floor(min(max(0, in.Width()-a.lay.width(cell))/float64(columns), most))
	apart := a.lay.gap + math.Floor(min(max(0, in.Height()-a.lay.height(cell))/float64(max(1, len(a.Rows)-1)), albumGap))
	if a.lay.bar > 0 { // what is left makes the bars longer
		a.lay.bar += math.Floor(max(0, min(in.Width()-a.lay.width(cell)-float64(len(a.lay.wide)-1)*(gap-a.lay.gap), 2*albumBar)))
	}
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
		if layer == Live && len(row.Each) > 0 {
			a.besides(p, frame, r)
		}
	}
	if layer == Backdrop && len(a.cells) > 0 && len(a.cells[0]) > 0 {
		at := vg.Point{X: a.right(0), Y: a.cells[0][0].Corner.Y + 8}
		p.Text(at, a.TextHead, Note)
		p.Text(at.Add(vg.Point{X: vg.Length(a.lay.text)}), a.ShareHead, Note)
	}
}

// right is where the words to the right of a row begin.
func (a *Album) right(r int) vg.Length {
	last := a.cells[r][len(a.cells[r])-1]
	return last.Box().Max.X + albumText
}

// besides draws what stands to the right of a row: its text and its bar.
func (a *Album) besides(p Pen, frame, r int) {
	row, pictures := a.Rows[r], a.cells[r][0].Box()
	at := vg.Point{X: a.right(r), Y: whole((pictures.Min.Y+pictures.Max.Y)/2 - 5)}
	if row.Text != nil {
		t := Label
		if row.Bold != nil && row.Bold(frame) {
			t = Head
		}
		if row.Ink != nil {
			t = t.In(row.Ink)
		}
		p.Text(at, row.Text(frame), t)
	}
	if row.Share == nil {
		return
	}
	share, words := row.Share(frame)
	if math.IsNaN(share) {
		return
	}
	at.X += vg.Length(a.lay.text)
	if a.lay.bar > 0 {
		bar := Box{vg.Rectangle{Min: vg.Point{X: whole(at.X), Y: at.Y - 1}}}
		bar.Max = bar.Min.Add(vg.Point{X: vg.Length(math.Round(a.lay.bar * min(max(share, 0), 1))), Y: 12})
		if bar.Width() > 0 {
			p.Rect(bar, p.Theme.Tried)
		}
		at.X = bar.Max.X + 6
	}
	p.Text(at, words, Note)
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
