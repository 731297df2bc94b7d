package theory

import (
	"math"

	"flipbook/internal/detmath"
)

// CapacityHebbAll returns N/(4 ln N): up to there Hebb's rule makes every bit of every random pattern stable, with a
// probability that tends to 1 as N grows. For the probability at finite N see [Channel]. NaN if n < 2.
//
// Source: McEliece, Posner, Rodemich & Venkatesh 1987.
func CapacityHebbAll(n int) float64 { return CapacityHebbMost(n) / 2 }

// CapacityHebbMost returns N/(2 ln N): up to there Hebb's rule makes every bit of most random patterns stable, all but a
// share that tends to 0 as N grows. NaN if n < 2.
//
// Source: McEliece, Posner, Rodemich & Venkatesh 1987.
func CapacityHebbMost(n int) float64 {
	if n < 2 {
		return math.NaN()
	}
	return float64(n) / (2 * detmath.Log(float64(n)))
}

// CapacityHebb returns α_c N, the number of random patterns that Hebb's rule retrieves with a few wrong bits: .138 N for
// whole synapses, .102 N if their weights are clipped, .087 N if half of them are deleted. NaN if n < 1 or a field of s is
// outside its range.
//
// Source: [Synapses.Critical].
func CapacityHebb(n int, s Synapses) float64 {
	critical, err := s.Critical(0)
	if n < 1 || err != nil {
		return math.NaN()
	}
	return float64(critical.Load * float64(n))
}

// CapacityStorkey returns N/√(2 ln N), the number of random patterns that Storkey's rule makes stable without error. NaN if
// n < 2.
//
// Source: Storkey 1997; Storkey & Valabregue 1999.
func CapacityStorkey(n int) float64 {
	if n < 2 {
		return math.NaN()
	}
	return float64(n) / math.Sqrt(2*detmath.Log(float64(n)))
}

// CapacityPseudoInverse returns N: any set of linearly independent patterns is stored, so up to N of them, but their basins
// have shrunk to nothing there. NaN if n < 1.
//
// Source: Personnaz, Guyon & Dreyfus 1985; Kanter & Sompolinsky 1987.
func CapacityPseudoInverse(n int) float64 {
	if n < 1 {
		return math.NaN()
	}
	return float64(n)
}

// CapacityProbabilityFlow returns N: minimum probability flow stores at least one random pattern a neuron. NaN if n < 1.
//
// Source: Hillar, Sohl-Dickstein & Koepsell 2012.
func CapacityProbabilityFlow(n int) float64 { return CapacityPseudoInverse(n) }

// CapacityPerceptron returns N times [GardnerLoad]: the number of random patterns for which there are weights that make each
// bit stable with the margin kappa, and so what a rule can reach that trains each neuron as a perceptron; 2N without
// margin. NaN if n < 1 or kappa is negative or NaN.
//
// Source: Gardner 1988; the rule is that of Krauth & Mézard 1987.
func CapacityPerceptron(n int, kappa float64) float64 {
	return CapacityPseudoInverse(n) * GardnerLoad(kappa)
}

// GardnerLoad returns the greatest load α = P/N at which weights exist that give every bit of every random pattern a margin
// of at least kappa, xᵢhᵢ ≥ κ|Wᵢ| with the length |Wᵢ| of the row of weights:
//
//	1/α = ∫_{−κ}^∞ (t + κ)² e^(−t²/2)/√(2π) dt = (1 + κ²)Φ(κ) + κφ(κ).
//
// It falls from 2 at κ = 0, as 1/κ² in the end. NaN if kappa is negative or NaN.
//
// Source: Gardner 1988; for κ = 0, Cover 1965.
func GardnerLoad(kappa float64) float64 {
	if !(kappa >= 0) {
		return math.NaN()
	}
	density := detmath.Exp(float64(-kappa*kappa)/2) / (math.Sqrt2 * math.SqrtPi)
	margin := min(kappa, math.MaxFloat64) // else ∞·0 at κ = ∞
	return 1 / (float64((1+float64(kappa*kappa))*Tail(-kappa)) + float64(margin*density))
}

