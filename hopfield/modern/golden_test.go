package modern

import (
	"context"
	"encoding/binary"
	"hash/fnv"
	"math"
	"testing"
)

// Histories, weights, states and energies have the same bits on every architecture; to see it, run the test for another
// one:
//
//	GOARCH=arm64 CGO_ENABLED=0 go test -c -o /tmp/modern.test && qemu-aarch64-static /tmp/modern.test
func TestSameBitsOnEveryCPU(t *testing.T) {
	r := seeded(14)
	patterns := randoms(r, 60, 90)
	vectors, start := queries(patterns), flipped(r, patterns[3], 25)
	query := Query(start)
	for k := range vectors {
		for i := range vectors[k] {
			vectors[k][i] += r.Float64()
		}
	}
	for i := range query {
		query[i] *= r.Float64()
	}

	fingerprint := func(add func(func(...float64))) uint64 {
		sum := fnv.New64a()
		add(func(numbers ...float64) {
			for _, v := range numbers {
				sum.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)))
			}
		})
		return sum.Sum64()
	}
	ofDense := func(f Interaction) uint64 {
		return fingerprint(func(add func(...float64)) {
			run := recall(t, dense(t, patterns, f), start, 1, nil)
			add(run.StartEnergy, f.Capacity(90))
			for _, flip := range run.Flips {
				add(float64(flip.Asked), float64(flip.Neuron), flip.Energy)
			}
		})
	}
	ofContinuous := func(c *Continuous) uint64 {
		return fingerprint(func(add func(...float64)) {
			run, err := c.Recall(context.Background(), query, nil)
			if err != nil {
				t.Fatal(err)
			}
			for k, state := range run.States {
				weights, _ := c.Attention(nil, state)
				add(state...)
				add(weights...)
				add(run.Energies[k])
			}
			add(c.Separation(3), c.WellSeparated(), c.ErrorBound(c.Separation(3), .1))
		})
	}
	for _, c := range []struct {
		what      string
		got, want uint64
	}{
		{"x^2", ofDense(Polynomial{Power: 2}), 0x41eff4b95cb4bd77},
		{"max(x,0)^7", ofDense(Polynomial{Power: 7, Rectified: true}), 0x5f9c10fca6491f8a},
		{"exp(x)", ofDense(Exponential{}), 0x958285e0bf427f19},
		{"bits", ofContinuous(continuous(t, patterns, .07)), 0xd4112feeac36bfde},
		{"vectors", ofContinuous(continuous(t, vectors, .07)), 0xf7f7475a832bb7fb},
	} {
		if c.got != c.want {
			t.Errorf("%s: fingerprint %#016x, want %#016x", c.what, c.got, c.want)
		}
	}
}
