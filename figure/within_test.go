package figure

import (
	"image"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/recorder"
	"pgregory.net/rapid"
)

// What is drawn of a line within a box lies in it, and a line that is in it
// altogether is drawn as it is.
func TestLineIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		box := Box{vg.Rectangle{Min: vg.Point{X: 10, Y: 20}, Max: vg.Point{X: 110, Y: 80}}}
		var points []vg.Point
		inside := true
		for range rapid.IntRange(2, 6).Draw(t, "points") {
			at := vg.Point{X: vg.Length(rapid.IntRange(-50, 200).Draw(t, "x")), Y: vg.Length(rapid.IntRange(-50, 200).Draw(t, "y"))}
			points, inside = append(points, at), inside && box.Has(at)
		}
		var c recorder.Canvas
		Pen{&c, Light}.LineIn(box, Light.Ink, 1, points...)
		strokes := 0
		for _, a := range c.Actions {
			s, ok := a.(*recorder.Stroke)
			if !ok {
				continue
			}
			strokes++
			for _, q := range s.Path {
				if !box.Inset(-1e-9, -1e-9, -1e-9, -1e-9).Has(q.Pos) {
					t.Fatalf("%v is drawn", q.Pos)
				}
			}
			if inside && len(s.Path) != len(points) {
				t.Fatalf("%d of %d points of a line inside are drawn", len(s.Path), len(points))
			}
		}
		if inside && strokes != 1 {
			t.Fatalf("a line inside is drawn as %d", strokes)
		}
	})
}

// However far away the points of a line are, nothing of it is drawn outside the
// box, and a piece that is drawn begins and ends on the border or at a point.
func TestLineInFromFarAway(t *testing.T) {
	box := Box{vg.Rectangle{Min: vg.Point{X: 10, Y: 20}, Max: vg.Point{X: 110, Y: 80}}}
	rapid.Check(t, func(t *rapid.T) {
		number := func(name string) vg.Length {
			exponent := rapid.IntRange(0, 300).Draw(t, name+" exponent")
			return vg.Length(rapid.Float64Range(-1, 1).Draw(t, name) * math.Pow10(exponent))
		}
		var points []vg.Point
		for range rapid.IntRange(2, 5).Draw(t, "points") {
			points = append(points, vg.Point{X: number("x"), Y: number("y")})
			if rapid.Bool().Draw(t, "from the box") {
				points = append(points, vg.Point{X: 60, Y: 50})
			}
		}
		var c recorder.Canvas
		Pen{&c, Light}.LineIn(box, Light.Ink, 1, points...)
		for _, a := range c.Actions {
			s, ok := a.(*recorder.Stroke)
			if !ok {
				continue
			}
			for i, q := range s.Path {
				if !box.Has(q.Pos) {
					t.Fatalf("%v is drawn", q.Pos)
				}
				inner := box.Inset(1e-9, 1e-9, 1e-9, 1e-9).Has(q.Pos)
				if (i == 0 || i == len(s.Path)-1) && inner && !slices.Contains(points, q.Pos) {
					t.Fatalf("a piece ends at %v", q.Pos)
				}
			}
		}
	})
}

// Of a line that ends in the box, and of one that crosses it from not too far,
// the crossing is where it should be.
func TestLineInCrossings(t *testing.T) {
	box := Box{vg.Rectangle{Max: vg.Point{X: 100, Y: 100}}}
	for _, far := range []vg.Length{1e3, 1e9, 1e18, 1e100, 1e300} {
		inside := vg.Point{X: 50, Y: 50}
		for _, flip := range []bool{false, true} {
			from, to := inside, vg.Point{X: 50 + far, Y: 50 + far/2}
			if flip {
				from, to = to, from
			}
			a, z, ok := box.clip(from, to)
			if flip {
				a, z = z, a
			}
			if !ok || a != inside || math.Abs(float64(z.X-100))+math.Abs(float64(z.Y-75)) > 1e-9 {
				t.Errorf("to %v, turned round: %v: from %v to %v, %v", far, flip, a, z, ok)
			}
		}
		a, z, ok := box.clip(vg.Point{X: 50 - far, Y: 50 - far}, vg.Point{X: 50 + far, Y: 50 + far})
		if ok != (far < 1<<40) || ok && math.Abs(float64(a.X-a.Y))+math.Abs(float64(z.X-z.Y)) > 1e-3 {
			t.Errorf("across, from %v: from %v to %v, %v", far, a, z, ok)
		}
	}
}

