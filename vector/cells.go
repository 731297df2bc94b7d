package vector

import (
	"cmp"
	"image"
	"image/color"
	"math"
	"slices"
)

// A picture is a mark of crisp cells.
type picture struct {
	m     matrix // from cells, y growing downwards, to the page
	cols  int
	cells []color.NRGBA // row by row; all that is transparent is the zero colour
}

func newPicture(img image.Image, m matrix) *picture {
	b := img.Bounds()
	p := &picture{m: m, cols: b.Dx(), cells: make([]color.NRGBA, 0, b.Dx()*b.Dy())}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			if c.A == 0 {
				c = color.NRGBA{}
			}
			p.cells = append(p.cells, c)
		}
	}
	return p
}

func (p *picture) show(s sink) { s.cells(p.m, p.layers()) }

// take paints over whole cells, as films do with what changes in a picture. A
// rectangle that lay over the old colour of its cells would let it shine
// through along its sides, at most zooms.
func (p *picture) take(next mark, _ bool) bool {
	a, ok := next.(*area)
	if !ok || a.ink.A != 255 {
		return false
	}
	r, ok := p.whole(a.path)
	if !ok {
		return false
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			p.cells[y*p.cols+x] = a.ink
		}
	}
	return true
}

func (p *picture) hide(below, all box) bool { return below.contains(all) }

// covers says that nothing below is seen in the whole box of the picture.
func (p *picture) covers() bool {
	upright := p.m.b == 0 && p.m.c == 0 || p.m.a == 0 && p.m.d == 0
	return upright && !slices.ContainsFunc(p.cells, func(c color.NRGBA) bool { return c.A < 255 })
}

// whole is the cells that a path goes around, if it is the outline of a
// rectangle of whole cells.
func (p *picture) whole(shape path) (image.Rectangle, bool) {
	none := image.Rectangle{}
	if n := len(shape); n < 5 || n > 6 || shape[n-1].op != closePath || n == 6 && shape[4].to != shape[0].to {
		return none, false
	}
	var at [4]image.Point
	for i := range at {
		if s := shape[i]; s.op != lineTo && (i > 0 || s.op != moveTo) {
			return none, false
		}
		q, ok := p.m.inverse(shape[i].to)
		x, y := math.Round(q.x), math.Round(q.y)
		const near = 1e-3 // of a cell
		if !ok || !(math.Abs(q.x-x) < near && math.Abs(q.y-y) < near && math.Abs(x) < farthest && math.Abs(y) < farthest) {
			return none, false
		}
		at[i] = image.Pt(int(x), int(y))
	}
	a, b, c, d := at[0], at[1], at[2], at[3]
	if !(a.X == b.X && b.Y == c.Y && c.X == d.X && d.Y == a.Y) && !(a.Y == b.Y && b.X == c.X && c.Y == d.Y && d.X == a.X) {
		return none, false
	}
	r := image.Rectangle{Min: a, Max: c}.Canon()
	return r, !r.Empty() && r.In(image.Rect(0, 0, p.cols, len(p.cells)/p.cols))
}

// A layer is the rectangles of a picture that are painted in one colour, in
// cells from the top left.
type layer struct {
	ink   color.NRGBA
	rects []image.Rectangle
}

// layers are what of a picture is painted, one colour over the other, the most
// frequent first. Between neighbouring cells that are painted one after the
// other the ground would shine through, at most zooms: so a cell reaches below
// those of its neighbours that are opaque and painted later, and the most
// frequent colour lies below all opaque ones. Transparent cells are left out.
func (p *picture) layers() []layer {
	w, h := p.cols, len(p.cells)/p.cols
	inks, at := palette(p.cells)
	regions := make([][]int, len(inks)) // the cells that each colour is painted on
	for i, k := range at {
		regions[k] = append(regions[k], i)
		if inks[k].A < 255 {
			continue
		}
		if k > 0 {
			regions[0] = append(regions[0], i)
		}
		x, y := i%w, i/w
		for dy := max(0, y-1); dy <= min(h-1, y+1); dy++ {
			for dx := max(0, x-1); dx <= min(w-1, x+1); dx++ {
				if below := at[dy*w+dx]; 0 < below && below < k {
					regions[below] = append(regions[below], i)
				}
			}
		}
	}
	out := make([]layer, 0, len(inks))
	for k, ink := range inks {
		if ink.A > 0 {
			slices.Sort(regions[k])
			out = append(out, layer{ink, cover(slices.Compact(regions[k]), w)})
		}
	}
	return out
}

// palette is the colours of cells, the most frequent first and equally frequent
// ones as they come, and which of them each cell has.
func palette(cells []color.NRGBA) (inks []color.NRGBA, at []int) {
	number := make(map[color.NRGBA]int)
	var count []int
	for _, c := range cells {
		n, known := number[c]
		if !known {
			n = len(inks)
			number[c] = n
			inks, count = append(inks, c), append(count, 0)
		}
		count[n]++
		at = append(at, n)
	}
	order := make([]int, len(inks))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(count[j], count[i]) })
	rank := make([]int, len(inks))
	sorted := make([]color.NRGBA, len(inks))
	for i, n := range order {
		rank[n], sorted[i] = i, inks[n]
	}
	for i, n := range at {
		at[i] = rank[n]
	}
	return sorted, at
}

// cover divides cells, in order, into rectangles: runs of a row, joined with
// equal runs below them. w is the number of cells in a row.
func cover(cells []int, w int) []image.Rectangle {
	var out []image.Rectangle
	open := make(map[[2]int]int) // the last rectangle between two sides
	for i := 0; i < len(cells); {
		from := cells[i]
		x, y, n := from%w, from/w, 1
		for i++; i < len(cells) && cells[i] == from+n && x+n < w; i++ {
			n++
		}
		side := [2]int{x, x + n}
		if above, ok := open[side]; ok && out[above].Max.Y == y {
			out[above].Max.Y++
			continue
		}
		open[side] = len(out)
		out = append(out, image.Rect(x, y, x+n, y+1))
	}
	return out
}
