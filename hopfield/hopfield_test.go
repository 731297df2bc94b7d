package hopfield

import (
	"context"
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"
)

var rules = map[string]Rule{"Hebb": Hebb{}, "PseudoInverse": PseudoInverse{}}

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

func random(r *rand.Rand, n int) Pattern {
	p := make(Pattern, n)
	for i := range p {
		p[i] = int8(2*r.IntN(2) - 1)
	}
	return p
}

func ones(n int) Pattern { return slices.Repeat(Pattern{1}, n) }

func randoms(r *rand.Rand, count, n int) []Pattern {
	patterns := make([]Pattern, count)
	for k := range patterns {
		patterns[k] = random(r, n)
	}
	return patterns
}

func train(t testing.TB, rule Rule, patterns []Pattern) *Network {
	t.Helper()
	net, err := rule.Train(context.Background(), patterns)
	if err != nil {
		t.Fatal(err)
	}
	return net
}

func recall(t testing.TB, net *Network, start Pattern, r *rand.Rand, o *RecallOptions) *History {
	t.Helper()
	run, err := net.Recall(context.Background(), start, r, o)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// rowOf is row i of W, and weights is all of it.
func rowOf(net *Network, i int) []float64 {
	row := make([]float64, net.Len())
	for j := range row {
		row[j] = net.Weight(i, j)
	}
	return row
}

func weights(net *Network) (w []float64) {
	for i := range net.Len() {
		w = append(w, rowOf(net, i)...)
	}
	return w
}

// drawn is a set of patterns as rapid likes to shrink them.
func drawn(t *rapid.T) []Pattern {
	n := rapid.IntRange(1, 24).Draw(t, "n")
	return rapid.SliceOfN(drawnPattern(n), 1, 8).Draw(t, "patterns")
}

func drawnPattern(n int) *rapid.Generator[Pattern] {
	return rapid.Custom(func(t *rapid.T) Pattern {
		return rapid.SliceOfN(rapid.SampledFrom([]int8{-1, 1}), n, n).Draw(t, "pattern")
	})
}

// drawnNetwork is a network of either rule that accepts the patterns.
func drawnNetwork(t *rapid.T) *Network {
	patterns := drawn(t)
	if net, err := (PseudoInverse{}).Train(context.Background(), patterns); err == nil && rapid.Bool().Draw(t, "pseudo-inverse") {
		return net
	}
	net, err := Hebb{}.Train(context.Background(), patterns)
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// The formulas of the package documentation, written out.

func slowField(net *Network, s Pattern, i int) float64 {
	h := 0.
	for j := range s {
		h += net.Weight(i, j) * float64(s[j])
	}
	return h
}

func slowEnergy(net *Network, s Pattern) float64 {
	sum := 0.
	for i := range s {
		for j := range s {
			sum += net.Weight(i, j) * float64(s[i]) * float64(s[j])
		}
	}
	return -sum / 2
}

// slowRecall recomputes every field and every energy from nothing.
func slowRecall(net *Network, start Pattern, r *rand.Rand, ties Ties) *History {
	s := slices.Clone(start)
	run := &History{Start: start, End: s, StartEnergy: slowEnergy(net, s)}
	order := make([]int, len(s))
	for i := range order {
		order[i] = i
	}
	for !run.Settled {
		run.Sweeps++
		run.Settled = true
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			run.Asked++
			want := s[i]
			switch h := slowField(net, s, i); {
			case h > 0 || h == 0 && ties == Plus:
				want = 1
			case h < 0 || h == 0 && ties == Minus:
				want = -1
			}
			if want != s[i] {
				s[i] = want
				run.Settled = false
				run.Flips = append(run.Flips, Flip{run.Asked, i, slowEnergy(net, s)})
			}
		}
	}
	return run
}

// The fast recall is equal to the slow one in every flip and every bit of every energy: sums are exact.
func TestRecallEqualsTheObviousOne(t *testing.T) {
	same := func(t rapid.TB, net *Network, start Pattern, seed uint64, ties Ties) {
		want := slowRecall(net, start, seeded(seed), ties)
		got, err := net.Recall(context.Background(), start, seeded(seed), &RecallOptions{Ties: ties})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got.Start, want.Start) || !slices.Equal(got.End, want.End) || !slices.Equal(got.Flips, want.Flips) ||
			got.StartEnergy != want.StartEnergy || got.Asked != want.Asked || got.Sweeps != want.Sweeps || !got.Settled {
			t.Fatalf("got  %+v\nwant %+v", got, want)
		}
		if got.Energy() != slowEnergy(net, got.End) || got.Energy() != net.Energy(got.End) {
			t.Fatalf("the final energy is %v, the sum %v, Energy %v", got.Energy(), slowEnergy(net, got.End), net.Energy(got.End))
		}
	}
	t.Run("small", rapid.MakeCheck(func(t *rapid.T) {
		net := drawnNetwork(t)
		start := drawnPattern(net.Len()).Draw(t, "start")
		same(t, net, start, rapid.Uint64().Draw(t, "seed"), Ties(rapid.IntRange(0, 2).Draw(t, "ties")))
	}))
	t.Run("large", func(t *testing.T) {
		r := seeded(1)
		for _, rule := range rules {
			net := train(t, rule, randoms(r, 20, 120))
			for seed := range uint64(3) {
				same(t, net, random(r, 120), seed, Keep)
			}
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
				addScaled(backwards, float64(s[j]), rowOf(net, j))
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

// Every weight is on the grid of 2⁻²⁴ and every row of |W| sums to at most √N: the bound that makes sums exact.
func TestWeightsObeyTheirBound(t *testing.T) {
	r := seeded(3)
	for _, size := range []struct{ n, p int }{{64, 1}, {64, 32}, {400, 100}, {4096, 2}} {
		net := train(t, PseudoInverse{}, randoms(r, size.p, size.n))
		for i := range size.n {
			sum := 0.
			for _, w := range rowOf(net, i) {
				if w*(1<<24) != math.Trunc(w*(1<<24)) {
					t.Fatalf("N = %d: the weight %v is off the grid", size.n, w)
				}
				sum += math.Abs(w)
			}
			if sum > math.Sqrt(float64(size.n)) {
				t.Fatalf("N = %d: row %d of |W| sums to %v", size.n, i, sum)
			}
		}
	}
}

func TestNetworkIsSymmetricWithoutSelfConnections(t *testing.T) {
	r := seeded(4)
	for name, rule := range rules {
		for _, n := range []int{1, 2, 31, 32, 33, 97} {
			net := train(t, rule, randoms(r, 1+n/40, n))
			for i := range n {
				for j := range n {
					if w := net.Weight(i, j); w != net.Weight(j, i) || i == j && w != 0 || math.Signbit(w) && w == 0 {
						t.Fatalf("%s, N = %d: W[%d,%d] = %v, W[%d,%d] = %v", name, n, i, j, w, j, i, net.Weight(j, i))
					}
				}
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

// Begun from the mirrored state, the recall is the mirror image of itself: the same flips at the same energies.
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
		b, err := net.Recall(context.Background(), start.Mirror(), seeded(seed), &RecallOptions{Ties: mirrored})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(a.End, b.End.Mirror()) || !slices.Equal(a.Flips, b.Flips) || net.Energy(start) != net.Energy(start.Mirror()) {
			t.Fatalf("from a state %+v\nfrom its mirror %+v", a, b)
		}
	})
}

func TestHebbIsTheSumOfProductsInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns := drawn(t)
		a, err := Hebb{}.Train(context.Background(), patterns)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Hebb{}.Train(context.Background(), rapid.Permutation(patterns).Draw(t, "shuffled"))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(weights(a), weights(b)) {
			t.Fatal("the order of learning matters")
		}
		for i := range a.Len() {
			for j := range a.Len() {
				sum := 0
				for _, p := range patterns {
					if i != j {
						sum += int(p[i]) * int(p[j])
					}
				}
				if a.Weight(i, j) != float64(sum) {
					t.Fatalf("W[%d,%d] = %v, want %d", i, j, a.Weight(i, j), sum)
				}
			}
		}
	})
}

// projectionOf is Xᵀ(XXᵀ)⁻¹X as a linear algebra library computes it.
func projectionOf(t rapid.TB, patterns []Pattern) *mat.Dense {
	x := mat.NewDense(len(patterns), len(patterns[0]), nil)
	for k, p := range patterns {
		x.SetRow(k, floats(p))
	}
	var gram, solved, w mat.Dense
	gram.Mul(x, x.T())
	if err := solved.Solve(&gram, x); err != nil {
		t.Fatalf("gonum calls the patterns dependent: %v", err)
	}
	w.Mul(x.T(), &solved)
	return &w
}

// rank is the rank of the patterns over the rational numbers, without rounding.
func rank(patterns []Pattern) int {
	rows := make([][]*big.Rat, len(patterns))
	for k, p := range patterns {
		for _, v := range p {
			rows[k] = append(rows[k], big.NewRat(int64(v), 1))
		}
	}
	rank := 0
	for column := range patterns[0] {
		pivot := slices.IndexFunc(rows[rank:], func(row []*big.Rat) bool { return row[column].Sign() != 0 })
		if pivot < 0 {
			continue
		}
		rows[rank], rows[rank+pivot] = rows[rank+pivot], rows[rank]
		for _, row := range rows[rank+1:] {
			factor := new(big.Rat).Quo(row[column], rows[rank][column])
			for j := range row {
				row[j] = new(big.Rat).Sub(row[j], new(big.Rat).Mul(factor, rows[rank][j]))
			}
		}
		if rank++; rank == len(rows) {
			break
		}
	}
	return rank
}

// Independent patterns are stored, each with the margin 1 − Wᵢᵢ; dependent ones are refused, and nothing else is.
func TestPseudoInverseStoresAnyIndependentSet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns := drawn(t)
		net, err := PseudoInverse{}.Train(context.Background(), patterns)
		if independent := rank(patterns) == len(patterns); independent != (err == nil) {
			t.Fatalf("independent: %v, but the error is %v", independent, err)
		}
		if err == nil {
			checkProjection(t, net, patterns)
		}
	})
}

