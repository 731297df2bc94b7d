package perceptron_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"flipbook/perceptron"
)

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
	bound, _ := perceptron.Bound(and)
	fmt.Println("weights", last.W, "with", last.Errors, "errors")
	fmt.Printf("%d updates, and no more than %.0f in any order\n", len(h.Updates), bound)
	// Output:
	// weights [3 2 -4] with 0 errors
	// 18 updates, and no more than 51 in any order
}

// No line separates XOR: the rule goes round for ever, and the pocket keeps a line
// that is wrong about one point only.
func ExampleTrain_pocket() {
	xor := []perceptron.Point{
		{X: []float64{-1, -1}, Y: -1},
		{X: []float64{-1, +1}, Y: +1},
		{X: []float64{+1, -1}, Y: +1},
		{X: []float64{+1, +1}, Y: -1},
	}
	h, err := perceptron.Train(context.Background(), xor, &perceptron.Options{MaxEpochs: 10})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, separable := perceptron.Bound(xor)
	fmt.Println("separable:", separable, "converged:", h.Converged, "after", h.Epochs, "epochs")
	fmt.Println("pocket:", h.Pocket, "with", h.PocketErrors, "error")
	// Output:
	// separable: false converged: false after 10 epochs
	// pocket: [1 1 1] with 1 error
}

// The widest street between two points runs across the middle of them.
func ExampleMargin() {
	gamma, w := perceptron.Margin([]perceptron.Point{
		{X: []float64{1, 0}, Y: +1},
		{X: []float64{-1, 0}, Y: -1},
	})
	fmt.Println(gamma, w)
	// Output: 1 [1 0 0]
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
