package encode

import (
	"image"
	"image/color"
	"image/png"
	"io"
)

// PNG writes m, which must be opaque, as the smaller of an indexed and a true
// colour PNG. Either is exact.
func PNG(w io.Writer, m *image.RGBA) error {
	e := png.Encoder{CompressionLevel: png.BestCompression}
	if p, ok := indexed(m); ok {
		return e.Encode(w, p)
	}
	return e.Encode(w, m)
}

func indexed(m *image.RGBA) (*image.Paletted, bool) {
	t := newTally(255)
	numbers := make([]int, 0, m.Rect.Dx()*m.Rect.Dy())
	for y := m.Rect.Min.Y; y < m.Rect.Max.Y; y++ {
		for x := m.Rect.Min.X; x < m.Rect.Max.X; x++ {
			numbers = append(numbers, t.add(m.RGBAAt(x, y), 0))
		}
		if len(t.colors) > 256 {
			return nil, false
		}
	}
	var p color.Palette
	for _, s := range t.colors {
		p = append(p, s.color)
	}
	out := image.NewPaletted(m.Rect, p)
	for i, n := range numbers {
		out.Pix[i] = uint8(n)
	}
	return out, true
}
