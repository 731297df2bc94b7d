package theory

import "math"

// OneStepError returns the probability that a bit of a stored random pattern is wrong after every neuron has looked once at
// the undamaged pattern,
//
//	½ erfc(1/√(2α)) = Q(1/√α),
//
// for the load α = P/N of Hebb's rule, α > 0. The other memories act on a neuron as Gaussian noise of variance α beside a
// signal of 1. With P patterns in N neurons, use α = (P−1)/N: a pattern does not disturb itself. The error is .001 at
// α = .105, .0036 at .138, .01 at .185 and .1 at .61; it has no capacity, only a slope. What becomes of the bits after the
// first step is told by [Synapses.Retrieval].
//
// It is NaN if load is not positive. Source: Hertz, Krogh & Palmer 1991, section 2.2; for the idea, Hopfield 1982.
func OneStepError(load float64) float64 { return OneStepErrorFrom(1, load) }

// OneStepErrorFrom returns the same for a start that has the overlap m₀ with the pattern, −1 … 1: the signal shrinks to m₀,
// the noise stays, and the error is Q(m₀/√α). The overlap after the step is 1 − 2 times the error, on average over random
// patterns and random damage. (To use it again for the second step would be wrong, since the state then depends on the
// noise: Amari & Maginu 1988.)
//
// It is NaN if load is not positive or overlap not within [−1, 1].
func OneStepErrorFrom(overlap, load float64) float64 {
	if !(load > 0) || !(math.Abs(overlap) <= 1) {
		return math.NaN()
	}
	return Tail(overlap / math.Sqrt(load))
}

// OneStepLoad returns the load α at which [OneStepError] is bitError, 1/Q⁻¹(bitError)². It is NaN if bitError is not between
// 0 and ½, both excluded.
func OneStepLoad(bitError float64) float64 {
	if !(bitError > 0 && bitError < .5) {
		return math.NaN()
	}
	z := TailInverse(bitError)
	return 1 / float64(z*z)
}
