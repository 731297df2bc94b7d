package boltzmann

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

var ctx = context.Background()

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// states returns all states of n units.
func states(n int) []State {
	all := make([]State, 1<<n)
	for k := range all {
		all[k] = make(State, n)
		for i := range n {
			all[k][i] = uint8(k >> i & 1)
		}
	}
	return all
}

// drawn is a small machine with weights of the size that learning gives.
func drawn(t *rapid.T) *Machine {
	visible, hidden := rapid.IntRange(1, 6).Draw(t, "visible"), rapid.IntRange(1, 6).Draw(t, "hidden")
	number := rapid.Float64Range(-5, 5)
	var w [][]float64
	for range visible {
		w = append(w, rapid.SliceOfN(number, hidden, hidden).Draw(t, "w"))
	}
	m, err := New(w, rapid.SliceOfN(number, visible, visible).Draw(t, "a"), rapid.SliceOfN(number, hidden, hidden).Draw(t, "b"))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func random(r *rand.Rand, visible, hidden int, scale float64) *Machine {
	m := &Machine{visible, hidden, newParameters(visible, hidden)}
	for _, x := range [][]float64{m.w, m.a, m.b} {
		for i := range x {
			x[i] = scale * (2*r.Float64() - 1)
		}
	}
	return m
}

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance*(1+math.Abs(b)) }

// The formulas of the package documentation, written out.

func slowEnergy(m *Machine, v, h State) float64 {
	e := 0.
	for i := range v {
		e -= m.VisibleBiases()[i] * float64(v[i])
		for j := range h {
			e -= float64(v[i]) * m.Weight(i, j) * float64(h[j])
		}
	}
	for j := range h {
		e -= m.HiddenBiases()[j] * float64(h[j])
	}
	return e
}

// slowWeights returns Σₕ e^(−E(v, h)) for all v, and the sum of these: Z.
func slowWeights(m *Machine) (weights []float64, z float64) {
	for _, v := range states(m.Visible()) {
		sum := 0.
		for _, h := range states(m.Hidden()) {
			sum += math.Exp(-slowEnergy(m, v, h))
		}
		weights = append(weights, sum)
		z += sum
	}
	return weights, z
}

func TestEnergyIsItsFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawn(t)
		v := rapid.SampledFrom(states(m.Visible())).Draw(t, "v")
		h := rapid.SampledFrom(states(m.Hidden())).Draw(t, "h")
		if got, want := m.Energy(v, h), slowEnergy(m, v, h); !near(got, want, 1e-12) {
			t.Fatalf("Energy is %v, its formula gives %v", got, want)
		}
	})
}

func TestFreeEnergySumsOverHiddenStates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawn(t)
		weights, _ := slowWeights(m)
		for k, v := range states(m.Visible()) {
			if got, want := m.FreeEnergy(v), -math.Log(weights[k]); !near(got, want, 1e-12) {
				t.Fatalf("F(%v) is %v, the sum over h gives %v", v, got, want)
			}
		}
	})
}

// p(h|v) is e^(−E(v, h)) over its sum on all h, and that is the product of what the units do on their own.
func TestUnitsAreIndependentGivenTheOtherSide(t *testing.T) {
	product := func(p []float64, s State) float64 {
		q := 1.
		for i, on := range s {
			q *= p[i]*float64(on) + (1-p[i])*float64(1-on)
		}
		return q
	}
	rapid.Check(t, func(t *rapid.T) {
		m := drawn(t)
		vs, hs := states(m.Visible()), states(m.Hidden())
		v, h := rapid.SampledFrom(vs).Draw(t, "v"), rapid.SampledFrom(hs).Draw(t, "h")
		joint, givenV, givenH := math.Exp(-slowEnergy(m, v, h)), 0., 0.
		for _, other := range hs {
			givenV += math.Exp(-slowEnergy(m, v, other))
		}
		for _, other := range vs {
			givenH += math.Exp(-slowEnergy(m, other, h))
		}
		if got, want := product(m.HiddenGiven(v), h), joint/givenV; !near(got, want, 1e-12) {
			t.Fatalf("p(h|v) is %v by units, %v by energies", got, want)
		}
		if got, want := product(m.VisibleGiven(h), v), joint/givenH; !near(got, want, 1e-12) {
			t.Fatalf("p(v|h) is %v by units, %v by energies", got, want)
		}
	})
}

