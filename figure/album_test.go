package figure_test

import (
	"image"
	"image/color"
	"math"
	"testing"

	"flipbook/figure"
	words "flipbook/internal/labels"
)

func album(rows, pictures, side int, name string) *figure.Album {
	a := &figure.Album{}
	for range rows {
		row := figure.AlbumRow{Name: name, Note: name, Text: func(int) string { return "3 of 5" }}
		for range pictures {
			row.Each = append(row.Each, figure.Picture{
				Cols: side, Rows: side, Head: "A",
				Of: func(int, int) color.NRGBA { return figure.Light.Ink },
			})
		}
		a.Rows = append(a.Rows, row)
	}
	return a
}

// An album fills its box with cells of whole pixels, and its words do not
// overlap.
func TestAlbum(t *testing.T) {
	for _, c := range []struct {
		rows, pictures, side int
		name                 string
		size                 image.Point
	}{
		{3, 5, 28, "states", image.Pt(800, 500)},
		{3, 5, 28, "states", image.Pt(454, 340)},
		{6, 5, 6, "mean + k·std", image.Pt(800, 500)},
		{2, 8, 6, "a name that is far too long to stand beside", image.Pt(454, 340)},
		{1, 1, 64, "", image.Pt(454, 340)},
	} {
		on, err := figure.Stage{Size: c.size, Frames: 1}.Set(figure.Column, figure.Script{})
		if err != nil {
			t.Fatal(err)
		}
		a := album(c.rows, c.pictures, c.side, c.name)
		least, most := a.Height(on, on.Body().Width())
		if least > most || least > on.Body().Height() {
			t.Errorf("%+v wants %v to %v pixels", c, least, most)
		}
		a.Place(on, on.Body())
		var canvas words.Canvas
		for _, layer := range []figure.Layer{figure.Backdrop, figure.Live} {
			a.Draw(on.Pen(&canvas), layer, 0)
		}
		if err := canvas.Check(c.size); err != nil {
			t.Errorf("%+v: %v", c, err)
		}
		if got, want := len(canvas.Labels) > 0, true; got != want {
			t.Errorf("%+v says nothing", c)
		}
	}
}

// Less room gives smaller cells: what an album wants at most is never more
// where there is less width.
func TestAlbumHeight(t *testing.T) {
	on, err := figure.Stage{Frames: 1}.Set(figure.Column, figure.Script{})
	if err != nil {
		t.Fatal(err)
	}
	before := 0.0
	for width := 200.0; width < 1600; width += 50 {
		_, most := album(2, 5, 6, "").Height(on, width)
		if most < before {
			t.Errorf("%v wide it wants %v, %v where it is narrower", width, most, before)
		}
		before = most
	}
	if least, most := (&figure.Album{}).Height(on, 800); least != 0 || most != 0 {
		t.Errorf("an empty album wants %v to %v", least, most)
	}
}

// Behind the text of a row stands a bar, as long as its share, with words at
// its end; small stages have the words alone.
func TestAlbumShares(t *testing.T) {
	for _, c := range []struct {
		size image.Point
		bar  bool
	}{{image.Pt(800, 500), true}, {image.Pt(454, 340), false}} {
		on, err := figure.Stage{Size: c.size, Frames: 1}.Set(figure.Column, figure.Script{})
		if err != nil {
			t.Fatal(err)
		}
		a := album(3, 5, 6, "name")
		a.TextHead, a.ShareHead = "stay", "come back"
		shares := []float64{0.25, 1, math.NaN()}
		for r := range a.Rows {
			a.Rows[r].Share = func(int) (float64, string) { return shares[r], "of all" }
		}
		a.Place(on, on.Body())
		var canvas words.Canvas
		for _, layer := range []figure.Layer{figure.Backdrop, figure.Live} {
			a.Draw(on.Pen(&canvas), layer, 0)
		}
		if err := canvas.Check(c.size); err != nil {
			t.Errorf("%v: %v", c.size, err)
		}
		var at []float64
		for _, l := range canvas.Labels {
			if l.Text == "of all" {
				at = append(at, float64(l.Box.Min.X))
			}
		}
		if len(at) != 2 {
			t.Fatalf("%v: %d bars have words, want 2", c.size, len(at))
		}
		if got := at[1] > at[0]; got != c.bar {
			t.Errorf("%v: the words of bars stand at %v", c.size, at)
		}
	}
}
