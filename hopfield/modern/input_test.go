package modern

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"flipbook/hopfield"
)

func TestBadInputIsNamed(t *testing.T) {
	ctx, r, ok := context.Background(), seeded(1), hopfield.Pattern{1, -1, 1}
	d, c := dense(t, []hopfield.Pattern{ok}, Exponential{}), continuous(t, []hopfield.Pattern{ok}, 1)
	made := func(f Interaction, patterns ...hopfield.Pattern) error { _, err := NewDense(patterns, f); return err }
	kept := func(beta float64, patterns ...hopfield.Pattern) error {
		_, err := NewContinuous(patterns, beta)
		return err
	}
	keptReal := func(patterns ...[]float64) error { _, err := NewContinuous(patterns, 1); return err }
	recalled := func(start hopfield.Pattern, r *rand.Rand, o *RecallOptions) error {
		_, err := d.Recall(ctx, start, r, o)
		return err
	}
	settled := func(query []float64, o *ContinuousOptions) error { _, err := c.Recall(ctx, query, o); return err }
	updated := func(c *Continuous, query ...float64) error { _, err := c.Update(nil, query); return err }
	attended := func(query ...float64) error { _, err := c.Attention(nil, query); return err }
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		err  error
		want string
	}{
		{made(Exponential{}), "patterns is empty"},
		{made(Exponential{}, nil), "patterns[0] has 0 entries"},
		{made(Exponential{}, ok, hopfield.Pattern{1}), "patterns[1] has 1 entries, patterns[0] has 3"},
		{made(Exponential{}, ok, hopfield.Pattern{1, 0, 1}), "patterns[1][1] is 0"},
		{made(Exponential{}, ok, hopfield.Pattern{1, 1, -128}), "patterns[1][2] is -128"},
		{made(Exponential{}, random(r, MaxNeurons+1)), "there may be at most"},
		{made(nil, ok), "f is <nil>: it must be a Polynomial or Exponential"},
		{made((*Polynomial)(nil), ok), "f is *modern.Polynomial"},
		{made(Polynomial{}, ok), "Polynomial.Power is 0: it must be at least 2"},
		{made(Polynomial{Power: -3}, ok), "Polynomial.Power is -3"},
		{made(Polynomial{Power: 1 << 40}, ok), "it must be at most 645"}, // 3⁶⁴⁵ has 1023 bits
		{made(Polynomial{Power: 646}, ok), "Polynomial.Power is 646: with 3 neurons and 1 patterns it must be at most 645"},
		{recalled(nil, r, nil), "start has 0 entries: it must have 3"},
		{recalled(hopfield.Pattern{1, 1, 2}, r, nil), "start[2] is 2"},
		{recalled(ok, nil, nil), "r is nil"},
		{recalled(ok, r, &RecallOptions{Ties: 3}), "RecallOptions.Ties is 3"},
		{recalled(ok, r, &RecallOptions{Ties: -1}), "RecallOptions.Ties is -1"},
		{recalled(ok, r, &RecallOptions{MaxSweeps: -1}), "RecallOptions.MaxSweeps is -1"},
		{kept(1), "patterns is empty"},
		{kept(1, nil, nil), "patterns[0] has 0 entries"},
		{kept(1, ok, hopfield.Pattern{1, 3, 1}), "patterns[1][1] is 3"},
		{kept(0, ok), "beta is 0: it must be positive and finite"},
		{kept(-1, ok), "beta is -1"},
		{kept(nan, ok), "beta is NaN"},
		{kept(inf, ok), "beta is +Inf"},
		{keptReal(), "patterns is empty"},
		{keptReal([]float64{1, 2}, []float64{1}), "patterns[1] has 1 entries, patterns[0] has 2"},
		{keptReal([]float64{1, 2}, []float64{1, nan}), "patterns[1][1] is NaN: it must be finite"},
		{keptReal([]float64{inf}), "patterns[0][0] is +Inf"},
		{keptReal([]float64{1e154}), "patterns[0] is too long"},
		{updated(c, 1, 2), "query has 2 entries: it must have 3"},
		{updated(c, 1, 2, nan), "query[2] is NaN"},
		{updated(c, 1, 1e200, 1), "query is too long"},
		{updated(&Continuous{}, 1), "query has 1 entries: it must have 0"},
		{updated(&Continuous{}), "query has 0 entries"},
		{attended(), "query has 0 entries"},
		{attended(-inf, 1, 1), "query[0] is -Inf"},
		{settled(nil, nil), "query has 0 entries"},
		{settled([]float64{1, nan, 1}, nil), "query[1] is NaN"},
		{settled(Query(ok), &ContinuousOptions{Tolerance: -1}), "ContinuousOptions.Tolerance is -1"},
		{settled(Query(ok), &ContinuousOptions{Tolerance: nan}), "ContinuousOptions.Tolerance is NaN"},
		{settled(Query(ok), &ContinuousOptions{MaxSteps: -1}), "ContinuousOptions.MaxSteps is -1"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("error %v, want one with %q", c.err, c.want)
		}
	}
	for what, got := range map[string]float64{
		"Energy of a short state": d.Energy(hopfield.Pattern{1}), "Energy of a 0": d.Energy(hopfield.Pattern{0, 1, 1}),
		"Energy without neurons": (&Dense{}).Energy(nil), "Energy of a short query": c.Energy([]float64{1}),
		"Energy of NaN": c.Energy([]float64{1, 1, nan}), "Energy without patterns": (&Continuous{}).Energy(nil),
		"Separation(-1)": c.Separation(-1), "Separation(1)": c.Separation(1), "ErrorBound at -1": c.ErrorBound(1, -1),
		"ErrorBound at NaN": c.ErrorBound(1, nan), "ErrorBound of NaN": c.ErrorBound(nan, 1),
		"WellSeparated without patterns": (&Continuous{}).WellSeparated(),
		"Capacity of x":                  Polynomial{Power: 1}.Capacity(10), "Capacity of 1 neuron": Polynomial{Power: 2}.Capacity(1),
		"exponential Capacity of 0 neurons": Exponential{}.Capacity(0),
	} {
		if !math.IsNaN(got) {
			t.Errorf("%s is %v, want NaN", what, got)
		}
	}
	if (&Dense{}).Stable(nil, hopfield.Keep) || d.Stable(hopfield.Pattern{1, 0, 1}, hopfield.Keep) || (&Dense{}).Len() != 0 || (&Dense{}).Interaction() != nil || d.Patterns() != 1 {
		t.Error("what is no state is stable, or what is no memory has neurons")
	}
	if none := (&Trajectory{}); none.End() != nil || none.Steps() != 0 {
		t.Errorf("a trajectory of no state ends in %v after %d steps", none.End(), none.Steps())
	}
}

