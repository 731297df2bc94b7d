package hopfield

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"flipbook/internal/detmath"

	"pgregory.net/rapid"
)

// The formulas of the package documentation, written out.

func slowField(net *Network, s Pattern, i int) float64 {
	h := net.Threshold(i)
	for j := range s {
		h += net.Weight(i, j) * float64(s[j])
	}
	return h
}

func slowEnergy(net *Network, s Pattern) float64 {
	pairs, thresholds := 0., 0.
	for i := range s {
		for j := range s {
			pairs += net.Weight(i, j) * float64(s[i]) * float64(s[j])
		}
		thresholds += net.Threshold(i) * float64(s[i])
	}
	return -pairs/2 - thresholds
}

// slowRecall recomputes every field and every energy from nothing.
func slowRecall(net *Network, start Pattern, r *rand.Rand, o RecallOptions) *History {
	s := slices.Clone(start)
	run := &History{Start: start, End: s, StartEnergy: slowEnergy(net, s)}
	answer := func(i int) int8 {
		h := slowField(net, s, i)
		switch {
		case o.Temperature > 0:
			if r.Float64() < 1/(1+detmath.Exp(-2*h/(o.Temperature*net.Unit()))) {
				return 1
			}
			return -1
		case h > 0 || h == 0 && o.Ties == Plus:
			return 1
		case h < 0 || h == 0 && o.Ties == Minus:
			return -1
		}
		return s[i]
	}
	flip := func(i int) {
		s[i] = -s[i]
		run.Flips = append(run.Flips, Flip{run.Asked, i, slowEnergy(net, s)})
	}
	order := slices.Clone(o.Sequence)
	for i := len(order); i < len(s); i++ {
		order = append(order, i)
	}
	for run.Sweeps < o.MaxSweeps && !run.Settled {
		flips := len(run.Flips)
		if o.Order == Steepest {
			run.Asked += len(s)
			best, least := -1, 0.
			for i := range s {
				if answer(i) != s[i] {
					before := slowEnergy(net, s)
					s[i] = -s[i]
					rise := slowEnergy(net, s) - before
					s[i] = -s[i]
					if best < 0 || rise < least {
						best, least = i, rise
					}
				}
			}
			if best >= 0 {
				flip(best)
			}
		} else {
			if o.Order == Shuffled {
				r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			}
			for _, i := range order {
				run.Asked++
				if answer(i) != s[i] {
					flip(i)
				}
			}
		}
		run.Sweeps++
		run.Settled = len(run.Flips) == flips && o.Temperature == 0
	}
	return run
}

// The fast recall is equal to the slow one in every flip and every bit of every energy, in every kind of network and under
// every option: sums are exact.
func TestRecallEqualsTheObviousOne(t *testing.T) {
	same := func(t rapid.TB, net *Network, start Pattern, seed uint64, o RecallOptions) {
		want := slowRecall(net, start, seeded(seed), o)
		got, err := net.Recall(context.Background(), start, seeded(seed), &o)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got.Start, want.Start) || !slices.Equal(got.End, want.End) || !slices.Equal(got.Flips, want.Flips) ||
			got.StartEnergy != want.StartEnergy || got.Asked != want.Asked || got.Sweeps != want.Sweeps || got.Settled != want.Settled {
			t.Fatalf("%+v\ngot  %+v\nwant %+v", o, got, want)
		}
		if got.Energy() != slowEnergy(net, got.End) || got.Energy() != net.Energy(got.End) {
			t.Fatalf("the final energy is %v, the sum %v, Energy %v", got.Energy(), slowEnergy(net, got.End), net.Energy(got.End))
		}
	}
	t.Run("small", rapid.MakeCheck(func(t *rapid.T) {
		net := anyNetwork(t)
		start := drawnPattern(net.Len()).Draw(t, "start")
		same(t, net, start, rapid.Uint64().Draw(t, "seed"), drawnOptions(t, net.Len()))
	}))
	t.Run("large", func(t *testing.T) {
		r := seeded(1)
		for _, rule := range rules {
			net := train(t, rule, randoms(r, 20, 120))
			for seed := range uint64(3) {
				same(t, net, random(r, 120), seed, RecallOptions{MaxSweeps: 50})
			}
		}
	})
}

