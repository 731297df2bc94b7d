package encode

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"io"
	"sync"
)

// A file is a GIF that is written frame by frame.
type file struct {
	w      io.Writer
	failed error     // nothing is written after it
	pixels sync.Pool // of *[]uint8, to be used again
}

const (
	loopBytes = 19 // the length of the extension that says how often a film is played
	trailer   = 0x3b
)

// newFile begins a file with its head.
func newFile(w io.Writer, size image.Point, colors []color.RGBA, loop Loop, moves bool) *file {
	palette := color.Palette{color.RGBA{}} // transparent first
	for _, c := range colors {
		palette = append(palette, c)
	}
	for n := len(palette); n&(n-1) != 0 || n < 4; n++ {
		palette = append(palette, color.RGBA{A: 255})
	}
	// The standard library writes whole files only: this is one of two empty frames, since a single one is not looped, and
	// what comes before them is kept.
	head := gif.GIF{Config: image.Config{ColorModel: palette, Width: size.X, Height: size.Y}}
	if loop == Once {
		head.LoopCount = -1
	}
	for range 2 {
		head.Image = append(head.Image, image.NewPaletted(image.Rect(0, 0, 1, 1), palette))
		head.Delay = append(head.Delay, 0)
	}
	length := 13 + 3*len(palette) // signature, screen and palette
	if moves && loop == Forever {
		length += loopBytes
	}
	f := &file{w: w}
	var b bytes.Buffer
	if f.failed = gif.EncodeAll(&b, &head); f.failed == nil {
		_, f.failed = w.Write(b.Bytes()[:length])
	}
	return f
}

// image is what a frame changes as an image, good until it is freed, and the highest index in it.
func (f *file) image(s sheet) (m *image.Paletted, high uint8, free func()) {
	r := s.delta.Rect
	n := r.Dx() * r.Dy()
	pix, _ := f.pixels.Get().(*[]uint8)
	if pix == nil || cap(*pix) < n {
		pix = new([]uint8)
		*pix = make([]uint8, n)
	}
	*pix = (*pix)[:n]
	clear(*pix)
	m = &image.Paletted{Pix: *pix, Stride: r.Dx(), Rect: r}
	for _, span := range s.delta.Spans {
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
	return m, high, func() { f.pixels.Put(pix) }
}

func (f *file) write(data []byte) error {
	if f.failed == nil {
		_, f.failed = f.w.Write(data)
	}
	return f.failed
}

func (f *file) close() error { return f.write([]byte{trailer}) }
