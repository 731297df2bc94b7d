package hopfield_test

import (
	"context"
	"fmt"
	"log"

	"flipbook/hopfield"
)

// The whole landscape of a network of five neurons: 32 states, the memories and their mirrors at the bottom of it.
func ExampleLandscape() {
	memory, err := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{{1, 1, 1, -1, -1}, {1, -1, 1, -1, 1}})
	if err != nil {
		log.Fatal(err)
	}
	land, err := memory.Landscape(context.Background(), hopfield.Keep)
	if err != nil {
		log.Fatal(err)
	}
	for _, k := range land.FixedPoints() {
		fmt.Println("state", k, land.State(k), "energy", land.Energy(k))
	}
	fmt.Println("ground states:", land.GroundStates(), "· valleys:", land.Valleys())
	cue := land.Index(hopfield.Pattern{1, 1, -1, -1, -1})
	fmt.Println("from state", cue, "a steepest descent goes to", land.Next(cue), "and ends in", land.Endpoint(cue))
	// Output:
	// state 7 [1 1 1 -1 -1] energy -8
	// state 10 [-1 1 -1 1 -1] energy -8
	// state 21 [1 -1 1 -1 1] energy -8
	// state 24 [-1 -1 -1 1 1] energy -8
	// ground states: [7 10 21 24] · valleys: [[7] [10] [21] [24]]
	// from state 3 a steepest descent goes to 7 and ends in 7
}

// Ends and sizes of all basins of a network of three memories.
func ExampleBasin() {
	memory, err := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{
		{1, 1, 1, 1, -1, -1, 1}, {1, -1, 1, -1, 1, -1, 1}, {-1, -1, 1, 1, 1, 1, -1},
	})
	if err != nil {
		log.Fatal(err)
	}
	land, err := memory.Landscape(context.Background(), hopfield.Keep)
	if err != nil {
		log.Fatal(err)
	}
	for _, basin := range land.Basins() {
		fmt.Println(land.State(basin.End), "at", land.Energy(basin.End), "drains", basin.Size, "of", land.States(), "states")
	}
	// Output:
	// [-1 -1 -1 -1 1 1 -1] at -19 drains 24 of 128 states
	// [-1 -1 -1 1 1 1 -1] at -19 drains 14 of 128 states
	// [-1 -1 1 1 1 1 -1] at -19 drains 12 of 128 states
	// [1 1 -1 -1 -1 -1 1] at -19 drains 12 of 128 states
	// [1 1 1 -1 -1 -1 1] at -19 drains 14 of 128 states
	// [1 1 1 1 -1 -1 1] at -19 drains 24 of 128 states
	// [-1 1 -1 1 -1 1 -1] at -15 drains 14 of 128 states
	// [1 -1 1 -1 1 -1 1] at -15 drains 14 of 128 states
}

// Three memories and what else a recall may end in.
func ExampleClassify() {
	memories := []hopfield.Pattern{{1, 1, 1, 1, -1, -1, 1, 1}, {1, -1, 1, -1, 1, -1, 1, -1}, {-1, -1, 1, 1, 1, 1, -1, 1}}
	mixture, err := hopfield.Mix(memories, []int8{1, 1, -1})
	if err != nil {
		log.Fatal(err)
	}
	for _, end := range []hopfield.Pattern{memories[1], memories[2].Mirror(), mixture, {1, 1, 1, 1, 1, 1, 1, 1}} {
		e, err := hopfield.Classify(end, memories, nil)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(e.Kind, "nearest to", e.Nearest, "overlap", e.Overlap, e.Terms)
	}
	// Output:
	// memory nearest to 1 overlap 1 []
	// mirror nearest to 2 overlap -1 []
	// mixture nearest to 2 overlap -0.75 [{0 1} {1 1} {2 -1}]
	// spurious nearest to 0 overlap 0.5 []
}

// A recall at a high load hardly ever ends in a memory to the last bit. A tolerance says how near is near enough.
func ExampleClassifyOptions() {
	end := append(hopfield.Pattern(nil), letterC...)
	end[17] = 1
	for _, tolerance := range []float64{0, .03} {
		e, err := hopfield.Classify(end, []hopfield.Pattern{letterJ, letterC}, &hopfield.ClassifyOptions{Tolerance: tolerance})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("tolerance %v: %v, %d wrong\n", tolerance, e.Kind, e.Wrong)
	}
	// Output:
	// tolerance 0: spurious, 0 wrong
	// tolerance 0.03: memory, 1 wrong
}

// What a caption below a recall might say.
func ExampleEndpoint() {
	e, err := hopfield.Classify(letterJ.Mirror(), []hopfield.Pattern{letterC, letterJ}, nil)
	if err != nil {
		log.Fatal(err)
	}
	switch e.Kind {
	case hopfield.Memory:
		fmt.Println("memory", e.Nearest)
	case hopfield.Mirror:
		fmt.Println("the negative of memory", e.Nearest)
	}
	// Output:
	// the negative of memory 1
}

// Kinds have names.
func ExampleEndpointKind() {
	for kind := hopfield.Spurious; kind <= hopfield.Mixture; kind++ {
		fmt.Println(int(kind), kind)
	}
	// Output:
	// 0 spurious
	// 1 memory
	// 2 mirror
	// 3 mixture
}

// A mixture names the memories in it: here J, C and the negative of M.
func ExampleTerm() {
	letters := []hopfield.Pattern{letterJ, letterC, letterM}
	mixture, err := hopfield.Mix(letters, []int8{1, 1, -1})
	if err != nil {
		log.Fatal(err)
	}
	e, err := hopfield.Classify(mixture, letters, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, term := range e.Terms {
		fmt.Printf("%+d × letter %d\n", term.Sign, term.Memory)
	}
	// Output:
	// +1 × letter 0
	// +1 × letter 1
	// -1 × letter 2
}

// The mixture of three letters, which a network takes for a fourth.
func ExampleMix() {
	letters := []hopfield.Pattern{letterJ, letterC, letterM}
	mixture, err := hopfield.Mix(letters, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(picture(append(letters, mixture)...))
	// Output:
	// #####   .###.   #...#   #####
	// ...#.   #...#   ##.##   #..##
	// ...#.   #....   #.#.#   #....
	// ...#.   #....   #.#.#   #....
	// ...#.   #....   #...#   #....
	// #..#.   #...#   #...#   #...#
	// .##..   .###.   #...#   .##..
}

// Two of four patterns have +1 in the middle, two −1: an even number of votes needs to be told what a tie becomes.
func ExampleMajority() {
	votes := []hopfield.Pattern{{1, 1, 1}, {1, 1, -1}, {1, -1, -1}, {1, -1, -1}}
	for _, tie := range []int8{-1, 1} {
		p, err := hopfield.Majority(votes, tie)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(p)
	}
	// Output:
	// [1 -1 -1]
	// [1 1 -1]
}
