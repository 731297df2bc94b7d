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
	out := image.NewPaletted(m.Rect, nil)
	number := make(map[color.RGBA]uint8)
	var last color.RGBA
	var n uint8
	for y := m.Rect.Min.Y; y < m.Rect.Max.Y; y++ {
		for x := m.Rect.Min.X; x < m.Rect.Max.X; x++ {
			if c := m.RGBAAt(x, y); c != last {
				known, ok := number[c]
				if !ok {
					if len(out.Palette) == 256 {
						return nil, false
					}
					known = uint8(len(out.Palette))
					number[c] = known
					out.Palette = append(out.Palette, c)
				}
				last, n = c, known
			}
			out.Pix[out.PixOffset(x, y)] = n
		}
	}
	return out, true
}
