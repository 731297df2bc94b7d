package theory

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"
)

func mixture(m Mixture, err error) Mixture {
	if err != nil {
		panic(err)
	}
	return m
}

// Amit, Gutfreund & Sompolinsky 1985a.
func TestMixtureOfThree(t *testing.T) {
	memory, three := mixture(MixtureOf(1, 0)), mixture(MixtureOf(3, 0))
	near(t, "overlap", three.Overlap, .5, 1e-15)
	near(t, "energy", three.FreeEnergy, -.375, 1e-15)
	near(t, "energy of a memory", memory.FreeEnergy, -.5, 1e-15)
	near(t, "overlap of a memory", memory.Overlap, 1, 1e-15)
	near(t, "energy next to T = 0", mixture(MixtureOf(3, math.SmallestNonzeroFloat64)).FreeEnergy, -.375, 1e-15)
	if !three.Stable() || !memory.Stable() {
		t.Error("at T = 0 a memory or the mixture of three is not stable")
	}
	near(t, "temperature", MixtureMelts(3), .46, 1e-2)
	if hot := mixture(MixtureOf(3, 1.5)); hot.Overlap != 0 || !hot.Stable() {
		t.Errorf("above T = 1: %+v", hot)
	}
}

// Larger mixtures melt sooner, even ones are never stable, and all lie above a memory.
func TestLargerMixturesAreWeaker(t *testing.T) {
	memory := mixture(MixtureOf(1, .2))
	for n := 2; n < 20; n++ {
		if n%2 == 0 && MixtureMelts(n) != 0 || n%2 == 1 && !(MixtureMelts(n) < MixtureMelts(n-2+1/(n-1))) {
			t.Errorf("the mixture of %d melts at %v", n, MixtureMelts(n))
		}
		for _, temperature := range []float64{0, .01, .2, .5, .9} {
			mix := mixture(MixtureOf(n, temperature))
			if mix.Stable() != (temperature < MixtureMelts(n)) {
				t.Errorf("n = %d, T = %v: stable is %v", n, temperature, mix.Stable())
			}
		}
		if mix := mixture(MixtureOf(n, .2)); mix.FreeEnergy <= memory.FreeEnergy {
			t.Errorf("n = %d lies at %v, a memory at %v", n, mix.FreeEnergy, memory.FreeEnergy)
		}
	}
}

func TestMagnetOfCurieAndWeiss(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		temperature := rapid.Float64Range(.01, .999).Draw(t, "T")
		mix := mixture(MixtureOf(1, temperature))
		near(t, "m − tanh(m/T)", mix.Overlap, math.Tanh(mix.Overlap/temperature), 1e-13)
		near(t, "curvature", mix.Curvature, 1-(1-mix.Overlap*mix.Overlap)/temperature, 1e-10)
		if !(mix.Overlap > 0) || !mix.Stable() {
			t.Errorf("%+v", mix)
		}
	})
}

// Overlap, free energy and curvature, from all 2ⁿ⁺¹ ways in which n memories of the mixture and one other can look at a
// neuron; the curvature is the least eigenvalue of the whole Hessian.
func TestMixtureByEnumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, temperature := rapid.IntRange(1, 7).Draw(t, "n"), rapid.Float64Range(.03, 1.3).Draw(t, "T")
		mix := mixture(MixtureOf(n, temperature))
		ways := 1 << (n + 1)
		mean, depth, hessian := 0., 0., mat.NewSymDense(n+1, nil)
		for i := range n + 1 {
			hessian.SetSym(i, i, 1)
		}
		sign := func(way, i int) float64 { return float64(way>>i&1*2 - 1) }
		for way := range ways {
			z := 0.
			for i := range n {
				z += sign(way, i)
			}
			x := mix.Overlap * z / temperature
			mean += z * math.Tanh(x) / float64(n*ways)
			depth += temperature * math.Log(2*math.Cosh(x)) / float64(ways)
			for i := range n + 1 {
				for j := range i + 1 {
					sech := 1 / math.Cosh(x)
					hessian.SetSym(i, j, hessian.At(i, j)-sign(way, i)*sign(way, j)*sech*sech/temperature/float64(ways))
				}
			}
		}
		near(t, "overlap", mix.Overlap, mean, 1e-12)
		near(t, "free energy", mix.FreeEnergy, float64(n)*mix.Overlap*mix.Overlap/2-depth, 1e-12)
		var eigen mat.EigenSym
		if !eigen.Factorize(hessian, false) {
			t.Fatal("gonum finds no eigenvalues")
		}
		near(t, "curvature", mix.Curvature, eigen.Values(nil)[0], 1e-9*(1+math.Abs(mix.Curvature)))
	})
}
