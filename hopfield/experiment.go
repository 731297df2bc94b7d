package hopfield

import (
	"context"
	"fmt"
	"math/rand/v2"

	"flipbook/montecarlo"
)

// An Experiment asks how well memories come back: how often, how exactly, how firmly. In each of many independent trials
// it draws memories, trains a network, perhaps damages it, and shows it a cue made from memory 0. Every step is a function
// that draws its luck from the generator it is given, one that belongs to its trial alone.
type Experiment struct {
	// Memories draws the patterns of a trial; must be given. See [RandomPatterns] and [SamePatterns].
	Memories func(r *rand.Rand) ([]Pattern, error)

	// Rule trains the network. Nil means Hebb{}.
	Rule Rule

	// Damage alters the network after it has learned, such as with [Network.WithoutSynapses]. Nil leaves it alone.
	Damage func(r *rand.Rand, n *Network) (*Network, error)

	// Cue makes the start of the recall out of the memory, such as with [FlippedExactly], or pays no heed to it. Nil starts
	// from the memory itself.
	Cue func(r *rand.Rand, memory Pattern) (Pattern, error)

	// Recall varies the recall; nil for the usual one.
	Recall *RecallOptions

	// Classify says what counts as a memory or a mixture in Outcome.Ends; nil for the strictest sense.
	Classify *ClassifyOptions
}

// An Outcome is what the trials of an experiment came to. A proportion knows its confidence interval, and so does a mean.
type Outcome struct {
	Stable  montecarlo.Proportion // trials in which memory 0 is a fixed point
	Right   montecarlo.Proportion // entries of memory 0 that agree with their field: 1 − the one-step error, over N·trials
	Exact   montecarlo.Proportion // recalls that ended in memory 0, to the last entry
	Settled montecarlo.Proportion // recalls that ended in a fixed point
	Overlap montecarlo.Mean       // of the last state with memory 0, a number a trial
	Flips   montecarlo.Mean       // of the recall

	// Ends has an entry for each kind of endpoint: recalls that ended in a memory, which need not be the one asked for, in a
	// mirror, in a mixture, or elsewhere.
	Ends map[EndpointKind]montecarlo.Proportion
}

// Run carries out the trials. The outcome depends on the experiment, the number of trials and o.Seed alone, not on the
// number of workers. Rule, and what the functions share, must be fit for several goroutines at once; everything in this
// package is.
//
// The error is that of the first trial which fails, in their order, or says which field or argument is wrong; if ctx ends,
// it is ctx.Err().
func (e Experiment) Run(ctx context.Context, trials int, o *montecarlo.Options) (*Outcome, error) {
	if e.Memories == nil {
		return nil, fmt.Errorf("hopfield: Experiment.Memories is nil: it must draw patterns, such as RandomPatterns(784, 10)")
	}
	results, err := montecarlo.Run(ctx, trials, e.trial, o)
	if err != nil {
		return nil, err
	}
	sum := &Outcome{Ends: make(map[EndpointKind]montecarlo.Proportion)}
	for _, t := range results {
		sum.Stable.Add(t.right == t.neurons)
		sum.Right = sum.Right.Plus(montecarlo.Proportion{Successes: t.right, Trials: t.neurons})
		sum.Exact.Add(t.overlap == 1)
		sum.Settled.Add(t.settled)
		sum.Overlap.Add(t.overlap)
		sum.Flips.Add(float64(t.flips))
		for kind := Spurious; kind <= Mixture; kind++ {
			share := sum.Ends[kind]
			share.Add(t.end == kind)
			sum.Ends[kind] = share
		}
	}
	return sum, nil
}

// trialResult is what remains of one trial.
type trialResult struct {
	neurons, right, flips int
	overlap               float64
	settled               bool
	end                   EndpointKind
}

func (e Experiment) trial(ctx context.Context, _ int, r *rand.Rand) (t trialResult, err error) {
	memories, err := e.Memories(r)
	if err != nil {
		return t, err
	}
	n, err := e.network(ctx, r, memories)
	if err != nil {
		return t, err
	}
	asked := memories[0]
	cue := asked
	if e.Cue != nil {
		if cue, err = e.Cue(r, asked); err != nil {
			return t, err
		}
	}
	walk, err := n.Walk(cue, r, e.Recall)
	if err != nil {
		return t, err
	}
	for walk.Next(ctx) {
		t.flips++
	}
	if err := walk.Err(); err != nil {
		return t, err
	}
	end, err := Classify(walk.State(), memories, e.Classify)
	if err != nil {
		return t, err
	}
	for i, h := range n.Fields(asked) {
		if walk.options.Ties.answer(h, asked[i]) == asked[i] {
			t.right++
		}
	}
	t.neurons, t.overlap, t.settled, t.end = n.Len(), walk.State().Overlap(asked), walk.Settled(), end.Kind
	return t, nil
}

// network is what the trial's recall runs on.
func (e Experiment) network(ctx context.Context, r *rand.Rand, memories []Pattern) (*Network, error) {
	rule := e.Rule
	if rule == nil {
		rule = Hebb{}
	}
	n, err := trained(ctx, "Experiment.Rule", rule, memories)
	if err != nil || e.Damage == nil {
		return n, err
	}
	damaged, err := e.Damage(r, n)
	if err == nil && (damaged == nil || damaged.Len() != n.Len()) {
		return nil, fmt.Errorf("hopfield: Experiment.Damage must return a network of as many neurons as it was given, %d", n.Len())
	}
	return damaged, err
}

// RandomPatterns is for [Experiment.Memories]: in each trial, P patterns of N entries, each −1 or +1 with probability ½.
// What it returns fails if either is not positive or N·P exceeds 2³⁰.
func RandomPatterns(neurons, patterns int) func(r *rand.Rand) ([]Pattern, error) {
	return func(r *rand.Rand) ([]Pattern, error) {
		if err := checkNeurons(neurons, MaxNeurons); err != nil {
			return nil, err
		}
		if patterns < 1 {
			return nil, fmt.Errorf("hopfield: patterns is %d: it must be at least 1", patterns)
		}
		if patterns > 1<<30/neurons {
			return nil, fmt.Errorf("hopfield: %d patterns of %d entries are too many: at most 2^30 entries in all", patterns, neurons)
		}
		drawn := make([]Pattern, patterns)
		for k := range drawn {
			p, err := Random(r, neurons)
			if err != nil {
				return nil, err
			}
			drawn[k] = p
		}
		return drawn, nil
	}
}

// SamePatterns is for [Experiment.Memories]: the same ones in each trial, such as digits, each in its turn, at random, the
// one that is asked for. What it returns fails if there are none.
func SamePatterns(patterns []Pattern) func(r *rand.Rand) ([]Pattern, error) {
	return func(r *rand.Rand) ([]Pattern, error) {
		if len(patterns) == 0 {
			return nil, fmt.Errorf("hopfield: patterns is empty: an experiment needs at least one")
		}
		if r == nil {
			return nil, errNoRand
		}
		k := r.IntN(len(patterns))
		first := append([]Pattern{patterns[k]}, patterns[:k]...)
		return append(first, patterns[k+1:]...), nil
	}
}
