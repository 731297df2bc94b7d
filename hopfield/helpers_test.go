package hopfield

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

var rules = map[string]Rule{"Hebb": Hebb{}, "PseudoInverse": PseudoInverse{}}

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

func random(r *rand.Rand, n int) Pattern {
	p := make(Pattern, n)
	for i := range p {
		p[i] = int8(2*r.IntN(2) - 1)
	}
	return p
}

func ones(n int) Pattern { return slices.Repeat(Pattern{1}, n) }

func randoms(r *rand.Rand, count, n int) []Pattern {
	patterns := make([]Pattern, count)
	for k := range patterns {
		patterns[k] = random(r, n)
	}
	return patterns
}

func train(t testing.TB, rule Rule, patterns []Pattern) *Network {
	t.Helper()
	net, err := rule.Train(context.Background(), patterns)
	if err != nil {
		t.Fatal(err)
	}
	return net
}

func recall(t rapid.TB, net *Network, start Pattern, r *rand.Rand, o *RecallOptions) *History {
	t.Helper()
	run, err := net.Recall(context.Background(), start, r, o)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// rowOf is row i of W, and weights is all of it.
func rowOf(net *Network, i int) []float64 {
	row := make([]float64, net.Len())
	for j := range row {
		row[j] = net.Weight(i, j)
	}
	return row
}

func weights(net *Network) (w []float64) {
	for i := range net.Len() {
		w = append(w, rowOf(net, i)...)
	}
	return w
}

// drawn is a set of patterns as rapid likes to shrink them.
func drawn(t *rapid.T) []Pattern {
	n := rapid.IntRange(1, 24).Draw(t, "n")
	return rapid.SliceOfN(drawnPattern(n), 1, 8).Draw(t, "patterns")
}

func drawnPattern(n int) *rapid.Generator[Pattern] {
	return rapid.Custom(func(t *rapid.T) Pattern {
		return rapid.SliceOfN(rapid.SampledFrom([]int8{-1, 1}), n, n).Draw(t, "pattern")
	})
}

// drawnNetwork is a symmetric network without self-connections, of any form, perhaps with thresholds.
func drawnNetwork(t *rapid.T) *Network {
	return withDrawnThresholds(t, drawnFrom(t, Hebb{}, Covariance{}, PseudoInverse{}))
}

// anyNetwork may have self-connections and need not be symmetric.
func anyNetwork(t *rapid.T) *Network {
	if rapid.IntRange(0, 3).Draw(t, "asymmetric") == 0 {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		w := make([]float64, n*n)
		for k, v := range rapid.SliceOfN(rapid.IntRange(-16, 16), n*n, n*n).Draw(t, "weights") {
			w[k] = float64(v) / 7
		}
		d, err := rounded(context.Background(), n, w, false)
		if err != nil {
			t.Fatal(err)
		}
		net, err := newNetwork(n, d, nil, float64(n))
		if err != nil {
			t.Fatal(err)
		}
		return withDrawnThresholds(t, net)
	}
	return withDrawnThresholds(t, drawnFrom(t, Hebb{}, Covariance{}, PseudoInverse{},
		Hebb{KeepDiagonal: true}, Covariance{KeepDiagonal: true}, PseudoInverse{KeepDiagonal: true}))
}

// drawnFrom trains one of the rules, or Hebb's where the patterns do not suit it.
func drawnFrom(t *rapid.T, rules ...Rule) *Network {
	patterns := drawn(t)
	net, err := rapid.SampledFrom(rules).Draw(t, "rule").Train(context.Background(), patterns)
	if err != nil {
		if net, err = (Hebb{}).Train(context.Background(), patterns); err != nil {
			t.Fatal(err)
		}
	}
	if rapid.Bool().Draw(t, "dense") {
		if net, err = net.Dense(); err != nil {
			t.Fatal(err)
		}
	}
	return net
}

func withDrawnThresholds(t *rapid.T, net *Network) *Network {
	if rapid.Bool().Draw(t, "thresholds") {
		theta := rapid.SliceOfN(rapid.Float64Range(-5, 5), net.Len(), net.Len()).Draw(t, "theta")
		biased, err := net.WithThresholds(theta)
		if err != nil {
			t.Fatal(err)
		}
		return biased
	}
	return net
}
