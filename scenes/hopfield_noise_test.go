package scenes

import (
	"context"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"flipbook/figure"
	"flipbook/hopfield"
	"flipbook/hopfield/theory"
	"flipbook/montecarlo"
)

// One digit of 784 pixels comes back in 99 % of all cases up to σ = 9.6, where
// 46 % of its pixels are wrong.
func TestHopfieldNoiseNumbers(t *testing.T) {
	e, _ := Named("hopfield-noise")
	f := filmed(t, e.New())
	if got := result(t, f, "sigma"); math.Abs(got-9.6) > .05 {
		t.Errorf("99 %% up to σ = %v, want 9.6", got)
	}
	if got := result(t, f, "wrong"); math.Abs(got-.46) > .005 {
		t.Errorf("a share of %v is wrong there, want .46", got)
	}
	// 1 − 2Φ(−1/30) = 0.0266 is 0.745 standard deviations of 784 coins.
	odds := 1 - theory.Tail(.745)
	if got, far := result(t, f, "rate"), 4*montecarlo.StandardError(odds, 200); math.Abs(got-odds) > far {
		t.Errorf("a share of %v is recalled at σ = 30, want %v ± %v", got, odds, far)
	}
	negative := false
	for _, k := range f.Keys {
		negative = negative || strings.Contains(k.Caption, "the negative comes back")
	}
	if !negative {
		t.Error("no key frame has the negative")
	}
}

// Half of the pixels wrong is a toss-up: the first neuron that is asked decides.
func TestHalfWrongIsATossUp(t *testing.T) {
	memory, err := hopfield.Random(generator(1), 100)
	if err != nil {
		t.Fatal(err)
	}
	run, err := hopfield.Experiment{
		Memories: hopfield.SamePatterns([]hopfield.Pattern{memory}),
		Cue: func(r *rand.Rand, p hopfield.Pattern) (hopfield.Pattern, error) {
			return hopfield.FlippedExactly(r, p, 50)
		},
	}.Run(context.Background(), 1000, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !run.Exact.Wilson(4).Contains(.5) {
		t.Errorf("%v of the recalls from half the pixels are right, want ½", run.Exact.Rate())
	}
}

// Without digits there is no film, and the scene says what to do.
func TestHopfieldNoiseNeedsDigits(t *testing.T) {
	e, _ := Named("hopfield-noise")
	if _, err := e.New().Film(context.Background(), figure.Stage{}); err == nil || !strings.Contains(err.Error(), "--mnist") {
		t.Errorf("without digits: %v", err)
	}
}
