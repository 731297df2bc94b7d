package theory

import (
	"fmt"
	"math"
)

// Synapses says what became of Hebb's weights after they were learned. The zero value: nothing did.
//
// Whatever is done to each weight by itself leaves a share of the signal and adds noise that does not change with time.
// Scaled so that the signal is what it was, a weight W of variance α/N has turned into W plus an independent number of
// variance ρα/N. This ratio ρ is all that the theory needs to know (Sompolinsky 1986). It is 0 for whole weights,
// d/(1−d) if a share d of the synapses is cut, and π/2 − 1 if only the signs of the weights are kept; for damage on top
// of damage the factors 1 + ρ multiply.
type Synapses struct {
	// Deleted is the share d of the synapses that are cut at random, both directions of a pair together, 0 ≤ d < 1.
	// Zero: none.
	Deleted float64

	// Clipped says that every weight is replaced by its sign.
	Clipped bool

	// Noise is the variance of Gaussian noise on each weight, in units of the variance of the weight, 0 … 10¹⁰⁰.
	// Zero: none.
	Noise float64
}

// NoiseRatio returns ρ, the variance of the static noise on a weight in units of the variance α/N of the weight:
//
//	1 + ρ = (1 + Noise) · (π/2 if clipped) / (1 − Deleted).
//
// It is NaN if a field is outside its range.
func (s Synapses) NoiseRatio() float64 {
	if s.Validate() != nil {
		return math.NaN()
	}
	return s.spread() - 1
}

// EffectiveLoad returns α(1 + ρ), the load at which whole synapses have the one-step error that these have at α: α/(1−d)
// for deleted ones, απ/2 for clipped ones. (After more steps the damage hurts less than such a load, for the noise of
// damage stays while the noise of the other memories is amplified.) It is NaN if load is not positive or a field is outside
// its range.
func (s Synapses) EffectiveLoad(load float64) float64 {
	if !(load > 0) || s.Validate() != nil {
		return math.NaN()
	}
	return load * s.spread()
}

// Validate returns nil if every field is within its range, and else an error that names the field.
func (s Synapses) Validate() error {
	switch {
	case !(s.Deleted >= 0 && s.Deleted < 1):
		return fmt.Errorf("theory: Synapses.Deleted is %v: it must be a share from 0 to below 1", s.Deleted)
	case !(s.Noise >= 0 && s.Noise <= farOut):
		return fmt.Errorf("theory: Synapses.Noise is %v: it must be a variance from 0 to %g", s.Noise, farOut)
	}
	return nil
}

// spread is 1 + ρ.
func (s Synapses) spread() float64 {
	f := 1 + s.Noise
	if s.Clipped {
		f *= math.Pi / 2
	}
	return f / (1 - s.Deleted)
}
