package scenes

import (
	"context"
	"math"
	"testing"

	"flipbook/hopfield/theory"
)

// The lattice becomes a magnet where Onsager says, and as strong a one as he and
// Yang say: to within 0.002 by default, and to within 0.01 in a hurry.
func TestIsingNumbers(t *testing.T) {
	for _, c := range []struct {
		seed    uint64
		samples int
		within  float64
	}{{1, 500, .002}, {3, 100, .01}} {
		f := filmed(t, &Ising{Side: 54, Hot: 3.2, Cold: 1.4, Samples: c.samples, Seed: c.seed})
		if got := result(t, f, "critical"); math.Abs(got-2/math.Log(1+math.Sqrt2)) > 1e-12 {
			t.Errorf("T_c = %v", got)
		}
		if got := result(t, f, "off"); got > c.within || got == 0 {
			t.Errorf("seed %d, %d samples: |m| is off by %v, more than %v", c.seed, c.samples, got, c.within)
		}
	}
}

// What the film says of |m| holds for all that was measured up to the temperature
// it names, and the next above is too near to T_c for it.
func TestIsingSaysWhereItIsExact(t *testing.T) {
	near := theory.IsingCritical() * isingAway
	onsager := func(temperature, off float64) cooled {
		return cooled{temperature: temperature, magnetization: theory.IsingMagnetization(temperature) + off}
	}
	nearest, away, off := compared([]cooled{
		onsager(3, .1), onsager(theory.IsingCritical()-.001, .2), onsager(near+.001, .05), onsager(near-.001, -.003), onsager(1.5, .002),
	})
	if nearest != 1 || away != near-.001 || math.Abs(off-.003) > 1e-12 {
		t.Errorf("frame %d is the nearest to T_c, and up to T = %v |m| is off by %v", nearest, away, off)
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
