package modern

import (
	"fmt"
	"math"
	"math/big"

	"flipbook/internal/detmath"
)

// An Interaction is the function F of a [Dense] memory, whose energy is −Σ F(x·s): it says how much the resemblance of a
// state to a memory is worth. The steeper it is, the less the many memories that resemble the state a little can outvote
// the one that resembles it most. It is a [Polynomial] or [Exponential].
type Interaction interface {
	// String returns F as it is written, such as "x^3".
	String() string

	// Capacity returns how many random patterns of so many neurons are stored without error, to leading order for many
	// neurons. It is a curve to compare with, not a bound. It is NaN for fewer than 2 neurons.
	Capacity(neurons int) float64

	// curve tabulates F for a memory of that size, or says why it cannot.
	curve(neurons, patterns int) (curve, error)
}

// A curve is F where a memory of N neurons needs it: at the N+1 overlaps x·s = 2l−N, for the level l from 0 to N, and
// across the N steps from level g to level g+1.
type curve interface {
	// energy returns the energy of a state that has count[l] patterns at level l.
	energy(count []int32) float64

	// sign returns the sign of Σ count[g]·(F(2(g+1)−N) − F(2g−N)), and 0 if and only if the sum is 0.
	sign(count []int32) int
}

// Polynomial is F(x) = xⁿ (Krotov & Hopfield 2016, "Dense associative memory for pattern recognition"), the energy of a
// network whose synapses tie n neurons at a time. n = 2 is the network of 1982 with Hebb's rule: neurons decide alike, tie
// for tie, and the energy is twice Hebb's less PN.
//
// The number of random patterns kept without error grows as
//
//	N^(n−1) / (2(2n−3)!! ln N),   (2n−3)!! = 1·3·5 … (2n−3),
//
// which is N/(2 ln N) for n = 2 and N²/(6 ln N) for n = 3.
//
// With an even n, x and −x are worth the same, and every memory has a mirror image as deep. With an odd n, or a rectified
// one, −x is worth the opposite, or nothing: there are no mirrors, and no recall of the negative.
type Polynomial struct {
	// Power is the exponent n, at least 2; there is no default. The largest energy, P·Nⁿ, must be below 2¹⁰²³ in order to
	// fit a float64: at 784 neurons and 60,000 patterns, n may be as large as 104.
	Power int

	// Rectified makes F(x) = 0 for x < 0, so that a memory neither attracts nor repels what is unlike it. Half of the other
	// memories then keep silent, and the capacity doubles. The zero value is the plain power.
	Rectified bool
}

// String returns "x^3", or "max(x,0)^3" if it is rectified.
func (f Polynomial) String() string {
	if f.Rectified {
		return fmt.Sprintf("max(x,0)^%d", f.Power)
	}
	return fmt.Sprintf("x^%d", f.Power)
}

// Capacity returns N^(n−1) / (2(2n−3)!! ln N) of Krotov & Hopfield 2016, and twice that if F is rectified: by their
// argument half of the noise is gone. It is NaN for n < 2, too.
func (f Polynomial) Capacity(neurons int) float64 {
	if f.Power < 2 || neurons < 2 {
		return math.NaN()
	}
	capacity := 1 / (2 * detmath.Log(float64(neurons)))
	if f.Rectified {
		capacity *= 2
	}
	for k := 1; k < f.Power && capacity > 0 && capacity <= math.MaxFloat64; k++ { // (2n−3)!! has n−1 factors, as N^(n−1) has
		capacity *= float64(neurons) / float64(2*k-1)
	}
	return capacity
}

// maxEnergyBits is the size of the largest energies that are sure to fit a float64.
const maxEnergyBits = 1023

func (f Polynomial) curve(neurons, patterns int) (curve, error) {
	if f.Power < 2 {
		return nil, fmt.Errorf("modern: Polynomial.Power is %d: it must be at least 2", f.Power)
	}
	greatest, n := 0, big.NewInt(int64(neurons))
	for e := big.NewInt(int64(patterns)); greatest < maxEnergyBits && e.Mul(e, n).BitLen() <= maxEnergyBits; {
		greatest++
	}
	if f.Power > greatest {
		return nil, fmt.Errorf("modern: Polynomial.Power is %d: with %d neurons and %d patterns it must be at most %d, or an energy might not fit a float64",
			f.Power, neurons, patterns, greatest)
	}
	c := &integerCurve{levels: make([]big.Int, neurons+1), steps: make([]big.Int, neurons)}
	exponent := big.NewInt(int64(f.Power))
	for l := range c.levels {
		if x := int64(2*l - neurons); x > 0 || !f.Rectified {
			c.levels[l].Exp(big.NewInt(x), exponent, nil)
		}
	}
	for g := range c.steps {
		c.steps[g].Sub(&c.levels[g+1], &c.levels[g])
	}
	return c, nil
}

// An integerCurve computes with whole numbers of any size, so that no sum is rounded. Counting the patterns at each level
// first leaves only N long multiplications for P patterns.
type integerCurve struct {
	levels, steps []big.Int
}

func (c *integerCurve) energy(count []int32) float64 {
	e, _ := weighted(count, c.levels).Float64() // the nearest float64: rounding keeps order, so that no energy rises by it
	return 0 - e                                // not −e, which for a sum of 0 would print as -0
}

func (c *integerCurve) sign(count []int32) int { return weighted(count, c.steps).Sign() }

// weighted returns Σ count·v.
func weighted(count []int32, v []big.Int) *big.Int {
	var sum, factor, product big.Int
	for i, c := range count {
		if c != 0 {
			factor.SetInt64(int64(c))
			sum.Add(&sum, product.Mul(&factor, &v[i]))
		}
	}
	return &sum
}
