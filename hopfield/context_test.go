package hopfield

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// patience is a context that counts how often it is asked whether it has ended, and ends after so many times.
type patience struct {
	context.Context
	asked, ends int
}

func (p *patience) Err() error {
	if p.asked++; p.asked > p.ends {
		return context.Canceled
	}
	return nil
}

// Work that may take long looks at its context all along, at least once for each so many neurons, in large networks too; and
// wherever the context ends, so does the work, without a result.
func TestLongWorkLooksAtItsContextAllAlong(t *testing.T) {
	const n, large = 200, 1100 // more than the 1024 neurons that may be asked between two looks
	lessons := randoms(seeded(81), 3, n)
	x := randoms(seeded(82), 3, large)
	hebb := train(t, Hebb{}, x)
	dense, err := hebb.Dense()
	if err != nil {
		t.Fatal(err)
	}
	training := func(rule Rule) func(context.Context) (any, error) {
		return func(ctx context.Context) (any, error) { return given(rule.Train(ctx, lessons)) }
	}
	for _, work := range []struct {
		name  string
		least int // looks
		do    func(ctx context.Context) (any, error)
	}{
		{"Hebb", n / 64, training(Hebb{})},
		{"Covariance", n / 64, training(Covariance{})},
		{"PseudoInverse", n, training(PseudoInverse{})},
		{"Storkey", 3*2*n + 2*n, training(Storkey{})}, // each lesson, and the rounding
		{"KrauthMezard", 3 * n, training(KrauthMezard{})},
		{"ProbabilityFlow", 4 * n, training(ProbabilityFlow{MaxSteps: 2, Margin: .001})},
		{"Unlearned", n, training(Unlearned{Rule: Hebb{}, Dreams: 1})},
		{"Clipped", n, training(Clipped{Rule: Hebb{}})},
		{"Synchronous", 2 + 1 + 2, func(ctx context.Context) (any, error) { // a step, its flips, and a step without any
			return given(hebb.Synchronous(ctx, spoiled(x[0], 300, seeded(1).Perm(large)), nil))
		}},
		{"Recall", 2, func(ctx context.Context) (any, error) { return given(hebb.Recall(ctx, x[0], seeded(1), nil)) }},
		{"steepest Recall", 2, func(ctx context.Context) (any, error) {
			return given(dense.Recall(ctx, x[0], nil, &RecallOptions{Order: Steepest}))
		}},
	} {
		free := &patience{Context: context.Background(), ends: 1 << 40}
		if result, err := work.do(free); result == nil || err != nil {
			t.Fatalf("%s: %v", work.name, err)
		}
		if free.asked < work.least {
			t.Errorf("%s looks at its context %d times, want at least %d", work.name, free.asked, work.least)
		}
		for k := range 10 {
			ends := free.asked * k / 10
			result, err := work.do(&patience{Context: context.Background(), ends: ends})
			if result != nil || !errors.Is(err, context.Canceled) || fmt.Sprint(err) != "context canceled" {
				t.Errorf("%s, its context ended after %d of %d looks: %v, %v", work.name, ends, free.asked, result, err)
			}
		}
	}
}

// given is a result as any, which is nil if the pointer is.
func given[T any](result *T, err error) (any, error) {
	if result == nil {
		return nil, err
	}
	return result, err
}

// No context at all is an error like any other.
func TestNoContextIsAnError(t *testing.T) {
	var none context.Context
	x := randoms(seeded(83), 2, 12)
	net := train(t, Hebb{}, x)
	memory, err := PseudoInverse{}.Learner(12)
	if err != nil {
		t.Fatal(err)
	}
	if err := memory.Learn(x[0]); err != nil {
		t.Fatal(err)
	}
	errs := map[string]error{}
	for _, rule := range []Rule{
		Hebb{}, Covariance{}, PseudoInverse{}, Storkey{}, KrauthMezard{}, ProbabilityFlow{}, Unlearned{Rule: Hebb{}, Dreams: 1}, Clipped{Rule: Hebb{}},
		Thresholded{Rule: Hebb{}},
	} {
		_, errs[fmt.Sprintf("%T", rule)] = rule.Train(none, x)
	}
	_, errs["Learner"] = memory.Network(none)
	_, errs["Recall"] = net.Recall(none, x[0], seeded(1), nil)
	_, errs["steepest Recall"] = net.Recall(none, x[0], nil, &RecallOptions{Order: Steepest})
	_, errs["Synchronous"] = net.Synchronous(none, x[0], nil)
	_, errs["Landscape"] = net.Landscape(none, Keep)
	_, errs["Experiment"] = Experiment{Memories: SamePatterns(x)}.Run(none, 1, nil)
	for name, err := range errs {
		if err == nil || !strings.Contains(err.Error(), "ctx is nil") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
