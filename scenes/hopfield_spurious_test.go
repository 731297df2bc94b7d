package scenes

import (
	"context"
	"math"
	"slices"
	"testing"

	"flipbook/hopfield"
	"flipbook/montecarlo"
)

// A single pattern is two valleys, which halve the starts: half are memory and
// half mirror, within five standard errors, and those that resemble the pattern
// end in it.
func TestHopfieldSpuriousOnePattern(t *testing.T) {
	s := &HopfieldSpurious{Neurons: 101, Patterns: 1, Starts: 900, Networks: 1, Seed: 3}
	f := filmed(t, s)
	if got := result(t, f, "memory"); math.Abs(got-.5) > 5*montecarlo.StandardError(.5, 900) {
		t.Errorf("%v of the starts end in the only memory", got)
	}
	if got := result(t, f, "memory") + result(t, f, "mirror"); math.Abs(got-1) > 1e-9 {
		t.Errorf("%v end in the memory or its mirror", got)
	}
	ends, err := s.settle(context.Background(), montecarlo.Stream(s.Seed, 0))
	if err != nil {
		t.Fatal(err)
	}
	// Starts that overlap little may go either way.
	if slices.Contains(ends[0][:300], hopfield.Mirror) || slices.Contains(ends[0][600:], hopfield.Memory) {
		t.Error("a start that resembles the pattern ends in its mirror, or the other way round")
	}
}

// With three patterns mixtures appear (Amit et al. 1985); at the load .2, above
// the capacity .138, hardly a start finds a memory.
func TestHopfieldSpuriousNumbers(t *testing.T) {
	f := filmed(t, &HopfieldSpurious{Neurons: 300, Patterns: 3, Starts: 200, Networks: 1, Seed: 1})
	if got := result(t, f, "mixture") + result(t, f, "spurious"); got < .02 || got > .5 {
		t.Errorf("with three patterns %v go astray", got)
	}
	if got := result(t, filmed(t, &HopfieldSpurious{Neurons: 150, Patterns: 30, Starts: 40, Networks: 1, Seed: 1}), "memory"); got > .1 {
		t.Errorf("above the capacity %v end in a memory", got)
	}
}

// The shares are those of the ends, and every start has one.
func TestHopfieldSpuriousShares(t *testing.T) {
	s := &HopfieldSpurious{Neurons: 60, Patterns: 8, Starts: 50, Networks: 1, Tolerance: .03, Seed: 5}
	f := filmed(t, s)
	ends, err := s.settle(context.Background(), montecarlo.Stream(s.Seed, 0))
	if err != nil {
		t.Fatal(err)
	}
	count := make(map[hopfield.EndpointKind]int)
	for _, kind := range ends[7] {
		count[kind]++
	}
	for name, n := range map[string]int{"memory": count[hopfield.Memory], "mirror": count[hopfield.Mirror], "mixture": count[hopfield.Mixture], "spurious": count[hopfield.Spurious]} {
		if got := result(t, f, name); got != float64(n)/50 {
			t.Errorf("%s: %v, want %d of 50", name, got, n)
		}
	}
}

// A state and its mirror go two equal ways, so memories and mirrors are equally
// many, also where a tolerance is so large that an end is several of them.
func TestHopfieldSpuriousIsFair(t *testing.T) {
	f := filmed(t, &HopfieldSpurious{Neurons: 20, Patterns: 40, Starts: 400, Networks: 4, Tolerance: .2, Seed: 1})
	memory, mirror := result(t, f, "memory"), result(t, f, "mirror")
	if memory+mirror < .5 || math.Abs(memory-mirror) > .1 {
		t.Errorf("%v end in a memory, %v in a mirror", memory, mirror)
	}
}
