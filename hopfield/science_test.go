package hopfield_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"flipbook/hopfield"
)

// What circulates wrongly about Hopfield networks: each test holds that the wrong form fails where the right one passes.

func stream(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// coins returns random patterns, every entry a fair coin.
func coins(r *rand.Rand, count, n int) []hopfield.Pattern {
	patterns := make([]hopfield.Pattern, count)
	for k := range patterns {
		for range n {
			patterns[k] = append(patterns[k], int8(2*r.IntN(2)-1))
		}
	}
	return patterns
}

func settle(t *testing.T, net *hopfield.Network, start hopfield.Pattern, o *hopfield.RecallOptions) *hopfield.History {
	t.Helper()
	run, err := net.Recall(t.Context(), start, stream(1), o)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func flipped(t *testing.T, r *rand.Rand, p hopfield.Pattern, share float64) hopfield.Pattern {
	t.Helper()
	q, err := hopfield.Flipped(r, p, share)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// matrix copies the weights out, for programs as tutorials write them.
func matrix(net *hopfield.Network) [][]float64 {
	w := make([][]float64, net.Len())
	for i := range w {
		for j := range net.Len() {
			w[i] = append(w[i], net.Weight(i, j))
		}
	}
	return w
}

func times(row []float64, s hopfield.Pattern) (h float64) {
	for j, v := range s {
		h += row[j] * float64(v)
	}
	return h
}

// "Weights are +1 or −1": those of one pattern are. P of them run from −P to P in steps of two, as sums of P coins do.
func TestWeightsArePlusMinusOneForOnePatternOnly(t *testing.T) {
	const pairs = 20_000 // of neurons 0 and 1, 2 and 3, …: their weights are independent
	for _, p := range []int{1, 2, 5, 10} {
		histogram := make(map[float64]float64)
		net := train(t, hopfield.Hebb{}, coins(stream(1), p, 2*pairs))
		for k := range pairs {
			histogram[net.Weight(2*k, 2*k+1)]++
		}
		if unit := histogram[1]+histogram[-1] == pairs; unit != (p == 1) {
			t.Errorf("%d patterns: all weights are ±1: %v", p, unit)
		}
		ways := 1.
		for k := range p + 1 { // k agreements among p
			share, want := histogram[float64(2*k-p)]/pairs, ways/math.Exp2(float64(p))
			if math.Abs(share-want) > 4.5*math.Sqrt(want*(1-want)/pairs) {
				t.Errorf("%d patterns: a share of %v of the weights is %d, want %v", p, share, 2*k-p, want)
			}
			delete(histogram, float64(2*k-p))
			ways *= float64(p-k) / float64(k+1)
		}
		if len(histogram) > 0 {
			t.Errorf("%d patterns: there are weights beside -%d, -%d, … %d: %v", p, p, p-2, p, histogram)
		}
	}
}

// "Capacity .14 N² ≈ 170 patterns at N = 1225": .14 N is 170. N² counts weights, and the bits of .14 N patterns.
func TestCapacityCountsNeuronsNotWeights(t *testing.T) {
	kept := func(n, p, asked int) (mean float64) {
		patterns := coins(stream(2), p, n)
		net := train(t, hopfield.Hebb{}, patterns)
		for _, x := range patterns[:asked] {
			mean += settle(t, net, x, nil).End.Overlap(x) / float64(asked)
		}
		return mean
	}
	if m := kept(1225, 14*1225/100, 20); m < .75 { // at the very edge, where some are lost
		t.Errorf(".14 N = 171 patterns of 1225 neurons are kept with an overlap of %v", m)
	}
	if right, wrong := kept(200, 14*200/100, 20), kept(200, 14*200*200/100, 20); right < .75 || wrong > .35 {
		t.Errorf("of 200 neurons, 28 patterns are kept with an overlap of %v, 5600 with %v", right, wrong)
	}
}

// The worksheet with five nodes and three one-hot patterns, all its matrices, and why it works: all three memories have a
// tie, which the rule "0 → +1" happens to break their way.
func TestTheWorksheetWithFiveNodes(t *testing.T) {
	x := []hopfield.Pattern{{1, -1, -1, -1, -1}, {-1, 1, -1, -1, -1}, {-1, -1, 1, -1, -1}}
	second := [][]float64{{0, -1, 1, 1, 1}, {-1, 0, -1, -1, -1}, {1, -1, 0, 1, 1}, {1, -1, 1, 0, 1}, {1, -1, 1, 1, 0}}
	sum := [][]float64{{0, -1, -1, 1, 1}, {-1, 0, -1, 1, 1}, {-1, -1, 0, 1, 1}, {1, 1, 1, 0, 3}, {1, 1, 1, 3, 0}}
	net := train(t, hopfield.Hebb{}, x)
	if w := matrix(train(t, hopfield.Hebb{}, x[1:2])); !slices.EqualFunc(w, second, slices.Equal) {
		t.Errorf("X2 alone gives %v", w)
	}
	if w := matrix(net); !slices.EqualFunc(w, sum, slices.Equal) {
		t.Errorf("the three give %v", w)
	}

	l, err := net.Landscape(t.Context(), hopfield.Keep)
	if err != nil {
		t.Fatal(err)
	}
	kinds := make(map[hopfield.EndpointKind]int)
	for _, k := range l.GroundStates() {
		e, err := hopfield.Classify(l.State(k), x, nil)
		if err != nil {
			t.Fatal(err)
		}
		kinds[e.Kind]++
		if l.Energy(k) != -6 || l.Next(k) != k {
			t.Errorf("the ground state %v has the energy %v", l.State(k), l.Energy(k))
		}
	}
	if kinds[hopfield.Memory] != 3 || kinds[hopfield.Mirror] != 3 || len(l.GroundStates()) != 8 {
		t.Errorf("%d ground states, of which %v", len(l.GroundStates()), kinds)
	}
	for k, p := range x {
		if h := net.Field(p, k); h != 0 {
			t.Errorf("memory %d has the field %v at its own node, want a tie", k, h)
		}
		if !net.Stable(p, hopfield.Plus) || net.Stable(p, hopfield.Minus) || net.Stable(p.Mirror(), hopfield.Plus) {
			t.Errorf("memory %d is stable by the rule 0 → +1: %v; 0 → -1: %v; its mirror by 0 → +1: %v",
				k, net.Stable(p, hopfield.Plus), net.Stable(p, hopfield.Minus), net.Stable(p.Mirror(), hopfield.Plus))
		}
	}
}

// sweeps is a recall as a tutorial writes it: node after node takes the sign of its field, 0 becoming +1.
func sweeps(w [][]float64, start hopfield.Pattern, count int) hopfield.Pattern {
	s := slices.Clone(start)
	for range count {
		for i, row := range w {
			if times(row, s) >= 0 {
				s[i] = 1
			} else {
				s[i] = -1
			}
		}
	}
	return s
}

// A diagonal filled with 1, five random patterns on five nodes, and a demonstration seems to work: a field of 0, which the
// others leave even, becomes sᵢ, and the node stays. It is the rule Keep in disguise.
func TestADiagonalOfOnesBreaksTiesInFavorOfStaying(t *testing.T) {
	const trials = 5000
	r := stream(3)
	var filled, cleared float64
	for range trials {
		patterns := coins(r, 5, 5)
		net := train(t, hopfield.Hebb{}, patterns)
		start := flipped(t, r, patterns[0], .2)

		w := matrix(net)
		without := sweeps(w, start, 20)
		for i := range w {
			w[i][i] = 1
		}
		with := sweeps(w, start, 20)

		for ties, end := range map[hopfield.Ties]hopfield.Pattern{hopfield.Keep: with, hopfield.Plus: without} {
			want := settle(t, net, start, &hopfield.RecallOptions{Order: hopfield.InTurn, Ties: ties}).End
			if !slices.Equal(end, want) {
				t.Fatalf("from %v the tutorial comes to %v, a recall with the rule %v to %v", start, end, ties, want)
			}
		}
		if slices.Equal(with, patterns[0]) {
			filled++
		}
		if slices.Equal(without, patterns[0]) {
			cleared++
		}
	}
	t.Logf("of the memories come back: with ones on the diagonal %.3f, with zeros %.3f", filled/trials, cleared/trials)
	if filled-cleared < 4.5*math.Sqrt(filled+cleared) {
		t.Errorf("of %d memories %v come back with ones on the diagonal, %v with zeros", trials, filled, cleared)
	}
}

// Two neurons that imitate each other, updated at once, blink for ever: "while True" never returns.
func TestSynchronousRecallNeedsToKnowAnOrbit(t *testing.T) {
	net := train(t, hopfield.Hebb{}, []hopfield.Pattern{{1, 1}})
	s, w := hopfield.Pattern{1, -1}, matrix(net)
	for range 10_000 { // "while True: break when nothing changes"
		next := hopfield.Pattern{int8(times(w[0], s)), int8(times(w[1], s))}
		if slices.Equal(next, s) {
			t.Fatalf("the loop ends in %v", s)
		}
		s = next
	}
	orbit, err := net.Synchronous(t.Context(), hopfield.Pattern{1, -1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if orbit.Period != 2 || orbit.Transient != 0 {
		t.Errorf("a period of %d after %d steps", orbit.Period, orbit.Transient)
	}
}

// The energy as −½·sum(dot(s, W)) + θ·s lacks a factor s and has θ the wrong way round. With θ minus the row sums R it is
// −3/2 R·s, linear in s, and rises with most of the flips of a recall; the energy never does.
func TestTheEnergyNeedsBothFactorsAndTheRightSign(t *testing.T) {
	r := stream(4)
	rose, flips := 0, 0
	for range 30 {
		patterns := coins(r, 5, 100)
		net := train(t, hopfield.Thresholded{Rule: hopfield.Hebb{}, Threshold: hopfield.RowSumThreshold{}}, patterns)
		w := matrix(net)
		wrong := func(s hopfield.Pattern) (e float64) {
			for i, row := range w {
				e += -times(row, s)/2 + net.Threshold(i)*float64(s[i])
			}
			return e
		}
		run := settle(t, net, flipped(t, r, patterns[0], .3), nil)
		before, wrongBefore := run.StartEnergy, wrong(run.Start)
		for k, s := range run.States() {
			linear := 0.
			for i := range s {
				linear += 1.5 * net.Threshold(i) * float64(s[i])
			}
			if wrong(s) != linear {
				t.Fatalf("the wrong energy is %v, 3/2 θ·s %v", wrong(s), linear)
			}
			if k == 0 {
				continue
			}
			if run.Flips[k-1].Energy > before {
				t.Fatalf("flip %d takes the energy from %v to %v", k, before, run.Flips[k-1].Energy)
			}
			if flips++; wrong(s) > wrongBefore {
				rose++
			}
			before, wrongBefore = run.Flips[k-1].Energy, wrong(s)
		}
	}
	t.Logf("the wrong energy rises with %d of %d flips", rose, flips)
	if 2*rose < flips {
		t.Errorf("the wrong energy rises with only %d of %d flips", rose, flips)
	}
}

// An inner loop that writes s[i] where it means s[j] updates one neuron a sweep, again and again.
func TestTheInnerLoopWritesTheNeuronItAsked(t *testing.T) {
	r := stream(6)
	patterns := coins(r, 5, 100)
	net := train(t, hopfield.Hebb{}, patterns)
	start, err := hopfield.FlippedExactly(r, patterns[0], 20)
	if err != nil {
		t.Fatal(err)
	}
	s, w := slices.Clone(start), matrix(net)
	for i := range 10 {
		for j := range s {
			s[i] = 1
			if times(w[j], s) < 0 {
				s[i] = -1
			}
		}
	}
	if s.Hamming(start) > 10 || slices.Equal(s, patterns[0]) {
		t.Errorf("ten sweeps that write s[i] reach %d neurons", s.Hamming(start))
	}
	if run := settle(t, net, start, nil); !slices.Equal(run.End, patterns[0]) || run.Sweeps > 10 {
		t.Errorf("%d sweeps that write s[j] come to an overlap of %v", run.Sweeps, run.End.Overlap(patterns[0]))
	}
}

// θ as a mean of ±1 pixels lies between −1 and 1: beside raw fields, of the order of N, it decides nothing but now and then
// a field of ±1. In field units it decides.
func TestThresholdsMadeOfPixelsAreInvisible(t *testing.T) {
	r := stream(7)
	patterns := coins(r, 3, 784) // a field is the sum of an odd number of odd weights, and never 0
	bare := train(t, hopfield.Hebb{}, patterns)
	pixels := make([]float64, bare.Len())
	for i := range pixels {
		for _, p := range patterns {
			pixels[i] += float64(p[i]) / 3
		}
	}
	invisible, err := bare.WithThresholds(pixels)
	if err != nil {
		t.Fatal(err)
	}
	visible := train(t, hopfield.Thresholded{Rule: hopfield.Hebb{}, Threshold: hopfield.MeanThreshold{}}, patterns)
	same, other := 0, 0
	for range 20 {
		start := coins(r, 1, 784)[0]
		end := settle(t, bare, start, nil).End
		if slices.Equal(end, settle(t, invisible, start, nil).End) {
			same++
		}
		if !slices.Equal(end, settle(t, visible, start, nil).End) {
			other++
		}
	}
	if same < 18 || other < 10 {
		t.Errorf("of 20 recalls, %d end alike with a θ of pixels, %d elsewhere with a θ in field units", same, other)
	}
}

// orders calls f with every order in which n neurons can be asked.
func orders(n int, f func(order []int)) {
	order := make([]int, 0, n)
	var extend func()
	extend = func() {
		if len(order) == n {
			f(slices.Clone(order))
			return
		}
		for i := range n {
			if !slices.Contains(order, i) {
				order = append(order, i)
				extend()
				order = order[:len(order)-1]
			}
		}
	}
	extend()
}

// The cue {1, 1, 1, −1} is said to recall {1, 1, −1, 1}. It overlaps with neither of the two memories, so that the order
// decides: twelve of the 24 lead to each, and an update of all at once blinks for ever.
func TestTheDilemmaOfTwoMemoriesIsATie(t *testing.T) {
	memories := []hopfield.Pattern{{1, 1, -1, 1}, {-1, -1, 1, -1}}
	net := train(t, hopfield.Hebb{}, memories)
	ends := func(cue hopfield.Pattern) (ends [2]int) {
		orders(4, func(order []int) {
			run := settle(t, net, cue, &hopfield.RecallOptions{Order: hopfield.InTurn, Sequence: order})
			for k, p := range memories {
				if slices.Equal(run.End, p) {
					ends[k]++
				}
			}
		})
		return ends
	}
	cue := hopfield.Pattern{1, 1, 1, -1}
	if a, b := cue.Overlap(memories[0]), cue.Overlap(memories[1]); a != 0 || b != 0 {
		t.Errorf("the cue's overlaps are %v and %v", a, b)
	}
	if got := ends(cue); got != [2]int{12, 12} {
		t.Errorf("of 24 orders, %v lead to the memories", got)
	}
	orbit, err := net.Synchronous(t.Context(), cue, nil)
	if err != nil {
		t.Fatal(err)
	}
	if orbit.Period != 2 {
		t.Errorf("updated at once, the cue has a period of %d", orbit.Period)
	}
	if got := ends(hopfield.Pattern{1, 1, -1, -1}); got != [2]int{24, 0} {
		t.Errorf("from {1, 1, -1, -1}, %v of 24 orders lead to the memories", got)
	}

	// The second is the mirror of the first: one of them stores both.
	one := train(t, hopfield.Hebb{}, memories[:1])
	for _, p := range memories {
		if !one.Stable(p, hopfield.Keep) || one.Energy(p) != one.Energy(memories[0]) {
			t.Errorf("the first memory alone does not store %v", p)
		}
	}
	for i, row := range matrix(net) {
		for j, w := range row {
			if w != 2*one.Weight(i, j) {
				t.Errorf("W[%d,%d] is %v with both, %v with one", i, j, w, one.Weight(i, j))
			}
		}
	}
}
