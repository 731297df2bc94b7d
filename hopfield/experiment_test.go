package hopfield_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"flipbook/hopfield"
	"flipbook/montecarlo"
)

// flip is a cue with a share of its entries wrong.
func flip(share float64) func(*rand.Rand, hopfield.Pattern) (hopfield.Pattern, error) {
	return func(r *rand.Rand, p hopfield.Pattern) (hopfield.Pattern, error) {
		return hopfield.FlippedExactly(r, p, int(math.Round(share*float64(len(p)))))
	}
}

// A hundred networks of 200 neurons, each asked for one of 20 memories by a cue with 20 % wrong entries.
func ExampleExperiment() {
	e := hopfield.Experiment{
		Memories: hopfield.RandomPatterns(200, 20),
		Cue: func(r *rand.Rand, memory hopfield.Pattern) (hopfield.Pattern, error) {
			return hopfield.FlippedExactly(r, memory, 40)
		},
	}
	out, err := e.Run(context.Background(), 100, &montecarlo.Options{Seed: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	between := out.Exact.Wilson(1.96)
	fmt.Printf("exact: %d of %d, so between %.0f %% and %.0f %%\n", out.Exact.Successes, out.Exact.Trials, 100*between.Low, 100*between.High)
	fmt.Printf("mean overlap %.4f ± %.4f\n", out.Overlap.Mean(), out.Overlap.StandardError())
	// Output:
	// exact: 81 of 100, so between 72 % and 87 %
	// mean overlap 0.9753 ± 0.0093
}

// Where the recalls of an overloaded memory end, asked from random states: hardly ever in a memory.
func ExampleOutcome() {
	e := hopfield.Experiment{
		Memories: hopfield.RandomPatterns(100, 15),
		Cue: func(r *rand.Rand, memory hopfield.Pattern) (hopfield.Pattern, error) {
			return hopfield.Random(r, len(memory))
		},
	}
	out, err := e.Run(context.Background(), 1000, &montecarlo.Options{Seed: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	for kind := hopfield.Spurious; kind <= hopfield.Mixture; kind++ {
		fmt.Printf("%v %.1f %%\n", kind, 100*out.Ends[kind].Rate())
	}
	// Output:
	// spurious 92.2 %
	// memory 2.9 %
	// mirror 4.0 %
	// mixture 0.9 %
}

// Trials own their luck, so the number of workers cannot be seen in the outcome.
func TestParallelEqualsSerial(t *testing.T) {
	e := hopfield.Experiment{
		Memories: hopfield.RandomPatterns(60, 9),
		Cue:      flip(.2),
		Damage: func(r *rand.Rand, n *hopfield.Network) (*hopfield.Network, error) {
			return n.WithoutSynapses(r, .2, hopfield.BothWays)
		},
	}
	var outcomes []*hopfield.Outcome
	for _, workers := range []int{1, 2, 7} {
		out, err := e.Run(context.Background(), 50, &montecarlo.Options{Seed: 5, Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		outcomes = append(outcomes, out)
	}
	if !reflect.DeepEqual(outcomes[0], outcomes[1]) || !reflect.DeepEqual(outcomes[0], outcomes[2]) {
		t.Errorf("outcomes of 1, 2 and 7 workers: %+v", outcomes)
	}
	other, err := e.Run(context.Background(), 50, &montecarlo.Options{Seed: 6})
	if err != nil {
		t.Fatal(err)
	}
	if reflect.DeepEqual(outcomes[0], other) {
		t.Error("another seed gives the same outcome")
	}
}

// An outcome is the sum of trials that can be replayed one by one.
func TestOutcomeIsTheSumOfItsTrials(t *testing.T) {
	const n, p, trials, seed = 50, 7, 30, 9 // so that some memories are unstable, and some recalls end elsewhere
	e := hopfield.Experiment{Memories: hopfield.RandomPatterns(n, p), Cue: flip(.3)}
	got, err := e.Run(context.Background(), trials, &montecarlo.Options{Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	want := hopfield.Outcome{Ends: map[hopfield.EndpointKind]montecarlo.Proportion{}}
	kinds := map[hopfield.EndpointKind]int{}
	for i := range trials {
		r := montecarlo.Stream(seed, i)
		memories, err := e.Memories(r)
		if err != nil {
			t.Fatal(err)
		}
		net := train(t, hopfield.Hebb{}, memories)
		cue, err := e.Cue(r, memories[0])
		if err != nil {
			t.Fatal(err)
		}
		run, err := net.Recall(context.Background(), cue, r, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, margin := range net.Margins(memories[0]) {
			want.Right.Add(margin >= 0)
		}
		want.Stable.Add(net.Stable(memories[0], hopfield.Keep))
		want.Exact.Add(slices.Equal(run.End, memories[0]))
		want.Settled.Add(run.Settled)
		want.Overlap.Add(run.End.Overlap(memories[0]))
		want.Flips.Add(float64(len(run.Flips)))
		end, err := hopfield.Classify(run.End, memories, nil)
		if err != nil {
			t.Fatal(err)
		}
		kinds[end.Kind]++
	}
	for kind := hopfield.Spurious; kind <= hopfield.Mixture; kind++ {
		want.Ends[kind] = montecarlo.Proportion{Successes: kinds[kind], Trials: trials}
	}
	if rate := want.Stable.Rate(); rate == 0 || rate == 1 || want.Settled.Rate() != 1 {
		t.Fatalf("the trials show nothing: %+v", want)
	}
	if !reflect.DeepEqual(*got, want) {
		t.Errorf("got  %+v\nwant %+v", *got, want)
	}
}

// A mirror is a valley as good as its memory, and found; but it is not what was asked for.
func TestAMirrorIsNotTheMemory(t *testing.T) {
	e := hopfield.Experiment{
		Memories: hopfield.RandomPatterns(50, 2),
		Cue:      func(_ *rand.Rand, memory hopfield.Pattern) (hopfield.Pattern, error) { return memory.Mirror(), nil },
	}
	out, err := e.Run(context.Background(), 10, nil)
	if err != nil {
		t.Fatal(err)
	}
	if out.Exact.Successes != 0 || out.Ends[hopfield.Mirror].Successes != 10 || out.Overlap.Mean() != -1 || out.Settled.Successes != 10 {
		t.Errorf("from the mirrors: %+v", out)
	}
}

// Memories that are the same in every trial are asked for in turn.
func TestSamePatternsAreAllAskedFor(t *testing.T) {
	x := digits(t, 1)
	draw, r, asked := hopfield.SamePatterns(x), rand.New(rand.NewPCG(1, 1)), map[string]int{}
	for range 200 {
		memories, err := draw(r)
		if err != nil {
			t.Fatal(err)
		}
		if len(memories) != len(x) {
			t.Fatalf("%d memories of %d", len(memories), len(x))
		}
		for _, p := range x {
			if !slices.ContainsFunc(memories, func(q hopfield.Pattern) bool { return slices.Equal(p, q) }) {
				t.Fatal("a memory is missing")
			}
		}
		asked[fmt.Sprint(memories[0])]++
	}
	if len(asked) != len(x) {
		t.Errorf("%d of %d memories were asked for", len(asked), len(x))
	}
}

// nobody is a rule of somebody else's, which cannot make a network.
type nobody struct{}

func (nobody) Train(context.Context, []hopfield.Pattern) (*hopfield.Network, error) { return nil, nil }

func TestExperimentNamesWhatIsWrong(t *testing.T) {
	none := func(*rand.Rand, *hopfield.Network) (*hopfield.Network, error) { return nil, nil }
	long := func(r *rand.Rand, p hopfield.Pattern) (hopfield.Pattern, error) { return append(p, 1), nil }
	for want, e := range map[string]hopfield.Experiment{
		"Experiment.Memories is nil":                      {},
		"patterns is 0":                                   {Memories: hopfield.RandomPatterns(5, 0)},
		"neurons is 0":                                    {Memories: hopfield.RandomPatterns(0, 5)},
		"are too many":                                    {Memories: hopfield.RandomPatterns(1<<20, 1<<20)},
		"patterns is empty":                               {Memories: hopfield.SamePatterns(nil)},
		"Experiment.Damage must return":                   {Memories: hopfield.RandomPatterns(5, 1), Damage: none},
		"start has 6 entries":                             {Memories: hopfield.RandomPatterns(5, 1), Cue: long},
		"RecallOptions.MaxSweeps is -1":                   {Memories: hopfield.RandomPatterns(5, 1), Recall: &hopfield.RecallOptions{MaxSweeps: -1}},
		"Experiment.Rule makes a network without neurons": {Memories: hopfield.RandomPatterns(5, 1), Rule: nobody{}},
		"ClassifyOptions.Tolerance is 0.5":                {Memories: hopfield.RandomPatterns(5, 1), Classify: &hopfield.ClassifyOptions{Tolerance: .5}},
	} {
		if _, err := e.Run(context.Background(), 3, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
	if _, err := hopfield.SamePatterns([]hopfield.Pattern{{1}})(nil); err == nil || !strings.Contains(err.Error(), "r is nil") {
		t.Errorf("without a generator: %v", err)
	}
	e := hopfield.Experiment{Memories: hopfield.RandomPatterns(500, 50)}
	if _, err := e.Run(context.Background(), 0, nil); err == nil || !strings.Contains(err.Error(), "trials") {
		t.Errorf("no trials: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	_, err := e.Run(ctx, 1_000_000, &montecarlo.Options{Progress: func(done, total int) {
		if done == 3 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
