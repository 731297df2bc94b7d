package theory

import (
	"math"

	"flipbook/internal/detmath"
)

// Tail returns Q(x), the probability that a standard normal number exceeds x. It falls from 1 at −∞ through ½ at 0 to 0 at
// +∞ and keeps its digits in the far tail, Q(30) = 4.9·10⁻¹⁹⁸: its relative error is less than (10 + 2x²)·10⁻¹⁶ down to
// 10⁻³⁰⁰. Tail(NaN) is NaN.
func Tail(x float64) float64 { return detmath.Erfc(x/math.Sqrt2) / 2 }

// TailInverse returns the x with Q(x) = p (see [Tail]): the number of standard deviations that a standard normal number
// exceeds with probability p. It is +Inf at p = 0, 0 at ½, −Inf at 1, and NaN outside [0, 1].
func TailInverse(p float64) float64 {
	switch {
	case !(p >= 0 && p <= 1): // NaN, too
		return math.NaN()
	case p == 0:
		return math.Inf(1)
	case p > .5:
		return -TailInverse(1 - p)
	}
	return boundary(0, 40, func(x float64) bool { return Tail(x) > p }) // Tail(40) is 0
}

// FlipShare returns Φ(−1/σ), the share of ±1 pixels that Gaussian noise of standard deviation sigma carries across the
// threshold at 0: .16 at σ = 1, .46 at σ = 9.6, never more than half. It is 0 at σ = 0, and NaN if sigma is negative or NaN.
func FlipShare(sigma float64) float64 {
	if !(sigma >= 0) {
		return math.NaN()
	}
	return Tail(1 / sigma)
}
