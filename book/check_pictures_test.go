package book

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/color/palette"
	"image/gif"
	"iter"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// drawGIF is any GIF of a few small images, disposed of in any way.
func drawGIF(t *rapid.T) *gif.GIF {
	const w, h = 6, 4
	g := &gif.GIF{Config: image.Config{Width: w, Height: h, ColorModel: color.Palette(palette.Plan9)}}
	for range rapid.IntRange(1, 6).Draw(t, "images") {
		x, y := rapid.IntRange(0, w-1).Draw(t, "x"), rapid.IntRange(0, h-1).Draw(t, "y")
		r := image.Rect(x, y, rapid.IntRange(x+1, w).Draw(t, "right"), rapid.IntRange(y+1, h).Draw(t, "bottom"))
		colours := color.Palette(palette.Plan9)
		if rapid.Bool().Draw(t, "own colours") {
			colours = color.Palette{color.Transparent, color.NRGBA{200, 0, 0, 255}, color.NRGBA{0, 0, 200, 255}}
		}
		m := image.NewPaletted(r, colours)
		for i := range m.Pix {
			m.Pix[i] = uint8(rapid.IntRange(0, len(colours)-1).Draw(t, "pixel"))
		}
		g.Image = append(g.Image, m)
		g.Delay = append(g.Delay, rapid.IntRange(0, 9).Draw(t, "delay"))
		g.Disposal = append(g.Disposal, rapid.SampledFrom([]byte{gif.DisposalNone, gif.DisposalBackground, gif.DisposalPrevious}).Draw(t, "disposal"))
	}
	return g
}

// screens is what a player shows of a GIF, a pixel at a time.
func screens(g *gif.GIF) (out []shown) {
	screen := image.NewNRGBA(image.Rect(0, 0, g.Config.Width, g.Config.Height))
	for i, m := range g.Image {
		next := image.NewNRGBA(screen.Rect)
		after := image.NewNRGBA(screen.Rect)
		for y := range screen.Rect.Dy() {
			for x := range screen.Rect.Dx() {
				was := screen.NRGBAAt(x, y)
				now := was
				covered := image.Pt(x, y).In(m.Rect)
				if c := color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA); covered && c.A > 0 {
					now = c
				}
				next.SetNRGBA(x, y, now)
				switch {
				case covered && g.Disposal[i] == gif.DisposalBackground:
					now = color.NRGBA{}
				case g.Disposal[i] == gif.DisposalPrevious:
					now = was
				}
				after.SetNRGBA(x, y, now)
			}
		}
		out = append(out, shown{next, time.Duration(g.Delay[i]) * 10 * time.Millisecond})
		screen = after
	}
	return out
}

// A GIF that is read one image at a time shows what it does when it is read as
// a whole, whoever has written it.
func TestRandomGIFPictures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var file bytes.Buffer
		if err := gif.EncodeAll(&file, drawGIF(t)); err != nil {
			t.Fatal(err)
		}
		whole, err := gif.DecodeAll(bytes.NewReader(file.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		want := screens(whole)
		i := 0
		for got, err := range gifPictures(file.Bytes()) {
			if err != nil || i == len(want) {
				t.Fatalf("picture %d of %d: %v", i, len(want), err)
			}
			if !bytes.Equal(got.m.Pix, want[i].m.Pix) || got.hold != want[i].hold {
				t.Fatalf("picture %d stands for %v, want %v\n%v\n%v", i, got.hold, want[i].hold, got.m.Pix, want[i].m.Pix)
			}
			i++
		}
		if i != len(want) {
			t.Errorf("%d pictures, want %d", i, len(want))
		}
	})
}

