package hopfield

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The diagonal is what was asked for, and all else is as it was.
func TestWithDiagonal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns := drawn(t)
		n := len(patterns[0])
		net := thresholded(t, patterns, rapid.SliceOfN(rapid.SampledFrom([]float64{0, .5, -2}), n, n).Draw(t, "theta"))
		weight := float64(rapid.IntRange(-9, 9).Draw(t, "weight"))
		with, err := net.WithDiagonal(weight)
		if err != nil {
			t.Fatal(err)
		}
		s := drawnPattern(n).Draw(t, "s")
		for i := range n {
			for j := range n {
				want := net.Weight(i, j)
				if i == j {
					want = weight
				}
				if got := with.Weight(i, j); got != want {
					t.Fatalf("W[%d,%d] is %v, want %v", i, j, got, want)
				}
			}
			if got, want := with.Field(s, i), net.Field(s, i)+weight*float64(s[i]); got != want {
				t.Fatalf("field %d is %v, want %v", i, got, want)
			}
		}
		if got, want := with.Energy(s), net.Energy(s)-weight*float64(n)/2; got != want || with.Unit() != net.Unit() {
			t.Fatalf("the energy is %v, want %v; the unit is %v", got, want, with.Unit())
		}
	})
}

// Kept by the rule, the diagonal is P.
func TestWithDiagonalIsWhatTheRuleKeeps(t *testing.T) {
	patterns := randoms(seeded(61), 5, 20)
	kept, cleared := train(t, Hebb{KeepDiagonal: true}, patterns), train(t, Hebb{}, patterns)
	again, err := cleared.WithDiagonal(5)
	if err != nil {
		t.Fatal(err)
	}
	s := random(seeded(62), 20)
	if !slices.Equal(again.Fields(s), kept.Fields(s)) || again.Energy(s) != kept.Energy(s) {
		t.Error("a diagonal of P is not the one that Hebb keeps")
	}
}

func TestWithDiagonalRefuses(t *testing.T) {
	net := train(t, Hebb{}, randoms(seeded(63), 2, 5))
	for _, weight := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if _, err := net.WithDiagonal(weight); err == nil {
			t.Errorf("a diagonal of %v is accepted", weight)
		}
	}
	if none, err := new(Network).WithDiagonal(1); err != nil || none.Len() != 0 {
		t.Errorf("of no neurons: %v", err)
	}
}