// The largest values that are let in are computed with, to the end of the range.
func TestExtremesAreFinite(t *testing.T) {
	big := math.Sqrt(limit) * .999
	for _, beta := range []float64{5e-324, 1, math.MaxFloat64} {
		c := continuous(t, [][]float64{{big, 0}, {-big, 0}, {0, 1e-200}}, beta)
		run, err := c.Recall(context.Background(), []float64{0, -big}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range slices.Concat(run.Energies, run.End()) {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Errorf("β = %v: energies %v, end %v", beta, run.Energies, run.End())
			}
		}
	}
	ones := []hopfield.Pattern{slices.Repeat(hopfield.Pattern{1}, 784)}
	for _, f := range []Interaction{Polynomial{Power: 106}, Exponential{}} {
		d := dense(t, ones, f)
		if e := d.Energy(ones[0]); math.IsInf(e, 0) || e > -784 || !d.Stable(ones[0], hopfield.Keep) {
			t.Errorf("%v: the energy is %v", f, e)
		}
	}
	for _, n := range []int{2, 10, 1000, math.MaxInt} {
		if v := (Polynomial{Power: math.MaxInt}).Capacity(n); math.IsNaN(v) || v < 0 {
			t.Errorf("the capacity of %d neurons is %v", n, v)
		}
		if v := (Exponential{}).Capacity(n); math.IsNaN(v) || v < 2 {
			t.Errorf("the exponential capacity of %d neurons is %v", n, v)
		}
	}
}

