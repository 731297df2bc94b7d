package book_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"slices"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"

	"flipbook/book"
	"flipbook/figure"
	"flipbook/film"
)

// discs is a scene of many inks, each with soft edges.
type discs struct {
	Inks int `help:"discs, each of its own colour" default:"1" min:"1" max:"1000"`
}

func (d *discs) Film(context.Context, figure.Stage) (*film.Film, error) {
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

// What a palette cannot hold is said.
func TestNotesSayWhatThePaletteLacks(t *testing.T) {
	for _, c := range []struct {
		inks int
		want []string
	}{
		{5, nil},
		{60, []string{"5 instead of 6 levels of antialiasing, so that the palette holds all colours"}},
		{400, []string{"more colours than a GIF holds: near ones are shown as one of 252"}},
	} {
		var file bytes.Buffer
		r, err := book.Make(context.Background(), book.Order{
			Name: "discs", Scene: &discs{c.inks}, Outputs: []book.Output{{Wanted: book.Wanted{Kind: book.Moving, Format: book.GIF}, Path: "-"}}, Stdout: &file,
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Files[0].Notes; !slices.Equal(got, c.want) {
			t.Errorf("%d inks: %q, want %q", c.inks, got, c.want)
		}
	}
}
