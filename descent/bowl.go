package descent

import (
	"fmt"
	"math"
	"slices"
)

// MaxDimensions is the most coordinates that a bowl may have.
const MaxDimensions = 100

// A Bowl is the function f(x) = ½ xᵀAx. It never changes, so goroutines may share one. Its zero value has no coordinates;
// New and Valley make others.
type Bowl struct {
	a          [][]float64
	curvatures []float64   // rising
	axes       [][]float64 // of length 1, one for each curvature
}

// New returns the bowl with the matrix A = a, of which it keeps a copy.
//
// It is an error if a has no or more than [MaxDimensions] rows, is not square or not symmetric, or has an entry that is
// no number or an eigenvalue that is not positive: at most 1e-12 of the largest.
func New(a [][]float64) (*Bowl, error) {
	n := len(a)
	if n < 1 || n > MaxDimensions {
		return nil, fmt.Errorf("descent: a has %d rows: it must have 1 to %d", n, MaxDimensions)
	}
	b := &Bowl{}
	for i, row := range a {
		if len(row) != n {
			return nil, fmt.Errorf("descent: a[%d] has %d entries: it must have %d, as many as there are rows", i, len(row), n)
		}
		for j, v := range row {
			if !(math.Abs(v) <= maxEntry) {
				return nil, fmt.Errorf("descent: a[%d][%d] is %v: it must be from -1e100 to 1e100", i, j, v)
			}
			if len(a[j]) == n && v != a[j][i] {
				return nil, fmt.Errorf("descent: a[%d][%d] is %v and a[%d][%d] is %v: they must be equal", i, j, v, j, i, a[j][i])
			}
		}
		b.a = append(b.a, slices.Clone(row))
	}
	b.curvatures, b.axes = eigen(b.a)
	if least, most := b.curvatures[0], b.curvatures[n-1]; !(least > 1e-12*most) {
		return nil, fmt.Errorf("descent: a has the eigenvalue %v: all must be positive", least)
	}
	return b, nil
}

const maxEntry = 1e100

// Valley returns a bowl in the plane that is flat along the direction (x, y), with the curvature flat, and has the
// curvature steep across it: A = flat·uuᵀ + steep·(1 − uuᵀ), u the direction made one of length 1.
//
// It is an error if a curvature is not positive and finite, one is more than 1e9 times the other, or the direction is 0
// or no number.
func Valley(flat, steep, x, y float64) (*Bowl, error) {
	if least, most := min(flat, steep), max(flat, steep); !(least > 0 && most <= maxEntry) {
		return nil, fmt.Errorf("descent: flat is %v and steep %v: a curvature must be positive, and at most 1e100", flat, steep)
	}
	if max(flat, steep) > 1e9*min(flat, steep) {
		return nil, fmt.Errorf("descent: curvatures of %v and %v: one may be 1e9 times the other at most", flat, steep)
	}
	square := float64(x*x) + float64(y*y)
	if !(square > 0 && square <= maxEntry) {
		return nil, fmt.Errorf("descent: the direction is (%v, %v): it must not be 0, and no longer than 1e50", x, y)
	}
	bend := (flat - steep) / square
	off := float64(bend * float64(x*y))
	return New([][]float64{{steep + float64(bend*float64(x*x)), off}, {off, steep + float64(bend*float64(y*y))}})
}

// Dimensions returns the number of coordinates.
func (b *Bowl) Dimensions() int { return len(b.a) }

// Curvatures returns the eigenvalues of A, from the least to the largest: a copy.
func (b *Bowl) Curvatures() []float64 { return slices.Clone(b.curvatures) }

// Axes returns directions of length 1, at right angles to each other, along which f has the curvatures, in their order:
// a copy.
func (b *Bowl) Axes() [][]float64 {
	out := make([][]float64, len(b.axes))
	for i, axis := range b.axes {
		out[i] = slices.Clone(axis)
	}
	return out
}

// Condition returns κ, the largest curvature over the least: 1 for a round bowl. It is NaN without coordinates.
func (b *Bowl) Condition() float64 {
	if len(b.a) == 0 {
		return math.NaN()
	}
	return b.curvatures[len(b.a)-1] / b.curvatures[0]
}

// Value returns f(x). It is NaN if x has not as many coordinates as the bowl.
func (b *Bowl) Value(x []float64) float64 {
	if len(x) != len(b.a) || len(x) == 0 {
		return math.NaN()
	}
	return dot(x, b.Slope(x)) / 2
}

// Slope returns the gradient Ax. It is nil if x has not as many coordinates as the bowl.
func (b *Bowl) Slope(x []float64) []float64 {
	if len(x) != len(b.a) {
		return nil
	}
	out := make([]float64, len(x))
	for i, row := range b.a {
		out[i] = dot(row, x)
	}
	return out
}

func dot(x, y []float64) float64 {
	sum := 0.
	for i, v := range x {
		sum += float64(v * y[i])
	}
	return sum
}

// eigen returns the eigenvalues of a symmetric matrix, rising, and the vectors to them, by Jacobi's rotations (1846): each
// makes one entry off the diagonal 0, and their sum of squares falls until nothing is left of it.
func eigen(a [][]float64) (values []float64, vectors [][]float64) {
	n := len(a)
	m, v := make([][]float64, n), make([][]float64, n)
	for i := range a {
		m[i], v[i] = slices.Clone(a[i]), make([]float64, n)
		v[i][i] = 1
	}
	for range 60 { // a dozen suffice; the bound is for the day when that is not so
		turned := false
		for i := range n {
			for j := i + 1; j < n; j++ {
				if math.Abs(m[i][j]) > 1e-17*math.Sqrt(math.Abs(m[i][i]))*math.Sqrt(math.Abs(m[j][j])) {
					turned = true
					rotate(m, v, i, j)
				}
			}
		}
		if !turned {
			break
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch {
		case m[i][i] < m[j][j]:
			return -1
		case m[i][i] > m[j][j]:
			return 1
		}
		return 0
	})
	for _, i := range order {
		values, vectors = append(values, m[i][i]), append(vectors, v[i])
	}
	return values, vectors
}

// rotate turns the plane of coordinates i and j until they do not hear of each other; the rows of v turn along.
func rotate(m, v [][]float64, i, j int) {
	theta := (m[j][j] - m[i][i]) / (2 * m[i][j])
	t := 1 / (math.Abs(theta) + math.Sqrt(float64(theta*theta)+1))
	if theta < 0 {
		t = -t
	}
	c := 1 / math.Sqrt(float64(t*t)+1)
	s := t * c
	for k := range m {
		m[k][i], m[k][j] = float64(c*m[k][i])-float64(s*m[k][j]), float64(s*m[k][i])+float64(c*m[k][j])
	}
	for k := range m {
		m[i][k], m[j][k] = float64(c*m[i][k])-float64(s*m[j][k]), float64(s*m[i][k])+float64(c*m[j][k])
		v[i][k], v[j][k] = float64(c*v[i][k])-float64(s*v[j][k]), float64(s*v[i][k])+float64(c*v[j][k])
	}
	m[i][j], m[j][i] = 0, 0
}
