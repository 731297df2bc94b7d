package quantum

import (
	"context"
	"errors"
	"fmt"
	"math"

	"flipbook/hopfield"
)

// Bounds of a [System].
const (
	MaxNeurons = 400 // d; the largest systems take some seconds
	MaxNumber  = 1e6 // of γ, a threshold or the cut, up or down; all eigenvalues of W lie between −1 and 1
)

// A System is a memory to be asked. Its fields may be changed between two questions, not during one.
type System struct {
	// Patterns are the memories: M ≥ 1 patterns, all of d entries, 1 ≤ d ≤ [MaxNeurons].
	Patterns []hopfield.Pattern

	// Thresholds are θ, one for each neuron, in units of W: a positive one pulls its neuron towards −1. (In flipbook/hopfield,
	// where the energy is −½sᵀWs − θᵀs, the sign is the other one.) They lie within ±[MaxNumber]. nil means all 0.
	Thresholds []float64

	// Gamma is γ, the price of length. It lies within ±[MaxNumber]. 0 means 1, which is above all eigenvalues of W.
	// The system that Solve inverts has the condition number γ², or so, where γ is large: from 10⁴ on ask Reduced.
	Gamma float64

	// Cut makes Solve leave out the eigenvalues of the system that are at most Cut in magnitude. It bounds the condition number
	// of what is left, at the price of equations that hold only approximately. First to go are directions in which γI − W_UU
	// is almost 0. It is from 0 to [MaxNumber]; 0 leaves out nothing. Reduced takes no notice of it.
	Cut float64

	// Progress is told now and then how much of how much is done. nil tells nobody.
	Progress func(done, total int)
}

// A Solution is the stationary point x, and the pattern that it means.
type Solution struct {
	X     []float64        // x, of d entries: how each neuron would have it if it needn't be ±1
	State hopfield.Pattern // the known entries as they were given, and the signs of the others; −1 for those Undecided

	// Undecided lists the unknown neurons with xᵢ = 0, but for rounding: nothing that is known speaks for either sign.
	Undecided []int

	// Multipliers are λ, of d entries: the force with which each known neuron is held in place. They are 0 for the unknown
	// ones, for which the system leaves them open.
	Multipliers []float64

	// Eigenvalues are those of the matrix that was inverted, the largest first: of the system for Solve, without the 0s of
	// the multipliers left open, as many as there are neurons and known neurons; of γI − W_UU for Reduced, as many as there
	// are unknown neurons.
	Eigenvalues []float64
	Kept        int // how many of them the cut left

	// Condition is the largest magnitude of a kept eigenvalue divided by the smallest: about how much larger a relative error
	// of the thresholds or of the known values may become in X. It is 1 if all neurons are known, for Reduced.
	Condition float64

	// Residual is the largest error left in an equation of the system: rounding, unless the cut left out what it needs.
	Residual float64

	// Minimum reports whether x is where ½γ|x|² − ½xᵀWx + θᵀx is least, given what is known. Otherwise it is a saddle: along
	// some direction there is no least value.
	Minimum bool
}

// A problem is a system with a question.
type problem struct {
	*System
	gamma          float64
	theta          []float64
	w              [][]float64 // W
	cue            []int8
	known, unknown []int // neurons
}

// pose checks the system and the question. Its error may be that of ctx.
func (s *System) pose(ctx context.Context, cue []int8) (*problem, error) {
	if ctx == nil {
		return nil, errors.New("quantum: ctx is nil: it must be a context, such as context.Background()")
	}
	p, err := s.question(cue)
	if err != nil {
		return nil, err
	}
	p.w, err = weights(ctx, s.Patterns)
	return p, err
}

// question is a problem without its weights.
func (s *System) question(cue []int8) (*problem, error) {
	if err := s.validate(); err != nil {
		return nil, err
	}
	d := len(s.Patterns[0])
	if len(cue) != d {
		return nil, fmt.Errorf("quantum: cue has %d entries, Patterns have %d: it must have one for every neuron, 0 if unknown", len(cue), d)
	}
	p := &problem{System: s, gamma: s.Gamma, theta: s.Thresholds, cue: cue}
	for i, v := range cue {
		switch v {
		case -1, 1:
			p.known = append(p.known, i)
		case 0:
			p.unknown = append(p.unknown, i)
		default:
			return nil, fmt.Errorf("quantum: cue[%d] is %d: it must be -1 or +1, or 0 if unknown", i, v)
		}
	}
	if len(p.known) == 0 {
		return nil, fmt.Errorf("quantum: cue has 0 known entries of %d: at least one must be -1 or +1", d)
	}
	if p.gamma == 0 {
		p.gamma = 1
	}
	if p.theta == nil {
		p.theta = make([]float64, d)
	}
	return p, nil
}

func (s *System) validate() error {
	if len(s.Patterns) == 0 {
		return fmt.Errorf("quantum: Patterns is empty: there must be at least one memory")
	}
	d := len(s.Patterns[0])
	if d > MaxNeurons {
		return fmt.Errorf("quantum: Patterns[0] has %d entries: there must be 1 to %d", d, MaxNeurons)
	}
	for k, x := range s.Patterns {
		if len(x) != d {
			return fmt.Errorf("quantum: Patterns[%d] has %d entries, Patterns[0] has %d: all must be of one length", k, len(x), d)
		}
		if err := x.Validate(fmt.Sprintf("Patterns[%d]", k)); err != nil {
			return fmt.Errorf("quantum: %w", err)
		}
	}
	if s.Thresholds != nil && len(s.Thresholds) != d {
		return fmt.Errorf("quantum: Thresholds has %d entries, Patterns have %d: there must be one for every neuron, or nil", len(s.Thresholds), d)
	}
	for i, x := range s.Thresholds {
		if !(math.Abs(x) <= MaxNumber) {
			return fmt.Errorf("quantum: Thresholds[%d] is %v: it must be from -%v to %[3]v", i, x, float64(MaxNumber))
		}
	}
	if !(math.Abs(s.Gamma) <= MaxNumber) {
		return fmt.Errorf("quantum: Gamma is %v: it must be from -%v to %[2]v", s.Gamma, float64(MaxNumber))
	}
	if !(s.Cut >= 0 && s.Cut <= MaxNumber) {
		return fmt.Errorf("quantum: Cut is %v: it must be from 0 to %v", s.Cut, float64(MaxNumber))
	}
	return nil
}

// weights returns W, from whole numbers, divided once. Its error is that of ctx.
func weights(ctx context.Context, patterns []hopfield.Pattern) ([][]float64, error) {
	d := len(patterns[0])
	w := square(d)
	for _, x := range patterns {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for i, xi := range x {
			for j, xj := range x[:i] {
				w[i][j] += float64(xi * xj)
			}
		}
	}
	for i := range d {
		for j := range i {
			w[i][j] /= float64(len(patterns) * d)
			w[j][i] = w[i][j]
		}
	}
	return w, nil
}
