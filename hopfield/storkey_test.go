package hopfield

import (
	"context"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// slowStorkey is the rule as it is written, entry by entry. The field of neuron i, for the weight to neuron j, leaves out
// what skip names; W stands still while a pattern is learned, unless it is the mistake to let it run.
func slowStorkey(patterns []Pattern, order StorkeyOrder, skip func(i, j, k int) bool, running bool) [][]float64 {
	n := len(patterns[0])
	w := make([][]float64, n)
	for i := range w {
		w[i] = make([]float64, n)
	}
	for _, x := range patterns {
		before := w
		if !running {
			before = make([][]float64, n)
			for i := range w {
				before[i] = slices.Clone(w[i])
			}
		}
		h := func(i, j int) (sum float64) {
			for k := range n {
				if !skip(i, j, k) {
					sum += before[i][k] * float64(x[k])
				}
			}
			return sum
		}
		for i := range n {
			for j := range n {
				if i == j {
					continue
				}
				xi, xj, hij, hji := float64(x[i]), float64(x[j]), h(i, j), h(j, i)
				change := xi*xj - xi*hji - hij*xj
				if order == SecondOrder {
					change += hij * hji
				}
				w[i][j] += change / float64(n)
			}
		}
	}
	return w
}

func others(i, j, k int) bool    { return k == i || k == j }
func everybody(_, _, _ int) bool { return false }

// apart is the largest difference between the weights of a network and a matrix.
func apart(net *Network, w [][]float64) (most float64) {
	for i := range w {
		for j := range w {
			most = max(most, math.Abs(net.Weight(i, j)-w[i][j]))
		}
	}
	return most
}

func TestStorkeyEqualsTheFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns := drawn(t)
		for _, order := range []StorkeyOrder{FirstOrder, SecondOrder} {
			net := learned(t, Storkey{Order: order}, patterns)
			w := slowStorkey(patterns, order, others, false)
			if d, most := apart(net, w), net.w.largest(); d > most*0x1p-23 {
				t.Fatalf("%v order: weights up to %v differ by %v from the formula", order, most, d)
			}
		}
	})
}

// Learned one by one is learned at once, and what is learned later changes nothing that was given out before.
func TestStorkeyLearnsOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns := drawn(t)
		rule := Storkey{Order: rapid.SampledFrom([]StorkeyOrder{FirstOrder, SecondOrder}).Draw(t, "order")}
		memory, err := rule.Learner(len(patterns[0]))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := memory.Network(context.Background()); err == nil {
			t.Fatal("nothing was learned, and there is a network")
		}
		var given []*Network
		for _, p := range patterns {
			if err := memory.Learn(p); err != nil {
				t.Fatal(err)
			}
			if memory.Learn(p[1:]) == nil || memory.Learn(append(Pattern{0}, p[1:]...)) == nil {
				t.Fatal("learned what is no pattern")
			}
			net, err := memory.Network(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			given = append(given, net)
		}
		for k, net := range given {
			if !slices.Equal(weights(net), weights(learned(t, rule, patterns[:k+1]))) {
				t.Fatalf("after %d patterns, learning one by one differs from Train", k+1)
			}
		}
	})
}

// "Update W as you go": then a weight depends on which of its neighbors were updated before it. Neurons come to have an
// order, and the network is not symmetric.
func TestStorkeyFreezesWeightsWhileAPatternIsLearned(t *testing.T) {
	patterns := randoms(seeded(41), 4, 10)
	backwards := make([]Pattern, len(patterns))
	for k, p := range patterns {
		backwards[k] = slices.Clone(p)
		slices.Reverse(backwards[k])
	}
	lawful := func(running bool) (symmetric, unordered bool) {
		a, b := slowStorkey(patterns, FirstOrder, others, running), slowStorkey(backwards, FirstOrder, others, running)
		symmetric, unordered = true, true
		for i := range a {
			for j := range a {
				symmetric = symmetric && math.Abs(a[i][j]-a[j][i]) < 1e-12
				unordered = unordered && math.Abs(a[i][j]-b[9-i][9-j]) < 1e-12
			}
		}
		return symmetric, unordered
	}
	if symmetric, unordered := lawful(false); !symmetric || !unordered {
		t.Errorf("frozen: symmetric %v, without order %v", symmetric, unordered)
	}
	if symmetric, unordered := lawful(true); symmetric || unordered {
		t.Errorf("running: symmetric %v, without order %v", symmetric, unordered)
	}
	if d := apart(train(t, Storkey{}, patterns), slowStorkey(patterns, FirstOrder, others, true)); d < .01 {
		t.Errorf("Storkey differs from the running form by %v only", d)
	}
}

