package theory

import (
	"math"

	"flipbook/internal/detmath"
)

// SingleRecall returns the probability that Hebb's network of n neurons recalls its only memory from a cue of which each
// entry is wrong with the probability wrong. It does so if fewer than half of the entries are wrong: nothing disturbs the
// majority, the first neuron that is asked joins it, and so do the others. From a cue with exactly half of them wrong it
// ends in the memory or in its mirror, each in one case of two. So it is
//
//	Σ_{k < n/2} B(k) + ½ B(n/2),   B(k) = (n over k) wrongᵏ (1 − wrong)ⁿ⁻ᵏ
//
// with the second term for even n only. It is NaN if n is less than 1 or wrong no probability.
func SingleRecall(n int, wrong float64) float64 {
	switch {
	case n < 1 || !(wrong >= 0 && wrong <= 1):
		return math.NaN()
	case wrong == 0:
		return 1
	case wrong == 1:
		return 0
	}
	sum, log := 0., float64(n)*detmath.Log(1-wrong) // of B(k)
	step := detmath.Log(wrong) - detmath.Log(1-wrong)
	for k := 0; 2*k <= n; k++ {
		term := detmath.Exp(log)
		if 2*k == n {
			term /= 2
		}
		sum += term
		log += detmath.Log(float64(n-k)) - detmath.Log(float64(k+1)) + step
	}
	return min(sum, 1)
}

// SingleRecallNoise returns the standard deviation of the Gaussian noise on entries of ±1 up to which Hebb's network of n
// neurons recalls its only memory with the probability odds at least: 9.6 for 784 neurons and odds of .99. It is looked for
// from .1 to 1000.
//
// It is NaN if n is less than 1 or odds not above ½ and below 1: half is what any noise leaves.
func SingleRecallNoise(n int, odds float64) float64 {
	if n < 1 || !(odds > .5 && odds < 1) {
		return math.NaN()
	}
	return boundary(.1, 1000, func(sigma float64) bool { return SingleRecall(n, FlipShare(sigma)) > odds })
}
