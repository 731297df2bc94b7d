package theory

import (
	"math"

	"flipbook/internal/detmath"
)

// A neuron of which the field is m + sz, a signal m and a standard normal z times the strength s of the noise, is averaged
// over z here, for s > 0 and a temperature T ≥ 0 or s = 0 and T > 0.
//
// At T > 0 one may as well say that the neuron is a threshold unit, sign(m + sz + TL), with logistic noise L of the density
// ½ sech²L, and average over z in closed form and over L by numbers. Where s > T that integrand is the smooth one,
// elsewhere the plain average over z is. Either way the trapezoidal rule with the step h meets no singularity within π/2
// of the real axis, so that it errs by less than e^(−π²/h) or so: less than a rounding.

// meanState returns ⟨tanh((m+sz)/T)⟩; at T = 0, erf(m/(s√2)).
func meanState(m, s, t float64) float64 {
	switch {
	case t == 0:
		return detmath.Erf(m / s / math.Sqrt2)
	case s > t:
		return logistic.sum(func(l float64) float64 { return detmath.Erf((m + float64(t*l)) / s / math.Sqrt2) })
	}
	return normal.sum(func(z float64) float64 { return detmath.Tanh((m + float64(s*z)) / t) })
}

// response is what else there is to know of the neuron.
type response struct {
	order float64 // ⟨tanh²((m+sz)/T)⟩, how frozen it is; at T = 0, 1
	slope float64 // ⟨1 − tanh²⟩/T, the derivative of its mean state by m
	gap   float64 // 1 − slope, without the loss of digits that a slope near 1 would bring
	depth float64 // ⟨T ln 2cosh((m+sz)/T)⟩, minus its free energy; at T = 0, ⟨|m+sz|⟩
}

func respond(m, s, t float64) response {
	var r response
	switch {
	case t == 0:
		r = threshold(m, s)
	case s > t:
		for k, w := range logistic.weight {
			r.add(w, threshold(m+float64(t*logistic.at[k]), s))
		}
		r.order = 1 - float64(t*r.slope)
	default:
		for k, w := range normal.weight {
			r.add(w, glauber(m+float64(s*normal.at[k]), t))
		}
		r.gap = (t - 1 + r.order) / t
		return r
	}
	r.gap = 1 - r.slope
	return r
}

func (r *response) add(w float64, of response) {
	r.order += float64(w * of.order)
	r.slope += float64(w * of.slope)
	r.depth += float64(w * of.depth)
}

// threshold is the response at T = 0, but for the gap.
func threshold(m, s float64) response {
	y := m / s / math.Sqrt2
	sharp := math.Sqrt2 / math.SqrtPi * detmath.Exp(float64(-y*y))
	return response{order: 1, slope: sharp / s, depth: float64(s*sharp) + float64(m*detmath.Erf(y))}
}

// glauber is the response without noise, but for the gap.
func glauber(m, t float64) response {
	x := math.Abs(m / t)
	switch {
	case t == 0 && m == 0:
		return response{slope: math.Inf(1)}
	case math.IsInf(x, 1): // at T = 0, or so near to it that m/T overflows
		return response{order: 1, depth: math.Abs(m)}
	}
	mean := detmath.Tanh(x)
	e := detmath.Exp(float64(-2 * x))
	return response{
		order: float64(mean * mean),
		slope: 4 * e / float64((1+e)*(1+e)) / t, // not (1 − mean²)/t, which is rounded to 0 while the slope is not
		depth: float64(t * (x + detmath.Log1p(e))),
	}
}

// A rule is a quadrature rule: where to look, and how much it counts.
type rule struct{ at, weight []float64 }

const quadratureStep = 7. / 32

// The densities ½ sech²L and e^(−z²/2)/√(2π), cut where they fall below the last digit of the sum.
var (
	logistic = trapezoid(19, func(l float64) float64 {
		e := detmath.Exp(float64(-2 * math.Abs(l)))
		return 2 * e / float64((1+e)*(1+e))
	})
	normal = trapezoid(9, func(z float64) float64 {
		return detmath.Exp(float64(-z*z)/2) / (math.Sqrt2 * math.SqrtPi)
	})
)

func (r rule) sum(f func(float64) float64) float64 {
	sum := 0.
	for k, w := range r.weight {
		sum += float64(w * f(r.at[k]))
	}
	return sum
}

func trapezoid(end float64, density func(float64) float64) rule {
	var r rule
	for k := -math.Floor(end / quadratureStep); k*quadratureStep <= end; k++ {
		r.at = append(r.at, k*quadratureStep)
		r.weight = append(r.weight, float64(quadratureStep*density(k*quadratureStep)))
	}
	return r
}
