package scenes

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"flipbook/figure"
	"flipbook/perceptron"
)

// With corners at ±1 the weights come back every four updates, and the pocket
// keeps three corners of four, as many as a line can have; with 0 for false,
// and with all other corners, it never sees more than two.
func TestPerceptronXorNumbers(t *testing.T) {
	for low := -5; low <= 0; low++ {
		f := filmed(t, &PerceptronXor{Low: low, Passes: 5})
		want := 0.5
		if low == -1 {
			want = 0.75
		}
		if period, best := result(t, f, "period"), result(t, f, "best"); period != 4 || best != want {
			t.Errorf("low %d: period %v and best %v, want 4 and %v", low, period, best, want)
		}
	}
}

// Of all lines through a fine grid of weights none has more corners right than
// the scene says is possible, and some have as many.
func TestPerceptronXorPossible(t *testing.T) {
	points, most := (&PerceptronXor{Low: -1}).corners(), 0
	for i := range 11 * 11 * 11 {
		w := []float64{float64(i%11-5) / 2, float64(i/11%11-5) / 2, float64(i/121-5) / 2}
		most = max(most, len(points)-perceptron.Errors(w, points))
	}
	if most != xorPossible {
		t.Errorf("a line has %d corners right, want %d", most, xorPossible)
	}
}

// A training that broke a law is no film.
func TestPerceptronXorViolations(t *testing.T) {
	d := &xorDrawing{points: (&PerceptronXor{Low: -1}).corners()}
	for name, breaks := range map[string]func(*perceptron.History){
		"none":      func(*perceptron.History) {},
		"converged": func(h *perceptron.History) { h.Converged = true },
		"cycle":     func(h *perceptron.History) { h.Cycle = nil },
		"weights":   func(h *perceptron.History) { h.Updates[5].W = []float64{7, 7, 7} },
		"pocket":    func(h *perceptron.History) { h.PocketErrors = 2 },
	} {
		var err error
		if d.run, err = perceptron.Train(context.Background(), d.points, &perceptron.Options{MaxEpochs: 5}); err != nil {
			t.Fatal(err)
		}
		breaks(d.run)
		if v := Violation(""); errors.As(d.check(context.Background()), &v) != (name != "none") {
			t.Errorf("%s: %v", name, v)
		}
	}
}

// The two sides of any line make up the square, and hold the points that the
// weights see there.
func TestPerceptronXorSides(t *testing.T) {
	axis := figure.Axis{From: -2, To: 2}
	chart := figure.Chart{Box: figure.Box{Rectangle: vg.Rectangle{Max: vg.Point{X: 100, Y: 100}}}, X: axis, Y: axis}
	area := func(points []vg.Point) (sum float64) {
		for i, a := range points {
			b := points[(i+1)%len(points)]
			sum += float64(a.X*b.Y-b.X*a.Y) / 2
		}
		return math.Abs(sum)
	}
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.SliceOfN(rapid.Map(rapid.IntRange(-9, 9), func(i int) float64 { return float64(i) }), 3, 3).Draw(t, "w")
		if !slices.ContainsFunc(w, func(v float64) bool { return v != 0 }) {
			return
		}
		d := new(xorDrawing)
		above, below := area(d.side(chart, w, 1)), area(d.side(chart, w, -1))
		if math.Abs(above+below-10000) > 1e-6 {
			t.Fatalf("%v: the sides have areas of %v and %v, want 10000 together", w, above, below)
		}
		if mid := w[2]; mid > 0 && above < below-1e-6 || mid < 0 && below < above-1e-6 {
			t.Fatalf("%v: the middle is at %v, the sides have areas of %v and %v", w, mid, above, below)
		}
	})
	if got := fmt.Sprint(new(xorDrawing).side(chart, []float64{0, 0, -1}, 1)); got != "[]" {
		t.Errorf("where nothing is above, there is %s", got)
	}
}
