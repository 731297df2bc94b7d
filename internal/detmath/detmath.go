// Package detmath computes the same float64, bit for bit, on every CPU.
//
// The standard library's math.Exp and math.Log, and rand.NormFloat64 which rests on them, do not: some processors run
// them in assembly, and the Go specification lets a compiler fuse x*y + z into one operation that rounds once instead of
// twice. A picture drawn from such numbers differs between a laptop and a server. Here only +, −, ×, ÷, √ and exact
// operations on exponents are used, which IEEE 754 rounds in one way, and every product that is followed by an addition
// is written float64(a*b) + c: the explicit conversion forbids the fusion.
//
// Exp and Log are within 2 units in the last place of the true value, the others within what they say; the tests hold them
// to it.
package detmath

import (
	"math"
	"math/rand/v2"
)

// ln 2 in two parts. High has so few bits (32) that its product with any exponent of a float64 (11 bits) is exact; low
// is the rest. Together they carry ln 2 to more than 80 bits.
const (
	ln2High = 0x1.62e42feep-1
	ln2Low  = math.Ln2 - ln2High
)

// Exp returns eˣ. Exp(NaN) is NaN, Exp(+Inf) is +Inf, Exp(−Inf) is 0; above 709.78 the result is +Inf, below −745.13
// it is 0.
func Exp(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case x > 709.782712893384: // the greatest x with a finite eˣ
		return math.Inf(1)
	case x < -745.1332191019412: // below it eˣ rounds to 0
		return 0
	}
	// eˣ = 2ᵏ eʳ with |r| ≤ ½ ln 2. The first product and difference are exact, so r keeps all its digits.
	k := math.Round(x * math.Log2E)
	r := (x - float64(k*ln2High)) - float64(k*ln2Low)

	// eʳ = 1 + (r + r²(1/2! + r/3! + …)), the largest terms added last so that the small ones lose little; the first term
	// left out is below 2⁻⁵⁷.
	sum := expSeries[0]
	for _, c := range expSeries[1:] {
		sum = float64(sum*r) + c
	}
	return math.Ldexp(1+(r+float64(r*r*sum)), int(k))
}

// expSeries holds 1/n! for n from 13 down to 2.
var expSeries = [...]float64{
	1. / 6227020800, 1. / 479001600, 1. / 39916800, 1. / 3628800, 1. / 362880, 1. / 40320, 1. / 5040,
	1. / 720, 1. / 120, 1. / 24, 1. / 6, 1. / 2,
}

// Log returns the natural logarithm of x. Log(0) is −Inf, Log(+Inf) is +Inf; the logarithm of NaN or of a negative
// number is NaN.
func Log(x float64) float64 {
	switch {
	case math.IsNaN(x) || x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	case math.IsInf(x, 1):
		return x
	}
	// x = 2ᵏ m with √½ ≤ m < √2, so that ln m is small and does not cancel against k ln 2.
	m, k := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, k = 2*m, k-1
	}
	// ln m = 2 artanh f = 2f (1 + f²/3 + f⁴/5 + …) with f = (m−1)/(m+1), |f| < 0.172. The leading 2f is written
	// (m−1) − f·(m−1), which is the same: m−1 is exact, so the rounding of f touches only the smaller terms.
	m1 := m - 1
	f := m1 / (m + 1)
	f2 := f * f
	sum := logSeries[0]
	for _, c := range logSeries[1:] {
		sum = float64(sum*f2) + c
	}
	small := float64(2*f*float64(f2*sum)) - float64(f*m1)
	e := float64(k)
	return float64(e*ln2High) + (m1 + (small + float64(e*ln2Low)))
}

// logSeries holds 1/n for odd n from 21 down to 3; the first term left out is below 2⁻⁵⁹ of the whole.
var logSeries = [...]float64{1. / 21, 1. / 19, 1. / 17, 1. / 15, 1. / 13, 1. / 11, 1. / 9, 1. / 7, 1. / 5, 1. / 3}

// Norm draws from the standard normal distribution (mean 0, standard deviation 1) by the polar method of Marsaglia and
// Bray (1964): a uniform point of the unit disc, stretched. It takes two numbers of r for each point tried, 4/π tries on
// average, and keeps no state of its own, so the second normal number that the point could yield is given up.
func Norm(r *rand.Rand) float64 {
	for {
		u := float64(2*r.Float64()) - 1
		v := float64(2*r.Float64()) - 1
		s := float64(u*u) + float64(v*v)
		if s > 0 && s < 1 {
			return u * math.Sqrt(-2*Log(s)/s)
		}
	}
}
