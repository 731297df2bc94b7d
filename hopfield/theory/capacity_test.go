package theory

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// What each source says, in other words than the code.
func TestCapacitiesOfTheSources(t *testing.T) {
	const n, ln = 1000., 6.907755278982137
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"McEliece, all", CapacityHebbAll(n), n / (4 * ln)},
		{"McEliece, most", CapacityHebbMost(n), n / (2 * ln)},
		{"Amit, Gutfreund & Sompolinsky", CapacityHebb(n, Synapses{}), 137.90556649493171},
		{"Storkey", CapacityStorkey(n), n / math.Sqrt(2*ln)},
		{"pseudo-inverse", CapacityPseudoInverse(n), n},
		{"minimum probability flow", CapacityProbabilityFlow(n), n},
		{"Gardner", CapacityPerceptron(n, 0), 2 * n},
		{"Gardner, κ = 1", CapacityPerceptron(n, 1), n * GardnerLoad(1)},
		{"Tsodyks & Feigel'man", CapacitySparse(n, .01), n / (2 * .01 * math.Log(100))},
		{"Krotov & Hopfield, n = 2", CapacityDense(n, 2), n / (2 * ln)},
		{"Krotov & Hopfield, n = 3", CapacityDense(n, 3), n * n / (2 * 3 * ln)},
		{"Krotov & Hopfield, n = 4", CapacityDense(n, 4), n * n * n / (2 * 3 * 5 * ln)},
		{"Krotov & Hopfield, errors, n = 2", CapacityDenseErrors(n, 2, .01), n * OneStepLoad(.01)},
		{"Krotov & Hopfield, errors, n = 4", CapacityDenseErrors(n, 4, .01), n * n * n / 15 * OneStepLoad(.01)},
		{"Demircigil", CapacityExponential(200, 0), math.Exp2(100)},
		{"Demircigil, odd", CapacityExponential(201, 0), math.Exp2(100.5)},
		{"Demircigil, log₂", CapacityExponentialLog2(5000, 0), 2500},
		// theorem 3: α < I(1−2p)/2 with I(x) = ½((1+x) ln(1+x) + (1−x) ln(1−x)), here for p = .1
		{"Demircigil, p = .1", CapacityExponentialLog2(n, .1), n / 4 * (1.8*math.Log(1.8) + .2*math.Log(.2)) / math.Ln2},
		{"Demircigil, p = .5", CapacityExponential(n, .5), 1},
	} {
		near(t, c.name, c.got/c.want, 1, 1e-12)
	}
	if big := CapacityExponential(2048, 0); !math.IsInf(big, 1) {
		t.Errorf("2^1024 is %v", big)
	}
	near(t, "2^1023", CapacityExponential(2046, 0)/math.Exp2(1023), 1, 1e-15)
	near(t, "error of Krotov & Hopfield's .14 N", OneStepError(.14), .004, 1e-3)
}

// The integral of Gardner 1988 by Simpson's rule.
func TestGardnerLoadIsTheIntegral(t *testing.T) {
	near(t, "α_c(0)", GardnerLoad(0), 2, 1e-15)
	rapid.Check(t, func(t *rapid.T) {
		kappa := rapid.Float64Range(0, 6).Draw(t, "κ")
		const steps = 2000
		integral := 0.
		for k := range steps + 1 {
			weight := float64(2 + k%2*2)
			if k == 0 || k == steps {
				weight = 1
			}
			x := -kappa + (kappa+10)*float64(k)/steps
			integral += weight * (x + kappa) * (x + kappa) * math.Exp(-x*x/2)
		}
		integral *= (kappa + 10) / steps / 3 / math.Sqrt(2*math.Pi)
		near(t, "α_c·integral", GardnerLoad(kappa)*integral, 1, 1e-9)
		near(t, "κ", GardnerStability(GardnerLoad(kappa)), kappa, 1e-12)
		load := rapid.Float64Range(1e-9, 2).Draw(t, "α")
		near(t, "α", GardnerLoad(GardnerStability(load))/load, 1, 1e-12)
		if !(GardnerLoad(kappa+.001) < GardnerLoad(kappa)) {
			t.Errorf("the load does not fall at κ = %v", kappa)
		}
	})
}

// A ladder rises, and its rungs are the capacities.
func TestLadder(t *testing.T) {
	for _, n := range []int{2, 3, 10, 100, 784, 1000, 100_000, math.MaxInt} {
		rungs, err := Ladder(n)
		if err != nil {
			t.Fatal(err)
		}
		for k, r := range rungs {
			if r.Name == "" || r.Formula == "" || r.Source == "" || math.IsNaN(r.Log10) || math.IsInf(r.Log10, 0) {
				t.Errorf("N = %d: %+v", n, r)
			}
			if k > 0 && r.Log10 < rungs[k-1].Log10 {
				t.Errorf("N = %d: %s stands above %s", n, r.Name, rungs[k-1].Name)
			}
		}
		if last := rungs[len(rungs)-1]; n >= 784 {
			near(t, last.Name, last.Log10/(float64(n)/2*math.Log10(2)), 1, 1e-12)
		}
	}
	rungs, _ := Ladder(1000)
	for k, want := range []string{"N/(4 ln N)", "N/(2 ln N)", "0.087 N", "0.102 N", "0.138 N", "N/√(2 ln N)"} {
		if rungs[k].Formula != want {
			t.Errorf("rung %d of 1000 neurons is %+v, want %s", k, rungs[k], want)
		}
	}
}

// Onsager's temperature, and his magnetisation where the lattice is half and fully ordered.
func TestIsing(t *testing.T) {
	critical := IsingCritical()
	near(t, "T_c", critical, 2.269185, 1e-6)
	near(t, "sinh(2/T_c)", math.Sinh(2/critical), 1, 1e-14)
	for _, temperature := range []float64{critical, 2.3, 10, math.Inf(1)} {
		near(t, "M above T_c", IsingMagnetization(temperature), 0, 1e-300)
	}
	near(t, "M(0)", IsingMagnetization(0), 1, 1e-300)
	rapid.Check(t, func(t *rapid.T) {
		temperature := rapid.Float64Range(.1, critical*.9999).Draw(t, "T")
		m := IsingMagnetization(temperature)
		near(t, "M", m, math.Pow(1-math.Pow(math.Sinh(2/temperature), -4), .125), 1e-12)
		if m < IsingMagnetization(temperature+1e-4) {
			t.Errorf("the magnetisation grows with heat at T = %v", temperature)
		}
	})
}
