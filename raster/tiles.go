package raster

import (
	"image"
	"iter"
)

// Tiles mark parts of a picture, in squares: a drawing touches a few of them, and only these are copied and compared.
// A long thin line marks what it crosses and not the rectangle around it.
type tiles struct {
	picture image.Rectangle // with the origin as its corner
	cols    int
	marked  []bool // row by row
	rows    []bool // that may have marks: in a large picture most have none
}

const (
	tileBits = 4
	tileSide = 1 << tileBits // in pixels
)

func newTiles(size image.Point) *tiles {
	up := func(n int) int { return (n + tileSide - 1) >> tileBits }
	cols, rows := up(size.X), up(size.Y)
	return &tiles{image.Rectangle{Max: size}, cols, make([]bool, cols*rows), make([]bool, rows)}
}

// row is the tiles of which the pixels of row y are part, to be read.
func (t *tiles) row(y int) []bool {
	first := (y >> tileBits) * t.cols
	return t.marked[first : first+t.cols]
}

// open is that row, to be marked.
func (t *tiles) open(y int) []bool {
	t.rows[y>>tileBits] = true
	return t.row(y)
}

// mark marks the tiles that r, within the picture, overlaps.
func (t *tiles) mark(r image.Rectangle) {
	for y := r.Min.Y &^ (tileSide - 1); y < r.Max.Y; y += tileSide {
		row := t.open(y)
		for x := r.Min.X >> tileBits; x <= (r.Max.X-1)>>tileBits; x++ {
			row[x] = true
		}
	}
}

func (t *tiles) addAll(other *tiles) {
	for i, some := range other.rows {
		if !some {
			continue
		}
		row := t.open(i << tileBits)
		for x, m := range other.row(i << tileBits) {
			row[x] = row[x] || m
		}
	}
}

func (t *tiles) clear() {
	for i, some := range t.rows {
		if some {
			clear(t.open(i << tileBits))
		}
	}
	clear(t.rows)
}

// runs yields the marked pixels as rows of a pixel's height, from the top and from the left.
func (t *tiles) runs() iter.Seq[image.Rectangle] {
	return func(yield func(image.Rectangle) bool) {
		var across [][2]int // from and to where, in a row of tiles
		for top := 0; top < t.picture.Max.Y; top += tileSide {
			if !t.rows[top>>tileBits] {
				continue
			}
			row := t.row(top)
			across = across[:0]
			for from := 0; from < t.cols; from++ {
				if !row[from] {
					continue
				}
				to := from + 1
				for to < t.cols && row[to] {
					to++
				}
				across = append(across, [2]int{from << tileBits, min(to<<tileBits, t.picture.Max.X)})
				from = to
			}
			for y := top; y < min(top+tileSide, t.picture.Max.Y); y++ {
				for _, x := range across {
					if !yield(image.Rect(x[0], y, x[1], y+1)) {
						return
					}
				}
			}
		}
	}
}
