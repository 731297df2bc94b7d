package raster

import (
	"bytes"
	"image"
	"image/color"
)

// A stencil is what a layer paints, to be painted in parts whenever what lies below has changed: a front layer is drawn
// once, however many frames it covers.
type stencil struct {
	rows [][]strip // of each row of tiles, in the order of painting
	full []uint8   // the longest full coverage so far
}

// A strip is a piece of a row of pixels, the first and the last of which are covered.
type strip struct {
	x, y  int
	cover []uint8
	ink   color.NRGBA
}

func (s *stencil) add(x, y int, cover []uint8, step, n int, ink color.NRGBA) {
	from := 0
	for from < n && cover[from*step] == 0 {
		from++
	}
	for n > from && cover[(n-1)*step] == 0 {
		n--
	}
	if from == n {
		return
	}
	own := make([]uint8, n-from)
	for i := range own {
		own[i] = cover[(from+i)*step]
	}
	s.append(strip{x + from, y, own, ink})
}

// fill adds all of r.
func (s *stencil) fill(r image.Rectangle, ink color.NRGBA) {
	if len(s.full) < r.Dx() {
		s.full = bytes.Repeat([]uint8{255}, r.Dx())
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		s.append(strip{r.Min.X, y, s.full[:r.Dx()], ink})
	}
}

func (s *stencil) append(p strip) {
	row := p.y >> tileBits
	for len(s.rows) <= row {
		s.rows = append(s.rows, nil)
	}
	s.rows[row] = append(s.rows[row], p)
}

// paint paints what lies in the given tiles.
func (s *stencil) paint(c *canvas, where *tiles) {
	before := c.ink
	for i, strips := range s.rows {
		if !where.rows[i] {
			continue
		}
		row := where.row(i << tileBits)
		for _, p := range strips {
			c.ink = p.ink
			at := c.dst.PixOffset(p.x, p.y)
			for j, a := range p.cover {
				if a != 0 && row[(p.x+j)>>tileBits] {
					c.blend(c.dst.Pix[at+4*j:at+4*j+4:at+4*j+4], a)
				}
			}
		}
	}
	c.ink = before
}
