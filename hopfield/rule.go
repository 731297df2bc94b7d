package hopfield

import (
	"context"
	"errors"
	"fmt"
)

// A Rule writes patterns into a new network.
//
// Train takes P ≥ 1 patterns of N ≥ 1 entries each and neither changes nor keeps them. Its error names the pattern and the
// entry at fault; if ctx ends, it is that of ctx.
type Rule interface {
	Train(ctx context.Context, patterns []Pattern) (*Network, error)
}

// An Online rule learns one pattern after another, without having to see the earlier ones again.
type Online interface {
	Rule

	// Learner starts an empty memory of N neurons. It is an error if N is not positive or too large for the rule.
	Learner(neurons int) (Learner, error)
}

// A Learner is a memory that grows. It belongs to one goroutine at a time.
type Learner interface {
	// Learn adds a pattern of N entries. After an error the memory is as it was.
	Learn(p Pattern) error

	// Network returns what was learned so far, equal to the Train of the same patterns in the same order. Later lessons do
	// not change it. It is an error if nothing was learned, and ctx.Err() if ctx ends.
	Network(ctx context.Context) (*Network, error)
}

// trainOnline is the Train of an online rule.
func trainOnline(ctx context.Context, rule Online, patterns []Pattern) (*Network, error) {
	n, err := validate(patterns)
	if err != nil {
		return nil, err
	}
	memory, err := rule.Learner(n)
	if size := (sizeError{}); errors.As(err, &size) {
		return nil, fmt.Errorf("hopfield: patterns[0] has %d entries: this rule takes at most %d", n, size.most)
	}
	if err != nil {
		return nil, err
	}
	learn := func(_ context.Context, p Pattern) error { return memory.Learn(p) }
	if slow, ok := memory.(interruptible); ok {
		learn = slow.learn
	}
	for _, p := range patterns {
		if err := ended(ctx); err != nil {
			return nil, err
		}
		if err := learn(ctx, p); err != nil {
			return nil, err
		}
	}
	return memory.Network(ctx)
}

// An interruptible learner takes long enough over a single pattern to look at a context meanwhile. If that ends, learn
// returns its error, and the memory is of no more use.
type interruptible interface {
	learn(ctx context.Context, p Pattern) error
}

// checkNeurons returns an error unless a memory may have n neurons.
func checkNeurons(n, most int) error {
	if n < 1 || n > most {
		return sizeError{n, most}
	}
	return nil
}

// A sizeError says that a memory cannot have n neurons.
type sizeError struct{ n, most int }

func (e sizeError) Error() string {
	return fmt.Sprintf("hopfield: neurons is %d: it must be from 1 to %d", e.n, e.most)
}

// checkLoad returns an error if p patterns of n entries are more than the given number of entries in all, which a rule has
// memory for.
func checkLoad(n, p, most int) error {
	if p > most/n {
		return fmt.Errorf("hopfield: patterns are %d of %d entries: this rule takes at most %d entries in all", p, n, most)
	}
	return nil
}

// checkLesson returns an error unless p can be learned by a memory of n neurons.
func checkLesson(p Pattern, n int) error {
	if err := p.Validate("p"); err != nil {
		return err
	}
	if len(p) != n {
		return fmt.Errorf("hopfield: p has %d entries, the memory %d neurons", len(p), n)
	}
	return nil
}

var errNothingLearned = fmt.Errorf("hopfield: nothing was learned: a network needs at least one pattern")

// validate returns the common length of the patterns, or what is wrong with the first bad one.
func validate(patterns []Pattern) (n int, err error) {
	if len(patterns) == 0 {
		return 0, fmt.Errorf("hopfield: patterns is empty: it must have at least one")
	}
	n = len(patterns[0])
	for k, p := range patterns {
		if err := p.Validate(fmt.Sprintf("patterns[%d]", k)); err != nil {
			return 0, err
		}
		if len(p) != n {
			return 0, fmt.Errorf("hopfield: patterns[%d] has %d entries, patterns[0] has %d: all must be of one length", k, len(p), n)
		}
	}
	return n, nil
}

// ended returns the error of a context that has ended, or is none.
func ended(ctx context.Context) error {
	if ctx == nil {
		return errors.New("hopfield: ctx is nil: pass a context, such as context.Background()")
	}
	return ctx.Err()
}
