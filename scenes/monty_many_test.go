package scenes

import (
	"context"
	"math"
	"testing"

	"flipbook/montecarlo"
)

// What is played agrees with the formulas of SCIENCE.md within four standard
// errors, at every number of doors and before every host.
func TestMontyManyNumbers(t *testing.T) {
	const games = 20_000
	m := &MontyMany{Doors: 100, Games: games, Seed: 1}
	say, err := begin(m, stage(t))
	if err != nil {
		t.Fatal(err)
	}
	counts := m.counts()
	rates, err := m.play(context.Background(), say, counts)
	if err != nil {
		t.Fatal(err)
	}
	for i, doors := range counts {
		n := float64(doors)
		for k, want := range []float64{(n - 1) / n, (n - 1) / (n * (n - 2)), .5} {
			if se := montecarlo.StandardError(want, games); math.Abs(rates[i][k]-want) > 4*se {
				t.Errorf("%d doors, host %d: switching wins %v, want %v ± %v", doors, k, rates[i][k], want, 4*se)
			}
		}
	}
	f := filmed(t, m)
	for k, name := range []string{"all", "one", "forgets"} {
		if got := result(t, f, name); got != rates[len(rates)-1][k] {
			t.Errorf("the film ends on %s = %v, want %v", name, got, rates[len(rates)-1][k])
		}
	}
}

// The numbers of doors rise from three to the last, whatever that is.
func TestMontyManyCounts(t *testing.T) {
	for last := 4; last <= 200; last++ {
		counts := (&MontyMany{Doors: last}).counts()
		if counts[0] != 3 || counts[len(counts)-1] != last {
			t.Fatalf("from %d to %d, want 3 to %d", counts[0], counts[len(counts)-1], last)
		}
		for i := 1; i < len(counts); i++ {
			if counts[i] <= counts[i-1] {
				t.Fatalf("%d doors come after %d", counts[i], counts[i-1])
			}
		}
	}
}