// "h = Wx": the field with what i and j have to say in it. Two neurons have nothing else to hear, so by the formula h is 0
// and they learn as by Hebb's rule; the wrong form unlearns. And at 0.4 N patterns it has lost several more of them.
func TestStorkeyLeavesOutItsOwnTwoNeurons(t *testing.T) {
	twice := []Pattern{{1, -1}, {1, -1}, {1, -1}}
	if w := train(t, Storkey{}, twice).Weight(0, 1); w != -1.5 {
		t.Errorf("three lessons for two neurons give %v, want -3/2", w)
	}
	if w := slowStorkey(twice, FirstOrder, everybody, false)[0][1]; w != -.5 {
		t.Errorf("the wrong form gives %v, want -1/2", w)
	}

	const n, p, trials = 40, 16, 20
	right, wrong := 0., 0.
	r := seeded(42)
	for range trials {
		patterns := randoms(r, p, n)
		right += float64(storedBy(train(t, Storkey{}, patterns), patterns)) / (trials * p)
		w := slices.Concat(slowStorkey(patterns, FirstOrder, everybody, false)...)
		d, err := rounded(context.Background(), n, w, true)
		if err != nil {
			t.Fatal(err)
		}
		net, err := newNetwork(n, d, nil, 1)
		if err != nil {
			t.Fatal(err)
		}
		wrong += float64(storedBy(net, patterns)) / (trials * p)
	}
	if right < wrong+.05 {
		t.Errorf("the formula stores %v of the patterns, the wrong form %v", right, wrong)
	}
}

// At N/√(2 ln N) random patterns, where Hebb's rule has lost all, nearly all are stored. The first order then loses one after
// the other, the second stores half of N, and loses all of them soon after.
func TestStorkeyHasACapacityAboveHebb(t *testing.T) {
	const n = 200
	capacity := int(n / math.Sqrt(2*math.Log(n))) // 61
	patterns := randoms(seeded(43), n, n)
	for _, c := range []struct {
		rule        Rule
		count       int
		least, most float64
	}{
		{Hebb{}, capacity, 0, .05},
		{Storkey{}, capacity / 2, 1, 1},
		{Storkey{}, capacity, .95, 1},
		{Storkey{}, n / 2, .2, .6},
		{Storkey{}, n, 0, .1},
		{Storkey{Order: SecondOrder}, capacity, 1, 1},
		{Storkey{Order: SecondOrder}, n / 2, .9, 1},
		{Storkey{Order: SecondOrder}, 7 * n / 10, 0, .2},
	} {
		share := float64(storedBy(train(t, c.rule, patterns[:c.count]), patterns[:c.count])) / float64(c.count)
		if share < c.least || share > c.most {
			t.Errorf("%T %v stores %v of %d patterns, want %v to %v", c.rule, c.rule, share, c.count, c.least, c.most)
		}
	}
	if net := learned(t, Storkey{Order: SecondOrder}, patterns); net != nil {
		t.Errorf("second order: %d patterns give weights up to %v", n, net.w.largest())
	}
}

// Unlike Hebb's, the rule knows what came first.
func TestStorkeyKnowsTheOrderOfLearning(t *testing.T) {
	x := randoms(seeded(44), 3, 20)
	for _, order := range []StorkeyOrder{FirstOrder, SecondOrder} {
		rule := Storkey{Order: order}
		if slices.Equal(weights(train(t, rule, x)), weights(train(t, rule, []Pattern{x[2], x[1], x[0]}))) {
			t.Errorf("%v order: the order of learning does not matter", order)
		}
	}
}

// A rule that is told the same again and again says so, rather than to give out weights that are no numbers.
func TestStorkeySaysWhenWeightsGrowWithoutBound(t *testing.T) {
	patterns := slices.Repeat(randoms(seeded(45), 2, 5), 500)
	for _, order := range []StorkeyOrder{FirstOrder, SecondOrder} {
		if net := learned(t, Storkey{Order: order}, patterns); net != nil {
			t.Errorf("%v order: two patterns learned 500 times by turns give weights up to %v", order, net.w.largest())
		}
	}
}

func TestStorkeyOrderHasAName(t *testing.T) {
	if s := FirstOrder.String() + SecondOrder.String() + StorkeyOrder(7).String(); s != "firstsecondStorkeyOrder(7)" {
		t.Error(s)
	}
}
