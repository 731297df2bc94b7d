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

// A block is a frame as it stands in the file.
type block struct {
	data   []byte
	images int // usually one
}

// compress makes a block of a frame, with the standard library.
func (f *file) compress(s sheet) (block, error) {
	m, free := f.image(s)
	defer free()
	var b bytes.Buffer
	err := gif.EncodeAll(&b, &gif.GIF{
		Image:    []*image.Paletted{m},
		Delay:    []int{s.delay},
		Disposal: []byte{gif.DisposalNone},
		Config:   f.config,
	})
	if err != nil {
		return block{}, fmt.Errorf("encode: %w", err)
	}
	return block{b.Bytes()[headBytes(len(f.palette)) : b.Len()-1], 1}, nil
}

// image is what a frame changes as an image, good until it is freed.
func (f *file) image(s sheet) (m *image.Paletted, free func()) {
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
	// The code size of an image follows the length of its palette, which ends
	// with the highest colour that it has.
	m.Palette = f.palette[:1<<bits.Len8(high)]
	return m, func() { f.pixels.Put(pix) }
}

func (f *file) write(data []byte) error {
	if f.failed == nil {
		_, f.failed = f.w.Write(data)
	}
	return f.failed
}

func (f *file) close() error { return f.write([]byte{trailer}) }
