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
	{"Erf", Erf, -0.7, 0xbfe5b08c21171646},
	{"Erf", Erf, 1e-9, 0x3e1362a9ffc610dd},
	{"Erf", Erf, 0.3, 0x3fd50838881dea0f},
	{"Erf", Erf, 0.48, 0x3fe016867a36ae5e},
	{"Erf", Erf, 1.5, 0x3feeea5557137ae0},
	{"Erf", Erf, 5.9, 0x3fefffffffffffff},
	{"Erfc", Erfc, -2.5, 0x3ffffe5547a64df5},
	{"Erfc", Erfc, 0.2, 0x3fe8df9ed1d36839},
	{"Erfc", Erfc, 0.6, 0x3fd95a6bfb945611},
	{"Erfc", Erfc, 1, 0x3fc4226162fbddd5},
	{"Erfc", Erfc, 3.57, 0x3e9dd85dece87ca5},
	{"Erfc", Erfc, 6.1, 0x3c5d1ef7651e1e25},
	{"Erfc", Erfc, 20.25, 0x1aa2dd03980220ac},
	{"Erfc", Erfc, 27.2, 0x0000000000000002},
	{"Expm1", Expm1, -30, 0xbfeffffffffffcb5},
	{"Expm1", Expm1, -1e-5, 0xbee4f8aea9acf2c9},
	{"Expm1", Expm1, 0.7, 0x3ff03854c24d130d},
	{"Expm1", Expm1, 39.5, 0x437fb37161577edd},
	{"Log1p", Log1p, -0.999, 0xc01ba18a998fff9f},
	{"Log1p", Log1p, 1e-7, 0x3e7ad7f2843813db},
	{"Log1p", Log1p, 0.3, 0x3fd0ca937be1b9db},
	{"Log1p", Log1p, 1e6, 0x402ba18abb1dedc8},
	{"Tanh", Tanh, -0.3, 0xbfd2a4dda7d914fa},
	{"Tanh", Tanh, 0.001, 0x3f50624d77516ce3},
	{"Tanh", Tanh, 0.51, 0x3fde139507151858},
	{"Tanh", Tanh, 4.2, 0x3feffc510cd4c09b},
}

var goldenNorm = []uint64{ // the first draws from rand.NewPCG(1, 2)
	0x3fff8aee905d7c0f, 0x3fd5a234d42e7a2a, 0x3ff4279eb3a07ed0, 0x3ff08079d4b0c940,
	0x3fc5aeffaeb2f6ac, 0xbfe854a50f915151, 0x3fe8ba1f63b6bfc2, 0x3ff9e5560bac00c6,
}

// The fingerprints of a hundred thousand results each, lest the table miss a rare rounding.
const (
	fingerprintExp   = 0x9f1cd00dd1009e79
	fingerprintLog   = 0xb95a9cbcb6a81934
	fingerprintNorm  = 0x43e4ef36b7d7025b
	fingerprintErf   = 0x50b43ba24555bfb0
	fingerprintErfc  = 0x370ad380847293d0
	fingerprintExpm1 = 0x6bd328d0ea1155ca
	fingerprintLog1p = 0x928a966f993a9a78
	fingerprintTanh  = 0xbdf76e1a4633ae38
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
		{"Erf", func(r *rand.Rand) float64 { return Erf(float64(14*r.Float64()) - 7) }, fingerprintErf},
		{"Erfc", func(r *rand.Rand) float64 { return Erfc(float64(34*r.Float64()) - 7) }, fingerprintErfc},
		{"Expm1", func(r *rand.Rand) float64 { return Expm1(float64(90*r.Float64()) - 45) }, fingerprintExpm1},
		{"Log1p", func(r *rand.Rand) float64 { return Log1p(r.Float64() / 3) }, fingerprintLog1p},
		{"Tanh", func(r *rand.Rand) float64 { return Tanh(float64(6*r.Float64()) - 3) }, fingerprintTanh},
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
