package lzw

import (
	"encoding/binary"
	"math/bits"
)

// runs is a picture as runs of equal pixels: most of a film's frame is
// transparent, and a run costs the same whatever its length.
type runs struct {
	index []uint8
	start []int32 // where each run begins, and last the number of pixels
}

// A place is a pixel, or the end of the picture, and the run it belongs to.
type place struct{ run, at int32 }

func (r *runs) scan(pix []byte) {
	r.index, r.start = r.index[:0], r.start[:0]
	for i := 0; i < len(pix); {
		r.index = append(r.index, pix[i])
		r.start = append(r.start, int32(i))
		i += lead(pix[i:])
	}
	r.start = append(r.start, int32(len(pix)))
}

// lead is how many pixels at the head of pix, which has some, are equal.
func lead(pix []byte) int {
	want := 0x0101010101010101 * uint64(pix[0])
	n := 0
	for ; n+8 <= len(pix); n += 8 {
		if other := binary.LittleEndian.Uint64(pix[n:]) ^ want; other != 0 {
			return n + bits.TrailingZeros64(other)/8
		}
	}
	for n < len(pix) && pix[n] == pix[0] {
		n++
	}
	return n
}

func (r *runs) ended(p place) bool { return int(p.run) == len(r.index) }

// left is how many pixels of its run follow p, itself included.
func (r *runs) left(p place) int32 { return r.start[p.run+1] - p.at }
