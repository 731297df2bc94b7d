package modern

import (
	"math"
	"math/big"
	"slices"

	"flipbook/internal/detmath"
)

// Exponential is F(x) = eˣ, steeper in the end than any polynomial (Demircigil et al. 2017, "On a model of associative
// memory with huge storage capacity"). It stores about 2^(N/2) random patterns; a number that is still exponential in N it
// finds again though any share below ½ of the neurons is wrong. There are no mirrors: −x is worth next to nothing.
//
// Energies are given on a logarithmic scale, E = −ln Σ exp(x·s), from −N − ln P to N, which rises and falls with
// −Σ exp(x·s) and cannot overflow.
type Exponential struct{}

// String returns "exp(x)".
func (Exponential) String() string { return "exp(x)" }

// Capacity returns 2^(N/2) (Demircigil et al. 2017), +Inf from N = 2048 on.
func (Exponential) Capacity(neurons int) float64 {
	if neurons < 2 {
		return math.NaN()
	}
	capacity := math.Ldexp(1, neurons/2)
	if neurons%2 == 1 {
		capacity *= math.Sqrt2
	}
	return capacity
}

func (Exponential) curve(neurons, _ int) (curve, error) { return exponentialCurve{neurons}, nil }

type exponentialCurve struct{ neurons int }

const eSquared = math.E * math.E // F(x+2)/F(x)

// energy sums −ln Σ count·F from the bottom up, in units of F at the level reached, which is the largest term so far.
func (c exponentialCurve) energy(count []int32) float64 {
	top := len(count) - 1
	for top > 0 && count[top] == 0 {
		top--
	}
	sum := 0.
	for _, patterns := range count[:top+1] {
		sum = float64(sum*(1/eSquared)) + float64(patterns)
	}
	return -(float64(2*top-c.neurons) + detmath.Log(sum))
}

// sign sums from the top down, in units of F at the level reached, and stops as soon as the steps left cannot outvote the
// sum: a vote in the next one counts e² times less, and one after it less again. That is after a handful of levels. If
// rounding could matter before, it starts anew with as many digits as it takes.
//
// That ends: since e is no root of a polynomial with whole coefficients (Hermite 1873), the sum is 0 only if every count is.
func (exponentialCurve) sign(count []int32) int {
	left := 0.
	for _, votes := range count {
		left += math.Abs(float64(votes))
	}
	if left == 0 {
		return 0
	}
	sum, slack := 0., 0. // slack bounds the error of sum
	for _, votes := range slices.Backward(count) {
		product := float64(sum * eSquared)
		sum = product + float64(votes)
		slack = float64(8*slack) + float64(0x1p-51*(math.Abs(product)+math.Abs(sum)))
		left -= math.Abs(float64(votes))
		if math.Abs(sum)-slack > left/7 {
			return int(math.Copysign(1, sum))
		}
	}
	return exactSign(count)
}

// exactSign is the sign of Σ count[g]·e²ᵍ, of which not all are 0.
func exactSign(count []int32) int {
	// Three roundings a level, each at most 2⁻ᵇⁱᵗˢ of a sum below 2³¹·e²ᵐ for m levels, make less than 2³ᵐ⁺⁶⁴⁻ᵇⁱᵗˢ in all.
	slack := 3*len(count) + 64
	for bits := slack + 64; ; bits *= 2 {
		ratio, sum := eSquaredTo(uint(bits)), new(big.Float).SetPrec(uint(bits))
		for _, votes := range slices.Backward(count) {
			sum.Mul(sum, ratio)
			sum.Add(sum, big.NewFloat(float64(votes)))
		}
		if sum.Sign() != 0 && sum.MantExp(nil) > slack-bits+1 {
			return sum.Sign()
		}
	}
}

// eSquaredTo returns Σ 2ᵏ/k! with so many bits.
func eSquaredTo(bits uint) *big.Float {
	sum, term := new(big.Float).SetPrec(bits+16), new(big.Float).SetPrec(bits+16).SetInt64(1)
	for k := int64(1); term.MantExp(nil) > -int(bits)-16; k++ {
		sum.Add(sum, term)
		term.Mul(term, big.NewFloat(2))
		term.Quo(term, new(big.Float).SetInt64(k))
	}
	return sum
}
