package theory

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// near checks got against a number of the literature, to half a unit of its last digit.
func near(t rapid.TB, what string, got, want, lastDigit float64) {
	t.Helper()
	if !(math.Abs(got-want) <= lastDigit/2*1.000001) {
		t.Errorf("%s is %v, want %v ± %v", what, got, want, lastDigit/2)
	}
}

func state(s State, err error) State {
	if err != nil {
		panic(err)
	}
	return s
}

// Amit, Gutfreund & Sompolinsky 1985b: the end of memory, and the overlaps before it.
func TestNumbersOfAmitGutfreundSompolinsky(t *testing.T) {
	critical := state(Synapses{}.Critical(0))
	near(t, "α_c", critical.Load, .137906, 1e-6)
	near(t, "m at α_c", critical.Overlap, .967417, 1e-6)
	near(t, "share of wrong bits at α_c", critical.Errors, .0163, 1e-4)
	near(t, "m(.10)", state(Synapses{}.Retrieval(.10, 0)).Overlap, .9980, 1e-4)
	near(t, "m(.12)", state(Synapses{}.Retrieval(.12, 0)).Overlap, .9932, 1e-4)
}

// Sompolinsky 1986, and the numbers of an independent program.
func TestCapacityOfDamagedSynapses(t *testing.T) {
	for d, want := range map[float64]float64{.25: .114, .5: .087, .75: .054, .9: .028} {
		near(t, "α_c with deleted synapses", state(Synapses{Deleted: d}.Critical(0)).Load, want, 1e-3)
	}
	near(t, "α_c with clipped weights", state(Synapses{Clipped: true}.Critical(0)).Load, .102, 1e-3)

	// In the limit of few synapses noise no longer comes back through third neurons, and P/(cN) = 2/π, continuously (as without
	// any loops: Derrida, Gardner & Zippelius 1987).
	const kept = 1e-9
	sparse := state(Synapses{Deleted: 1 - kept}.Critical(0))
	near(t, "α_c/c", sparse.Load/kept, 2/math.Pi, 1e-2)
	if sparse.Overlap > .1 {
		t.Errorf("with next to no synapses left the memory breaks down from the overlap %v", sparse.Overlap)
	}
}

// Below α = .051 (as printed in 1985; its replica-symmetric equations give .0519) memories are the ground states.
func TestMemoriesAreGroundStatesAtLowLoad(t *testing.T) {
	ground := state(Synapses{}.Ground(0))
	near(t, "load", ground.Load, .051, 2e-3)
	for _, load := range []float64{.02, .05, .053, .1} {
		memory, glass := state(Synapses{}.Retrieval(load, 0)), state(Synapses{}.SpinGlass(load, 0))
		if deepest := memory.FreeEnergy < glass.FreeEnergy; deepest != (load < ground.Load) {
			t.Errorf("α = %v: energy of a memory %v, of the spin glass %v", load, memory.FreeEnergy, glass.FreeEnergy)
		}
		near(t, "energy of the spin glass", glass.FreeEnergy, -1/math.Pi-math.Sqrt(2*load/math.Pi), 1e-12)
	}
}

// Amit, Gutfreund & Sompolinsky 1987: near T = 1 memories appear below 1 − 1.95 √α and become the deepest valleys below
// 1 − 2.6 √α; spin-glass order appears at 1 + √α.
func TestPhaseBoundariesNearTheTop(t *testing.T) {
	const warm = .999
	slope := func(s State) float64 { return (1 - warm) / math.Sqrt(s.Load) }
	near(t, "slope of the first line", slope(state(Synapses{}.Critical(warm))), 1.95, 1e-2)
	near(t, "slope of the second line", slope(state(Synapses{}.Ground(warm))), 2.6, 1e-1)
	for _, load := range []float64{.01, .1, 1, 9} {
		freezes := 1 + math.Sqrt(load)
		above, below := state(Synapses{}.SpinGlass(load, freezes+1e-9)), state(Synapses{}.SpinGlass(load, freezes-.01))
		if above.Order != 0 || !(below.Order > 0 && below.Order < .02) {
			t.Errorf("α = %v: order %v just above and %v just below 1 + √α", load, above.Order, below.Order)
		}
	}
}

