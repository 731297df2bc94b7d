package encode

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"image"
	"io"
	"math"

	webp "github.com/HugoSmits86/nativewebp"

	"flipbook/internal/vp8l"
	"flipbook/raster"
)

// WebPOptions may be nil, as may all that is in them be zero.
type WebPOptions struct {
	// Loop is how often the film is played. The zero value is Forever.
	Loop Loop

	// Levels is with how many levels of coverage the film is drawn. 0 means raster.Levels.
	Levels int

	// Jobs is how many goroutines compress frames. 0 means 1. The file is the same.
	Jobs int

	// Memory is how many bytes of frames are kept between the pass that looks at the film and the one that writes. A longer
	// film is drawn twice. 0 means 16 MB.
	Memory int

	// Title is what the film is called, Alt what a reader who cannot see it is told, and Made how it was made, each in one
	// line: dc:title, dc:description and xmp:CreatorTool of the file's metadata. "" leaves it out.
	Title, Alt, Made string
}

// A WebP has sides of 14 bits, and a delay of 24.
var webpMedium = medium{name: "a WebP", side: 1 << 14, second: 1000, least: 20, most: 1<<24 - 1}

// WebP writes a film as an animated WebP without loss. A frame holds the rectangle that changed, transparent where it did
// not. The moments of the film are rounded to milliseconds, so that rounding does not add up; no frame stands for less than
// MinHold.
//
// The file begins with its length, so all of it is held in memory, compressed as it is, until it is written. A frame of more
// than 256 colours takes some 60 bytes a pixel while it is compressed.
func WebP(w io.Writer, take Take, o *WebPOptions) (Info, error) {
	var set WebPOptions
	if o != nil {
		set = *o
	}
	if err := proper(set.Title, set.Alt, set.Made); err != nil {
		return Info{}, err
	}
	levels := cmp.Or(set.Levels, raster.Levels)
	reel, err := survey(webpMedium.fit(take(levels)), levels, cmp.Or(set.Memory, keep), false)
	if err != nil {
		return Info{}, err
	}
	info := Info{Size: reel.size, Frames: reel.shots, Images: reel.shots, Exact: true, Levels: levels}
	c := &clock{medium: webpMedium}
	var frames []byte
	flags := byte(isAnimated)
	for f, err := range inOrder(c.sheets(reel), together(info.Size, set.Jobs), animationFrame) {
		if err != nil {
			return Info{}, err
		}
		frames = append(frames, f.data...)
		flags |= f.flags
	}
	info.Duration = c.time(c.shown)
	said := xmp(set.Title, set.Alt, set.Made)
	if said != nil {
		flags |= hasXMP
		said = riffChunk(nil, "XMP ", said)
	}
	head := u24([]byte{flags, 0, 0, 0}, info.Size.X-1)
	out := riffChunk([]byte("WEBP"), "VP8X", u24(head, info.Size.Y-1))
	out = riffChunk(out, "ANIM", []byte{0, 0, 0, 0, byte(set.Loop), 0}) // no background; how often it is played, and 0 for ever
	size := uint64(len(out) + len(frames) + len(said))
	if size > math.MaxUint32-1 {
		return Info{}, fmt.Errorf("the film takes %d bytes: a WebP has at most 4 GB", size)
	}
	riff := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(size))
	for _, part := range [][]byte{riff, out, frames, said} {
		if _, err := w.Write(part); err != nil {
			return Info{}, err
		}
	}
	return info, nil
}

// What the head of a WebP says is in it.
const (
	isAnimated = 1 << 1
	hasXMP     = 1 << 2
	hasAlpha   = 1 << 4
)

// A webpFrame is an ANMF chunk, and what the head must say because of it.
type webpFrame struct {
	data  []byte
	flags byte
}

// animationFrame compresses a frame. The place where it lies is even: of its coordinates the file holds the halves.
func animationFrame(s sheet) (webpFrame, error) {
	r := s.delta.Rect
	r.Min.X, r.Min.Y = r.Min.X&^1, r.Min.Y&^1
	m := image.NewRGBA(r)
	s.delta.Draw(m)
	var f webpFrame
	if !m.Opaque() {
		f.flags = hasAlpha
	}
	picture, err := lossless(m)
	if err != nil {
		return f, err
	}
	var data []byte
	for _, v := range []int{r.Min.X / 2, r.Min.Y / 2, r.Dx() - 1, r.Dy() - 1, s.delay} {
		data = u24(data, v)
	}
	const leftAndBlended = 0
	f.data = riffChunk(nil, "ANMF", append(append(data, leftAndBlended), picture...))
	return f, nil
}

// lossless is the chunk of a picture.
func lossless(m *image.RGBA) ([]byte, error) {
	if p, ok := indexed(m); ok {
		data, err := vp8l.Append(nil, p)
		return riffChunk(nil, "VP8L", data), err
	}
	var file bytes.Buffer
	if err := webp.Encode(&file, m, nil); err != nil {
		return nil, fmt.Errorf("encode: WebP: %w", err)
	}
	return file.Bytes()[riffHead:], nil
}

// riffHead is the length of what is before the chunks of a WebP: RIFF, the length of what follows, WEBP.
const riffHead = 12

// riffChunk appends a part of a RIFF file, which has an even length.
func riffChunk(dst []byte, kind string, data []byte) []byte {
	dst = binary.LittleEndian.AppendUint32(append(dst, kind...), uint32(len(data)))
	dst = append(dst, data...)
	if len(data)%2 != 0 {
		dst = append(dst, 0)
	}
	return dst
}

func u24(dst []byte, v int) []byte { return append(dst, byte(v), byte(v>>8), byte(v>>16)) }
