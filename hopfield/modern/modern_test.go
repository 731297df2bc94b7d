package modern

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"flipbook/hopfield"

	"pgregory.net/rapid"
)

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

func random(r *rand.Rand, n int) hopfield.Pattern {
	p := make(hopfield.Pattern, n)
	for i := range p {
		p[i] = int8(2*r.IntN(2) - 1)
	}
	return p
}

func randoms(r *rand.Rand, count, n int) []hopfield.Pattern {
	patterns := make([]hopfield.Pattern, count)
	for k := range patterns {
		patterns[k] = random(r, n)
	}
	return patterns
}

func dense(t rapid.TB, patterns []hopfield.Pattern, f Interaction) *Dense {
	t.Helper()
	d, err := NewDense(patterns, f)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func recall(t rapid.TB, d *Dense, start hopfield.Pattern, seed uint64, o *RecallOptions) *hopfield.History {
	t.Helper()
	run, err := d.Recall(context.Background(), start, seeded(seed), o)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func continuous[V hopfield.Pattern | []float64](t rapid.TB, patterns []V, beta float64) *Continuous {
	t.Helper()
	c, err := NewContinuous(patterns, beta)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func update(t rapid.TB, c *Continuous, query []float64) []float64 {
	t.Helper()
	next, err := c.Update(nil, query)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// What rapid draws, and likes to shrink.

func drawnPattern(n int) *rapid.Generator[hopfield.Pattern] {
	return rapid.Custom(func(t *rapid.T) hopfield.Pattern {
		return rapid.SliceOfN(rapid.SampledFrom([]int8{-1, 1}), n, n).Draw(t, "pattern")
	})
}

func drawnPatterns(t *rapid.T, maxNeurons int) []hopfield.Pattern {
	n := rapid.IntRange(1, maxNeurons).Draw(t, "n")
	return rapid.SliceOfN(drawnPattern(n), 1, 8).Draw(t, "patterns")
}

func drawnInteraction(t *rapid.T) Interaction {
	if rapid.Bool().Draw(t, "exponential") {
		return Exponential{}
	}
	return Polynomial{Power: rapid.IntRange(2, 9).Draw(t, "power"), Rectified: rapid.Bool().Draw(t, "rectified")}
}

func drawnVector(n int, size float64) *rapid.Generator[[]float64] {
	return rapid.SliceOfN(rapid.Float64Range(-size, size), n, n)
}

// drawnMemory is a Continuous of real vectors or of patterns, with all its vectors.
func drawnMemory(t *rapid.T) (*Continuous, [][]float64) {
	beta := rapid.SampledFrom([]float64{.01, .1, .5, 1, 2, 8}).Draw(t, "beta")
	n, p := rapid.IntRange(1, 20).Draw(t, "n"), rapid.IntRange(1, 9).Draw(t, "p")
	if rapid.Bool().Draw(t, "real") {
		x := rapid.SliceOfN(drawnVector(n, 3), p, p).Draw(t, "vectors")
		return continuous(t, x, beta), x
	}
	patterns := rapid.SliceOfN(drawnPattern(n), p, p).Draw(t, "patterns")
	return continuous(t, patterns, beta), queries(patterns)
}

func queries(patterns []hopfield.Pattern) [][]float64 {
	vectors := make([][]float64, len(patterns))
	for k, p := range patterns {
		vectors[k] = Query(p)
	}
	return vectors
}

// flipped returns p with the first k entries of a random order flipped.
func flipped(r *rand.Rand, p hopfield.Pattern, k int) hopfield.Pattern {
	q := slices.Clone(p)
	for _, i := range r.Perm(len(p))[:k] {
		q[i] = -q[i]
	}
	return q
}

func BenchmarkUpdate(b *testing.B) {
	patterns := randoms(seeded(1), 60000, 784)
	for name, beta := range map[string]float64{"one memory": 1, "all blended": 1e-6} {
		c := continuous(b, patterns, beta)
		query, next := Query(patterns[0]), []float64(nil)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				next, _ = c.Update(next, query)
			}
		})
	}
}

func BenchmarkDenseSweep(b *testing.B) {
	patterns := randoms(seeded(1), 60000, 784)
	for _, f := range []Interaction{Polynomial{Power: 3}, Polynomial{Power: 20}, Exponential{}} {
		d := dense(b, patterns, f)
		b.Run(f.String(), func(b *testing.B) {
			for b.Loop() {
				recall(b, d, patterns[0], 1, nil)
			}
		})
	}
}
