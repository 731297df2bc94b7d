package theory

import (
	"math"

	"flipbook/internal/detmath"
)

// IsingCritical returns the temperature 2/ln(1+√2) = 2.269… below which the square lattice of Ising is magnetised, in units
// of the coupling. Source: Kramers & Wannier 1941; Onsager 1944.
func IsingCritical() float64 { return 2 / detmath.Log(1+math.Sqrt2) }

// IsingMagnetization returns the spontaneous magnetisation of Ising's square lattice, (1 − sinh(2/T)⁻⁴)^⅛ below
// [IsingCritical] and 0 above: 1 at T = 0. It is NaN if temperature is negative or NaN.
//
// Source: Onsager 1949; Yang 1952.
func IsingMagnetization(temperature float64) float64 {
	switch {
	case !(temperature >= 0):
		return math.NaN()
	case temperature >= IsingCritical():
		return 0
	}
	e := detmath.Exp(-2 / temperature) // 1/sinh(2/T) = 2e/(1−e²)
	k := 2 * e / (1 - float64(e*e))
	k2 := float64(k * k)
	return math.Sqrt(math.Sqrt(math.Sqrt(max(0, 1-float64(k2*k2)))))
}
