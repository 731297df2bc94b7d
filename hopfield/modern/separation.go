package modern

import (
	"context"
	"math"

	"flipbook/internal/detmath"
)

// Separation returns Δᵢ = xᵢᵀxᵢ − max xᵢᵀxⱼ over the other patterns j, for i from 0 to P−1: how much more pattern i
// resembles itself than any other. For patterns of ±1 it is twice the Hamming distance to the nearest other one. It is 0
// if the pattern is there twice, negative for a short pattern in the shadow of a long one, +Inf if there is no other, and
// NaN if there is no pattern i. It costs PN multiplications.
func (c *Continuous) Separation(i int) float64 {
	if i < 0 || i >= c.p {
		return math.NaN()
	}
	x, overlaps := make([]float64, c.n), make([]float64, c.p)
	c.store.row(x, i)
	c.store.overlaps(context.Background(), overlaps, x) // its context never ends
	nearest := math.Inf(-1)
	for j, overlap := range overlaps {
		if j != i {
			nearest = max(nearest, overlap)
		}
	}
	return overlaps[i] - nearest
}

// WellSeparated returns the separation from which on a pattern is surely stored,
//
//	Δᵢ ≥ 2/(βP) + (1/β) ln(2(P−1)PβM²)
//
// (Ramsauer et al. 2020, appendix): then every query within 1/(βPM) of the pattern flows to one and the same fixed
// point, which lies as near. The condition is sufficient, not necessary, and basins are often much wider. It is −Inf
// for a single pattern, which every query recalls, and NaN if there is none.
func (c *Continuous) WellSeparated() float64 {
	p := float64(c.p)
	return 2/(c.beta*p) + detmath.Log(2*(p-1)*p*c.beta*c.norm2)/c.beta
}

// ErrorBound bounds how far one update of a query at the given distance |ξ − xᵢ| may end from a pattern of the given
// separation Δᵢ,
//
//	|ξ' − xᵢ| ≤ 2M(P−1) exp(−β(Δᵢ − 2M|ξ − xᵢ|))
//
// (the retrieval error of Ramsauer et al. 2020, theorem 5, less the distance of the fixed point, which one step does not
// need: the others have a weight of at most P−1 such exponentials, and lie at most 2M away). It returns no more than 2M,
// which always holds, and NaN if an argument is NaN or the distance negative or infinite.
func (c *Continuous) ErrorBound(separation, distance float64) float64 {
	if !(distance >= 0) || math.IsInf(distance, 1) || math.IsNaN(separation) { // the first negation catches NaN
		return math.NaN()
	}
	if c.p <= 1 {
		return 0
	}
	m := math.Sqrt(c.norm2)
	others := float64(c.p-1) * detmath.Exp(-c.beta*(separation-float64(2*m*distance)))
	return 2 * m * min(1, others)
}
