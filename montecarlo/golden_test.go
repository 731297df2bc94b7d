package montecarlo

import (
	"context"
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"testing"
)

// Trials, proportions, means and intervals have the same bits on every CPU.
func TestSameBitsOnEveryCPU(t *testing.T) {
	results, err := Run(context.Background(), 1000, func(_ context.Context, _ int, r *rand.Rand) (float64, error) {
		return r.Float64(), nil
	}, &Options{Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	sum := fnv.New64a()
	add := func(values ...float64) {
		for _, v := range values {
			sum.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)))
		}
	}
	var p Proportion
	var m Mean
	for _, x := range results {
		p.Add(x < .3)
		m.Add(x)
		wilson, mean := p.Wilson(1.96), m.Interval(3)
		add(x, p.Rate(), p.StandardError(), wilson.Low, wilson.High, m.Mean(), m.Variance(), mean.Low, mean.High)
	}
	if got := sum.Sum64(); got != 0x26628a82b657ead1 {
		t.Errorf("the fingerprint is %#016x, want 0x26628a82b657ead1", got)
	}
}
