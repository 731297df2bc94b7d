package montecarlo_test

import (
	"context"
	"fmt"
	"math/rand/v2"

	"flipbook/montecarlo"
)

// How likely is it that two of 23 people share a birthday?
func Example() {
	shared, err := montecarlo.Run(context.Background(), 10_000,
		func(_ context.Context, _ int, r *rand.Rand) (bool, error) {
			var taken [365]bool
			for range 23 {
				day := r.IntN(365)
				if taken[day] {
					return true, nil
				}
				taken[day] = true
			}
			return false, nil
		}, &montecarlo.Options{Seed: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	var p montecarlo.Proportion
	for _, s := range shared {
		p.Add(s)
	}
	fmt.Printf("%.3f, and with 95 %% confidence %.3f\n", p.Rate(), p.Wilson(1.96))
	// Output: 0.505, and with 95 % confidence {0.496 0.515}
}

// The results are in the order of the trials, and so is the error.
func ExampleRun() {
	die := func(_ context.Context, i int, r *rand.Rand) (int, error) {
		if i >= 6 {
			return 0, fmt.Errorf("the die of trial %d rolled off the table", i)
		}
		return 1 + r.IntN(6), nil
	}
	fmt.Println(montecarlo.Run(context.Background(), 6, die, nil))
	fmt.Println(montecarlo.Run(context.Background(), 9, die, nil))
	// Output:
	// [2 1 2 6 1 6] <nil>
	// [] the die of trial 6 rolled off the table
}

func ExampleOptions() {
	o := &montecarlo.Options{Seed: 7, Workers: 3, Progress: func(done, total int) { fmt.Printf("%d of %d\n", done, total) }}
	letters, err := montecarlo.Run(context.Background(), 4,
		func(_ context.Context, _ int, r *rand.Rand) (string, error) {
			return string(rune('a' + r.IntN(26))), nil
		}, o)
	fmt.Println(letters, err)
	// Output:
	// 1 of 4
	// 2 of 4
	// 3 of 4
	// 4 of 4
	// [o p u c] <nil>
}

// A trial that surprises can be looked at alone.
func ExampleStream() {
	fmt.Println(1 + montecarlo.Stream(0, 4).IntN(6))
	// Output: 1
}

// A hundred thousand trials measure two thirds to within half a percent, and no better.
func ExampleStandardError() {
	fmt.Printf("± %.4f\n", 3*montecarlo.StandardError(2./3, 100_000))
	// Output: ± 0.0045
}

// Ten trials without a failure: the naive interval is a point, Wilson's tells how little ten trials say.
func ExampleProportion() {
	p := montecarlo.Proportion{Successes: 10, Trials: 10}
	fmt.Printf("%v ± %v\n", p.Rate(), p.StandardError())
	fmt.Printf("%.2f\n", p.Wilson(1.96))
	// Output:
	// 1 ± 0
	// {0.72 1.00}
}

func ExampleInterval() {
	i := montecarlo.Proportion{Successes: 40, Trials: 100}.Wilson(1.96)
	fmt.Printf("%.3f, %.3f wide, a fair coin: %v\n", i, i.Width(), i.Contains(.5))
	// Output: {0.309 0.498}, 0.189 wide, a fair coin: false
}

func ExampleMean() {
	var m montecarlo.Mean
	for _, x := range []float64{2, 4, 4, 4, 5, 5, 7, 9} {
		m.Add(x)
	}
	fmt.Printf("%d numbers: %v ± %.2f, variance %.2f\n", m.Count(), m.Mean(), m.StandardError(), m.Variance())
	// Output: 8 numbers: 5 ± 0.76, variance 4.57
}

// A hundred times the trials are worth one more digit.
func ExampleExponent() {
	var errors []float64
	trials := []int{100, 1000, 10_000}
	for _, n := range trials {
		errors = append(errors, montecarlo.StandardError(2./3, n))
	}
	fmt.Printf("%.2f\n", montecarlo.Exponent(trials, errors))
	// Output: -0.50
}
