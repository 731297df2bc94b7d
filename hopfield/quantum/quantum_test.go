package quantum

import (
	"math"
	"slices"
	"testing"

	"flipbook/hopfield"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"
)

// The paper's system and the reduced form are the same, in every number that both have.
func TestReducedFormEqualsTheSystem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, cue := regular(t)
		full, short := solved(t, s, cue), reduced(t, s, cue)
		closeTo(t, "x", full.X, short.X, 1e-9)
		closeTo(t, "λ", full.Multipliers, short.Multipliers, 1e-9)
		if !slices.Equal(full.State, short.State) || !slices.Equal(full.Undecided, short.Undecided) || full.Minimum != short.Minimum {
			t.Fatalf("the system gives %+v, the reduced form %+v", full, short)
		}
		if full.Residual > 1e-8 || short.Residual > 1e-8 {
			t.Fatalf("residuals of %v and %v", full.Residual, short.Residual)
		}
	})
}

// Solving by our eigenvectors, without the multipliers left open, is the pseudo-inverse of all 2d equations, for every cut.
func TestSolveIsThePseudoInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, cue := drawn(t)
		s.Cut = rapid.OneOf(rapid.Just(1e-9), rapid.Float64Range(.01, 1)).Draw(t, "cut")
		want, kept, clear := slowSolve(s, cue)
		if !clear || kept == 0 {
			return
		}
		got := solved(t, s, cue)
		if got.Kept != kept {
			t.Fatalf("kept %d eigenvalues, the library %d", got.Kept, kept)
		}
		d := len(cue)
		closeTo(t, "x", got.X, want[:d], 1e-6)
		closeTo(t, "λ", got.Multipliers, want[d:], 1e-6)
		a, right := slowSystem(s, cue)
		var left mat.VecDense
		left.MulVec(a, mat.NewVecDense(2*d, want))
		left.SubVec(&left, right)
		if residual := mat.Norm(&left, math.Inf(1)); math.Abs(got.Residual-residual) > 1e-6*(1+residual) {
			t.Fatalf("the residual is %v, want %v", got.Residual, residual)
		}
		if got.Condition*s.Cut > math.Abs(got.Eigenvalues[0])+math.Abs(got.Eigenvalues[len(got.Eigenvalues)-1]) {
			t.Fatalf("the condition number %v is not bounded by the cut %v", got.Condition, s.Cut)
		}
	})
}

// No unknown entry can be moved alone to any gain in the first order; nor all of them together to any gain at all, where
// Solution says so, which is where γI − W_UU is positive definite.
func TestSolutionIsStationaryAndAMinimumWhereItSaysSo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, cue := regular(t)
		r := reduced(t, s, cue)
		at := price(s, r.X)
		size := 1.
		for _, x := range r.X {
			size = max(size, x*x)
		}
		moved := func(change func(i int) float64) float64 {
			x := slices.Clone(r.X)
			for i := range x {
				if cue[i] == 0 {
					x[i] += change(i)
				}
			}
			return price(s, x) - at
		}
		for i := range cue {
			const h = 1e-4
			slope := moved(func(k int) float64 { return h * b2f(k == i) }) - moved(func(k int) float64 { return -h * b2f(k == i) })
			if math.Abs(slope)/(2*h) > 1e-8*size {
				t.Fatalf("the slope along neuron %d is %v", i, slope/(2*h))
			}
		}
		random := seeded(rapid.Uint64().Draw(t, "seed"))
		for range 20 {
			if gain := moved(func(int) float64 { return 4*random.Float64() - 2 }); r.Minimum && gain < -1e-9*size {
				t.Fatalf("a minimum at %v, but elsewhere it is %v lower", r.X, -gain)
			}
		}
		if r.Minimum != positiveDefinite(s, cue) {
			t.Fatalf("a minimum: %v; γI − W_UU is positive definite: %v", r.Minimum, !r.Minimum)
		}
	})
}

// γ = 1, the default, is above all eigenvalues: the trace of W + I/d is 1.
func TestDefaultGammaGivesAMinimum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, cue := drawn(t)
		s.Gamma = 0
		short := reduced(t, s, cue)
		s.Gamma = 1
		if again := reduced(t, s, cue); !short.Minimum || !slices.Equal(short.X, again.X) || short.Condition > float64(4*len(cue)) {
			t.Fatalf("the default gives %+v, γ = 1 %+v", short, again)
		}
	})
}

