package boltzmann

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"

	"flipbook/internal/detmath"
)

// TrainOptions varies the training. A nil *TrainOptions means the zero value.
type TrainOptions struct {
	// Epochs is how often every state of the data is shown. 0 means 10.
	Epochs int

	// Batch is the number of states between two changes of the weights; the last batch of an epoch may be smaller. 0 means
	// 10, and more than there are states means all of them.
	Batch int

	// Steps is k, the number of Gibbs sweeps from the data to what is to be unlearned. 0 means 1.
	Steps int

	// Persistent lets the chains go on where the batch before left them, instead of starting at the data anew: persistent
	// contrastive divergence (Tieleman 2008). There are Batch chains, and they begin at states of the data. Chains that
	// wander find and fill pits far from all data, of which the plain method never hears. They need a small rate, best a
	// falling one, so that the weights do not outrun them.
	Persistent bool

	// Rate is the learning rate ε: a batch adds ε times its gradient. It is positive. 0 means 0.05.
	Rate float64

	// FinalRate is the learning rate of the last batch: from one batch to the next, ε goes there in equal steps. A falling
	// rate quiets the noise that sampling leaves in the weights. It is positive. 0 means the same as Rate.
	FinalRate float64

	// Momentum is the share μ of a change that the next one repeats: Δ ← μΔ + ε∇. It is in [0, 1). 0 means none; with
	// μ = 0.9 a lasting gradient moves the weights ten times as far.
	Momentum float64

	// Decay is λ, the weight decay (L2): the gradient of the weights, not of the biases, has a further term −λW. It is not
	// negative. 0 means none.
	Decay float64

	// Seed decides the order of the data and all coins; one seed gives the same machine on every CPU. 0 is a seed like any
	// other.
	Seed uint64

	// Progress is told how many batches of how many are done, after each one. nil tells nobody.
	Progress func(done, total int)
}

// An Epoch is one pass through the data.
type Epoch struct {
	Number  int      // counted from 1
	Machine *Machine // as it is after the pass; it may be kept
}

// Train returns the machine that m becomes by learning the data: the last of [Machine.Epochs], with the same errors.
func (m *Machine) Train(ctx context.Context, data []State, o *TrainOptions) (*Machine, error) {
	trained := m
	for e, err := range m.Epochs(ctx, data, o) {
		if err != nil {
			return nil, err
		}
		trained = e.Machine
	}
	return trained, nil
}

// Epochs trains step by step: it yields the machine after each epoch, for a film to show or a test to stop at. Nothing is
// computed before the loop asks for it, and every loop over the sequence starts anew from m, which does not change. How well
// a machine has learned, its methods say: [Machine.ReconstructionError],
// [Machine.LogLikelihood], [Machine.PseudoLogLikelihood], [Machine.FreeEnergyGap].
//
// In each epoch the data are shuffled and cut into batches. For a batch, the gradient is that of the package documentation:
// what the machine sees in the data, less what it sees in its own pictures, k sweeps later. Hidden units enter it with their
// probabilities, all else with coins. An epoch costs about 2(k+1)·visible·hidden operations a state, with k = 1 and 64
// hidden units 0.15 ms for a digit of 784 pixels, and some 5·visible·hidden a batch.
//
// An error comes alone and ends the sequence: if data is empty, or its states are not states of the visible units; if an
// option is out of its range, NaN or infinite; if a weight or bias leaves ±[MaxWeight], since the learning rate is too
// large; or if ctx has ended.
func (m *Machine) Epochs(ctx context.Context, data []State, o *TrainOptions) iter.Seq2[Epoch, error] {
	return func(yield func(Epoch, error) bool) {
		t, err := newTrainer(ctx, m, data, o)
		if err != nil {
			yield(Epoch{}, err)
			return
		}
		for number := 1; number <= t.Epochs; number++ {
			if err := t.epoch(ctx); err != nil {
				yield(Epoch{}, err)
				return
			}
			if !yield(Epoch{number, t.m.clone()}, nil) {
				return
			}
		}
	}
}

// maxCount keeps the number of batches within an int.
const maxCount = 1_000_000_000

