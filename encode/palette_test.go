package encode

import (
	"image/color"
	"testing"

	"pgregory.net/rapid"
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

// count counts colour i i+1 times, in frames that are seven colours each.
func count(colors []color.RGBA) *tally {
	t := newTally(255)
	for i, c := range colors {
		for range (i*7919)%len(colors) + 1 {
			t.add(c, i/7)
		}
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
		for i, c := range colors {
			if p[index[i]] != c {
				t.Fatalf("%v becomes %v", c, p[index[i]])
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
		entries := make(map[cube]color.Color)
		for i, c := range colors {
			entry := p[index[i]].(color.RGBA)
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

// The colours of many frames come first: a frame that needs few colours is
// written in short codes.
func TestPaletteOrder(t *testing.T) {
	tally := newTally(255)
	gray := func(v uint8) color.RGBA { return color.RGBA{v, v, v, 255} }
	for frame, shades := range [][]uint8{{9, 1, 2}, {1, 3}, {1, 3}, {1}} {
		for _, v := range shades {
			tally.add(gray(v), frame)
		}
	}
	p, _ := tally.palette(255)
	for i, v := range []uint8{1, 3, 9, 2} {
		if p[i] != gray(v) {
			t.Errorf("entry %d is %v, want gray %d", i, p[i], v)
		}
	}
}
