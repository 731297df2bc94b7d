package scenes

import (
	"math"
	"slices"
	"strings"
	"testing"

	"flipbook/hopfield"
	"flipbook/hopfield/theory"
)

// The loads that theory says survive damage, and the damage that a load
// survives: the one is the inverse of the other.
func TestHopfieldDamageLimits(t *testing.T) {
	for load, want := range map[float64]float64{.114: .25, .087: .5, .054: .75, .028: .9} {
		got, err := damageLimit(load)
		if err != nil || math.Abs(got-want) > .01 {
			t.Errorf("a load of %v bears the loss of %v, want %v: %v", load, got, want, err)
		}
	}
	if got, err := damageLimit(.14); err != nil || got >= 0 {
		t.Errorf("a load above the capacity bears the loss of %v: %v", got, err)
	}
	f := filmed(t, &HopfieldDamage{Side: 12, Patterns: 5, Recalls: 1, Seed: 1})
	if half, whole := result(t, f, "half"), result(t, f, "whole"); math.Abs(half-.087) > .0005 || math.Abs(whole-.1379) > .0001 {
		t.Errorf("%v survive half the synapses, and %v none of the damage", half, whole)
	}
}

// Up to the limit, recall is as theory says: within .01 of the overlap, which
// for 576 neurons and eight recalls is some three standard errors.
func TestHopfieldDamageMeetsTheory(t *testing.T) {
	s := &HopfieldDamage{Side: 24, Patterns: 35, Flipped: .1, Recalls: 8, Seed: 1}
	memories, err := hopfield.RandomPatterns(576, s.Patterns)(generator(s.Seed))
	if err != nil {
		t.Fatal(err)
	}
	run, err := s.damage(t.Context(), func(int, int) {}, memories)
	if err != nil {
		t.Fatal(err)
	}
	holes := make([]bool, len(run[0].block))
	for _, now := range run {
		for i, w := range now.block {
			if holes[i] && w != 0 {
				t.Fatalf("with %v of the synapses gone, one has come back", now.share)
			}
			holes[i] = w == 0
		}
		if now.share > .62 {
			continue
		}
		want, err := theory.Synapses{Deleted: now.share}.Retrieval(35./576, 0)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(now.overlap-want.Overlap) > .01 {
			t.Errorf("with %v of the synapses gone the overlap is %v, theory says %v", now.share, now.overlap, want.Overlap)
		}
	}
	if last := run[damageSteps]; last.overlap > .8 || slices.Equal(last.end, memories[0]) {
		t.Errorf("with %v of the synapses gone the overlap is still %v", last.share, last.overlap)
	}
}

// Beyond the capacity there is no damage to bear, and the film says so: there is
// no limit, and no word of theory where none of its curves is.
func TestHopfieldDamageShowsFailure(t *testing.T) {
	f := filmed(t, &HopfieldDamage{Side: 12, Patterns: 60, Flipped: .1, Recalls: 2, Seed: 1})
	if got := result(t, f, "limit"); !math.IsNaN(got) || f.Results[0].Text != "in theory no loss is borne" {
		t.Errorf("60 patterns in 144 neurons bear the loss of %v: %s", got, f.Results[0].Text)
	}
	if says(f, f.Len-1, "theory") {
		t.Error("theory has a label, and no curve")
	}
}

// However few the memories, not all synapses may go, and the film does not say
// that they may.
func TestHopfieldDamageIsNeverAll(t *testing.T) {
	for _, side := range []int{8, 24, 40} {
		f := filmed(t, &HopfieldDamage{Side: side, Patterns: 1, Flipped: .1, Recalls: 1, Seed: 1})
		if limit := result(t, f, "limit"); limit >= 1 || strings.Contains(f.Results[0].Text, "1.0") {
			t.Errorf("%d neurons bear the loss of %v: %s", side*side, limit, f.Results[0].Text)
		}
	}
}