// No state of the hidden units has less energy than the likeliest one.
func TestLikeliestHiddenHasTheLeastEnergy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawn(t)
		for _, v := range states(m.Visible()) {
			least := m.Energy(v, m.LikeliestHidden(v))
			for _, h := range states(m.Hidden()) {
				if e := m.Energy(v, h); e < least-1e-9 {
					t.Fatalf("given %v, %v has the energy %v, the likeliest state %v", v, h, e, least)
				}
			}
		}
	})
}

// Whichever side is enumerated, Z is the sum over all pairs of states.
func TestPartitionFunctionSumsOverAllStates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawn(t)
		_, z := slowWeights(m)
		told := 0
		got, err := m.LogPartition(ctx, func(done, total int) { told = total - done })
		if err != nil {
			t.Fatal(err)
		}
		if !near(got, math.Log(z), 1e-12) || told != 0 {
			t.Fatalf("ln Z is %v, want %v; progress ended %d short", got, math.Log(z), told)
		}
	})
}

// A machine of 900 × 12 units without weights is 912 separate coins.
func TestPartitionFunctionOfSeparateUnits(t *testing.T) {
	m := random(seeded(1), 900, 12, 3)
	clear(m.w)
	want := 0.
	for _, x := range slices.Concat(m.a, m.b) {
		want += math.Log(1 + math.Exp(x))
	}
	calls, last := 0, 0
	got, err := m.LogPartition(ctx, func(done, total int) { calls, last = calls+1, done })
	if err != nil || !near(got, want, 1e-12) {
		t.Errorf("ln Z is %v (%v), want %v", got, err, want)
	}
	if calls < 3 || last != 1<<12 {
		t.Errorf("progress was told %d times, at last %d", calls, last)
	}
}

// The largest weights there may be overflow nothing.
func TestNumbersOfTheLargestWeights(t *testing.T) {
	for _, sign := range []float64{1, -1} {
		m := random(seeded(2), 1030, 3, 1)
		for _, x := range [][]float64{m.w, m.a, m.b} {
			for i := range x {
				x[i] = sign * MaxWeight
			}
		}
		full := slices.Repeat(State{1}, 1030)
		z, err := m.LogPartition(ctx, nil)
		want := max(0, sign*MaxWeight*(1030*3+1030+3)) // all units on, or all off
		if err != nil || !near(z, want, 1e-12) || !near(m.FreeEnergy(full), -sign*MaxWeight*1030-max(0, sign*MaxWeight*3*1031), 1e-12) {
			t.Errorf("at weights of %v, ln Z is %v (%v), want %v; F is %v", sign*MaxWeight, z, err, want, m.FreeEnergy(full))
		}
	}
}

func TestLikelihoodsAreTheirFormulas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawn(t)
		weights, z := slowWeights(m)
		all := states(m.Visible())
		picks := rapid.SliceOfN(rapid.IntRange(0, len(all)-1), 1, 5).Draw(t, "data")
		var data []State
		likelihood, pseudo := 0., 0.
		for _, k := range picks {
			data = append(data, all[k])
			likelihood += math.Log(weights[k]/z) / float64(len(picks))
			for i := range m.Visible() {
				pseudo += math.Log(weights[k]/(weights[k]+weights[k^1<<i])) / float64(len(picks))
			}
		}
		if got, err := m.LogLikelihood(ctx, data, nil); err != nil || !near(got, likelihood, 1e-11) {
			t.Fatalf("the log-likelihood is %v (%v), want %v", got, err, likelihood)
		}
		if got, err := m.PseudoLogLikelihood(ctx, data, nil); err != nil || !near(got, pseudo, 1e-11) {
			t.Fatalf("the pseudo-log-likelihood is %v (%v), want %v", got, err, pseudo)
		}
	})
}

