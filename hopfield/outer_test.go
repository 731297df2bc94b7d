package hopfield

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Patterns kept as bits and all N² weights in memory are the same network: the same weights, fields and energies, and recalls
// with the same flips, at the borders of the words that hold the bits, too.
func TestLowRankEqualsDense(t *testing.T) {
	r := seeded(1)
	for _, rule := range []Rule{Hebb{}, Hebb{KeepDiagonal: true}, Covariance{}, Covariance{KeepDiagonal: true}} {
		for _, size := range []struct{ n, p int }{{1, 1}, {63, 2}, {64, 63}, {65, 64}, {130, 65}, {40, 129}, {300, 20}, {257, 300}} {
			name := fmt.Sprintf("%#v, N = %d, P = %d", rule, size.n, size.p)
			x := randoms(r, size.p, size.n)
			net := train(t, rule, x)
			dense, err := net.Dense()
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(weights(net), weights(dense)) {
				t.Fatalf("%s: the weights differ", name)
			}
			for range 3 {
				s := random(r, size.n)
				if !slices.Equal(net.Fields(s), dense.Fields(s)) || net.Energy(s) != dense.Energy(s) {
					t.Fatalf("%s: the fields or the energies differ", name)
				}
				seed := r.Uint64()
				a, b := recall(t, net, s, seeded(seed), nil), recall(t, dense, s, seeded(seed), nil)
				if !slices.Equal(a.Flips, b.Flips) || a.Asked != b.Asked || a.StartEnergy != b.StartEnergy {
					t.Fatalf("%s: the recalls differ", name)
				}
				if want := slowEnergy(net, a.End); a.Energy() != want {
					t.Fatalf("%s: the recall ends at %v, the sum over all pairs is %v", name, a.Energy(), want)
				}
			}
		}
	}
}

// The same of networks of any size, with thresholds, in every order, at any temperature, and asked all at once.
func TestLowRankWalksLikeDense(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, p := rapid.IntRange(1, 140).Draw(t, "n"), rapid.IntRange(1, 140).Draw(t, "p")
		r := seeded(rapid.Uint64().Draw(t, "patterns"))
		rule := rapid.SampledFrom([]Rule{Hebb{}, Hebb{KeepDiagonal: true}, Covariance{}, Covariance{KeepDiagonal: true}}).Draw(t, "rule")
		net := withDrawnThresholds(t, learned(t, rule, randoms(r, p, n)))
		dense, err := net.Dense()
		if err != nil {
			t.Fatal(err)
		}
		start, o, seed := random(r, n), drawnOptions(t, n), r.Uint64()
		a, b := recall(t, net, start, seeded(seed), &o), recall(t, dense, start, seeded(seed), &o)
		if !slices.Equal(a.Flips, b.Flips) || a.Asked != b.Asked || a.StartEnergy != b.StartEnergy || a.Settled != b.Settled {
			t.Fatalf("low rank %+v\ndense    %+v", a, b)
		}
		sameOrbit(t, net, dense, start, start, slices.Clone[Pattern], o.Ties)
	})
}

// The weights are those of the rules, written out.
func TestLowRankWeightsAreTheSums(t *testing.T) {
	r := seeded(2)
	const n, p = 70, 67
	x := randoms(r, p, n)
	hebb, covariance := train(t, Hebb{KeepDiagonal: true}, x), train(t, Covariance{KeepDiagonal: true}, x)
	for i := range n {
		for j := range n {
			both, one, other := 0, 0, 0
			for _, v := range x {
				both, one, other = both+int(v[i])*int(v[j]), one+int(v[i]), other+int(v[j])
			}
			if hebb.Weight(i, j) != float64(both) || covariance.Weight(i, j) != float64(p*both-one*other) {
				t.Fatalf("W[%d,%d] is %v and %v, want %d and %d", i, j, hebb.Weight(i, j), covariance.Weight(i, j), both, p*both-one*other)
			}
		}
	}
}

