package hopfield

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// handmade is a network of the given weights, row after row.
func handmade(t rapid.TB, w []float64, theta []float64, symmetric bool) *Network {
	n := int(math.Sqrt(float64(len(w))))
	d, err := rounded(context.Background(), n, w, symmetric)
	if err != nil {
		t.Fatal(err)
	}
	net, err := newNetwork(n, d, theta, 1)
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// drawnHandmade is a network of small whole weights, so that ties are frequent: symmetric or not, with self-connections or
// not, and with thresholds, at times of a fraction.
func drawnHandmade(t *rapid.T, most int) *Network {
	n := rapid.IntRange(1, most).Draw(t, "n")
	symmetric, diagonal := rapid.Bool().Draw(t, "symmetric"), rapid.Bool().Draw(t, "diagonal")
	w := make([]float64, n*n)
	for i := range n {
		for j := range n {
			switch {
			case i == j && !diagonal:
			case i > j && symmetric:
				w[i*n+j] = w[j*n+i]
			default:
				w[i*n+j] = float64(rapid.IntRange(-2, 2).Draw(t, "w"))
			}
		}
	}
	theta := rapid.SliceOfN(rapid.SampledFrom([]float64{0, 0, 1, -1, 2, -.3}), n, n).Draw(t, "theta")
	return handmade(t, w, theta, symmetric)
}

func landscape(t rapid.TB, net *Network, ties Ties) *Landscape {
	l, err := net.Landscape(context.Background(), ties)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// Every state by itself: its energy by the sum over all pairs, its stability by its fields, its end by a steepest recall.
func TestLandscapeEqualsTheObviousOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		net := drawnHandmade(t, 6)
		ties := Ties(rapid.IntRange(0, 2).Draw(t, "ties"))
		l := landscape(t, net, ties)
		if l.Neurons() != net.Len() || l.States() != 1<<net.Len() {
			t.Fatalf("%d neurons, %d states", l.Neurons(), l.States())
		}
		steps := &RecallOptions{Ties: ties, Order: Steepest, MaxSweeps: l.States() + 1} // as many as there are: more is a circle
		for k := range l.States() {
			s := l.State(k)
			energy := slowEnergy(net, s)
			if l.Index(s) != k || l.Energy(k) != energy || l.Energy(k) != net.Energy(s) {
				t.Fatalf("state %d, %v, index %d: energy %v, want %v", k, s, l.Index(s), l.Energy(k), energy)
			}
			if (l.Next(k) == k) != net.Stable(s, ties) || slices.Contains(l.FixedPoints(), k) != net.Stable(s, ties) {
				t.Fatalf("state %d goes to %d, but is stable: %v", k, l.Next(k), net.Stable(s, ties))
			}
			run, err := net.Recall(context.Background(), s, nil, steps)
			if err != nil {
				t.Fatal(err)
			}
			end := -1
			if run.Settled {
				end = l.Index(run.End)
			}
			if l.Endpoint(k) != end || end >= 0 && l.Endpoint(l.Next(k)) != end {
				t.Fatalf("state %d ends in %d, a recall in %d", k, l.Endpoint(k), end)
			}
			if len(run.Flips) > 0 && l.Next(k) != k^1<<run.Flips[0].Neuron {
				t.Fatalf("state %d goes to %d, a recall flips neuron %d", k, l.Next(k), run.Flips[0].Neuron)
			}
		}
	})
}

func TestBasinsAndGroundStatesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		net := drawnHandmade(t, 7)
		l := landscape(t, net, Ties(rapid.IntRange(0, 2).Draw(t, "ties")))
		sizes, lost := make(map[int]int), 0
		lowest := math.Inf(1)
		for k := range l.States() {
			lowest = min(lowest, l.Energy(k))
			if end := l.Endpoint(k); end >= 0 {
				sizes[end]++
			} else {
				lost++
			}
		}
		var ground []int
		for k := range l.States() {
			if l.Energy(k) == lowest {
				ground = append(ground, k)
			}
		}
		if !slices.Equal(l.GroundStates(), ground) {
			t.Fatalf("ground states %v, want %v", l.GroundStates(), ground)
		}
		var ends []int
		for i, b := range l.Basins() {
			if b.Size != sizes[b.End] || i > 0 && l.Energy(ends[i-1]) > l.Energy(b.End) {
				t.Fatalf("basin %d is %+v at %v, want %d states", i, b, l.Energy(b.End), sizes[b.End])
			}
			ends = append(ends, b.End)
		}
		slices.Sort(ends)
		if !slices.Equal(ends, l.FixedPoints()) || len(sizes) != len(ends) {
			t.Fatalf("basins of %v, fixed points %v", ends, l.FixedPoints())
		}
		if lost > 0 && net.Symmetric() && !negativeDiagonal(net) {
			t.Fatalf("%d descents do not end", lost)
		}
	})
}

