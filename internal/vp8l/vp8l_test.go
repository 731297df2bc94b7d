package vp8l

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"golang.org/x/image/vp8l"
	"pgregory.net/rapid"

	"flipbook/internal/golden"
)

// decoded is what another decoder makes of a picture that was compressed.
func decoded(m *image.Paletted) (image.Image, int, error) {
	data, err := Append(nil, m)
	if err != nil {
		return nil, 0, err
	}
	got, err := vp8l.Decode(bytes.NewReader(data))
	return got, len(data), err
}

// anyPicture is a part of a larger one, with noise, flat areas, repetitions and lines in it.
func anyPicture(t *rapid.T) *image.Paletted {
	colors := rapid.SampledFrom([]int{1, 2, 3, 4, 5, 16, 17, 100, 256}).Draw(t, "colours")
	wide, high := rapid.IntRange(1, 70).Draw(t, "wide"), rapid.IntRange(1, 70).Draw(t, "high")
	r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
	var p color.Palette
	if rapid.Bool().Draw(t, "holes") {
		p = append(p, color.RGBA{})
	}
	for len(p) < colors {
		p = append(p, color.RGBA{uint8(r.IntN(256)), uint8(r.IntN(256)), uint8(r.IntN(4)), 255})
	}
	m := image.NewPaletted(image.Rect(-3, -2, wide+5, high+1), p)
	for i := range m.Pix {
		switch r.IntN(8) {
		case 0, 1, 2, 3:
			m.Pix[i] = m.Pix[max(i-1, 0)]
		case 4:
			m.Pix[i] = m.Pix[max(i-m.Stride, 0)]
		case 5:
			m.Pix[i] = m.Pix[max(i-r.IntN(300), 0)]
		case 6:
			m.Pix[i] = uint8(r.IntN(min(colors, 3)))
		default:
			m.Pix[i] = uint8(r.IntN(colors))
		}
	}
	return m.SubImage(image.Rect(0, 0, wide, high)).(*image.Paletted)
}

// Pictures come back as they were.
func TestRandomPictures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyPicture(t)
		got, _, err := decoded(m)
		if err != nil {
			t.Fatal(err)
		}
		if err := golden.Compare(got, m, 0); err != nil {
			t.Fatal(err)
		}
	})
}

// So do large ones: flat, whose copies are as long as can be, and of noise, whose codes are.
func TestLargePictures(t *testing.T) {
	var gray color.Palette
	for i := range 256 {
		gray = append(gray, color.Gray{uint8(i)})
	}
	flat := image.NewPaletted(image.Rect(0, 0, 1500, 900), gray)
	noise := image.NewPaletted(image.Rect(0, 0, 700, 500), gray)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range noise.Pix {
		noise.Pix[i] = uint8(min(255, r.ExpFloat64()*9))
	}
	wide := image.NewPaletted(image.Rect(0, 0, MaxSide, 1), gray)
	for i := range wide.Pix {
		wide.Pix[i] = uint8(i / 100)
	}
	for name, c := range map[string]struct {
		m    *image.Paletted
		most int // bytes
	}{"flat": {flat, 150}, "noise": {noise, 700 * 500 * 5 / 8}, "wide": {wide, 1200}} {
		got, n, err := decoded(c.m)
		if err == nil {
			err = golden.Compare(got, c.m, 0)
		}
		if err != nil || n > c.most {
			t.Errorf("%s: %d bytes, want at most %d: %v", name, n, c.most, err)
		}
	}
}

// What is drawn in four colours takes less than the same in 256: more pixels share a byte.
func TestFewColorsTakeLess(t *testing.T) {
	m := image.NewPaletted(image.Rect(0, 0, 64, 64), color.Palette{color.RGBA{}, color.Black, color.White, color.Gray{99}})
	draw.Draw(m, image.Rect(3, 5, 60, 9), image.Black, image.Point{}, draw.Src)
	draw.Draw(m, image.Rect(20, 2, 22, 62), image.White, image.Point{}, draw.Src)
	if data, err := Append(nil, m); err != nil || len(data) > 70 {
		t.Errorf("two lines take %d bytes, want at most 70 (%v)", len(data), err)
	}
}

