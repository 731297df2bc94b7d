package hopfield

import (
	"fmt"
	"math"
	"math/rand/v2"

	"flipbook/internal/detmath"
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
	for i, v := range p {
		if v != 1 && v != -1 {
			return fmt.Errorf("hopfield: %s[%d] is %d: every entry must be -1 or +1", name, i, v)
		}
	}
	return nil
}

// Overlap returns m = (1/N) Σ pᵢqᵢ, from −1 (q is the mirror of p) through 0 (they have nothing in common) to 1 (they are
// equal). It is NaN if the lengths differ or are 0.
func (p Pattern) Overlap(q Pattern) float64 {
	if len(p) != len(q) || len(p) == 0 {
		return math.NaN()
	}
	return 1 - 2*float64(p.Hamming(q))/float64(len(p))
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

// Noisy returns p with Gaussian noise: pᵢ + σg, where g is drawn from the standard normal distribution for every entry in
// turn, and σ is in units of a ±1 pixel, finite and ≥ 0. [Sign] makes a state of the result again, and then a share
// Φ(−1/σ) of the entries has flipped: 16 % at σ = 1, 31 % at σ = 2, never more than half. The same r gives the same bits on
// every CPU. (Near the end of the float64 range, from σ ≈ 10³⁰⁷ on, an entry may overflow to ±Inf.)
//
// It is an error if p is not a valid pattern, r is nil, or sigma is negative, infinite or NaN.
func Noisy(r *rand.Rand, p Pattern, sigma float64) ([]float64, error) {
	if err := p.Validate("p"); err != nil {
		return nil, err
	}
	if r == nil {
		return nil, errNoRand
	}
	if !(sigma >= 0) || math.IsInf(sigma, 1) { // the negation catches NaN
		return nil, fmt.Errorf("hopfield: sigma is %v: it must be finite and not negative", sigma)
	}
	noisy := make([]float64, len(p))
	for i, v := range p {
		noisy[i] = float64(v) + float64(sigma*detmath.Norm(r))
	}
	return noisy, nil
}

// Sign thresholds v at 0: +1 where v > 0, −1 elsewhere. So 0 becomes −1, the background of a picture, and so does NaN.
func Sign(v []float64) Pattern {
	p := make(Pattern, len(v))
	for i, x := range v {
		p[i] = -1
		if x > 0 {
			p[i] = 1
		}
	}
	return p
}
