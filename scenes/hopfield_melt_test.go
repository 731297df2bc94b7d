package scenes

import (
	"context"
	"math"
	"testing"

	"flipbook/hopfield"
	"flipbook/mnist"
)

// Hebb's rule keeps two digits, where theory has room for 108 random patterns.
func TestHopfieldMeltNumbers(t *testing.T) {
	e, _ := Named("hopfield-melt")
	f := filmed(t, e.New())
	if got := result(t, f, "theory"); got != 108 {
		t.Errorf("theory has room for %v patterns, want 108", got)
	}
	if got := result(t, f, "reality"); got != 2 {
		t.Errorf("%v digits come back, want 2", got)
	}
	if got := result(t, f, "alike"); math.Abs(got-.66) > .03 {
		t.Errorf("two digits have a mean overlap of %v, want about .66", got)
	}
	if got := result(t, filmed(t, &HopfieldMelt{Stored: 2, Threshold: 120, Asked: 2, Seed: 1}), "reality"); got != 2 {
		t.Errorf("of two digits %v come back", got)
	}
}

// At three, no digit is stable and all end in their majority, whatever the
// order in which neurons are asked.
func TestHopfieldMeltAtThree(t *testing.T) {
	s := &HopfieldMelt{Stored: 4, Threshold: 120, Asked: 2, Seed: 5}
	tell, err := begin(s, stage(t))
	if err != nil {
		t.Fatal(err)
	}
	digits, _, err := s.digits(context.Background(), tell)
	if err != nil {
		t.Fatal(err)
	}
	for label := range 4 {
		_, img, _ := stage(t).Digits.Nth(label, 0)
		if digits[label].Hamming(mnist.Binarize(img, 120)) != 0 {
			t.Errorf("digit %d is not the first of its label", label)
		}
	}
	steps, lessons, err := s.learn(context.Background(), digits)
	if err != nil {
		t.Fatal(err)
	}
	majority, err := hopfield.Majority(digits[:3], -1)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range steps {
		if step.settled && step.stored == 3 {
			for k, state := range step.states {
				if state.Hamming(majority) != 0 {
					t.Errorf("digit %d does not end in the majority", k)
				}
			}
		}
		if !step.settled && step.points != step.stored-1 {
			t.Errorf("with %d stored the curve is at %d before they have settled", step.stored, step.points)
		}
	}
	for i, want := range []meltLesson{{back: 1}, {back: 2}, {one: true}, {}} {
		if got := lessons[i]; got.back != want.back || got.one != want.one {
			t.Errorf("of %d digits %d come back, all as one: %v", i+1, got.back, got.one)
		}
	}
}

// Random patterns of the same size last: all come back at a tenth of a memory
// a neuron, and none at a quarter.
func TestHopfieldMeltCurves(t *testing.T) {
	s := &HopfieldMelt{Stored: 5, Threshold: 120, Asked: 20, Seed: 1}
	tell, err := begin(s, stage(t))
	if err != nil {
		t.Fatal(err)
	}
	digits, _, err := s.digits(context.Background(), tell)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := s.measure(context.Background(), tell, digits, []int{2, 3, 60, 196})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []meltShare{{1, 1}, {0, 1}, {0, 1}, {0, 0}} {
		if kept[i] != want {
			t.Errorf("point %d: %+v come back, want %+v", i, kept[i], want)
		}
	}
}
