package modern

import (
	"context"
	"errors"
	"math"
	"math/big"
	"slices"
	"testing"

	"flipbook/hopfield"

	"pgregory.net/rapid"
)

// Counting levels is only a faster way to compare energies: every flip, every tie and every energy is that of the formula.
func TestRecallEqualsTheObviousOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns, f := drawnPatterns(t, 12), drawnInteraction(t)
		d := dense(t, patterns, f)
		start := drawnPattern(d.Len()).Draw(t, "start")
		seed, ties := rapid.Uint64().Draw(t, "seed"), hopfield.Ties(rapid.IntRange(0, 2).Draw(t, "ties"))
		run := recall(t, d, start, seed, &RecallOptions{Ties: ties})
		sameHistory(t, f, run, slowRecall(patterns, f, start, seed, ties))
		if run.Energy() != d.Energy(run.End) || !d.Stable(run.End, hopfield.Keep) {
			t.Fatalf("ends at %v, Energy is %v, stable: %v", run.Energy(), d.Energy(run.End), d.Stable(run.End, hopfield.Keep))
		}
	})
}

// Powers far beyond 64 bits are whole numbers still: 59⁹⁹ has 583 bits.
func TestLargePowersAreExact(t *testing.T) {
	r := seeded(1)
	for _, power := range []int{2, 3, 11, 60, 99} {
		for _, rectified := range []bool{false, true} {
			f := Polynomial{Power: power, Rectified: rectified}
			patterns := randoms(r, 5, 59)
			d, start := dense(t, patterns, f), random(r, 59)
			sameHistory(t, f, recall(t, d, start, 3, nil), slowRecall(patterns, f, start, 3, hopfield.Keep))
		}
	}
}

// With n = 2 this is the network of 1982, W = Σ xxᵀ with a zero diagonal: hᵢ is four times its field, so that the two
// decide alike, and the energy is twice its −½ sᵀWs, less PN.
func TestSquareIsHebbWithoutDiagonal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns := drawnPatterns(t, 24)
		n, p := len(patterns[0]), len(patterns)
		w := make([][]int, n)
		for i := range w {
			w[i] = make([]int, n)
			for j := range w[i] {
				for _, x := range patterns {
					if i != j {
						w[i][j] += int(x[i]) * int(x[j])
					}
				}
			}
		}
		s := drawnPattern(n).Draw(t, "state")
		d, twice := dense(t, patterns, Polynomial{Power: 2}), 0
		walk, err := d.from(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		for i := range w {
			field := 0
			for j := range w[i] {
				field += w[i][j] * int(s[j])
			}
			twice -= int(s[i]) * field
			if sign := walk.sign(i); sign != big.NewInt(int64(field)).Sign() {
				t.Fatalf("neuron %d: Hebb's field is %d, the sign %d", i, field, sign)
			}
			s[i] = -s[i]
			rise := d.Energy(s)
			s[i] = -s[i]
			if rise -= d.Energy(s); rise != float64(4*field*int(s[i])) {
				t.Fatalf("neuron %d: a flip raises the energy by %v, Hebb's field is %d", i, rise, field)
			}
		}
		if e := d.Energy(s); e != float64(twice-p*n) {
			t.Fatalf("the energy is %v, twice Hebb's %v less %d", e, twice, p*n)
		}
	})
}

// Every flip goes downhill, and the energy after it is that of the state it leads to.
func TestEnergyNeverRises(t *testing.T) {
	r := seeded(2)
	for _, f := range []Interaction{
		Polynomial{Power: 2}, Polynomial{Power: 3}, Polynomial{Power: 4, Rectified: true}, Polynomial{Power: 30}, Exponential{},
	} {
		d := dense(t, randoms(r, 120, 80), f)
		for seed := range uint64(5) {
			run := recall(t, d, random(r, 80), seed, nil)
			s, e := slices.Clone(run.Start), run.StartEnergy
			for _, flip := range run.Flips {
				if s[flip.Neuron] *= -1; !(flip.Energy <= e) || flip.Energy != d.Energy(s) {
					t.Fatalf("%v: from %v to %v, where Energy is %v", f, e, flip.Energy, d.Energy(s))
				}
				e = flip.Energy
			}
			if len(run.Flips) == 0 || !slices.Equal(s, run.End) || !run.Settled || !d.Stable(run.End, hopfield.Keep) {
				t.Fatalf("%v: %d flips do not lead to a fixed point at the end", f, len(run.Flips))
			}
		}
	}
}