// A damaged file is an error or other pictures, and no more than that.
func TestRandomDamage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var file bytes.Buffer
		if err := gif.EncodeAll(&file, drawGIF(t)); err != nil {
			t.Fatal(err)
		}
		data := file.Bytes()
		for range rapid.IntRange(0, 4).Draw(t, "changes") {
			data[rapid.IntRange(0, len(data)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
		}
		data = data[:rapid.IntRange(0, len(data)).Draw(t, "length")]
		for s, err := range gifPictures(data) {
			if (s.m == nil) == (err == nil) {
				t.Errorf("%v and %v", s, err)
			}
		}
	})
}

// What claims to be larger than any picture of ours is not drawn.
func TestPicturesAreBounded(t *testing.T) {
	bomb := []byte("GIF89a\xff\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02L\x01\x00;")
	for _, err := range gifPictures(bomb) {
		if want := "65535x65535 pixels: want at most 16777216"; err == nil || err.Error() != want {
			t.Errorf("says %v, want %s", err, want)
		}
	}
}

func all(s []shown) iter.Seq2[shown, error] {
	return func(yield func(shown, error) bool) {
		for _, s := range s {
			if !yield(s, nil) {
				return
			}
		}
	}
}

// The first picture that differs is found, and every pixel of it.
func TestRandomDifferences(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := screens(drawGIF(t))
		after := slices.Clone(before)
		if _, what, err := compareFilms(all(before), all(after)); err != nil || what != "the pictures are the same, in other bytes" {
			t.Fatalf("equal films: %s, %v", what, err)
		}
		i := rapid.IntRange(0, len(before)-1).Draw(t, "frame")
		m := image.NewNRGBA(before[i].m.Rect)
		copy(m.Pix, before[i].m.Pix)
		var box image.Rectangle
		changed := make(map[image.Point]bool)
		for range rapid.IntRange(1, 5).Draw(t, "pixels") {
			at := image.Pt(rapid.IntRange(0, m.Rect.Dx()-1).Draw(t, "x"), rapid.IntRange(0, m.Rect.Dy()-1).Draw(t, "y"))
			if !changed[at] {
				m.Pix[m.PixOffset(at.X, at.Y)] ^= 0x80
			}
			changed[at] = true
			box = box.Union(image.Rectangle{at, at.Add(image.Pt(1, 1))})
		}
		after[i].m = m
		c, what, err := compareFilms(all(before), all(after))
		want := fmt.Sprintf("frame %d: %d of 24 pixels differ, within %dx%d at %d,%d", i, len(changed), box.Dx(), box.Dy(), box.Min.X, box.Min.Y)
		if err != nil || what != want || c.before != before[i].m || c.after != m {
			t.Errorf("says %q, %v, want %q", what, err, want)
		}
		near := box.Inset(-4).Intersect(m.Rect) // within the frame around them
		for y := near.Min.Y; y < near.Max.Y; y++ {
			for x := near.Min.X; x < near.Max.X; x++ {
				if got := c.marked.NRGBAAt(x, y) == (color.NRGBA{0xd0, 0x10, 0x70, 0xff}); got != changed[image.Pt(x, y)] {
					t.Errorf("pixel %d,%d is marked: %v", x, y, got)
				}
			}
		}
	})
}

// What films differ in apart from pixels is said as well.
func TestCompareFilms(t *testing.T) {
	a := shown{image.NewNRGBA(image.Rect(0, 0, 2, 2)), 50 * time.Millisecond}
	slow, wide := shown{a.m, time.Second}, shown{image.NewNRGBA(image.Rect(0, 0, 3, 2)), a.hold}
	for _, c := range []struct {
		before, after []shown
		want          string
	}{
		{[]shown{a, a}, []shown{a}, "it has no frame 1 any more"},
		{[]shown{a}, []shown{a, a}, "it had no frame 1"},
		{[]shown{a, a}, []shown{a, slow}, "frame 1 stands for 1s, stood for 50ms"},
		{[]shown{a}, []shown{wide}, "it has 3x2 pixels, had 2x2"},
	} {
		if _, got, err := compareFilms(all(c.before), all(c.after)); err != nil || got != c.want {
			t.Errorf("says %q, %v, want %q", got, err, c.want)
		}
	}
}
