package detmath

import "math"

// Erf returns the error function, (2/√π) ∫₀ˣ e^(−t²) dt. Erf(±Inf) is ±1, Erf(NaN) is NaN, Erf(±0) is ±0. It is within
// 3 units in the last place.
func Erf(x float64) float64 {
	switch a := math.Abs(x); {
	case math.IsNaN(x):
		return x
	case a < erfSeam:
		return erfNear0(x)
	case a >= 6: // 1 − Erf(6) is 2⁻⁵⁵
		return math.Copysign(1, x)
	default:
		return math.Copysign(1-erfcTail(a), x)
	}
}

// Erfc returns the complementary error function, 1 − Erf(x), without loss where that is tiny: Erfc(10) is 2.1·10⁻⁴⁵.
// Erfc(+Inf) is 0, Erfc(−Inf) is 2, Erfc(NaN) is NaN. It is within 6 units in the last place as long as the result is a
// normal number (x < 26.54); beyond 27.23 it is 0.
func Erfc(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case x <= -6:
		return 2
	case x < -erfSeam:
		return 2 - erfcTail(-x)
	case x < erfSeam:
		return 1 - erfNear0(x)
	case x > 28: // e^(−784) is less than the least float64
		return 0
	}
	return erfcTail(x)
}

// erfSeam is where the two ways of computing meet: below it Erf is the smaller of Erf and Erfc, above it Erfc is.
const erfSeam = 0.4769362762044699

// erfNear0 sums Maclaurin's series 2/√π · x (1 − x²/3 + x⁴/(2!·5) − …); where |x| < erfSeam its terms fall fast and hardly
// cancel. The 1 of 2/√π = 1 + 0.128… is added last, which keeps the rounding of the smaller part out.
func erfNear0(x float64) float64 {
	x2, sum := x*x, erfSeries[0]
	for _, c := range erfSeries[1:] {
		sum = float64(sum*x2) + c
	}
	return x + float64(x*sum)
}

// erfSeries holds 2/√π · (−1)ⁿ/(n!(2n+1)) for n from 12 down to 1, and 2/√π − 1; the first term left out is below 2⁻⁶⁵.
var erfSeries = [...]float64{
	twoBySqrtPi / (479001600 * 25), -twoBySqrtPi / (39916800 * 23), twoBySqrtPi / (3628800 * 21),
	-twoBySqrtPi / (362880 * 19), twoBySqrtPi / (40320 * 17), -twoBySqrtPi / (5040 * 15), twoBySqrtPi / (720 * 13),
	-twoBySqrtPi / (120 * 11), twoBySqrtPi / (24 * 9), -twoBySqrtPi / (6 * 7), twoBySqrtPi / (2 * 5),
	-twoBySqrtPi / 3, twoBySqrtPi - 1,
}

const twoBySqrtPi = 1.12837916709551257389615890312154517

// erfcTail computes erfc(x) for x ≥ erfSeam from the integral
//
//	erfc x = (x/π) e^(−x²) ∫ e^(−t²)/(t² + x²) dt
//
// by the trapezoidal rule with the step h = ½. On a function as smooth as this the rule errs only by the pole at t = ix,
// whose share −2/(e^(2πx/h) − 1) is known, and by e^(−π²/h²) = 2⁻⁵⁷ of the whole (Goodwin 1949; Chiarella & Reichel 1968).
// Nothing cancels, so that the tail keeps its digits.
func erfcTail(x float64) float64 {
	x2, sum := float64(x*x), 0.
	for i := len(gaussTable) - 1; i >= 0; i-- { // the smallest first
		t := float64(i+1) / 2
		sum += gaussTable[i] / (float64(t*t) + x2)
	}
	tail := float64(gauss(x) * (x / (2 * math.Pi)) * (1/x2 + float64(2*sum)))
	if x > 6 { // past x = π/h the pole is no longer between the points; here already its share is too small to be seen
		return tail
	}
	return tail - 2/(Exp(float64(4*math.Pi*x))-1)
}

// gaussTable holds e^(−t²) for t = ½, 1, … 6½.
var gaussTable = func() (table [13]float64) {
	for i := range table {
		table[i] = Exp(-float64((i+1)*(i+1)) / 4)
	}
	return table
}()

// gauss returns e^(−x²). The square of the leading half of x's digits is exact; were x² rounded, its error would be
// multiplied by x².
func gauss(x float64) float64 {
	lead := math.Float64frombits(math.Float64bits(x) &^ (1<<27 - 1))
	return float64(Exp(float64(-lead*lead)) * Exp(float64(-(x-lead)*(x+lead))))
}

// Expm1 returns eˣ − 1 without loss near 0. Expm1(+Inf) is +Inf, Expm1(−Inf) is −1, Expm1(NaN) is NaN, Expm1(±0) is ±0.
// It is within 3 units in the last place.
//
// The method is Kahan's: with u = Exp(x) rounded, (u − 1)/ln u is right for the u at hand, and hardly changes on the way
// to the true one (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 1.14.1).
func Expm1(x float64) float64 {
	switch u := Exp(x); {
	case u == 1:
		return x
	case x < -40 || x > 40 || math.IsNaN(x): // the 1, or the eˣ, is too small to be seen
		return u - 1
	default:
		return float64((u - 1) * (x / Log(u)))
	}
}

// Log1p returns ln(1 + x) without loss near 0. Log1p(−1) is −Inf, Log1p(+Inf) is +Inf, Log1p(±0) is ±0; below −1 and for
// NaN it is NaN. It is within 3 units in the last place. The method is the mirror of that of [Expm1].
func Log1p(x float64) float64 {
	switch u := 1 + x; {
	case u == 1:
		return x
	case !(math.Abs(x) < 0x1p60) || u == 0: // the 1 is too small to be seen; NaN
		return Log(u)
	default:
		return float64(Log(u) * (x / (u - 1)))
	}
}

// Tanh returns the hyperbolic tangent. Tanh(±Inf) is ±1, Tanh(NaN) is NaN, Tanh(±0) is ±0. It is within 5 units in the last
// place, within 3 where |x| > ½.
func Tanh(x float64) float64 {
	if a := math.Abs(x); a > .5 {
		return math.Copysign(1-2/(Exp(float64(2*a))+1), x)
	}
	e := Expm1(float64(2 * x))
	return e / (e + 2)
}