func TestCapacitiesAreThoseOfTheLiterature(t *testing.T) {
	for _, c := range []struct {
		f       Interaction
		neurons int
		want    float64
	}{
		{Polynomial{Power: 2}, 784, 784 / (2 * math.Log(784))}, // McEliece et al. 1987
		{Polynomial{Power: 3}, 784, 784 * 784 / (6 * math.Log(784))},
		{Polynomial{Power: 4}, 100, 1e6 / (30 * math.Log(100))},
		{Polynomial{Power: 4, Rectified: true}, 100, 1e6 / (15 * math.Log(100))},
		{Exponential{}, 24, 4096}, {Exponential{}, 25, 4096 * math.Sqrt2},
	} {
		if got := c.f.Capacity(c.neurons); math.Abs(got-c.want) > 1e-12*c.want {
			t.Errorf("%v: the capacity of %d neurons is %v, want %v", c.f, c.neurons, got, c.want)
		}
	}
}

// Whatever the bytes say, there is an error, or a recall that keeps the laws; never a panic.
func FuzzMemories(f *testing.F) {
	f.Add([]byte{1, 255, 1, 1}, 2, 2, 1., 2, 0)
	f.Add([]byte{1, 255, 1, 1, 255, 255}, 3, 3, .5, -1, 1)
	f.Add([]byte{1, 0, 1, 1}, 2, 2, math.NaN(), 0, 7)
	f.Add([]byte{}, 0, 100, -1., 1<<40, -1)
	f.Add([]byte{1, 1, 1, 255, 255, 255, 1, 255}, 4, 1000, 1e308, 3, 2)
	f.Fuzz(func(t *testing.T, entries []byte, n, power int, beta float64, steps, ties int) {
		n = max(0, min(n, 64))
		var patterns []hopfield.Pattern
		var vectors [][]float64
		for row := range slices.Chunk(entries[:min(len(entries), 1024)], max(1, n)) {
			x, v := make(hopfield.Pattern, len(row)), make([]float64, len(row))
			for i, b := range row {
				x[i], v[i] = int8(b), math.Ldexp(float64(int8(b)), steps%1200)
			}
			patterns, vectors = append(patterns, x), append(vectors, v)
		}
		start, query := hopfield.Pattern(nil), []float64(nil)
		if len(patterns) > 0 {
			start, query = patterns[len(patterns)-1], vectors[len(vectors)-1]
		}
		ctx := context.Background()
		for _, f := range []Interaction{Polynomial{Power: power}, Polynomial{Power: power, Rectified: true}, Exponential{}} {
			d, err := NewDense(patterns, f)
			if err != nil {
				continue
			}
			run, err := d.Recall(ctx, start, seeded(1), &RecallOptions{Ties: hopfield.Ties(ties), MaxSweeps: steps % 50})
			if err == nil && run.Settled && !d.Stable(run.End, hopfield.Keep) {
				t.Fatalf("%v settles at %v, which is not stable", f, run.End)
			}
		}
		bits, bitsErr := NewContinuous(patterns, beta)
		reals, realsErr := NewContinuous(vectors, beta)
		for _, c := range []*Continuous{bits, reals} {
			if c == bits && bitsErr != nil || c == reals && realsErr != nil {
				continue
			}
			run, err := c.Recall(ctx, query, &ContinuousOptions{MaxSteps: steps % 50})
			if err != nil {
				continue
			}
			for i, v := range run.End() {
				if math.IsNaN(v) || v*v > c.norm2*(1+1e-9) {
					t.Fatalf("entry %d ends at %v, M² is %v", i, v, c.norm2)
				}
			}
		}
	})
}

// No context at all is an error like any other.
func TestNoContextIsAnError(t *testing.T) {
	var none context.Context
	x := []hopfield.Pattern{{1, -1, 1}}
	d, err := NewDense(x, Exponential{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Recall(none, x[0], rand.New(rand.NewPCG(1, 1)), nil); err == nil || !strings.Contains(err.Error(), "ctx is nil") {
		t.Errorf("Dense: %v", err)
	}
	c, err := NewContinuous(x, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Recall(none, Query(x[0]), nil); err == nil || !strings.Contains(err.Error(), "ctx is nil") {
		t.Errorf("Continuous: %v", err)
	}
}
