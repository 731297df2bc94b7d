package scenes

import (
	"image"
	"math"
	"testing"

	"flipbook/figure"
	"flipbook/hopfield"
	"flipbook/hopfield/theory"
)

// The memories have no overlap at all, and the mixture of them lies at half of
// each, at the energy −.375 of theory.
func TestHopfieldHeatMemories(t *testing.T) {
	for bar := 2; bar <= 16; bar++ {
		x := (&HopfieldHeat{Bar: bar}).memories()
		for i := range x {
			for k := range i {
				if m := x[i].Overlap(x[k]); m != 0 {
					t.Errorf("bars of %d: memories %d and %d have the overlap %v", bar, k, i, m)
				}
			}
		}
		mixture, err := hopfield.Mix(x, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := range x {
			if m := mixture.Overlap(x[i]); math.Abs(m-.5) > .1 || bar > 7 && math.Abs(m-.5) > .02 {
				t.Errorf("bars of %d: the mixture has the overlap %v with memory %d", bar, m, i)
			}
		}
	}
	e, _ := Named("hopfield-heat")
	f := filmed(t, e.New())
	if got := result(t, f, "energy"); math.Abs(got+.375) > .003 {
		t.Errorf("the mixture has the energy %v a neuron", got)
	}
	if mixture, memory := result(t, f, "mixture"), result(t, f, "memory"); math.Abs(mixture-.46) > .005 || memory != 1 {
		t.Errorf("in theory a mixture melts at %v, a memory at %v", mixture, memory)
	}
}

// Below the temperature at which the mixture is lost, and above it, overlaps
// are those of theory: within .03, three deviations of the mean over the
// sweeps. No network holds its mixture beyond .46 for long.
func TestHopfieldHeatMeetsTheory(t *testing.T) {
	for seed := range uint64(2) {
		s := &HopfieldHeat{Bar: 12, Sweeps: 24, Seed: seed}
		memories := s.memories()
		net, err := hopfield.Hebb{}.Train(t.Context(), memories)
		if err != nil {
			t.Fatal(err)
		}
		mixture, err := hopfield.Mix(memories, nil)
		if err != nil {
			t.Fatal(err)
		}
		run, melt, err := s.warm(t.Context(), func(int, int) {}, net, memories, mixture)
		if err != nil {
			t.Fatal(err)
		}
		if at := run[melt].temperature; at < .33 || at > .48 {
			t.Errorf("seed %d: the mixture melts at %v", seed, at)
		}
		for i, w := range run {
			n, got := 3, w.overlaps[0]
			switch {
			case i > melt:
				n, got = 1, math.Abs(w.overlaps[w.nearest()])
			case w.temperature > run[melt].temperature-.1: // near where it is lost it wanders
				continue
			}
			if want, err := theory.MixtureOf(n, w.temperature); err != nil || w.temperature < .85 && math.Abs(got-want.Overlap) > .03 {
				t.Errorf("seed %d: at T = %v the overlap is %v, in theory %v: %v", seed, w.temperature, got, want.Overlap, err)
			}
		}
		if last := run[len(run)-1]; last.now() != "now-molten" {
			t.Errorf("seed %d: at T = %v the overlaps are %v", seed, last.temperature, last.overlaps)
		}
	}
}

// Whatever the stage, the memories can be seen, and both temperatures of theory
// stand in the plot.
func TestHopfieldHeatShowsWhatIsMixed(t *testing.T) {
	for size, shown := range map[image.Point][]string{
		figure.DefaultSize: {"disc", "mixture", "memory"},
		figure.Column:      {"memories", "0.46", "1.00"},
		image.Pt(480, 640): {"disc", "mixture", "memory"},
	} {
		on := stage(t)
		on.Size = size
		f, err := (&HopfieldHeat{Bar: 12, Sweeps: 4, Seed: 1}).Film(t.Context(), on)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range shown {
			if !says(f, 0, word) {
				t.Errorf("%v does not say %q", size, word)
			}
		}
	}
}
