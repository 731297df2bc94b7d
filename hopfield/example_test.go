package hopfield_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"flipbook/hopfield"
)

// The letters J, C and M, as a matrix printer of 1976 might have drawn them: 35 pixels, 35 neurons.
var (
	letterJ = letter(
		"#####",
		"...#.",
		"...#.",
		"...#.",
		"...#.",
		"#..#.",
		".##..",
	)
	letterC = letter(
		".###.",
		"#...#",
		"#....",
		"#....",
		"#....",
		"#...#",
		".###.",
	)
	letterM = letter(
		"#...#",
		"##.##",
		"#.#.#",
		"#.#.#",
		"#...#",
		"#...#",
		"#...#",
	)
)

// letter turns ink into +1 and paper into −1.
func letter(rows ...string) hopfield.Pattern {
	var p hopfield.Pattern
	for _, pixel := range strings.Join(rows, "") {
		if pixel == '#' {
			p = append(p, 1)
		} else {
			p = append(p, -1)
		}
	}
	return p
}

// picture turns states into pictures, side by side.
func picture(states ...hopfield.Pattern) string {
	var b strings.Builder
	for y := range 7 {
		for k, s := range states {
			if k > 0 {
				b.WriteString("   ")
			}
			for _, v := range s[5*y : 5*y+5] {
				b.WriteByte(".#"[(v+1)/2])
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// A memory that is asked by showing it something like the answer.
//
// We let a network of 35 neurons learn three letters, spoil the J with noise as strong as the ink itself, and let
// the network settle. Nobody tells it which letter it was.
func Example() {
	memory, err := hopfield.PseudoInverse{}.Train(context.Background(), []hopfield.Pattern{letterJ, letterC, letterM})
	if err != nil {
		fmt.Println(err)
		return
	}

	r := rand.New(rand.NewPCG(1976, 1))
	gray, err := hopfield.Noisy(r, letterJ, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	spoiled := hopfield.Sign(gray) // a neuron knows no gray

	run, err := memory.Recall(context.Background(), spoiled, r, nil)
	if err != nil {
		fmt.Println(err)
		return
	}

	fmt.Print(picture(letterJ, run.Start, run.End))
	fmt.Printf("%d pixels were wrong, %d neurons flipped in %d sweeps.\n", spoiled.Hamming(letterJ), len(run.Flips), run.Sweeps)
	fmt.Printf("The energy fell from %.2f to %.2f; the overlap is %.0f.\n", run.StartEnergy, run.Energy(), run.End.Overlap(letterJ))
	// Output:
	// #####   ..##.   #####
	// ...#.   ##.#.   ...#.
	// ...#.   .#.#.   ...#.
	// ...#.   ...#.   ...#.
	// ...#.   ...#.   ...#.
	// #..#.   ..##.   #..#.
	// .##..   .#..#   .##..
	// 10 pixels were wrong, 10 neurons flipped in 2 sweeps.
	// The energy fell from -2.51 to -16.00; the overlap is 1.
}

// Every flip is kept, so that a recall can be watched.
func ExampleNetwork_Recall() {
	memory, err := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{
		{1, 1, 1, 1, -1, -1, -1, -1},
		{1, -1, 1, -1, 1, -1, 1, -1},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	cue := hopfield.Pattern{1, 1, 1, 1, -1, -1, 1, 1} // the first, but for its last two neurons
	run, err := memory.Recall(context.Background(), cue, rand.New(rand.NewPCG(2, 1)), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("start", run.Start, run.StartEnergy)
	state := append(hopfield.Pattern(nil), run.Start...)
	for _, f := range run.Flips {
		state[f.Neuron] *= -1
		fmt.Println("     ", state, f.Energy)
	}
	fmt.Println("settled:", run.Settled)
	// Output:
	// start [1 1 1 1 -1 -1 1 1] 0
	//       [1 1 1 1 -1 -1 1 -1] -12
	//       [1 1 1 1 -1 -1 -1 -1] -24
	// settled: true
}

// Hebb's weights are whole numbers: with two memories, −2, 0 and 2.
func ExampleHebb() {
	memory, err := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{{1, 1, -1}, {1, -1, -1}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range memory.Len() {
		fmt.Println(memory.Weight(i, 0), memory.Weight(i, 1), memory.Weight(i, 2))
	}
	// Output:
	// 0 0 -2
	// 0 0 0
	// -2 0 0
}

// The pseudo-inverse keeps what Hebb's rule cannot tell apart, and says so when there is nothing new to keep.
func ExamplePseudoInverse() {
	e, f := hopfield.Pattern{1, 1, 1, 1, 1, 1, -1, -1}, hopfield.Pattern{1, 1, 1, 1, 1, -1, 1, -1}
	g := hopfield.Pattern{1, 1, 1, 1, 1, -1, -1, 1}
	for _, rule := range []hopfield.Rule{hopfield.Hebb{}, hopfield.PseudoInverse{}} {
		memory, err := rule.Train(context.Background(), []hopfield.Pattern{e, f, g})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%T keeps them: %v\n", rule, memory.Stable(e, hopfield.Keep) && memory.Stable(f, hopfield.Keep) && memory.Stable(g, hopfield.Keep))
	}
	_, err := hopfield.PseudoInverse{}.Train(context.Background(), []hopfield.Pattern{e, f, e.Mirror()})
	fmt.Println(err)
	// Output:
	// hopfield.Hebb keeps them: false
	// hopfield.PseudoInverse keeps them: true
	// hopfield: patterns[2] is the mirror image of patterns[0]: storing one stores both, so leave one out
}
