package scenes

import (
	"context"
	"math"
	"slices"
	"testing"

	"flipbook/hopfield"
)

// The capacities are those of theory, and the weights those of coins: of 25
// memories, 2·C(25,12)/2²⁵ = 31 % are ±1, within five standard errors of as
// many independent weights.
func TestHopfieldWeightsNumbers(t *testing.T) {
	f := filmed(t, &HopfieldWeights{Memories: 25, Neurons: 200, Trials: 2, Seed: 1})
	if got := result(t, f, "whole"); math.Abs(got-.137906) > 1e-6 {
		t.Errorf("whole weights reach %v, want .137906", got)
	}
	if got := result(t, f, "clipped"); math.Abs(got-.102) > .001 {
		t.Errorf("clipped weights reach %v, want .102", got)
	}
	const want = 2 * 5200300. / (1 << 25)
	if got := result(t, f, "ones"); math.Abs(got-want) > 5*math.Sqrt(want*(1-want)/19900) {
		t.Errorf("a share of %v is ±1, want %v", got, want)
	}
}

// Between the two capacities, whole weights recall and clipped ones do not.
func TestHopfieldWeightsPrice(t *testing.T) {
	var got [2]float64
	for i, rule := range []hopfield.Rule{hopfield.Hebb{}, hopfield.Clipped{Rule: hopfield.Hebb{}}} {
		p, err := cliffOverlap(context.Background(), rule, 1000, .14, 8, 1)
		if err != nil {
			t.Fatal(err)
		}
		got[i] = p.Y
	}
	if got[1] > got[0]-.05 {
		t.Errorf("at a load of .14 whole weights keep %v and clipped ones %v", got[0], got[1])
	}
}

// Every weight is counted once, the mean is 0 and the variance the number of
// memories, and the clipped bars hold what the bell held.
func TestHopfieldWeightsAreCounted(t *testing.T) {
	s := &HopfieldWeights{Memories: 40, Neurons: 100, Trials: 1, Seed: 2}
	steps, err := s.count(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range steps {
		all, squares := 0, 0.
		for i, n := range c.count {
			v := float64(2*i - c.memories)
			all += n
			squares += float64(n) * v * v
		}
		if all != c.all {
			t.Errorf("%d memories: %d of %d weights are counted", c.memories, all, c.all)
		}
		if got := squares / float64(all) / float64(c.memories); math.Abs(got-1) > .1 {
			t.Errorf("%d memories: the variance is %v times theirs", c.memories, got)
		}
		if got := c.signs(1) + c.signs(-1) + c.share(0); math.Abs(got-1) > 1e-12 {
			t.Errorf("%d memories: the signs add up to %v", c.memories, got)
		}
	}
	if one := steps[0]; one.share(1) != 1 {
		t.Errorf("of one memory a share of %v is ±1", one.share(1))
	}
	if two := steps[1]; two.share(1) != 0 {
		t.Errorf("of two memories a share of %v is ±1", two.share(1))
	}
}

// The last number of memories is the one asked for, and after the first few
// no odd one follows an even one.
func TestHopfieldWeightsPlan(t *testing.T) {
	for memories := 6; memories <= 400; memories++ {
		plan := (&HopfieldWeights{Memories: memories}).plan()
		if plan[len(plan)-1] != memories || !slices.IsSorted(plan) || len(slices.Compact(slices.Clone(plan))) != len(plan) {
			t.Fatalf("%d memories: the plan is %v", memories, plan)
		}
		if len(plan) > weightsOneByOne+weightsQuick+1 {
			t.Errorf("%d memories: %d steps", memories, len(plan))
		}
		for _, p := range plan[weightsOneByOne:] {
			if (p-memories)%2 != 0 {
				t.Errorf("%d memories: %d is among %v", memories, p, plan)
			}
		}
	}
}
