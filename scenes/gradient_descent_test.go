package scenes

import (
	"context"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"flipbook/figure"
)

// The numbers of the default film, recomputed along the two axes of the valley:
// there, a step is a multiplication.
func TestGradientDescentNumbers(t *testing.T) {
	const kappa, tolerance = 20., .01
	f := filmed(t, &GradientDescent{Condition: kappa, Excess: 1.02, Tolerance: tolerance})
	// Both axes shrink by 19/21 a step.
	if got, want := result(t, f, "plain"), math.Ceil(math.Log(tolerance)/math.Log(19./21)); got != want {
		t.Errorf("gradient descent takes %v steps, want %v", got, want)
	}
	rate, momentum := 4/math.Pow(1+math.Sqrt(kappa), 2), math.Pow((math.Sqrt(kappa)-1)/(math.Sqrt(kappa)+1), 2)
	x, before := [2]float64{1, 1 / math.Sqrt(kappa)}, [2]float64{1, 1 / math.Sqrt(kappa)}
	steps, first := 0., math.Hypot(x[0], x[1])
	for ; math.Hypot(x[0], x[1]) > tolerance*first; steps++ {
		for i, curvature := range []float64{1, kappa} {
			x[i], before[i] = x[i]-rate*curvature*x[i]+momentum*(x[i]-before[i]), x[i]
		}
	}
	if got := result(t, f, "momentum"); got != steps || got >= result(t, f, "plain")/2 {
		t.Errorf("with momentum %v steps, want %v", got, steps)
	}
	if got := result(t, f, "limit"); got != 2/kappa {
		t.Errorf("the largest stable rate is said to be %v, want 2/λ = %v", got, 2/kappa)
	}
	if !strings.Contains(f.Caption, "47 steps to 1\u00a0%") {
		t.Errorf("the caption is %s", f.Caption)
	}
}

// In any valley the ball needs fewer steps than gradient descent does, or as few,
// and the third walk ends further away than where a stable one would be.
func TestGradientDescentInAnyValley(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &GradientDescent{
			Condition: rapid.Float64Range(2, 200).Draw(t, "condition"), Excess: rapid.Float64Range(1.001, 1.5).Draw(t, "excess"),
			Tolerance: rapid.Float64Range(.0001, .05).Draw(t, "tolerance"),
		}
		walks, err := s.walks(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if plain, ball := walks[0].Steps(), walks[1].Steps(); ball > plain+3 {
			t.Errorf("%+v: %d steps plain, %d with momentum", s, plain, ball)
		}
		for k, w := range walks[:1] {
			for i := 1; i < len(w.Values); i++ {
				if w.Values[i] > w.Values[i-1]*(1+1e-12) {
					t.Errorf("%+v: walk %d climbs at step %d", s, k, i)
				}
			}
		}
	})
}

// What walks away is drawn until it has left the picture, and what arrives to its end.
func TestGradientDescentLeaves(t *testing.T) {
	box := figure.Box{Rectangle: vg.Rectangle{Max: vg.Point{X: 240, Y: 158}}}
	for _, s := range []*GradientDescent{{Condition: 200, Excess: 1.5, Tolerance: .2}, {Condition: 20, Excess: 1.02, Tolerance: .01}} {
		walks, err := s.walks(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		d := &valleyDrawing{scene: s}
		chart := d.chart(box)
		for k, w := range walks {
			left := d.left(chart, w)
			switch {
			case w.Arrived && left != w.Steps():
				t.Errorf("%+v: walk %d is drawn to step %d of %d", s, k, left, w.Steps())
			case !w.Arrived && !box.Has(d.at(chart, w, left-1)):
				t.Errorf("%+v: walk %d is drawn to step %d, and has left before", s, k, left)
			}
			for i := left; !w.Arrived && i <= w.Steps() && left < w.Steps(); i++ {
				if box.Has(d.at(chart, w, i)) {
					t.Errorf("%+v: walk %d is back at step %d, after step %d", s, k, i, left)
				}
			}
		}
	}
}

// The steps of a long film are thinned, and none goes back.
func TestGradientDescentIsShort(t *testing.T) {
	for _, s := range []*GradientDescent{
		{Condition: 200, Excess: 1.5, Tolerance: .0001}, {Condition: 2, Excess: 1.001, Tolerance: .2}, {Condition: 200, Excess: 1.001, Tolerance: .2},
	} {
		f, err := s.Film(context.Background(), figure.Stage{})
		if err != nil {
			t.Fatal(err)
		}
		if f.Len > descentFrames+2 || f.Len < 20 {
			t.Errorf("%+v: %d frames", s, f.Len)
		}
	}
}
