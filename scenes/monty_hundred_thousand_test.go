package scenes

import (
	"math"
	"testing"
)

// A hundred thousand games are worth 2/3 ± .0045, and the mean distance falls
// with the root of the games.
func TestMontyHundredThousandNumbers(t *testing.T) {
	f := filmed(t, &MontyHundredThousand{Games: 100_000, Runs: 60, Seed: 1})
	limit := result(t, f, "error")
	if math.Abs(limit-.0045) > .00005 {
		t.Errorf("three standard errors are %v, want .0045", limit)
	}
	if rate := result(t, f, "rate"); math.Abs(rate-2./3) > limit {
		t.Errorf("the marked run ends at %v, more than three standard errors from 2/3", rate)
	}
	// Means over 60 runs are within a tenth of what they estimate, and those at
	// neighbouring moments are much alike.
	if slope := result(t, f, "slope"); math.Abs(slope+.5) > .05 {
		t.Errorf("the distance falls with the power %v, want −1/2", slope)
	}
	if inside := result(t, f, "inside"); inside < 58 {
		t.Errorf("%v of 60 runs end within three standard errors", inside)
	}
}

// Ten times the games are ten times as many moments in a factor of ten.
func TestThousandMoments(t *testing.T) {
	for _, games := range []int{100, 999, 1000, 2000, 100_000, 1_000_000} {
		at := thousandMoments(games)
		for i, n := range at {
			switch {
			case i > 0 && n < at[i-1]:
				t.Fatalf("%d games: moment %d comes after %d", games, n, at[i-1])
			case i%thousandSteps == 0 && i < len(at)-1 && n != int(math.Round(math.Pow10(i/thousandSteps))):
				t.Errorf("%d games: moment %d is %d, want a power of ten", games, i, n)
			}
		}
		if at[len(at)-1] != games {
			t.Errorf("%d games end with %d", games, at[len(at)-1])
		}
	}
}