// drawnOptions are options of every kind, with an end even where nothing settles.
func drawnOptions(t *rapid.T, n int) RecallOptions {
	o := RecallOptions{
		Ties:      Ties(rapid.IntRange(0, 2).Draw(t, "ties")),
		Order:     Order(rapid.IntRange(0, 2).Draw(t, "order")),
		MaxSweeps: rapid.IntRange(1, 30).Draw(t, "sweeps"),
	}
	if o.Order != Steepest && rapid.Bool().Draw(t, "warm") {
		o.Temperature = rapid.Float64Range(.01, 3).Draw(t, "temperature")
	}
	if o.Order == InTurn && rapid.Bool().Draw(t, "sequence") {
		for i := range n {
			o.Sequence = append(o.Sequence, i)
		}
		o.Sequence = rapid.Permutation(o.Sequence).Draw(t, "order of asking")
	}
	return o
}

// A walk takes the steps of the recall, and knows the same at each.
func TestWalkIsTheRecallUnderWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		net := anyNetwork(t)
		start := drawnPattern(net.Len()).Draw(t, "start")
		o, seed := drawnOptions(t, net.Len()), rapid.Uint64().Draw(t, "seed")
		run, err := net.Recall(context.Background(), start, seeded(seed), &o)
		if err != nil {
			t.Fatal(err)
		}
		walk, err := net.Walk(start, seeded(seed), &o)
		if err != nil {
			t.Fatal(err)
		}
		for k, s := range run.States() {
			if k > 0 && (!walk.Next(context.Background()) || walk.Flip() != run.Flips[k-1]) {
				t.Fatalf("step %d: %+v, the recall has %+v", k, walk.Flip(), run.Flips[k-1])
			}
			if !slices.Equal(walk.State(), s) || walk.Energy() != net.Energy(s) {
				t.Fatalf("step %d: %v at %v, the recall has %v at %v", k, walk.State(), walk.Energy(), s, net.Energy(s))
			}
		}
		if walk.Next(context.Background()) || walk.Asked() != run.Asked || walk.Sweeps() != run.Sweeps || walk.Settled() != run.Settled ||
			!slices.Equal(walk.State(), run.End) {
			t.Fatalf("the walk goes on: %+v, the recall has %+v", walk, run)
		}
	})
}

// h falls out of E by differentiation: a flip of sᵢ changes the energy by 2sᵢhᵢ, less a self-connection's 2Wᵢᵢ; a wrong
// sign of θ would show.
func TestFieldIsTheSlopeOfTheEnergy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		net := anyNetwork(t)
		s := drawnPattern(net.Len()).Draw(t, "s")
		before, h := net.Energy(s), net.Fields(s)
		for i, v := range s {
			if h[i] != slowField(net, s, i) || h[i] != net.Field(s, i) || net.Margins(s)[i] != float64(v)*h[i] {
				t.Fatalf("field %d: Fields has %v, Field %v, Margins %v, the sum is %v", i, h[i], net.Field(s, i), net.Margins(s)[i], slowField(net, s, i))
			}
			if !net.Symmetric() {
				continue
			}
			s[i] = -v
			if rise := net.Energy(s) - before; rise != 2*float64(v)*h[i]-2*net.Weight(i, i) {
				t.Fatalf("a flip of %d, field %v, raises the energy by %v", i, h[i], rise)
			}
			s[i] = v
		}
	})
}

