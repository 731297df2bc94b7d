package hopfield

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// slowMinover is the rule as it is written: in every sweep all fields are computed from the weights.
type slowMinover struct {
	KrauthMezard
	patterns []Pattern
	w        [][]float64
	theta    []float64
}

// margin is xᵢhᵢ, and length ‖Wᵢ‖.
func (m *slowMinover) margin(i int, x Pattern) float64 {
	h := m.theta[i]
	for j, w := range m.w[i] {
		h += w * float64(x[j])
	}
	return float64(x[i]) * h
}

func (m *slowMinover) length(i int) float64 {
	squares := m.theta[i] * m.theta[i]
	for _, w := range m.w[i] {
		squares += w * w
	}
	return math.Sqrt(squares)
}

func (m *slowMinover) holds(i int, x Pattern) bool {
	return m.margin(i, x) > 0 && m.margin(i, x) >= m.Stability*m.length(i)
}

// train returns the number of sweeps.
func (m *slowMinover) train() int {
	n := len(m.patterns[0])
	m.theta, m.w = make([]float64, n), make([][]float64, n)
	for i := range m.w {
		m.w[i] = make([]float64, n)
	}
	for sweep := range m.MaxSweeps {
		lessons := make(map[int]Pattern)
		for i := range n {
			worst := m.patterns[0]
			for _, x := range m.patterns {
				if m.margin(i, x) < m.margin(i, worst) {
					worst = x
				}
			}
			if !m.holds(i, worst) {
				lessons[i] = worst
			}
		}
		if len(lessons) == 0 {
			return sweep + 1
		}
		for i, x := range lessons {
			for j := range n {
				if j == i {
					continue
				}
				m.w[i][j] += float64(x[i] * x[j])
				if m.Symmetric {
					m.w[j][i] += float64(x[i] * x[j])
				}
			}
			if m.LearnThresholds {
				m.theta[i] += float64(x[i])
			}
		}
	}
	return m.MaxSweeps
}

// The weights, the thresholds, the sweeps and what is not stored are those of the rule as it is written.
func TestKrauthMezardEqualsTheObviousOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule := KrauthMezard{
			Stability:       rapid.SampledFrom([]float64{0, .3, 1, 1.5}).Draw(t, "κ"),
			LearnThresholds: rapid.Bool().Draw(t, "thresholds"),
			Symmetric:       rapid.Bool().Draw(t, "symmetric"),
			MaxSweeps:       rapid.IntRange(1, 30).Draw(t, "sweeps"),
		}
		slow := &slowMinover{KrauthMezard: rule, patterns: drawn(t)}
		want, got := slow.train(), 0
		rule.Progress = func(int, int) { got++ }
		net, err := rule.Train(context.Background(), slow.patterns)

		neurons, patterns := make(map[int]bool), make(map[int]bool)
		for i := range slow.w {
			for mu, x := range slow.patterns {
				if !slow.holds(i, x) {
					neurons[i], patterns[mu] = true, true
				}
			}
		}
		var not *NotStoredError
		if errors.As(err, &not) {
			net = not.Network
			if not.Neurons != len(neurons) || not.Patterns != len(patterns) || not.Steps != want {
				t.Fatalf("%v; want %d neurons, %d patterns, %d sweeps", err, len(neurons), len(patterns), want)
			}
		}
		if (err == nil) != (len(neurons) == 0) || got != want {
			t.Fatalf("error %v after %d sweeps; want %d neurons that fail, %d sweeps", err, got, len(neurons), want)
		}
		if !slices.Equal(weights(net), slices.Concat(slow.w...)) || !slices.Equal(thetas(net), slow.theta) {
			t.Fatalf("W is %v, θ %v\nwant %v, %v", weights(net), thetas(net), slow.w, slow.theta)
		}
	})
}

// One and a half random patterns a neuron are stored, where Hebb's rule stores none; two and a half are not, by any neuron.
func TestKrauthMezardStoresOneAndAHalfPatternsPerNeuron(t *testing.T) {
	patterns := randoms(seeded(1), 250, 100)
	if net := train(t, KrauthMezard{}, patterns[:150]); storedBy(net, patterns[:150]) != 150 {
		t.Errorf("%d of 150 patterns are stored", storedBy(net, patterns[:150]))
	}
	if count := storedBy(train(t, Hebb{}, patterns[:150]), patterns[:150]); count > 0 {
		t.Errorf("Hebb stores %d of 150 patterns", count)
	}
	var not *NotStoredError
	_, err := KrauthMezard{MaxSweeps: 500}.Train(context.Background(), patterns)
	if !errors.As(err, &not) || not.Neurons != 100 {
		t.Errorf("of 250 patterns: %v", err)
	}
}

