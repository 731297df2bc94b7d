package boltzmann_test

import (
	"fmt"
	"math"
	"math/rand/v2"

	"flipbook/boltzmann"
)

// picture turns states of side² units into pictures, side by side.
func picture(side int, states ...boltzmann.State) {
	for y := range side {
		for k, s := range states {
			if k > 0 {
				fmt.Print("   ")
			}
			for _, on := range s[y*side:][:side] {
				fmt.Print(string(".#"[on]))
			}
		}
		fmt.Println()
	}
}

// A network that is shown bars and stripes, 14 of all 512 pictures of its size, and dreams of them.
//
// Nobody tells it what makes a bar. After each pass through the data it is a little likelier to dream what it saw; no machine
// can give 14 pictures more than 1/14 each, a log-likelihood of −ln 14.
func Example() {
	data, err := boltzmann.BarsAndStripes(3)
	if err != nil {
		fmt.Println(err)
		return
	}
	machine, err := boltzmann.Start(data, 16, rand.New(rand.NewPCG(1, 1)))
	if err != nil {
		fmt.Println(err)
		return
	}
	lessons := &boltzmann.TrainOptions{Epochs: 3000, Batch: 14, Steps: 5, Rate: .2, FinalRate: .001, Persistent: true}
	for epoch, err := range machine.Epochs(ctx, data, lessons) {
		if err != nil {
			fmt.Println(err)
			return
		}
		machine = epoch.Machine
		if n := epoch.Number; n == 1 || n == 1000 || n == 3000 {
			l, err := machine.LogLikelihood(ctx, data, nil)
			if err != nil {
				fmt.Println(err)
				return
			}
			fmt.Printf("after %4d epochs a pattern has the log-likelihood %.2f\n", n, l)
		}
	}
	fmt.Printf("more than %.2f no machine can reach\n\n", -math.Log(float64(len(data))))

	var dreams []boltzmann.State
	for step, err := range machine.Dream(ctx, rand.New(rand.NewPCG(2, 1)), nil, 400) {
		if err != nil {
			fmt.Println(err)
			return
		}
		if step.Sweep%50 == 0 {
			dreams = append(dreams, step.Visible)
		}
	}
	picture(3, dreams...)
	// Output:
	// after    1 epochs a pattern has the log-likelihood -6.27
	// after 1000 epochs a pattern has the log-likelihood -4.26
	// after 3000 epochs a pattern has the log-likelihood -2.89
	// more than -2.64 no machine can reach
	//
	// ...   ###   ##.   ..#   #.#   ..#   ..#   ...
	// ...   ###   ##.   ..#   #.#   ..#   ..#   ...
	// ..#   ###   ##.   ..#   #.#   ..#   ..#   ###
}

// The smallest machine: a hidden unit that likes its two pixels to be equal.
func ExampleMachine() {
	m, err := boltzmann.New([][]float64{{4}, {4}}, []float64{-2, -2}, []float64{-4})
	if err != nil {
		fmt.Println(err)
		return
	}
	z, err := m.LogPartition(ctx, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range []boltzmann.State{{0, 0}, {0, 1}, {1, 0}, {1, 1}} {
		fmt.Printf("%v  F = %5.2f  p = %.2f  p(h = 1 | v) = %.2f\n", v, m.FreeEnergy(v), math.Exp(-m.FreeEnergy(v)-z), m.HiddenGiven(v)[0])
	}
	fmt.Println("E =", m.Energy(boltzmann.State{1, 1}, boltzmann.State{1}))
	// Output:
	// [0 0]  F = -0.02  p = 0.40  p(h = 1 | v) = 0.02
	// [0 1]  F =  1.31  p = 0.10  p(h = 1 | v) = 0.50
	// [1 0]  F =  1.31  p = 0.10  p(h = 1 | v) = 0.50
	// [1 1]  F = -0.02  p = 0.40  p(h = 1 | v) = 0.98
	// E = 0
}

// States are of zeros and ones.
func ExampleState() {
	fmt.Println(boltzmann.State{0, 1, 1}.Validate("v"))
	fmt.Println(boltzmann.State{0, 1, 2}.Validate("v"))
	// Output:
	// <nil>
	// boltzmann: v[2] is 2: every entry must be 0 or 1
}

func ExampleBarsAndStripes() {
	data, err := boltzmann.BarsAndStripes(2)
	if err != nil {
		fmt.Println(err)
		return
	}
	picture(2, data...)
	// Output:
	// ..   ##   ..   ##   #.   .#
	// ..   ..   ##   ##   #.   .#
}

// What is wrong with the options is said, and what would be right.
func ExampleTrainOptions() {
	data := []boltzmann.State{{1, 0}, {0, 1}}
	m, err := boltzmann.Start(data, 1, rand.New(rand.NewPCG(1, 1)))
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = m.Train(ctx, data, &boltzmann.TrainOptions{Momentum: 1.2})
	fmt.Println(err)
	_, err = m.Train(ctx, data, &boltzmann.TrainOptions{Rate: 1, Decay: 5, Epochs: 100})
	fmt.Println(err)
	// Output:
	// boltzmann: TrainOptions.Momentum is 1.2: it must be at least 0 and less than 1
	// boltzmann: TrainOptions.Rate is 1: weights left ±1e+06 by batch 14 of 100, so it, or Decay (5), must be smaller
}

// A history is what one asks of each epoch. Pixel 1 says the opposite of pixel 0, and is soon believed.
func ExampleEpoch() {
	data := []boltzmann.State{{1, 0}, {0, 1}}
	m, err := boltzmann.Start(data, 2, rand.New(rand.NewPCG(1, 1)))
	if err != nil {
		fmt.Println(err)
		return
	}
	for e, err := range m.Epochs(ctx, data, &boltzmann.TrainOptions{Epochs: 1000, Rate: .5}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		if n := e.Number; n == 10 || n == 100 || n == 1000 {
			pseudo, err := e.Machine.PseudoLogLikelihood(ctx, data, nil)
			if err != nil {
				fmt.Println(err)
				return
			}
			fmt.Printf("%d: %.3f\n", e.Number, pseudo)
		}
	}
	// Output:
	// 10: -1.409
	// 100: -1.405
	// 1000: -0.039
}

// A dream goes on for as long as one looks.
func ExampleStep() {
	m, err := boltzmann.New([][]float64{{4, -4}, {4, -4}, {-4, 4}}, []float64{0, 0, 0}, []float64{-4, 0})
	if err != nil {
		fmt.Println(err)
		return
	}
	for step, err := range m.Dream(ctx, rand.New(rand.NewPCG(3, 1)), boltzmann.State{1, 0, 0}, 1000) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%d: features %v, picture %v of %.2f\n", step.Sweep, step.Hidden, step.Visible, step.Probability)
		if step.Sweep == 6 {
			break
		}
	}
	// Output:
	// 1: features [0 0], picture [1 0 1] of [0.50 0.50 0.50]
	// 2: features [0 1], picture [0 0 1] of [0.02 0.02 0.98]
	// 3: features [0 1], picture [0 0 1] of [0.02 0.02 0.98]
	// 4: features [0 0], picture [1 1 1] of [0.50 0.50 0.50]
	// 5: features [1 0], picture [1 1 0] of [0.98 0.98 0.02]
	// 6: features [1 0], picture [1 1 0] of [0.98 0.98 0.02]
}
