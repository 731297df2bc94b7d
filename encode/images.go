package encode

import (
	"encoding/binary"
	"image"
	"math/bits"
	"slices"

	"flipbook/internal/geometry"
	"flipbook/internal/lzw"
)

// A block is a frame as it stands in the file.
type block struct {
	data   []byte
	images int // usually one
}

// plain compresses a frame to the bytes that the standard library makes of it, but a run of equal pixels at a time: most of a
// frame is one colour, that of what stays, and to look at each of its pixels would take up to two fifths of the time of a
// whole film.
func (f *file) plain(s sheet) (block, error) {
	m, high, free := f.image(s.delta)
	defer free()
	return images(m, high, []image.Rectangle{m.Rect}, s.delay, lzw.Fast)
}

// most is into how many images a frame is divided at most, each but the last standing for minDelay.
const most = 3

// smallest compresses a frame with care. Where what changes lies far apart, and the frame stands long enough, it becomes
// several images that follow each other as fast as players show them, if that saves a tenth.
func (f *file) smallest(s sheet) (block, error) {
	m, high, free := f.image(s.delta)
	defer free()
	spans := make([]image.Rectangle, len(s.delta.Spans))
	for i, span := range s.delta.Spans {
		spans[i] = image.Rect(span.X, span.Y, span.X+len(span.Pix)/4, span.Y+1)
	}
	// The quick codes know as well which division is best.
	best := []image.Rectangle{m.Rect}
	least, err := images(m, high, best, s.delay, lzw.Fast)
	for n := 2; n <= min(most, s.delay/minDelay) && err == nil; n++ {
		parts := geometry.Split(spans, n)
		if len(parts) < n {
			break
		}
		var divided block
		if divided, err = images(m, high, parts, s.delay, lzw.Fast); len(divided.data) < len(least.data)*9/10 {
			best, least = parts, divided
		}
	}
	if err != nil {
		return block{}, err
	}
	return images(m, high, best, s.delay, lzw.Best)
}

// images writes parts of a picture, whose highest index is high, one after the other.
func images(m *image.Paletted, high uint8, parts []image.Rectangle, delay int, effort lzw.Effort) (block, error) {
	b := block{images: len(parts)}
	for i, r := range parts {
		stands := minDelay
		if i == len(parts)-1 {
			stands = delay
		}
		delay -= stands
		pix, high := m.Pix, high
		if r != m.Rect {
			pix = nil
			for y := r.Min.Y; y < r.Max.Y; y++ {
				pix = append(pix, m.Pix[m.PixOffset(r.Min.X, y):m.PixOffset(r.Max.X, y)]...)
			}
			high = slices.Max(pix)
		}
		litWidth := max(2, bits.Len8(high))
		codes, err := lzw.Append(nil, pix, litWidth, effort)
		if err != nil {
			return block{}, err
		}
		b.data = appendImage(b.data, r, stands, litWidth, codes)
	}
	return b, nil
}

// appendImage appends an image, transparent where it is 0, that is left in place: its graphic control extension, its
// descriptor and its codes (GIF89a, sections 23, 20 and 22).
func appendImage(dst []byte, r image.Rectangle, delay, litWidth int, codes []byte) []byte {
	const leave, transparent = 1 << 2, 1
	u16 := binary.LittleEndian.AppendUint16
	dst = append(dst, 0x21, 0xf9, 4, leave|transparent)
	dst = u16(dst, uint16(delay))
	dst = append(dst, 0, 0, 0x2c)
	for _, v := range []int{r.Min.X, r.Min.Y, r.Dx(), r.Dy()} {
		dst = u16(dst, uint16(v))
	}
	dst = append(dst, 0, byte(litWidth))
	return append(subBlocks(dst, codes), 0)
}

// subBlocks appends data sub-blocks (GIF89a, section 15), without the empty one that ends them.
func subBlocks(dst, data []byte) []byte {
	for some := range slices.Chunk(data, 255) {
		dst = append(append(dst, byte(len(some))), some...)
	}
	return dst
}