func TestPseudoInverseStoresManyAlike(t *testing.T) {
	r := seeded(5)
	alike := randoms(r, 1, 200)
	for range 99 { // each a copy of the first with six pixels changed
		p := slices.Clone(alike[0])
		for range 6 {
			i := r.IntN(len(p))
			p[i] = -p[i]
		}
		alike = append(alike, p)
	}
	checkProjection(t, train(t, PseudoInverse{}, alike), alike)
}

func checkProjection(t rapid.TB, net *Network, patterns []Pattern) {
	w := projectionOf(t, patterns)
	for i := range net.Len() {
		for j := range net.Len() {
			if i != j && math.Abs(net.Weight(i, j)-w.At(i, j)) > 0x1p-25+1e-9 {
				t.Fatalf("W[%d,%d] = %v, gonum has %v", i, j, net.Weight(i, j), w.At(i, j))
			}
		}
	}
	for k, p := range patterns {
		for i, h := range net.Fields(p) {
			if margin := float64(p[i]) * h; math.Abs(margin-(1-w.At(i, i))) > float64(net.Len())*0x1p-25 {
				t.Fatalf("pattern %d, neuron %d: margin %v, want %v", k, i, margin, 1-w.At(i, i))
			}
		}
		if !net.Stable(p, Keep) || !net.Stable(p.Mirror(), Keep) {
			t.Fatalf("pattern %d or its mirror is not stable", k)
		}
	}
}

