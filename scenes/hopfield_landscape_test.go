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
	f := filmed(t, &HopfieldLandscape{Neurons: 500, Wrong: .25, Seed: 1})
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

// Below the rim the mixture lies in a valley of its own on the map: from there
// no way below it leads to a memory, straight or not.
func TestHopfieldLandscapeRim(t *testing.T) {
	for seed := range uint64(10) {
		w, err := (&HopfieldLandscape{Neurons: 500, Wrong: .25, Seed: seed}).roll(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		rim, ok := w.rim()
		if !ok {
			t.Errorf("seed %d: the mixture has no valley", seed)
			continue
		}
		const grid = 200
		at := func(s hopfield.Pattern) [2]int {
			return [2]int{int(math.Round(grid * w.memories[0].Overlap(s))), int(math.Round(grid * w.memories[1].Overlap(s)))}
		}
		flooded := map[[2]int]bool{at(w.mixture): true}
		agree, differ := w.ground.with[1][0]+w.ground.with[1][1], w.ground.with[0][0]+w.ground.with[0][1]
		for next := [][2]int{at(w.mixture)}; len(next) > 0; next = next[1:] {
			for _, step := range [][2]int{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
				to := [2]int{next[0][0] + step[0], next[0][1] + step[1]}
				x, y := float64(to[0])/grid, float64(to[1])/grid
				if math.Abs(x+y)*w.ground.n/2 > agree || math.Abs(x-y)*w.ground.n/2 > differ || flooded[to] || w.ground.at(x, y) > rim {
					continue
				}
				flooded[to] = true
				next = append(next, to)
			}
		}
		for i, m := range w.memories {
			if flooded[at(m)] {
				t.Errorf("seed %d: below %v a way leads from the mixture to memory %d", seed, rim, i+1)
			}
		}
		if len(flooded) < 10 {
			t.Errorf("seed %d: the valley of the mixture is %d spots of %d", seed, len(flooded), 4*grid*grid)
		}
	}
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
