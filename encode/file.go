package encode

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"io"
	"slices"
)

// A file is a GIF that is written frame by frame.
type file struct {
	*indexer
	w      io.Writer
	failed error // nothing is written after it
}

const (
	loopBytes = 19 // the length of the extension that says how often a film is played
	trailer   = 0x3b
)

// newFile begins a file with its head.
func newFile(w io.Writer, size image.Point, s *indexer, loop Loop, moves bool) *file {
	palette := slices.Clip(s.palette)
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
	f := &file{indexer: s, w: w}
	var b bytes.Buffer
	if f.failed = gif.EncodeAll(&b, &head); f.failed == nil {
		_, f.failed = w.Write(b.Bytes()[:length])
	}
	return f
}

// comment writes a comment extension (GIF89a, section 24), if there is something to be said.
func (f *file) comment(line string) {
	if line != "" {
		f.write(append(subBlocks([]byte{0x21, 0xfe}, []byte(line)), 0))
	}
}

func (f *file) write(data []byte) error {
	if f.failed == nil {
		_, f.failed = f.w.Write(data)
	}
	return f.failed
}

func (f *file) close() error { return f.write([]byte{trailer}) }