// Hebb holds random patterns far below 0.138 N, and loses them far above.
func TestHebbHasACapacity(t *testing.T) {
	r := seeded(6)
	stable := func(count int) (share float64) {
		patterns := randoms(r, count, 500)
		net := train(t, Hebb{}, patterns)
		for _, p := range patterns {
			if net.Stable(p, Keep) {
				share += 1 / float64(count)
			}
		}
		return share
	}
	if few, many := stable(15), stable(150); few < .999 || many > .05 {
		t.Errorf("of 15 patterns %v are stable, of 150 %v", few, many)
	}
}

// Patterns of overlap 2/3, as of digits: plain Hebb keeps two, and loses three of them to the majority, where the
// pseudo-inverse does not mind.
func TestHebbLosesAlikePatternsPseudoInverseDoesNot(t *testing.T) {
	const n = 600
	patterns := make([]Pattern, 5) // pattern k is −1 but for a block of its own, n/12 wide: overlap 1 − 4/12
	for k := range patterns {
		patterns[k] = slices.Repeat(Pattern{-1}, n)
		for i := range n / 12 {
			patterns[k][k*n/12+i] = 1
		}
	}
	for count, hebbKeeps := range map[int]bool{2: true, 3: false, 5: false} {
		hebb, pinv := train(t, Hebb{}, patterns[:count]), train(t, PseudoInverse{}, patterns[:count])
		for k, p := range patterns[:count] {
			if hebb.Stable(p, Keep) != hebbKeeps || !pinv.Stable(p, Keep) {
				t.Errorf("pattern %d of %d: Hebb keeps it: %v; the pseudo-inverse: %v", k, count, hebb.Stable(p, Keep), pinv.Stable(p, Keep))
			}
			if hebbKeeps {
				continue
			}
			if end := recall(t, hebb, p, seeded(1), nil).End; slices.Contains(end, 1) {
				t.Errorf("pattern %d of %d does not end in the blank majority image", k, count)
			}
		}
	}
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

// Noise of standard deviation σ, then thresholded, flips a share Φ(−1/σ).
func TestNoisyFlipsTheExpectedShare(t *testing.T) {
	r := seeded(8)
	p := random(r, 200_000)
	for _, sigma := range []float64{0, .3, .5, 1, 2, 9.6, 1000} {
		v, err := Noisy(r, p, sigma)
		if err != nil {
			t.Fatal(err)
		}
		share := float64(Sign(v).Hamming(p)) / float64(len(p))
		want := math.Erfc(1/sigma/math.Sqrt2) / 2
		if se := math.Sqrt(want * (1 - want) / float64(len(p))); math.Abs(share-want) > 4*se {
			t.Errorf("σ = %v flips %v, want %v ± %v", sigma, share, want, 4*se)
		}
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

func TestOverlapHammingMirrorSign(t *testing.T) {
	p, q := Pattern{1, 1, -1, -1}, Pattern{1, -1, -1, -1}
	if m, d := p.Overlap(q), p.Hamming(q); m != .5 || d != 1 {
		t.Errorf("overlap %v, distance %d", m, d)
	}
	if m, d := p.Overlap(p.Mirror()), p.Hamming(p.Mirror()); m != -1 || d != 4 {
		t.Errorf("of the mirror: overlap %v, distance %d", m, d)
	}
	if !math.IsNaN(p.Overlap(Pattern{1})) || !math.IsNaN(Pattern{}.Overlap(nil)) || p.Hamming(nil) != -1 {
		t.Error("patterns of different lengths were compared")
	}
	if s := Sign([]float64{.1, 0, -.1, math.NaN(), math.Inf(1), math.Inf(-1)}); !slices.Equal(s, Pattern{1, -1, -1, -1, 1, -1}) {
		t.Errorf("Sign gives %v", s)
	}
}

func TestBadInputIsNamed(t *testing.T) {
	net := train(t, Hebb{}, []Pattern{{1, -1, 1}})
	ok, r := Pattern{1, 1, 1}, seeded(1)
	trained := func(rule Rule, patterns ...Pattern) error { _, err := rule.Train(context.Background(), patterns); return err }
	recalled := func(net *Network, start Pattern, r *rand.Rand, o *RecallOptions) error {
		_, err := net.Recall(context.Background(), start, r, o)
		return err
	}
	noisy := func(r *rand.Rand, p Pattern, sigma float64) error { _, err := Noisy(r, p, sigma); return err }
	for _, c := range []struct {
		err  error
		want string
	}{
		{trained(Hebb{}), "patterns is empty"},
		{trained(PseudoInverse{}), "patterns is empty"},
		{trained(Hebb{}, nil), "patterns[0] is empty"},
		{trained(Hebb{}, ok, Pattern{1, 0, 1}), "patterns[1][1] is 0"},
		{trained(PseudoInverse{}, ok, Pattern{1, 1, -128}), "patterns[1][2] is -128"},
		{trained(Hebb{}, ok, ok, Pattern{1}), "patterns[2] has 1 entries, patterns[0] has 3"},
		{trained(Hebb{}, ones(MaxNeurons+1)), "patterns[0] has 1048577 entries"},
		{trained(PseudoInverse{}, ones(MaxDense+1)), "patterns[0] has 16385 entries"},
		{trained(PseudoInverse{}, ok, Pattern{1, -1, 1}, ok), "patterns[2] equals patterns[0]"},
		{trained(PseudoInverse{}, Pattern{1, -1, 1}, ok, ok.Mirror()), "patterns[2] is the mirror image of patterns[1]"},
		{trained(PseudoInverse{}, Pattern{1, 1, 1, 1}, Pattern{1, 1, -1, -1}, Pattern{1, -1, 1, -1}, Pattern{1, -1, -1, 1},
			Pattern{1, 1, 1, -1}), "patterns[4] is a linear combination of the 4 patterns before it"},
		{recalled(net, nil, r, nil), "start is empty"},
		{recalled(net, Pattern{1, 1}, r, nil), "start has 2 entries, the network 3 neurons"},
		{recalled(net, Pattern{1, 1, 2}, r, nil), "start[2] is 2"},
		{recalled(net, ok, nil, nil), "r is nil"},
		{recalled(net, ok, r, &RecallOptions{Ties: 3}), "Ties is 3"},
		{recalled(net, ok, r, &RecallOptions{Ties: -1}), "Ties is -1"},
		{recalled(net, ok, r, &RecallOptions{MaxSweeps: -1}), "MaxSweeps is -1"},
		{recalled(&Network{}, ok, r, nil), "start has 3 entries, the network 0 neurons"},
		{noisy(r, ok, math.NaN()), "sigma is NaN"},
		{noisy(r, ok, math.Inf(1)), "sigma is +Inf"},
		{noisy(r, ok, -.5), "sigma is -0.5"},
		{noisy(r, Pattern{1, 0}, 1), "p[1] is 0"},
		{noisy(nil, ok, 1), "r is nil"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("error %v, want one with %q", c.err, c.want)
		}
	}
	for name, got := range map[string]float64{
		"Weight(-1, 0)": net.Weight(-1, 0), "Weight(0, 3)": net.Weight(0, 3), "Field(s, 3)": net.Field(ok, 3),
		"Field of a short state": net.Field(Pattern{1}, 0), "Energy of a long state": net.Energy(make(Pattern, 4)),
	} {
		if !math.IsNaN(got) {
			t.Errorf("%s is %v, want NaN", name, got)
		}
	}
	if net.Fields(Pattern{1}) != nil || net.Stable(Pattern{1}, Keep) || net.Stable(Pattern{0, 0, 0}, Keep) {
		t.Error("what is no state has fields, or is stable")
	}
}
