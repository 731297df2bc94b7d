package hopfield

import (
	"context"
	"fmt"
	"iter"
	"slices"
)

// SynchronousOptions varies a synchronous recall. A nil *SynchronousOptions means the zero value.
type SynchronousOptions struct {
	Ties     Ties // decides for a neuron whose field is 0; the zero value keeps its state
	MaxSteps int  // ends the recall, orbit or not; 0 means 1000
}

// A Step is all neurons changing their minds at once.
type Step struct {
	Flipped []int   // the neurons that changed, in order; empty at a fixed point
	Energy  float64 // the energy after the step, which may be higher
}

// An Orbit is a synchronous recall: a way in, and then a circle that is walked for ever.
type Orbit struct {
	Start       Pattern
	End         Pattern // the state after the last step: the first one to be met again, if Period > 0
	StartEnergy float64
	Steps       []Step // the way in, and the circle once; of a fixed point, the one step that changes nothing
	Transient   int    // steps until the circle is entered
	Period      int    // steps once around: 1 at a fixed point, 2 for a network that blinks; 0 if MaxSteps came first
}

// States goes through the states of the recall: Start, then the state after each step, with the number of steps so far.
// The pattern is the same slice each time; clone what is to be kept.
func (o *Orbit) States() iter.Seq2[int, Pattern] {
	return func(yield func(int, Pattern) bool) {
		s := slices.Clone(o.Start)
		if !yield(0, s) {
			return
		}
		for k, step := range o.Steps {
			for _, i := range step.Flipped {
				s[i] = -s[i]
			}
			if !yield(k+1, s) {
				return
			}
		}
	}
}

// Synchronous asks all neurons at once, again and again (Little 1974), until a state returns. It need not be a fixed point:
// two halves of a network can go on answering each other for ever. With symmetric weights the period is 1 or 2 (Goles &
// Olivos 1981); with others it can be any. What is no fixed point here is said to be none: End then belongs to a circle of
// Period states.
//
// A step costs what asking N neurons costs, and N more for each flip; every state met is kept, N/8 bytes each. It is an
// error if start is not a pattern of N entries, or an option is out of its range. If ctx ends, so does the recall, with
// ctx.Err() and no orbit.
func (n *Network) Synchronous(ctx context.Context, start Pattern, o *SynchronousOptions) (*Orbit, error) {
	if o == nil {
		o = &SynchronousOptions{}
	}
	if err := start.Validate("start"); err != nil {
		return nil, err
	}
	if err := o.Ties.validate("SynchronousOptions.Ties"); err != nil {
		return nil, err
	}
	switch {
	case len(start) != n.n:
		return nil, fmt.Errorf("hopfield: start has %d entries, the network %d neurons", len(start), n.n)
	case o.MaxSteps < 0:
		return nil, fmt.Errorf("hopfield: SynchronousOptions.MaxSteps is %d: it must not be negative; 0 means %d", o.MaxSteps, defaultMaxSweeps)
	}
	most := o.MaxSteps
	if most == 0 {
		most = defaultMaxSweeps
	}

	s, follow := slices.Clone(start), n.w.start(start)
	orbit := &Orbit{Start: slices.Clone(start), End: s, StartEnergy: follow.energy() + n.thresholdEnergy(start)}
	met := map[string]int{key(s): 0} // states, and after how many steps
	for orbit.Period == 0 && len(orbit.Steps) < most {
		step, err := n.together(ctx, s, follow, o.Ties)
		if err != nil {
			return nil, err
		}
		orbit.Steps = append(orbit.Steps, step)
		before, again := met[key(s)]
		if again {
			orbit.Transient, orbit.Period = before, len(orbit.Steps)-before
		}
		met[key(s)] = len(orbit.Steps)
	}
	return orbit, nil
}

// together takes one step from s, whose fields are followed.
func (n *Network) together(ctx context.Context, s Pattern, follow fields, ties Ties) (step Step, err error) {
	for i := range s {
		if i&1023 == 0 && ended(ctx) != nil {
			return step, ended(ctx)
		}
		if ties.answer(follow.at(i)+n.Threshold(i), s[i]) != s[i] {
			step.Flipped = append(step.Flipped, i)
		}
	}
	for k, i := range step.Flipped {
		if k&1023 == 0 && ended(ctx) != nil {
			return step, ended(ctx)
		}
		s[i] = -s[i]
		follow.flip(i)
	}
	step.Energy = follow.energy() + n.thresholdEnergy(s)
	return step, nil
}

// key is a state as the key of a map.
func key(s Pattern) string {
	b := make([]byte, (len(s)+7)/8)
	for i, v := range s {
		if v > 0 {
			b[i/8] |= 1 << (i % 8)
		}
	}
	return string(b)
}
