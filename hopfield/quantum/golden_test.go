package quantum

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"testing"
)

// Solutions have the same bits on every architecture; to see it, run the test for another one:
//
//	GOARCH=arm64 CGO_ENABLED=0 go test -c -o /tmp/quantum.test && qemu-aarch64-static /tmp/quantum.test -test.run Bits
func TestSameBitsOnEveryCPU(t *testing.T) {
	s := &System{Patterns: randoms(seeded(3), 6, 40), Gamma: .25, Cut: .1, Thresholds: make([]float64, 40)}
	for i := range s.Thresholds {
		s.Thresholds[i] = float64(i%7)/100 - .03
	}
	cue, sum := part(s.Patterns[2], 15), fnv.New64a()
	for _, r := range []*Solution{solved(t, s, cue), reduced(t, s, cue)} {
		for _, numbers := range [][]float64{r.X, r.Multipliers, r.Eigenvalues, {r.Condition, r.Residual}} {
			for _, v := range numbers {
				sum.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)))
			}
		}
	}
	const fingerprint = 0xa83ab839e004d667
	if sum.Sum64() != fingerprint {
		t.Errorf("the fingerprint is %#016x, want %#016x", sum.Sum64(), uint64(fingerprint))
	}
}
