package hopfield

import (
	"fmt"
	"math"
	"math/rand/v2"

	"flipbook/internal/detmath"
)

// Flipped returns p with every entry flipped with the given probability, 0 to 1, each on its own: a binary symmetric
// channel. About N·probability entries flip, give or take √(N·probability·(1−probability)).
//
// It is an error if p is not a valid pattern, r is nil, or the probability lies outside 0 … 1 or is NaN.
func Flipped(r *rand.Rand, p Pattern, probability float64) (Pattern, error) {
	if err := p.Validate("p"); err != nil {
		return nil, err
	}
	flips, err := RandomMask(r, len(p), probability)
	if err != nil {
		return nil, err
	}
	return flipped(p, flips), nil
}

// FlippedExactly returns p with k of its N entries flipped, every choice of k being as likely as any other; its overlap
// with p is 1 − 2k/N.
//
// It is an error if p is not a valid pattern, r is nil, or k lies outside 0 … N.
func FlippedExactly(r *rand.Rand, p Pattern, k int) (Pattern, error) {
	if err := p.Validate("p"); err != nil {
		return nil, err
	}
	flips, err := RandomMaskExactly(r, len(p), k)
	if err != nil {
		return nil, err
	}
	return flipped(p, flips), nil
}

// flipped returns p with the sign of every marked entry changed.
func flipped(p Pattern, flips Mask) Pattern {
	q := p.Mirror()
	for i, flip := range flips {
		if !flip {
			q[i] = p[i]
		}
	}
	return q
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
