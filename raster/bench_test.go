package raster_test

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"

	"flipbook/film"
	"flipbook/raster"
)

// A frame costs its new ink: a dot that moves as much on a large picture as on a small one, a line across all of it its
// length, and points over it nothing where nothing below them changes. Before tiles, the line cost the area of the
// picture, and the points were drawn anew in every frame: that was half of the time of a perceptron's film.
func BenchmarkFrame(b *testing.B) {
	for _, size := range []image.Point{{400, 250}, {800, 500}, {3200, 2000}} {
		w, h := vg.Length(size.X), vg.Length(size.Y)
		dot := func(c vg.Canvas, at vg.Point) {
			var p vg.Path
			p.Move(at.Add(vg.Point{X: 4}))
			p.Arc(at, 4, 0, 6.2831)
			p.Close()
			c.Fill(p)
		}
		place := func(i int) vg.Point { return vg.Point{X: 10 + vg.Length(i*7%(size.X-20)), Y: h / 2} }
		for _, k := range []struct {
			name  string
			live  func(vg.Canvas, int)
			front bool
		}{
			{name: "dot", live: func(c vg.Canvas, i int) { dot(c, place(i)) }},
			{name: "dot under points", live: func(c vg.Canvas, i int) { dot(c, place(i)) }, front: true},
			{name: "line", live: func(c vg.Canvas, i int) {
				c.Stroke(vg.Path{{Type: vg.MoveComp, Pos: vg.Point{X: vg.Length(i % 50)}}, {Type: vg.LineComp, Pos: vg.Point{X: w - vg.Length(i%50), Y: h}}})
			}},
			{name: "nothing", live: func(vg.Canvas, int) {}},
		} {
			b.Run(fmt.Sprintf("%s/%dx%d", k.name, size.X, size.Y), func(b *testing.B) {
				f := &film.Film{
					Size: size, Len: b.N + 1, Hold: film.Steady(time.Second, b.N+1), Alt: k.name, Live: k.live,
					Backdrop: func(c vg.Canvas) {
						c.SetColor(color.White)
						c.Fill(vg.Rectangle{Max: vg.Point{X: w, Y: h}}.Path())
					},
				}
				if k.front {
					f.Front = func(c vg.Canvas) {
						for i := range 200 {
							dot(c, vg.Point{X: vg.Length(i*37%size.X) + 5, Y: vg.Length(i*71%size.Y) + 5})
						}
					}
				}
				for fr, err := range raster.Play(context.Background(), f, shotsOf(f), raster.Options{}) {
					if err != nil {
						b.Fatal(err)
					}
					if fr.Frame == 0 { // which is the whole picture
						b.ResetTimer()
					}
				}
			})
		}
	}
}
