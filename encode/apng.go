package encode

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"image"
	"image/png"
	"io"
	"sync"

	"flipbook/raster"
)

// APNGOptions may be nil, as may all that is in them be zero.
type APNGOptions struct {
	// Loop is how often the film is played. The zero value is Forever.
	Loop Loop

	// Levels is with how many levels of coverage the film is drawn. 0 means raster.Levels.
	Levels int

	// Jobs is how many goroutines compress frames. 0 means 1. The file is the same.
	Jobs int

	// Memory is how many bytes of frames are kept between the pass that counts frames and colours and the one that writes.
	// A longer film is drawn twice. 0 means 16 MB.
	Memory int

	// DPI, Title, Alt and Made are those of PNGOptions.
	DPI              float64
	Title, Alt, Made string
}

// Chunks of an APNG hold delays as fractions with 16 bits above and below: milliseconds up to 65 seconds, then hundredths.
// A GIF cannot hold a frame for longer either.
var apngMedium = medium{name: "an APNG", side: 1<<31 - 1, second: 1000, least: 20, most: 10*maxDelay + 9, held: func(ms int) int {
	if ms > 1<<16-1 {
		ms -= ms % 10
	}
	return ms
}}

// APNG writes a film as an animated PNG, exactly: with one palette for all its frames if it has no more than 255 colours,
// and otherwise in true colour. A frame holds the rectangle that changed, transparent where it did not. The moments of the
// film are rounded to milliseconds, so that rounding does not add up; no frame stands for less than MinHold. What knows
// nothing of APNG shows the first frame. (The format is that of the third edition of the PNG specification.)
//
// A first pass counts frames and colours, a second writes; neither holds more of the film than o says.
func APNG(w io.Writer, take Take, o *APNGOptions) (Info, error) {
	var set APNGOptions
	if o != nil {
		set = *o
	}
	said, err := about(set.DPI, set.Title, set.Alt, set.Made)
	if err != nil {
		return Info{}, err
	}
	levels := cmp.Or(set.Levels, raster.Levels)
	reel, err := survey(apngMedium.fit(take(levels)), levels, cmp.Or(set.Memory, keep), false)
	if err != nil {
		return Info{}, err
	}
	info := Info{Size: reel.size, Frames: reel.shots, Images: reel.shots, Exact: true, Levels: levels}
	draw := trueColor
	if reel.exact() {
		colors, index := reel.palette(maxColors)
		info.Colors = len(colors)
		inks := newIndexer(colors, index)
		draw = func(d *raster.Delta) (image.Image, func()) {
			m, _, free := inks.image(d)
			return m, free
		}
	}
	c := &clock{medium: apngMedium}
	f := &animatedPNG{w: w, draw: draw, head: append(said, animationControl(info.Frames, set.Loop))}
	for p, err := range inOrder(c.sheets(reel), together(info.Size, set.Jobs), f.compress) {
		if err == nil {
			err = f.frame(p)
		}
		if err != nil {
			return Info{}, err
		}
	}
	info.Duration = c.time(c.shown)
	_, err = w.Write(chunk{kind: "IEND"}.append(nil))
	return info, err
}

// animationControl is the chunk that makes a PNG an APNG.
func animationControl(frames int, loop Loop) chunk {
	data := binary.BigEndian.AppendUint32(nil, uint32(frames))
	return chunk{"acTL", binary.BigEndian.AppendUint32(data, uint32(loop))} // how often it is played, and 0 for ever
}

// An animatedPNG is written frame by frame.
type animatedPNG struct {
	w        io.Writer
	draw     func(*raster.Delta) (m image.Image, free func())
	head     []chunk   // what is said in the beginning
	sequence uint32    // how many chunks of the animation there are
	buffers  sync.Pool // of *png.EncoderBuffer
}

// A cel is a frame as a PNG of its own.
type cel struct {
	sheet
	png []byte
}

func (f *animatedPNG) Get() *png.EncoderBuffer {
	b, _ := f.buffers.Get().(*png.EncoderBuffer)
	return b
}

func (f *animatedPNG) Put(b *png.EncoderBuffer) { f.buffers.Put(b) }

func (f *animatedPNG) compress(s sheet) (cel, error) {
	m, free := f.draw(s.delta)
	defer free()
	var file bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestCompression, BufferPool: f}
	err := e.Encode(&file, m)
	return cel{s, file.Bytes()}, err
}

// frame writes the data of a cel, and before the first of them the head of the file.
func (f *animatedPNG) frame(c cel) error {
	var out, data []byte
	first := f.sequence == 0
	if first {
		out = append(out, pngSignature...)
	}
	for part, err := range chunks(c.png) {
		switch {
		case err != nil:
			return err
		case part.kind == "IDAT":
			data = append(data, part.data...)
		case first && part.kind != "IEND":
			out = part.append(out)
			if part.kind == "IHDR" {
				out = appendAll(out, f.head...)
			}
		}
	}
	out = chunk{"fcTL", f.control(c.sheet)}.append(out)
	if first {
		out = chunk{"IDAT", data}.append(out)
	} else {
		out = chunk{"fdAT", append(f.next(), data...)}.append(out)
	}
	_, err := f.w.Write(out)
	return err
}

// next is the number of the next chunk of the animation.
func (f *animatedPNG) next() []byte {
	f.sequence++
	return binary.BigEndian.AppendUint32(nil, f.sequence-1)
}

// control says where a frame is, and how long it stands before the next one is laid over it.
func (f *animatedPNG) control(s sheet) []byte {
	const leave, over = 0, 1
	data := f.next()
	for _, v := range []int{s.delta.Rect.Dx(), s.delta.Rect.Dy(), s.delta.Rect.Min.X, s.delta.Rect.Min.Y} {
		data = binary.BigEndian.AppendUint32(data, uint32(v))
	}
	delay, second := s.delay, 1000
	if delay > 1<<16-1 {
		delay, second = delay/10, 100
	}
	data = binary.BigEndian.AppendUint16(data, uint16(delay))
	data = binary.BigEndian.AppendUint16(data, uint16(second))
	return append(data, leave, over)
}

// A seeThrough picture has an alpha channel, also where it is opaque all over: all frames of a film are alike.
type seeThrough struct{ *image.NRGBA }

func (seeThrough) Opaque() bool { return false }

// trueColor is what a frame changes, in all its colours.
func trueColor(d *raster.Delta) (image.Image, func()) {
	m := image.NewRGBA(d.Rect)
	d.Draw(m)
	n := &image.NRGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect} // the same where alpha is all or nothing
	if n.Opaque() {
		return seeThrough{n}, func() {}
	}
	return n, func() {}
}
