package hopfield_test

import (
	"math"
	"slices"
	"testing"

	"flipbook/hopfield"
	"flipbook/mnist"
)

// What is known of MNIST's digits as memories. Ink is a pixel above 120, and +1.

func TestFirstDigitsAndTheirInk(t *testing.T) {
	set, err := mnist.Sample()
	if err != nil {
		t.Fatal(err)
	}
	for label, want := range []int{1, 3, 5, 7, 2, 0, 13, 15, 17, 4} {
		if index, _, err := set.Nth(label, 0); index != want || err != nil {
			t.Errorf("the first %d is image %d, %v, want %d", label, index, err, want)
		}
	}
	all := digits(t, 100)
	var sum, squares float64
	for _, p := range all {
		ink := 0.
		for _, v := range p {
			ink += float64(v+1) / 2 / float64(len(p))
		}
		sum, squares = sum+ink, squares+ink*ink
	}
	count := float64(len(all))
	mean := sum / count
	if se := math.Sqrt((squares/count - mean*mean) / count); math.Abs(mean-.135) > 4.5*se || se > .002 {
		t.Errorf("a share of %.4f ± %.4f is ink, want the .135 of all 60,000", mean, se)
	}
}

// "Five faces fail: beyond capacity": it is that they resemble each other. Of patterns that do not, a network of this size
// keeps many times as many; and a rule that minds resemblance keeps the five.
func TestFiveDigitsFailByCorrelationNotByLoad(t *testing.T) {
	five := digits(t, 1)[:5]
	hebb, projection := train(t, hopfield.Hebb{}, five), train(t, hopfield.PseudoInverse{}, five)
	for k, p := range five {
		if hebb.Stable(p, hopfield.Keep) || !projection.Stable(p, hopfield.Keep) {
			t.Errorf("digit %d is stable by Hebb's rule: %v, by the pseudo-inverse: %v",
				k, hebb.Stable(p, hopfield.Keep), projection.Stable(p, hopfield.Keep))
		}
	}
	many := coins(stream(8), 80, len(five[0]))
	net, mean := train(t, hopfield.Hebb{}, many), 0.
	for _, p := range many {
		mean += settle(t, net, p, nil).End.Overlap(p) / float64(len(many))
	}
	if mean < .99 {
		t.Errorf("80 random patterns are kept with an overlap of %v", mean)
	}
}

// Five hundred digits, more than half as many as there are pixels: the pseudo-inverse keeps every one that we look at.
func TestPseudoInverseStoresFiveHundredDigits(t *testing.T) {
	x := digits(t, 50)
	net := train(t, hopfield.PseudoInverse{}, x)
	for k := 0; k < len(x); k += 7 {
		if !net.Stable(x[k], hopfield.Keep) {
			t.Errorf("digit %d of %d is not stable", k, len(x))
		}
	}
}

// One stored digit comes back whole from noise of σ = 9.6 in 99 of 100 cases, with 46 % of its pixels wrong; what fails
// comes back as the negative, also whole.
//
// A share q = Φ(−1/σ) of the pixels is wrong. The side is that on which most of the N pixels are, with a probability of
// Φ(√N (½ − q)/√(q(1−q))).
func TestOneDigitUnderNoiseComesBackWholeOrNegative(t *testing.T) {
	const trials, sigma = 1500, 9.6
	x := digits(t, 1)[0]
	net, r := train(t, hopfield.Hebb{}, []hopfield.Pattern{x}), stream(21)
	back, wrong := 0., 0.
	for range trials {
		v, err := hopfield.Noisy(r, x, sigma)
		if err != nil {
			t.Fatal(err)
		}
		start := hopfield.Sign(v)
		wrong += float64(start.Hamming(x)) / float64(trials*len(x))
		switch end := settle(t, net, start, nil).End; {
		case slices.Equal(end, x):
			back++
		case !slices.Equal(end, x.Mirror()):
			t.Fatalf("a recall ends at an overlap of %v", end.Overlap(x))
		}
	}
	normal := func(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }
	q := normal(-1 / sigma)
	want := normal(math.Sqrt(float64(len(x))) * (.5 - q) / math.Sqrt(q*(1-q)))
	if math.Abs(wrong-q) > 4.5*math.Sqrt(q*(1-q)/float64(trials*len(x))) || math.Abs(q-.46) > .005 {
		t.Errorf("a share of %.4f pixels is wrong, want %.4f", wrong, q)
	}
	if math.Abs(back/trials-want) > 4.5*math.Sqrt(want*(1-want)/trials) || math.Abs(want-.99) > .0005 {
		t.Errorf("a share of %.4f comes back, want %.4f", back/trials, want)
	}
}
