package descent

import "math"

// StableRate returns the rate 2(1+β)/λ from which on a walk with the momentum β no longer comes nearer along an axis of
// curvature λ; smaller positive ones converge if 0 ≤ β < 1. With λ the largest curvature it is the limit of a bowl.
// Source: Polyak 1964; β = 0 is 2/λ, as old as the method.
func StableRate(steepest, momentum float64) float64 { return 2 * (1 + momentum) / steepest }

// BestRate returns the rate that is best without momentum, 2/(λ_min + λ_max), and the share (κ−1)/(κ+1) of the distance
// that each of its steps leaves. Source: Polyak 1964.
func BestRate(flattest, steepest float64) (rate, share float64) {
	return 2 / (flattest + steepest), (steepest - flattest) / (steepest + flattest)
}

// BestMomentum returns Polyak's best rate and momentum (1964), 4/(√λ_min + √λ_max)² and ((√κ−1)/(√κ+1))², and the share
// (√κ−1)/(√κ+1) of the distance that each step leaves in the long run; before that, distances may grow for some steps.
func BestMomentum(flattest, steepest float64) (rate, momentum, share float64) {
	low, high := math.Sqrt(flattest), math.Sqrt(steepest)
	share = (high - low) / (high + low)
	return 4 / float64((low+high)*(low+high)), share * share, share
}

// Share returns what a step leaves of the distance along an axis of curvature λ in the long run: the larger absolute value
// of the solutions z of z² − (1 + β − ηλ)z + β = 0. It is |1 − ηλ| without momentum; above 1, the walk runs away.
func Share(curvature, rate, momentum float64) float64 {
	p := 1 + momentum - float64(rate*curvature)
	under := float64(p*p) - 4*momentum
	if under < 0 {
		return math.Sqrt(momentum) // a pair of complex numbers with the product β
	}
	return (math.Abs(p) + math.Sqrt(under)) / 2
}