func negativeDiagonal(net *Network) bool {
	for i := range net.Len() {
		if net.Weight(i, i) < 0 {
			return true
		}
	}
	return false
}

// With symmetric weights and no self-connections, the fixed points under Keep are the states without a lower neighbor, and
// the other rules can only free some of them.
func TestFixedPointsAreMinimaOfTheEnergy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns := rapid.SliceOfN(drawnPattern(rapid.IntRange(1, 8).Draw(t, "n")), 1, 5).Draw(t, "patterns")
		rule := Thresholded{Hebb{}, MeanThreshold{Scale: rapid.SampledFrom([]float64{.2, 1, -1}).Draw(t, "scale")}}
		net, err := rule.Train(context.Background(), patterns)
		if err != nil {
			t.Fatal(err)
		}
		l, plus, minus := landscape(t, net, Keep), landscape(t, net, Plus), landscape(t, net, Minus)
		inValley := make([]bool, l.States())
		for _, valley := range l.Valleys() {
			for _, k := range valley {
				inValley[k] = true
			}
		}
		fixed := l.FixedPoints()
		for k := range l.States() {
			lowest := true
			for i := range net.Len() {
				lowest = lowest && l.Energy(k) <= l.Energy(k^1<<i)
			}
			if slices.Contains(fixed, k) != lowest || inValley[k] && !lowest {
				t.Fatalf("state %d has no lower neighbor: %v; fixed: %v; in a valley: %v",
					k, lowest, slices.Contains(fixed, k), inValley[k])
			}
			if !lowest && (plus.Next(k) == k || minus.Next(k) == k) {
				t.Fatalf("state %d is fixed by a tie rule, though it has a lower neighbor", k)
			}
			if l.Energy(k) != plus.Energy(k) || l.Energy(k) != minus.Energy(k) {
				t.Fatal("the tie rule changes energies")
			}
		}
	})
}

// A valley by the definition: repeat "neighbors at the same height belong together" until nothing changes, and keep the
// sets without a way down.
func TestValleysAreThePlateausWithoutAnOutlet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := landscape(t, drawnHandmade(t, 6), Keep)
		set := make([]int, l.States()) // named by its first state
		for k := range set {
			set[k] = k
		}
		for changed := true; changed; {
			changed = false
			for k := range set {
				for i := range l.Neurons() {
					if near := k ^ 1<<i; l.Energy(near) == l.Energy(k) && set[near] < set[k] {
						set[k], changed = set[near], true
					}
				}
			}
		}
		outlet := make(map[int]bool)
		for k := range set {
			for i := range l.Neurons() {
				if l.Energy(k^1<<i) < l.Energy(k) {
					outlet[set[k]] = true
				}
			}
		}
		want := make(map[int][]int)
		for k, first := range set {
			if !outlet[first] {
				want[first] = append(want[first], k)
			}
		}
		valleys := l.Valleys()
		if len(valleys) != len(want) {
			t.Fatalf("%d valleys, want %d", len(valleys), len(want))
		}
		for i, valley := range valleys {
			if !slices.Equal(valley, want[valley[0]]) || i > 0 && l.Energy(valleys[i-1][0]) > l.Energy(valley[0]) {
				t.Fatalf("valley %d is %v, want %v", i, valley, want[valley[0]])
			}
		}
	})
}

