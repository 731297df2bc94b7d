package hopfield

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// What is a convention must not matter to the dynamics: which state of a neuron is called +1, and which neuron is the first.

// rebuilt is a network with other weights and thresholds, on the grid of net's and symmetric if they are.
func rebuilt(t rapid.TB, net *Network, weight func(i, j int) float64, threshold func(i int) float64) *Network {
	d, err := net.w.dense(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	w, theta := newDense(net.n, d.grid, d.most, d.symmetric()), make([]float64, net.n)
	for i := range net.n {
		theta[i] = threshold(i)
		for j := range net.n {
			w.set(i, j, weight(i, j))
		}
	}
	if err := w.complete(context.Background()); err != nil {
		t.Fatal(err)
	}
	other, err := newNetwork(net.n, w, theta, net.unit)
	if err != nil {
		t.Fatal(err)
	}
	return other
}

// Turn the states of some neurons round, sᵢ → gᵢsᵢ, and W and θ with them, Wᵢⱼ → gᵢgⱼWᵢⱼ: every recall makes the same flips
// at the same energies, in any order of asking, whatever the weights. Ties must keep, since +1 means something else now.
func TestDynamicsKnowNoGauge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		net := anyNetwork(t)
		g, start := drawnPattern(net.Len()).Draw(t, "g"), drawnPattern(net.Len()).Draw(t, "start")
		turned := rebuilt(t, net, func(i, j int) float64 { return float64(g[i]*g[j]) * net.Weight(i, j) },
			func(i int) float64 { return float64(g[i]) * net.Threshold(i) })
		turn := func(s Pattern) Pattern {
			s = slices.Clone(s)
			for i := range s {
				s[i] *= g[i]
			}
			return s
		}
		o := &RecallOptions{Order: rapid.SampledFrom([]Order{Shuffled, InTurn, Steepest}).Draw(t, "order"), MaxSweeps: 50}
		seed := rapid.Uint64().Draw(t, "seed")
		a, err := net.Recall(context.Background(), start, seeded(seed), o)
		if err != nil {
			t.Fatal(err)
		}
		b, err := turned.Recall(context.Background(), turn(start), seeded(seed), o)
		if err != nil {
			t.Fatal(err)
		}
		if a.StartEnergy != b.StartEnergy || !slices.Equal(a.Flips, b.Flips) || !slices.Equal(turn(a.End), b.End) {
			t.Fatalf("a recall %+v\nturned round %+v", a, b)
		}
		sameOrbit(t, net, turned, start, turn(start), turn, Keep)
	})
}

// Number the neurons otherwise, and ask them in the order that was: every recall makes the same flips at the same energies,
// whatever the weights and the tie rule.
func TestDynamicsKnowNoOrderOfNeurons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		net := anyNetwork(t)
		old := make([]int, net.Len()) // old[i] is the former number of neuron i
		for i := range old {
			old[i] = i
		}
		sequence := rapid.Permutation(old).Draw(t, "sequence")
		old = rapid.Permutation(old).Draw(t, "old")
		renumbered := rebuilt(t, net, func(i, j int) float64 { return net.Weight(old[i], old[j]) },
			func(i int) float64 { return net.Threshold(old[i]) })
		rename := func(s Pattern) Pattern {
			renamed := make(Pattern, len(s))
			for i := range renamed {
				renamed[i] = s[old[i]]
			}
			return renamed
		}
		ties, start := Ties(rapid.IntRange(0, 2).Draw(t, "ties")), drawnPattern(net.Len()).Draw(t, "start")
		run := func(net *Network, start Pattern, sequence []int) *History {
			o := &RecallOptions{Order: InTurn, Sequence: sequence, Ties: ties, MaxSweeps: 50}
			h, err := net.Recall(context.Background(), start, nil, o)
			if err != nil {
				t.Fatal(err)
			}
			return h
		}
		transported := make([]int, len(sequence))
		for k, i := range sequence {
			transported[k] = slices.Index(old, i)
		}
		a, b := run(net, start, sequence), run(renumbered, rename(start), transported)
		same := slices.EqualFunc(a.Flips, b.Flips, func(a, b Flip) bool {
			return a.Asked == b.Asked && a.Neuron == old[b.Neuron] && a.Energy == b.Energy
		})
		if a.StartEnergy != b.StartEnergy || !same || !slices.Equal(rename(a.End), b.End) {
			t.Fatalf("a recall %+v\nrenumbered by %v %+v", a, old, b)
		}
		sameOrbit(t, net, renumbered, start, rename(start), rename, ties)
	})
}

// sameOrbit holds that two networks, asked at once, walk through the same states, but for a change of names.
func sameOrbit(t *rapid.T, a, b *Network, startA, startB Pattern, change func(Pattern) Pattern, ties Ties) {
	o := &SynchronousOptions{Ties: ties, MaxSteps: 50}
	first, err := a.Synchronous(context.Background(), startA, o)
	if err != nil {
		t.Fatal(err)
	}
	second, err := b.Synchronous(context.Background(), startB, o)
	if err != nil {
		t.Fatal(err)
	}
	if first.Period != second.Period || first.Transient != second.Transient || !slices.Equal(change(first.End), second.End) {
		t.Fatalf("an orbit %+v\nunder other names %+v", first, second)
	}
}
