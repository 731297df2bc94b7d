package theory

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Hertz, Krogh & Palmer 1991, table 2.1, and the load at which memory ends.
func TestOneStepErrorTable(t *testing.T) {
	for _, c := range []struct{ load, wrong, digit float64 }{
		{.105, .001, 1e-3}, {.138, .0036, 1e-4}, {.185, .01, 1e-3}, {.37, .05, 1e-3}, {.61, .1, 1e-3},
	} {
		near(t, "error", OneStepError(c.load), c.wrong, c.digit)
		near(t, "load", OneStepLoad(c.wrong), c.load, 1e-2)
		near(t, "the formula", OneStepError(c.load), math.Erfc(math.Sqrt(1/(2*c.load)))/2, 1e-15)
	}
	near(t, "error at the overlap ½", OneStepErrorFrom(.5, .25), math.Erfc(math.Sqrt(.5))/2, 1e-15)
	near(t, "error at the overlap 0", OneStepErrorFrom(0, .25), .5, 1e-15)
	near(t, "error at the overlap −1", OneStepErrorFrom(-1, .25), 1-OneStepError(.25), 1e-15)
}

func TestOneStepLoadInvertsOneStepError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		wrong := rapid.Float64Range(1e-300, .499).Draw(t, "error")
		near(t, "error/error", OneStepError(OneStepLoad(wrong))/wrong, 1, 1e-10)
		load := rapid.Float64Range(1e-3, 100).Draw(t, "load")
		near(t, "load/load", OneStepLoad(OneStepError(load))/load, 1, 1e-10)
		if more := OneStepError(load * 1.001); !(more > OneStepError(load)) {
			t.Errorf("the error does not grow at %v", load)
		}
		m := rapid.Float64Range(0, .99).Draw(t, "m")
		if !(OneStepErrorFrom(m+.01, load) < OneStepErrorFrom(m, load)) {
			t.Errorf("the error does not fall with the overlap at %v", m)
		}
	})
}

func TestTail(t *testing.T) {
	for x, want := range map[float64]float64{0: .5, 1: .15865525393145707, 1.96: .0249978951482204, -2: .9772498680518208} {
		near(t, "Q", Tail(x), want, 1e-15)
	}
	for x, want := range map[float64]float64{ // to 16 digits, by a program of 60
		-3: .998650101968369905, .7: .241963652223073029, 2.3: .0107241100216758104, 5.1: 1.69826740714760146e-7,
		9.9: 2.08137521949320612e-23, 21.3: 5.67605616213548291e-101, 30: 4.90671392714818706e-198, 36.7: 3.65152930280341797e-295,
	} {
		near(t, "Q by its digits", Tail(x)/want, 1, 2*(10+2*x*x)*1e-16)
	}
	for p, want := range map[float64]float64{0: math.Inf(1), .5: 0, 1: math.Inf(-1)} {
		if got := TailInverse(p); got != want {
			t.Errorf("TailInverse(%v) is %v, want %v", p, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-5, 37).Draw(t, "x")
		near(t, "x", TailInverse(Tail(x)), x, 1e-8)
		p := rapid.Float64Range(1e-300, 1).Draw(t, "p")
		near(t, "p", Tail(TailInverse(p))/p, 1, 1e-12)
		if far := Tail(x + .001); !(far < Tail(x)) {
			t.Errorf("Q does not fall at %v", x)
		}
	})
}

// Noise as used on digits: beyond σ = 9.6 almost half of the pixels are wrong.
func TestFlipShare(t *testing.T) {
	for _, c := range []struct{ sigma, want, digit float64 }{
		{0, 0, 1e-300}, {1, .1587, 1e-4}, {2, .31, 1e-2}, {9.6, .46, 1e-2}, {math.Inf(1), .5, 1e-16},
	} {
		near(t, "flipped", FlipShare(c.sigma), c.want, c.digit)
	}
}

// Both finders against functions of which the answer is known.
func TestRootAndPeak(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.Float64Range(.001, 50).Draw(t, "c")
		near(t, "cube root", root(0, 4, func(x float64) float64 { return x*x*x - c }), math.Cbrt(c), 1e-14)
		near(t, "logarithm", root(10, -10, func(x float64) float64 { return math.Exp(x) - c }), math.Log(c), 1e-13)
		near(t, "step", root(0, 100, func(x float64) float64 { return math.Copysign(1, x-c) }), c, 1e-13)
		near(t, "far", rootLog(1e-200, 1e200, func(x float64) float64 { return math.Log(x / c) })/c, 1, 1e-12)
		near(t, "end", root(2, 9, func(x float64) float64 { return -x }), 2, 1e-300)
		near(t, "boundary", boundary(0, 100, func(x float64) bool { return x <= c }), c, 1e-300)
		near(t, "peak", peak(0, 60, func(x float64) float64 { return -(x - c) * (x - c) }), c, 1e-6)
	})
}