// The capacity is highest not at T = 0 but a little above: in replica symmetry the line bends back (Naef & Canning 1992).
func TestALittleHeatHelps(t *testing.T) {
	if cold, cool := state(Synapses{}.Critical(0)), state(Synapses{}.Critical(.01)); cool.Load <= cold.Load {
		t.Errorf("α_c is %v at T = 0 and %v at T = .01", cold.Load, cool.Load)
	}
}

var (
	someSynapses = rapid.Custom(func(t *rapid.T) Synapses {
		return Synapses{
			Deleted: rapid.Float64Range(0, .95).Draw(t, "deleted"),
			Clipped: rapid.Bool().Draw(t, "clipped"),
			Noise:   rapid.Float64Range(0, 3).Draw(t, "noise"),
		}
	})
	someTemperature = rapid.Custom(func(t *rapid.T) float64 { // mostly 0, which is quick
		if rapid.IntRange(0, 7).Draw(t, "warm") < 7 {
			return 0
		}
		return rapid.Float64Range(.02, .95).Draw(t, "T")
	})
)

// someMemory is a place below the capacity.
func someMemory(t *rapid.T) (s Synapses, load float64, critical State) {
	s = someSynapses.Draw(t, "synapses")
	critical = state(s.Critical(someTemperature.Draw(t, "T")))
	return s, critical.Load * rapid.Float64Range(.05, .99).Draw(t, "share of α_c"), critical
}

// slowResponse averages over z as written: a plain sum in small steps.
func slowResponse(m, s, temperature, step float64) (mean, order, depth float64) {
	for z := -9.; z < 9; z += step {
		weight := step * math.Exp(-z*z/2) / math.Sqrt(2*math.Pi)
		x := math.Abs(m+s*z) / temperature
		mean += weight * math.Tanh((m+s*z)/temperature)
		order += weight * math.Tanh(x) * math.Tanh(x)
		depth += weight * temperature * (x + math.Log1p(math.Exp(-2*x)))
	}
	return mean, order, depth
}

// Every state solves the equations of the documentation, with averages taken the slow way.
func TestStatesSolveTheirEquations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, load, critical := someMemory(t)
		temperature := critical.Temperature
		for _, x := range []State{state(s.Retrieval(load, temperature)), state(s.SpinGlass(load, temperature))} {
			noise := math.Sqrt(load * (x.Crosstalk + s.NoiseRatio()*x.Order))
			mean, order := math.Erf(x.Overlap/noise/math.Sqrt2), 1.
			response := math.Sqrt(2/math.Pi) / noise * math.Exp(-x.Overlap*x.Overlap/noise/noise/2)
			if temperature > 0 {
				mean, order, _ = slowResponse(x.Overlap, noise, temperature, .004)
				response = (1 - order) / temperature
			}
			near(t, "m", x.Overlap, mean, 1e-8)
			near(t, "q", x.Order, order, 1e-8)
			near(t, "C", x.Response, response, 1e-8)
			near(t, "r (1−C)²/q", x.Crosstalk*(1-x.Response)*(1-x.Response)/x.Order, 1, 1e-8)
			near(t, "wrong bits", x.Errors, (1-x.Overlap)/2, 1e-12)
			if x.Load != load || x.Temperature != temperature {
				t.Errorf("the state is %+v", x)
			}
		}
	})
}

