package modern

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"flipbook/hopfield"

	"pgregory.net/rapid"

	"flipbook/internal/detmath"
)

// attention is softmax(β Q Kᵀ) V, as transformers have it, one query a row (Vaswani et al. 2017).
func attention(q, k, v [][]float64, beta float64) [][]float64 {
	answers := make([][]float64, len(q))
	for a := range q {
		answers[a] = make([]float64, len(v[0]))
		total := 0.
		for b := range k {
			score := 0.
			for i := range k[b] {
				score += q[a][i] * k[b][i]
			}
			weight := math.Exp(beta * score)
			total += weight
			for i := range v[b] {
				answers[a][i] += weight * v[b][i]
			}
		}
		for i := range answers[a] {
			answers[a][i] /= total
		}
	}
	return answers
}

// close asks for vectors that are equal but for rounding, of entries about as large as size.
func wantClose(t rapid.TB, what string, got, want []float64, size float64) {
	t.Helper()
	for i := range want {
		if len(got) != len(want) || !(math.Abs(got[i]-want[i]) <= 1e-12*size) {
			t.Fatalf("%s is %v, want %v", what, got, want)
		}
	}
}

// One update of each query is attention, with the patterns as keys and as values.
func TestUpdateIsAttention(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, x := drawnMemory(t)
		q := rapid.SliceOfN(drawnVector(c.Len(), 1), 1, 4).Draw(t, "queries")
		for k, want := range attention(q, x, x, c.Beta()) {
			wantClose(t, "the update", update(t, c, q[k]), want, 3)
		}
		one := make([][]float64, len(x)) // with the unit vectors as values, attention answers with its weights
		for mu := range one {
			one[mu] = make([]float64, len(x))
			one[mu][mu] = 1
		}
		for k, want := range attention(q, x, one, c.Beta()) {
			weights, err := c.Attention(nil, q[k])
			if err != nil {
				t.Fatal(err)
			}
			wantClose(t, "the attention", weights, want, 1)
		}
	})
}

// Looking up sums of eight is as good as adding: patterns of ±1 kept as bits answer like the same ones kept as vectors. A
// query of whole numbers has exact overlaps, and then even the weights are the same to the last bit.
func TestBitsEqualVectors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns := drawnPatterns(t, 40)
		n, beta := len(patterns[0]), rapid.Float64Range(.01, 2).Draw(t, "beta")
		bits, vectors := continuous(t, patterns, beta), continuous(t, queries(patterns), beta)
		real := drawnVector(n, 2).Draw(t, "query")
		wantClose(t, "the update", update(t, bits, real), update(t, vectors, real), 2*float64(n))
		whole := slices.Clone(real)
		for i := range whole {
			whole[i] = math.Round(whole[i])
		}
		a, _ := bits.Attention(nil, whole)
		b, err := vectors.Attention(nil, whole)
		if err != nil || !slices.Equal(a, b) || bits.Energy(whole) != vectors.Energy(whole) {
			t.Fatalf("bits give %v, vectors %v", a, b)
		}
		for i := range patterns {
			if a, b := bits.Separation(i), vectors.Separation(i); a != b {
				t.Fatalf("pattern %d: separation %v and %v", i, a, b)
			}
		}
	})
}

// slowEnergyAt is the formula, written out.
func slowEnergyAt(x [][]float64, beta float64, v []float64) float64 {
	sum, norm2, longest2 := 0., 0., 0.
	for _, pattern := range x {
		overlap, length2 := 0., 0.
		for i := range v {
			overlap += pattern[i] * v[i]
			length2 += pattern[i] * pattern[i]
		}
		sum += math.Exp(beta * overlap)
		longest2 = max(longest2, length2)
	}
	for i := range v {
		norm2 += v[i] * v[i]
	}
	return -math.Log(sum)/beta + norm2/2 + math.Log(float64(len(x)))/beta + longest2/2
}

// rounding is a generous bound on the error of an energy.
func rounding(c *Continuous) float64 { return 1e-13 * (10 + float64(9*c.Len()) + 1/c.Beta()) }

