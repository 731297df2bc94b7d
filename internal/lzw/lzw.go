// Package lzw compresses the pixels of a GIF's frame.
//
// The code is that of Welch (A Technique for High-Performance Data Compression,
// Computer 17(6), 1984) as GIF89a has it, and every decoder reads it. What it
// leaves to the encoder is how the pixels are divided into phrases that are
// known, and when the dictionary is cleared; Best takes care with both.
package lzw

import (
	"fmt"
	"math"
	"math/bits"
	"sync"
)

// An Effort says how much care is taken.
type Effort int

const (
	// Fast gives the bytes of compress/lzw's writer, in time that depends on
	// the number of codes more than on that of pixels.
	Fast Effort = iota
	// Best gives fewer bytes, and never more, in much more time.
	Best
)

// Append appends the codes of the pixels of an image, from the first clear
// code to the end code, least significant bit first: what a GIF has in its
// data sub-blocks, after the byte that says litWidth. That is the number of
// bits of a pixel, 2 to 8. It is an error if it is another, or if a pixel has
// more bits, and dst comes back as it was. Calls may run at the same time.
func Append(dst, pix []byte, litWidth int, effort Effort) ([]byte, error) {
	if litWidth < 2 || litWidth > 8 {
		return dst, fmt.Errorf("lzw: %d bits for a pixel: want 2 to 8", litWidth)
	}
	if len(pix) > math.MaxInt32 {
		return dst, fmt.Errorf("lzw: %d pixels: want at most %d", len(pix), math.MaxInt32)
	}
	if effort != Fast && effort != Best {
		return dst, fmt.Errorf("lzw: effort %d: want Fast or Best", effort)
	}
	d := dictionaries.Get().(*dictionary)
	defer dictionaries.Put(d)
	d.open(pix, litWidth)
	for i, p := range d.index {
		if int(p)>>litWidth != 0 {
			return dst, fmt.Errorf("lzw: pixel %d is %d, which has more than %d bits", d.start[i], p, litWidth)
		}
	}
	codes := d.plain()
	if effort == Best && len(pix) > 0 {
		if fewer := d.cleared(pix, litWidth); size(fewer) < size(codes) {
			codes = fewer
		}
	}
	return pack(dst, codes), nil
}

var dictionaries = sync.Pool{New: func() any { return new(dictionary) }}

// plain always takes the longest phrase, and clears when the dictionary is
// full.
func (d *dictionary) plain() []code {
	codes := []code{d.end - 1}
	for p := (place{}); !d.ended(p); {
		c, q := d.match(p)
		d.add(c, q)
		codes = append(codes, c)
		if d.last == full {
			codes = append(codes, d.end-1)
			d.clear()
		}
		p = q
	}
	return append(codes, d.end)
}

// A counter follows the width of codes as every decoder does: one more is
// known after each but the first since a clear code, until there are 4096.
type counter struct{ clear, last code }

// from counts codes that begin with clear.
func from(codes []code) counter { return counter{codes[0], codes[0] + 1} }

func (n *counter) width(c code) int {
	w := bits.Len16(n.last)
	switch {
	case c == n.clear:
		n.last = n.clear + 1
	case n.last < full:
		n.last++
	}
	return w
}

// size is the number of bits of codes.
func size(codes []code) (total int) {
	n := from(codes)
	for _, c := range codes {
		total += n.width(c)
	}
	return total
}

func pack(dst []byte, codes []code) []byte {
	n := from(codes)
	var held uint32
	var many int
	for _, c := range codes {
		held |= uint32(c) << many
		for many += n.width(c); many >= 8; many -= 8 {
			dst = append(dst, byte(held))
			held >>= 8
		}
	}
	if many > 0 {
		dst = append(dst, byte(held))
	}
	return dst
}
