package theory

import (
	"math"
	"testing"
)

// The odds of a recall are those of coins, by the normal law for many neurons and counted for few.
func TestSingleRecall(t *testing.T) {
	for _, p := range []float64{.01, .3, .45, .49} {
		// Of three neurons at most one may be wrong; of two, none, or one by luck.
		near(t, "three neurons", SingleRecall(3, p), (1-p)*(1-p)*(1+2*p), 1e-12)
		near(t, "two neurons", SingleRecall(2, p), 1-p, 1e-12)
		near(t, "784 neurons", SingleRecall(784, p), 1-Tail((1-2*p)*math.Sqrt(784)/(2*math.Sqrt(p*(1-p)))), .001)
		near(t, "memory and mirror", SingleRecall(101, p)+SingleRecall(101, 1-p), 1, 1e-12)
	}
	near(t, "coins", SingleRecall(784, .5), .5, 1e-9)
	near(t, "a perfect cue", SingleRecall(784, 0), 1, 0)
	near(t, "the mirror", SingleRecall(784, 1), 0, 0)
}

// What noise allows and what it leaves agree, at sizes small and large.
func TestSingleRecallNoise(t *testing.T) {
	near(t, "784 neurons, .99", SingleRecallNoise(784, .99), 9.6, .05)
	for _, n := range []int{3, 100, 785, 4096} {
		for _, odds := range []float64{.6, .9, .99} {
			near(t, "the odds", SingleRecall(n, FlipShare(SingleRecallNoise(n, odds))), odds, 1e-9)
		}
	}
}

func TestSingleRecallOfNonsense(t *testing.T) {
	for _, got := range []float64{
		SingleRecall(0, .1), SingleRecall(5, -.1), SingleRecall(5, 1.1), SingleRecall(5, math.NaN()),
		SingleRecallNoise(0, .9), SingleRecallNoise(5, .5), SingleRecallNoise(5, 1), SingleRecallNoise(5, math.NaN()),
	} {
		if !math.IsNaN(got) {
			t.Errorf("nonsense gives %v", got)
		}
	}
}
