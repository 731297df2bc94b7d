package theory_test

import (
	"fmt"

	"flipbook/hopfield/theory"
)

// Three answers to "how many patterns fit into 1000 neurons?", and what each of them promises.
func Example() {
	channel := theory.Channel{Neurons: 1000}
	exact, err := channel.Capacity(0, theory.Odds{All: .99})
	if err != nil {
		fmt.Println(err)
		return
	}
	odds, err := channel.Odds(int(exact), 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	end, err := theory.Synapses{}.Critical(0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("all bits of a pattern right, 99 times in 100: %d patterns (one bit wrong in %.0f)\n", int(exact), 1/(1-odds.Each))
	fmt.Printf("at the end %.1f %% of the bits wrong, and no more: %d patterns\n", 100*end.Errors, int(1000*end.Load))
	fmt.Printf("with the best of all weights: %d patterns\n", int(theory.CapacityPerceptron(1000, 0)))
	// Output:
	// all bits of a pattern right, 99 times in 100: 56 patterns (one bit wrong in 99608)
	// at the end 1.6 % of the bits wrong, and no more: 137 patterns
	// with the best of all weights: 2000 patterns
}

// The first look, and the end: where the capacity is near, wrong bits bring about more of them. (Beyond it the end is that
// of equilibrium; [theory.Synapses.Retrieval] says what a network does that starts in the memory.)
func ExampleState() {
	for _, load := range []float64{.05, .1, .12, .137, .139} {
		end, err := theory.Synapses{}.Retrieval(load, 0)
		if err != nil {
			fmt.Println(err)
			return
		}
		first := theory.OneStepError(load)
		fmt.Printf("α = %.3f: after one look %.4f of the bits are wrong, in the end %.4f\n", load, first, end.Errors)
	}
	// Output:
	// α = 0.050: after one look 0.0000 of the bits are wrong, in the end 0.0000
	// α = 0.100: after one look 0.0008 of the bits are wrong, in the end 0.0010
	// α = 0.120: after one look 0.0019 of the bits are wrong, in the end 0.0034
	// α = 0.137: after one look 0.0034 of the bits are wrong, in the end 0.0123
	// α = 0.139: after one look 0.0037 of the bits are wrong, in the end 0.5000
}

// A memory that is spread over all synapses outlives the loss of most of them.
func ExampleSynapses() {
	for _, s := range []theory.Synapses{{}, {Deleted: .25}, {Deleted: .5}, {Deleted: .75}, {Deleted: .9}, {Clipped: true}} {
		end, err := s.Critical(0)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("deleted %.2f, clipped %-5v: noise ratio %.2f, capacity %.3f N\n", s.Deleted, s.Clipped, s.NoiseRatio(), end.Load)
	}
	// Output:
	// deleted 0.00, clipped false: noise ratio 0.00, capacity 0.138 N
	// deleted 0.25, clipped false: noise ratio 0.33, capacity 0.114 N
	// deleted 0.50, clipped false: noise ratio 1.00, capacity 0.087 N
	// deleted 0.75, clipped false: noise ratio 3.00, capacity 0.054 N
	// deleted 0.90, clipped false: noise ratio 9.00, capacity 0.028 N
	// deleted 0.00, clipped true : noise ratio 0.57, capacity 0.102 N
}

// The phase diagram: the load up to which memories are valleys, and up to which they are the deepest ones.
func ExampleSynapses_Ground() {
	for _, temperature := range []float64{0, .3, .6, .9} {
		valley, err := theory.Synapses{}.Critical(temperature)
		if err != nil {
			fmt.Println(err)
			return
		}
		deepest, err := theory.Synapses{}.Ground(temperature)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("T = %.1f: valleys up to α = %.4f, deepest up to %.4f\n", temperature, valley.Load, deepest.Load)
	}
	// Output:
	// T = 0.0: valleys up to α = 0.1379, deepest up to 0.0519
	// T = 0.3: valleys up to α = 0.1033, deepest up to 0.0450
	// T = 0.6: valleys up to α = 0.0388, deepest up to 0.0193
	// T = 0.9: valleys up to α = 0.0026, deepest up to 0.0014
}

// Why a little noise is good for a memory: it melts the spurious mixtures first.
func ExampleMixture() {
	for _, temperature := range []float64{0, .4, .5} {
		for _, n := range []int{1, 2, 3} {
			m, err := theory.MixtureOf(n, temperature)
			if err != nil {
				fmt.Println(err)
				return
			}
			fmt.Printf("T = %.1f, mixture of %d: overlap %.2f, f = %.3f, stable %v\n", temperature, n, m.Overlap, m.FreeEnergy, m.Stable())
		}
	}
	fmt.Printf("Three melt at T = %.2f, five at %.2f.\n", theory.MixtureMelts(3), theory.MixtureMelts(5))
	// Output:
	// T = 0.0, mixture of 1: overlap 1.00, f = -0.500, stable true
	// T = 0.0, mixture of 2: overlap 0.50, f = -0.250, stable false
	// T = 0.0, mixture of 3: overlap 0.50, f = -0.375, stable true
	// T = 0.4, mixture of 1: overlap 0.99, f = -0.503, stable true
	// T = 0.4, mixture of 2: overlap 0.49, f = -0.390, stable false
	// T = 0.4, mixture of 3: overlap 0.45, f = -0.401, stable true
	// T = 0.5, mixture of 1: overlap 0.96, f = -0.510, stable true
	// T = 0.5, mixture of 2: overlap 0.48, f = -0.428, stable false
	// T = 0.5, mixture of 3: overlap 0.42, f = -0.430, stable false
	// Three melt at T = 0.46, five at 0.38.
}

// How much of a picture of 28×28 pixels may be wrong, so that nine bits of ten, or all of them, are right after one step?
func ExampleChannel() {
	channel := theory.Channel{Neurons: 28 * 28}
	for _, patterns := range []int{2, 10, 30, 100} {
		most, err := channel.Tolerance(patterns, theory.Odds{Each: .9})
		if err != nil {
			fmt.Println(err)
			return
		}
		all, err := channel.Tolerance(patterns, theory.Odds{All: .9})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%-3d patterns: %.2f for nine of ten, %.2f for all\n", patterns, most, all)
	}
	// Output:
	// 2   patterns: 0.48 for nine of ten, 0.43 for all
	// 10  patterns: 0.43 for nine of ten, 0.30 for all
	// 30  patterns: 0.38 for nine of ten, 0.15 for all
	// 100 patterns: 0.27 for nine of ten, NaN for all
}

// A demand may name the odds of each bit, of all, or both.
func ExampleOdds() {
	channel := theory.Channel{Neurons: 1000}
	for _, demand := range []theory.Odds{{Each: .99}, {All: .5}, {Each: .99, All: .5}} {
		patterns, err := channel.Capacity(.1, demand)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%+v: %.1f patterns\n", demand, patterns)
	}
	// Output:
	// {Each:0.99 All:0}: 119.3 patterns
	// {Each:0 All:0.5}: 63.6 patterns
	// {Each:0.99 All:0.5}: 63.6 patterns
}

// All capacities of a network of 784 neurons, one for each pixel of a digit.
func ExampleRung() {
	rungs, err := theory.Ladder(784)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range rungs {
		fmt.Printf("10^%-7.2f %-25s %-12s  %s\n", r.Log10, r.Name, r.Formula, r.Source)
	}
	// Output:
	// 10^1.47    Hebb, all exact           N/(4 ln N)    McEliece et al. 1987
	// 10^1.77    Hebb, most exact          N/(2 ln N)    McEliece et al. 1987
	// 10^1.83    Hebb, half the synapses   0.087 N       Sompolinsky 1986
	// 10^1.90    Hebb, signs only          0.102 N       Sompolinsky 1986
	// 10^2.03    Hebb, a few bits wrong    0.138 N       Amit et al. 1985
	// 10^2.33    Storkey                   N/√(2 ln N)   Storkey 1997
	// 10^2.89    pseudo-inverse            N             Personnaz et al. 1985
	// 10^2.89    minimum probability flow  at least N    Hillar et al. 2012
	// 10^3.20    perceptrons               2 N           Gardner 1988
	// 10^3.93    sparse, 1 % active        N/(2a|ln a|)  Tsodyks & Feigel'man 1988
	// 10^4.19    dense, cubic              N²/(6 ln N)   Krotov & Hopfield 2016
	// 10^6.38    dense, quartic            N³/(30 ln N)  Krotov & Hopfield 2016
	// 10^118.00  exponential               2^(N/2)       Demircigil et al. 2017
}

// Digits are forgiving: even noise ten times as strong as the ink flips less than half of the pixels.
func ExampleFlipShare() {
	for _, sigma := range []float64{.5, 1, 2, 9.6} {
		fmt.Printf("σ = %.1f flips %.1f %%\n", sigma, 100*theory.FlipShare(sigma))
	}
	// Output:
	// σ = 0.5 flips 2.3 %
	// σ = 1.0 flips 15.9 %
	// σ = 2.0 flips 30.9 %
	// σ = 9.6 flips 45.9 %
}

// What a margin costs.
func ExampleGardnerLoad() {
	for _, kappa := range []float64{0, .5, 1, 2} {
		fmt.Printf("κ = %.1f: %.2f N patterns\n", kappa, theory.GardnerLoad(kappa))
	}
	// Output:
	// κ = 0.0: 2.00 N patterns
	// κ = 0.5: 0.96 N patterns
	// κ = 1.0: 0.52 N patterns
	// κ = 2.0: 0.20 N patterns
}
