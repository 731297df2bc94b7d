package theory

import (
	"fmt"
	"math"

	"flipbook/internal/detmath"
)

// A Mixture is a state that resembles n memories alike and none of the others, such as sign(x₁ + x₂ + x₃), in a network of
// few memories, α = 0. A mixture of one is a memory. Units are those of [State].
type Mixture struct {
	Memories    int     // n
	Temperature float64 // T
	Overlap     float64 // m, with each of the n; 0 from T = 1 on, where memories and mixtures have melted
	FreeEnergy  float64 // f, a neuron; at T = 0 the energy: −.5 for a memory, −.375 for a mixture of three
	Curvature   float64 // the least eigenvalue of the Hessian of f, at most 1; −Inf for even n at T = 0
}

// MaxMixture is the greatest number of memories in a [Mixture].
const MaxMixture = 1000

// Stable reports whether the mixture is a valley of the free energy, Curvature > 0. Odd mixtures are in the cold, up to
// [MixtureMelts], even ones nowhere below T = 1. (Above, it is the molten state, Overlap 0, that is stable.)
func (m Mixture) Stable() bool { return m.Curvature > 0 }

// MixtureOf returns the mixture of n memories at a temperature. Let z be the sum of n random signs; then
//
//	m = ⟨z tanh(mz/T)⟩/n,  f = nm²/2 − ⟨T ln 2cosh(mz/T)⟩,
//
// which for n = 1 is the magnet of Curie and Weiss, m = tanh(m/T), and at T = 0 m = ⟨|z|⟩/n: 1 for a memory, ½ for three.
// The mixture gives way first in the direction that prefers one of its memories to another, where f has the curvature
// 1 − ⟨(n² − z²)/cosh²(mz/T)⟩/(n(n−1)T).
//
// It is an error if n is not from 1 to [MaxMixture], or temperature is negative, infinite or NaN. The cost grows as n.
//
// Source: Amit, Gutfreund & Sompolinsky 1985a.
func MixtureOf(n int, temperature float64) (Mixture, error) {
	switch {
	case n < 1 || n > MaxMixture:
		return Mixture{}, fmt.Errorf("theory: n is %d: a mixture is of 1 to %d memories", n, MaxMixture)
	case !(temperature >= 0) || math.IsInf(temperature, 1):
		return Mixture{}, fmt.Errorf("theory: temperature is %v: it must be finite and not negative", temperature)
	}
	return newVotes(n).mixture(temperature), nil
}

// MixtureMelts returns the temperature up to which the mixture of n memories is stable: 1 for a memory, .460 for three, less
// for more, 0 for an even number. It is NaN if n is not from 1 to [MaxMixture]. The source is that of [MixtureOf].
func MixtureMelts(n int) float64 {
	switch {
	case n < 1 || n > MaxMixture:
		return math.NaN()
	case n == 1:
		return 1
	case n%2 == 0:
		return 0
	}
	v := newVotes(n)
	return boundary(1e-3, 1, func(t float64) bool { return v.mixture(t).Stable() })
}

// votes is the distribution of |z|, where z is the sum of n random signs: the share of each of the values n, n−2, … ≥ 0.
type votes struct {
	n      float64
	values []float64
	shares []float64
}

func newVotes(n int) votes {
	v := votes{n: float64(n)}
	share := math.Ldexp(2, -n) // of z = n and z = −n
	for minus := 0; 2*minus <= n; minus++ {
		z := float64(n - 2*minus)
		if z == 0 {
			share /= 2
		}
		v.values, v.shares = append(v.values, z), append(v.shares, share)
		share *= float64(n-minus) / float64(minus+1)
	}
	return v
}

func (v votes) mixture(t float64) Mixture {
	m := 0.
	if t < 1 { // ⟨z tanh(mz/T)⟩/n divided by m falls with m, from 1/T
		m = root(1e-150, 1, func(m float64) float64 { return v.overlap(m, t)/m - 1 })
	}
	mix := Mixture{Memories: int(v.n), Temperature: t, Overlap: m, FreeEnergy: float64(v.n*m*m) / 2, Curvature: 1}
	for k, z := range v.values {
		neuron := glauber(m*z, t)
		mix.FreeEnergy -= float64(v.shares[k] * neuron.depth)
		apart := 1.
		if v.n > 1 {
			apart = (v.n - z) / v.n * ((v.n + z) / (v.n - 1))
		}
		if apart > 0 {
			mix.Curvature -= float64(v.shares[k] * neuron.slope * apart)
		}
	}
	return mix
}

// overlap returns ⟨z tanh(mz/T)⟩/n.
func (v votes) overlap(m, t float64) float64 {
	sum := 0.
	for k, z := range v.values {
		if z > 0 {
			sum += float64(v.shares[k] * z * detmath.Tanh(m*z/t))
		}
	}
	return sum / v.n
}
