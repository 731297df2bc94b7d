// Package vp8l compresses indexed pictures to lossless WebP bit streams (RFC
// 9649, section 3).
//
// It exists for the frames of films, most of which are small: of a frame of a
// few hundred bytes, general encoders spend two thirds on tables of codes and
// colours.
package vp8l

import (
	"cmp"
	"errors"
	"image"
	"image/color"
	"slices"
)

// MaxSide is how many pixels a picture may have on each side.
const MaxSide = 1 << 14

// Append appends the bit stream of m, what a VP8L chunk holds. Every colour of
// its palette is opaque or wholly transparent, and every pixel is in it.
// An error says that m is empty, or larger than MaxSide.
func Append(dst []byte, m *image.Paletted) ([]byte, error) {
	wide, high := m.Rect.Dx(), m.Rect.Dy()
	if wide < 1 || high < 1 || wide > MaxSide || high > MaxSide {
		return nil, errors.New("vp8l: want a picture of 1x1 to 16384x16384 pixels")
	}
	colors, place := palette(m)
	w := &writer{out: dst}
	w.bits(0x2f, 8)
	w.bits(uint32(wide-1), 14)
	w.bits(uint32(high-1), 14)
	w.flag(slices.ContainsFunc(colors, func(c color.NRGBA) bool { return c.A < 255 }))
	const version, indexed = 0, 3
	w.bits(version, 3)
	w.flag(true) // a transform follows
	w.bits(indexed, 2)
	w.bits(uint32(len(colors)-1), 8)
	w.colors(colors)
	w.flag(false) // no other transform
	pix, row := packed(m, place, len(colors))
	w.flag(false) // no cache of colours
	w.flag(false) // one set of codes for the whole picture
	w.image(parse(pix, row), [3]byte{0, 0, 255})
	return w.close(), nil
}

// palette is the colours that are seen in a picture, and the place of each index among them.
func palette(m *image.Paletted) (colors []color.NRGBA, place [256]byte) {
	var seen [256]bool
	for y := range m.Rect.Dy() {
		for _, i := range m.Pix[y*m.Stride : y*m.Stride+m.Rect.Dx()] {
			seen[i] = true
		}
	}
	var used []int
	of := make([]color.NRGBA, len(m.Palette))
	for i, c := range m.Palette {
		if of[i] = color.NRGBAModel.Convert(c).(color.NRGBA); seen[i] {
			used = append(used, i)
		}
	}
	// Neighbours are stored as differences, so like shall be with like.
	slices.SortFunc(used, func(i, j int) int {
		a, b := of[i], of[j]
		return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.G, b.G), cmp.Compare(a.R, b.R), cmp.Compare(a.B, b.B))
	})
	for _, i := range used {
		place[i] = byte(len(colors))
		colors = append(colors, of[i])
	}
	return colors, place
}

// packed is the places of the pixels in a palette of n, as many in a byte as fit, and the length of a row.
func packed(m *image.Paletted, place [256]byte, n int) (pix []byte, row int) {
	each := 1 // pixels in a byte
	for _, fit := range []struct{ colors, pixels int }{{2, 8}, {4, 4}, {16, 2}} {
		if n <= fit.colors {
			each = fit.pixels
			break
		}
	}
	wide, depth := m.Rect.Dx(), 8/each
	row = (wide + each - 1) / each
	pix = make([]byte, row*m.Rect.Dy())
	for y := range m.Rect.Dy() {
		to := pix[y*row:]
		for x, i := range m.Pix[y*m.Stride : y*m.Stride+wide] {
			to[x/each] |= place[i] << (x % each * depth)
		}
	}
	return pix, row
}
