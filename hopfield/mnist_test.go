package hopfield_test

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"flipbook/hopfield"
	"flipbook/mnist"
)

// digits returns the first count images of every label of MNIST's training set, in training order: ink +1, paper −1.
func digits(t *testing.T, count int) (patterns []hopfield.Pattern) {
	t.Helper()
	set, err := mnist.Sample()
	if err != nil {
		t.Fatal(err)
	}
	var seen [mnist.Classes]int
	for i := range set.Len() {
		if label := set.Label(i); seen[label] < count {
			seen[label]++
			img, err := set.Image(i)
			if err != nil {
				t.Fatal(err)
			}
			patterns = append(patterns, mnist.Binarize(img, 120))
		}
	}
	return patterns
}

func train(t *testing.T, rule hopfield.Rule, patterns []hopfield.Pattern) *hopfield.Network {
	t.Helper()
	net, err := rule.Train(context.Background(), patterns)
	if err != nil {
		t.Fatal(err)
	}
	return net
}

func recall(t *testing.T, net *hopfield.Network, start hopfield.Pattern, seed uint64) *hopfield.History {
	t.Helper()
	run, err := net.Recall(context.Background(), start, rand.New(rand.NewPCG(seed, 1)), nil)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// Digits are alike, and that is what ruins Hebb's rule, not their number: two of them are kept, of three none, though
// 108 random patterns would be.
func TestHebbStoresTwoDigitsButNotThree(t *testing.T) {
	x := digits(t, 1)
	overlaps := 0.
	for i := range x {
		for j := range i {
			overlaps += x[i].Overlap(x[j]) / 45
		}
	}
	if math.Abs(overlaps-.66) > .005 {
		t.Errorf("the mean overlap of two digits is %.4f, want .66", overlaps)
	}

	two := train(t, hopfield.Hebb{}, x[:2])
	for k, p := range x[:2] {
		if !two.Stable(p, hopfield.Keep) {
			t.Errorf("digit %d of two is not stable", k)
		}
	}

	majority := make(hopfield.Pattern, len(x[0]))
	for i := range majority {
		majority[i] = 1
		if x[0][i]+x[1][i]+x[2][i] < 0 {
			majority[i] = -1
		}
	}
	three := train(t, hopfield.Hebb{}, x[:3])
	for k, p := range x[:3] {
		if three.Stable(p, hopfield.Keep) {
			t.Errorf("digit %d of three is stable", k)
		}
		if m := recall(t, three, p, 1).End.Overlap(majority); m != 1 {
			t.Errorf("digit %d of three ends at overlap %v with the majority image", k, m)
		}
	}
}

// The pseudo-inverse keeps 150 digits, and of five it finds the asked one under noise of σ = 2, where 31 % of
// the pixels are wrong and no reader sees a digit.
func TestPseudoInverseStoresDigits(t *testing.T) {
	x := digits(t, 15)
	for k, net := 0, train(t, hopfield.PseudoInverse{}, x); k < len(x); k += 7 {
		if !net.Stable(x[k], hopfield.Keep) {
			t.Errorf("digit %d of %d is not stable", k, len(x))
		}
	}

	five := digits(t, 1)[:5]
	net, failed := train(t, hopfield.PseudoInverse{}, five), 0
	for seed := range uint64(100) {
		asked := five[seed%5]
		v, err := hopfield.Noisy(rand.New(rand.NewPCG(seed, 2)), asked, 2)
		if err != nil {
			t.Fatal(err)
		}
		if run := recall(t, net, hopfield.Sign(v), seed); !slices.Equal(run.End, asked) {
			failed++
		}
	}
	if failed > 1 {
		t.Errorf("%d of 100 recalls missed the asked digit", failed)
	}
}