// E is the formula; it lies between 0 and ½(|ξ| + M)²; and its slope is ξ − ξ', so that an update is a step to where the
// slope would vanish if the attention stayed as it is.
func TestEnergyAndItsSlope(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, x := drawnMemory(t)
		v := drawnVector(c.Len(), 1).Draw(t, "query")
		e := c.Energy(v)
		if want := slowEnergyAt(x, c.Beta(), v); math.Abs(e-want) > rounding(c) {
			t.Fatalf("the energy is %v, want %v", e, want)
		}
		if most := math.Pow(math.Sqrt(detmath.Dot(v, v))+math.Sqrt(c.norm2), 2) / 2; e < -rounding(c) || e > most+rounding(c) {
			t.Fatalf("the energy is %v: not within 0 and %v", e, most)
		}
		next, i := update(t, c, v), rapid.IntRange(0, c.Len()-1).Draw(t, "entry")
		const h = 1e-4
		there, back := slices.Clone(v), slices.Clone(v)
		there[i], back[i] = v[i]+h, v[i]-h
		// A central difference is off by h²/6 of the third derivative, at most β²(2·max|x|)³.
		slope, off := (c.Energy(there)-c.Energy(back))/(2*h), h*h/6*c.Beta()*c.Beta()*216+rounding(c)/h
		if math.Abs(slope-(v[i]-next[i])) > off {
			t.Fatalf("the slope is %v, ξ − ξ' is %v", slope, v[i]-next[i])
		}
	})
}

// The concave–convex procedure: no update raises the energy, and each lowers it by at least half its squared length.
func TestUpdateLowersEnergy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, _ := drawnMemory(t)
		query := drawnVector(c.Len(), 6).Draw(t, "query")
		run, err := c.Recall(context.Background(), query, &ContinuousOptions{MaxSteps: 30})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(run.States[0], query) || len(run.Energies) != len(run.States) || run.Steps() > 30 {
			t.Fatalf("%d states, %d energies", len(run.States), len(run.Energies))
		}
		for k, state := range run.States {
			if run.Energies[k] != c.Energy(state) {
				t.Fatalf("state %d: %v, Energy is %v", k, run.Energies[k], c.Energy(state))
			}
			if k == 0 {
				continue
			}
			if !slices.Equal(state, update(t, c, run.States[k-1])) {
				t.Fatalf("state %d is not the update of the one before", k)
			}
			step := distance(state, run.States[k-1])
			if fall := run.Energies[k-1] - run.Energies[k]; fall < step*step/2-4*rounding(c) {
				t.Fatalf("step %d, %v long, lowers the energy by %v only", k, step, fall)
			}
			if settled := step <= defaultTolerance*math.Sqrt(c.norm2); settled != (run.Settled && k == run.Steps()) {
				t.Fatalf("step %d of %d is %v long; settled: %v", k, run.Steps(), step, run.Settled)
			}
		}
	})
}

// A large β finds the most similar pattern, a small one forgets the query and answers with the mean of all.
func TestBetaGoesFromMeanToNearest(t *testing.T) {
	r := seeded(10)
	patterns := randoms(r, 7, 65)
	query := Query(flipped(r, patterns[3], 20))
	mean := make([]float64, 65)
	for i := range mean {
		for _, x := range patterns {
			mean[i] += float64(x[i]) / 7
		}
	}
	for _, c := range []struct {
		beta float64
		want []float64
	}{{1e-300, mean}, {1e-20, mean}, {1e3, Query(patterns[3])}, {math.MaxFloat64, Query(patterns[3])}} {
		memory := continuous(t, patterns, c.beta)
		wantClose(t, "the update", update(t, memory, query), c.want, 1)
		if e := memory.Energy(query); !(e >= 0 && e <= 2*65) {
			t.Errorf("β = %v: the energy is %v", c.beta, e)
		}
	}
}