// Sums of weights are exact: whatever the order, not a bit differs, in large networks too.
func TestSumsAreExactInAnyOrder(t *testing.T) {
	r := seeded(2)
	for _, size := range []struct{ n, p int }{{100, 60}, {784, 50}, {4096, 1}} {
		for name, rule := range rules {
			net := train(t, rule, randoms(r, size.p, size.n))
			s := random(r, size.n)
			h, backwards := net.Fields(s), make([]float64, size.n)
			for j := size.n - 1; j >= 0; j-- {
				detmath.AddScaled(backwards, float64(s[j]), rowOf(net, j))
			}
			if !slices.Equal(h, backwards) || net.Field(s, size.n/2) != h[size.n/2] {
				t.Errorf("%s, N = %d: the fields depend on the order of summation", name, size.n)
			}
			if size.n > 1000 {
				continue // the sum over all pairs takes too long
			}
			if e := net.Energy(s); e != slowEnergy(net, s) {
				t.Errorf("%s, N = %d: Energy is %v, the sum over all pairs %v", name, size.n, e, slowEnergy(net, s))
			}
		}
	}
}

// The history is a walk downhill that ends where it says.
func TestEnergyNeverRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		net := drawnNetwork(t)
		start := drawnPattern(net.Len()).Draw(t, "start")
		ties := Ties(rapid.IntRange(0, 2).Draw(t, "ties"))
		run, err := net.Recall(context.Background(), start, seeded(rapid.Uint64().Draw(t, "seed")), &RecallOptions{Ties: ties})
		if err != nil {
			t.Fatal(err)
		}
		s, e, asked := slices.Clone(run.Start), run.StartEnergy, 0
		for _, f := range run.Flips {
			h := net.Field(s, f.Neuron)
			if f.Energy > e || (f.Energy < e) != (h != 0) || h == 0 && ties == Keep {
				t.Fatalf("a flip at the field %v takes the energy from %v to %v", h, e, f.Energy)
			}
			if f.Asked <= asked {
				t.Fatalf("asked %d after %d", f.Asked, asked)
			}
			s[f.Neuron], e, asked = -s[f.Neuron], f.Energy, f.Asked
		}
		if !slices.Equal(s, run.End) || !slices.Equal(start, run.Start) || run.Energy() != e || !net.Stable(run.End, Keep) {
			t.Fatalf("the flips lead to %v at %v, End is %v at %v", s, e, run.End, run.Energy())
		}
		if run.Asked != run.Sweeps*net.Len() || run.Asked-asked < net.Len() {
			t.Fatalf("%d asked in %d sweeps, the last flip at %d", run.Asked, run.Sweeps, asked)
		}
	})
}

// At low load the mixture of three random memories is a fixed point: overlap ½ with each, energy −.375 N beside −.5 N.
func TestMixtureOfThree(t *testing.T) {
	const n = 4000
	r := seeded(7)
	x := randoms(r, 3, n)
	net := train(t, Hebb{}, x)
	mixture := make(Pattern, n)
	for i := range mixture {
		mixture[i] = 1
		if x[0][i]+x[1][i]+x[2][i] < 0 {
			mixture[i] = -1
		}
	}
	if !net.Stable(mixture, Keep) {
		t.Error("the mixture is not stable")
	}
	for k := range x {
		if m := x[k].Overlap(mixture); math.Abs(m-.5) > 5*math.Sqrt(.75/n) {
			t.Errorf("overlap with memory %d is %v, want 1/2", k, m)
		}
	}
	if e := net.Energy(mixture) / net.Unit() / n; math.Abs(e+.375) > .02 {
		t.Errorf("energy of the mixture is %v N, want -.375 N", e)
	}
	if e := net.Energy(x[0]) / net.Unit() / n; math.Abs(e+.5) > .02 {
		t.Errorf("energy of a memory is %v N, want -.5 N", e)
	}
}

