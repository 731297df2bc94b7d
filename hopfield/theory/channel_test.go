package theory

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

var someChannel = rapid.Custom(func(t *rapid.T) Channel {
	return Channel{rapid.IntRange(2, 1_000_000).Draw(t, "N"), someSynapses.Draw(t, "synapses")}
})

// What Capacity allows has the odds that were demanded, and a little more has not; Tolerance agrees.
func TestCapacityAndToleranceInvertOdds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, p := someChannel.Draw(t, "channel"), rapid.Float64Range(0, .49).Draw(t, "p")
		demand := Odds{rapid.Float64Range(.51, .999999).Draw(t, "each"), rapid.Float64Range(0, .999999).Draw(t, "all")}
		met := func(patterns int, p float64) bool {
			odds, err := c.Odds(patterns, p)
			if err != nil {
				t.Fatal(err)
			}
			return odds.Each >= demand.Each*(1-1e-9) && odds.All >= demand.All*(1-1e-9)
		}
		capacity, err := c.Capacity(p, demand)
		if err != nil {
			t.Fatal(err)
		}
		if few, many := int(capacity), int(1.01*capacity)+1; few >= 1 && !met(few, p) || met(many, p) {
			t.Errorf("capacity %v, but %d patterns will not do, or %d will, too", capacity, few, many)
		}
		patterns := rapid.IntRange(1, 1000).Draw(t, "P")
		tolerance, err := c.Tolerance(patterns, demand)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case math.IsNaN(tolerance):
			if met(patterns, 0) {
				t.Errorf("a perfect cue would do")
			}
		case !met(patterns, min(tolerance, .499999)) || tolerance < .499 && met(patterns, tolerance+1e-3):
			t.Errorf("tolerance %v", tolerance)
		}
	})
}

func TestOddsFallWithPatternsAndCorruption(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, patterns := someChannel.Draw(t, "channel"), rapid.IntRange(1, 100_000).Draw(t, "P")
		p := rapid.Float64Range(0, .49).Draw(t, "p")
		odds := func(patterns int, p float64) Odds {
			o, err := c.Odds(patterns, p)
			if err != nil {
				t.Fatal(err)
			}
			return o
		}
		now := odds(patterns, p)
		for _, worse := range []Odds{odds(patterns+1, p), odds(patterns, p+.01)} {
			if worse.Each > now.Each || worse.All > now.All {
				t.Errorf("%+v became %+v", now, worse)
			}
		}
		if c.Synapses == (Synapses{}) && patterns > 1 {
			near(t, "error", 1-now.Each, OneStepErrorFrom(1-2*p, float64(patterns-1)/float64(c.Neurons)), 1e-15)
		}
		if !(now.Each >= .5 && now.Each <= 1 && now.All >= 0 && now.All <= now.Each) {
			t.Errorf("%+v", now)
		}
	})
}

// Special cases that need no formula.
func TestChannelAtItsEnds(t *testing.T) {
	c := Channel{Neurons: 100}
	for p, want := range map[float64]Odds{0: {1, 1}, .49: {1, 1}, .5: {.5, math.Exp2(-100)}} {
		if got, err := c.Odds(1, p); err != nil || got.Each != want.Each || math.Abs(got.All/want.All-1) > 1e-12 {
			t.Errorf("one pattern, p = %v: %+v, %v", p, got, err)
		}
	}
	if p, err := c.Capacity(.5, Odds{Each: .6}); p != 0 || err != nil {
		t.Errorf("from noise alone %v patterns are recalled, %v", p, err)
	}
	if p, err := c.Capacity(.1, Odds{Each: .5}); !math.IsInf(p, 1) || err != nil {
		t.Errorf("guessing does for %v patterns, %v", p, err)
	}
	if p, err := c.Tolerance(5, Odds{Each: .4}); p != .5 || err != nil {
		t.Errorf("guessing tolerates %v, %v", p, err)
	}
}

// McEliece et al. 1987, with the factor (1−2p)² for cues of which a share p is wrong: below N/(2 ln N) a pattern is
// recalled exactly, above it is not; N/(4 ln N) holds for all patterns at once. The limit is slow: N = 2⁵⁰.
func TestChannelTendsToMcEliece(t *testing.T) {
	const n = 1 << 50
	for _, p := range []float64{0, .2} {
		for share, exact := range map[float64]bool{.8: true, 1.25: false} {
			shrunk := share * (1 - 2*p) * (1 - 2*p)
			most, all := int(shrunk*CapacityHebbMost(n)), int(shrunk*CapacityHebbAll(n))
			one, err := Channel{Neurons: n}.Odds(most, p)
			if err != nil {
				t.Fatal(err)
			}
			each, _ := Channel{Neurons: n}.Odds(all, p)
			every := math.Exp(-n * float64(all) * OneStepErrorFrom(1-2*p, float64(all-1)/n))
			if exact && (one.All < .99 || every < .99 || each.All < .99) || !exact && (one.All > .01 || every > .01) {
				t.Errorf("p = %v, %v times the capacity: one pattern %v, all patterns %v", p, share, one.All, every)
			}
		}
	}
}