// GardnerStability returns the greatest margin κ with which a load α = P/N can be stored, the inverse of [GardnerLoad]. It is
// NaN if load is not positive or exceeds 2.
func GardnerStability(load float64) float64 {
	if !(load > 0 && load <= 2) {
		return math.NaN()
	}
	most := 1 / math.Sqrt(load) // for 1/α ≥ κ²
	return boundary(0, most, func(kappa float64) bool { return GardnerLoad(kappa) > load })
}

// CapacitySparse returns N/(2a|ln a|) for patterns of 0 and 1 of which a share a, the activity, is 1, with a threshold to
// match: the limit for small a. Each pattern then carries less information, too. NaN if n < 1 or activity is not above 0
// and at most ½.
//
// Source: Tsodyks & Feigel'man 1988.
func CapacitySparse(n int, activity float64) float64 {
	if !(activity > 0 && activity <= .5) {
		return math.NaN()
	}
	return CapacityPseudoInverse(n) / (-2 * activity * detmath.Log(activity))
}

// MaxDegree is the greatest degree n of a dense associative memory that [CapacityDense] knows.
const MaxDegree = 1000

// CapacityDense returns N^(n−1)/(2(2n−3)!! ln N), the number of random patterns that a dense associative memory with the
// energy −Σ F(x·s), F(u) = uⁿ, makes stable without error; n is the degree, and 2 is Hebb's rule. +Inf if that exceeds a
// float64. NaN if neurons < 2 or degree is not from 2 to [MaxDegree].
//
// Source: Krotov & Hopfield 2016.
func CapacityDense(neurons, degree int) float64 {
	return detmath.Exp(logDenseExact(neurons, degree))
}

// CapacityDenseErrors returns N^(n−1)/((2n−3)!! z²) with Q(z) = bitError: the number of random patterns of which a dense
// associative memory of degree n, started in one of them, gets each bit wrong with that probability in the first step. (The
// .14 N of the paper for n = 2 is for an error of .4 %, or so.) +Inf if that exceeds a float64. NaN if neurons < 2, degree is
// not from 2 to [MaxDegree], or bitError not between 0 and ½, both excluded.
//
// Source: Krotov & Hopfield 2016.
func CapacityDenseErrors(neurons, degree int, bitError float64) float64 {
	return detmath.Exp(logDense(neurons, degree) + detmath.Log(OneStepLoad(bitError)))
}

func logDenseExact(neurons, degree int) float64 {
	return logDense(neurons, degree) - detmath.Log(2*detmath.Log(float64(neurons)))
}

// logDense is ln(N^(n−1)/(2n−3)!!).
func logDense(neurons, degree int) float64 {
	if neurons < 2 || degree < 2 || degree > MaxDegree {
		return math.NaN()
	}
	log := float64(float64(degree-1) * detmath.Log(float64(neurons)))
	for odd := 2*degree - 3; odd > 1; odd -= 2 {
		log -= detmath.Log(float64(odd))
	}
	return log
}

// CapacityExponential returns 2 to the power of [CapacityExponentialLog2], 2^(N/2) for clean cues. +Inf if that exceeds a
// float64, from N = 2048 on.
func CapacityExponential(n int, corruption float64) float64 {
	log2 := CapacityExponentialLog2(n, corruption)
	if !(log2 < 1024) { // NaN, too
		return log2 * math.Inf(1)
	}
	whole := math.Floor(log2)
	return math.Ldexp(detmath.Exp(float64((log2-whole)*math.Ln2)), int(whole))
}

// CapacityExponentialLog2 returns log₂ of the number of random patterns that a memory with the energy −Σ exp(x·s) retrieves
// in one step from cues of which a share corruption of the bits is flipped:
//
//	N/2 · (1 − H(p)),  H(p) = −p log₂ p − (1−p) log₂(1−p),
//
// half of what Shannon allows a code on the binary symmetric channel. It is N/2 for clean cues. NaN if n < 1 or corruption is
// not from 0 to ½.
//
// Source: Demircigil, Heusel, Löwe, Upgang & Vermet 2017, theorem 3.
func CapacityExponentialLog2(n int, corruption float64) float64 {
	if !(corruption >= 0 && corruption <= .5) {
		return math.NaN()
	}
	information := math.Ln2
	for _, p := range []float64{corruption, 1 - corruption} {
		if p > 0 {
			information += float64(p * detmath.Log(p))
		}
	}
	return float64(CapacityPseudoInverse(n) / 2 * max(0, information/math.Ln2))
}