// With one memory, W_UU has the eigenvalue (|U|−1)/d along it, and x_U is the memory times (|K|/d)/(γ − (|U|−1)/d): the
// memory itself for γ above the eigenvalue, its mirror image below.
func TestOneMemoryHasAClosedForm(t *testing.T) {
	const d = 24
	memory := random(seeded(1), d)
	for known := 1; known < d; known++ {
		eigenvalue := float64(d-known-1) / d
		for _, gamma := range []float64{1, 10, eigenvalue + .02, eigenvalue - .02, -.3} {
			s := &System{Patterns: []hopfield.Pattern{memory}, Gamma: gamma}
			r := solved(t, s, part(memory, known))
			want, mirrored := make([]float64, d), memory.Mirror()
			for i, x := range memory {
				want[i] = float64(x)
				if i >= known {
					want[i] *= float64(known) / d / (gamma - eigenvalue)
				}
			}
			closeTo(t, "x", r.X, want, 1e-10)
			state := memory
			if gamma < eigenvalue {
				state = append(slices.Clone(memory[:known]), mirrored[known:]...)
			}
			if !slices.Equal(r.State, state) || known < d-1 && r.Minimum != (gamma > eigenvalue) {
				t.Errorf("%d known, γ = %v: %v, a minimum: %v", known, gamma, r.State, r.Minimum)
			}
		}
	}
}

// For large γ the unknown neurons hear only the known ones: one step of the classical network from an empty start.
func TestLargeGammaIsOneStepOfTheClassicalNetwork(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, cue := drawn(t)
		s.Gamma, s.Thresholds = 1e5, nil
		r := solved(t, s, cue)
		for i := range cue {
			field := 0
			for _, x := range s.Patterns {
				for j := range cue {
					if j != i {
						field += int(x[i]) * int(x[j]) * int(cue[j])
					}
				}
			}
			if cue[i] == 0 && field != 0 && (r.State[i] > 0) != (field > 0) {
				t.Fatalf("neuron %d is %d, its field %d", i, r.State[i], field)
			}
		}
	})
}

// One step is the sign of the fields of what is known, by the matrix.
func TestOneStepIsTheSignOfTheFields(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, cue := drawn(t)
		got, err := s.OneStep(cue)
		if err != nil {
			t.Fatal(err)
		}
		w := slowW(s)
		for i, v := range cue {
			field := 0.
			for j, u := range cue {
				if j != i {
					field += w.At(i, j) * float64(u)
				}
			}
			if s.Thresholds != nil {
				field -= s.Thresholds[i]
			}
			if v != 0 {
				field = float64(v)
			}
			if math.Abs(field) > 1e-12 && (got[i] > 0) != (field > 0) {
				t.Fatalf("neuron %d is %d, its field %v", i, got[i], field)
			}
		}
	})
}

// What is known comes back as it was given, whatever the cut.
func TestKnownEntriesStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, cue := regular(t)
		for _, cut := range []float64{0, .3, .7} {
			s.Cut = cut
			r, err := s.Solve(ctx, cue)
			if err != nil {
				continue // the cut left out everything
			}
			for i, v := range cue {
				if v != 0 && (r.State[i] != v || cut == 0 && math.Abs(r.X[i]-float64(v)) > 1e-9) {
					t.Fatalf("cut %v: neuron %d is known as %d, and returned as %d, %v", cut, i, v, r.State[i], r.X[i])
				}
			}
			if r.State.Validate("State") != nil {
				t.Fatalf("the state is %v", r.State)
			}
		}
	})
}

