package perceptron

import (
	"math"
	"math/big"
)

// lowest returns the index of the point with the least p·z, the first of equals, and that p·z. Plain float64 with a bound
// on its error sorts out the few that are worth an exact look; lower is room for one number a point.
func lowest(p []*big.Float, z [][]float64, lower []float64) (int, *big.Float) {
	direction := scaled(p)
	// A product and a sum err by half an ulp each, the direction by another.
	ulps := float64(len(p)+4) * 0x1p-52
	ceiling := math.Inf(1)
	for i := range z {
		sum, size := 0.0, 0.0
		for j, d := range direction {
			t := float64(d * z[i][j])
			sum += t
			size += math.Abs(t)
		}
		slack := float64(size*ulps) + 1e-300 // the last for what underflows
		lower[i] = sum - slack
		ceiling = min(ceiling, sum+slack)
	}
	best, height := -1, number()
	exact := whole(p)
	for i := range z {
		if lower[i] > ceiling {
			continue
		}
		if h := exact.dot(z[i]); best < 0 || h.Cmp(height) < 0 {
			best, height = i, h
		}
	}
	return best, height
}

// scaled returns p, times a power of two, with its largest coordinate in [½, 1].
func scaled(p []*big.Float) []float64 {
	top := math.MinInt
	for _, x := range p {
		if x.Sign() != 0 {
			top = max(top, x.MantExp(nil))
		}
	}
	out := make([]float64, len(p))
	for j, x := range p {
		if x.Sign() != 0 {
			out[j], _ = number().SetMantExp(x, -top).Float64()
		}
	}
	return out
}

// signed returns the points y·(x, 1).
func signed(points []Point) [][]float64 {
	z := make([][]float64, len(points))
	for i, p := range points {
		y := float64(p.Y)
		z[i] = make([]float64, len(p.X)+1)
		for j, x := range p.X {
			z[i][j] = y * x
		}
		z[i][len(p.X)] = y
	}
	return z
}

// longest is R², the largest ‖z‖².
func longest(z [][]float64) *big.Float {
	top := 0.0
	for i := range z {
		top = max(top, inner(z[i], z[i]))
	}
	most := number()
	for i := range z {
		if inner(z[i], z[i]) < top*(1-float64(len(z[i])+4)*0x1p-51) {
			continue // shorter, whatever the rounding
		}
		if s := dot(z[i], z[i]); s.Cmp(most) > 0 {
			most = s
		}
	}
	return most
}

// shortest returns the index of a short z: where to start, so rounding is no matter.
func shortest(z [][]float64) int {
	best, least := 0, math.Inf(1)
	for i := range z {
		if square := inner(z[i], z[i]); square < least {
			best, least = i, square
		}
	}
	return best
}

func number() *big.Float { return new(big.Float).SetPrec(precision) }

// entry is 1 + a·b.
func entry(a, b []float64) *big.Float {
	e := dot(a, b)
	return e.Add(e, number().SetInt64(1))
}

func dot(a, b []float64) *big.Float {
	sum, x, y, term := number(), new(big.Float), new(big.Float), number()
	for j := range a {
		sum.Add(sum, term.Mul(x.SetFloat64(a[j]), y.SetFloat64(b[j])))
	}
	return sum
}

func total(u []*big.Float) *big.Float {
	sum := number()
	for _, x := range u {
		sum.Add(sum, x)
	}
	return sum
}

// combination is Σ wᵢzᵢ.
func combination(z [][]float64, w []*big.Float) []*big.Float {
	weights := whole(w)
	p := make([]*big.Float, len(z[0]))
	column := make([]float64, len(z))
	for j := range p {
		for i := range z {
			column[i] = z[i][j]
		}
		p[j] = weights.dot(column)
	}
	return p
}

// A multiple of float64 numbers is a sum of integers, which is far cheaper than one of big.Float: coarse is a vector
// cut to whole multiples of 2^unit.
type coarse struct {
	n    []*big.Int
	unit int
}

// whole cuts v at 2^-1024 of its largest entry.
func whole(v []*big.Float) coarse {
	c := coarse{unit: math.MinInt}
	for _, x := range v {
		if x.Sign() != 0 {
			c.unit = max(c.unit, x.MantExp(nil)-precision)
		}
	}
	scaled := number()
	for _, x := range v {
		n := new(big.Int)
		if x.Sign() != 0 {
			scaled.SetMantExp(x, -c.unit).Int(n)
		}
		c.n = append(c.n, n)
	}
	return c
}

// dot is the product with x, without rounding but in the result.
func (c coarse) dot(x []float64) *big.Float {
	var sum, term, mantissa big.Int
	unit := math.MaxInt // of sum
	for i, n := range c.n {
		if x[i] == 0 || n.Sign() == 0 {
			continue
		}
		fraction, e := math.Frexp(x[i])
		e -= 53
		term.Mul(n, mantissa.SetInt64(int64(fraction*(1<<53))))
		switch {
		case sum.Sign() == 0:
			unit = e
		case e < unit:
			sum.Lsh(&sum, uint(unit-e))
			unit = e
		default:
			term.Lsh(&term, uint(e-unit))
		}
		sum.Add(&sum, &term)
	}
	if sum.Sign() == 0 {
		return number()
	}
	exact := number().SetInt(&sum)
	return exact.SetMantExp(exact, unit+c.unit)
}

func norm2(p []*big.Float) *big.Float {
	sum, term := number(), number()
	for _, x := range p {
		sum.Add(sum, term.Mul(x, x))
	}
	return sum
}
