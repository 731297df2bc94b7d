package encode

import (
	"bytes"
	"image/color"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"flipbook/raster"
)

// anyColors are random colours, crowded or far apart.
func anyColors(t *rapid.T, atLeast, atMost int) []color.RGBA {
	width := rapid.SampledFrom([]int{4, 16, 64, 256}).Draw(t, "width")
	n := min(rapid.IntRange(atLeast, atMost).Draw(t, "colours"), width*width*width/2)
	base := rapid.IntRange(0, 256-width).Draw(t, "base")
	seed := uint32(rapid.Uint32().Draw(t, "seed"))
	next := func() uint8 { // a small generator: drawing thousands of numbers one by one takes too long
		seed = seed*1664525 + 1013904223
		return uint8(base + int(seed>>16)%width)
	}
	seen := make(map[color.RGBA]bool)
	var out []color.RGBA
	for len(out) < n {
		if c := (color.RGBA{next(), next(), next(), 255}); !seen[c] {
			seen[c] = true
			out = append(out, c)
		}
	}
	return out
}

// count counts colour i up to as many times as there are colours, in frames
// that are seven colours each.
func count(colors []color.RGBA) *tally {
	t := newTally()
	for some := range slices.Chunk(colors, 7) {
		var d raster.Delta
		for i, c := range some {
			n := (t.frame*7+i)*7919%len(colors) + 1
			d.Spans = append(d.Spans, raster.Span{Pix: bytes.Repeat([]byte{c.R, c.G, c.B, 255}, n)})
		}
		t.addFrame(&d)
	}
	return t
}

// Up to the limit, every colour is in the palette as it is.
func TestRandomSmallPalettes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		colors := anyColors(t, 1, 255)
		p, index := count(colors).palette(255)
		if len(p) != len(colors) {
			t.Fatalf("a palette of %d for %d colours", len(p), len(colors))
		}
		for _, c := range colors {
			if p[index(c)] != c {
				t.Fatalf("%v becomes %v", c, p[index(c)])
			}
		}
	})
}

// Beyond the limit, space is cut into cubes of the least side that leaves so
// few, and every colour becomes the most frequent one of its cube: that is
// what the slow way below does.
func TestRandomLargePalettes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		colors := anyColors(t, 256, 1200)
		limit := rapid.SampledFrom([]int{255, 100, 3, 1}).Draw(t, "limit")
		tally := count(colors)
		p, index := tally.palette(limit)
		if len(p) > limit && len(colors) > limit {
			t.Fatalf("a palette of %d, want at most %d", len(p), limit)
		}
		type cube [3]int
		of := func(c color.RGBA, step int) cube { return cube{int(c.R) / step, int(c.G) / step, int(c.B) / step} }
		step := 1
		var pixels map[cube]int
		for ; ; step++ {
			pixels = make(map[cube]int)
			for i, c := range colors {
				pixels[of(c, step)] = max(pixels[of(c, step)], tally.colors[i].pixels)
			}
			if len(pixels) <= limit {
				break
			}
		}
		entries := make(map[cube]color.RGBA)
		for _, c := range colors {
			entry := p[index(c)]
			if of(entry, step) != of(c, step) {
				t.Fatalf("%v becomes %v, more than %d away", c, entry, step-1)
			}
			if was, ok := entries[of(c, step)]; ok && was != entry {
				t.Fatalf("a cube has the entries %v and %v", was, entry)
			}
			entries[of(c, step)] = entry
			if n := tally.colors[tally.number[entry]].pixels; n != pixels[of(c, step)] {
				t.Fatalf("%v becomes %v of %d pixels, but there is a colour of %d in its cube", c, entry, n, pixels[of(c, step)])
			}
		}
	})
}

// The last colour is one that the fewest frames need. What these frames need
// beside it no longer counts, so that one that they share with few others
// comes before it, however often it is used. (Sorted by frames alone, 9
// would come before 5.)
func TestPaletteOrder(t *testing.T) {
	tally := newTally()
	for frame, shades := range [][]uint8{{9, 5, 1, 7}, {1, 7, 9}, {1, 7, 9}, {1, 5}, {1, 5}, {1}} {
		var d raster.Delta
		for _, v := range shades {
			d.Spans = append(d.Spans, raster.Span{Y: frame, Pix: []byte{v, v, v, 255}})
		}
		tally.addFrame(&d)
	}
	p, index := tally.palette(255)
	var got []uint8
	for i, c := range p {
		if int(index(c)) != i {
			t.Errorf("entry %d is said to be %d", i, index(c))
		}
		got = append(got, c.R)
	}
	if want := []uint8{1, 5, 9, 7}; !slices.Equal(got, want) {
		t.Errorf("the order is %v, want %v", got, want)
	}
}
