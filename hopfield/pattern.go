package hopfield

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// A Pattern is a state of the network, and a memory: one entry a neuron, each −1 or +1. A picture of w×h pixels is a
// pattern of w·h entries, row after row.
type Pattern []int8

// Validate returns nil if p has at least one entry and every entry is −1 or +1. Otherwise the error speaks of p by the
// given name, and gives the index of the first wrong entry.
func (p Pattern) Validate(name string) error {
	if len(p) == 0 {
		return fmt.Errorf("hopfield: %s is empty: a pattern has an entry for every neuron", name)
	}
	bad := uint8(0)
	for _, v := range p {
		bad |= (uint8(v) + 1) &^ 2 // 0 for −1 and +1 alone
	}
	if bad == 0 {
		return nil
	}
	i := slices.IndexFunc(p, func(v int8) bool { return v != 1 && v != -1 })
	return fmt.Errorf("hopfield: %s[%d] is %d: every entry must be -1 or +1", name, i, p[i])
}

// Overlap returns m = (1/N) Σ pᵢqᵢ, from −1 (q is the mirror of p) through 0 (they have nothing in common) to 1 (they are
// equal). It is NaN if the lengths differ or are 0.
func (p Pattern) Overlap(q Pattern) float64 {
	if len(p) != len(q) || len(p) == 0 {
		return math.NaN()
	}
	return float64(len(p)-2*p.Hamming(q)) / float64(len(p))
}

// Hamming returns the number of entries in which p and q differ, 0 … N. It is −1 if the lengths differ.
func (p Pattern) Hamming(q Pattern) int {
	if len(p) != len(q) {
		return -1
	}
	different := 0
	for i := range p {
		if p[i] != q[i] {
			different++
		}
	}
	return different
}

// Mirror returns −p, which has the energy of p in every network without thresholds.
func (p Pattern) Mirror() Pattern {
	m := make(Pattern, len(p))
	for i, v := range p {
		m[i] = -v
	}
	return m
}

// Random draws a pattern of n entries, each −1 or +1 with probability ½ and independent of the others: the patterns that
// theory speaks of. It takes ⌈n/64⌉ numbers of r. It is an error if n is not from 1 to [MaxNeurons], or r is nil.
func Random(r *rand.Rand, n int) (Pattern, error) {
	if err := checkEntries(n); err != nil {
		return nil, err
	}
	if r == nil {
		return nil, errNoRand
	}
	p := make(Pattern, n)
	luck := uint64(0)
	for i := range p {
		if i%64 == 0 {
			luck = r.Uint64()
		}
		p[i] = int8(luck&1)<<1 - 1
		luck >>= 1
	}
	return p, nil
}
