package scenes

import (
	"context"
	"math"
	"testing"

	"flipbook/perceptron"
)

func approaching(t *testing.T, s *PerceptronMargin) []approached {
	t.Helper()
	tell, err := begin(s, stage(t))
	if err != nil {
		t.Fatal(err)
	}
	clouds, err := s.approach(context.Background(), tell)
	if err != nil {
		t.Fatal(err)
	}
	return clouds
}

// The mistakes climb with the bound and stay below it; the bound is (R/γ)² of the
// points that are shown; and the clouds end at the distance asked for.
func TestPerceptronMarginNumbers(t *testing.T) {
	clouds := approaching(t, &PerceptronMargin{Points: 40, Closest: .01, Orders: 25, Seed: 1})
	first, last := clouds[0], clouds[len(clouds)-1]
	if len(clouds) != marginSteps+1 || len(last.updates) != 25 {
		t.Fatalf("%d distances, %d orders", len(clouds), len(last.updates))
	}
	for i, c := range clouds {
		gamma, _, err := perceptron.Margin(context.Background(), c.points)
		if err != nil {
			t.Fatal(err)
		}
		r := perceptron.Radius(c.points)
		if want := r * r / (gamma * gamma); math.Abs(c.bound-want) > 1e-9*want || gamma != c.gamma {
			t.Errorf("step %d: a bound of %v, (R/γ)² is %v", i, c.bound, want)
		}
		if float64(c.slowest()) > c.bound || perceptron.Errors(c.line, c.points) != 0 {
			t.Errorf("step %d: %d updates, a bound of %v", i, c.slowest(), c.bound)
		}
		if i > 0 && c.gamma >= clouds[i-1].gamma {
			t.Errorf("step %d: nearer, and the margin grows from %v to %v", i, clouds[i-1].gamma, c.gamma)
		}
	}
	// In a plane that counts the bias, the margin is a little less than half the distance.
	if last.gamma > .01 || last.gamma < .009 {
		t.Errorf("at a half distance of 0.01 the margin is %v", last.gamma)
	}
	if first.slowest() > 6 || last.slowest() < 300 || last.bound < 15_000 || last.bound > 22_000 {
		t.Errorf("from %d of %v to %d of %v", first.slowest(), first.bound, last.slowest(), last.bound)
	}
}

// The clouds are the same: each only moves, and straight across the gap.
func TestPerceptronMarginMovesTheSameClouds(t *testing.T) {
	clouds := approaching(t, &PerceptronMargin{Points: 20, Closest: .05, Orders: 1, Seed: 3})
	first := clouds[0].points
	for _, c := range clouds {
		var move [2]float64 // of label +1
		for i, p := range c.points {
			d := [2]float64{float64(p.Y) * (p.X[0] - first[i].X[0]), float64(p.Y) * (p.X[1] - first[i].X[1])}
			if i == 0 {
				move = d
			}
			if math.Abs(d[0]-move[0]) > 1e-12 || math.Abs(d[1]-move[1]) > 1e-12 || p.Y != first[i].Y {
				t.Fatalf("point %d moves by %v, point 0 by %v", i, d, move)
			}
		}
	}
}
