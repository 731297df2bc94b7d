package figure_test

import (
	"image"
	"image/color"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/raster"
)

// A frame is closed, wherever it stands and however small the picture: across its middle, either way, there are two lines
// of the same thickness.
func TestFramesAreSeenAtAnyScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scale := float64(rapid.IntRange(4, 60).Draw(t, "twentieths")) / 20
		corner := func(name string) vg.Point {
			x, y := rapid.Float64Range(10, 20).Draw(t, name+" x"), rapid.Float64Range(10, 20).Draw(t, name+" y")
			return vg.Point{X: vg.Length(x), Y: vg.Length(y)}
		}
		box := figure.Box{Rectangle: vg.Rectangle{Min: corner("min"), Max: vg.Point{X: 60, Y: 60}.Add(corner("max"))}}
		m, err := raster.Still(&film.Film{
			Size: image.Pt(100, 100), Len: 1, Hold: film.Steady(time.Second, 1),
			Backdrop: func(c vg.Canvas) {
				p := figure.Pen{Canvas: c}
				p.Rect(figure.Box{Rectangle: vg.Rectangle{Max: vg.Point{X: 100, Y: 100}}}, color.White)
				p.Frame(box, color.Black, 1)
			},
		}, 0, raster.Options{Scale: scale})
		if err != nil {
			t.Fatal(err)
		}
		middle := m.Rect.Dx() / 2
		thick := max(1, int(scale+0.5))
		for _, at := range []func(i int) color.RGBA{
			func(i int) color.RGBA { return m.RGBAAt(i, middle) },
			func(i int) color.RGBA { return m.RGBAAt(middle, i) },
		} {
			black, runs := 0, 0
			for i := 1; i < m.Rect.Dx(); i++ {
				if at(i).R == 0 {
					black++
					if at(i-1).R != 0 {
						runs++
					}
				}
			}
			if runs != 2 || black != 2*thick {
				t.Fatalf("%d lines of %d pixels together, want 2 of %d each", runs, black, thick)
			}
		}
	})
}
