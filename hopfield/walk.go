package hopfield

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"flipbook/internal/detmath"
)

// A Walk is a recall under way, flip by flip, that keeps nothing of what is past:
//
//	for walk.Next(ctx) {
//		… walk.Flip(), walk.State() …
//	}
//	if err := walk.Err(); err != nil { … }
//
// It belongs to one goroutine.
type Walk struct {
	net     *Network
	fields  fields
	state   Pattern
	energy  float64
	options RecallOptions
	r       *rand.Rand

	flips   int
	calm    []int   // for each neuron, how many flips must have been for its answer to be in doubt
	stride  float64 // 1/(2 max|W|): a flip changes no field by more than the inverse, so a margin outlasts some flips
	order   []int   // of this sweep
	next    int     // index into order of the neuron asked next
	quiet   bool    // no flip in this sweep yet
	flip    Flip
	asked   int
	sweeps  int
	settled bool
	err     error
}

// Walk begins a recall, to be followed flip by flip. It takes what [Network.Recall] takes, and takes the same steps.
func (n *Network) Walk(start Pattern, r *rand.Rand, o *RecallOptions) (*Walk, error) {
	if o == nil {
		o = &RecallOptions{}
	}
	if err := start.Validate("start"); err != nil {
		return nil, err
	}
	if len(start) != n.n {
		return nil, fmt.Errorf("hopfield: start has %d entries, the network %d neurons", len(start), n.n)
	}
	if err := o.validate(n.n); err != nil {
		return nil, err
	}
	if r == nil && (o.Order == Shuffled || o.Temperature > 0) {
		return nil, errNoRand
	}
	w := &Walk{net: n, fields: n.w.start(start), state: slices.Clone(start), options: *o, r: r, quiet: true}
	w.calm, w.stride = make([]int, n.n), 1/(2*n.w.largest())
	w.energy = w.fields.energy() + n.thresholdEnergy(start)
	if w.options.MaxSweeps == 0 {
		w.options.MaxSweeps = defaultMaxSweeps
		if o.Order == Steepest {
			w.options.MaxSweeps = max(defaultMaxSweeps, 10*n.n)
		}
	}
	w.order = slices.Clone(o.Sequence)
	for i := len(w.order); i < n.n; i++ {
		w.order = append(w.order, i)
	}
	return w, nil
}

// Next goes on to the next flip. It returns false when the walk is over: the network has settled, MaxSweeps are done, or
// ctx has ended.
func (w *Walk) Next(ctx context.Context) bool {
	if w.options.Order == Steepest {
		return w.descend(ctx)
	}
	hot := w.options.Temperature > 0
	for w.err == nil && !w.settled && w.sweeps < w.options.MaxSweeps {
		if w.next == 0 && w.options.Order == Shuffled {
			for i := len(w.order) - 1; i > 0; i-- {
				j := w.r.IntN(i + 1)
				w.order[i], w.order[j] = w.order[j], w.order[i]
			}
		}
		for w.next < len(w.order) {
			if w.asked&1023 == 0 && ended(ctx) != nil {
				w.err = ended(ctx)
				return false
			}
			i := w.order[w.next]
			w.next++
			w.asked++
			if w.flips < w.calm[i] {
				continue
			}
			h := w.field(i)
			if margin := h * float64(w.state[i]); margin > 0 && !hot {
				w.calm[i] = w.flips + int(min(margin*w.stride, 1<<30))
			} else if w.answer(h, w.state[i]) != w.state[i] {
				w.change(i, h)
				return true
			}
		}
		w.endSweep()
	}
	return false
}

// descend is Next in the order [Steepest].
func (w *Walk) descend(ctx context.Context) bool {
	if w.err != nil || w.settled || w.sweeps >= w.options.MaxSweeps {
		return false
	}
	best, steepest := -1, 0.
	for i, s := range w.state {
		if i&1023 == 0 && ended(ctx) != nil {
			w.err = ended(ctx)
			return false
		}
		h := w.field(i)
		if w.options.Ties.answer(h, s) == s {
			continue
		}
		if change := w.rise(i, h); best < 0 || change < steepest {
			best, steepest = i, change
		}
	}
	w.asked += len(w.state)
	if best >= 0 {
		w.change(best, w.field(best))
	}
	w.endSweep()
	return best >= 0
}

func (w *Walk) endSweep() {
	w.sweeps++
	w.settled = w.quiet && w.options.Temperature == 0
	w.next, w.quiet = 0, true
}

func (w *Walk) field(i int) float64 { return w.fields.at(i) + w.net.Threshold(i) }

// answer returns the state that neuron i takes in the field h.
func (w *Walk) answer(h float64, s int8) int8 {
	if w.options.Temperature == 0 {
		return w.options.Ties.answer(h, s)
	}
	if w.r.Float64() < 1/(1+detmath.Exp(-2*h/(w.options.Temperature*w.net.unit))) {
		return 1
	}
	return -1
}

// rise returns what a flip of neuron i in the field h adds to the energy: 2sᵢhᵢ, less what a connection to itself has in
// it, which the flip does not change; of asymmetric weights the mean of both directions counts.
func (w *Walk) rise(i int, h float64) float64 {
	s := float64(w.state[i])
	both := float64(2 * h)
	if !w.net.w.symmetric() {
		both += w.fields.back(i) - w.fields.at(i)
	}
	return float64(s*both) - 2*w.net.w.weight(i, i)
}

func (w *Walk) change(i int, h float64) {
	w.energy += w.rise(i, h)
	w.state[i] = -w.state[i]
	w.fields.flip(i)
	w.flips++
	w.quiet = false
	w.flip = Flip{Asked: w.asked, Neuron: i, Energy: w.energy}
}

// Flip returns the flip that Next went to; it is zero before the first.
func (w *Walk) Flip() Flip { return w.flip }

// State returns the state after it. The slice changes with the next flip; clone what is to be kept, and do not write to it.
func (w *Walk) State() Pattern { return w.state }

// Energy returns the energy of State, in weight units.
func (w *Walk) Energy() float64 { return w.energy }

// Asked returns the number of neurons asked so far.
func (w *Walk) Asked() int { return w.asked }

// Sweeps returns the number of sweeps completed; the last one, without a flip, counts.
func (w *Walk) Sweeps() int { return w.sweeps }

// Settled reports whether the walk is over because State is a fixed point.
func (w *Walk) Settled() bool { return w.settled }

// Err returns the error of the context that ended the walk, if one did.
func (w *Walk) Err() error { return w.err }

var errNoRand = errors.New("hopfield: r is nil: pass a seeded generator, such as rand.New(rand.NewPCG(1, 2))")
