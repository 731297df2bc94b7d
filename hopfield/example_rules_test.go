package hopfield_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"

	"flipbook/hopfield"
)

// fair returns random patterns, each entry +1 or −1 by a throw of a fair coin.
func fair(r *rand.Rand, count, neurons int) []hopfield.Pattern {
	patterns := make([]hopfield.Pattern, count)
	for k := range patterns {
		for range neurons {
			patterns[k] = append(patterns[k], int8(2*r.IntN(2)-1))
		}
	}
	return patterns
}

// kept is how many of the patterns are stable.
func kept(memory *hopfield.Network, patterns []hopfield.Pattern) (count int) {
	for _, p := range patterns {
		if memory.Stable(p, hopfield.Keep) {
			count++
		}
	}
	return count
}

// How many random memories do 100 neurons hold? Rules that see a pattern once lose them, one rule after the other. Those that
// come back to what they do not hold yet have all of them.
func ExampleRule_capacity() {
	patterns := fair(rand.New(rand.NewPCG(1, 1)), 100, 100)
	counts := []int{5, 10, 20, 40, 60, 100}
	fmt.Printf("%-22s%4d\n", "of", counts)
	for _, rule := range []hopfield.Rule{
		hopfield.Hebb{},
		hopfield.Clipped{Rule: hopfield.Hebb{}},
		hopfield.Storkey{},
		hopfield.Unlearned{Rule: hopfield.Hebb{}},
		hopfield.KrauthMezard{},
		hopfield.ProbabilityFlow{},
	} {
		var stable []int
		for _, count := range counts {
			if u, dreams := rule.(hopfield.Unlearned); dreams {
				u.Dreams = 50 * count
				rule = u
			}
			memory, err := rule.Train(context.Background(), patterns[:count])
			if err != nil {
				fmt.Println(err)
				return
			}
			stable = append(stable, kept(memory, patterns[:count]))
		}
		fmt.Printf("%-22s%4d\n", strings.TrimPrefix(fmt.Sprintf("%T", rule), "hopfield."), stable)
	}
	// Output:
	// of                    [   5   10   20   40   60  100]
	// Hebb                  [   5   10   13    0    0    0]
	// Clipped               [   5   10    1    0    0    0]
	// Storkey               [   5   10   20   33   19    8]
	// Unlearned             [   5   10   20   39   22    0]
	// KrauthMezard          [   5   10   20   40   60  100]
	// ProbabilityFlow       [   5   10   20   40   60  100]
}

// What the network knows already it does not learn again: the second lesson is the first once more, and changes nothing.
func ExampleStorkey() {
	memory, err := hopfield.Storkey{}.Learner(4)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range []hopfield.Pattern{{1, 1, -1, -1}, {1, 1, -1, -1}, {1, -1, 1, -1}} {
		if err := memory.Learn(p); err != nil {
			fmt.Println(err)
			return
		}
		learned, err := memory.Network(context.Background())
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(learned.Weight(0, 1), learned.Weight(0, 2), learned.Weight(0, 3))
	}
	// Output:
	// 0.25 -0.25 -0.25
	// 0.25 -0.25 -0.25
	// 0 0 -0.75
}

// The second order of the rule stores half a pattern for each neuron, and the first does not.
func ExampleStorkeyOrder() {
	patterns := fair(rand.New(rand.NewPCG(1, 1)), 50, 100)
	for _, order := range []hopfield.StorkeyOrder{hopfield.FirstOrder, hopfield.SecondOrder} {
		memory, err := hopfield.Storkey{Order: order}.Train(context.Background(), patterns)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%v order: %d of 50\n", order, kept(memory, patterns))
	}
	// Output:
	// first order: 29 of 50
	// second order: 45 of 50
}

// The more stability a neuron asks for, the farther from a letter may a recall begin.
func ExampleKrauthMezard() {
	letters := []hopfield.Pattern{letterJ, letterC, letterM}
	for _, stability := range []float64{0, 1, 2} {
		memory, err := hopfield.KrauthMezard{Stability: stability, Symmetric: true}.Train(context.Background(), letters)
		if err != nil {
			fmt.Println(err)
			return
		}
		found, r := 0, rand.New(rand.NewPCG(1, 1))
		for k := range 300 {
			cue, err := hopfield.Flipped(r, letters[k%3], .25)
			if err != nil {
				fmt.Println(err)
				return
			}
			run, err := memory.Recall(context.Background(), cue, r, nil)
			if err != nil {
				fmt.Println(err)
				return
			}
			if run.End.Overlap(letters[k%3]) == 1 {
				found++
			}
		}
		fmt.Printf("stability %v: %d of 300 letters are recalled from 25 %% noise\n", stability, found)
	}
	// Output:
	// stability 0: 228 of 300 letters are recalled from 25 % noise
	// stability 1: 235 of 300 letters are recalled from 25 % noise
	// stability 2: 261 of 300 letters are recalled from 25 % noise
}

