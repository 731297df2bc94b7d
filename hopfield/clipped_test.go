package hopfield

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestClippedKeepsSignsOnly(t *testing.T) {
	bases := []Rule{Hebb{}, Hebb{KeepDiagonal: true}, Covariance{}, Storkey{}, oneWay, ProbabilityFlow{MaxSteps: 50}}
	rapid.Check(t, func(t *rapid.T) {
		patterns := drawn(t)
		base := rapid.SampledFrom(bases).Draw(t, "rule")
		net, err := base.Train(t.Context(), patterns)
		if err != nil {
			if _, err := (Clipped{Rule: base}).Train(t.Context(), patterns); err == nil {
				t.Fatal("clipped what was not stored")
			}
			return
		}
		clipped := learned(t, Clipped{Rule: base}, patterns)
		for i := range net.Len() {
			for j := range net.Len() {
				w, c := net.Weight(i, j), clipped.Weight(i, j)
				if c != 0 && c != 1 && c != -1 || c*w < 0 || (c == 0) != (w == 0) {
					t.Fatalf("W[%d,%d] is %v, and %v of it is left", i, j, w, c)
				}
			}
		}
	})
}

// Weights of one pattern are ±1, those of two 0 and ±2: clipped, they decide as before. Three patterns' are not.
func TestClippedLosesNothingOfTwoPatterns(t *testing.T) {
	r := seeded(71)
	for p, same := range map[int]bool{1: true, 2: true, 3: false} {
		patterns := randoms(r, p, 50)
		net, clipped := train(t, Hebb{}, patterns), train(t, Clipped{Rule: Hebb{}}, patterns)
		scaled := weights(clipped)
		for k := range scaled {
			scaled[k] *= float64(p)
		}
		if slices.Equal(weights(net), scaled) != same {
			t.Errorf("%d patterns: clipped and unclipped weights differ by a factor alone: %v, want %v", p, !same, same)
		}
	}
}

// After one step from a pattern, a clipped network errs like one with π/2 times as many patterns.
func TestClippedErrsAsWithHalfPiTimesThePatterns(t *testing.T) {
	const n, asked = 1000, 100
	r := seeded(72)
	for _, p := range []int{101, 201, 401} { // odd, so that no weight is 0
		patterns := randoms(r, p, n)
		net, wrong := train(t, Clipped{Rule: Hebb{}}, patterns), 0.
		for _, x := range patterns[:asked] {
			for _, m := range net.Margins(x) { // odd too, and never 0
				if m < 0 {
					wrong += 1. / (n * asked)
				}
			}
		}
		load := float64(p-1) / n * math.Pi / 2
		want := math.Erfc(math.Sqrt(1/(2*load))) / 2
		if se := math.Sqrt(want * (1 - want) / (n * asked)); math.Abs(wrong-want) > 5*se {
			t.Errorf("%d patterns: a share of %.5f is wrong, want %.5f ± %.5f", p, wrong, want, 5*se)
		}
	}
}

// Retrieval breaks down at P = 0.102 N, and not at 0.138 N: at 0.08 N memories are recalled, at 0.125 N only unclipped.
func TestClippedHasACapacityOfATenth(t *testing.T) {
	const n = 1000
	patterns := randoms(seeded(73), 125, n)
	overlap := func(rule Rule, count int) (mean float64) {
		net, r := train(t, rule, patterns[:count]), seeded(1)
		for _, x := range patterns[:20] {
			mean += recall(t, net, x, r, nil).End.Overlap(x) / 20
		}
		return mean
	}
	for _, c := range []struct {
		rule        Rule
		count       int
		least, most float64
	}{{Clipped{Rule: Hebb{}}, 80, .95, 1}, {Clipped{Rule: Hebb{}}, 125, 0, .8}, {Hebb{}, 125, .95, 1}} {
		if m := overlap(c.rule, c.count); m < c.least || m > c.most {
			t.Errorf("%T keeps %d patterns with the overlap %v, want %v to %v", c.rule, c.count, m, c.least, c.most)
		}
	}
}

// Thresholds and unit keep their proportion to the mean weight, which becomes 1.
func TestClippedScalesThresholds(t *testing.T) {
	patterns := randoms(seeded(74), 9, 40)
	base := Thresholded{Rule: Hebb{}, Threshold: MeanThreshold{}}
	net, clipped := train(t, base, patterns), train(t, Clipped{Rule: base}, patterns)
	mean := 0.
	for _, w := range weights(net) {
		mean += math.Abs(w) / (40 * 39)
	}
	if ratio := net.Unit() / clipped.Unit(); math.Abs(ratio-mean) > 1e-12 {
		t.Errorf("units are to each other as %v, want %v", ratio, mean)
	}
	for i := range 40 {
		if got, want := clipped.Threshold(i), net.Threshold(i)/mean; math.Abs(got-want) > 1e-9 {
			t.Errorf("θ[%d] is %v, want %v", i, got, want)
		}
	}
}
