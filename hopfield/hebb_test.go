package hopfield

import (
	"context"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestNetworkIsSymmetricWithoutSelfConnections(t *testing.T) {
	r := seeded(4)
	for name, rule := range rules {
		for _, n := range []int{1, 2, 31, 32, 33, 97} {
			net := train(t, rule, randoms(r, 1+n/40, n))
			for i := range n {
				for j := range n {
					if w := net.Weight(i, j); w != net.Weight(j, i) || i == j && w != 0 || math.Signbit(w) && w == 0 {
						t.Fatalf("%s, N = %d: W[%d,%d] = %v, W[%d,%d] = %v", name, n, i, j, w, j, i, net.Weight(j, i))
					}
				}
			}
		}
	}
}

func TestHebbIsTheSumOfProductsInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns := drawn(t)
		a, err := Hebb{}.Train(context.Background(), patterns)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Hebb{}.Train(context.Background(), rapid.Permutation(patterns).Draw(t, "shuffled"))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(weights(a), weights(b)) {
			t.Fatal("the order of learning matters")
		}
		for i := range a.Len() {
			for j := range a.Len() {
				sum := 0
				for _, p := range patterns {
					if i != j {
						sum += int(p[i]) * int(p[j])
					}
				}
				if a.Weight(i, j) != float64(sum) {
					t.Fatalf("W[%d,%d] = %v, want %d", i, j, a.Weight(i, j), sum)
				}
			}
		}
	})
}

// Hebb holds random patterns far below 0.138 N, and loses them far above.
func TestHebbHasACapacity(t *testing.T) {
	r := seeded(6)
	stable := func(count int) (share float64) {
		patterns := randoms(r, count, 500)
		net := train(t, Hebb{}, patterns)
		for _, p := range patterns {
			if net.Stable(p, Keep) {
				share += 1 / float64(count)
			}
		}
		return share
	}
	if few, many := stable(15), stable(150); few < .999 || many > .05 {
		t.Errorf("of 15 patterns %v are stable, of 150 %v", few, many)
	}
}

// Patterns of overlap 2/3, as of digits: plain Hebb keeps two, and loses three of them to the majority, where the
// pseudo-inverse does not mind.
func TestHebbLosesAlikePatternsPseudoInverseDoesNot(t *testing.T) {
	const n = 600
	patterns := make([]Pattern, 5) // pattern k is −1 but for a block of its own, n/12 wide: overlap 1 − 4/12
	for k := range patterns {
		patterns[k] = slices.Repeat(Pattern{-1}, n)
		for i := range n / 12 {
			patterns[k][k*n/12+i] = 1
		}
	}
	for count, hebbKeeps := range map[int]bool{2: true, 3: false, 5: false} {
		hebb, pinv := train(t, Hebb{}, patterns[:count]), train(t, PseudoInverse{}, patterns[:count])
		for k, p := range patterns[:count] {
			if hebb.Stable(p, Keep) != hebbKeeps || !pinv.Stable(p, Keep) {
				t.Errorf("pattern %d of %d: Hebb keeps it: %v; the pseudo-inverse: %v", k, count, hebb.Stable(p, Keep), pinv.Stable(p, Keep))
			}
			if hebbKeeps {
				continue
			}
			if end := recall(t, hebb, p, seeded(1), nil).End; slices.Contains(end, 1) {
				t.Errorf("pattern %d of %d does not end in the blank majority image", k, count)
			}
		}
	}
}
