package boltzmann

import (
	"slices"

	"flipbook/internal/detmath"
)

// Parameters are what a machine learns; a gradient has the same shape.
type parameters struct {
	w    []float64 // visible×hidden, row i the weights of visible unit i
	a, b []float64 // biases of the visible and of the hidden units
}

func newParameters(visible, hidden int) parameters {
	return parameters{make([]float64, visible*hidden), make([]float64, visible), make([]float64, hidden)}
}

func (g parameters) clone() parameters {
	return parameters{slices.Clone(g.w), slices.Clone(g.a), slices.Clone(g.b)}
}

func (g parameters) scale(c float64) {
	for _, x := range [][]float64{g.w, g.a, g.b} {
		for i := range x {
			x[i] *= c
		}
	}
}

func (g parameters) clear() {
	clear(g.w)
	clear(g.a)
	clear(g.b)
}

func (g parameters) addScaled(c float64, d parameters) {
	detmath.AddScaled(g.w, c, d.w)
	detmath.AddScaled(g.a, c, d.a)
	detmath.AddScaled(g.b, c, d.b)
}

// addSlope adds c times the slope of −F at the visible state v, which is (v pᵀ, v, p) for the weights and the biases, where
// p is p(h = 1 | v).
func (g parameters) addSlope(c float64, v State, p []float64) {
	for i, on := range v {
		if on != 0 {
			detmath.AddScaled(g.w[i*len(p):][:len(p)], c, p)
			g.a[i] += c
		}
	}
	detmath.AddScaled(g.b, c, p)
}

// wild reports whether a number is NaN or beyond ±MaxWeight.
func (g parameters) wild() bool {
	return slices.ContainsFunc(g.w, wild) || slices.ContainsFunc(g.a, wild) || slices.ContainsFunc(g.b, wild)
}