// Of one memory with an odd number of neurons, every state knows its side: two valleys, each with half of the states.
func TestOneMemorySplitsTheStatesInHalf(t *testing.T) {
	p := random(seeded(31), 13)
	l := landscape(t, train(t, Hebb{}, []Pattern{p}), Keep)
	a, b := l.Index(p), l.Index(p.Mirror())
	first, second := min(a, b), max(a, b)
	basins, ground := []Basin{{first, 4096}, {second, 4096}}, []int{first, second}
	if !slices.Equal(l.Basins(), basins) || !slices.Equal(l.GroundStates(), ground) {
		t.Errorf("basins %v, ground states %v, want %v", l.Basins(), l.GroundStates(), basins)
	}
}

// Where all energies are equal, everything is one valley; what is fixed there is for the tie rule to say.
func TestAPlainIsOneValley(t *testing.T) {
	net := train(t, Covariance{}, []Pattern{{1, -1, 1, 1}})
	for ties, want := range map[Ties][]Basin{Plus: {{15, 16}}, Minus: {{0, 16}}} {
		if got := landscape(t, net, ties).Basins(); !slices.Equal(got, want) {
			t.Errorf("%v: basins %v, want %v", ties, got, want)
		}
	}
	l := landscape(t, net, Keep)
	if v := l.Valleys(); len(v) != 1 || len(v[0]) != 16 || len(l.FixedPoints()) != 16 {
		t.Errorf("valleys %v, fixed points %v", v, l.FixedPoints())
	}
}

// One neuron follows, the other does the opposite: no state is fixed.
func TestDescentsThatNeverEndAreSaidTo(t *testing.T) {
	l := landscape(t, handmade(t, []float64{0, 1, -1, 0}, nil, false), Keep)
	for k := range 4 {
		if l.Endpoint(k) != -1 || l.Next(k) == k {
			t.Errorf("state %d goes to %d and ends in %d", k, l.Next(k), l.Endpoint(k))
		}
	}
	if l.FixedPoints() != nil || l.Basins() != nil {
		t.Errorf("fixed points %v, basins %v", l.FixedPoints(), l.Basins())
	}
}

// Twenty neurons, a million states: memories and mirrors are the ground states, and there is room for little else.
func TestLandscapeOfTwentyNeurons(t *testing.T) {
	patterns := randoms(seeded(32), 2, MaxLandscape)
	l := landscape(t, train(t, Hebb{}, patterns), Keep)
	var want []int
	for _, p := range patterns {
		want = append(want, l.Index(p), l.Index(p.Mirror()))
	}
	slices.Sort(want)
	total := 0
	for _, b := range l.Basins() {
		total += b.Size
	}
	if !slices.Equal(l.GroundStates(), want) || total != l.States() {
		t.Errorf("ground states %v, want %v; basins of %d states", l.GroundStates(), want, total)
	}
}

func TestLandscapeObeysItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if l, err := train(t, Hebb{}, []Pattern{{1, -1}}).Landscape(ctx, Keep); l != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", l, err)
	}
}

func TestBadLandscapesAreNamed(t *testing.T) {
	for _, c := range []struct {
		net  *Network
		ties Ties
		want string
	}{
		{&Network{}, Keep, "the network has 0 neurons"},
		{train(t, Hebb{}, []Pattern{ones(21)}), Keep, "the network has 21 neurons: a landscape of 2^N states needs 1 to 20"},
		{train(t, Hebb{}, []Pattern{ones(2)}), 3, "ties is 3"},
	} {
		if _, err := c.net.Landscape(context.Background(), c.ties); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want one with %q", err, c.want)
		}
	}
	l := landscape(t, train(t, Hebb{}, []Pattern{{1, 1}}), Keep)
	for _, l := range []*Landscape{l, {}} {
		for _, k := range []int{-1, 4} {
			if l.State(k) != nil || !math.IsNaN(l.Energy(k)) || l.Next(k) != -1 || l.Endpoint(k) != -1 {
				t.Errorf("of %d states, number %d is %v", l.States(), k, l.State(k))
			}
		}
		if l.Index(Pattern{1}) != -1 || l.Index(Pattern{1, 0}) != -1 || l.Index(nil) != -1 {
			t.Error("what is no state has a number")
		}
	}
}