func TestReconstructionErrorIsItsFormula(t *testing.T) {
	m, data := random(seeded(3), 7, 4, 3), states(7)[5:50]
	sum := 0.
	for _, v := range data {
		p := m.HiddenGiven(v)
		for i := range v {
			x := m.VisibleBiases()[i]
			for j := range p {
				x += m.Weight(i, j) * p[j]
			}
			sum += math.Pow(float64(v[i])-1/(1+math.Exp(-x)), 2)
		}
	}
	want := sum / float64(7*len(data))
	if got, err := m.ReconstructionError(ctx, data); err != nil || !near(got, want, 1e-12) {
		t.Errorf("the reconstruction error is %v (%v), want %v", got, err, want)
	}
}

// The gap is the mean of ln p(data) less that of ln p(held out): Z cancels.
func TestFreeEnergyGapIsALikelihoodRatio(t *testing.T) {
	m, all := random(seeded(4), 6, 5, 3), states(6)
	seen, unseen := all[:20], all[20:]
	a, err := m.LogLikelihood(ctx, seen, nil)
	b, err2 := m.LogLikelihood(ctx, unseen, nil)
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	if gap, err := m.FreeEnergyGap(ctx, seen, unseen); err != nil || !near(gap, a-b, 1e-12) {
		t.Errorf("the gap is %v (%v), the likelihoods differ by %v", gap, err, a-b)
	}
}

// From a fair coin for every pixel, fifteen sweeps later each picture comes up as often as p(v) says, each hidden state as
// often as p(h), within five standard errors; and each probability is that of the hidden state it came with.
func TestDreamsFollowTheMachinesDistribution(t *testing.T) {
	m := random(seeded(5), 4, 3, 2)
	weights, z := slowWeights(m)
	const dreams, sweeps = 10_000, 15
	r := seeded(6)
	seen, lit := make([]float64, len(weights)), make([]float64, m.Hidden())
	for range dreams {
		var last Step
		for step, err := range m.Dream(ctx, r, nil, sweeps) {
			if err != nil {
				t.Fatal(err)
			}
			last = step
		}
		if last.Sweep != sweeps || !slices.Equal(last.Probability, m.VisibleGiven(last.Hidden)) {
			t.Fatalf("step %+v: its probabilities are not those of its hidden state", last)
		}
		k := 0
		for i, on := range last.Visible {
			k |= int(on) << i
		}
		seen[k]++
		for j, on := range last.Hidden {
			lit[j] += float64(on)
		}
	}
	within := func(what string, k int, count, p float64) {
		if math.Abs(count/dreams-p) > 5*math.Sqrt(p*(1-p)/dreams) {
			t.Errorf("%s %d came up in %.4f of the dreams, want %.4f", what, k, count/dreams, p)
		}
	}
	for k, count := range seen {
		within("picture", k, count, weights[k]/z)
	}
	for j, count := range lit {
		p := 0.
		for k, v := range states(m.Visible()) {
			p += weights[k] / z * m.HiddenGiven(v)[j]
		}
		within("hidden unit", j, count, p)
	}
}

func TestBarsAndStripesAreAllDistinctAndValid(t *testing.T) {
	uniform := func(line func(k int) State, side int) bool {
		for k := range side {
			if s := line(k); slices.Contains(s, 0) && slices.Contains(s, 1) {
				return false
			}
		}
		return true
	}
	for side := 1; side <= 8; side++ {
		data, err := BarsAndStripes(side)
		if err != nil || len(data) != 1<<(side+1)-2 {
			t.Fatalf("side %d has %d patterns (%v), want %d", side, len(data), err, 1<<(side+1)-2)
		}
		seen := map[string]bool{}
		for k, v := range data {
			rows := uniform(func(y int) State { return v[y*side:][:side] }, side)
			columns := uniform(func(x int) State {
				var column State
				for y := range side {
					column = append(column, v[y*side+x])
				}
				return column
			}, side)
			if seen[string(v)] || !rows && !columns {
				t.Fatalf("side %d: pattern %d, %v, is a repetition or neither bars nor stripes", side, k, v)
			}
			seen[string(v)] = true
		}
	}
}
