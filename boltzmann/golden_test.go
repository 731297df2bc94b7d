package boltzmann

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"testing"
)

// Weights, dreams and likelihoods have the same bits on every architecture; to see it, run the test for another one:
//
//	GOARCH=arm64 CGO_ENABLED=0 go test -c -o /tmp/boltzmann.test && qemu-aarch64-static /tmp/boltzmann.test -test.run Bits
func TestSameBitsOnEveryCPU(t *testing.T) {
	data, err := BarsAndStripes(4)
	if err != nil {
		t.Fatal(err)
	}
	sum := fnv.New64a()
	add := func(v float64) { sum.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v))) }
	m := trained(t, started(t, data, 7, 12), data, &TrainOptions{
		Epochs: 50, Batch: 7, Steps: 2, Persistent: true, Rate: .1, FinalRate: .03, Momentum: .5, Decay: .001, Seed: 4,
	})
	for _, v := range all(m.parameters) {
		add(v)
	}
	for step, err := range m.Dream(ctx, seeded(3), nil, 20) {
		if err != nil {
			t.Fatal(err)
		}
		sum.Write(step.Visible)
		for _, p := range step.Probability {
			add(p)
		}
	}
	pseudo, err := m.PseudoLogLikelihood(ctx, data, nil)
	if err != nil {
		t.Fatal(err)
	}
	l := likelihood(t, m, data)
	add(pseudo)
	add(l)
	const want, fingerprint = -0x1.5d94493a888ccp+03, 0xd3351a08aecca107
	if l != want || sum.Sum64() != fingerprint {
		t.Errorf("the log-likelihood is %x, the fingerprint %#016x; want %x, %#016x", l, sum.Sum64(), want, uint64(fingerprint))
	}
}
