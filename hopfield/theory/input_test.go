package theory

import (
	"math"
	"strings"
	"testing"
)

func TestBadInputIsNamed(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	retrieval := func(s Synapses, load, temperature float64) error {
		_, err := s.Retrieval(load, temperature)
		return err
	}
	glass := func(s Synapses, load, temperature float64) error {
		_, err := s.SpinGlass(load, temperature)
		return err
	}
	critical := func(s Synapses, temperature float64) error { _, err := s.Critical(temperature); return err }
	ground := func(s Synapses, temperature float64) error { _, err := s.Ground(temperature); return err }
	mixed := func(n int, temperature float64) error { _, err := MixtureOf(n, temperature); return err }
	odds := func(c Channel, patterns int, p float64) error { _, err := c.Odds(patterns, p); return err }
	capacity := func(c Channel, p float64, d Odds) error { _, err := c.Capacity(p, d); return err }
	tolerance := func(c Channel, patterns int, d Odds) error { _, err := c.Tolerance(patterns, d); return err }
	ladder := func(n int) error { _, err := Ladder(n); return err }
	ten, most := Channel{Neurons: 10}, Odds{All: .9}
	for _, c := range []struct {
		err  error
		want string
	}{
		{retrieval(Synapses{}, 0, 0), "load is 0"},
		{retrieval(Synapses{}, -.1, 0), "load is -0.1"},
		{retrieval(Synapses{}, nan, 0), "load is NaN"},
		{retrieval(Synapses{}, inf, 0), "load is +Inf"},
		{retrieval(Synapses{}, .1, -1), "temperature is -1"},
		{retrieval(Synapses{Deleted: 1}, .1, 0), "Synapses.Deleted is 1"},
		{glass(Synapses{}, 0, 0), "load is 0"},
		{glass(Synapses{}, .1, inf), "temperature is +Inf"},
		{glass(Synapses{Deleted: nan}, .1, 1), "Synapses.Deleted is NaN"},
		{critical(Synapses{}, 1), "temperature is 1"},
		{critical(Synapses{}, nan), "temperature is NaN"},
		{critical(Synapses{Noise: -1}, 0), "Synapses.Noise is -1"},
		{ground(Synapses{}, -.5), "temperature is -0.5"},
		{ground(Synapses{Noise: inf}, 0), "Synapses.Noise is +Inf"},
		{mixed(0, .5), "n is 0"},
		{mixed(1001, .5), "n is 1001"},
		{mixed(3, nan), "temperature is NaN"},
		{odds(Channel{}, 1, .1), "Channel.Neurons is 0"},
		{odds(ten, 0, .1), "patterns is 0"},
		{odds(ten, 1, .6), "corruption is 0.6"},
		{odds(ten, 1, nan), "corruption is NaN"},
		{odds(Channel{10, Synapses{Deleted: -1}}, 1, .1), "Synapses.Deleted is -1"},
		{capacity(ten, -.1, most), "corruption is -0.1"},
		{capacity(ten, .1, Odds{}), "demand is empty"},
		{capacity(ten, .1, Odds{Each: 1}), "demand.Each is 1"},
		{capacity(ten, .1, Odds{All: nan}), "demand.All is NaN"},
		{tolerance(ten, -3, most), "patterns is -3"},
		{tolerance(ten, 3, Odds{All: -1}), "demand.All is -1"},
		{tolerance(Channel{Neurons: -1}, 3, most), "Channel.Neurons is -1"},
		{ladder(1), "n is 1"},
	} {
		if c.err == nil || !strings.HasPrefix(c.err.Error(), "theory: ") || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("error %v, want one with %q", c.err, c.want)
		}
	}
}

func TestBadNumbersGiveNaN(t *testing.T) {
	nan := math.NaN()
	for name, got := range map[string]float64{
		"Tail": Tail(nan), "TailInverse(-1)": TailInverse(-1), "TailInverse(1.1)": TailInverse(1.1), "TailInverse": TailInverse(nan),
		"FlipShare(-1)": FlipShare(-1), "FlipShare": FlipShare(nan),
		"OneStepError(0)": OneStepError(0), "OneStepError": OneStepError(nan),
		"OneStepErrorFrom(2, 1)": OneStepErrorFrom(2, 1), "OneStepErrorFrom": OneStepErrorFrom(nan, 1),
		"OneStepLoad(0)": OneStepLoad(0), "OneStepLoad(.5)": OneStepLoad(.5), "OneStepLoad": OneStepLoad(nan),
		"NoiseRatio": Synapses{Deleted: 2}.NoiseRatio(), "EffectiveLoad(0)": Synapses{}.EffectiveLoad(0),
		"EffectiveLoad":   Synapses{Noise: nan}.EffectiveLoad(1),
		"MixtureMelts(0)": MixtureMelts(0), "MixtureMelts": MixtureMelts(1001),
		"CapacityHebbAll": CapacityHebbAll(1), "CapacityHebbMost": CapacityHebbMost(-7), "CapacityHebb": CapacityHebb(0, Synapses{}),
		"CapacityHebb damaged": CapacityHebb(9, Synapses{Deleted: 1}), "CapacityStorkey": CapacityStorkey(1),
		"CapacityPseudoInverse": CapacityPseudoInverse(0), "CapacityProbabilityFlow": CapacityProbabilityFlow(-1),
		"CapacityPerceptron(0)": CapacityPerceptron(0, 0), "CapacityPerceptron": CapacityPerceptron(9, -1),
		"GardnerLoad": GardnerLoad(-1), "GardnerStability(0)": GardnerStability(0), "GardnerStability": GardnerStability(2.1),
		"CapacitySparse(0)": CapacitySparse(0, .1), "CapacitySparse": CapacitySparse(9, .6),
		"CapacityDense(1, 2)": CapacityDense(1, 2), "CapacityDense(9, 1)": CapacityDense(9, 1), "CapacityDense": CapacityDense(9, 1001),
		"CapacityDenseErrors": CapacityDenseErrors(9, 3, 0), "CapacityExponential": CapacityExponential(9, .6),
		"CapacityExponential(0)": CapacityExponential(0, 0), "CapacityExponentialLog2": CapacityExponentialLog2(9, nan),
		"IsingMagnetization": IsingMagnetization(-1),
	} {
		if !math.IsNaN(got) {
			t.Errorf("%s is %v, want NaN", name, got)
		}
	}
}

