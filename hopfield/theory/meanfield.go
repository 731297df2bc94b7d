package theory

import (
	"math"

	"flipbook/internal/detmath"
)

// meanField is the theory for synapses of the noise ratio rho at the temperature t.
//
// Its equations are implicit in everything but the load. Given the distance y = m/(s√2) of the signal from the noise (or,
// in the spin glass, the noise s itself), the response of a neuron is known, with it q, C and r, and then the load from
// s² = α(r + ρq). So states are walked along y, and the one of a given load is searched for.
type meanField struct{ rho, t float64 }

// retrieval is the state at the distance y, for t < 1.
func (f meanField) retrieval(y float64) State {
	m := f.overlap(y)
	s := m / y / math.Sqrt2
	n := respond(m, s, f.t)
	state := f.state(f.load(s, n), m, n)
	if f.t == 0 {
		state.Errors = detmath.Erfc(y) / 2
	}
	return state
}

// overlap solves m = ⟨tanh((m + sz)/T)⟩ with s = m/(y√2). The right side divided by m falls as m grows.
func (f meanField) overlap(y float64) float64 {
	if f.t == 0 {
		return detmath.Erf(y)
	}
	return root(1e-150, 1, func(m float64) float64 { return meanState(m, m/y/math.Sqrt2, f.t)/m - 1 })
}

// turn is the distance at which the load is greatest: there the stable branch, beyond it, meets the unstable one.
func (f meanField) turn() float64 {
	return peak(1e-3, 2, func(y float64) float64 { return f.retrieval(y).Load })
}

// retrievalAt is the state of a load below the capacity, on the branch beyond turn, where the load falls with y.
func (f meanField) retrievalAt(load, turn float64) State {
	farthest := 1 / math.Sqrt(load) // since s² ≥ α and m ≤ 1, y is less
	y := rootLog(turn, farthest, func(y float64) float64 { return detmath.Log(f.retrieval(y).Load / load) })
	state := f.retrieval(y)
	state.Load = load
	return state
}

// spinGlass is the state without overlap. Its load grows with the noise s.
func (f meanField) spinGlass(load float64) State {
	s := 0.
	if f.t <= 1 || load > f.freezing() {
		low, high := 1e-140, math.Sqrt(2/math.Pi)+float64(math.Sqrt(load)*math.Sqrt(1+f.rho))
		if f.t > 1 {
			low = 1e-9 * f.t
		}
		s = rootLog(low, high, func(s float64) float64 { return detmath.Log(f.load(s, respond(0, s, f.t)) / load) })
	}
	return f.state(load, 0, respond(0, s, f.t))
}

// freezing is the load at which the neurons of a hot network, t > 1, begin to freeze: the limit of load as s goes to 0,
// where q is s²/T² and C is 1/T.
func (f meanField) freezing() float64 {
	g := f.t - 1
	return float64(g*g) / (1 + float64(f.rho*float64(g/f.t*g/f.t)))
}

// load is the α with s² = α(r + ρq); 0 where C ≥ 1, which no state has.
func (f meanField) load(s float64, n response) float64 {
	if n.gap <= 0 {
		return 0
	}
	sg := s * n.gap
	return float64(sg * (sg / n.order / (1 + float64(f.rho*float64(n.gap*n.gap)))))
}

// state completes a state by the replica-symmetric free energy
//
//	f = α/2 + m²/2 + (α/2)(T ln(1−C) − q/(1−C) + rC) − ραTC²/4 − ⟨T ln 2cosh((m + sz)/T)⟩.
func (f meanField) state(load, m float64, n response) State {
	r := n.order / n.gap / n.gap
	memories := float64(f.t*detmath.Log(n.gap)) - n.order/n.gap + float64(r*n.slope)
	damage := float64(f.rho * float64(f.t*float64(n.slope*n.slope)))
	return State{
		Load: load, Temperature: f.t, Overlap: m, Errors: (1 - m) / 2, Order: n.order, Crosstalk: r, Response: n.slope,
		FreeEnergy: float64(load*(1+memories-damage/2))/2 + float64(m*m)/2 - n.depth,
	}
}
