package boltzmann

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
)

// A Step is where a dream has come to after a sweep.
type Step struct {
	Sweep   int   // counted from 1
	Hidden  State // the features that the machine saw in the picture before
	Visible State // the picture that it made of them

	// Probability has, for each visible unit, the probability with which Visible was drawn: the same picture in gray,
	// which is what most figures of dreams show.
	Probability []float64
}

// Dream lets the machine make pictures of its own, by Gibbs sampling. In each sweep it draws the hidden units given the
// visible ones, then the visible units given the hidden ones; in the long run, every picture v comes up as often as p(v)
// says, wherever the dream began. A nil start begins with a fair coin for each visible unit. How long the long run is
// depends on the machine: a well-trained one may linger in one picture for thousands of sweeps.
//
// The steps are drawn one at a time as the loop asks for them, and are the caller's to keep. A sweep costs about
// 2·visible·hidden operations. r is used up as the loop goes; a second loop over the same sequence dreams on from start
// with what r gives next.
//
// An error comes alone and ends the sequence: if start is not a state of the visible units, r is nil, sweeps is less
// than 1, or ctx has ended.
func (m *Machine) Dream(ctx context.Context, r *rand.Rand, start State, sweeps int) iter.Seq2[Step, error] {
	return func(yield func(Step, error) bool) {
		if err := m.validateDream(ctx, r, start, sweeps); err != nil {
			yield(Step{}, err)
			return
		}
		c := m.newChain()
		if start == nil {
			start = coins(r, m.visible)
		}
		c.set(start)
		for sweep := 1; sweep <= sweeps; sweep++ {
			if err := ctx.Err(); err != nil {
				yield(Step{}, err)
				return
			}
			c.sweep(r)
			h := make(State, m.hidden)
			for j, on := range c.h {
				h[j] = uint8(on)
			}
			if !yield(Step{sweep, h, slices.Clone(c.v), slices.Clone(c.q)}, nil) {
				return
			}
		}
	}
}

func (m *Machine) validateDream(ctx context.Context, r *rand.Rand, start State, sweeps int) error {
	switch {
	case m.visible == 0:
		return errNoUnits
	case ctx == nil:
		return errNoContext
	case r == nil:
		return errNoRand
	case sweeps < 1:
		return fmt.Errorf("boltzmann: sweeps is %d: it must be at least 1", sweeps)
	case start == nil:
		return nil
	}
	return start.fits("start", m.visible)
}

// A chain is a Gibbs chain of a machine, which may change between sweeps as long as refresh follows.
type chain struct {
	m    *Machine
	v    State
	p    []float64 // p(h = 1 | v)
	h, q []float64 // the last hidden state, 0 or 1, and p(v = 1 | h)
}

func (m *Machine) newChain() *chain {
	return &chain{m, make(State, m.visible), make([]float64, m.hidden), make([]float64, m.hidden), make([]float64, m.visible)}
}

// set moves the chain to the visible state v.
func (c *chain) set(v State) {
	copy(c.v, v)
	c.refresh()
}

func (c *chain) refresh() {
	c.m.hiddenInputs(c.p, c.v)
	logistic(c.p)
}

// sweep draws h given v, and v given h.
func (c *chain) sweep(r *rand.Rand) {
	for j, p := range c.p {
		c.h[j] = 0
		if r.Float64() < p {
			c.h[j] = 1
		}
	}
	c.m.visibleInputs(c.q, c.h)
	logistic(c.q)
	for i, q := range c.q {
		c.v[i] = 0
		if r.Float64() < q {
			c.v[i] = 1
		}
	}
	c.refresh()
}

func coins(r *rand.Rand, n int) State {
	s := make(State, n)
	for i := range s {
		s[i] = uint8(r.IntN(2))
	}
	return s
}
