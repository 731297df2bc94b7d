package scenes

import (
	"slices"

	"flipbook/internal/detmath"
)

// z95 standard errors on either side of the mean hold 95 % of runs.
const z95 = 1.96

// implausible says that n games, each won with probability p, do not give such
// a rate by chance. In many games that means more than five standard errors
// from p. In few, or at odds near 0 or 1, honest luck goes beyond any number of
// them, so the measure is Chernoff's bound on the chance, exp(−n·KL(rate‖p)),
// whose exponent is z²/2 at z standard errors where the normal law holds.
func implausible(rate, p float64, n int) bool {
	const z = 5
	term := func(q, p float64) float64 {
		if q == 0 {
			return 0
		}
		return q * (detmath.Log(q) - detmath.Log(p))
	}
	return float64(n)*(term(rate, p)+term(1-rate, 1-p)) > z*z/2.
}

// frameEnds are the numbers of games played by the end of each of up to n
// frames: evenly on a logarithmic axis, but at least one game a frame.
func frameEnds(trials, n int) []int {
	n = min(n, trials)
	ends := make([]int, n)
	for i := range ends {
		if n > 1 {
			ends[i] = geometric(trials, i, n-1)
		}
		if i == 0 {
			ends[i] = 1
		} else {
			ends[i] = max(ends[i], ends[i-1]+1)
		}
	}
	ends[n-1] = trials
	return ends
}

// moments are the games at which the lines are drawn: n of them, evenly on
// the axis, and those of also.
func moments(trials, n int, also []int) []int {
	at := slices.Clone(also)
	for i := range n + 1 {
		at = append(at, geometric(trials, i, n))
	}
	slices.Sort(at)
	return slices.Compact(at)
}

// geometric is the i-th of n equal steps from 1 to trials on a logarithmic
// axis, rounded.
func geometric(trials, i, n int) int {
	t := detmath.Exp(float64(detmath.Log(float64(trials))*float64(i)) / float64(n))
	return min(int(t+0.5), trials)
}
