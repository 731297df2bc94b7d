package modern_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"flipbook/hopfield"
	"flipbook/hopfield/modern"
)

// Four letters of 25 pixels.
var (
	names   = []string{"E", "F", "H", "L"}
	letters = []hopfield.Pattern{
		letter("##### #.... ###.. #.... #####"),
		letter("##### #.... ###.. #.... #...."),
		letter("#...# #...# ##### #...# #...#"),
		letter("#.... #.... #.... #.... #####"),
	}
)

// letter turns ink into +1 and paper into −1.
func letter(rows string) hopfield.Pattern {
	var p hopfield.Pattern
	for _, pixel := range strings.ReplaceAll(rows, " ", "") {
		if pixel == '#' {
			p = append(p, 1)
		} else {
			p = append(p, -1)
		}
	}
	return p
}

// picture shows ink, paper, and a question mark for what is between.
func picture(states ...[]float64) string {
	var b strings.Builder
	for y := range 5 {
		for k, s := range states {
			if k > 0 {
				b.WriteString("   ")
			}
			for _, v := range s[5*y : 5*y+5] {
				switch {
				case v > .5:
					b.WriteByte('#')
				case v < -.5:
					b.WriteByte('.')
				default:
					b.WriteByte('?')
				}
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// A memory is asked with the upper part of a letter, the rest erased to 0. The first three rows of an H are enough. Those of
// an E are those of an F, too: the memory attends to both, and leaves open what they disagree about.
func Example() {
	memory, err := modern.NewContinuous(letters, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, asked := range []hopfield.Pattern{letters[2], letters[0]} {
		query := modern.Query(asked)
		clear(query[15:])
		attention, err := memory.Attention(nil, query)
		if err != nil {
			fmt.Println(err)
			return
		}
		answer, err := memory.Update(nil, query)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Print(picture(query, answer))
		for k, weight := range attention {
			fmt.Printf("%s %.2f\n", names[k], weight)
		}
	}
	// Output:
	// #...#   #...#
	// #...#   #...#
	// #####   #####
	// ?????   #...#
	// ?????   #...#
	// E 0.00
	// F 0.00
	// H 1.00
	// L 0.00
	// #####   #####
	// #....   #....
	// ###..   ###..
	// ?????   #....
	// ?????   #????
	// E 0.50
	// F 0.50
	// H 0.00
	// L 0.00
}

// The steeper the interaction, the more it keeps: of 100 random patterns, 24 neurons keep none, few or all.
func ExampleInteraction() {
	r := rand.New(rand.NewPCG(2017, 1))
	patterns := make([]hopfield.Pattern, 100)
	for k := range patterns {
		for range 24 {
			patterns[k] = append(patterns[k], int8(2*r.IntN(2)-1))
		}
	}
	for _, f := range []modern.Interaction{
		modern.Polynomial{Power: 2}, modern.Polynomial{Power: 3}, modern.Polynomial{Power: 4}, modern.Exponential{},
	} {
		memory, err := modern.NewDense(patterns, f)
		if err != nil {
			fmt.Println(err)
			return
		}
		kept := 0
		for _, x := range patterns {
			if memory.Stable(x, hopfield.Keep) {
				kept++
			}
		}
		fmt.Printf("%-6v keeps %3d, in theory %4.0f\n", f, kept, f.Capacity(24))
	}
	// Output:
	// x^2    keeps   0, in theory    4
	// x^3    keeps  23, in theory   30
	// x^4    keeps  98, in theory  145
	// exp(x) keeps 100, in theory 4096

}

// Every flip is kept, so that a recall can be watched. The energy is −Σ (x·s)³.
func ExampleDense() {
	memory, err := modern.NewDense([]hopfield.Pattern{
		{1, 1, 1, 1, -1, -1, -1, -1},
		{1, -1, 1, -1, 1, -1, 1, -1},
		{1, 1, -1, -1, -1, -1, 1, 1},
	}, modern.Polynomial{Power: 3})
	if err != nil {
		fmt.Println(err)
		return
	}
	cue := hopfield.Pattern{1, 1, 1, -1, -1, -1, -1, 1}
	run, err := memory.Recall(context.Background(), cue, rand.New(rand.NewPCG(1, 1)), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("start", run.Start, run.StartEnergy)
	for _, f := range run.Flips {
		fmt.Println("neuron", f.Neuron, "flips:", f.Energy)
	}
	fmt.Println("end  ", run.End)
	// Output:
	// start [1 1 1 -1 -1 -1 -1 1] -128
	// neuron 3 flips: -216
	// neuron 7 flips: -512
	// end   [1 1 1 1 -1 -1 -1 -1]

}

// Powers of digits: how many random pictures of 784 pixels are kept without error.
func ExamplePolynomial() {
	for n := 2; n <= 4; n++ {
		f := modern.Polynomial{Power: n}
		fmt.Printf("%v: %.0f\n", f, f.Capacity(784))
	}
	f := modern.Polynomial{Power: 3, Rectified: true}
	fmt.Printf("%v: %.0f\n", f, f.Capacity(784))
	// Output:
	// x^2: 59
	// x^3: 15372
	// x^4: 2410268
	// max(x,0)^3: 30743

}

// Energies of the exponential memory are logarithms: −N at a memory that no other resembles, and no more than N anywhere.
func ExampleExponential() {
	x := hopfield.Pattern{1, 1, -1, 1, -1, -1, 1, 1}
	memory, err := modern.NewDense([]hopfield.Pattern{x}, modern.Exponential{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(memory.Energy(x), memory.Energy(x.Mirror()), memory.Stable(x.Mirror(), hopfield.Keep))
	// Output:
	// -8 8 false
}

// A history replays: the flips lead from Start to End, through every state.
func ExampleDense_Recall() {
	memory, err := modern.NewDense(letters, modern.Exponential{})
	if err != nil {
		fmt.Println(err)
		return
	}
	spoiled := letter("#...# ##..# ###.# #...# #...#") // an H, but for two pixels
	run, err := memory.Recall(context.Background(), spoiled, rand.New(rand.NewPCG(1, 1)), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	var frames [][]float64
	for _, state := range run.States() {
		frames = append(frames, modern.Query(state))
	}
	fmt.Print(picture(frames...))
	fmt.Printf("%.1f to %.1f in %d sweeps; settled: %v\n", run.StartEnergy, run.Energy(), run.Sweeps, run.Settled)
	// Output:
	// #...#   #...#   #...#
	// ##..#   #...#   #...#
	// ###.#   ###.#   #####
	// #...#   #...#   #...#
	// #...#   #...#   #...#
	// -21.0 to -25.0 in 2 sweeps; settled: true
}

// Two memories that are each other's mirror leave a neuron of two minds: with keep it stays as it is, with plus it does not.
func ExampleRecallOptions() {
	memory, err := modern.NewDense([]hopfield.Pattern{{1}, {-1}}, modern.Exponential{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, ties := range []hopfield.Ties{hopfield.Keep, hopfield.Plus} {
		run, err := memory.Recall(context.Background(), hopfield.Pattern{-1}, rand.New(rand.NewPCG(1, 1)),
			&modern.RecallOptions{Ties: ties, MaxSweeps: 10})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(ties, run.End)
	}
	// Output:
	// keep [-1]
	// plus [1]
}

// Patterns may be any vectors. β says how much better than the others a pattern must be in order to be recalled alone.
func ExampleContinuous() {
	memory, err := modern.NewContinuous([][]float64{{2, 0}, {0, 2}, {-1, -1}}, .5)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, beta := range []float64{.1, 1, 10} {
		if memory, err = memory.WithBeta(beta); err != nil {
			fmt.Println(err)
			return
		}
		answer, err := memory.Update(nil, []float64{1, .5})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("β = %4v: %.3f\n", beta, answer)
	}
	// Output:
	// β =  0.1: [0.496 0.423]
	// β =    1: [1.409 0.505]
	// β =   10: [2.000 0.000]

}

// The states of a recall are kept. Their attention is many more numbers, and is worked out again where it is wanted: here
// half an L, asked for at a low β, is given up for a blend of it with E and F.
func ExampleTrajectory() {
	memory, err := modern.NewContinuous(letters, .2)
	if err != nil {
		fmt.Println(err)
		return
	}
	query := modern.Query(letters[3])
	clear(query[10:])
	run, err := memory.Recall(context.Background(), query, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	var attention []float64
	for k, state := range run.States[:4] {
		if attention, err = memory.Attention(attention, state); err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%d: E = %6.3f, attention %.3f\n", k, run.Energies[k], attention)
	}
	fmt.Printf("settled after %d steps: %v\n", run.Steps(), run.Settled)
	// Output:
	// 0: E = 11.347, attention [0.109 0.109 0.242 0.540]
	// 1: E =  6.313, attention [0.234 0.120 0.141 0.506]
	// 2: E =  5.897, attention [0.321 0.134 0.082 0.463]
	// 3: E =  5.700, attention [0.393 0.148 0.058 0.401]
	// settled after 75 steps: true

}

// One step is attention; more of them are a recall.
func ExampleContinuousOptions() {
	memory, err := modern.NewContinuous([][]float64{{1, 0}, {0, 1}}, 3)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, steps := range []int{1, 0} {
		run, err := memory.Recall(context.Background(), []float64{.6, .4}, &modern.ContinuousOptions{MaxSteps: steps, Tolerance: 1e-6})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%d steps to %.3f, settled: %v\n", run.Steps(), run.End(), run.Settled)
	}
	// Output:
	// 1 steps to [0.646 0.354], settled: false
	// 18 steps to [0.929 0.071], settled: true

}

// One look at the patterns answers at every β.
func ExampleBits() {
	memory, err := modern.NewBits(letters)
	if err != nil {
		fmt.Println(err)
		return
	}
	query := make([]int8, 25)    // 0: not known
	copy(query, letters[0][:10]) // two rows of the E, which the F has too
	levels, err := memory.Levels(context.Background(), query)
	if err != nil {
		fmt.Println(err)
		return
	}
	answer, weights := make([]float64, 25), make([]float64, len(levels))
	for _, beta := range []float64{.01, .1, 1} {
		modern.Blend(answer, weights, levels, beta)
		fmt.Print("β = ", beta, ":")
		for k, l := range levels {
			fmt.Printf("  %d letters of overlap %d have %.2f each", l.Patterns, l.Overlap, weights[k])
		}
		fmt.Println()
	}
	// Output:
	// β = 0.01:  2 letters of overlap 10 have 0.26 each  2 letters of overlap 2 have 0.24 each
	// β = 0.1:  2 letters of overlap 10 have 0.34 each  2 letters of overlap 2 have 0.16 each
	// β = 1:  2 letters of overlap 10 have 0.50 each  2 letters of overlap 2 have 0.00 each
}

// Patterns with the same overlap with a query have the same weight at any β.
func ExampleLevel() {
	memory, err := modern.NewBits([]hopfield.Pattern{{1, 1, 1}, {1, -1, 1}, {1, 1, -1}, {-1, -1, -1}})
	if err != nil {
		fmt.Println(err)
		return
	}
	levels, err := memory.Levels(context.Background(), []int8{1, 1, 0})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range levels {
		fmt.Println(l.Patterns, "of overlap", l.Overlap, "of which so many are +1 at each entry:", l.Plus)
	}
	// Output:
	// 2 of overlap 2 of which so many are +1 at each entry: [2 2 1]
	// 1 of overlap 0 of which so many are +1 at each entry: [1 0 1]
	// 1 of overlap -2 of which so many are +1 at each entry: [0 0 0]
}