// Mirrored patterns answer a mirrored query with the mirrored answer; the order of the patterns is that of the weights.
func TestMirrorAndPermutation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns := drawnPatterns(t, 30)
		c, query := continuous(t, patterns, .3), drawnVector(len(patterns[0]), 2).Draw(t, "query")
		var mirrors []hopfield.Pattern
		for _, x := range patterns {
			mirrors = append(mirrors, x.Mirror())
		}
		minus := func(v []float64) []float64 {
			w := make([]float64, len(v))
			for i := range v {
				w[i] = -v[i]
			}
			return w
		}
		m := continuous(t, mirrors, .3)
		wantClose(t, "the mirrored update", update(t, m, minus(query)), minus(update(t, c, query)), 1)
		if a, b := m.Energy(minus(query)), c.Energy(query); a != b {
			t.Fatalf("the mirrored energy is %v, not %v", a, b)
		}

		order := rapid.Permutation(upTo(len(patterns))).Draw(t, "order")
		shuffled := make([]hopfield.Pattern, len(patterns))
		for k, to := range order {
			shuffled[to] = patterns[k]
		}
		s := continuous(t, shuffled, .3)
		a, _ := c.Attention(nil, query)
		b, _ := s.Attention(nil, query)
		for k, to := range order {
			wantClose(t, "a weight", b[to:to+1], a[k:k+1], 1)
		}
		wantClose(t, "the update", update(t, s, query), update(t, c, query), 1)
	})
}

// One step from any query ends within ErrorBound of any pattern, and a well separated pattern has the one fixed point that
// the queries around it flow to.
func TestSeparationBoundsTheError(t *testing.T) {
	held := 0
	rapid.Check(t, func(t *rapid.T) {
		c, x := drawnMemory(t)
		i := rapid.IntRange(0, c.Patterns()-1).Draw(t, "pattern")
		delta := c.Separation(i)
		nearest := math.Inf(-1)
		for j := range x {
			if j != i {
				nearest = max(nearest, detmath.Dot(x[i], x[j]))
			}
		}
		if want := detmath.Dot(x[i], x[i]) - nearest; !(math.Abs(delta-want) < 1e-12 || delta == want) {
			t.Fatalf("the separation is %v, want %v", delta, want)
		}
		beta, p := c.Beta(), float64(len(x))
		well, want := c.WellSeparated(), 2/(beta*p)+1/beta*math.Log(2*(p-1)*p*beta*c.norm2)
		if !(math.Abs(well-want) < 1e-9 || well == want) {
			t.Fatalf("well separated is from %v on, want %v", well, want)
		}
		query := slices.Clone(x[i])
		for k, d := range drawnVector(c.Len(), .3).Draw(t, "noise") {
			query[k] += d
		}
		m, off := math.Sqrt(c.norm2), distance(query, x[i])
		bound := c.ErrorBound(delta, off)
		if want = 0; p > 1 {
			want = 2 * m * min(1, (p-1)*math.Exp(-beta*(delta-2*m*off)))
		}
		if math.Abs(bound-want) > 1e-12*m {
			t.Fatalf("the bound is %v, want %v", bound, want)
		}
		if off := distance(update(t, c, query), x[i]); off > bound*(1+1e-9)+1e-12 {
			t.Fatalf("one step ends %v from the pattern, the bound is %v", off, bound)
		}

		if !(delta >= c.WellSeparated()) || c.Patterns() == 1 || m == 0 {
			return
		}
		held++
		radius := 1 / (c.Beta() * float64(c.Patterns()) * m)
		var ends [][]float64
		for range 2 {
			query := slices.Clone(x[i])
			d := drawnVector(c.Len(), 1).Draw(t, "direction")
			for k := range query {
				query[k] += radius * d[k] / (1e-9 + math.Sqrt(detmath.Dot(d, d)))
			}
			run, err := c.Recall(context.Background(), query, nil)
			if err != nil || !run.Settled || distance(run.End(), x[i]) > radius*(1+1e-9) {
				t.Fatalf("settled: %v, %v from the pattern, the radius is %v", run.Settled, distance(run.End(), x[i]), radius)
			}
			ends = append(ends, run.End())
		}
		if d := distance(ends[0], ends[1]); d > 1e-6*m {
			t.Fatalf("two queries around a well separated pattern end %v apart", d)
		}
	})
	if held == 0 {
		t.Error("no pattern was well separated")
	}
}

