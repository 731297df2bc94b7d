package perceptron_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"flipbook/perceptron"
)

var xor = []perceptron.Point{
	{X: []float64{-1, -1}, Y: -1},
	{X: []float64{-1, +1}, Y: +1},
	{X: []float64{+1, -1}, Y: +1},
	{X: []float64{+1, +1}, Y: -1},
}

// The perceptron learns AND, and stays well within Novikoff's bound.
func Example() {
	and := []perceptron.Point{
		{X: []float64{0, 0}, Y: -1},
		{X: []float64{0, 1}, Y: -1},
		{X: []float64{1, 0}, Y: -1},
		{X: []float64{1, 1}, Y: +1},
	}
	h, err := perceptron.Train(context.Background(), and, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	last := h.Updates[len(h.Updates)-1]
	bound, _, err := perceptron.Bound(context.Background(), and)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("weights", last.W, "with", last.Errors, "errors")
	fmt.Printf("%d updates, and no more than %.0f in any order\n", len(h.Updates), bound)
	// Output:
	// weights [3 2 -4] with 0 errors
	// 18 updates, and no more than 51 in any order
}

// No line separates XOR: the rule goes round for ever, and the pocket keeps a line
// that is wrong about one point only.
func ExampleTrain_pocket() {
	h, err := perceptron.Train(context.Background(), xor, &perceptron.Options{MaxEpochs: 10})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, separable, err := perceptron.Bound(context.Background(), xor)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("separable:", separable, "converged:", h.Converged, "after", h.Epochs, "epochs")
	fmt.Println("pocket:", h.Pocket, "with", h.PocketErrors, "error")
	// Output:
	// separable: false converged: false after 10 epochs
	// pocket: [1 1 1] with 1 error
}

// XOR comes back to where it began after a single pass, so there is no need to go on.
func ExampleOptions() {
	o := &perceptron.Options{MaxUpdates: 1000, StopAtCycle: true, Progress: func(done, total int) {
		fmt.Println(done, "of", total)
	}}
	h, err := perceptron.Train(context.Background(), xor, o)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%+v\n", *h.Cycle)
	// Output:
	// 1 of 1000
	// 2 of 1000
	// 3 of 1000
	// 4 of 1000
	// 4 of 1000
	// {First:1 Period:1 Updates:4}
}

// Points on a line, −1 between two +1: the weights come back, so nothing separates them.
func ExampleCycle() {
	h, err := perceptron.Train(context.Background(), []perceptron.Point{
		{X: []float64{1}, Y: +1}, {X: []float64{2}, Y: -1}, {X: []float64{3}, Y: +1},
	}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	c := h.Cycle
	fmt.Printf("the weights at the start of pass %d came back %d passes and %d updates later\n", c.First, c.Period, c.Updates)
	// Output: the weights at the start of pass 6 came back 2 passes and 4 updates later
}

// Each update with the point that was mistaken, the weights after it, their mistakes, and how long they were held.
func ExampleUpdate() {
	h, err := perceptron.Train(context.Background(), []perceptron.Point{
		{X: []float64{1}, Y: +1}, {X: []float64{3}, Y: +1}, {X: []float64{0}, Y: -1},
	}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, u := range h.Updates {
		fmt.Printf("pass %d, point %d: weights %v with %d errors, held for %d looks\n", u.Epoch, u.Point, u.W, u.Errors, u.Votes)
	}
	// Output:
	// pass 1, point 0: weights [1 1] with 1 errors, held for 2 looks
	// pass 1, point 2: weights [1 0] with 1 errors, held for 3 looks
	// pass 2, point 2: weights [1 -1] with 1 errors, held for 1 looks
	// pass 3, point 0: weights [2 0] with 1 errors, held for 2 looks
	// pass 3, point 2: weights [2 -1] with 0 errors, held for 4 looks
}

// Two of a hundred labels are wrong, so the rule never settles, and its last weights are those that the last mistake
// demanded. The averaged and the voted perceptron hardly notice.
func ExampleHistory_Vote() {
	points, err := perceptron.Clouds(rand.New(rand.NewPCG(2, 0)), 100, 0.1)
	if err != nil {
		fmt.Println(err)
		return
	}
	points[10].Y *= -1
	points[50].Y *= -1
	h, err := perceptron.Train(context.Background(), points, &perceptron.Options{MaxEpochs: 100})
	if err != nil {
		fmt.Println(err)
		return
	}
	wrong := 0
	for _, p := range points {
		if h.Vote(p.X) != p.Y {
			wrong++
		}
	}
	fmt.Println("last weights:", perceptron.Errors(h.Updates[len(h.Updates)-1].W, points), "errors")
	fmt.Println("average:", perceptron.Errors(h.Average, points), "errors")
	fmt.Println("vote:", wrong, "errors")
	// Output:
	// last weights: 6 errors
	// average: 2 errors
	// vote: 3 errors
}

// The widest street between two points runs across the middle of them.
func ExampleMargin() {
	gamma, w, err := perceptron.Margin(context.Background(), []perceptron.Point{
		{X: []float64{1, 0}, Y: +1},
		{X: []float64{-1, 0}, Y: -1},
	})
	fmt.Println(gamma, w, err)
	// Output: 1 [1 0 0] <nil>
}

func ExampleClouds() {
	points, err := perceptron.Clouds(rand.New(rand.NewPCG(1, 0)), 4, 0.1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range points {
		fmt.Printf("%+.2f  %+d\n", p.X, p.Y)
	}
	// Output:
	// [-0.02 +0.50]  +1
	// [-0.99 +0.54]  +1
	// [-0.42 -0.76]  +1
	// [+0.67 -0.99]  -1
}

func ExampleReadCSV() {
	points, err := perceptron.ReadCSV(strings.NewReader(`
x, y, label
0.5, 0.25, +1
-1, 0, -1
`), "mine.csv")
	fmt.Println(points, err)

	_, err = perceptron.ReadCSV(strings.NewReader("0.5, half, +1"), "mine.csv")
	fmt.Println(err)
	// Output:
	// [{[0.5 0.25] 1} {[-1 0] -1}] <nil>
	// mine.csv:1:6: y is "half": want a number
}
