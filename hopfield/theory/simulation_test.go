package theory

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// A memory is Hebb's rule, damaged, in plain words: all N² weights of P patterns of ±1.
type memory struct {
	neurons [][]float64 // what each neuron is in the P patterns
	weights [][]float64
}

func sign(r *rand.Rand) float64 { return float64(2*r.IntN(2) - 1) }

func newMemory(r *rand.Rand, n, patterns int, s Synapses) memory {
	m := memory{make([][]float64, n), make([][]float64, n)}
	for i := range n {
		m.neurons[i], m.weights[i] = make([]float64, patterns), make([]float64, n)
		for k := range patterns {
			m.neurons[i][k] = sign(r)
		}
		for j := range i {
			w := sign(r) * math.Sqrt(s.Noise*float64(patterns)) // Gaussian or not: a field adds up very many
			for k, x := range m.neurons[i] {
				w += x * m.neurons[j][k]
			}
			if s.Clipped {
				w = math.Copysign(1, w)
			}
			if r.Float64() < s.Deleted {
				w = 0
			}
			m.weights[i][j], m.weights[j][i] = w, w
		}
	}
	return m
}

// step shows the memory pattern k with some bits flipped and counts the bits that are wrong one step later, a tie as half.
func (m memory) step(r *rand.Rand, k, flips int) (wrong float64) {
	state := make([]float64, len(m.neurons))
	for place, i := range r.Perm(len(state)) {
		state[i] = m.neurons[i][k]
		if place < flips {
			state[i] = -state[i]
		}
	}
	for i, row := range m.weights {
		h := 0.
		for j, w := range row {
			h += w * state[j]
		}
		switch h *= m.neurons[i][k]; {
		case h < 0:
			wrong++
		case h == 0:
			wrong += .5
		}
	}
	return wrong
}

// settle lets the undamaged memory recall pattern k for good, one neuron after another, and counts the wrong bits. The
// weights are not needed: the field is Σ x m over the patterns, with their overlaps m, less the neuron's own share.
func (m memory) settle(k int) (wrong float64) {
	state, overlaps := make([]float64, len(m.neurons)), make([]float64, len(m.neurons[0]))
	for i, x := range m.neurons {
		state[i] = x[k]
		for l := range x {
			overlaps[l] += x[l] * state[i]
		}
	}
	for flipped := true; flipped; {
		flipped = false
		for i, x := range m.neurons {
			h := -float64(len(x)) * state[i]
			for l := range x {
				h += x[l] * overlaps[l]
			}
			if h*state[i] < 0 {
				state[i], flipped = -state[i], true
				for l := range x {
					overlaps[l] += 2 * x[l] * state[i]
				}
			}
		}
	}
	for i, x := range m.neurons {
		if state[i] != x[k] {
			wrong++
		}
	}
	return wrong
}

// The share of right bits, within 5 standard errors of what the channel says; and the share of patterns without a wrong
// bit, which is not less.
func TestChannelAgainstSimulation(t *testing.T) {
	for k, c := range []struct {
		patterns, flips int
		synapses        Synapses
	}{
		{51, 0, Synapses{}}, {101, 0, Synapses{}}, {31, 50, Synapses{}}, {25, 125, Synapses{}},
		{35, 0, Synapses{Deleted: .4}}, {25, 50, Synapses{Deleted: .4}}, {35, 0, Synapses{Clipped: true}},
		{25, 50, Synapses{Clipped: true, Deleted: .3}}, {41, 25, Synapses{Noise: .5}},
	} {
		const n, networks, shown = 500, 5, 15
		r := rand.New(rand.NewPCG(uint64(k), 1))
		wrong, perfect := 0., 0.
		for range networks {
			m := newMemory(r, n, c.patterns, c.synapses)
			for k := range shown {
				w := m.step(r, k, c.flips)
				if wrong += w; w == 0 {
					perfect++
				}
			}
		}
		odds, err := Channel{Neurons: n, Synapses: c.synapses}.Odds(c.patterns, float64(c.flips)/n)
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("%d patterns, %d flips, %+v", c.patterns, c.flips, c.synapses)
		within(t, name+": right bits", 1-wrong/(networks*shown*n), odds.Each, networks*shown*n)
		within(t, name+": right patterns", min(odds.All, perfect/(networks*shown)), odds.All, networks*shown)
	}
}

// Whole synapses, many patterns: the bare formula holds for the first step, and the bound for all bits is close. Where the
// network ends is worse than its first step, and as bad as Amit, Gutfreund & Sompolinsky say.
func TestHebbAgainstSimulation(t *testing.T) {
	const n, patterns, networks, shown = 1000, 110, 2, 2 * 110
	r := rand.New(rand.NewPCG(40, 1))
	first, perfect, end, squares := 0., 0., 0., 0.
	for range networks {
		m := newMemory(r, n, patterns, Synapses{})
		for k := range patterns {
			wrong := m.step(r, k, 0) / n
			if first += wrong / shown; wrong == 0 {
				perfect += 1. / shown
			}
			wrong = m.settle(k) / n
			end, squares = end+wrong/shown, squares+wrong*wrong/shown
		}
	}
	odds, err := Channel{Neurons: n}.Odds(patterns, 0)
	if err != nil {
		t.Fatal(err)
	}
	within(t, "right bits after one step", 1-first, 1-OneStepError((patterns-1.)/n), shown*n)
	within(t, "right patterns after one step", perfect, odds.All, shown)
	deviation, want := math.Sqrt((squares-end*end)/shown), state(Synapses{}.Retrieval(float64(patterns)/n, 0)).Errors
	if math.Abs(end-want) > 5*deviation || end-first < 3*deviation {
		t.Errorf("%v ± %v of the bits are wrong in the end, want %v; after one step %v", end, deviation, want, first)
	}
}

// Beyond the capacity nothing is left in equilibrium; but a cold network that starts in a memory is caught on the way there.
// The band is that of the documentation, and 5 standard errors of the mean.
func TestBeyondTheCapacityARestRemains(t *testing.T) {
	const n, networks, shown = 800, 2, 2 * 20
	for _, load := range []float64{.2, .5} {
		r, mean, squares := rand.New(rand.NewPCG(41, 1)), 0., 0.
		for range networks {
			m := newMemory(r, n, int(load*n), Synapses{})
			for k := range shown / networks {
				overlap := 1 - 2*m.settle(k)/n
				mean, squares = mean+overlap/shown, squares+overlap*overlap/shown
			}
		}
		slack := 5 * math.Sqrt((squares-mean*mean)/shown)
		if left := state(Synapses{}.Retrieval(load, 0)).Overlap; left != 0 || mean < max(.2-slack, slack) || mean > .45+slack {
			t.Errorf("load %v: an overlap of %v ± %v is left, in equilibrium %v", load, mean, slack/5, left)
		}
		t.Logf("load %v: %.3f ± %.3f", load, mean, slack/5)
	}
}

// within checks a share among trials against its probability: 5 standard errors, and half a trial.
func within(t *testing.T, what string, share, want, trials float64) {
	t.Helper()
	if tolerance := 5*math.Sqrt(want*(1-want)/trials) + .5/trials; math.Abs(share-want) > tolerance {
		t.Errorf("%s: %v, want %v ± %v", what, share, want, tolerance)
	}
}
