package scenes

import (
	"context"
	"errors"
	"testing"

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
