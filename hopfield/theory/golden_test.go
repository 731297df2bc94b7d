package theory

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"testing"
)

// The theory has the same bits on every architecture; to see it, run the test for another one:
//
//	GOARCH=arm64 CGO_ENABLED=0 go test -c -o /tmp/theory.test && qemu-aarch64-static /tmp/theory.test -test.run SameBits
func TestSameBitsOnEveryCPU(t *testing.T) {
	sum := fnv.New64a()
	add := func(values ...float64) {
		for _, v := range values {
			sum.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)))
		}
	}
	addState := func(x State, err error) {
		state(x, err)
		add(x.Load, x.Overlap, x.Errors, x.Order, x.Crosstalk, x.Response, x.FreeEnergy)
	}
	for _, s := range []Synapses{{}, {Deleted: .3, Noise: .1}, {Clipped: true}} {
		for _, temperature := range []float64{0, .013, .31, .77} {
			addState(s.Critical(temperature))
			addState(s.Ground(temperature))
			for k := range 4 {
				addState(s.Retrieval(.0123*float64(k+1), temperature))
			}
			addState(s.SpinGlass(.3, temperature))
		}
	}
	for k := range 200 {
		x := float64(k) + 1./3
		add(Tail(x/9-7), TailInverse(x/201), FlipShare(x/20))
		add(OneStepError(x/99), OneStepErrorFrom(x/400, x/300), OneStepLoad(x/500))
		add(GardnerLoad(x/30), GardnerStability(x/110), IsingMagnetization(x/90))
		add(CapacityHebbMost(k+2), CapacityStorkey(k+2), CapacityDense(k+2, 3), CapacityDenseErrors(k+2, 5, x/500))
		add(CapacityExponential(k+1, x/500), CapacitySparse(9, x/500))
		odds, _ := Channel{100 * (k + 1), Synapses{Deleted: .1}}.Odds(k+2, x/500)
		most, _ := Channel{100 * (k + 1), Synapses{Deleted: .1}}.Capacity(x/500, Odds{All: x / 201})
		add(odds.Each, odds.All, most)
		if k < 12 {
			mix := mixture(MixtureOf(k+1, x/13))
			add(mix.Overlap, mix.FreeEnergy, mix.Curvature, MixtureMelts(k+1))
		}
	}
	if got, want := sum.Sum64(), uint64(0x0bbc46a48a73ceea); got != want {
		t.Errorf("fingerprint %#016x, want %#016x", got, want)
	}
}
