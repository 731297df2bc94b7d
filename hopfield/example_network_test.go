package hopfield_test

import (
	"context"
	"fmt"
	"log"

	"flipbook/hopfield"
)

// Rules are values; what differs is what they make of the same patterns. The three resemble each other as pictures do.
func ExampleRule() {
	alike := []hopfield.Pattern{
		{1, 1, 1, 1, 1, 1, 1, -1},
		{1, 1, 1, 1, 1, 1, -1, 1},
		{1, 1, 1, 1, 1, -1, 1, 1},
	}
	for _, rule := range []hopfield.Rule{hopfield.Hebb{}, hopfield.Covariance{}, hopfield.PseudoInverse{}} {
		net, err := rule.Train(context.Background(), alike)
		if err != nil {
			log.Fatal(err)
		}
		kept := 0
		for _, p := range alike {
			if net.Stable(p, hopfield.Keep) {
				kept++
			}
		}
		fmt.Printf("%T keeps %d\n", rule, kept)
	}
	// Output:
	// hopfield.Hebb keeps 0
	// hopfield.Covariance keeps 3
	// hopfield.PseudoInverse keeps 3
}

// Covariance learns how patterns deviate from their mean. The first neuron, which never does, is tied to nobody.
func ExampleCovariance() {
	net, err := hopfield.Covariance{}.Train(context.Background(), []hopfield.Pattern{{1, 1, -1}, {1, -1, 1}, {1, -1, -1}})
	if err != nil {
		log.Fatal(err)
	}
	for i := range net.Len() {
		fmt.Println(net.Weight(i, 0), net.Weight(i, 1), net.Weight(i, 2))
	}
	// Output:
	// 0 0 0
	// 0 0 -4
	// 0 -4 0
}

// A memory that grows: what was learned is asked after each lesson, and the rule never sees an old pattern again.
func ExampleOnline() {
	var rule hopfield.Online = hopfield.Hebb{}
	memory, err := rule.Learner(4)
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range []hopfield.Pattern{{1, 1, 1, 1}, {1, 1, -1, -1}} {
		if err := memory.Learn(p); err != nil {
			log.Fatal(err)
		}
		net, err := memory.Network(context.Background())
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(net.Weight(0, 1), net.Weight(0, 2), net.Weight(0, 3))
	}
	// Output:
	// 1 1 1
	// 2 0 0
}

// A lesson that cannot be learned leaves the memory as it was.
func ExampleLearner() {
	memory, err := hopfield.PseudoInverse{}.Learner(4)
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range []hopfield.Pattern{{1, 1, 1, 1}, {-1, -1, -1, -1}, {1, 1, -1, -1}} {
		if err := memory.Learn(p); err != nil {
			fmt.Println(err)
		}
	}
	net, err := memory.Network(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(net.Margins(hopfield.Pattern{1, 1, -1, -1}))
	// Output:
	// hopfield: patterns[1] is the mirror image of patterns[0]: storing one stores both, so leave one out
	// [0.5 0.5 0.5 0.5]
}

// Thresholds are set on a network, or with a rule by [hopfield.Thresholded].
func ExampleNetwork_WithThresholds() {
	net, err := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{{1, 1, 1}})
	if err != nil {
		log.Fatal(err)
	}
	p := hopfield.Pattern{1, 1, 1}
	fmt.Println(net.Energy(p), net.Energy(p.Mirror()))
	biased, err := net.WithThresholds([]float64{0, 0, .5})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(biased.Energy(p), biased.Energy(p.Mirror()))
	// Output:
	// -3 -3
	// -3.5 -2.5
}

// Any statistic of the patterns can be a threshold.
func ExampleThreshold() {
	patterns := []hopfield.Pattern{{1, 1, 1, -1}, {1, -1, 1, -1}}
	net, err := hopfield.Hebb{}.Train(context.Background(), patterns)
	if err != nil {
		log.Fatal(err)
	}
	for _, t := range []hopfield.Threshold{
		hopfield.ConstantThreshold{Value: .5}, hopfield.MeanThreshold{}, hopfield.RowSumThreshold{},
	} {
		theta, err := t.Theta(net, patterns)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%T %v\n", t, theta)
	}
	// Output:
	// hopfield.ConstantThreshold [2 2 2 2]
	// hopfield.MeanThreshold [4 0 4 -4]
	// hopfield.RowSumThreshold [0 0 0 4]
}

// A threshold of a whole unit outvotes a memory.
func ExampleConstantThreshold() {
	patterns := []hopfield.Pattern{{1, 1, -1, -1}}
	for _, value := range []float64{0, .5, 1} {
		net, err := hopfield.Thresholded{Rule: hopfield.Hebb{}, Threshold: hopfield.ConstantThreshold{Value: value}}.Train(context.Background(), patterns)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(value, net.Margins(patterns[0]))
	}
	// Output:
	// 0 [3 3 3 3]
	// 0.5 [5 5 1 1]
	// 1 [7 7 -1 -1]
}

// The mean of ±1 pixels lies between −1 and 1; in field units it is N times that.
func ExampleMeanThreshold() {
	patterns := []hopfield.Pattern{{1, 1, 1, -1}, {1, 1, -1, -1}, {1, -1, -1, -1}}
	net, err := hopfield.Hebb{}.Train(context.Background(), patterns)
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range []hopfield.MeanThreshold{{}, {Deviations: 1}, {Scale: -1}} {
		theta, err := m.Theta(net, patterns)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%.2f\n", theta)
	}
	// Output:
	// [4.00 1.33 -1.33 -4.00]
	// [4.00 5.10 2.44 -4.00]
	// [-4.00 -1.33 1.33 4.00]
}

// With minus the row sums for thresholds, a field no longer counts neurons that are +1: it is −2Wv, where v is 1 for the
// neurons that are −1, and 0 for the others.
func ExampleRowSumThreshold() {
	patterns := []hopfield.Pattern{{1, 1, -1, -1}, {1, -1, 1, -1}}
	net, err := hopfield.Thresholded{Rule: hopfield.Hebb{}, Threshold: hopfield.RowSumThreshold{}}.Train(context.Background(), patterns)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(net.Fields(hopfield.Pattern{1, 1, 1, 1}))
	fmt.Println(net.Fields(hopfield.Pattern{1, 1, 1, -1}), -2*net.Weight(0, 3))
	// Output:
	// [0 0 0 0]
	// [4 0 0 0] 4
}

// A rule and its thresholds, as one rule.
func ExampleThresholded() {
	rule := hopfield.Thresholded{Rule: hopfield.PseudoInverse{}, Threshold: hopfield.ConstantThreshold{Value: -.25}}
	net, err := rule.Train(context.Background(), []hopfield.Pattern{{1, 1, -1, -1}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(net.Fields(hopfield.Pattern{1, 1, -1, -1}))
	// Output:
	// [0.5 0.5 -1 -1]
}

// A 1 on the diagonal of whole-numbered weights settles ties, and nothing else.
func ExampleNetwork_WithDiagonal() {
	memory := hopfield.Pattern{1, -1, -1, -1, -1}
	net, _ := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{memory, {-1, 1, -1, -1, -1}, {-1, -1, 1, -1, -1}})
	fmt.Println(net.Field(memory, 0), net.Stable(memory, hopfield.Keep), net.Stable(memory, hopfield.Minus))
	with, _ := net.WithDiagonal(1)
	fmt.Println(with.Field(memory, 0), with.Stable(memory, hopfield.Keep), with.Stable(memory, hopfield.Minus))
	// Output:
	// 0 true false
	// 1 true true
}