// The exponential memory at ±1 is the softmax memory at β = 1, but for a constant: E = E' − N − ln P. Two programs that have
// nothing in common agree.
func TestExponentialEnergyIsSoftmaxEnergy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns := drawnPatterns(t, 40)
		s := drawnPattern(len(patterns[0])).Draw(t, "state")
		a := dense(t, patterns, Exponential{}).Energy(s)
		b := continuous(t, patterns, 1).Energy(Query(s)) - float64(len(s)) - math.Log(float64(len(patterns)))
		if math.Abs(a-b) > 1e-12*float64(len(s)) {
			t.Fatalf("energies %v and %v", a, b)
		}
	})
}

// A query erased to 0 asks only for what is known: the answer is that of the rest alone, to the last bit.
func TestErasedEntriesDoNotCount(t *testing.T) {
	r := seeded(11)
	patterns := randoms(r, 50, 96)
	var halves []hopfield.Pattern
	for _, x := range patterns {
		halves = append(halves, x[:48])
	}
	query := Query(patterns[0])
	clear(query[48:])
	a, _ := continuous(t, patterns, .2).Attention(nil, query)
	b, err := continuous(t, halves, .2).Attention(nil, query[:48])
	if err != nil || !slices.Equal(a, b) {
		t.Error("erased entries change the attention")
	}
}

func TestResultsGoWhereTheyAreWanted(t *testing.T) {
	patterns := randoms(seeded(12), 30, 16)
	c, query := continuous(t, patterns, .1), Query(patterns[4])
	query[5] = .25
	next, room := update(t, c, query), make([]float64, 40)
	for _, size := range []int{0, 15, 16, 40} {
		if got, err := c.Update(room[:size], query); err != nil || !slices.Equal(got, next) || &got[0] != &room[0] {
			t.Errorf("Update into %d of 40 entries: %v, %v", size, got, err)
		}
		if got, err := c.Attention(room[:size], query); err != nil || len(got) != 30 || &got[0] != &room[0] {
			t.Errorf("Attention into %d of 40 entries: %v, %v", size, got, err)
		}
	}
	if got, err := c.Update(query, query); err != nil || !slices.Equal(got, next) || &got[0] != &query[0] {
		t.Errorf("Update into the query: %v, %v", got, err)
	}
}

func TestMaxStepsStopsUnsettled(t *testing.T) {
	c := continuous(t, randoms(seeded(13), 30, 16), .05)
	for _, steps := range []int{1, 2} {
		run, err := c.Recall(context.Background(), make([]float64, 16), &ContinuousOptions{MaxSteps: steps})
		if err != nil || run.Settled || run.Steps() != steps || &run.End()[0] != &run.States[steps][0] {
			t.Errorf("after %d steps: %+v, %v", steps, run, err)
		}
	}
	run, err := c.Recall(context.Background(), make([]float64, 16), &ContinuousOptions{Tolerance: .5})
	if err != nil || !run.Settled || run.Steps() > 2 {
		t.Errorf("with a large tolerance: %+v, %v", run, err)
	}
}

// A cold memory holds all of its patterns, and nothing that is far from them; one so warm that it answers with a mean
// holds what agrees with the mean.
func TestHeld(t *testing.T) {
	r := seeded(7)
	patterns := randoms(r, 30, 100)
	cold := continuous(t, patterns, 1)
	if held, err := cold.Held(patterns); err != nil || held != len(patterns) {
		t.Errorf("%d of %d patterns are held: %v", held, len(patterns), err)
	}
	if held, err := cold.Held(randoms(r, 5, 100)); err != nil || held != 0 {
		t.Errorf("%d strangers are held: %v", held, err)
	}
	if held, err := cold.Held(nil); err != nil || held != 0 {
		t.Errorf("%d of no patterns are held: %v", held, err)
	}
	three := []hopfield.Pattern{{1, 1, 1, 1}, {1, 1, 1, 1}, {1, 1, 1, -1}}
	if held, err := continuous(t, three, 1e-6).Held(three); err != nil || held != 2 {
		t.Errorf("%d of three patterns agree with their mean: %v", held, err)
	}
	for _, wrong := range []hopfield.Pattern{nil, {1, -1}, make(hopfield.Pattern, 100)} {
		if _, err := cold.Held([]hopfield.Pattern{patterns[0], wrong}); err == nil || !strings.Contains(err.Error(), "patterns[1]") {
			t.Errorf("a pattern of %d entries: %v", len(wrong), err)
		}
	}
}
