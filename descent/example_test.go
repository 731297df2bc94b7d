package descent_test

import (
	"context"
	"fmt"

	"flipbook/descent"
)

// A valley twenty times steeper than it is flat: plain descent zigzags, a heavy ball rolls, and a rate just above 2/λ_max
// never arrives.
func Example() {
	valley, err := descent.Valley(1, 20, 12, 5)
	if err != nil {
		fmt.Println(err)
		return
	}
	plain, _ := descent.BestRate(1, 20)
	fast, momentum, _ := descent.BestMomentum(1, 20)
	for _, o := range []descent.Options{
		{Rate: plain},
		{Rate: fast, Momentum: momentum},
		{Rate: 1.02 * descent.StableRate(20, 0)},
	} {
		walk, err := valley.Walk(context.Background(), []float64{1, .6}, o)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("rate %.4f, momentum %.2f: arrived %v, %d steps\n", o.Rate, o.Momentum, walk.Arrived, walk.Steps())
	}
	// Output:
	// rate 0.0952, momentum 0.00: arrived true, 47 steps
	// rate 0.1336, momentum 0.40: arrived true, 15 steps
	// rate 0.1020, momentum 0.00: arrived false, 1000 steps
}

// Contours are ellipses: along an axis they lie √(2f/λ) from the middle.
func ExampleBowl() {
	bowl, err := descent.New([][]float64{{1, 0}, {0, 4}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(bowl.Curvatures(), bowl.Condition(), bowl.Value([]float64{2, 0}), bowl.Value([]float64{0, 1}))
	// Output: [1 4] 4 2 2
}

func ExampleOptions() {
	bowl, err := descent.New([][]float64{{1}})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = bowl.Walk(context.Background(), []float64{1}, descent.Options{})
	fmt.Println(err)
	// Output: descent: Options.Rate is 0: it must be positive, and at most 1e100
}

// A rate of 1/λ arrives at once.
func ExampleHistory() {
	bowl, err := descent.New([][]float64{{4}})
	if err != nil {
		fmt.Println(err)
		return
	}
	walk, err := bowl.Walk(context.Background(), []float64{3}, descent.Options{Rate: .25})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(walk.Points, walk.Values, walk.Arrived)
	// Output: [[3] [0]] [18 0] true
}