// Plots that are flush have their charts below each other, whatever stands beside
// them, also where labels become a legend.
func TestFlush(t *testing.T) {
	curve := func(label string) []Curve {
		return []Curve{{Label: label, Points: []XY{{0, 0}, {1, 1}}}}
	}
	for _, labels := range [][2]string{{"a", "much longer"}, {"", "b"}, {"a", "no room for that beside it"}, {"", ""}} {
		plots := []*Plot{
			{X: Axis{To: 1}, Y: Axis{To: 1}, Curves: curve(labels[0])},
			{X: Axis{To: 1}, Y: Axis{To: 1e5}, Curves: curve(labels[1])},
		}
		Flush(plots...)
		on, in := Stage{Size: image.Pt(300, 400), Theme: Light, Frames: 1}, Box{vg.Rectangle{Max: vg.Point{X: 300, Y: 400}}}
		Rows(plots[0], plots[1]).Place(on, in)
		if a, b := plots[0].chart.Box, plots[1].chart.Box; a.Min.X != b.Min.X || a.Max.X != b.Max.X || a.Width() < 100 {
			t.Errorf("%q: charts from %v to %v and from %v to %v", labels, a.Min.X, a.Max.X, b.Min.X, b.Max.X)
		}
		if a := plots[0]; len(a.key) > 0 && a.key[0].at == (vg.Point{}) {
			t.Errorf("%q: the label of the first is lost", labels)
		}
	}
}

// A square chart has one unit and shows all that was asked for.
func TestSquare(t *testing.T) {
	c := Square(Box{vg.Rectangle{Max: vg.Point{X: 300, Y: 100}}}, XY{-1, -1}, XY{1, 1})
	o, x, y := c.At(0, 0), c.At(1, 0), c.At(0, 1)
	if dx, dy := float64(x.X-o.X), float64(y.Y-o.Y); math.Abs(dx-50) > 1e-9 || math.Abs(dy-50) > 1e-9 {
		t.Errorf("a unit is %v wide and %v high, want 50", dx, dy)
	}
}

// Points of an ellipse lie on it, all around.
func TestEllipse(t *testing.T) {
	points := Ellipse(XY{1, 2}, XY{3, 0}, XY{0, 2}, 8)
	if len(points) != 33 || points[0] != points[32] || points[0] != (XY{4, 2}) || points[8] != (XY{1, 4}) || points[16] != (XY{-2, 2}) {
		t.Fatalf("%d points: %v", len(points), points)
	}
	for _, p := range points {
		if u, v := (p.X-1)/3, (p.Y-2)/2; math.Abs(u*u+v*v-1) > 1e-12 {
			t.Errorf("%v is off by %v", p, u*u+v*v-1)
		}
	}
}

// Parts abreast stand one below the other where the stage is higher than wide.
func TestAbreast(t *testing.T) {
	for size, stacked := range map[image.Point]bool{{X: 800, Y: 500}: false, {X: 500, Y: 500}: false, {X: 500, Y: 501}: true} {
		var boxes [2]Box
		part := func(k int) Part {
			return &Drawing{Least: 10, On: func(_ Pen, in Box, _ Layer, _ int) { boxes[k] = in }}
		}
		on := Stage{Size: size, Theme: Light}
		both := on.Abreast(0.5, part(0), part(1))
		both.Place(on, on.Body())
		both.Draw(Pen{Theme: Light}, Live, 0)
		if got := boxes[1].Max.Y <= boxes[0].Min.Y; got != stacked {
			t.Errorf("%v: one below the other: %v, want %v", size, got, stacked)
		}
	}
}

// An axis may fall from left to right, and has the ticks of one that rises.
func TestFallingAxis(t *testing.T) {
	for _, a := range []Axis{{From: 3, To: 1}, {From: 0.5, To: 0.01, Log: true}, {From: 1000, To: 0.1, Log: true}} {
		rising := a
		rising.From, rising.To = a.To, a.From
		on := Stage{}
		got, want := on.ticked(a, 5).Ticks, on.ticked(rising, 5).Ticks
		slices.Reverse(want)
		if !slices.Equal(got, want) || len(got) < 2 {
			t.Errorf("from %v to %v: ticks %v, want %v", a.From, a.To, got, want)
		}
	}
}
