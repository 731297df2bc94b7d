package boltzmann

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"flipbook/internal/detmath"
)

// logistic replaces every x by σ(x) = 1/(1 + e⁻ˣ).
func logistic(x []float64) {
	for i, v := range x {
		x[i] = 1 / (1 + detmath.Exp(-v))
	}
}

// softplus returns Σ ln(1 + eˣ) over the entries of x, as Σ max(x, 0) + ln Π(1 + e^−|x|). A factor of the product is at
// most 2, so that 512 of them need one logarithm and cannot overflow.
func softplus(x []float64) float64 {
	sum, product := 0., 1.
	for i, v := range x {
		if i%512 == 511 {
			sum, product = sum+detmath.Log(product), 1
		}
		sum += max(v, 0)
		product *= 1 + detmath.Exp(-math.Abs(v))
	}
	return sum + detmath.Log(product)
}

// A logSum adds numbers given by their logarithms: it holds ln Σ eˣ = top + ln rest. Its zero value holds the empty sum.
type logSum struct{ top, rest float64 }

func (s *logSum) add(x float64) {
	switch {
	case s.rest == 0:
		s.top, s.rest = x, 1
	case x > s.top:
		s.top, s.rest = x, float64(s.rest*detmath.Exp(s.top-x))+1
	default:
		s.rest += detmath.Exp(x - s.top)
	}
}

func (s *logSum) log() float64 { return s.top + detmath.Log(s.rest) }

func floats(s State) []float64 {
	x := make([]float64, len(s))
	for i, v := range s {
		x[i] = float64(v)
	}
	return x
}

// wild reports whether x is no weight: NaN, infinite or too large.
func wild(x float64) bool { return !(math.Abs(x) <= MaxWeight) }

func validateUnits(name, side string, units int) error {
	if units < 1 || units > MaxUnits {
		return fmt.Errorf("boltzmann: %s makes %d %s units: there must be 1 to %d", name, units, side, MaxUnits)
	}
	return nil
}

func validateBiases(name string, biases []float64) error {
	if i := slices.IndexFunc(biases, wild); i >= 0 {
		return fmt.Errorf("boltzmann: %s[%d] is %v: it must be from -%v to %[4]v", name, i, biases[i], float64(MaxWeight))
	}
	return nil
}

var (
	errNoRand    = errors.New("boltzmann: r is nil: pass a seeded generator, such as rand.New(rand.NewPCG(1, 2))")
	errNoContext = errors.New("boltzmann: ctx is nil: pass a context, such as context.Background()")
	errNoUnits   = errors.New("boltzmann: the machine has no units: make one with New or Start")
)
