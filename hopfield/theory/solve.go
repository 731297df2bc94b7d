package theory

import (
	"math"

	"flipbook/internal/detmath"
)

// boundary returns the place between lo and hi up to which below is true, by bisection down to neighbouring floats. It
// must be true from lo to that place and false from there to hi.
func boundary(lo, hi float64, below func(float64) bool) float64 {
	for range 200 { // 64 do, but for a boundary at 0
		middle := lo + (hi-lo)/2
		if middle <= lo || middle >= hi {
			break
		}
		if below(middle) {
			lo = middle
		} else {
			hi = middle
		}
	}
	return lo
}

// peak returns where between lo and hi the function f, which has one maximum there, is greatest. Golden-section search:
// each step keeps the golden share of the bracket and one of its two inner points. The place is good to about 10⁻⁸ of the
// bracket and the value to the last few digits, for a maximum is flat.
func peak(lo, hi float64, f func(float64) float64) float64 {
	golden := (math.Sqrt(5) - 1) / 2
	inner := func() (a, b float64) { d := float64(golden * (hi - lo)); return hi - d, lo + d }
	a, b := inner()
	fa, fb := f(a), f(b)
	for range 45 { // golden⁴⁵ is 4·10⁻¹⁰
		if fa < fb {
			lo, a, fa = a, b, fb
			_, b = inner()
			fb = f(b)
		} else {
			hi, b, fb = b, a, fa
			a, _ = inner()
			fa = f(a)
		}
	}
	return lo + (hi-lo)/2
}

// root returns the zero of f between a and b, where f has opposite signs, to the last digit or two: by inverse quadratic
// interpolation where that can be trusted, and otherwise by halving (Chandrupatla 1997). A smooth f takes about ten looks.
// If the signs agree, because the zero is at an end and f was rounded, it is the end where f is smaller.
func root(a, b float64, f func(float64) float64) float64 {
	fa, fb := f(a), f(b)
	if math.Signbit(fa) == math.Signbit(fb) {
		if math.Abs(fa) < math.Abs(fb) {
			return a
		}
		return b
	}
	share := .5 // of the way from a to b that the next look is at
	for range 200 {
		x := a + float64(share*(b-a))
		c, fc := b, fb // the one of the three points that is not beside the zero
		fx := f(x)
		if math.Signbit(fx) == math.Signbit(fa) {
			c, fc = a, fa
		} else {
			b, fb = a, fa
		}
		a, fa = x, fx
		best := a
		if math.Abs(fb) < math.Abs(fa) {
			best = b
		}
		least := 0x1p-52 * math.Abs(best) / math.Abs(b-a)
		if fa == 0 || least > .5 {
			return best
		}
		share = min(max(interpolate(a, b, c, fa, fb, fc), least), 1-least)
	}
	return a
}

// rootLog is root on a logarithmic scale, for 0 < a < b of very different size.
func rootLog(a, b float64, f func(float64) float64) float64 {
	return detmath.Exp(root(detmath.Log(a), detmath.Log(b), func(u float64) float64 { return f(detmath.Exp(u)) }))
}

// interpolate is the share of the way from a to b at which the parabola x(f) through the three points has its zero, or ½
// if the parabola turns between them.
func interpolate(a, b, c, fa, fb, fc float64) float64 {
	xi, phi := (a-b)/(c-b), (fa-fb)/(fc-fb)
	if !(float64(phi*phi) < xi && float64((1-phi)*(1-phi)) < 1-xi) {
		return .5
	}
	return float64(fa/(fb-fa)*(fc/(fb-fc))) + float64((c-a)/(b-a)*(fa/(fc-fa))*(fb/(fc-fb)))
}
