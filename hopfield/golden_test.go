package hopfield

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"testing"
)

// Weights, noise, flips and energies have the same bits on every architecture; to see it, run the test for another one:
//
//	GOARCH=arm64 CGO_ENABLED=0 go test -c -o /tmp/hopfield.test && qemu-aarch64-static /tmp/hopfield.test
func TestSameBitsOnEveryCPU(t *testing.T) {
	for _, c := range []struct {
		rule        string
		flips       int
		energy      float64
		fingerprint uint64
	}{
		{"Hebb", 47, -0x1.521p+13, 0x7f38c4c533524e71},
		{"PseudoInverse", 41, -0x1.07ffffe4p+06, 0x077b5b196c6c1fc1},
	} {
		r := seeded(11)
		x := randoms(r, 12, 144)
		net := train(t, rules[c.rule], x)
		noisy, err := Noisy(r, x[3], 1.5)
		if err != nil {
			t.Fatal(err)
		}
		run := recall(t, net, Sign(noisy), r, nil)

		sum := fnv.New64a()
		add := func(v float64) { sum.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v))) }
		for _, v := range weights(net) {
			add(v)
		}
		for _, v := range noisy {
			add(v)
		}
		for _, f := range run.Flips {
			add(float64(f.Asked))
			add(float64(f.Neuron))
			add(f.Energy)
		}
		if len(run.Flips) != c.flips || run.Energy() != c.energy || sum.Sum64() != c.fingerprint {
			t.Errorf("%s: %d flips to the energy %x, fingerprint %#016x; want %d, %x, %#016x",
				c.rule, len(run.Flips), run.Energy(), sum.Sum64(), c.flips, c.energy, c.fingerprint)
		}
	}
}
