package detmath

import (
	"math"
	"math/big"
	"math/rand/v2"
	"sync"
	"testing"
)

// promises are the errors in units of the last place that the documentation allows, and where they are tried.
var promises = []struct {
	name  string
	f     func(float64) float64
	truth func(float64) *big.Float
	math  func(float64) float64
	ulps  float64
	draw  func(*rand.Rand) float64
}{
	{"Erf", Erf, bigErf, math.Erf, 3, between(-6.5, 6.5)},
	{"Erf near 0", Erf, bigErf, math.Erf, 3, tiny(.5)},
	{"Erfc", Erfc, bigErfc, math.Erfc, 6, between(-6.5, 26.5)},
	{"Erfc at the seam", Erfc, bigErfc, math.Erfc, 6, between(-1, 1)},
	{"Expm1", Expm1, bigExpm1, math.Expm1, 3, between(-45, 45)},
	{"Expm1 near 0", Expm1, bigExpm1, math.Expm1, 3, tiny(1)},
	{"Tanh", Tanh, bigTanh, math.Tanh, 3, outside(between(-23, 23), .5)},
	{"Tanh near 0", Tanh, bigTanh, math.Tanh, 5, tiny(.5)},
}

func between(lo, hi float64) func(*rand.Rand) float64 {
	return func(r *rand.Rand) float64 { return lo + (hi-lo)*r.Float64() }
}

// tiny draws numbers of every size up to the greatest, of either sign.
func tiny(greatest float64) func(*rand.Rand) float64 {
	return func(r *rand.Rand) float64 {
		return greatest * (2*r.Float64() - 1) * math.Exp2(-30*r.Float64()*r.Float64())
	}
}

func outside(draw func(*rand.Rand) float64, least float64) func(*rand.Rand) float64 {
	return func(r *rand.Rand) float64 {
		for {
			if x := draw(r); math.Abs(x) > least {
				return x
			}
		}
	}
}

const few, many = 400, 100_000

// Hundreds of places against the truth, which takes long; and a hundred thousand against the standard library, which is
// itself up to 2 units away from it.
func TestErrorsAreAsPromised(t *testing.T) {
	for _, p := range promises {
		r := rand.New(rand.NewPCG(11, 12))
		worst, at := 0.0, 0.0
		for range few {
			x := p.draw(r)
			truth, _ := p.truth(x).Float64()
			if d := ulps(p.f(x), truth); d > worst {
				worst, at = d, x
			}
		}
		near, nearAt := 0.0, 0.0
		for range many {
			x := p.draw(r)
			if d := ulps(p.f(x), p.math(x)); d > near {
				near, nearAt = d, x
			}
		}
		t.Logf("%s: worst %.2f ulp at %v; from math's %v ulp at %v", p.name, worst, at, near, nearAt)
		if worst > p.ulps {
			t.Errorf("%s(%v) = %v is %v ulp from the truth, more than %v", p.name, at, p.f(at), worst, p.ulps)
		}
		if near > p.ulps+2 {
			t.Errorf("%s(%v) = %v, math's %v: %v ulp apart", p.name, nearAt, p.f(nearAt), p.math(nearAt), near)
		}
	}
}

// Log1p(x) is right to 3 ulp when e to its power encloses 1 + x: (1 + x)/eʸ − 1 is the error of y.
func TestLog1pAgainstTheTruth(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	worst := 0.0
	for i := range 2_000 {
		x := tiny(.9)(r)
		if i%2 == 0 {
			x = math.Exp2(40*r.Float64() - 20)
		}
		y := Log1p(x)
		rest := new(big.Float).SetPrec(260).SetFloat64(x)
		rest.Add(rest, big.NewFloat(1))
		rest.Quo(rest, bigExp(y))
		rest.Sub(rest, big.NewFloat(1))
		off, _ := rest.Float64()
		d := math.Abs(off) / math.Abs(math.Nextafter(y, math.Inf(1))-y)
		if worst = max(worst, d); d > 3 {
			t.Errorf("Log1p(%v) = %v is off by %v ulp", x, y, d)
		}
	}
	t.Logf("worst %.2f ulp", worst)
}

// bigErf sums Maclaurin's series 2/√π Σ (−1)ⁿ x^(2n+1)/(n!(2n+1)), whose terms reach e^(x²) and leave e^(−x²) of 1 − erf:
// hence 2x² log₂e more bits than wanted.
func bigErf(v float64) *big.Float {
	prec := uint(200 + 2.9*v*v)
	wide := func() *big.Float { return new(big.Float).SetPrec(prec) }
	power, term := wide().SetFloat64(v), wide()
	sum, x2 := wide().Set(power), wide().Mul(power, power)
	for n := int64(1); n == 1 || term.MantExp(nil) > -int(prec); n++ {
		power.Mul(power, x2)
		power.Quo(power, wide().SetInt64(-n))
		term.Quo(power, wide().SetInt64(2*n+1))
		sum.Add(sum, term)
	}
	return sum.Quo(sum.Mul(sum, big.NewFloat(2)), wide().Sqrt(bigPi()))
}

