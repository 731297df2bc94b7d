package hopfield_test

import (
	"context"
	"fmt"
	"log"
	"math/rand/v2"

	"flipbook/hopfield"
)

// Two memories of four neurons each, the mirror image of one another, and a cue that resembles both alike.
var (
	left  = hopfield.Pattern{1, 1, -1, 1}
	right = left.Mirror()
	torn  = hopfield.Pattern{1, 1, 1, -1}
)

func ExamplePattern() {
	p, q := hopfield.Pattern{1, 1, -1, -1}, hopfield.Pattern{1, -1, -1, -1}
	fmt.Println(p.Overlap(q), p.Hamming(q), p.Mirror())
	fmt.Println(hopfield.Pattern{1, 0}.Validate("cue"))
	// Output:
	// 0.5 1 [-1 -1 1 1]
	// hopfield: cue[1] is 0: every entry must be -1 or +1
}

// A cue that is torn between two memories ends in either, depending on who is asked first.
func ExampleRecallOptions() {
	net, err := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{left, right})
	if err != nil {
		log.Fatal(err)
	}
	for _, order := range [][]int{{0, 1, 2, 3}, {2, 3, 0, 1}} {
		o := &hopfield.RecallOptions{Order: hopfield.InTurn, Sequence: order}
		run, err := net.Recall(context.Background(), torn, nil, o)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(order, "→", run.End)
	}
	// Output:
	// [0 1 2 3] → [-1 -1 1 -1]
	// [2 3 0 1] → [1 1 -1 1]
}

// A steepest descent needs no luck.
func ExampleOrder() {
	net, err := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{{1, 1, 1, 1, 1, -1}})
	if err != nil {
		log.Fatal(err)
	}
	run, err := net.Recall(context.Background(), hopfield.Pattern{-1, 1, 1, 1, -1, -1}, nil, &hopfield.RecallOptions{Order: hopfield.Steepest})
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range run.Flips {
		fmt.Println("neuron", f.Neuron, "takes the energy to", f.Energy)
	}
	// Output:
	// neuron 0 takes the energy to -5
	// neuron 4 takes the energy to -15
}

// The two memories cancel in the weights, so every field is 0, and the neurons do what they are told to.
func ExampleTies() {
	net, err := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{{1, 1}, {1, -1}})
	if err != nil {
		log.Fatal(err)
	}
	for _, ties := range []hopfield.Ties{hopfield.Keep, hopfield.Plus, hopfield.Minus} {
		run, err := net.Recall(context.Background(), hopfield.Pattern{-1, 1}, rand.New(rand.NewPCG(1, 1)), &hopfield.RecallOptions{Ties: ties})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(ties, run.End)
	}
	// Output:
	// keep [-1 1]
	// plus [1 1]
	// minus [-1 -1]
}

// A history can be replayed.
func ExampleHistory() {
	memory := hopfield.Pattern{1, 1, 1, 1, -1, -1, -1, -1}
	net, err := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{memory})
	if err != nil {
		log.Fatal(err)
	}
	run, err := net.Recall(context.Background(), hopfield.Pattern{1, 1, 1, 1, 1, 1, -1, -1}, rand.New(rand.NewPCG(1, 1)), nil)
	if err != nil {
		log.Fatal(err)
	}
	overlaps := run.Overlaps(memory)
	for k, state := range run.States() {
		fmt.Println(state, overlaps[k])
	}
	// Output:
	// [1 1 1 1 1 1 -1 -1] 0.5
	// [1 1 1 1 -1 1 -1 -1] 0.75
	// [1 1 1 1 -1 -1 -1 -1] 1
}

// A flip knows when it happened and what it led to.
func ExampleFlip() {
	net, err := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{{1, 1, 1, -1}})
	if err != nil {
		log.Fatal(err)
	}
	run, err := net.Recall(context.Background(), hopfield.Pattern{1, 1, -1, -1}, nil, &hopfield.RecallOptions{Order: hopfield.InTurn})
	if err != nil {
		log.Fatal(err)
	}
	f := run.Flips[0]
	fmt.Printf("The %drd neuron asked was number %d; it flipped, and the energy became %v.\n", f.Asked, f.Neuron, f.Energy)
	// Output:
	// The 3rd neuron asked was number 2; it flipped, and the energy became -6.
}

// A network that is warm never settles. A walk goes on without keeping the past, here for 2,000 sweeps at half the
// temperature at which the memory melts: theory says m = tanh(m/T), which is 0.9575 at T = ½.
func ExampleWalk() {
	r := rand.New(rand.NewPCG(3, 1))
	memory, err := hopfield.Random(r, 500)
	if err != nil {
		log.Fatal(err)
	}
	net, err := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{memory})
	if err != nil {
		log.Fatal(err)
	}
	walk, err := net.Walk(memory, r, &hopfield.RecallOptions{Temperature: .5, MaxSweeps: 2000})
	if err != nil {
		log.Fatal(err)
	}
	sum, sweeps := 0., 0
	for walk.Next(context.Background()) {
		if walk.Sweeps() > sweeps { // once a sweep, so that every moment counts the same
			sum, sweeps = sum+walk.State().Overlap(memory), walk.Sweeps()
		}
	}
	if err := walk.Err(); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d sweeps, mean overlap %.3f\n", walk.Sweeps(), sum/float64(sweeps))
	// Output:
	// 2000 sweeps, mean overlap 0.957
}

// Asked all at once, the torn network blinks for ever; Synchronous sees it, and returns.
func ExampleOrbit() {
	net, err := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{left, right})
	if err != nil {
		log.Fatal(err)
	}
	orbit, err := net.Synchronous(context.Background(), torn, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, state := range orbit.States() {
		fmt.Println(state)
	}
	fmt.Println("period", orbit.Period)
	// Output:
	// [1 1 1 -1]
	// [-1 -1 -1 1]
	// [1 1 1 -1]
	// period 2
}

// All neurons at once need not go downhill: this network flips every one of them in each step, and its energy stays where it
// is.
func ExampleStep() {
	net, err := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{left, right})
	if err != nil {
		log.Fatal(err)
	}
	orbit, err := net.Synchronous(context.Background(), torn, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, step := range orbit.Steps {
		fmt.Println("flipped", step.Flipped, "energy", step.Energy)
	}
	// Output:
	// flipped [0 1 2 3] energy 4
	// flipped [0 1 2 3] energy 4
}

// Where nobody may be torn, ties included, the options say so.
func ExampleSynchronousOptions() {
	net, err := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{{1, 1}, {1, -1}})
	if err != nil {
		log.Fatal(err)
	}
	orbit, err := net.Synchronous(context.Background(), hopfield.Pattern{-1, 1}, &hopfield.SynchronousOptions{Ties: hopfield.Plus, MaxSteps: 10})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(orbit.End, "after", orbit.Transient, "step, period", orbit.Period)
	// Output:
	// [1 1] after 1 step, period 1
}
