package encode

import (
	"encoding/binary"
	"image"
	"math/bits"
	"slices"

	"flipbook/internal/geometry"
	"flipbook/internal/lzw"
)

// most is into how many images a frame is divided at most, each but the last standing for minDelay.
const most = 3

// smallest compresses a frame with codes of our own. Where what changes lies far apart, and the frame stands long enough, it
// is several images that follow each other as fast as players show them, if that saves a tenth.
func (f *file) smallest(s sheet) (block, error) {
	m, free := f.image(s)
	defer free()
	best, err := f.images(m, []image.Rectangle{m.Rect}, s.delay)
	if err != nil {
		return block{}, err
	}
	spans := make([]image.Rectangle, len(s.delta.Spans))
	for i, span := range s.delta.Spans {
		spans[i] = image.Rect(span.X, span.Y, span.X+len(span.Pix)/4, span.Y+1)
	}
	for n := 2; n <= min(most, s.delay/minDelay); n++ {
		parts := geometry.Split(spans, n)
		if len(parts) < n {
			break
		}
		divided, err := f.images(m, parts, s.delay)
		if err != nil {
			return block{}, err
		}
		if len(divided.data) < len(best.data)*9/10 {
			best = divided
		}
	}
	return best, nil
}

// images writes parts of a picture one after the other.
func (f *file) images(m *image.Paletted, parts []image.Rectangle, delay int) (block, error) {
	b := block{images: len(parts)}
	for i, r := range parts {
		stands := minDelay
		if i == len(parts)-1 {
			stands = delay
		}
		delay -= stands
		pix := make([]byte, 0, r.Dx()*r.Dy())
		for y := r.Min.Y; y < r.Max.Y; y++ {
			pix = append(pix, m.Pix[m.PixOffset(r.Min.X, y):m.PixOffset(r.Max.X, y)]...)
		}
		litWidth := max(2, bits.Len8(slices.Max(pix)))
		codes, err := lzw.Append(nil, pix, litWidth, lzw.Best)
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
	for some := range slices.Chunk(codes, 255) {
		dst = append(append(dst, byte(len(some))), some...)
	}
	return append(dst, 0)
}
