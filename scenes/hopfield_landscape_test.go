package scenes

import (
	"context"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"flipbook/hopfield"
)

// Where they end, and how deep: a memory and a mirror at −½, a mixture of three at
// −⅜, each but for the overlaps that random memories have, about 1/√N.
func TestHopfieldLandscapeNumbers(t *testing.T) {
	f := filmed(t, &HopfieldLandscape{Neurons: 500, Wrong: .25, Seed: 2})
	for name, want := range map[string]float64{"first": -.5, "second": -.5, "third": -.375} {
		if got := result(t, f, name); math.Abs(got-want) > .02 {
			t.Errorf("the %s ends at E/N = %v, theory says %v", name, got, want)
		}
	}
	if want := "rest in memory 1, the mirror of 2 and a mixture"; !strings.Contains(f.Caption, want) {
		t.Errorf("the caption is %q, want %q in it", f.Caption, want)
	}
}

// Beyond its basin, a start is not held: with nearly half of the neurons wrong
// some end elsewhere than where they began, and the film says where.
func TestHopfieldLandscapeShowsFailure(t *testing.T) {
	astray := 0
	for seed := range uint64(5) {
		w, err := (&HopfieldLandscape{Neurons: 300, Wrong: .45, Seed: seed}).roll(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range w.descents {
			if d.end.Kind != d.near.Kind || d.end.Nearest != d.near.Nearest {
				astray++
			}
		}
	}
	if astray == 0 {
		t.Error("all of 15 states find back from 45 % noise")
	}
}

// The ground of the map is the least energy of all states with the same two
// overlaps: all 2ᴺ of them, weighed one by one.
func TestGroundIsTheLeastOfAllStates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, r := rapid.IntRange(4, 9).Draw(t, "n"), generator(rapid.Uint64().Draw(t, "seed"))
		var memories []hopfield.Pattern
		for range 3 {
			p, err := hopfield.Random(r, n)
			if err != nil {
				t.Fatal(err)
			}
			memories = append(memories, p)
		}
		least := make(map[[2]float64]float64)
		for state := range 1 << n {
			s := make(hopfield.Pattern, n)
			for i := range s {
				s[i] = int8(2*(state>>i&1) - 1)
			}
			squares := 0.0
			for _, m := range memories {
				squares += s.Overlap(m) * s.Overlap(m)
			}
			at := [2]float64{s.Overlap(memories[0]), s.Overlap(memories[1])}
			least[at] = min(least[at], -squares/2)
		}
		g := groundOf(memories)
		for at, want := range least {
			if got := g.at(at[0], at[1]); math.Abs(got-want) > 1e-12 {
				t.Fatalf("the ground at %v is %v, of all states %v", at, got, want)
			}
		}
	})
}

// A state below the ground, or one that climbs, is refused.
func TestLandscapeRefusesWhatClimbs(t *testing.T) {
	s := &HopfieldLandscape{Neurons: 100, Wrong: .2, Seed: 1}
	w, err := s.roll(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	start, err := hopfield.FlippedExactly(generator(1), w.memories[0], 20)
	if err != nil {
		t.Fatal(err)
	}
	run, err := w.net.Recall(context.Background(), start, generator(1), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.descended(w.memories[0], run); err != nil {
		t.Fatal(err)
	}
	run.Flips[2].Energy += 100
	if _, err := w.descended(w.memories[0], run); err == nil {
		t.Error("a wrong energy is taken")
	}
}
