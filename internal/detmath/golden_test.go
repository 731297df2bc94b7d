package detmath

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"testing"
)

// These bits hold on every architecture; to see it, run the test for another one:
//
//	GOARCH=arm64 CGO_ENABLED=0 go test -c -o /tmp/detmath.test && qemu-aarch64-static /tmp/detmath.test
var golden = []struct {
	name string
	f    func(float64) float64
	x    float64
	bits uint64
}{
	{"Exp", Exp, -745, 0x0000000000000001},
	{"Exp", Exp, -700.25, 0x00caf5fe9a485c8e},
	{"Exp", Exp, -2.0 / 3, 0x3fe06de9bcee72de},
	{"Exp", Exp, -1e-9, 0x3fefffffff768fa1},
	{"Exp", Exp, 0.1, 0x3ff1aec7b35a00d4},
	{"Exp", Exp, 0.34, 0x3ff67aaa532108be},
	{"Exp", Exp, 1, 0x4005bf0a8b14576a},
	{"Exp", Exp, math.Pi, 0x403724046eb09339},
	{"Exp", Exp, 42.42, 0x43c25e36137cf9c7},
	{"Exp", Exp, 709.7, 0x7fed75ae7a50ee14},
	{"Log", Log, 5e-324, 0xc0874385446d71c3},
	{"Log", Log, 1e-300, 0xc085963447f87fb5},
	{"Log", Log, 1.0 / 3, 0xbff193ea7aad030b},
	{"Log", Log, 0.7, 0xbfd6d3c324e13f50},
	{"Log", Log, 0.999999, 0xbeb0c6f82d74d230},
	{"Log", Log, 1.000001, 0x3eb0c6f713f33a1d},
	{"Log", Log, math.Sqrt2, 0x3fd62e42fefa39f0},
	{"Log", Log, 10, 0x40026bb1bbb55516},
	{"Log", Log, 60000, 0x402601133afa9916},
	{"Log", Log, 1e300, 0x4085963447f87fb5},
}

var goldenNorm = []uint64{ // the first draws from rand.NewPCG(1, 2)
	0x3fff8aee905d7c0f, 0x3fd5a234d42e7a2a, 0x3ff4279eb3a07ed0, 0x3ff08079d4b0c940,
	0x3fc5aeffaeb2f6ac, 0xbfe854a50f915151, 0x3fe8ba1f63b6bfc2, 0x3ff9e5560bac00c6,
}

// The fingerprints of a hundred thousand results each, lest the table miss a rare rounding.
const (
	fingerprintExp  = 0x9f1cd00dd1009e79
	fingerprintLog  = 0xb95a9cbcb6a81934
	fingerprintNorm = 0x43e4ef36b7d7025b
)

func TestSameBitsOnEveryCPU(t *testing.T) {
	for _, g := range golden {
		if got := math.Float64bits(g.f(g.x)); got != g.bits {
			t.Errorf("%s(%v) has the bits %#016x, want %#016x", g.name, g.x, got, g.bits)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for i, want := range goldenNorm {
		if got := math.Float64bits(Norm(r)); got != want {
			t.Errorf("draw %d of Norm has the bits %#016x, want %#016x", i, got, want)
		}
	}
}

func TestFingerprints(t *testing.T) {
	for _, c := range []struct {
		name string
		draw func(*rand.Rand) float64
		want uint64
	}{
		{"Exp", func(r *rand.Rand) float64 { return Exp(float64(1400*r.Float64()) - 700) }, fingerprintExp},
		{"Log", func(r *rand.Rand) float64 { return Log(float64(4 * r.Float64())) }, fingerprintLog},
		{"Norm", Norm, fingerprintNorm},
	} {
		r, sum := rand.New(rand.NewPCG(9, 10)), fnv.New64a()
		for range 100_000 {
			bits := math.Float64bits(c.draw(r))
			for shift := 0; shift < 64; shift += 8 {
				sum.Write([]byte{byte(bits >> shift)})
			}
		}
		if got := sum.Sum64(); got != c.want {
			t.Errorf("%s: fingerprint %#016x, want %#016x", c.name, got, c.want)
		}
	}
}
