package modern

import (
	"context"
	"fmt"
	"math"
	"slices"

	"flipbook/internal/detmath"
)

// ContinuousOptions varies a recall of a [Continuous]. A nil *ContinuousOptions means the zero value, the usual choice.
type ContinuousOptions struct {
	// Tolerance ends the recall after an update that moves the state by no more than this share of M, the largest norm of a
	// pattern. 0 means 10⁻⁹. A smaller value than 10⁻¹⁵ may never be reached, since the last bits of a state need not settle.
	Tolerance float64

	// MaxSteps ends the recall after so many updates, settled or not. 0 means 1000. A query that one pattern attracts needs
	// one to three; near a β at which a valley splits in two, settling may take any number.
	MaxSteps int
}

const (
	defaultTolerance = 1e-9
	defaultMaxSteps  = 1000
)

// A Trajectory is all that happened in a recall of a [Continuous]. The attention of a step is not kept, since it takes P
// numbers where the state takes N: [Continuous.Attention] of the state gives it again, to the last bit.
type Trajectory struct {
	States   [][]float64 // the query first, then the state after each update
	Energies []float64   // of each state; never rises, but for rounding (see [Continuous.Energy])
	Settled  bool        // the last update moved the state by no more than the tolerance; false if MaxSteps came first
}

// Steps returns the number of updates.
func (t *Trajectory) Steps() int { return max(0, len(t.States)-1) }

// End returns the last state. It is nil if there is none, in the zero Trajectory.
func (t *Trajectory) End() []float64 {
	if len(t.States) == 0 {
		return nil
	}
	return t.States[len(t.States)-1]
}

// Recall updates the query until it settles. A step costs one update (see [Continuous]) and 8N bytes of history.
//
// It is an error if the query does not have N entries, one of them is not finite, or its squared norm exceeds 10³⁰⁶, or if
// an option is negative or NaN. If ctx ends, so does the recall, within milliseconds, with ctx.Err() and no history.
func (c *Continuous) Recall(ctx context.Context, query []float64, o *ContinuousOptions) (*Trajectory, error) {
	if o == nil {
		o = &ContinuousOptions{}
	}
	if _, err := c.validateQuery(query); err != nil {
		return nil, err
	}
	tolerance, maxSteps, err := o.values()
	if err != nil {
		return nil, err
	}
	run, weights, state := &Trajectory{}, make([]float64, c.p), slices.Clone(query)
	for {
		lse, err := c.attend(ctx, weights, state)
		if err != nil {
			return nil, err
		}
		run.States = append(run.States, state)
		run.Energies = append(run.Energies, c.energy(detmath.Dot(state, state), lse))
		if run.Settled || run.Steps() == maxSteps {
			return run, nil
		}
		next := make([]float64, c.n)
		if err := c.blend(ctx, next, weights); err != nil {
			return nil, err
		}
		run.Settled = distance(state, next) <= tolerance*math.Sqrt(c.norm2)
		state = next
	}
}

// values returns the options with their defaults filled in, or what is wrong with them.
func (o *ContinuousOptions) values() (tolerance float64, maxSteps int, err error) {
	tolerance, maxSteps = o.Tolerance, o.MaxSteps
	switch {
	case !(tolerance >= 0): // the negation catches NaN
		err = fmt.Errorf("modern: ContinuousOptions.Tolerance is %v: it must not be negative; 0 means %v", tolerance, defaultTolerance)
	case maxSteps < 0:
		err = fmt.Errorf("modern: ContinuousOptions.MaxSteps is %d: it must not be negative; 0 means %d", maxSteps, defaultMaxSteps)
	}
	if tolerance == 0 {
		tolerance = defaultTolerance
	}
	if maxSteps == 0 {
		maxSteps = defaultMaxSteps
	}
	return tolerance, maxSteps, err
}