// A large network takes N·P/4 bytes, its recall little more, where weights would take 4N².
func TestMemoryIsThatOfThePatterns(t *testing.T) {
	const n, p = 20_000, 200
	r := seeded(3)
	x := randoms(r, p, n)
	start := slices.Clone(x[0])
	for i := range n / 10 {
		start[i] = -start[i]
	}
	used := func(f func()) int64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f()
		runtime.ReadMemStats(&after)
		return int64(after.TotalAlloc - before.TotalAlloc)
	}
	var net *Network
	if bytes := used(func() { net = train(t, Hebb{}, x) }); bytes > 4*n*p/4 {
		t.Errorf("training takes %d bytes, patterns of %d bits", bytes, n*p)
	}
	if bytes := used(func() {
		if run := recall(t, net, start, r, nil); run.End.Overlap(x[0]) < .99 {
			t.Errorf("the recall ends at overlap %v", run.End.Overlap(x[0]))
		}
	}); bytes > 100*n {
		t.Errorf("a recall takes %d bytes, of %d neurons", bytes, n)
	}
	if bytes := 4 * int64(n) * n; bytes < 100*n*p/4 {
		t.Errorf("weights would take only %d bytes", bytes)
	}
}

// Learned one by one, in any portions, patterns make the network that they make at once, and a network that was handed out
// does not learn on.
func TestIncrementalEqualsBatch(t *testing.T) {
	r := seeded(4)
	x := randoms(r, 70, 100)
	for _, rule := range []Online{Hebb{}, Hebb{KeepDiagonal: true}, Covariance{}, PseudoInverse{}, PseudoInverse{KeepDiagonal: true}} {
		memory, err := rule.Learner(100)
		if err != nil {
			t.Fatal(err)
		}
		if net, err := memory.Network(context.Background()); net != nil || err == nil {
			t.Errorf("%T: of nothing there is a network", rule)
		}
		for k, p := range x {
			if err := memory.Learn(p); err != nil {
				t.Fatal(err)
			}
			if k != 0 && k != 33 {
				continue
			}
			net, err := memory.Network(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(weights(net), weights(train(t, rule, x[:k+1]))) {
				t.Errorf("%T: %d patterns learned one by one are not those learned at once", rule, k+1)
			}
			defer func(before []float64) {
				if !slices.Equal(weights(net), before) {
					t.Errorf("%T: a network has gone on learning", rule)
				}
			}(weights(net))
		}
		before, err := memory.Network(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range []Pattern{nil, {1}, append(slices.Clone(x[0][1:]), 0)} {
			if err := memory.Learn(bad); err == nil {
				t.Errorf("%T learns %v", rule, bad)
			}
		}
		after, err := memory.Network(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(weights(before), weights(after)) || !slices.Equal(weights(after), weights(train(t, rule, x))) {
			t.Errorf("%T: bad lessons were learned", rule)
		}
	}
}

// What is too large to be exact is refused before it is learned.
func TestSumsBeyondFloat64AreRefused(t *testing.T) {
	if exactOuter(MaxNeurons, 1<<12, false) || !exactOuter(MaxNeurons, 1<<11, false) || exactOuter(MaxNeurons, 64, true) {
		t.Error("the limit of exact energies is not N²P < 2⁵²")
	}
	l := outerLearner{outer{n: 1, p: 1<<26 - 1, centered: true}}
	if err := l.Learn(Pattern{1}); err == nil {
		t.Error("a sum beyond 2⁵² is learned")
	}
	for _, c := range []struct {
		rule Online
		most int
	}{{Hebb{}, MaxNeurons}, {Covariance{}, MaxNeurons}, {PseudoInverse{}, MaxDense}} {
		for _, n := range []int{-1, 0, c.most + 1} {
			if _, err := c.rule.Learner(n); err == nil {
				t.Errorf("%T starts a memory of %d neurons", c.rule, n)
			}
		}
	}
	big := train(t, Hebb{}, []Pattern{ones(MaxDense + 1)})
	if _, err := big.Dense(); err == nil {
		t.Errorf("%d neurons become dense", big.Len())
	}
	if _, err := (&Network{n: 1, w: &outer{n: 1, p: 1 << 13, neurons: make([]uint64, 1<<7), centered: true}}).Dense(); err == nil {
		t.Error("weights beyond 24 bits become a float32")
	}
	if net, err := new(Network).Dense(); err != nil || net.Len() != 0 || !net.Symmetric() {
		t.Errorf("of no neuron: %v, %v", net, err)
	}
}

// Cancelled, training stops.
func TestTrainingObeysItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for name, rule := range rules {
		if _, err := rule.Train(ctx, []Pattern{{1, -1}}); err != context.Canceled {
			t.Errorf("%s: %v", name, err)
		}
	}
}