// The free energy is stationary in m, q and r. So its derivative by the load is that of the formula at fixed m, q and αr,
// and that by the temperature at T = 0 is minus the entropy of Amit, Gutfreund & Sompolinsky 1987, which is negative: the
// price of replica symmetry.
func TestFreeEnergyIsStationary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, load, critical := someMemory(t)
		temperature, rho := critical.Temperature, s.NoiseRatio()
		states := map[string]func(load, temperature float64) (State, error){"memory": s.Retrieval, "glass": s.SpinGlass}
		for name, of := range states {
			x, d := state(of(load, temperature)), load*1e-4
			f := func(load, temperature float64) float64 { return state(of(load, temperature)).FreeEnergy }
			slope := (f(load+d, temperature) - f(load-d, temperature)) / (2 * d)
			g := 1 - x.Response
			want := (1+temperature*math.Log(g)-x.Order/g)/2 - rho*x.Response*(temperature*x.Response/4+x.Order/2)
			if math.Abs(slope-want) > 1e-4*(1+math.Abs(want)) {
				t.Errorf("%s: df/dα is %v, want %v", name, slope, want)
			}
			if temperature == 0 && rho == 0 {
				const h = 1e-3
				entropy := (3*f(load, 0) - 4*f(load, h) + f(load, 2*h)) / (2 * h)
				near(t, name+": entropy", entropy, -load/2*(math.Log(g)+x.Response/g), 1e-4)
			}
		}
	})
}

// More load, more damage: fewer right bits; and nothing at all above the capacity.
func TestOverlapFallsWithLoadAndDamage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, load, critical := someMemory(t)
		temperature := critical.Temperature
		x := state(s.Retrieval(load, temperature))
		if more := state(s.Retrieval(load*1.01, temperature)); more.Errors <= x.Errors && x.Errors > 1e-9 {
			t.Errorf("%v of the bits are wrong at load %v, %v at 1 %% more", x.Errors, load, more.Errors)
		}
		if beyond := state(s.Retrieval(critical.Load*1.0001, temperature)); beyond.Overlap != 0 || beyond.Errors != .5 {
			t.Errorf("above the capacity: %+v", beyond)
		}
		if last := state(s.Retrieval(critical.Load, temperature)); math.Abs(last.Overlap-critical.Overlap) > 1e-3 {
			t.Errorf("at the capacity the overlap is %v, but %v", critical.Overlap, last.Overlap)
		}
		s.Noise += .1
		if worse := state(s.Retrieval(load, temperature)); worse.Errors <= x.Errors && x.Errors > 1e-9 {
			t.Errorf("%v of the bits are wrong, with more damage only %v", x.Errors, worse.Errors)
		}
	})
}

// The two ways of averaging over the noise agree where they meet, and the cold one goes over into T = 0.
func TestWaysOfAveragingAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, s := rapid.Float64Range(0, 2).Draw(t, "m"), rapid.Float64Range(.05, 2).Draw(t, "s")
		temperature := s * rapid.Float64Range(.01, 5).Draw(t, "T/s")
		mean, order, depth := slowResponse(m, s, temperature, .002)
		got := respond(m, s, temperature)
		near(t, "mean", meanState(m, s, temperature), mean, 1e-12)
		near(t, "order", got.order, order, 1e-12)
		near(t, "slope", got.slope, (1-order)/temperature, 1e-9)
		near(t, "gap", got.gap, 1-got.slope, 1e-12)
		near(t, "depth", got.depth, depth, 1e-12)
		cold, zero := respond(m, s, s*1e-6), respond(m, s, 0)
		for what, pair := range map[string][2]float64{
			"mean": {meanState(m, s, s*1e-6), meanState(m, s, 0)}, "order": {cold.order, zero.order}, "slope": {cold.slope, zero.slope},
			"gap": {cold.gap, zero.gap}, "depth": {cold.depth, zero.depth},
		} {
			near(t, what+" near T = 0", pair[0], pair[1], 1e-5*(1+math.Abs(pair[1])))
		}
	})
}

func TestNoiseRatioMultiplies(t *testing.T) {
	near(t, "deleted", Synapses{Deleted: .75}.NoiseRatio(), 3, 1e-15)
	near(t, "clipped", Synapses{Clipped: true}.NoiseRatio(), math.Pi/2-1, 1e-15)
	near(t, "noise", Synapses{Noise: .25}.NoiseRatio(), .25, 1e-15)
	near(t, "all", Synapses{Deleted: .5, Clipped: true, Noise: 1}.NoiseRatio(), 2*math.Pi-1, 1e-14)
	near(t, "load of deleted", Synapses{Deleted: .5}.EffectiveLoad(.1), .2, 1e-15)
	near(t, "load of clipped", Synapses{Clipped: true}.EffectiveLoad(.1), .1*math.Pi/2, 1e-15)
}
