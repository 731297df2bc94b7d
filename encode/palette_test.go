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

// Beyond the limit, every channel is divided into as many parts as leave so few
// colours, and every colour becomes the most frequent one that shares its
// parts: that is what the slow way below does.
func TestRandomLargePalettes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		colors := anyColors(t, 256, 1200)
		limit := rapid.SampledFrom([]int{255, 100, 3, 1}).Draw(t, "limit")
		if len(colors) <= limit {
			t.Skip("few colours")
		}
		tally := count(colors)
		parts := tally.shades(limit)
		most := func(parts int) map[cell]int {
			pixels := make(map[cell]int)
			for i, c := range colors {
				at := cell{uint8(int(c.R) * parts / 256), uint8(int(c.G) * parts / 256), uint8(int(c.B) * parts / 256)}
				pixels[at] = max(pixels[at], tally.colors[i].pixels)
			}
			return pixels
		}
		pixels := most(parts)
		if len(pixels) > limit || len(most(parts+1)) <= limit {
			t.Fatalf("%d parts leave %d colours and one part more %d; the limit is %d", parts, len(pixels), len(most(parts+1)), limit)
		}
		p, index := tally.palette(limit)
		if len(p) != len(pixels) {
			t.Fatalf("a palette of %d, want %d", len(p), len(pixels))
		}
		for _, c := range colors {
			entry := p[index(c)]
			if cellOf(entry, parts) != cellOf(c, parts) {
				t.Fatalf("%v becomes %v, in another cell", c, entry)
			}
			if n := tally.colors[tally.number[entry]].pixels; n != pixels[cellOf(c, parts)] {
				t.Fatalf("%v becomes %v of %d pixels, but there is a colour of %d in its cell", c, entry, n, pixels[cellOf(c, parts)])
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

// What is counted has bounds, however long the film and however many its
// colours. Those that are too near each other to be told apart are counted
// together, and the most frequent one stands for them.
func TestCountingHasBounds(t *testing.T) {
	tally := newTally()
	frame := func(inks ...color.RGBA) {
		var d raster.Delta
		for _, c := range inks {
			d.Spans = append(d.Spans, raster.Span{Pix: []byte{c.R, c.G, c.B, 255}})
		}
		tally.addFrame(&d)
	}
	for i := range 2 * maxSets { // each needs other colours
		var inks []color.RGBA
		for bit := range 13 {
			inks = append(inks, color.RGBA{0, 0, uint8(2*bit + i>>bit&1), 255})
		}
		if frame(inks...); len(tally.sets) > maxSets {
			t.Fatalf("%d sets of colours are kept, want at most %d", len(tally.sets), maxSets)
		}
	}
	for r := range 256 {
		for g := range 256 {
			frame(color.RGBA{uint8(r), uint8(g), 100, 255})
		}
	}
	if len(tally.colors) > maxShades || len(tally.number) > maxShades || tally.exact() {
		t.Errorf("%d colours are kept, want at most %d; exact: %v", len(tally.colors), maxShades, tally.exact())
	}
	few, many := color.RGBA{200, 200, 250, 255}, color.RGBA{201, 201, 250, 255}
	frame(few, many, many)
	p, index := tally.palette(maxColors)
	if got := p[index(few)]; got != many {
		t.Errorf("%v becomes %v, want %v", few, got, many)
	}
}
