package modern

import (
	"math"
	"math/big"
	"slices"

	"flipbook/hopfield"

	"pgregory.net/rapid"
)

// The formulas, written out: E(s) = −Σ F(x·s), in numbers of 300 digits, where eˣ needs them. The powers are whole.

const oraclePrecision = 1000

type argument struct {
	f Interaction
	x int
}

var values = map[argument]*big.Float{} // a test asks for the same ones again and again

func slowF(f Interaction, x int) *big.Float {
	y, known := values[argument{f, x}]
	if known {
		return y
	}
	y = new(big.Float).SetPrec(oraclePrecision).SetInt64(1)
	switch f := f.(type) {
	case Polynomial:
		for range f.Power {
			y.Mul(y, big.NewFloat(float64(x)))
		}
		if f.Rectified && x < 0 {
			y.SetInt64(0)
		}
	case Exponential: // (1 + x + x²/2! + …) of |x|, turned over for a negative one
		term := new(big.Float).SetPrec(oraclePrecision).SetInt64(1)
		for k := 1; term.Sign() > 0 && term.MantExp(nil) > -oraclePrecision; k++ {
			term.Mul(term, big.NewFloat(math.Abs(float64(x))))
			term.Quo(term, big.NewFloat(float64(k)))
			y.Add(y, term)
		}
		if x < 0 {
			y.Quo(new(big.Float).SetPrec(oraclePrecision).SetInt64(1), y)
		}
	}
	values[argument{f, x}] = y
	return y
}

// slowEnergy sums from the least similar pattern to the most similar one, so that equal lists have equal sums.
func slowEnergy(patterns []hopfield.Pattern, f Interaction, s hopfield.Pattern) *big.Float {
	var overlaps []int
	for _, x := range patterns {
		overlaps = append(overlaps, len(s)-2*x.Hamming(s))
	}
	slices.Sort(overlaps)
	sum := new(big.Float).SetPrec(oraclePrecision)
	for _, overlap := range overlaps {
		sum.Sub(sum, slowF(f, overlap))
	}
	return sum
}

// shown is an energy as Energy gives it.
func shown(f Interaction, e *big.Float) float64 {
	if f == (Exponential{}) {
		v, _ := new(big.Float).Neg(e).Float64()
		return -math.Log(v)
	}
	v, _ := e.Float64()
	return v
}

// slowRecall compares two energies, from nothing, for every neuron it asks.
func slowRecall(patterns []hopfield.Pattern, f Interaction, start hopfield.Pattern, seed uint64, ties hopfield.Ties) *hopfield.History {
	s, r := slices.Clone(start), seeded(seed)
	run := &hopfield.History{Start: start, End: s, StartEnergy: shown(f, slowEnergy(patterns, f, s))}
	order := make([]int, len(s))
	for i := range order {
		order[i] = i
	}
	for !run.Settled {
		run.Sweeps++
		run.Settled = true
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			run.Asked++
			old := s[i]
			s[i] = 1
			plus := slowEnergy(patterns, f, s)
			s[i] = -1
			minus := slowEnergy(patterns, f, s)
			switch s[i] = old; plus.Cmp(minus) {
			case -1:
				s[i] = 1
			case 1:
				s[i] = -1
			case 0:
				s[i] = map[hopfield.Ties]int8{hopfield.Keep: old, hopfield.Plus: 1, hopfield.Minus: -1}[ties]
			}
			if s[i] != old {
				run.Settled = false
				run.Flips = append(run.Flips, hopfield.Flip{Asked: run.Asked, Neuron: i, Energy: shown(f, slowEnergy(patterns, f, s))})
			}
		}
	}
	return run
}

// sameHistory asks for the same flips. The energies of a polynomial are the same to the last bit, and those of eˣ but for
// its last bits, in which math.Log has a say.
func sameHistory(t rapid.TB, f Interaction, got, want *hopfield.History) {
	t.Helper()
	same := func(a, b float64) bool {
		return a == b || f == (Exponential{}) && math.Abs(a-b) < 1e-13*max(1, math.Abs(b))
	}
	ok := slices.EqualFunc(got.Flips, want.Flips, func(a, b hopfield.Flip) bool {
		return a.Asked == b.Asked && a.Neuron == b.Neuron && same(a.Energy, b.Energy)
	})
	if !ok || !same(got.StartEnergy, want.StartEnergy) || !slices.Equal(got.Start, want.Start) || !slices.Equal(got.End, want.End) ||
		got.Asked != want.Asked || got.Sweeps != want.Sweeps || got.Settled != want.Settled {
		t.Fatalf("%v:\ngot  %+v\nwant %+v", f, got, want)
	}
}
