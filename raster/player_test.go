package raster

import (
	"image"
	"image/color"
	"slices"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"flipbook/film"
)

func square(c vg.Canvas, x, y, side vg.Length, ink color.Color) {
	c.SetColor(ink)
	c.Fill(vg.Rectangle{Min: vg.Point{X: x, Y: y}, Max: vg.Point{X: x + side, Y: y + side}}.Path())
}

// Of a frame only those tiles are copied, painted and compared that it or the
// one before it touched, and none if neither did.
func TestOnlyNewInkIsLookedAt(t *testing.T) {
	const side = 20 * tileSide
	f := &film.Film{
		Size: image.Pt(side, side), Len: 9, Hold: film.Steady(time.Second, 9), Alt: "a dot comes and goes",
		Backdrop: func(c vg.Canvas) { square(c, 0, 0, side, color.White) },
		Trail: func(c vg.Canvas, i int) {
			if i == 7 {
				square(c, 0, 0, tileSide, color.Black)
			}
		},
		Front: func(c vg.Canvas) { square(c, 0, 0, side/2, color.NRGBA{200, 0, 0, 100}) },
		Live: func(c vg.Canvas, i int) {
			if 1 <= i && i <= 3 {
				square(c, vg.Length(i*tileSide), vg.Length(i*tileSide), tileSide, color.Black)
			}
		},
	}
	p := newPlayer(f, f.Size, Options{}.withDefaults())
	for i, want := range []int{20 * 20, 1, 2, 2, 1, 0, 0, 1, 0} {
		p.show(i)
		if got, rows := count(p.again.marked), count(p.again.rows); got != want || rows > want {
			t.Errorf("frame %d: %d tiles in %d rows are looked at, want %d", i, got, rows, want)
		}
	}
}

func count(marks []bool) (n int) {
	for _, m := range marks {
		if m {
			n++
		}
	}
	return n
}

// A stroke that is painted along its length is the one that is painted as the
// rectangle around it, and leaves nothing on the plane (but on its border, which
// is never painted).
func TestRandomStrokes(t *testing.T) {
	size := image.Pt(150, 120)
	rapid.Check(t, func(t *rapid.T) {
		point := rapid.Custom(func(t *rapid.T) vg.Point {
			return vg.Point{X: vg.Length(rapid.IntRange(-60, 210).Draw(t, "x")), Y: vg.Length(rapid.IntRange(-60, 180).Draw(t, "y"))}
		})
		var path vg.Path
		for i, at := range rapid.SliceOfN(point, 2, 6).Draw(t, "points") {
			if path.Line(at); i == 0 {
				path[0].Type = vg.MoveComp
			}
		}
		if rapid.Bool().Draw(t, "closed") {
			path.Close()
		}
		width := vg.Length(rapid.SampledFrom([]float64{1.5, 3, 12}).Draw(t, "width"))
		canvas := func() *canvas {
			c := newCanvas(image.NewRGBA(image.Rectangle{Max: size}), 1, newBrush(size, Levels))
			square(c, 0, 0, vg.Length(size.X), color.White)
			c.SetColor(color.NRGBA{0, 90, 180, 128})
			c.SetLineWidth(width)
			return c
		}
		fast, slow := canvas(), canvas()
		fast.Stroke(path)

		lines, g := slow.brush.flatten(slow.m, path), slow.brush.gg
		if g.SetLineCapRound(); seamless(lines) {
			g.SetLineCapButt()
		}
		g.SetLineWidth(float64(width))
		if slow.visible(lines, float64(width)/2) {
			g.Stroke()
			slow.paint(slow.bounds(lines, float64(width)/2))
		}
		if !slices.Equal(fast.dst.Pix, slow.dst.Pix) {
			t.Error("it is another picture")
		}
		if !slices.Equal(fast.touched.marked, slow.touched.marked) {
			t.Error("other tiles are touched")
		}
		plane := fast.brush.plane
		for y := range size.Y {
			if i := slices.IndexFunc(plane.Pix[plane.PixOffset(0, y):plane.PixOffset(size.X, y)], func(v uint8) bool { return v != 0 }); i >= 0 {
				t.Errorf("something is left on the plane at %d,%d", i/4, y)
			}
		}
	})
}
