// Package discs helps tests that need a film of any number of colours.
package discs

import (
	"context"
	"image"
	"image/color"
	"time"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/film"
)

// A Scene is a still of many inks, each with soft edges.
type Scene struct {
	Inks int `help:"discs, each of its own colour" default:"1" min:"1" max:"1000"`
}

func (d *Scene) Film(context.Context, figure.Stage) (*film.Film, error) {
	return &film.Film{
		Size: image.Pt(400, 400), Len: 1, Hold: film.Steady(time.Second, 1), Alt: "Discs.", Caption: "Discs.",
		Backdrop: func(c vg.Canvas) {
			p := figure.Pen{Canvas: c}
			p.Rect(figure.Box{Rectangle: vg.Rectangle{Max: vg.Point{X: 400, Y: 400}}}, color.White)
			for i := range d.Inks {
				at := vg.Point{X: vg.Length(10 + 20*(i%20)), Y: vg.Length(10 + 20*(i/20))}
				p.Disc(at, 7.3, color.NRGBA{uint8(10 * (i % 20)), uint8(10 * (i / 20)), 90, 255})
			}
		},
	}, nil
}
