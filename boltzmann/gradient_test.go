package boltzmann

import (
	"math"
	"testing"
)

// slopes adds Σ share(k)·∂(−F)/∂(W, a, b) over all visible states: one phase of the gradient, exactly.
func slopes(m *Machine, sign float64, share []float64) parameters {
	g := newParameters(m.visible, m.hidden)
	for k, v := range states(m.visible) {
		g.addSlope(sign*share[k], v, m.HiddenGiven(v))
	}
	return g
}

// distribution returns p(v) for all visible states.
func distribution(m *Machine) []float64 {
	p, z := slowWeights(m)
	for k := range p {
		p[k] /= z
	}
	return p
}

// frequencies returns the share of each visible state in the data.
func frequencies(visible int, data []State) []float64 {
	f := make([]float64, 1<<visible)
	for _, v := range data {
		k := 0
		for i, on := range v {
			k |= int(on) << i
		}
		f[k] += 1 / float64(len(data))
	}
	return f
}

// sweepOf returns the distribution of visible states after one Gibbs sweep from p, by enumeration.
func sweepOf(m *Machine, p []float64) []float64 {
	chance := func(s State, q []float64) float64 {
		c := 1.
		for i, on := range s {
			c *= q[i]*float64(on) + (1-q[i])*float64(1-on)
		}
		return c
	}
	after := make([]float64, len(p))
	for k, v := range states(m.visible) {
		up := m.HiddenGiven(v)
		for _, h := range states(m.hidden) {
			down, ph := m.VisibleGiven(h), chance(h, up)
			for l, u := range states(m.visible) {
				after[l] += p[k] * ph * chance(u, down)
			}
		}
	}
	return after
}

// The two phases, with the machine's exact distribution in the second, are the slope of the log-likelihood.
func TestGradientIsTheSlopeOfTheLogLikelihood(t *testing.T) {
	m, data := random(seeded(7), 4, 3, 1.5), states(4)[3:9]
	exact := slopes(m, 1, frequencies(4, data))
	exact.addScaled(1, slopes(m, -1, distribution(m)))

	const step = 1e-5
	for _, x := range []struct {
		name        string
		value, want []float64
	}{{"w", m.w, exact.w}, {"a", m.a, exact.a}, {"b", m.b, exact.b}} {
		for i, at := range x.value {
			x.value[i] = at + step
			up := likelihood(t, m, data)
			x.value[i] = at - step
			down := likelihood(t, m, data)
			x.value[i] = at
			if slope := (up - down) / (2 * step); math.Abs(slope-x.want[i]) > 1e-8 {
				t.Errorf("%s[%d]: the slope is %v, the gradient %v", x.name, i, slope, x.want[i])
			}
		}
	}
}

// A sweep leaves the machine's own distribution as it is: there contrastive divergence finds nothing to learn.
func TestMachineKnowsItsOwnDreams(t *testing.T) {
	m := random(seeded(8), 4, 3, 2)
	p := distribution(m)
	for k, after := range sweepOf(m, p) {
		if !near(after, p[k], 1e-13) {
			t.Errorf("picture %d has p = %v, and %v a sweep later", k, p[k], after)
		}
	}
}

// The mean of many sampled gradients is the exact one after k sweeps, entry by entry within five standard errors; with
// many sweeps that is the slope of the log-likelihood.
func TestContrastiveDivergenceEstimatesItsGradient(t *testing.T) {
	m, data := random(seeded(9), 4, 3, 1), states(4)[2:7]
	for _, c := range []struct{ steps, rounds int }{{1, 4000}, {3, 4000}, {30, 2000}} {
		later := frequencies(4, data)
		if c.steps < 30 {
			for range c.steps {
				later = sweepOf(m, later)
			}
		} else {
			later = distribution(m)
		}
		exact := slopes(m, 1, frequencies(4, data))
		exact.addScaled(1, slopes(m, -1, later))
		want := all(exact)

		train, err := newTrainer(ctx, m, data, &TrainOptions{Steps: c.steps, Seed: 3})
		if err != nil {
			t.Fatal(err)
		}
		sum, square := make([]float64, len(want)), make([]float64, len(want))
		for range c.rounds {
			train.gradient.clear()
			for k, v := range data {
				if err := train.contrast(ctx, k, v); err != nil {
					t.Fatal(err)
				}
			}
			for i, g := range all(train.gradient) {
				g /= float64(len(data))
				sum[i] += g
				square[i] += g * g
			}
		}
		n := float64(c.rounds)
		for i := range want {
			mean := sum[i] / n
			if off := math.Abs(mean - want[i]); off > 5*math.Sqrt((square[i]/n-mean*mean)/n) {
				t.Errorf("k = %d, parameter %d: the mean gradient is %.4f, want %.4f", c.steps, i, mean, want[i])
			}
		}
	}
}
