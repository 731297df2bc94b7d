package figure_test

import (
	"fmt"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
)

// A box is cut into parts: a head of 30 pixels, and a column of 60 below it.
func ExampleBox() {
	page := figure.Box{Rectangle: vg.Rectangle{Max: vg.Point{X: 200, Y: 100}}}
	head, body := page.Top(30)
	column, rest := body.Left(60)
	for _, b := range []figure.Box{head, column, rest, rest.Inset(10, 5, 20, 15)} {
		fmt.Println(b.Min, "to", b.Max)
	}
	// Output:
	// {0 70} to {200 100}
	// {0 0} to {60 70}
	// {60 0} to {200 70}
	// {70 15} to {180 65}
}

// A chart maps data to its box, here a decade of x to 100 pixels.
func ExampleChart_At() {
	c := figure.Chart{
		Box: figure.Box{Rectangle: vg.Rectangle{Max: vg.Point{X: 300, Y: 100}}},
		X:   figure.Axis{From: 1, To: 1000, Log: true},
		Y:   figure.Axis{From: 0, To: 1},
	}
	at := c.At(100, 0.25)
	fmt.Printf("%.0f %.0f\n", at.X, at.Y)
	// Output: 200 25
}

func ExampleLocale_Decades() {
	for _, t := range english.Decades(1, 60000) {
		fmt.Print(t.Label, "  ")
	}
	// Output: 1  10  100  1,000  10,000  60,000
}

func ExampleLocale_Even() {
	for _, t := range english.Even(-0.25, 0.3, 6) {
		fmt.Print(t.Label, "  ")
	}
	// Output: −0.2  −0.1  0.0  0.1  0.2  0.3
}

func ExampleLocale_Fraction() {
	fmt.Println(english.Fraction(2./3), english.Fraction(0.2), english.Fraction(7), english.Fraction(0.7071067811865476))
	// Output: 2/3 1/5 7 0.7071
}
