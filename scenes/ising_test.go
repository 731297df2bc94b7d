package scenes

import (
	"context"
	"math"
	"testing"

	"flipbook/hopfield/theory"
)

// The lattice becomes a magnet where Onsager says, and as strong a one as he and
// Yang say: to within 0.01 by default, and to within 0.005 for patience.
func TestIsingNumbers(t *testing.T) {
	for _, c := range []struct {
		seed    uint64
		samples int
		within  float64
	}{{1, 100, .01}, {3, 200, .005}} {
		f := filmed(t, &Ising{Side: 48, Hot: 3.2, Cold: 1.4, Samples: c.samples, Seed: c.seed})
		if got := result(t, f, "critical"); math.Abs(got-2/math.Log(1+math.Sqrt2)) > 1e-12 {
			t.Errorf("T_c = %v", got)
		}
		if got := result(t, f, "off"); got > c.within || got == 0 {
			t.Errorf("seed %d, %d samples: |m| is off by %v, more than %v", c.seed, c.samples, got, c.within)
		}
	}
}

// A tiny lattice cannot tell: its magnetisation is far from that of an infinite
// one above T_c, and the film shows it.
func TestIsingOfATinyLattice(t *testing.T) {
	s := &Ising{Side: 8, Hot: 3.2, Cold: 1.4, Samples: 500, Seed: 1}
	tell, err := begin(s, stage(t))
	if err != nil {
		t.Fatal(err)
	}
	seen, err := s.cool(context.Background(), tell)
	if err != nil {
		t.Fatal(err)
	}
	if len(seen) != isingSteps+1 || seen[0].temperature != 3.2 || math.Abs(seen[isingSteps].temperature-1.4) > 1e-12 {
		t.Errorf("%d temperatures from %v on", len(seen), seen[0].temperature)
	}
	for _, c := range seen {
		sum := 0
		for _, s := range c.spins {
			sum += int(s)
		}
		if sum < 0 {
			t.Errorf("at T = %v the loser is shown as the winner", c.temperature)
		}
		if c.temperature > theory.IsingCritical() && c.magnetization < .15 {
			t.Errorf("at T = %v, |m| = %v of 64 spins", c.temperature, c.magnetization)
		}
	}
}
