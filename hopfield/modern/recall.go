package modern

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"flipbook/hopfield"
)

// RecallOptions varies a recall of a [Dense]. A nil *RecallOptions means the zero value, which is the usual choice.
type RecallOptions struct {
	// Ties decides for a neuron whose two states have the same energy. The zero value keeps its state.
	Ties hopfield.Ties

	// MaxSweeps ends the recall after so many sweeps, settled or not. 0 means 1000. Every recall settles in the end,
	// whatever the tie rule; only patience needs a bound.
	MaxSweeps int
}

const defaultMaxSweeps = 1000

// Recall lets the memory settle from the state start, one neuron at a time. In each sweep it asks every neuron once, in a
// fresh random order drawn from r, and the neuron takes the state of lower energy. It ends after a whole sweep without a
// flip, never because the energy stands still: states of equal energy can be a path (with ties that do not keep).
//
// The energy never rises, and falls with every flip that is no tie. A float64 may show a small fall as none, and, of the
// logarithms of [Exponential], be wrong in its last bits. A recall costs PN steps at the start, (P + N)N
// for each sweep and P + N for each flip: about 0.1 s a sweep for 60,000 digits of 784 pixels.
//
// It is an error if start is not a pattern of N entries, r is nil, or an option is unknown or negative. If ctx ends, so does
// the recall, at the next neuron, with ctx.Err() and no history.
func (d *Dense) Recall(ctx context.Context, start hopfield.Pattern, r *rand.Rand, o *RecallOptions) (*hopfield.History, error) {
	if o == nil {
		o = &RecallOptions{}
	}
	if err := o.validate(); err != nil {
		return nil, err
	}
	if r == nil {
		return nil, errNoRand
	}
	w, err := d.from(ctx, slices.Clone(start))
	if err != nil {
		return nil, err
	}
	maxSweeps := o.MaxSweeps
	if maxSweeps == 0 {
		maxSweeps = defaultMaxSweeps
	}

	run := &hopfield.History{Start: slices.Clone(start), End: w.s, StartEnergy: w.energy()}
	order := make([]int, len(start))
	for i := range order {
		order[i] = i
	}
	for run.Sweeps < maxSweeps && !run.Settled {
		flipsBefore := len(run.Flips)
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			if err := ended(ctx); err != nil {
				return nil, err
			}
			run.Asked++
			if answer(w.sign(i), w.s[i], o.Ties) == w.s[i] {
				continue
			}
			w.flip(i)
			run.Flips = append(run.Flips, hopfield.Flip{Asked: run.Asked, Neuron: i, Energy: w.energy()})
		}
		run.Sweeps++
		run.Settled = len(run.Flips) == flipsBefore
	}
	return run, nil
}

// answer returns the state that the sign of hᵢ asks of a neuron now in the state s.
func answer(sign int, s int8, ties hopfield.Ties) int8 {
	switch {
	case sign > 0 || sign == 0 && ties == hopfield.Plus:
		return 1
	case sign < 0 || sign == 0 && ties == hopfield.Minus:
		return -1
	}
	return s
}

func (o *RecallOptions) validate() error {
	if o.Ties < hopfield.Keep || o.Ties > hopfield.Minus {
		return fmt.Errorf("modern: RecallOptions.Ties is %d: it must be hopfield.Keep, Plus or Minus", int(o.Ties))
	}
	if o.MaxSweeps < 0 {
		return fmt.Errorf("modern: RecallOptions.MaxSweeps is %d: it must not be negative; 0 means %d", o.MaxSweeps, defaultMaxSweeps)
	}
	return nil
}

// ended returns the error of a context that has ended, or is none.
func ended(ctx context.Context) error {
	if ctx == nil {
		return errors.New("modern: ctx is nil: pass a context, such as context.Background()")
	}
	return ctx.Err()
}
