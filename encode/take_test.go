package encode

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"io"
	"iter"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"

	"flipbook/film"
	"flipbook/raster"
)

// A film that is too long to be kept between the two passes is drawn twice, and
// frames may be compressed by many at once: the file is the same.
func TestMemoryAndJobs(t *testing.T) {
	var pictures []*image.RGBA
	var holds []time.Duration
	for i := range 60 {
		pictures = append(pictures, rainbow(12, 7, 2, color.RGBA{uint8(i / 2), 9, 9, 255}))
		holds = append(holds, 30*time.Millisecond)
	}
	drawn := 0
	counted := func(levels int) iter.Seq2[raster.Frame, error] {
		all := frames(pictures, holds)(levels)
		return func(yield func(raster.Frame, error) bool) {
			drawn++
			all(yield)
		}
	}
	_, want, _ := encoded(t, counted, nil)
	for _, o := range []GIFOptions{{Memory: 1}, {Jobs: 3}, {Memory: 1000, Jobs: 8}} {
		if _, got, _ := encoded(t, counted, &o); !bytes.Equal(got, want) {
			t.Errorf("%+v: another file", o)
		}
	}
	if drawn != 1+2+1+2 {
		t.Errorf("the film was drawn %d times, want once where it is kept and twice where it is not", drawn)
	}
}

// fans are discs in many inks, whose edges have a shade for each level of
// coverage.
func fans(inks int) *film.Film {
	return &film.Film{
		Size: image.Pt(20*inks, 20), Len: 1, Hold: film.Steady(time.Second, 1), Alt: "discs",
		Backdrop: func(c vg.Canvas) {
			c.SetColor(color.White)
			c.Fill(vg.Rectangle{Max: vg.Point{X: vg.Length(20 * inks), Y: 20}}.Path())
			for i := range inks {
				c.SetColor(color.NRGBA{uint8(3 * i), uint8(100 + i), uint8(200 - i), 255})
				var disc vg.Path
				disc.Move(vg.Point{X: vg.Length(20*i + 18), Y: 10})
				disc.Arc(vg.Point{X: vg.Length(20*i + 10), Y: 10}, 8, 0, 6.2831)
				disc.Close()
				c.Fill(disc)
			}
		},
	}
}

// Edges become coarser, evenly, before a colour is approximated; and stay as
// they are if that would not help.
func TestCoarserLevels(t *testing.T) {
	for _, c := range []struct {
		inks, levels int
		exact        bool
	}{
		{40, 6, true}, // five shades of each, and white
		{60, 5, true}, // and one less
		{80, 4, true},
		{120, 3, true},
		{130, 6, false},
	} {
		f := fans(c.inks)
		shots := []film.Shot{{Hold: time.Second}}
		info, err := GIF(io.Discard, func(levels int) iter.Seq2[raster.Frame, error] {
			return raster.Play(context.Background(), f, shots, raster.Options{Levels: levels})
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if info.Levels != c.levels || info.Exact != c.exact {
			t.Errorf("%d inks: %d levels, exact: %v; want %d and %v", c.inks, info.Levels, info.Exact, c.levels, c.exact)
		}
	}
}

// A frame that is divided shows one part after the other; when its time is
// over, it is what it should be, and no image stands for less than players
// heed.
func TestBestIsTheSameFilm(t *testing.T) {
	var pictures []*image.RGBA
	var holds []time.Duration
	m := rainbow(20, 10, 6, color.RGBA{9, 9, 9, 255})
	for i := range 24 {
		m = &image.RGBA{Pix: bytes.Clone(m.Pix), Stride: m.Stride, Rect: m.Rect}
		for _, at := range []image.Point{{i, 0}, {239 - 3*i, 19}, {120, i % 20}}[:1+i%3] { // in far corners
			m.SetRGBA(at.X, at.Y, color.RGBA{uint8(i), 1, 1, 255})
		}
		pictures = append(pictures, m)
		holds = append(holds, time.Duration(2+i%6)*10*time.Millisecond)
	}
	plain, _, want := encoded(t, frames(pictures, holds), nil)
	best, _, got := encoded(t, frames(pictures, holds), &GIFOptions{Best: true})
	if plain.Frames != best.Frames || plain.Images != plain.Frames || best.Images < best.Frames+5 || plain.Duration != best.Duration {
		t.Errorf("%+v at best, and %+v without effort", best, plain)
	}
	images, at, seen := composed(got), 0, 0
	for i, picture := range composed(want) {
		at += want.Delay[i]
		parts := 0
		for shown := at - want.Delay[i]; shown < at; seen++ {
			if got.Delay[seen] < minDelay {
				t.Fatalf("image %d stands for %d hundredths", seen, got.Delay[seen])
			}
			shown += got.Delay[seen]
			parts++
		}
		if !bytes.Equal(images[seen-1].Pix, picture.Pix) || parts > want.Delay[i]/minDelay {
			t.Fatalf("frame %d ends after %d images, %d of its own, as another picture", i, seen, parts)
		}
	}
}

// Several hundred frames of photographs in all grays, with words in colour
// over them: no palette holds 256 grays and the inks exactly, so near grays
// become one, the same in every frame, and a still part of the picture stays
// still.
func TestPhotographsDoNotFlicker(t *testing.T) {
	const n = 300
	var pictures []*image.RGBA
	var holds []time.Duration
	for i := range n {
		m := image.NewRGBA(image.Rect(0, 0, 64, 32))
		for j := range 64 * 32 {
			x, y := j%64, j/64
			v := uint8(4*x + y/8) // the upper half stands still, the lower moves
			if y >= 16 {
				v = uint8(4*x + 5*i + y/8)
			}
			m.SetRGBA(x, y, color.RGBA{v, v, v, 255})
			if y == 8 && x < 20 {
				m.SetRGBA(x, y, color.RGBA{200, uint8(4 * x), 0, 255})
			}
		}
		pictures = append(pictures, m)
		holds = append(holds, 40*time.Millisecond)
	}
	info, _, g := encoded(t, frames(pictures, holds), nil)
	if info.Exact || info.Levels != raster.Levels || info.Colors < 128 {
		t.Errorf("it is said to be %+v", info)
	}
	entry := make(map[color.RGBA]color.RGBA)
	for i, m := range composed(g) {
		for j := 0; j < len(m.Pix); j += 4 {
			was, is := pixel(pictures[i].Pix[j:]), pixel(m.Pix[j:])
			if e, ok := entry[was]; ok && e != is {
				t.Fatalf("frame %d: %v becomes %v, and %v before", i, was, is, e)
			}
			entry[was] = is
			if d := max(apart(was.R, is.R), apart(was.G, is.G), apart(was.B, is.B)); d > 1 {
				t.Fatalf("frame %d: %v becomes %v", i, was, is)
			}
		}
	}
	if len(entry) != 256+20 {
		t.Errorf("%d colours were looked at, want 276", len(entry))
	}
}
