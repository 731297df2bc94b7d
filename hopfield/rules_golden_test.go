package hopfield

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"testing"
)

// What rules learn has the same bits on every architecture; see TestSameBitsOnEveryCPU.
func TestRulesLearnTheSameBitsOnEveryCPU(t *testing.T) {
	fingerprints := map[string]uint64{
		"Storkey":                   0xf95b2fd736400a38,
		"Storkey, second order":     0xf18904fe4dd021c0,
		"KrauthMezard":              0x5d2e1a16dd761a64,
		"KrauthMezard θ":            0x0e0c74e0f6ac5464,
		"KrauthMezard, symmetric":   0xe1c6db3dde4988a4,
		"KrauthMezard θ, symmetric": 0x454e25e766efacb6,
		"ProbabilityFlow":           0x72dc3ac1b8df3357,
		"ProbabilityFlow θ":         0x72e8bca17ad79206,
		"Unlearned Hebb":            0x067e4a835fccdc53,
		"Unlearned Covariance":      0x101fc333c36085cd,
		"Unlearned KrauthMezard":    0x314781086bee40fd,
		"Clipped Hebb":              0x6823c2e69365b106,
		"Clipped KrauthMezard":      0x78f4ac3566c159b0,
	}
	patterns := randoms(seeded(81), 30, 61)
	eachTaught(t, func(t *testing.T, rule taught) {
		net, sum := learned(t, rule, patterns), fnv.New64a()
		for _, v := range append(append(weights(net), thetas(net)...), net.Unit()) {
			sum.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)))
		}
		if want := fingerprints[rule.name]; sum.Sum64() != want {
			t.Errorf("the fingerprint is %#016x, want %#016x", sum.Sum64(), want)
		}
	})
}
