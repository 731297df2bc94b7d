package hopfield

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Nothing panics: whatever the input, the answer is right in itself, or an error that names what is wrong.

// fuzzed cuts bytes into patterns of n entries; the last may be shorter. A byte of 250 or more is an entry as it is, which
// no pattern may have.
func fuzzed(data []byte, n int) (patterns []Pattern) {
	for len(data) > 0 {
		var p Pattern
		for _, b := range data[:min(n, len(data))] {
			if b < 250 {
				b = 2*(b&1) - 1
			}
			p = append(p, int8(b))
		}
		patterns, data = append(patterns, p), data[len(p):]
	}
	return patterns
}

// named reports whether err is nil, and fails unless an error speaks for the package.
func named(t *testing.T, err error) bool {
	t.Helper()
	if err != nil && !strings.HasPrefix(err.Error(), "hopfield: ") {
		t.Errorf("the error %q does not say where it comes from", err)
	}
	return err == nil
}

// fuzzedNetwork trains one of several rules with all patterns but the last, and returns that one, too; nil if it cannot be.
func fuzzedNetwork(t *testing.T, data []byte, n, rule uint8) (*Network, []Pattern, Pattern) {
	patterns := fuzzed(data, 1+int(n%48))
	if len(patterns) == 0 {
		return nil, nil, nil
	}
	last := len(patterns) - 1
	rules := []Rule{Hebb{}, Hebb{KeepDiagonal: true}, Covariance{}, PseudoInverse{}, Thresholded{Hebb{}, MeanThreshold{}}}
	net, err := rules[int(rule)%len(rules)].Train(context.Background(), patterns[:last])
	if !named(t, err) {
		return nil, nil, nil
	}
	return net, patterns[:last], patterns[last]
}

func FuzzRecall(f *testing.F) {
	f.Add([]byte{1, 0, 1, 0, 1, 1, 1, 1, 0}, uint8(2), uint8(0), 0, 0, []byte(nil), 0., 0)
	f.Add([]byte{1, 0, 1, 0, 1, 1, 1, 1, 0}, uint8(2), uint8(3), 1, 1, []byte{2, 0, 1}, 0., 3)
	f.Add([]byte{1, 0, 1, 0, 0, 0}, uint8(1), uint8(1), 2, 2, []byte(nil), 0., 1000)
	f.Add([]byte{1, 0, 1, 0, 0, 0}, uint8(1), uint8(2), 0, 0, []byte(nil), .5, 9)
	f.Add([]byte{1, 0, 1, 0, 0, 0}, uint8(1), uint8(4), 0, 1, []byte{0, 0}, 1e-300, 9)
	f.Add([]byte{1, 0, 1, 255, 0, 0}, uint8(1), uint8(4), 0, 0, []byte(nil), 0., 0)
	f.Add([]byte{1, 0, 1, 0, 250, 0}, uint8(1), uint8(0), 3, 3, []byte(nil), math.NaN(), -1)
	f.Add([]byte{1, 0, 1, 0, 0, 1}, uint8(1), uint8(0), 0, 2, []byte{1, 0}, math.Inf(1), math.MaxInt)
	f.Add([]byte{1}, uint8(0), uint8(0), -1, -1, []byte(nil), -1., math.MinInt)
	f.Fuzz(func(t *testing.T, data []byte, n, rule uint8, ties, order int, sequence []byte, temperature float64, sweeps int) {
		net, _, start := fuzzedNetwork(t, data, n, rule)
		if net == nil {
			return
		}
		o := &RecallOptions{Ties: Ties(ties), Order: Order(order), Temperature: temperature, MaxSweeps: min(sweeps, 60)}
		for _, i := range sequence {
			o.Sequence = append(o.Sequence, int(int8(i)))
		}
		once := &SynchronousOptions{Ties: Ties(ties), MaxSteps: min(sweeps, 60)}
		orbit, err := net.Synchronous(context.Background(), start, once)
		if named(t, err) && (orbit.End.Validate("End") != nil || len(orbit.End) != net.Len()) {
			t.Fatalf("the orbit ends in %v", orbit.End)
		}
		run, err := net.Recall(context.Background(), start, seeded(1), o)
		if !named(t, err) {
			return
		}
		for k, s := range run.States() {
			if e := net.Energy(s); k > 0 && e != run.Flips[k-1].Energy || k == 0 && e != run.StartEnergy {
				t.Fatalf("after %d flips the energy is %v in\n%+v", k, e, run)
			}
			if k == len(run.Flips) && !slices.Equal(s, run.End) {
				t.Fatalf("the flips lead to %v in\n%+v", s, run)
			}
		}
		if run.End.Validate("End") != nil || run.Settled && !net.Stable(run.End, Ties(ties)) || run.Asked != run.Sweeps*net.Len() {
			t.Fatalf("%+v", run)
		}
	})
}