// complete returns the options with defaults filled in, for so many states of data.
func (o *TrainOptions) complete(states int) (TrainOptions, error) {
	var c TrainOptions
	if o != nil {
		c = *o
	}
	c.Epochs, c.Batch, c.Steps = cmp.Or(c.Epochs, 10), min(cmp.Or(c.Batch, 10), states), cmp.Or(c.Steps, 1)
	c.Rate = cmp.Or(c.Rate, .05)
	c.FinalRate = cmp.Or(c.FinalRate, c.Rate)
	for _, n := range []struct {
		name  string
		value int
	}{{"Epochs", c.Epochs}, {"Batch", c.Batch}, {"Steps", c.Steps}} {
		if n.value < 1 || n.value > maxCount {
			return c, fmt.Errorf("boltzmann: TrainOptions.%s is %d: it must not be negative, nor more than %d", n.name, n.value, maxCount)
		}
	}
	for _, x := range []struct {
		name  string
		value float64
		good  bool
		want  string
	}{
		{"Rate", c.Rate, c.Rate > 0 && c.Rate <= MaxWeight, "positive, and at most 1e6"},
		{"FinalRate", c.FinalRate, c.FinalRate > 0 && c.FinalRate <= MaxWeight, "positive, and at most 1e6"},
		{"Momentum", c.Momentum, c.Momentum >= 0 && c.Momentum < 1, "at least 0 and less than 1"},
		{"Decay", c.Decay, c.Decay >= 0 && c.Decay <= MaxWeight, "at least 0 and at most 1e6"},
	} {
		if !x.good {
			return c, fmt.Errorf("boltzmann: TrainOptions.%s is %v: it must be %s", x.name, x.value, x.want)
		}
	}
	return c, nil
}

// A trainer is a training under way.
type trainer struct {
	TrainOptions
	m           *Machine // being changed
	data        []State  // in the order of the epoch
	r           *rand.Rand
	gradient    parameters // of a batch
	delta       parameters // the last change
	chain       *chain
	fantasies   []State // where the persistent chains are
	done, total int     // batches
}

func newTrainer(ctx context.Context, m *Machine, data []State, options *TrainOptions) (*trainer, error) {
	if m.visible == 0 {
		return nil, errNoUnits
	}
	if err := validateWork(ctx, "data", data, m.visible); err != nil {
		return nil, err
	}
	o, err := options.complete(len(data))
	if err != nil {
		return nil, err
	}
	t := &trainer{
		TrainOptions: o,
		m:            m.clone(),
		data:         slices.Clone(data),
		r:            rand.New(rand.NewPCG(o.Seed, 0)),
		gradient:     newParameters(m.visible, m.hidden),
		delta:        newParameters(m.visible, m.hidden),
		total:        o.Epochs * ((len(data)-1)/o.Batch + 1),
	}
	t.chain = t.m.newChain()
	t.shuffle()
	for _, v := range t.data[:o.Batch] {
		t.fantasies = append(t.fantasies, slices.Clone(v))
	}
	return t, nil
}

func (t *trainer) shuffle() {
	t.r.Shuffle(len(t.data), func(i, j int) { t.data[i], t.data[j] = t.data[j], t.data[i] })
}

// epoch goes through the data once.
func (t *trainer) epoch(ctx context.Context) error {
	t.shuffle()
	for batch := range slices.Chunk(t.data, t.Batch) {
		t.gradient.clear()
		for k, v := range batch {
			if err := t.contrast(ctx, k, v); err != nil {
				return err
			}
		}
		t.step(len(batch))
		t.done++
		if t.Progress != nil {
			t.Progress(t.done, t.total)
		}
	}
	if t.m.wild() {
		return fmt.Errorf("boltzmann: TrainOptions.Rate is %v: weights left ±%v by batch %d of %d, so it, or Decay (%v), must be smaller",
			t.Rate, float64(MaxWeight), t.done, t.total, t.Decay)
	}
	return nil
}

// contrast adds to the gradient what v teaches, which is number k of its batch: the data's slope, less that of a fantasy.
func (t *trainer) contrast(ctx context.Context, k int, v State) error {
	c := t.chain
	c.set(v)
	t.gradient.addSlope(1, c.v, c.p)
	if t.Persistent {
		c.set(t.fantasies[k])
	}
	for range t.Steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		c.sweep(t.r)
	}
	t.gradient.addSlope(-1, c.v, c.p)
	copy(t.fantasies[k], c.v)
	return nil
}

// step moves the machine along the gradient, the sum over a batch of so many states.
func (t *trainer) step(states int) {
	rate := t.Rate
	if t.total > 1 {
		rate += float64((t.FinalRate - t.Rate) * (float64(t.done) / float64(t.total-1)))
	}
	t.delta.scale(t.Momentum)
	t.delta.addScaled(rate/float64(states), t.gradient)
	detmath.AddScaled(t.delta.w, -rate*t.Decay, t.m.w)
	t.m.addScaled(1, t.delta)
}
