package modern

import (
	"context"
	"slices"
	"testing"

	"flipbook/hopfield"
)

// "Modern Hopfield" for the network of 1982 with a bias added to its fields and a loop that stops when the energy stands
// still: neither adds a single memory, and the energy may stand still halfway. A steeper energy, of the same patterns, keeps
// them all.
func TestABiasAndAnEnergyStopAreNotModern(t *testing.T) {
	const n, p = 100, 40 // where Hebb's rule has lost everything
	patterns := randoms(seeded(16), p, n)
	classic, err := hopfield.Thresholded{
		Rule: hopfield.Hebb{}, Threshold: hopfield.MeanThreshold{Scale: .2},
	}.Train(context.Background(), patterns)
	if err != nil {
		t.Fatal(err)
	}
	energyStop := func(x hopfield.Pattern) hopfield.Pattern {
		s, before := x, classic.Energy(x)+1
		for classic.Energy(s) < before {
			before = classic.Energy(s)
			run, err := classic.Recall(context.Background(), s, seeded(17), &hopfield.RecallOptions{MaxSweeps: 1})
			if err != nil {
				t.Fatal(err)
			}
			s = run.End
		}
		return s
	}
	softmax, fourth := continuous(t, patterns, 1), dense(t, patterns, Polynomial{Power: 4})
	for k, x := range patterns {
		if slices.Equal(energyStop(x), x) {
			t.Errorf("with a bias and an energy stop, memory %d of %d is kept", k, p)
		}
		if !slices.Equal(hopfield.Sign(update(t, softmax, Query(x))), x) || !fourth.Stable(x, hopfield.Keep) {
			t.Errorf("memory %d of %d is lost to softmax, or to a fourth power", k, p)
		}
	}
}
