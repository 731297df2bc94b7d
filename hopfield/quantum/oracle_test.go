package quantum

import (
	"math"
	"math/rand/v2"
	"slices"

	"flipbook/hopfield"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"
)

func random(r *rand.Rand, d int) hopfield.Pattern {
	x := make(hopfield.Pattern, d)
	for i := range x {
		x[i] = int8(2*r.IntN(2) - 1)
	}
	return x
}

func randoms(r *rand.Rand, count, d int) (patterns []hopfield.Pattern) {
	for range count {
		patterns = append(patterns, random(r, d))
	}
	return patterns
}

// part returns the first so many entries of x as a cue for the rest.
func part(x hopfield.Pattern, known int) []int8 {
	cue := make([]int8, len(x))
	copy(cue, x[:known])
	return cue
}

func solved(t rapid.TB, s *System, cue []int8) *Solution {
	t.Helper()
	r, err := s.Solve(ctx, cue)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func reduced(t rapid.TB, s *System, cue []int8) *Solution {
	t.Helper()
	r, err := s.Reduced(ctx, cue)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// drawn is a small system and a cue, with γ of any kind: above, between or near the eigenvalues of W.
func drawn(t *rapid.T) (*System, []int8) {
	d := rapid.IntRange(1, 12).Draw(t, "d")
	sign := rapid.SampledFrom([]int8{-1, 1})
	s := &System{Gamma: rapid.OneOf(rapid.Float64Range(.01, 2), rapid.Float64Range(-2, -.01)).Draw(t, "gamma")}
	for range rapid.IntRange(1, 4).Draw(t, "m") {
		s.Patterns = append(s.Patterns, rapid.SliceOfN(sign, d, d).Draw(t, "pattern"))
	}
	if rapid.Bool().Draw(t, "thresholds?") {
		s.Thresholds = rapid.SliceOfN(rapid.Float64Range(-1, 1), d, d).Draw(t, "thresholds")
	}
	cue := rapid.SliceOfN(rapid.SampledFrom([]int8{-1, 0, 1}), d, d).Draw(t, "cue")
	cue[rapid.IntRange(0, d-1).Draw(t, "known")] = 1
	return s, cue
}

// regular is drawn with a γ away from the eigenvalues of W_UU, so that rounding errors stay small.
func regular(t *rapid.T) (*System, []int8) {
	s, cue := drawn(t)
	for {
		if r, err := s.Reduced(ctx, cue); err == nil && r.Condition < 1e3 {
			return s, cue
		}
		s.Gamma += .0123
	}
}

// slowW is W in the words of its formula.
func slowW(s *System) *mat.SymDense {
	d := len(s.Patterns[0])
	w := mat.NewSymDense(d, nil)
	for i := range d {
		for j := range i + 1 {
			sum := 0.
			for _, x := range s.Patterns {
				sum += float64(x[i]) * float64(x[j]) / float64(len(s.Patterns)*d)
			}
			if i == j {
				sum -= 1 / float64(d)
			}
			w.SetSym(i, j, sum)
		}
	}
	return w
}

// slowSystem is the system of the paper, all 2d equations of it.
func slowSystem(s *System, cue []int8) (a *mat.SymDense, right *mat.VecDense) {
	d, w := len(cue), slowW(s)
	a, right = mat.NewSymDense(2*d, nil), mat.NewVecDense(2*d, nil)
	for i := range d {
		for j := range i + 1 {
			a.SetSym(i, j, w.At(i, j))
		}
		a.SetSym(i, i, w.At(i, i)-s.Gamma)
		if cue[i] != 0 {
			a.SetSym(i, d+i, 1)
		}
		if s.Thresholds != nil {
			right.SetVec(i, s.Thresholds[i])
		}
		right.SetVec(d+i, float64(cue[i]))
	}
	return a, right
}

// slowSolve multiplies with the pseudo-inverse of the whole system, by a library; clear is false if an eigenvalue lies so
// near the cut that rounding decides.
func slowSolve(s *System, cue []int8) (z []float64, kept int, clear bool) {
	a, right := slowSystem(s, cue)
	n := right.Len()
	var e mat.EigenSym
	if !e.Factorize(a, true) {
		return nil, 0, false
	}
	var v mat.Dense
	e.VectorsTo(&v)
	z, clear = make([]float64, n), true
	for k, mu := range e.Values(nil) {
		cut := max(s.Cut, 1e-9)
		clear = clear && math.Abs(math.Abs(mu)-cut) > 1e-9*cut
		if math.Abs(mu) <= cut {
			continue
		}
		kept++
		share := mat.Dot(v.ColView(k), right) / mu
		for i := range z {
			z[i] += share * v.At(i, k)
		}
	}
	return z, kept, clear
}

func closeTo(t rapid.TB, what string, got, want []float64, tolerance float64) {
	t.Helper()
	largest := 1.
	for _, x := range want {
		largest = max(largest, math.Abs(x))
	}
	for i := range want {
		if math.Abs(got[i]-want[i]) > tolerance*largest {
			t.Fatalf("%s: entry %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

// price is what x makes stand still, given what is known.
func price(s *System, x []float64) float64 {
	w, v := slowW(s), mat.NewVecDense(len(x), slices.Clone(x))
	p := s.Gamma/2*mat.Dot(v, v) - mat.Inner(v, w, v)/2
	for i, theta := range s.Thresholds {
		p += theta * x[i]
	}
	return p
}

func b2f(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// positiveDefinite asks a library whether γI − W_UU has a Cholesky decomposition.
func positiveDefinite(s *System, cue []int8) bool {
	w, a := slowW(s), mat.NewSymDense(len(cue), nil)
	for i := range cue {
		for j := range i {
			if cue[i] == 0 && cue[j] == 0 {
				a.SetSym(i, j, -w.At(i, j))
			}
		}
		a.SetSym(i, i, 1)
		if cue[i] == 0 {
			a.SetSym(i, i, s.Gamma-w.At(i, i))
		}
	}
	var c mat.Cholesky
	return c.Factorize(a)
}
