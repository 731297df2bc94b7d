package quantum

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"flipbook/hopfield"

	"pgregory.net/rapid"
)

func wantWords(t rapid.TB, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Errorf("no error, want one with %q", words)
		return
	}
	for _, w := range append(words, "quantum: ") {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("the error %q does not say %q", err, w)
		}
	}
}

func TestBadInputIsNamed(t *testing.T) {
	x := hopfield.Pattern{1, -1, 1}
	two := []hopfield.Pattern{x, {-1, -1, 1}}
	cue := []int8{1, 0, 0}
	for _, c := range []struct {
		s     System
		cue   []int8
		words []string
	}{
		{System{}, cue, []string{"Patterns is empty"}},
		{System{Patterns: []hopfield.Pattern{{}}}, nil, []string{"Patterns[0] is empty"}},
		{System{Patterns: []hopfield.Pattern{make(hopfield.Pattern, MaxNeurons+1)}}, cue, []string{"Patterns[0] has 401 entries", "400"}},
		{System{Patterns: []hopfield.Pattern{x, {1, 0, 1}}}, cue, []string{"Patterns[1][1] is 0", "-1 or +1"}},
		{System{Patterns: []hopfield.Pattern{x, {1, 1}}}, cue, []string{"Patterns[1] has 2 entries", "3"}},
		{System{Patterns: two, Thresholds: []float64{1}}, cue, []string{"Thresholds has 1 entries", "3"}},
		{System{Patterns: two, Thresholds: []float64{1, math.NaN(), 0}}, cue, []string{"Thresholds[1] is NaN"}},
		{System{Patterns: two, Thresholds: []float64{1, 0, math.Inf(-1)}}, cue, []string{"Thresholds[2] is -Inf"}},
		{System{Patterns: two, Gamma: math.NaN()}, cue, []string{"Gamma is NaN"}},
		{System{Patterns: two, Gamma: 2e6}, cue, []string{"Gamma is 2e+06", "from -1e+06 to 1e+06"}},
		{System{Patterns: two, Cut: -1}, cue, []string{"Cut is -1", "from 0"}},
		{System{Patterns: two, Cut: math.NaN()}, cue, []string{"Cut is NaN"}},
		{System{Patterns: two}, nil, []string{"cue has 0 entries", "3"}},
		{System{Patterns: two}, []int8{1, 2, 0}, []string{"cue[1] is 2", "0 if unknown"}},
		{System{Patterns: two}, []int8{0, 0, 0}, []string{"cue has 0 known entries"}},
	} {
		_, err := c.s.Solve(ctx, c.cue)
		wantWords(t, err, c.words...)
		_, err = c.s.Reduced(ctx, c.cue)
		wantWords(t, err, c.words...)
		_, err = c.s.OneStep(c.cue)
		wantWords(t, err, c.words...)
	}
	_, err := (&System{Patterns: two, Cut: 100}).Solve(ctx, cue)
	wantWords(t, err, "Cut is 100", "less than 1.")
	var none context.Context
	for _, solve := range []func(context.Context, []int8) (*Solution, error){(&System{Patterns: two}).Solve, (&System{Patterns: two}).Reduced} {
		_, err = solve(none, cue)
		wantWords(t, err, "ctx is nil")
	}
}

func TestLargeSystemsHeedTheirContext(t *testing.T) {
	s := &System{Patterns: randoms(seeded(1), 40, MaxNeurons)}
	cue := part(s.Patterns[0], 20)
	for _, solve := range []func(context.Context, []int8) (*Solution, error){s.Solve, s.Reduced} {
		ending, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
		if r, err := solve(ending, cue); r != nil || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("ended with %v, %v", r, err)
		}
		cancel()
	}
}

// impatient is a context that ends once it has been looked at so many times.
type impatient struct {
	context.Context
	looks int
}

func (c *impatient) Err() error {
	if c.looks--; c.looks < 0 {
		return context.Canceled
	}
	return nil
}

// A context is looked at for every memory that is read, before there is anything to solve.
func TestManyMemoriesHeedTheirContext(t *testing.T) {
	s := &System{Patterns: randoms(seeded(1), 20, 30), Progress: func(done, total int) { t.Errorf("solved %d of %d", done, total) }}
	for _, solve := range []func(context.Context, []int8) (*Solution, error){s.Solve, s.Reduced} {
		for _, known := range []int{10, 30} {
			if r, err := solve(&impatient{ctx, 19}, part(s.Patterns[0], known)); r != nil || !errors.Is(err, context.Canceled) {
				t.Errorf("%d known: ended with %v, %v", known, r, err)
			}
		}
	}
}

// Whatever comes in, nothing panics, and what comes out without an error is a whole pattern and finite numbers.
func FuzzSystem(f *testing.F) {
	f.Add([]byte{1, 0, 1, 1, 0, 1}, 3, []byte{1, 2, 0}, .5, 0., .1)
	f.Add([]byte{}, 0, []byte{}, 0., 0., 0.)
	f.Add([]byte{1}, 1, []byte{0}, 1e-320, 1e-320, 1e-320)
	f.Add([]byte{1, 1}, 2, []byte{0, 1}, 1e-320, 1e-320, 0.)
	f.Add([]byte{1, 1, 0, 0}, 4, []byte{2, 1, 1, 1}, -.25, 1e6, 1e6)
	f.Add([]byte{7, 9}, -2, []byte{1, 1}, math.NaN(), math.Inf(1), math.NaN())
	f.Fuzz(func(t *testing.T, bits []byte, d int, known []byte, gamma, cut, threshold float64) {
		d %= 40
		s := &System{Gamma: gamma, Cut: cut}
		for at := 0; d > 0 && at+d <= len(bits) && at < 10*d; at += d {
			x := make(hopfield.Pattern, d)
			for i := range x {
				x[i] = int8(2*int(bits[at+i]) - 1)
			}
			s.Patterns = append(s.Patterns, x)
		}
		if threshold != 0 {
			s.Thresholds = make([]float64, max(d, 0))
			for i := range s.Thresholds {
				s.Thresholds[i] = threshold * float64(i%3-1)
			}
		}
		cue := make([]int8, len(known))
		for i, v := range known {
			cue[i] = int8(v) - 1
		}
		for _, solve := range []func(context.Context, []int8) (*Solution, error){s.Solve, s.Reduced} {
			r, err := solve(ctx, cue)
			if err != nil {
				continue
			}
			if len(r.State) != d || r.State.Validate("State") != nil {
				t.Fatalf("the state is %v", r.State)
			}
			for _, numbers := range [][]float64{r.X, r.Multipliers, r.Eigenvalues, {r.Residual, r.Condition}} {
				for _, x := range numbers {
					if math.IsNaN(x) || math.IsInf(x, 0) {
						t.Fatalf("%+v", r)
					}
				}
			}
		}
	})
}