// Any input gives an error or numbers within their ranges; nothing panics, nothing hangs.
func FuzzTheory(f *testing.F) {
	f.Add(.1, 0., .5, .1, true, 1000, 3, .1, .9)
	f.Add(.01, .5, 0., 0., false, 3, 5, .5, .99)
	f.Add(1e-300, 1., 1e-20, 1e300, false, 1, 2, 0., 1e-300)
	f.Add(5e-324, .999999999, .9999999999999999, 0., true, math.MaxInt, 1000, 1e-320, .9999999999999999)
	f.Add(math.MaxFloat64, math.MaxFloat64, 0., math.MaxFloat64, true, math.MinInt, math.MaxInt, -1., 2.)
	f.Add(math.NaN(), math.Inf(1), math.NaN(), math.Inf(-1), false, 0, -1, math.NaN(), math.NaN())
	f.Add(1e100, 1e100, 0., 1e100, true, 2, 4, .25, .5)
	f.Add(1e-100, 5e-324, 0., 1e100, true, 2, 4, .25, .5)
	f.Add(1e10, 1e-300, .5, 1e-300, false, 2, 4, .25, .5)
	f.Fuzz(func(t *testing.T, load, temperature, deleted, noise float64, clipped bool, n, k int, p, odds float64) {
		s := Synapses{Deleted: deleted, Noise: noise, Clipped: clipped}
		check := func(what string, err error, shares ...float64) {
			if err != nil {
				if text := err.Error(); !strings.HasPrefix(text, "theory: ") || !strings.Contains(text, " is ") {
					t.Errorf("%s: error %v", what, err)
				}
				return
			}
			for i, v := range shares {
				if !(v >= 0 && v <= 1) {
					t.Errorf("%s: number %d is %v", what, i, v)
				}
			}
		}
		of := func(what string, x State, err error) {
			check(what, err, x.Overlap, x.Errors, x.Order, x.Response)
			if math.IsNaN(x.Load) || math.IsNaN(x.Crosstalk) || math.IsNaN(x.FreeEnergy) {
				t.Errorf("%s: %+v", what, x)
			}
		}
		x, err := s.Retrieval(load, temperature)
		of("Retrieval", x, err)
		x, err = s.SpinGlass(load, temperature)
		of("SpinGlass", x, err)
		x, err = s.Critical(temperature)
		of("Critical", x, err)
		x, err = s.Ground(temperature)
		of("Ground", x, err)
		mix, err := MixtureOf(k, temperature)
		check("MixtureOf", err, mix.Overlap)
		c := Channel{Neurons: n, Synapses: s}
		o, err := c.Odds(k, p)
		check("Odds", err, o.Each, o.All)
		if most, err := c.Capacity(p, Odds{Each: odds}); !(most >= 0) {
			t.Errorf("Capacity: %v, %v", most, err)
		}
		if most, err := c.Tolerance(k, Odds{All: odds}); most < 0 || most > .5 {
			t.Errorf("Tolerance: %v, %v", most, err)
		}
		for what, v := range map[string]float64{
			"OneStepErrorFrom": OneStepErrorFrom(p, load), "OneStepLoad": OneStepLoad(p), "FlipShare": FlipShare(load),
			"NoiseRatio": s.NoiseRatio(), "GardnerLoad": GardnerLoad(load), "GardnerStability": GardnerStability(load),
			"MixtureMelts": MixtureMelts(k % 30), "CapacityHebb": CapacityHebb(n, s), "CapacityDense": CapacityDense(n, k),
			"CapacityDenseErrors": CapacityDenseErrors(n, k, p), "CapacitySparse": CapacitySparse(n, p),
			"CapacityExponential": CapacityExponential(n, p), "IsingMagnetization": IsingMagnetization(temperature),
		} {
			if v < 0 {
				t.Errorf("%s is %v", what, v)
			}
		}
		if _, err := Ladder(n); (err == nil) != (n >= 2) {
			t.Errorf("Ladder(%d): %v", n, err)
		}
	})
}