// Turning neurons over in memories, cue and thresholds turns them over in the answer, and does nothing else. All of them at
// once is mirror symmetry.
func TestGaugeInvariance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, cue := regular(t)
		d := len(cue)
		gauge := rapid.SliceOfN(rapid.SampledFrom([]int8{-1, 1}), d, d).Draw(t, "gauge")
		turned := &System{Gamma: s.Gamma, Thresholds: slices.Clone(s.Thresholds)}
		turnedCue, want := make([]int8, d), slices.Clone(reduced(t, s, cue).X)
		for _, x := range s.Patterns {
			y := make(hopfield.Pattern, d)
			for i := range y {
				y[i] = x[i] * gauge[i]
			}
			turned.Patterns = append(turned.Patterns, y)
		}
		for i, g := range gauge {
			turnedCue[i] = g * cue[i]
			want[i] *= float64(g)
			if turned.Thresholds != nil {
				turned.Thresholds[i] *= float64(g)
			}
		}
		closeTo(t, "x", reduced(t, turned, turnedCue).X, want, 1e-9)
	})
}

// Five memories of 200 neurons, from any half of their entries: the field of the known has mean ½ and standard deviation
// √(4·100)/200 = 0.1 in units of 1/M, so that an entry is wrong with probability Φ(−5), 3·10⁻⁷, at large γ; about so for
// all γ above the eigenvalues.
func TestHalfOfARandomMemoryIsEnough(t *testing.T) {
	r := seeded(2)
	for round := range 3 {
		s := &System{Patterns: randoms(r, 5, 200), Gamma: []float64{.5, 1, 100}[round]}
		for k, memory := range s.Patterns {
			cue := make([]int8, len(memory))
			for _, i := range r.Perm(len(memory))[:100] {
				cue[i] = memory[i]
			}
			if got := reduced(t, s, cue); !got.Minimum || !slices.Equal(got.State, memory) {
				t.Errorf("γ = %v, memory %d: overlap %v, a minimum: %v", s.Gamma, k, got.State.Overlap(memory), got.Minimum)
			}
		}
	}
}

// A neuron of which the known ones say nothing is undecided, said so, and −1.
func TestNothingKnownDecidesNothing(t *testing.T) {
	s := &System{Patterns: []hopfield.Pattern{{1, 1, 1, 1}, {1, -1, 1, 1}}}
	for _, solve := range []func(t rapid.TB, s *System, cue []int8) *Solution{solved, reduced} {
		// The memories agree that neurons 0, 2 and 3 go together, and say nothing of neuron 1.
		r := solve(t, s, []int8{1, 0, 0, 0})
		if !slices.Equal(r.State, hopfield.Pattern{1, -1, 1, 1}) || !slices.Equal(r.Undecided, []int{1}) {
			t.Errorf("%+v", r)
		}
		r = solve(t, s, []int8{0, 1, 0, 0})
		if !slices.Equal(r.State, hopfield.Pattern{-1, 1, -1, -1}) || !slices.Equal(r.Undecided, []int{0, 2, 3}) {
			t.Errorf("%+v", r)
		}
		// Thresholds do, and a positive one is for −1.
		s := &System{Patterns: s.Patterns, Thresholds: []float64{.1, 0, .1, -.1}, Gamma: 100}
		r = solve(t, s, []int8{0, 1, 0, 0})
		if !slices.Equal(r.State, hopfield.Pattern{-1, 1, -1, 1}) || r.Undecided != nil {
			t.Errorf("%+v", r)
		}
	}
}

// Where γ is an eigenvalue of W_UU there is no solution, or too many: an error that names Gamma, or a case for the cut.
func TestGammaAtAnEigenvalue(t *testing.T) {
	memory := hopfield.Pattern{1, 1, 1, -1, -1, 1, -1, 1}
	cue := part(memory, 3)
	s := &System{Patterns: []hopfield.Pattern{memory}}
	for _, gamma := range []float64{4. / 8, -1. / 8} { // (|U|−1)/d, and of all that is orthogonal to the memory
		s.Gamma, s.Cut = gamma, 0
		_, err := s.Solve(ctx, cue)
		wantWords(t, err, "Gamma is", "5 unknown", "choose another")
		_, err = s.Reduced(ctx, cue)
		wantWords(t, err, "Gamma is", "5 unknown", "choose another")

		s.Cut = 1e-6
		r := solved(t, s, cue)
		lost := 1
		if gamma < 0 {
			lost = 4
		}
		if len(r.Eigenvalues) != 11 || r.Kept != 11-lost || r.Minimum || r.Condition > 1e3 {
			t.Errorf("γ = %v: %+v", gamma, r)
		}
	}
}
