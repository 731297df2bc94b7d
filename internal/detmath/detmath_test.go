package detmath

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// ulps says how many units in the last place of want lie between got and want.
func ulps(got, want float64) float64 {
	if got == want || math.IsNaN(got) && math.IsNaN(want) {
		return 0
	}
	unit := math.Abs(math.Nextafter(want, math.Inf(1)) - want)
	return math.Abs(got-want) / unit
}

// The standard library is itself up to one unit away from the truth, hence 3 for our 2.
const tolerance = 3

func TestExpAgreesWithMath(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	worst, at := 0.0, 0.0
	try := func(x float64) {
		if d := ulps(Exp(x), math.Exp(x)); d > worst {
			worst, at = d, x
		}
	}
	for range 200_000 {
		try(-745 + 1454*r.Float64())             // the whole range, subnormal results included
		try(2*r.Float64() - 1)                   // around 0
		try((r.Float64() - .5) * math.Exp2(-40)) // where eˣ is hardly above 1
	}
	for k := -1074.; k <= 1023; k++ { // next to the places where the exponent of the result changes
		try(k * math.Ln2)
		try((k + .5) * math.Ln2)
	}
	t.Logf("worst %v ulp at %v", worst, at)
	if worst > tolerance {
		t.Errorf("Exp(%v) is %v, math.Exp %v: %v ulp apart", at, Exp(at), math.Exp(at), worst)
	}
}

func TestLogAgreesWithMath(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	worst, at := 0.0, 0.0
	try := func(x float64) {
		want := math.Log(x)
		if x < 0x1p-1022 { // math.Log is wrong for subnormal numbers on amd64: Log(5e-324) is −709.09 there, not −744.44
			want = math.Log(x*0x1p52) - 52*math.Ln2
		}
		if d := ulps(Log(x), want); d > worst {
			worst, at = d, x
		}
	}
	for range 200_000 {
		try(math.Float64frombits(r.Uint64N(math.Float64bits(math.Inf(1))-1) + 1)) // every exponent, subnormal too
		try(.5 + r.Float64())                                                     // around 1
		try(1 + (r.Float64()-.5)*math.Exp2(-30))
		try(r.Float64())
	}
	for x, k := 1., 0; k < 1000; k++ { // the neighbours of 1
		x = math.Nextafter(x, 2)
		try(x)
		try(2 - x)
	}
	for k := -1074; k <= 1023; k++ { // and of the seam between two exponents
		x := math.Ldexp(math.Sqrt2/2, k)
		try(math.Ldexp(1, k))
		try(x)
		try(math.Nextafter(x, 0))
	}
	t.Logf("worst %v ulp at %v", worst, at)
	if worst > tolerance {
		t.Errorf("Log(%v) is %v, math.Log %v: %v ulp apart", at, Log(at), math.Log(at), worst)
	}
}

// The truth, to 200 bits: the package promises 2 units against it.
func TestLogAndExpAgainstTheTruth(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 2_000 {
		x := 20*r.Float64() - 10
		truth, _ := bigExp(x).Float64()
		if d := ulps(Exp(x), truth); d > 2 {
			t.Errorf("Exp(%v) = %v, truly %v: %v ulp", x, Exp(x), truth, d)
		}
		// y = Log(x) is right to 2 ulp when eʸ·(1 ∓ 2 ulp) encloses x: x/eʸ − 1 is the error of y.
		v := math.Exp2(40*r.Float64() - 20)
		y := Log(v)
		rest := new(big.Float).SetPrec(200).Quo(new(big.Float).SetPrec(200).SetFloat64(v), bigExp(y))
		rest.Sub(rest, big.NewFloat(1))
		off, _ := rest.Float64()
		if unit := math.Abs(math.Nextafter(y, math.Inf(1)) - y); math.Abs(off) > 2*unit {
			t.Errorf("Log(%v) = %v is off by %v, %v ulp", v, y, off, off/unit)
		}
	}
}

// bigExp sums the exponential series of x/2¹⁰ and squares it ten times.
func bigExp(x float64) *big.Float {
	const prec = 260
	step := new(big.Float).SetPrec(prec).SetFloat64(math.Ldexp(x, -10))
	sum, term := new(big.Float).SetPrec(prec).SetInt64(1), new(big.Float).SetPrec(prec).SetInt64(1)
	for n := int64(1); n < 60; n++ {
		term.Mul(term, step)
		term.Quo(term, new(big.Float).SetInt64(n))
		sum.Add(sum, term)
	}
	for range 10 {
		sum.Mul(sum, sum)
	}
	return sum
}

func TestSpecialValues(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		name    string
		f       func(float64) float64
		x, want float64
	}{
		{"Exp", Exp, nan, nan}, {"Exp", Exp, inf, inf}, {"Exp", Exp, -inf, 0}, {"Exp", Exp, 0, 1},
		{"Exp", Exp, math.Copysign(0, -1), 1}, {"Exp", Exp, 710, inf}, {"Exp", Exp, -746, 0},
		{"Exp", Exp, math.MaxFloat64, inf}, {"Exp", Exp, -math.MaxFloat64, 0},
		{"Exp", Exp, math.SmallestNonzeroFloat64, 1}, {"Exp", Exp, -745.1332191019411, math.SmallestNonzeroFloat64},
		{"Log", Log, nan, nan}, {"Log", Log, inf, inf}, {"Log", Log, -inf, nan}, {"Log", Log, -1, nan},
		{"Log", Log, 0, -inf}, {"Log", Log, math.Copysign(0, -1), -inf}, {"Log", Log, 1, 0},
		{"Log", Log, 2, math.Ln2}, {"Log", Log, .5, -math.Ln2}, {"Log", Log, math.E, 1},
	} {
		if got := c.f(c.x); got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("%s(%v) = %v, want %v", c.name, c.x, got, c.want)
		}
	}
	if top := Exp(709.782712893384); math.IsInf(top, 0) || top < 1.79e308 {
		t.Errorf("Exp(709.782712893384) = %v, want just below the greatest float64", top)
	}
}

// Mean, variance, third and fourth moment, and the tails, each within 5 standard errors.
func TestNormIsStandardNormal(t *testing.T) {
	const n = 400_000
	r := rand.New(rand.NewPCG(7, 8))
	var m1, m2, m3, m4, tail float64
	for range n {
		x := Norm(r)
		m1, m2, m3, m4 = m1+x, m2+x*x, m3+x*x*x, m4+x*x*x*x
		if x > 2 {
			tail++
		}
	}
	p := math.Erfc(math.Sqrt2) / 2
	for _, c := range []struct {
		name                string
		got, want, variance float64
	}{
		{"mean", m1, 0, 1}, {"square", m2, 1, 2}, {"cube", m3, 0, 15}, {"fourth power", m4, 3, 96},
		{"share above 2", tail, p, p * (1 - p)},
	} {
		if z := (c.got/n - c.want) / math.Sqrt(c.variance/n); math.Abs(z) > 5 {
			t.Errorf("%s is %v, want %v: %.1f standard errors away", c.name, c.got/n, c.want, z)
		}
	}
}

func BenchmarkExp(b *testing.B) {
	x := 0.
	for b.Loop() {
		x = Exp(.3 + 1e-300*x)
	}
}

func BenchmarkLog(b *testing.B) {
	x := 0.
	for b.Loop() {
		x = Log(.3 + 1e-300*x)
	}
}

func BenchmarkNorm(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	for b.Loop() {
		Norm(r)
	}
}
