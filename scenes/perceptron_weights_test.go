package scenes

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"

	"flipbook/perceptron"
)

// The margin among lines through the origin is that of the library among points
// whose second coordinate is the 1 of a bias.
func TestOriginMarginIsTheMargin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var points []perceptron.Point
		var withOne []signedPoint
		for range rapid.IntRange(1, 12).Draw(t, "points") {
			x, y := float64(rapid.IntRange(-50, 50).Draw(t, "x")), 1 // right of 3
			if x == 3 {
				continue
			}
			if x < 3 {
				y = -1
			}
			points = append(points, perceptron.Point{X: []float64{x}, Y: y})
			withOne = append(withOne, signed(perceptron.Point{X: []float64{x, 1}, Y: y}))
		}
		if len(points) == 0 {
			return
		}
		gamma, _, err := perceptron.Margin(context.Background(), points)
		if err != nil {
			t.Fatal(err)
		}
		if m := originMargin(withOne); math.Abs(m-gamma) > 1e-9*gamma {
			t.Fatalf("the margin is %v, want %v", m, gamma)
		}
	})
}

// The default film takes fewer steps than Novikoff's bound, and the margin is
// at least that by which the points were drawn.
func TestPerceptronWeightsNumbers(t *testing.T) {
	f := filmed(t, &PerceptronWeights{Points: 14, Margin: .06, Seed: 7})
	if steps, bound := result(t, f, "steps"), result(t, f, "bound"); steps < 2 || steps > bound {
		t.Errorf("%v steps, at most %v possible", steps, bound)
	}
	if m := result(t, f, "margin"); m < .06 {
		t.Errorf("the margin is %v, less than that of the line by which the points are labelled", m)
	}
}

// Films of thousands of steps have some dozens of frames, and all end with the
// last step.
func TestWeightBeats(t *testing.T) {
	for _, n := range []int{1, 2, 3, 4, 16, 17, 66, 67, 100, 2500} {
		beats := weightBeats(n)
		if last := beats[len(beats)-1]; last.step != n-1 || last.part != 1 {
			t.Errorf("%d steps end with %+v", n, last)
		}
		if len(beats) > 100 {
			t.Errorf("%d steps make %d frames", n, len(beats))
		}
	}
}