// No weights make a neuron answer the same question with yes and with no: two patterns that differ in one neuron cannot be
// stored both. The error says so, and has what was learned.
func ExampleNotStoredError() {
	patterns := []hopfield.Pattern{{1, 1, 1, 1}, {1, 1, 1, -1}}
	_, err := hopfield.KrauthMezard{MaxSweeps: 50}.Train(context.Background(), patterns)
	fmt.Println(err)

	var not *hopfield.NotStoredError
	if errors.As(err, &not) {
		for _, p := range patterns {
			fmt.Println(p, not.Network.Margins(p))
		}
	}
	// Output:
	// hopfield: patterns are not stored: 2 of 2 after 50 steps, on account of 1 of 4 neurons: try fewer patterns or more steps
	// [1 1 1 1] [3 3 3 0]
	// [1 1 1 -1] [1 1 1 0]
}

// A graph on ten vertices is a pattern: a neuron for each of the 45 pairs, +1 if the two are joined. Shown 100 of the 252
// graphs in which five vertices form a clique, the network learns what a clique is: it knows those it has never seen as well.
func ExampleProbabilityFlow() {
	var cliques []hopfield.Pattern
	for set := range 1 << 10 {
		var graph hopfield.Pattern
		members := 0
		for i := range 10 {
			members += set >> i & 1
			for j := range i {
				graph = append(graph, int8(2*(set>>i&1)*(set>>j&1)-1))
			}
		}
		if members == 5 {
			cliques = append(cliques, graph)
		}
	}
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(cliques), func(i, j int) { cliques[i], cliques[j] = cliques[j], cliques[i] })

	memory, err := hopfield.ProbabilityFlow{Margin: 10}.Train(context.Background(), cliques[:100])
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(kept(memory, cliques[:100]), "of 100 cliques seen")
	fmt.Println(kept(memory, cliques[100:]), "of 152 cliques never seen")
	// Output:
	// 100 of 100 cliques seen
	// 152 of 152 cliques never seen
}

// From a random state a network comes to a memory once in eight times. After some dreams it is every other time, and after
// too many never.
func ExampleUnlearned() {
	patterns := fair(rand.New(rand.NewPCG(5, 1)), 14, 100)
	for _, dreams := range []int{0, 100, 500, 2000} {
		memory, err := hopfield.Unlearned{Rule: hopfield.Hebb{}, Dreams: dreams}.Train(context.Background(), patterns)
		if err != nil {
			fmt.Println(err)
			return
		}
		found, r := 0, rand.New(rand.NewPCG(6, 1))
		for range 200 {
			run, err := memory.Recall(context.Background(), fair(r, 1, 100)[0], r, nil)
			if err != nil {
				fmt.Println(err)
				return
			}
			for _, p := range patterns {
				if m := run.End.Overlap(p); m == 1 || m == -1 {
					found++
				}
			}
		}
		fmt.Printf("%d dreams: %d of 200 recalls end in a memory\n", dreams, found)
	}
	// Output:
	// 0 dreams: 24 of 200 recalls end in a memory
	// 100 dreams: 77 of 200 recalls end in a memory
	// 500 dreams: 105 of 200 recalls end in a memory
	// 2000 dreams: 0 of 200 recalls end in a memory
}

// Of weights from −3 to 3 only the sign is left.
func ExampleClipped() {
	patterns := []hopfield.Pattern{{1, 1, -1, 1}, {1, 1, 1, -1}, {1, 1, -1, -1}}
	for _, rule := range []hopfield.Rule{hopfield.Hebb{}, hopfield.Clipped{Rule: hopfield.Hebb{}}} {
		memory, err := rule.Train(context.Background(), patterns)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(memory.Weight(0, 1), memory.Weight(0, 2), memory.Weight(0, 3))
	}
	// Output:
	// 3 -1 -1
	// 1 -1 -1
}
