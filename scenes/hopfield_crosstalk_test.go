package scenes

import (
	"context"
	"math"
	"testing"

	"flipbook/hopfield"
	"flipbook/hopfield/theory"
	"flipbook/montecarlo"
)

// The film stops at the loads of the known errors, and what it measures there
// is theory's within five standard errors of as many independent bits and a
// twentieth for what finite networks differ by.
func TestHopfieldCrosstalkNumbers(t *testing.T) {
	s := &HopfieldCrosstalk{Neurons: 1000, Looked: 64, Seed: 1}
	steps, err := s.plan()
	if err != nil {
		t.Fatal(err)
	}
	memories, err := hopfield.RandomPatterns(s.Neurons, steps[len(steps)-1].patterns)(generator(s.Seed))
	if err != nil {
		t.Fatal(err)
	}
	want := []struct{ load, error float64 }{{.105, .001}, {.138, .0036}, {.185, .01}, {.37, .05}, {.61, .1}}
	for i := range steps {
		c := &steps[i]
		if c.stop == 0 {
			continue
		}
		w := want[c.stop-1]
		if math.Abs(c.load-w.load) > .0025 || math.Abs(c.expected/w.error-1) > .02 {
			t.Errorf("stop %d is at a load of %v with error %v, want %v and %v", c.stop, c.load, c.expected, w.load, w.error)
		}
		if err := s.look(context.Background(), c, memories); err != nil {
			t.Fatal(err)
		}
		if far := 5*montecarlo.StandardError(w.error, 64*1000) + w.error/20; math.Abs(c.wrong-w.error) > far {
			t.Errorf("at a load of %v, %v of the bits are outvoted, theory says %v ± %v", c.load, c.wrong, w.error, far)
		}
	}
	if f := filmed(t, s); result(t, f, "error") != steps[len(steps)-1].wrong {
		t.Errorf("the film says %v, measured were %v", result(t, f, "error"), steps[len(steps)-1].wrong)
	}
}

// The histogram is all bits there are, its mean is the signal, and its tail the
// bits that disagree with their fields, counted one by one.
func TestHopfieldCrosstalkHistogram(t *testing.T) {
	s := &HopfieldCrosstalk{Neurons: 301, Looked: 1000, Seed: 5}
	for _, p := range []int{5, 40, 150} {
		memories, err := hopfield.RandomPatterns(s.Neurons, p)(generator(s.Seed))
		if err != nil {
			t.Fatal(err)
		}
		c := crosstalkStep{patterns: p, load: float64(p-1) / float64(s.Neurons)}
		if err := s.look(context.Background(), &c, memories); err != nil {
			t.Fatal(err)
		}
		if c.edges[c.below] != 0 {
			t.Fatalf("%d memories: edge %d is %v, want 0", p, c.below, c.edges[c.below])
		}
		all, tail, mean := 0., 0., 0.
		for i, d := range c.density {
			width := c.edges[i+1] - c.edges[i]
			all += d * width
			mean += d * width * (c.edges[i] + c.edges[i+1]) / 2
			if i < c.below {
				tail += d * width
			}
		}
		if far := math.Sqrt(1 / c.load); math.Abs(mean/all-far) > .15 { // five memories overlap by luck
			t.Errorf("%d memories: the middle of the bell is %v, want %v", p, mean/all, far)
		}
		net, _ := hopfield.Hebb{}.Train(context.Background(), memories)
		wrong := 0
		for _, x := range memories {
			for i := range x {
				if float64(x[i])*net.Field(x, i) < 0 {
					wrong++
				}
			}
		}
		if want := float64(wrong) / float64(p*s.Neurons); math.Abs(c.wrong-want) > 1e-12 || math.Abs(tail-want) > 1e-4 {
			t.Errorf("%d memories: error %v, tail %v, counted %v", p, c.wrong, tail, want)
		}
		if math.Abs(all-1) > .01 {
			t.Errorf("%d memories: the histogram has an area of %v", p, all)
		}
	}
	if got := theory.OneStepError(1.); math.Abs(got-normalTail(1)) > 1e-6 {
		t.Errorf("the tail of the normal law beyond 1 is %v by its density, %v by theory", normalTail(1), got)
	}
}

// normalTail sums normalDensity beyond x.
func normalTail(x float64) float64 {
	sum, step := 0., .001
	for v := x + step/2; v < x+9; v += step {
		sum += step * normalDensity(v)
	}
	return sum
}
