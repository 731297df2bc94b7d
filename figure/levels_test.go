package figure

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// winding is how often outlines go around a point, against the clock.
func winding(loops [][]XY, at XY) float64 {
	sum := 0.0
	for _, loop := range loops {
		for i, p := range loop {
			q := loop[(i+1)%len(loop)]
			a, b := math.Atan2(p.Y-at.Y, p.X-at.X), math.Atan2(q.Y-at.Y, q.X-at.X)
			d := b - a
			switch {
			case d > math.Pi:
				d -= 2 * math.Pi
			case d < -math.Pi:
				d += 2 * math.Pi
			}
			sum += d / (2 * math.Pi)
		}
	}
	return sum
}

// Outlines go once around every corner that is low, and around no other,
// whatever the function.
func TestLevels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "n")
		values := rapid.SliceOfN(rapid.IntRange(0, 4), (n+1)*(n+1), (n+1)*(n+1)).Draw(t, "values")
		f := func(i, j int) float64 { return float64(values[j*(n+1)+i]) }
		const level = 1.7 // no corner lies on an outline within the grid
		loops := Levels(n, f, level)
		for j := range n + 1 {
			for i := range n + 1 {
				// A corner on the border lies on an outline: look a little inside.
				at := XY{float64(i), float64(j)}
				at.X += 1e-6 * (float64(n)/2 - at.X + .1)
				at.Y += 1e-6 * (float64(n)/2 - at.Y - .1)
				want := 0.0
				if f(i, j) <= level {
					want = 1
				}
				if got := winding(loops, at); math.Abs(got-want) > 1e-3 {
					t.Fatalf("outlines go %v times around (%d, %d), where the function is %v: %v", got, i, j, f(i, j), loops)
				}
			}
		}
	})
}

// The outline of a cone is a circle.
func TestLevelsOfACone(t *testing.T) {
	const n, radius = 40, 12.
	cone := func(i, j int) float64 { return math.Hypot(float64(i)-n/2, float64(j)-n/2) }
	loops := Levels(n, cone, radius)
	if len(loops) != 1 || len(loops[0]) < 60 {
		t.Fatalf("%d outlines", len(loops))
	}
	for _, p := range loops[0] {
		if r := math.Hypot(p.X-n/2, p.Y-n/2); math.Abs(r-radius) > .03 {
			t.Errorf("%v lies %v from the middle, want %v", p, r, radius)
		}
	}
	if loops := Levels(n, cone, -1); len(loops) != 0 {
		t.Errorf("nothing is lower than 0, and has %d outlines", len(loops))
	}
	if loops := Levels(n, cone, 100); len(loops) != 1 {
		t.Errorf("all is low, and has %d outlines", len(loops))
	}
}
