package figure_test

import (
	"image"
	"image/color"
	"math"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"flipbook/figure"
)

// A part never gets more than there is.
func TestBoxParts(t *testing.T) {
	b := box(10, 20, 110, 70)
	part, rest := b.Top(1000)
	if part != b || rest.Height() != 0 {
		t.Errorf("the top 1000 of %v are %v and %v", b, part, rest)
	}
	part, rest = b.Left(1000)
	if part != b || rest.Width() != 0 {
		t.Errorf("the left 1000 of %v are %v and %v", b, part, rest)
	}
	if got := b.Inset(1, 2, 3, 4); got != box(11, 24, 107, 68) {
		t.Errorf("the inset is %v", got)
	}
	if b.TopLeft() != (vg.Point{X: 10, Y: 70}) || b.TopRight() != (vg.Point{X: 110, Y: 70}) {
		t.Errorf("the top corners are %v and %v", b.TopLeft(), b.TopRight())
	}
}

// Near agrees with looking at every place there is.
func TestRandomNear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		area := box(0, 0, 100, vg.Length(rapid.IntRange(40, 200).Draw(t, "high")))
		height := rapid.IntRange(5, 60).Draw(t, "height") * 2
		var taken []figure.Box
		for range rapid.IntRange(0, 4).Draw(t, "boxes") {
			y := rapid.IntRange(0, 180).Draw(t, "y")
			taken = append(taken, box(0, vg.Length(y), 50, vg.Length(y+rapid.IntRange(1, 60).Draw(t, "h"))))
		}
		y := vg.Length(rapid.IntRange(0, int(area.Height())).Draw(t, "wanted"))
		up := rapid.Bool().Draw(t, "up")

		free := func(center vg.Length) bool {
			lo, hi := center-vg.Length(height)/2, center+vg.Length(height)/2
			for _, b := range taken {
				if lo < b.Max.Y && b.Min.Y < hi {
					return false
				}
			}
			return lo >= 0 && hi <= area.Max.Y
		}
		best := math.Inf(1)
		for center := vg.Length(0); center <= area.Max.Y; center++ {
			if away := math.Abs(float64(center - y)); free(center) {
				best = min(best, away)
			}
		}
		got, ok := figure.Near(y, float64(height), up, area, taken)
		if ok == math.IsInf(best, 1) {
			t.Fatalf("found: %v, but the nearest free place lies %v away", ok, best)
		}
		if got.Min.X != area.Min.X || got.Max.X != area.Max.X || math.Abs(got.Height()-float64(height)) > 1e-9 {
			t.Fatalf("the place %v is not as wide as %v and %d high", got, area, height)
		}
		center := (got.Min.Y + got.Max.Y) / 2
		switch away := math.Abs(float64(center - y)); {
		case math.IsInf(best, 1):
			// All is taken: the place is in the area, if it fits.
			if float64(height) <= area.Height() && (got.Min.Y < -1e-9 || got.Max.Y > area.Max.Y+1e-9) {
				t.Fatalf("the place %v leaves %v", got, area)
			}
		case !free(center):
			t.Fatalf("the place %v is taken by %v", got, taken)
		case away != best:
			t.Fatalf("the place lies %v away, want %v", away, best)
		case away > 0 && free(y+vg.Length(away)) && free(y-vg.Length(away)) && (center > y) != up:
			t.Fatalf("of two places as near, the one at %v was taken, looking up first: %v", center, up)
		}
	})
}

// Cells tile their box in whole design pixels, row after row from the top left.
func TestRandomCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cols, rows := rapid.IntRange(1, 40).Draw(t, "cols"), rapid.IntRange(1, 40).Draw(t, "rows")
		b := box(7, 9, 7+vg.Length(rapid.IntRange(1, 300).Draw(t, "w")), 9+vg.Length(rapid.IntRange(1, 300).Draw(t, "h")))
		g := b.Cells(cols, rows)
		if g.Cell != math.Floor(g.Cell) || g.Cell < 1 {
			t.Fatalf("a cell is %v pixels wide", g.Cell)
		}
		whole := g.Box()
		if fits := whole.Width() <= b.Width() && whole.Height() <= b.Height(); !fits && g.Cell > 1 {
			t.Fatalf("%v does not fit in %v", whole, b)
		}
		if larger := g.Cell + 1; larger*float64(cols) <= b.Width() && larger*float64(rows) <= b.Height() {
			t.Fatalf("cells of %v pixels would fit as well", larger)
		}
		if whole.TopLeft() != b.TopLeft() {
			t.Fatalf("the bitmap begins at %v, want %v", whole.TopLeft(), b.TopLeft())
		}
		for i := range cols * rows {
			x, y := vg.Length(i%cols), vg.Length(i/cols)
			c := vg.Length(g.Cell)
			want := box(7+x*c, b.Max.Y-(y+1)*c, 7+(x+1)*c, b.Max.Y-y*c)
			if got := g.At(i); !near(got.Min, want.Min) || !near(got.Max, want.Max) {
				t.Fatalf("cell %d is %v, want %v", i, got, want)
			}
		}
	})
}

func TestCellsImage(t *testing.T) {
	g := figure.Cells{Cols: 3, Rows: 2, Cell: 5}
	m := g.Image(func(i int) color.NRGBA { return color.NRGBA{uint8(i), 0, 0, 255} })
	if m.Bounds() != image.Rect(0, 0, 3, 2) {
		t.Fatalf("the picture is %v", m.Bounds())
	}
	for i := range 6 {
		if got := m.At(i%3, i/3); got != (color.NRGBA{uint8(i), 0, 0, 255}) {
			t.Errorf("cell %d is %v", i, got)
		}
	}
}
