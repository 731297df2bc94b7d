package encode

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io"
)

// PNGOptions may be nil, as may all that is in them be zero.
type PNGOptions struct {
	// DPI is how many pixels take an inch on paper, stored to the nearest whole number of them in a metre. 0 leaves it open.
	DPI float64

	// Title is what the picture is called, Alt what a reader who cannot see it is told, and Made how it was made, each in
	// one line: its Title, Description and Comment. "" leaves it out.
	Title, Alt, Made string
}

// PNG writes m, which must be opaque, as an indexed PNG if it has at most 256 colours and as a true colour PNG otherwise.
// Either is exact.
func PNG(w io.Writer, m *image.RGBA, o *PNGOptions) error {
	var set PNGOptions
	if o != nil {
		set = *o
	}
	said, err := about(set.DPI, set.Title, set.Alt, set.Made)
	if err != nil {
		return err
	}
	var picture image.Image = m
	if p, ok := indexed(m); ok {
		picture = p
	}
	var file bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestCompression}
	if err := e.Encode(&file, picture); err != nil {
		return err
	}
	head, rest := file.Bytes()[:headBytes], file.Bytes()[headBytes:]
	_, err = w.Write(append(appendAll(bytes.Clone(head), said...), rest...))
	return err
}

// headBytes is the length of the signature of a PNG and of its first chunk.
const headBytes = len(pngSignature) + 12 + 13

func indexed(m *image.RGBA) (*image.Paletted, bool) {
	out := image.NewPaletted(m.Rect, nil)
	number := make(map[color.RGBA]uint8)
	var last color.RGBA
	var n uint8
	for y := m.Rect.Min.Y; y < m.Rect.Max.Y; y++ {
		for x := m.Rect.Min.X; x < m.Rect.Max.X; x++ {
			if c := m.RGBAAt(x, y); c != last || len(out.Palette) == 0 {
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
