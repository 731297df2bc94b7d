package encode

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"io"
	"math/bits"
	"sync"
)

// A file is a GIF that is written frame by frame. The standard library writes whole files only, so each frame is one of its
// files, of which the frame's own blocks are kept.
type file struct {
	w       io.Writer
	config  image.Config
	palette color.Palette // transparent first
	failed  error         // of the head, said by the first write
	pixels  sync.Pool     // of *[]uint8, to be used again
}

// headBytes is the length of what comes before the frames: signature, screen and a palette of n colours.
func headBytes(n int) int { return 13 + 3*n }

const (
	loopBytes = 19 // the length of the extension that says how often a film is played
	trailer   = 0x3b
)

// newFile begins a file with its head.
func newFile(w io.Writer, size image.Point, colors []color.RGBA, loop Loop, moves bool) *file {
	f := &file{w: w, palette: color.Palette{color.RGBA{}}}
	for _, c := range colors {
		f.palette = append(f.palette, c)
	}
	for n := len(f.palette); n&(n-1) != 0 || n < 4; n++ {
		f.palette = append(f.palette, color.RGBA{A: 255})
	}
	f.config = image.Config{ColorModel: f.palette, Width: size.X, Height: size.Y}
	head := gif.GIF{Config: f.config}
	if loop == Once {
		head.LoopCount = -1
	}
	length := headBytes(len(f.palette))
	for range 2 { // two empty frames: a single one is not looped
		head.Image = append(head.Image, image.NewPaletted(image.Rect(0, 0, 1, 1), f.palette))
		head.Delay = append(head.Delay, 0)
	}
	if moves && loop == Forever {
		length += loopBytes
	}
	var b bytes.Buffer
	if f.failed = gif.EncodeAll(&b, &head); f.failed == nil {
		_, f.failed = w.Write(b.Bytes()[:length])
	}
	return f
}

// block compresses a frame.
func (f *file) block(s sheet) ([]byte, error) {
	m, free := f.sheet(s.delta.Rect)
	defer free()
	var high uint8 = 3
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
	// The code size follows the length of the palette. That of a frame ends with the highest colour in it.
	m.Palette = f.palette[:1<<bits.Len8(high)]
	return f.encode(m, s.delay)
}

// sheet is a transparent image, good until it is freed.
func (f *file) sheet(r image.Rectangle) (m *image.Paletted, free func()) {
	n := r.Dx() * r.Dy()
	pix, _ := f.pixels.Get().(*[]uint8)
	if pix == nil || cap(*pix) < n {
		pix = new([]uint8)
		*pix = make([]uint8, n)
	}
	*pix = (*pix)[:n]
	clear(*pix)
	return &image.Paletted{Pix: *pix, Stride: r.Dx(), Rect: r}, func() { f.pixels.Put(pix) }
}

// encode gives the blocks of one image.
func (f *file) encode(m *image.Paletted, delay int) ([]byte, error) {
	var b bytes.Buffer
	err := gif.EncodeAll(&b, &gif.GIF{
		Image:    []*image.Paletted{m},
		Delay:    []int{delay},
		Disposal: []byte{gif.DisposalNone},
		Config:   f.config,
	})
	if err != nil {
		return nil, fmt.Errorf("encode: %w", err)
	}
	return b.Bytes()[headBytes(len(f.palette)) : b.Len()-1], nil
}

func (f *file) write(block []byte) error {
	if f.failed == nil {
		_, f.failed = f.w.Write(block)
	}
	return f.failed
}

func (f *file) close() error { return f.write([]byte{trailer}) }
