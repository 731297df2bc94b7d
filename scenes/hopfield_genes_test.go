package scenes

import (
	"context"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"flipbook/hopfield/quantum"
)

func genesOf(t rapid.TB, s *HopfieldGenes, known int) *geneRun {
	t.Helper()
	run, err := s.complete(context.Background(), generator(s.Seed), known)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// What is filmed is what the whole system of the paper gives, with multipliers
// for what is known, and a large price γ leaves no more than the fields of the
// known neurons.
func TestHopfieldGenesIsTheSystem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &HopfieldGenes{Genes: rapid.IntRange(1, 6).Draw(t, "genes"), Letters: 12, Gamma: rapid.Float64Range(1, 20).Draw(t, "gamma"), Seed: rapid.Uint64().Draw(t, "seed")}
		known := rapid.IntRange(1, 11).Draw(t, "known")
		run := genesOf(t, s, known)
		cue := make([]int8, 24)
		copy(cue, run.stored[0][:2*known])
		whole, err := (&quantum.System{Patterns: run.stored, Gamma: s.Gamma}).Solve(context.Background(), cue)
		if err != nil {
			t.Fatal(err)
		}
		undecided := whole.Undecided
		for i := range cue {
			if whole.State[i] != run.ends[geneSolve][i] && !slices.Contains(undecided, i) {
				t.Fatalf("neuron %d is %d, the whole system says %d", i, run.ends[geneSolve][i], whole.State[i])
			}
		}
		s.Gamma = 100
		far, err := (&quantum.System{Patterns: run.stored, Gamma: s.Gamma}).Reduced(context.Background(), cue)
		if err != nil {
			t.Fatal(err)
		}
		fields := run.recalls[geneNothing].Start
		for i := 2 * known; i < len(cue); i++ {
			if far.State[i] != fields[i] && !slices.Contains(far.Undecided, i) {
				// An echo decides only where the field is the least it can be.
				overlap := 0
				for _, x := range run.stored {
					dot := 0
					for k, v := range cue {
						dot += int(v) * int(x[k])
					}
					overlap += dot * int(x[i])
				}
				if overlap > 4 || overlap < -4 {
					t.Fatalf("neuron %d is %d at γ = 100, its field is %d", i, far.State[i], overlap)
				}
			}
		}
	})
}

// Guessing is worse than claiming nothing, and the linear solve no better than
// a network that claims nothing.
func TestHopfieldGenesNumbers(t *testing.T) {
	s := &HopfieldGenes{Genes: 4, Letters: 30, Gamma: 1}
	var sum [geneWays]int
	const trials = 60
	for seed := range uint64(trials) {
		s.Seed = seed
		for way, n := range genesOf(t, s, 6).right() {
			sum[way] += n
		}
	}
	share := func(way int) float64 { return float64(sum[way]) / (24 * trials) }
	if share(geneSolve) < .9 || share(geneNothing) < .9 {
		t.Errorf("the solve recovers %.3f, the network from 0 %.3f, want .9 of each", share(geneSolve), share(geneNothing))
	}
	if share(geneGuesses) > .85 {
		t.Errorf("a network that guesses recovers %.3f", share(geneGuesses))
	}
}

// The film ends in what the recalls end in, and begins with nothing but what is
// known.
func TestHopfieldGenesFilm(t *testing.T) {
	e, _ := Named("hopfield-genes")
	s := e.New().(*HopfieldGenes)
	f := filmed(t, s)
	run := genesOf(t, s, s.Known)
	right := run.right()
	for way, name := range []string{"solve", "network", "network-guessing"} {
		if got := result(t, f, name); got != float64(right[way]) {
			t.Errorf("%s: %v, want %d", name, got, right[way])
		}
	}
	d := &genes{HopfieldGenes: s, geneRun: run}
	for way := range geneWays {
		if !slices.Equal(d.state(way, f.Len-1), run.ends[way]) {
			t.Errorf("way %d does not end where its recall does", way)
		}
	}
	if !slices.Equal(d.state(geneGuesses, 2), run.recalls[geneGuesses].Start) {
		t.Error("the guessing network does not begin with its guesses")
	}
	if !strings.Contains(f.Caption, "no quantum speed-up is claimed") {
		t.Errorf("the caption is %s", f.Caption)
	}
	if _, err := (&HopfieldGenes{Genes: 2, Letters: 8, Known: 8, Gamma: 1, Trials: 1}).Film(context.Background(), stage(t)); err == nil ||
		err.Error() != "--known 8: want fewer than --letters 8" {
		t.Errorf("all letters known: %v", err)
	}
}