// One neuron that nobody connects to has the field 0 for ever: only the tie rule moves it.
func TestTieRules(t *testing.T) {
	net := train(t, Hebb{}, []Pattern{{1}})
	for _, c := range []struct {
		ties       Ties
		start, end int8
		sweeps     int
	}{
		{Keep, 1, 1, 1}, {Keep, -1, -1, 1}, {Plus, 1, 1, 1}, {Plus, -1, 1, 2}, {Minus, 1, -1, 2}, {Minus, -1, -1, 1},
	} {
		run := recall(t, net, Pattern{c.start}, seeded(1), &RecallOptions{Ties: c.ties})
		if run.End[0] != c.end || run.Sweeps != c.sweeps || !run.Settled {
			t.Errorf("%v from %d: ended at %d after %d sweeps", c.ties, c.start, run.End[0], run.Sweeps)
		}
	}
}

func TestMaxSweepsStopsUnsettled(t *testing.T) {
	r := seeded(9)
	x := randoms(r, 1, 50)
	net := train(t, Hebb{}, x)
	start := slices.Clone(x[0])
	start[3], start[7] = -start[3], -start[7]
	run := recall(t, net, start, r, &RecallOptions{MaxSweeps: 1})
	if run.Settled || run.Sweeps != 1 || run.Asked != 50 || !slices.Equal(run.End, x[0]) || len(run.Flips) != 2 {
		t.Errorf("after one sweep: %+v", run)
	}
}

// In the order Steepest a sweep is a flip, and patience must be counted in flips: here 1200 are needed.
func TestSteepestRecallOfManyNeuronsSettles(t *testing.T) {
	r := seeded(10)
	x := randoms(r, 1, 3000)
	run := recall(t, train(t, Hebb{}, x), spoiled(x[0], 1200, r.Perm(3000)), nil, &RecallOptions{Order: Steepest})
	if !run.Settled || !slices.Equal(run.End, x[0]) || run.Sweeps != 1201 || len(run.Flips) != 1200 {
		t.Errorf("after %d sweeps and %d flips: settled %v, overlap %v", run.Sweeps, len(run.Flips), run.Settled, run.End.Overlap(x[0]))
	}
}

func TestRecallObeysItsContext(t *testing.T) {
	net := train(t, Hebb{}, []Pattern{{1, 1, -1}})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if run, err := net.Recall(ctx, Pattern{1, 1, 1}, seeded(1), nil); run != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v, %v", run, err)
	}
}

// A recall keeps nothing of its caller's and gives away nothing of its own.
func TestNothingIsShared(t *testing.T) {
	patterns := []Pattern{{1, 1, -1, 1}}
	net := train(t, PseudoInverse{}, patterns)
	start := Pattern{1, -1, -1, 1}
	run := recall(t, net, start, seeded(1), nil)
	start[0], patterns[0][0] = -1, -1
	if !slices.Equal(run.Start, Pattern{1, -1, -1, 1}) || !slices.Equal(run.End, Pattern{1, 1, -1, 1}) || !net.Stable(run.End, Keep) {
		t.Errorf("%+v", run)
	}
}

// Begun from the mirrored state with mirrored thresholds and ties, the recall is the mirror image of itself: the same flips
// at the same energies.
func TestMirrorSymmetry(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		net := drawnNetwork(t)
		start := drawnPattern(net.Len()).Draw(t, "start")
		seed, ties := rapid.Uint64().Draw(t, "seed"), Ties(rapid.IntRange(0, 2).Draw(t, "ties"))
		a, err := net.Recall(context.Background(), start, seeded(seed), &RecallOptions{Ties: ties})
		if err != nil {
			t.Fatal(err)
		}
		mirrored := map[Ties]Ties{Keep: Keep, Plus: Minus, Minus: Plus}[ties]
		theta := make([]float64, net.Len())
		for i := range theta {
			theta[i] = -net.Threshold(i)
		}
		mirror, err := net.WithThresholds(theta)
		if err != nil {
			t.Fatal(err)
		}
		b, err := mirror.Recall(context.Background(), start.Mirror(), seeded(seed), &RecallOptions{Ties: mirrored})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(a.End, b.End.Mirror()) || !slices.Equal(a.Flips, b.Flips) || a.StartEnergy != b.StartEnergy {
			t.Fatalf("from a state %+v\nfrom its mirror %+v", a, b)
		}
	})
}