// gardner is the stability up to which P = αN random patterns can be stored.
func gardner(alpha float64) float64 {
	low, high := 0., 10.
	for range 60 {
		k := (low + high) / 2
		density, distribution := math.Exp(-k*k/2)/math.Sqrt(2*math.Pi), math.Erfc(-k/math.Sqrt2)/2
		if 1/((1+k*k)*distribution+k*density) > alpha {
			low = k
		} else {
			high = k
		}
	}
	return low
}

// Gardner's law: half of the neurons can have the stability κ(α), nearly all a little less, and nearly none a little more.
func TestKrauthMezardReachesGardnersStability(t *testing.T) {
	if k := gardner(2); math.Abs(k) > 1e-9 {
		t.Errorf("κ(2) is %v, want 0", k)
	}
	if k := gardner(.5196); math.Abs(k-1) > .001 {
		t.Errorf("κ(.52) is %v, want 1", k)
	}
	const n, p = 200, 50
	patterns := randoms(seeded(7), p, n)
	for _, c := range []struct{ times, least, most float64 }{{.8, 0, .02}, {1, .3, .7}, {1.2, .98, 1}} {
		rule := KrauthMezard{Stability: c.times * gardner(p/float64(n)), MaxSweeps: 1500}
		_, err := rule.Train(context.Background(), patterns)
		var not *NotStoredError
		failed := 0.
		if errors.As(err, &not) {
			failed = float64(not.Neurons) / n
		}
		if failed < c.least || failed > c.most {
			t.Errorf("at %v of Gardner's stability %v of the neurons fail, want %v to %v", c.times, failed, c.least, c.most)
		}
	}
}

// A stability makes valleys wide: more of what is far from a pattern is led back to it.
func TestKrauthMezardWidensValleysWithStability(t *testing.T) {
	const n, p, trials = 100, 30, 500
	patterns := randoms(seeded(5), p, n)
	recalled := func(rule Rule) (share float64) {
		net, r := train(t, rule, patterns), seeded(9)
		for k := range trials {
			x := patterns[k%p]
			run := recall(t, net, spoiled(x, n/5, r.Perm(n)), r, &RecallOptions{MaxSweeps: 100})
			if slices.Equal(run.End, x) {
				share += 1. / trials
			}
		}
		return share
	}
	const significant = 5 * .0316 // standard errors of a difference of two shares, √(2·¼/trials)
	for _, both := range []bool{false, true} {
		narrow, wide := recalled(KrauthMezard{Symmetric: both}), recalled(KrauthMezard{Symmetric: both, Stability: 1})
		if wide < narrow+significant {
			t.Errorf("symmetric %v: a fifth wrong, a share of %v is recalled at κ = 0, of %v at κ = 1", both, narrow, wide)
		}
	}
}

// Perceptrons that learn for themselves have no energy to lower; in the symmetric network it never rises.
func TestKrauthMezardHasAnEnergyOnlyIfSymmetric(t *testing.T) {
	patterns := randoms(seeded(5), 30, 100)
	for _, both := range []bool{false, true} {
		net, r := train(t, KrauthMezard{Symmetric: both}, patterns), seeded(9)
		rises := 0
		for range 50 {
			run := recall(t, net, random(r, 100), r, &RecallOptions{MaxSweeps: 100})
			energy := run.StartEnergy
			for _, f := range run.Flips {
				if f.Energy > energy {
					rises++
				}
				energy = f.Energy
			}
			if both && !run.Settled {
				t.Error("a recall in the symmetric network does not settle")
			}
		}
		if rises > 0 == both {
			t.Errorf("symmetric %v: the energy rises %d times", both, rises)
		}
	}
}

// A neuron that is +1 whatever the others do needs a threshold: its inputs in the two patterns are each other's mirror.
func TestRulesStoreByThresholdsWhatWeightsCannot(t *testing.T) {
	patterns := []Pattern{{1, 1, 1}, {1, -1, -1}}
	for _, c := range []struct{ without, with Rule }{
		{KrauthMezard{MaxSweeps: 100}, KrauthMezard{LearnThresholds: true}},
		{KrauthMezard{MaxSweeps: 100, Symmetric: true}, KrauthMezard{LearnThresholds: true, Symmetric: true}},
		{ProbabilityFlow{}, ProbabilityFlow{LearnThresholds: true}},
	} {
		_, err := c.without.Train(context.Background(), patterns)
		var not *NotStoredError
		if !errors.As(err, &not) || not.Neurons != 1 {
			t.Errorf("%T without thresholds: %v", c.without, err)
		}
		net := train(t, c.with, patterns)
		if net.Threshold(0) <= 0 || storedBy(net, patterns) != 2 {
			t.Errorf("%T: with the thresholds %v, %d of 2 patterns are stored", c.with, thetas(net), storedBy(net, patterns))
		}
	}
}