// An even power makes x and −x worth the same: begun from the mirror image, a recall is the mirror image of itself.
func TestEvenPowersHaveMirrors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dense(t, drawnPatterns(t, 20), Polynomial{Power: 2 * rapid.IntRange(1, 4).Draw(t, "half")})
		start, seed := drawnPattern(d.Len()).Draw(t, "start"), rapid.Uint64().Draw(t, "seed")
		a, b := recall(t, d, start, seed, nil), recall(t, d, start.Mirror(), seed, nil)
		if !slices.Equal(a.Flips, b.Flips) || !slices.Equal(a.End, b.End.Mirror()) || a.StartEnergy != b.StartEnergy {
			t.Fatalf("from a state %+v\nfrom its mirror %+v", a, b)
		}
	})
}

// Any other interaction has none: alone in its memory, a pattern is what its own mirror image leads to, or, with a rectified
// power, what knows nothing of it.
func TestOddPowersHaveNoMirrors(t *testing.T) {
	x := random(seeded(3), 31)
	for _, c := range []struct {
		f   Interaction
		end hopfield.Pattern
	}{
		{Polynomial{Power: 2}, x.Mirror()}, {Polynomial{Power: 3}, x}, {Polynomial{Power: 4}, x.Mirror()}, {Polynomial{Power: 5}, x},
		{Exponential{}, x}, {Polynomial{Power: 3, Rectified: true}, x.Mirror()}, {Polynomial{Power: 4, Rectified: true}, x.Mirror()},
	} {
		d := dense(t, []hopfield.Pattern{x}, c.f)
		if run := recall(t, d, x.Mirror(), 1, nil); !slices.Equal(run.End, c.end) {
			t.Errorf("%v: the mirror image leads to overlap %v", c.f, run.End.Overlap(x))
		}
		if f, ok := c.f.(Polynomial); ok && f.Rectified && d.Energy(x.Mirror()) != 0 {
			t.Errorf("%v: the mirror image has the energy %v", c.f, d.Energy(x.Mirror()))
		}
	}
}

// What +1 means at each neuron is a convention, and so are the orders of patterns and neurons. Nothing hangs on them, not
// by a bit, with eˣ either.
func TestGaugeAndPermutationInvariance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns, f := drawnPatterns(t, 20), drawnInteraction(t)
		n := len(patterns[0])
		start, seed := drawnPattern(n).Draw(t, "start"), rapid.Uint64().Draw(t, "seed")
		a := recall(t, dense(t, patterns, f), start, seed, nil)

		turn := drawnPattern(n).Draw(t, "gauge")
		gauged := func(p hopfield.Pattern) hopfield.Pattern {
			q := slices.Clone(p)
			for i := range q {
				q[i] *= turn[i]
			}
			return q
		}
		var other []hopfield.Pattern
		for _, x := range rapid.Permutation(patterns).Draw(t, "order of patterns") {
			other = append(other, gauged(x))
		}
		b := recall(t, dense(t, other, f), gauged(start), seed, nil)
		if !slices.Equal(a.Flips, b.Flips) || a.StartEnergy != b.StartEnergy || !slices.Equal(b.End, gauged(a.End)) {
			t.Fatalf("%v: %+v\nin another gauge %+v", f, a, b)
		}

		where := rapid.Permutation(upTo(n)).Draw(t, "order of neurons")
		moved := func(p hopfield.Pattern) hopfield.Pattern {
			q := make(hopfield.Pattern, n)
			for i, v := range p {
				q[where[i]] = v
			}
			return q
		}
		other = other[:0]
		for _, x := range patterns {
			other = append(other, moved(x))
		}
		d := dense(t, other, f)
		if d.Energy(moved(start)) != a.StartEnergy || d.Energy(moved(a.End)) != a.Energy() || !d.Stable(moved(a.End), hopfield.Keep) {
			t.Fatalf("%v: in another order of neurons the energies are %v and %v, not %v and %v",
				f, d.Energy(moved(start)), d.Energy(moved(a.End)), a.StartEnergy, a.Energy())
		}
	})
}

func upTo(n int) []int {
	v := make([]int, n)
	for i := range v {
		v[i] = i
	}
	return v
}

