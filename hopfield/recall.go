package hopfield

import (
	"context"
	"fmt"
	"iter"
	"math"
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

func (t Ties) validate(name string) error {
	if t < Keep || t > Minus {
		return fmt.Errorf("hopfield: %s is %d: it must be Keep, Plus or Minus", name, int(t))
	}
	return nil
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

// Order says which neuron is asked next.
type Order int

const (
	// Shuffled asks every neuron once a sweep, in a fresh random order; the zero value.
	Shuffled Order = iota
	// InTurn asks neuron 0, 1, 2, … in every sweep, or the neurons of RecallOptions.Sequence.
	InTurn
	// Steepest asks all, and flips the one that lowers the energy most, the first of equals. A flip is then a sweep.
	Steepest
)

// String returns "shuffled", "in turn" or "steepest".
func (o Order) String() string {
	switch o {
	case Shuffled:
		return "shuffled"
	case InTurn:
		return "in turn"
	case Steepest:
		return "steepest"
	}
	return fmt.Sprintf("Order(%d)", int(o))
}

// RecallOptions varies a recall. A nil *RecallOptions means the zero value, which is the usual choice.
type RecallOptions struct {
	// Ties decides for a neuron whose field is 0. The zero value keeps its state.
	Ties Ties

	// Order decides which neuron is asked next. The zero value shuffles.
	Order Order

	// Sequence is the order of [InTurn]: each neuron once, N in all. Nil means 0, 1, 2, …; it is an error with other orders.
	Sequence []int

	// Temperature T makes neurons err (Glauber 1963): asked, a neuron becomes +1 with probability 1/(1 + e^(−2h/T)), where
	// T and h are in units of [Network.Unit]. 0 is the rule without error. Above 0 there is nothing to settle: the recall
	// lasts MaxSweeps; ties are left to chance; Steepest is an error.
	Temperature float64

	// MaxSweeps ends the recall after so many sweeps, settled or not. 0 means 1000, a hundred times what a memory within
	// its capacity needs, and not less than 10 N in the order Steepest, where each flip takes a sweep. With symmetric weights every recall at temperature 0 settles in the end, whatever the tie rule;
	// only patience needs a bound.
	MaxSweeps int
}

const defaultMaxSweeps = 1000

func (o *RecallOptions) validate(neurons int) error {
	if err := o.Ties.validate("RecallOptions.Ties"); err != nil {
		return err
	}
	switch {
	case o.Order < Shuffled || o.Order > Steepest:
		return fmt.Errorf("hopfield: RecallOptions.Order is %d: it must be Shuffled, InTurn or Steepest", int(o.Order))
	case o.MaxSweeps < 0:
		return fmt.Errorf("hopfield: RecallOptions.MaxSweeps is %d: it must not be negative; 0 means %d", o.MaxSweeps, defaultMaxSweeps)
	case !(o.Temperature >= 0) || math.IsInf(o.Temperature, 1): // the negation catches NaN
		return fmt.Errorf("hopfield: RecallOptions.Temperature is %v: it must be finite and not negative", o.Temperature)
	case o.Temperature > 0 && o.Order == Steepest:
		return fmt.Errorf("hopfield: RecallOptions.Order is steepest at a temperature of %v: a steepest descent knows no chance", o.Temperature)
	case o.Sequence != nil && o.Order != InTurn:
		return fmt.Errorf("hopfield: RecallOptions.Sequence is given with the order %v: it belongs to InTurn", o.Order)
	case o.Sequence != nil && !isPermutation(o.Sequence, neurons):
		return fmt.Errorf("hopfield: RecallOptions.Sequence must name each of the %d neurons, 0 to %d, once", neurons, neurons-1)
	}
	return nil
}

func isPermutation(order []int, n int) bool {
	seen := make([]bool, n)
	for _, i := range order {
		if i < 0 || i >= n || seen[i] {
			return false
		}
		seen[i] = true
	}
	return len(order) == n
}

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

// States goes through all states of the recall: Start, then the state after each flip, with the number of flips so far.
// The pattern is the same slice each time, one neuron changed; clone what is to be kept.
func (h *History) States() iter.Seq2[int, Pattern] {
	return func(yield func(int, Pattern) bool) {
		s := slices.Clone(h.Start)
		if !yield(0, s) {
			return
		}
		for k, f := range h.Flips {
			s[f.Neuron] = -s[f.Neuron]
			if !yield(k+1, s) {
				return
			}
		}
	}
}

// Overlaps returns the overlap with p of every state of the recall, len(Flips)+1 numbers. It is nil if p does not have N
// entries.
func (h *History) Overlaps(p Pattern) []float64 {
	if len(p) != len(h.Start) || len(p) == 0 {
		return nil
	}
	wrong := h.Start.Hamming(p)
	overlap := func() float64 { return float64(len(p)-2*wrong) / float64(len(p)) }
	overlaps := append(make([]float64, 0, len(h.Flips)+1), overlap())
	for k, s := range h.States() {
		if k == 0 {
			continue
		}
		if i := h.Flips[k-1].Neuron; s[i] == p[i] {
			wrong--
		} else {
			wrong++
		}
		overlaps = append(overlaps, overlap())
	}
	return overlaps
}

// Recall lets the network settle from the state start, one neuron at a time, and returns all that happened. In each sweep
// it asks every neuron once, in a fresh random order drawn from r, and the neuron takes the sign of its field. It ends after
// a whole sweep without a flip, never because the energy stands still: states of equal energy can be a path (with ties that
// do not keep).
//
// If weights are symmetric and no neuron is connected to itself, the energy never rises and falls strictly with every flip
// whose field is not 0. A recall costs N² steps at the start and N more for each flip, or, where patterns are kept instead
// of weights, about P/4 for each neuron asked.
//
// It is an error if start is not a pattern of N entries, an option is out of its range, or r is nil; it may be nil where
// nothing is left to chance, in the orders [InTurn] and [Steepest] at temperature 0. If ctx ends, so does the recall, with
// ctx.Err() and no history. For a history too large to keep, see [Network.Walk].
func (n *Network) Recall(ctx context.Context, start Pattern, r *rand.Rand, o *RecallOptions) (*History, error) {
	w, err := n.Walk(start, r, o)
	if err != nil {
		return nil, err
	}
	run := &History{Start: slices.Clone(start), StartEnergy: w.Energy()}
	for w.Next(ctx) {
		run.Flips = append(run.Flips, w.Flip())
	}
	if err := w.Err(); err != nil {
		return nil, err
	}
	run.End, run.Asked, run.Sweeps, run.Settled = w.state, w.asked, w.sweeps, w.settled
	return run, nil
}
