package quantum

import (
	"cmp"
	"context"
	"math"
	"slices"

	"flipbook/internal/detmath"
)

// eigen returns the eigenvalues of a symmetric matrix, the largest first, and to each a unit eigenvector, all orthogonal up
// to rounding. It destroys a.
//
// It is Jacobi's method, one-sided (Hestenes 1958): the rows of a + sI, with s so large that all eigenvalues are positive,
// are rotated in pairs until every pair is orthogonal. Then the lengths of the rows are the eigenvalues, shifted by s, and
// their directions the eigenvectors. All work is along rows, in a fixed order, with sums, products and roots only: it gives
// the same bits on every CPU, which a matrix library does not promise.
//
// Nobody knows beforehand how many rounds through all pairs it takes; in practice it is 7 to 12. Progress, unless nil, is
// told of them as if they were 15, and in the end that all is done.
func eigen(ctx context.Context, a [][]float64, progress func(done, total int)) (values []float64, vectors [][]float64, err error) {
	const rounds, patience = 15, 100 // no matrix is known that needs half of that patience
	n := len(a)
	if progress == nil {
		progress = func(int, int) {}
	}
	shift := 0x1p-300 // squares of it do not underflow
	for _, row := range a {
		shift = max(shift, 2*length1(row)) // twice Gershgorin's bound of all eigenvalues
	}
	for i := range a {
		a[i][i] += shift
	}
	squares := make([]float64, n) // of the lengths of the rows
	for round, rotated := 0, true; rotated && round < patience; round++ {
		rotated = false
		for i, row := range a {
			squares[i] = detmath.Dot(row, row)
		}
		for p := range n {
			if err := ctx.Err(); err != nil {
				return nil, nil, err
			}
			for q := p + 1; q < n; q++ {
				rotated = orthogonalize(a, squares, p, q) || rotated
			}
			progress(min(round*n+p, rounds*n-1), rounds*n)
		}
	}
	progress(rounds*n, rounds*n)

	slices.SortStableFunc(a, func(x, y []float64) int { return cmp.Compare(detmath.Dot(y, y), detmath.Dot(x, x)) })
	for _, row := range a {
		length := math.Sqrt(detmath.Dot(row, row))
		for i := range row {
			row[i] /= length
		}
		values = append(values, length-shift)
	}
	return values, a, nil
}

// orthogonalize rotates rows p and q into each other until they are orthogonal, by the smaller of the two angles. It reports
// false if they are so already, but for rounding.
func orthogonalize(a [][]float64, squares []float64, p, q int) bool {
	x, y := a[p], a[q][:len(a)]
	xy, xx, yy := detmath.Dot(x, y), squares[p], squares[q]
	if math.Abs(xy) <= float64(len(x)+16)*0x1p-52*math.Sqrt(float64(xx*yy)) {
		return false
	}
	theta := (yy - xx) / (2 * xy)
	tan := 1 / (math.Abs(theta) + math.Sqrt(float64(theta*theta)+1))
	if theta < 0 {
		tan = -tan
	}
	cos := 1 / math.Sqrt(float64(tan*tan)+1)
	sin := tan * cos
	for i, xi := range x {
		x[i] = float64(cos*xi) - float64(sin*y[i])
		y[i] = float64(sin*xi) + float64(cos*y[i])
	}
	squares[p], squares[q] = xx-float64(tan*xy), yy+float64(tan*xy)
	return true
}

// length1 returns the sum of the absolute entries of v.
func length1(v []float64) float64 {
	sum := 0.
	for _, x := range v {
		sum += math.Abs(x)
	}
	return sum
}

func square(n int) [][]float64 {
	a := make([][]float64, n)
	for i := range a {
		a[i] = make([]float64, n)
	}
	return a
}