// The sign of Σ cₖeᵏ in float64 is the true one, ties and all, for counts that do their best to cancel, too: e² is close to
// 22/3, 37/5 and 133/18.
func TestSignOfExponentialsIsTrue(t *testing.T) {
	steps := make([]*big.Float, 41) // F(2g+2−N) − F(2g−N)
	for g := range steps {
		steps[g] = new(big.Float).Sub(slowF(Exponential{}, 2*g+2-len(steps)), slowF(Exponential{}, 2*g-len(steps)))
	}
	check := func(t rapid.TB, count []int32) {
		sum := new(big.Float).SetPrec(oraclePrecision)
		for g, c := range count {
			sum.Add(sum, new(big.Float).Mul(steps[g], big.NewFloat(float64(c))))
		}
		if got := (exponentialCurve{len(steps)}).sign(count); got != sum.Sign() {
			t.Fatalf("the sign of %v is %d, not %d", count, got, sum.Sign())
		}
	}
	t.Run("random", rapid.MakeCheck(func(t *rapid.T) {
		check(t, rapid.SliceOfN(rapid.Int32Range(-60000, 60000), 1, len(steps)).Draw(t, "count"))
	}))
	t.Run("cancelling", rapid.MakeCheck(func(t *rapid.T) {
		count, rest := make([]int32, len(steps)), 0.
		for g := len(count) - 1; g >= 0; g-- { // each step takes away nearly all that the steps above it amount to
			rest *= math.E * math.E
			count[g] = int32(math.Round(-rest)) + rapid.Int32Range(-1, 1).Draw(t, "nudge")
			rest += float64(count[g])
		}
		check(t, count[rapid.IntRange(0, len(count)-1).Draw(t, "from"):])
		check(t, make([]int32, len(count)))
	}))
}

// A neuron about which the memories are of two minds is moved by the tie rule alone.
func TestTieRules(t *testing.T) {
	for _, f := range []Interaction{Polynomial{Power: 2}, Polynomial{Power: 3}, Exponential{}} {
		d := dense(t, []hopfield.Pattern{{1}, {-1}}, f)
		for _, c := range []struct {
			ties       hopfield.Ties
			start, end int8
			sweeps     int
		}{
			{hopfield.Keep, 1, 1, 1}, {hopfield.Keep, -1, -1, 1}, {hopfield.Plus, 1, 1, 1}, {hopfield.Plus, -1, 1, 2},
			{hopfield.Minus, 1, -1, 2}, {hopfield.Minus, -1, -1, 1},
		} {
			run := recall(t, d, hopfield.Pattern{c.start}, 1, &RecallOptions{Ties: c.ties})
			if run.End[0] != c.end || run.Sweeps != c.sweeps || !run.Settled {
				t.Errorf("%v, %v from %d: ended at %d after %d sweeps", f, c.ties, c.start, run.End[0], run.Sweeps)
			}
		}
	}
}

func TestMaxSweepsStopsUnsettled(t *testing.T) {
	r := seeded(4)
	x := random(r, 50)
	run := recall(t, dense(t, []hopfield.Pattern{x}, Exponential{}), flipped(r, x, 2), 1, &RecallOptions{MaxSweeps: 1})
	if run.Settled || run.Sweeps != 1 || run.Asked != 50 || !slices.Equal(run.End, x) || len(run.Flips) != 2 {
		t.Errorf("after one sweep: %+v", run)
	}
}

func TestRecallObeysItsContext(t *testing.T) {
	x := random(seeded(5), 10)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if run, err := dense(t, []hopfield.Pattern{x}, Exponential{}).Recall(ctx, x, seeded(1), nil); run != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("dense: %v, %v", run, err)
	}
	if run, err := continuous(t, []hopfield.Pattern{x}, 1).Recall(ctx, Query(x), nil); run != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("continuous: %v, %v", run, err)
	}
}

// A memory keeps nothing of its caller's, and a history gives away nothing of the memory's.
func TestNothingIsShared(t *testing.T) {
	patterns, start := []hopfield.Pattern{{1, 1, -1, 1}}, hopfield.Pattern{1, -1, -1, 1}
	vectors, query := [][]float64{{1, 1, -1, 1}}, []float64{1, -1, -1, 1}
	d, c, reals := dense(t, patterns, Exponential{}), continuous(t, patterns, 1), continuous(t, vectors, 1)
	run := recall(t, d, start, 1, nil)
	trajectory, err := c.Recall(context.Background(), query, nil)
	if err != nil {
		t.Fatal(err)
	}
	start[0], query[0], patterns[0][0], vectors[0][0], run.End[1], trajectory.End()[1] = -1, -1, -1, -1, -1, -1
	if !slices.Equal(run.Start, hopfield.Pattern{1, -1, -1, 1}) || !slices.Equal(trajectory.States[0], []float64{1, -1, -1, 1}) {
		t.Errorf("the starts became %v and %v", run.Start, trajectory.States[0])
	}
	x := hopfield.Pattern{1, 1, -1, 1}
	if !d.Stable(x, hopfield.Keep) || d.Stable(patterns[0], hopfield.Keep) || !slices.Equal(update(t, c, query), Query(x)) || !slices.Equal(update(t, reals, query), Query(x)) {
		t.Error("the memories changed with the patterns of their caller")
	}
}
