package encode

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io"
	"iter"
	"slices"
	"time"

	"flipbook/raster"
)

// PNGOptions may be nil, as may all that is in them be zero.
type PNGOptions struct {
	// DPI is how many pixels take an inch on paper, stored to the nearest whole number of them in a metre. 0 leaves it open.
	DPI float64

	// Title is what the picture is called, Alt what a reader who cannot see it is told, and Made how it was made, each in
	// one line: its Title, Description and Comment. "" leaves it out.
	Title, Alt, Made string

	// Quick spends a tenth of the time on a file that is a tenth larger.
	Quick bool
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
	if set.Quick {
		e.CompressionLevel = png.DefaultCompression
	}
	if err := e.Encode(&file, picture); err != nil {
		return err
	}
	head, rest := file.Bytes()[:headBytes], file.Bytes()[headBytes:]
	_, err = w.Write(append(appendAll(bytes.Clone(head), said...), rest...))
	return err
}

// A Picture is a frame of a film as a PNG.
type Picture struct {
	Frame int           // its number in the film
	Hold  time.Duration // how long it stands
	PNG   []byte
}

// PNGs is all frames of a film, of a size in pixels, as PNGs in their order; those that change nothing as well. Up to so many
// jobs compress at a time, 0 meaning 1; the files are the same. After an error nothing follows.
func PNGs(size image.Point, frames iter.Seq2[raster.Frame, error], jobs int, o *PNGOptions) iter.Seq2[Picture, error] {
	type shot struct {
		raster.Frame
		screen *image.RGBA
	}
	shots := func(yield func(shot, error) bool) {
		screen := image.NewRGBA(image.Rectangle{Max: size})
		for fr, err := range frames {
			if err == nil && fr.Delta != nil {
				// The picture before may still be looked at.
				screen = &image.RGBA{Pix: slices.Clone(screen.Pix), Stride: screen.Stride, Rect: screen.Rect}
				fr.Delta.Draw(screen)
			}
			if !yield(shot{fr, screen}, err) || err != nil {
				return
			}
		}
	}
	return inOrder(shots, together(size, jobs), func(s shot) (Picture, error) {
		var file bytes.Buffer
		err := PNG(&file, s.screen, o)
		return Picture{s.Frame.Frame, s.Hold, file.Bytes()}, err
	})
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