func TestWrongSizes(t *testing.T) {
	for _, size := range []image.Point{{0, 5}, {5, 0}, {MaxSide + 1, 1}, {1, MaxSide + 1}} {
		if _, err := Append(nil, image.NewPaletted(image.Rectangle{Max: size}, color.Palette{color.Black})); err == nil {
			t.Errorf("a picture of %v is compressed", size)
		}
	}
}

// What is there already stays.
func TestAppend(t *testing.T) {
	m := image.NewPaletted(image.Rect(0, 0, 2, 2), color.Palette{color.Black})
	alone, err := Append(nil, m)
	if err != nil {
		t.Fatal(err)
	}
	if after, err := Append([]byte("RIFF"), m); err != nil || string(after) != "RIFF"+string(alone) {
		t.Errorf("%q (%v), want RIFF and %q", after, err, alone)
	}
}

// Codes are Huffman's: no symbol could have a shorter one without another's becoming longer, and the sum of all is that of
// the definition, the two rarest joined again and again. With a bound, all codes stay within it and remain a full tree.
func TestRandomLengths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.OneOf(rapid.IntRange(0, 3), rapid.Map(rapid.IntRange(0, 30), func(n int) int { return 1 << n })), 2, 60).Draw(t, "counts")
		counts[0], counts[1] = counts[0]+1, counts[1]+1
		var want int
		var left []int
		for _, n := range counts {
			if n > 0 {
				left = append(left, n)
			}
		}
		for len(left) > 1 {
			slices.Sort(left)
			want += left[0] + left[1]
			left = append(left[2:], left[0]+left[1])
		}
		got := 0
		for s, l := range huffman(counts, 1) {
			got += counts[s] * l
		}
		if got != want {
			t.Errorf("%d bits, want %d", got, want)
		}
		for _, most := range []int{7, 15} {
			full := 0.0
			for s, l := range lengths(counts, most) {
				if l > most || (l == 0) != (counts[s] == 0) {
					t.Fatalf("symbol %d, which comes %d times, has %d bits", s, counts[s], l)
				}
				if l > 0 {
					full += math.Exp2(-float64(l))
				}
			}
			if full != 1 {
				t.Errorf("the codes fill %v of the tree", full)
			}
		}
	})
}

// Lengths that are told in runs are the same lengths.
func TestRandomRuns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var want []int
		for range rapid.IntRange(1, 8).Draw(t, "runs") {
			want = append(want, slices.Repeat([]int{rapid.IntRange(0, 3).Draw(t, "length")}, rapid.IntRange(1, 300).Draw(t, "times"))...)
		}
		var got []int
		last := 8
		for _, r := range runs(want) {
			switch r.symbol {
			case 16:
				got = append(got, slices.Repeat([]int{last}, 3+int(r.extra))...)
			case 17:
				got = append(got, make([]int, 3+int(r.extra))...)
			case 18:
				got = append(got, make([]int, 11+int(r.extra))...)
			default:
				if got = append(got, r.symbol); r.symbol > 0 {
					last = r.symbol
				}
			}
			if r.extra >= 1<<r.n {
				t.Fatalf("%d does not fit %d bits", r.extra, r.n)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	})
}

// A prefix and its bits are the number again.
func TestPrefix(t *testing.T) {
	for v := 1; v < 1<<20; v = v + 1 + v/1000 {
		s, extra, n := prefix(v)
		got := s + 1
		if s >= 4 { // as a decoder reads it
			got = (2+s&1)<<((s-2)>>1) + int(extra) + 1
		}
		if got != v || s >= distances || extra >= 1<<n {
			t.Fatalf("%d becomes %d", v, got)
		}
	}
}