func bigErfc(x float64) *big.Float {
	erf := bigErf(x)
	return erf.Sub(new(big.Float).SetPrec(erf.Prec()).SetInt64(1), erf)
}

// bigPi is Machin's 16 arctan(1/5) − 4 arctan(1/239), to 2,400 bits.
var bigPi = sync.OnceValue(func() *big.Float {
	const prec = 2400
	wide := func(n int64) *big.Float { return new(big.Float).SetPrec(prec).SetInt64(n) }
	arctan := func(k int64) *big.Float {
		sum, power := wide(0), new(big.Float).Quo(wide(1), wide(k))
		for n := int64(1); power.MantExp(nil) > -prec; n += 2 {
			sum.Add(sum, new(big.Float).Quo(power, wide(n)))
			power.Quo(power, wide(-k*k))
		}
		return sum
	}
	a, b := arctan(5), arctan(239)
	return a.Sub(a.Mul(a, wide(16)), b.Mul(b, wide(4)))
})

func bigExpm1(x float64) *big.Float {
	return new(big.Float).SetPrec(260).Sub(bigExp(x), big.NewFloat(1))
}

func bigTanh(x float64) *big.Float {
	e := bigExp(2 * x)
	return new(big.Float).Quo(bigExpm1(2*x), e.Add(e, big.NewFloat(1)))
}

func TestSpecialValuesOfErfAndItsKin(t *testing.T) {
	inf, nan, zero := math.Inf(1), math.NaN(), math.Copysign(0, -1)
	for _, c := range []struct {
		name    string
		f       func(float64) float64
		x, want float64
	}{
		{"Erf", Erf, nan, nan}, {"Erf", Erf, inf, 1}, {"Erf", Erf, -inf, -1}, {"Erf", Erf, 0, 0}, {"Erf", Erf, zero, zero},
		{"Erf", Erf, 5e-324, 5e-324}, {"Erf", Erf, 7, 1}, {"Erf", Erf, -math.MaxFloat64, -1},
		{"Erfc", Erfc, nan, nan}, {"Erfc", Erfc, inf, 0}, {"Erfc", Erfc, -inf, 2}, {"Erfc", Erfc, 0, 1},
		{"Erfc", Erfc, 5e-324, 1}, {"Erfc", Erfc, 27.3, 0}, {"Erfc", Erfc, 1e300, 0}, {"Erfc", Erfc, -7, 2},
		{"Expm1", Expm1, nan, nan}, {"Expm1", Expm1, inf, inf}, {"Expm1", Expm1, -inf, -1}, {"Expm1", Expm1, 0, 0},
		{"Expm1", Expm1, zero, zero}, {"Expm1", Expm1, 5e-324, 5e-324}, {"Expm1", Expm1, 710, inf}, {"Expm1", Expm1, -50, -1},
		{"Log1p", Log1p, nan, nan}, {"Log1p", Log1p, inf, inf}, {"Log1p", Log1p, -inf, nan}, {"Log1p", Log1p, -1.5, nan},
		{"Log1p", Log1p, -1, -inf}, {"Log1p", Log1p, 0, 0}, {"Log1p", Log1p, zero, zero}, {"Log1p", Log1p, 5e-324, 5e-324},
		{"Log1p", Log1p, math.MaxFloat64, Log(math.MaxFloat64)},
		{"Tanh", Tanh, nan, nan}, {"Tanh", Tanh, inf, 1}, {"Tanh", Tanh, -inf, -1}, {"Tanh", Tanh, 0, 0},
		{"Tanh", Tanh, zero, zero}, {"Tanh", Tanh, 5e-324, 5e-324}, {"Tanh", Tanh, 1e300, 1},
	} {
		got := c.f(c.x)
		same := got == c.want && math.Signbit(got) == math.Signbit(c.want) || math.IsNaN(got) && math.IsNaN(c.want)
		if !same {
			t.Errorf("%s(%v) = %v, want %v", c.name, c.x, got, c.want)
		}
	}
}

func BenchmarkErf(b *testing.B) {
	x := 0.
	for b.Loop() {
		x = Erf(1.3 + 1e-300*x)
	}
}

func BenchmarkTanh(b *testing.B) {
	x := 0.
	for b.Loop() {
		x = Tanh(.3 + 1e-300*x)
	}
}
