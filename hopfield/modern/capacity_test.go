package modern

import (
	"context"
	"math"
	"math/big"
	"slices"
	"testing"

	"flipbook/hopfield"
)

// stableShare returns the share of the first 50 patterns, at most, that are fixed points of a memory of all.
func stableShare(t *testing.T, patterns []hopfield.Pattern, f Interaction) float64 {
	d, stable := dense(t, patterns, f), 0.
	some := patterns[:min(50, len(patterns))]
	for _, x := range some {
		if d.Stable(x, hopfield.Keep) {
			stable++
		}
	}
	return stable / float64(len(some))
}

// A neuron of a stored pattern is right by the margin Nⁿ − (N−2)ⁿ ≈ 2nNⁿ⁻¹, and the P others disturb it with the variance
// 4n²(2n−3)!!·PNⁿ⁻¹. So it errs with the probability Φ(−√(Nⁿ⁻¹/((2n−3)!!·P))) (Krotov & Hopfield 2016), in which P counts
// half if F is rectified. Neglected terms are of the order 1/N.
func TestBitErrorOfPolynomials(t *testing.T) {
	const n, memories, asked = 60, 20, 20
	for _, c := range []struct {
		f        Polynomial
		p        int
		exponent float64 // Nⁿ⁻¹/((2n−3)!!·P)
	}{
		{Polynomial{Power: 3}, 800, n * n / (3 * 800.)},
		{Polynomial{Power: 3, Rectified: true}, 800, n * n / (3 * 400.)},
		{Polynomial{Power: 3, Rectified: true}, 1600, n * n / (3 * 800.)},
	} {
		r, wrong := seeded(7), 0.
		for range memories {
			patterns := randoms(r, c.p, n)
			d := dense(t, patterns, c.f)
			for _, x := range patterns[:asked] {
				w, err := d.from(context.Background(), x)
				if err != nil {
					t.Fatal(err)
				}
				for i := range n {
					if w.sign(i)*int(x[i]) < 0 {
						wrong++
					}
				}
			}
		}
		share, want := wrong/(memories*asked*n), math.Erfc(math.Sqrt(c.exponent/2))/2
		se := math.Sqrt(want * (1 - want) / (memories * asked * n))
		if math.Abs(share-want) > 5*se+want*3/n {
			t.Errorf("%v, %d patterns: %.4f of the neurons err, want %.4f ± %.4f", c.f, c.p, share, want, 5*se)
		}
	}
}

// At Capacity, a pattern has ∼N·Φ(−√(2 ln N)), so about 1/√(4π ln N), wrong neurons: .14 for N = 64, and most patterns have
// none. At half of it next to no pattern has one, at four times next to none has none, whatever the power, though the
// capacities run from 7 to 2101.
func TestCapacityOfPolynomials(t *testing.T) {
	const n = 64
	last := 0.
	for _, f := range []Polynomial{{Power: 2}, {Power: 3}, {Power: 3, Rectified: true}, {Power: 4}} {
		capacity, r := f.Capacity(n), seeded(8)
		share := func(times float64) (mean float64) {
			sets := max(1, int(50/(times*capacity))) // at least 50 patterns
			for range sets {
				mean += stableShare(t, randoms(r, int(times*capacity), n), f) / float64(sets)
			}
			return mean
		}
		if half, all, four := share(.5), share(1), share(4); half < .95 || all < .75 || all > .99 || four > .05 {
			t.Errorf("%v: of half, once and four times the capacity of %.0f, %.2f, %.2f and %.2f are stable", f, capacity, half, all, four)
		}
		if capacity < 2*last {
			t.Errorf("%v: the capacity is %v after %v", f, capacity, last)
		}
		last = capacity
	}
}

// 24 neurons with Hebb's rule hold 3 patterns. With eˣ they hold a thousand, each a fixed point unless another is its
// neighbour (2 neurons away or nearer: 1000·301/2²⁴ = .02), and find it again from 2 wrong neurons, unless another is about
// as near to the start (3 neurons away or nearer: .14).
func TestExponentialHoldsManyPatterns(t *testing.T) {
	const n, p, asked = 24, 1000, 200
	near := func(distance int64) (share float64) {
		for k := range distance + 1 {
			share += float64(new(big.Int).Binomial(n, k).Int64()) * p / (1 << n)
		}
		return share
	}
	r := seeded(9)
	patterns := randoms(r, p, n)
	for _, f := range []Interaction{Polynomial{Power: 2}, Polynomial{Power: 3}} {
		if share := stableShare(t, patterns, f); share > .01 {
			t.Errorf("%v: %v of %d patterns are stable", f, share, p)
		}
	}
	d, stable, found := dense(t, patterns, Exponential{}), 0., 0.
	for k, x := range patterns[:asked] {
		if d.Stable(x, hopfield.Keep) {
			stable++
		}
		if slices.Equal(recall(t, d, flipped(r, x, 2), uint64(k), nil).End, x) {
			found++
		}
	}
	for _, c := range []struct {
		what  string
		share float64
		fails float64
	}{{"stable", stable / asked, near(2)}, {"found from two wrong neurons", found / asked, near(3)}} {
		if least := 1 - c.fails - 4*math.Sqrt(c.fails*(1-c.fails)/asked); c.share < least {
			t.Errorf("%v of %d patterns are %s, want at least %v", c.share, p, c.what, least)
		}
	}
}
