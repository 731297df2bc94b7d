package hopfield

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
)

// Ties says what a neuron does when its field is exactly 0 and the others do not decide.
type Ties int

const (
	Keep  Ties = iota // it stays as it is; the zero value
	Plus              // it becomes +1
	Minus             // it becomes −1
)

// String returns "keep", "plus" or "minus".
func (t Ties) String() string {
	switch t {
	case Keep:
		return "keep"
	case Plus:
		return "plus"
	case Minus:
		return "minus"
	}
	return fmt.Sprintf("Ties(%d)", int(t))
}

// answer returns the state that the field h asks of a neuron now in the state s.
func (t Ties) answer(h float64, s int8) int8 {
	switch {
	case h > 0:
		return 1
	case h < 0:
		return -1
	case t == Plus:
		return 1
	case t == Minus:
		return -1
	}
	return s
}

// RecallOptions varies a recall. A nil *RecallOptions means the zero value, which is the usual choice.
type RecallOptions struct {
	// Ties decides for a neuron whose field is 0. The zero value keeps its state.
	Ties Ties

	// MaxSweeps ends the recall after so many sweeps, settled or not. 0 means 1000, a hundred times what a memory within
	// its capacity needs. Every recall settles in the end, whatever the tie rule; only patience needs a bound.
	MaxSweeps int
}

const defaultMaxSweeps = 1000

// A Flip is one neuron changing its mind.
type Flip struct {
	Asked  int     // neurons asked up to and including this one, counted from 1 over the whole recall
	Neuron int     // the one that flipped, 0 … N−1
	Energy float64 // the energy after the flip
}

// A History is all that happened in a recall. Replaying the flips on a copy of Start passes through every state and ends
// in End.
type History struct {
	Start, End  Pattern
	StartEnergy float64
	Flips       []Flip // in order; empty if Start was a fixed point
	Asked       int    // neurons asked in all, N a sweep
	Sweeps      int    // the last one, in which no neuron flipped, included
	Settled     bool   // End is a fixed point; false if MaxSweeps came first
}

// Energy returns the energy of the final state, in weight units (see [Network.Unit]).
func (h *History) Energy() float64 {
	if len(h.Flips) == 0 {
		return h.StartEnergy
	}
	return h.Flips[len(h.Flips)-1].Energy
}

// Recall lets the network settle from the state start, one neuron at a time. In each sweep it asks every neuron once, in a
// fresh random order drawn from r, and the neuron takes the sign of its field. It ends after a whole sweep without a flip,
// never because the energy stands still: states of equal energy can be a path (with ties that do not keep).
//
// The energy never rises and falls strictly with every flip whose field is not 0. A recall costs N² steps at the start and
// N more for each flip.
//
// It is an error if start is not a pattern of N entries, r is nil, or an option is unknown or negative. If ctx ends, so does
// the recall, at the next sweep, with ctx.Err() and no history.
func (n *Network) Recall(ctx context.Context, start Pattern, r *rand.Rand, o *RecallOptions) (*History, error) {
	if o == nil {
		o = &RecallOptions{}
	}
	if err := n.validateRecall(start, r, o); err != nil {
		return nil, err
	}
	maxSweeps := o.MaxSweeps
	if maxSweeps == 0 {
		maxSweeps = defaultMaxSweeps
	}

	s, h := slices.Clone(start), n.Fields(start)
	e := energy(s, h)
	run := &History{Start: slices.Clone(start), End: s, StartEnergy: e}
	order := make([]int, n.n)
	for i := range order {
		order[i] = i
	}
	for run.Sweeps < maxSweeps && !run.Settled {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		flipsBefore := len(run.Flips)
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			run.Asked++
			if o.Ties.answer(h[i], s[i]) == s[i] {
				continue
			}
			e += float64(2 * float64(s[i]) * h[i]) // sᵢhᵢ ≤ 0 here: downhill, or level at a tie
			s[i] = -s[i]
			addScaled(h, float64(2*s[i]), n.row(i)) // the others hear of it; h stays exact, see roundToGrid
			run.Flips = append(run.Flips, Flip{Asked: run.Asked, Neuron: i, Energy: e})
		}
		run.Sweeps++
		run.Settled = len(run.Flips) == flipsBefore
	}
	return run, nil
}

func (n *Network) validateRecall(start Pattern, r *rand.Rand, o *RecallOptions) error {
	if err := start.Validate("start"); err != nil {
		return err
	}
	switch {
	case len(start) != n.n:
		return fmt.Errorf("hopfield: start has %d entries, the network %d neurons", len(start), n.n)
	case r == nil:
		return errNoRand
	case o.Ties < Keep || o.Ties > Minus:
		return fmt.Errorf("hopfield: RecallOptions.Ties is %d: it must be Keep, Plus or Minus", int(o.Ties))
	case o.MaxSweeps < 0:
		return fmt.Errorf("hopfield: RecallOptions.MaxSweeps is %d: it must not be negative; 0 means %d", o.MaxSweeps, defaultMaxSweeps)
	}
	return nil
}