func FuzzCorrupt(f *testing.F) {
	f.Add([]byte{1, 0, 1, 1}, .3, 2, 1.5, int8(-1), 2, 2, 1, 0, 2, 2, 1)
	f.Add([]byte{1, 0, 1, 1}, math.NaN(), -1, math.NaN(), int8(0), 0, math.MaxInt, -1, 0, 9, 9, 9)
	f.Add([]byte{1, 255, 1, 1}, 2., 5, math.Inf(1), int8(1), math.MaxInt, math.MaxInt, math.MinInt, 0, math.MaxInt, 1, -1)
	f.Add([]byte{}, 1., 0, -1., int8(1), -4, -4, 0, 0, 0, 0, 4)
	f.Fuzz(func(t *testing.T, data []byte, probability float64, k int, sigma float64, value int8,
		width, height, x0, y0, x1, y1, half int) {
		var p Pattern
		if patterns := fuzzed(data, len(data)); len(patterns) > 0 {
			p = patterns[0]
		}
		r := rand.New(rand.NewPCG(1, 2))
		valid := func(q Pattern, err error) {
			t.Helper()
			if named(t, err) && (q.Validate("q") != nil || len(q) != len(p)) {
				t.Fatalf("%v becomes %v", p, q)
			}
		}
		valid(Flipped(r, p, probability))
		valid(FlippedExactly(r, p, k))
		if v, err := Noisy(r, p, sigma); named(t, err) {
			valid(Sign(v), nil)
		}
		masked := func(m Mask, err error) {
			t.Helper()
			if !named(t, err) {
				return
			}
			if m.Count()+m.Complement().Count() != len(m) || len(m) == 0 || len(m) > MaxNeurons {
				t.Fatalf("a mask of %d entries marks %d, its complement %d", len(m), m.Count(), m.Complement().Count())
			}
			valid(Masked(p, m, value))
			if v, err := MaskedReal(floats(p), m, sigma); named(t, err) && len(v) != len(p) {
				t.Fatalf("%d entries become %d", len(p), len(v))
			}
		}
		masked(Picture{width, height}.Rectangle(x0, y0, x1, y1))
		masked(Picture{width, height}.Half(Half(half)))
		masked(MaskFrom(len(p), k))
		masked(RandomMask(r, len(p), probability))
		masked(RandomMaskExactly(r, len(p), k))
	})
}

// A landscape of what was learned, perhaps with damage, and what its fixed points are to the memories.
func FuzzLandscape(f *testing.F) {
	f.Add([]byte{1, 0, 1, 0, 1, 1, 1, 1, 0}, uint8(2), uint8(0), 0, 0., 0, 0., 0)
	f.Add([]byte{1, 0, 1, 0, 1, 1, 1, 1, 0, 0}, uint8(4), uint8(1), 1, .5, 1, .2, 5)
	f.Add([]byte{1, 0, 1, 0, 1, 1, 1, 1, 0, 0}, uint8(4), uint8(4), 2, 1., 0, .49, 3)
	f.Add([]byte{1, 0, 1, 0}, uint8(1), uint8(2), 3, math.NaN(), 2, math.NaN(), 4)
	f.Add(make([]byte, 60), uint8(29), uint8(0), -1, -1., -1, -1., -1)
	f.Fuzz(func(t *testing.T, data []byte, n, rule uint8, ties int, probability float64, cut int, tolerance float64, largest int) {
		net, memories, last := fuzzedNetwork(t, data, n, rule)
		if net == nil {
			return
		}
		if damaged, err := net.WithoutSynapses(seeded(1), probability, Cut(cut)); named(t, err) {
			net = damaged
		}
		if gone, err := RandomMask(seeded(2), len(last), probability); named(t, err) {
			if damaged, err := net.WithoutNeurons(gone); named(t, err) {
				net = damaged
			}
		}
		if net.Len() > 10 && net.Len() <= MaxLandscape { // right, but slow
			return
		}
		l, err := net.Landscape(context.Background(), Ties(ties))
		if !named(t, err) {
			return
		}
		left := l.States()
		for _, b := range l.Basins() {
			left -= b.Size
			if l.Endpoint(b.End) != b.End || !net.Stable(l.State(b.End), Ties(ties)) {
				t.Fatalf("the end %v of a basin is not fixed", l.State(b.End))
			}
			e, err := Classify(l.State(b.End), memories, &ClassifyOptions{Tolerance: tolerance, Largest: largest})
			if named(t, err) && (e.Kind == Mixture) != (len(e.Terms) > 1) {
				t.Fatalf("%+v", e)
			}
		}
		for k := range l.States() {
			if l.Endpoint(k) < 0 {
				left--
			}
		}
		if left != 0 || len(l.GroundStates()) == 0 || len(l.Valleys()) == 0 {
			t.Fatalf("%d states are in no basin, %d on the ground, %d valleys", left, len(l.GroundStates()), len(l.Valleys()))
		}
	})
}
