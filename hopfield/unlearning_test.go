package hopfield

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Each dream is a recall in the network that the dreams before it have left, and takes ε·(Unit/N)·ssᵀ from it, in exact
// numbers.
func TestUnlearnedEqualsTheObviousOne(t *testing.T) {
	for name, base := range map[string]Rule{"Hebb": Hebb{}, "Covariance": Covariance{}, "KrauthMezard": oneWay} {
		patterns := randoms(seeded(61), 5, 24)
		rule := Unlearned{Rule: base, Dreams: 40, Strength: .03, Seed: 4}
		net := train(t, base, patterns)
		n, w := net.Len(), weights(net)

		r := rand.New(rand.NewPCG(rule.Seed, 1))
		_, bits := math.Frexp(net.w.largest() + 41*rule.Strength*net.Unit()/float64(n))
		grid := math.Ldexp(1, bits-24)
		forgets := math.Round(rule.Strength*net.Unit()/float64(n)/grid) * grid
		if math.Abs(forgets/net.Unit()*float64(n)-rule.Strength) > 1e-6 {
			t.Fatalf("%s: the strength is rounded to %v", name, forgets/net.Unit()*float64(n))
		}
		for range rule.Dreams {
			d, err := rounded(context.Background(), n, w, false)
			if err != nil {
				t.Fatal(err)
			}
			awake, err := newNetwork(n, d, net.theta, net.unit)
			if err != nil {
				t.Fatal(err)
			}
			s := recall(t, awake, random(r, n), r, nil).End
			for i := range n {
				for j := range n {
					if i != j {
						w[i*n+j] -= forgets * float64(s[i]*s[j])
					}
				}
			}
		}
		got := train(t, rule, patterns)
		if !slices.Equal(weights(got), w) || !slices.Equal(thetas(got), thetas(net)) || got.Unit() != net.Unit() {
			t.Errorf("%s: W is %v\nwant %v", name, weights(got), w)
		}
	}
}

// No dream leaves the network as it was, and none is dreamt twice the same by another seed.
func TestUnlearnedDreamsAsItIsSeeded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns := drawn(t)
		dreamt := func(dreams int, seed uint64) []float64 {
			return weights(learned(t, Unlearned{Rule: Hebb{}, Dreams: dreams, Seed: seed}, patterns))
		}
		if !slices.Equal(dreamt(0, 1), weights(learned(t, Hebb{}, patterns))) {
			t.Fatal("no dream has changed the weights")
		}
		if !slices.Equal(dreamt(9, 1), dreamt(9, 1)) {
			t.Fatal("the same seed dreams different dreams")
		}
	})
	patterns := randoms(seeded(62), 5, 50)
	a := train(t, Unlearned{Rule: Hebb{}, Dreams: 9}, patterns)
	b := train(t, Unlearned{Rule: Hebb{}, Dreams: 9, Seed: 1}, patterns)
	if slices.Equal(weights(a), weights(b)) {
		t.Error("two seeds dream the same dreams")
	}
}

// Hopfield, Feinstein & Palmer 1983: from random states a network that has dreamt finds its memories more often, and all of
// them more evenly; what is spurious becomes rare. Too many dreams, and nothing is left.
func TestUnlearnedMakesMemoriesAccessible(t *testing.T) {
	const n, p, trials = 100, 14, 1000
	patterns := randoms(seeded(5), p, n)
	found := func(dreams int) (share, evenness float64) {
		net, r := train(t, Unlearned{Rule: Hebb{}, Dreams: dreams, Seed: 1}, patterns), seeded(9)
		counts := make([]float64, p)
		for range trials {
			end := recall(t, net, random(r, n), r, nil).End
			for k, x := range patterns {
				if m := end.Overlap(x); m == 1 || m == -1 {
					counts[k]++
					share += 1. / trials
				}
			}
		}
		return share, slices.Min(counts) / (share * trials / p)
	}
	const significant = 5 * .0224 // standard errors of a difference of two shares, √(2·¼/trials)
	before, uneven := found(0)
	after, even := found(500) // ε·D = 5, about P/2
	if after < before+significant || even <= uneven {
		t.Errorf("a share of %v ends in memories, the rarest %v times the mean; with dreams %v, %v",
			before, uneven, after, even)
	}
	if destroyed, _ := found(2000); destroyed > .01 {
		t.Errorf("after 2000 dreams a share of %v still ends in memories", destroyed)
	}
}

// Half a pattern for each neuron, four times of what Hebb's rule bears, becomes stable.
func TestUnlearnedHasACapacityAboveHebb(t *testing.T) {
	patterns := randoms(seeded(5), 50, 100)
	if before := storedBy(train(t, Hebb{}, patterns), patterns); before > 0 {
		t.Errorf("Hebb stores %d of 50", before)
	}
	if after := storedBy(train(t, Unlearned{Rule: Hebb{}, Dreams: 4500, Seed: 1}, patterns), patterns); after < 48 {
		t.Errorf("after 4500 dreams %d of 50 are stored", after)
	}
}
