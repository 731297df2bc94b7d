package theory

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"flipbook/internal/detmath"
)

// A Rung is the capacity of one kind of memory.
type Rung struct {
	Name    string  // of the rule and of what it promises
	Formula string  // for the number of patterns, in terms of N
	Source  string  // authors and year
	Log10   float64 // of the number of patterns at the N that [Ladder] was asked for
}

// Ladder returns the capacities of all kinds of memories of n neurons for random patterns, the least first. They do not all
// promise the same: some count patterns that are stable to the last bit, others those of which a few bits are wrong. And
// they are limits for large n, of which little is left below a hundred.
//
// It is an error if n is less than 2.
func Ladder(n int) ([]Rung, error) {
	if n < 2 {
		return nil, fmt.Errorf("theory: n is %d: a ladder needs at least 2 neurons", n)
	}
	log10 := func(patterns float64) float64 { return detmath.Log(patterns) / math.Ln10 }
	hebb := func(name, source string, s Synapses) Rung {
		return Rung{name, fmt.Sprintf("%.3f N", CapacityHebb(1, s)), source, log10(CapacityHebb(n, s))}
	}
	rungs := []Rung{
		{"Hebb, all exact", "N/(4 ln N)", "McEliece et al. 1987", log10(CapacityHebbAll(n))},
		{"Hebb, most exact", "N/(2 ln N)", "McEliece et al. 1987", log10(CapacityHebbMost(n))},
		hebb("Hebb, half the synapses", "Sompolinsky 1986", Synapses{Deleted: .5}),
		hebb("Hebb, signs only", "Sompolinsky 1986", Synapses{Clipped: true}),
		hebb("Hebb, a few bits wrong", "Amit et al. 1985", Synapses{}),
		{"Storkey", "N/√(2 ln N)", "Storkey 1997", log10(CapacityStorkey(n))},
		{"pseudo-inverse", "N", "Personnaz et al. 1985", log10(CapacityPseudoInverse(n))},
		{"minimum probability flow", "at least N", "Hillar et al. 2012", log10(CapacityProbabilityFlow(n))},
		{"perceptrons", "2 N", "Gardner 1988", log10(CapacityPerceptron(n, 0))},
		{"sparse, 1 % active", "N/(2a|ln a|)", "Tsodyks & Feigel'man 1988", log10(CapacitySparse(n, .01))},
		{"dense, cubic", "N²/(6 ln N)", "Krotov & Hopfield 2016", logDenseExact(n, 3) / math.Ln10},
		{"dense, quartic", "N³/(30 ln N)", "Krotov & Hopfield 2016", logDenseExact(n, 4) / math.Ln10},
		{"exponential", "2^(N/2)", "Demircigil et al. 2017", CapacityExponentialLog2(n, 0) * math.Ln2 / math.Ln10},
	}
	slices.SortStableFunc(rungs, func(a, b Rung) int { return cmp.Compare(a.Log10, b.Log10) })
	return rungs, nil
}
