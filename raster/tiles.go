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
}

const (
	tileBits = 4
	tileSide = 1 << tileBits // in pixels
)

func newTiles(size image.Point) *tiles {
	up := func(n int) int { return (n + tileSide - 1) >> tileBits }
	return &tiles{image.Rectangle{Max: size}, up(size.X), make([]bool, up(size.X)*up(size.Y))}
}

// row is the tiles of which the pixels of row y are part.
func (t *tiles) row(y int) []bool {
	first := (y >> tileBits) * t.cols
	return t.marked[first : first+t.cols]
}

// mark marks the tiles that r, within the picture, overlaps.
func (t *tiles) mark(r image.Rectangle) {
	for y := r.Min.Y >> tileBits; !r.Empty() && y <= (r.Max.Y-1)>>tileBits; y++ {
		for x := r.Min.X >> tileBits; x <= (r.Max.X-1)>>tileBits; x++ {
			t.marked[y*t.cols+x] = true
		}
	}
}

func (t *tiles) addAll(other *tiles) {
	for i, m := range other.marked {
		if m {
			t.marked[i] = true
		}
	}
}

func (t *tiles) clear() { clear(t.marked) }

// runs yields the marked pixels as rows of a pixel's height, from the top and from the left.
func (t *tiles) runs() iter.Seq[image.Rectangle] {
	return func(yield func(image.Rectangle) bool) {
		for top := 0; top < t.picture.Max.Y; top += tileSide {
			row := t.row(top)
			bottom := min(top+tileSide, t.picture.Max.Y)
			for y := top; y < bottom; y++ {
				for from := 0; from < t.cols; from++ {
					if !row[from] {
						continue
					}
					to := from + 1
					for to < t.cols && row[to] {
						to++
					}
					if !yield(image.Rect(from<<tileBits, y, min(to<<tileBits, t.picture.Max.X), y+1)) {
						return
					}
					from = to
				}
			}
		}
	}
}
