package encode

import (
	"image"
	"image/color"
	"sync"

	"flipbook/raster"
)

// An indexer makes indexed images of what frames change. Its palette is that of the film, after transparent.
type indexer struct {
	palette color.Palette
	index   func(color.RGBA) uint8 // of a colour among those after transparent
	pixels  sync.Pool              // of *[]uint8, to be used again
}

func newIndexer(colors []color.RGBA, index func(color.RGBA) uint8) *indexer {
	s := &indexer{palette: color.Palette{color.RGBA{}}, index: index}
	for _, c := range colors {
		s.palette = append(s.palette, c)
	}
	return s
}

// image is what a frame changes as an image, good until it is freed, and the highest index in it.
func (s *indexer) image(d *raster.Delta) (m *image.Paletted, high uint8, free func()) {
	r := d.Rect
	n := r.Dx() * r.Dy()
	pix, _ := s.pixels.Get().(*[]uint8)
	if pix == nil || cap(*pix) < n {
		pix = new([]uint8)
		*pix = make([]uint8, n)
	}
	*pix = (*pix)[:n]
	clear(*pix)
	m = &image.Paletted{Pix: *pix, Stride: r.Dx(), Rect: r, Palette: s.palette}
	for _, span := range d.Spans {
		row := m.Pix[m.PixOffset(span.X, span.Y):]
		var last [4]uint8
		var n uint8
		for i := 0; i < len(span.Pix); i += 4 {
			if c := [4]uint8(span.Pix[i:]); c != last {
				last, n = c, s.index(color.RGBA{c[0], c[1], c[2], 255})+1
				high = max(high, n)
			}
			row[i/4] = n
		}
	}
	return m, high, func() { s.pixels.Put(pix) }
}
