package hopfield

import (
	"context"
	"fmt"
	"math"
	"slices"

	"flipbook/internal/detmath"
)

// dense is a matrix of weights in memory. A float32 has 24 bits, and every weight is that many steps or fewer.
type dense struct {
	n    int
	rows []float32 // W, row after row
	cols []float32 // W, column after column: the same slice if W is symmetric
	grid float64
	most float64 // no |weight| exceeds it
}

// newDense makes room for n×n weights up to most, whose last bit is the grid.
func newDense(n int, grid, most float64, symmetric bool) *dense {
	d := &dense{n: n, rows: make([]float32, n*n), grid: grid, most: most}
	d.cols = d.rows
	if !symmetric {
		d.cols = make([]float32, n*n)
	}
	return d
}

// rounded returns the n×n matrix w, row after row, in steps of the largest weight's 24 bits; a NaN or an infinity in it, or
// weights far outside the range of a float32, are an error. It reads the upper triangle alone if symmetric is true.
func rounded(ctx context.Context, n int, w []float64, symmetric bool) (*dense, error) {
	most := 0.
	for i := range n {
		if err := ended(ctx); err != nil {
			return nil, err
		}
		for j, v := range w[i*n:][:n] {
			if !finite(v) {
				return nil, fmt.Errorf("hopfield: W[%d,%d] is %v: every weight must be finite", i, j, v)
			}
			if !symmetric || j >= i {
				most = max(most, math.Abs(v))
			}
		}
	}
	d := newDense(n, gridOf(most), most, symmetric)
	if most != 0 && (most > 0x1p+64 || most < 0x1p-64) {
		return nil, fmt.Errorf("hopfield: the largest weight is %g: it must lie between 2^-64 and 2^64", most)
	}
	for i := range n {
		if err := ended(ctx); err != nil {
			return nil, err
		}
		first := 0
		if symmetric {
			first = i
		}
		for j := first; j < n; j++ {
			d.set(i, j, w[i*n+j])
		}
	}
	return d, d.complete(ctx)
}

// gridOf returns the step at which numbers up to most have 24 bits.
func gridOf(most float64) float64 {
	_, e := math.Frexp(most)
	return math.Ldexp(1, e-24)
}

// set writes Wᵢⱼ, rounded to the grid; of a symmetric matrix only the upper triangle is to be written.
func (d *dense) set(i, j int, w float64) {
	d.rows[i*d.n+j] = float32(math.Round(w/d.grid)*d.grid + 0) // + 0: no weight is -0
}

// complete fills in what follows from what was set: the columns, or the lower triangle of a symmetric matrix. Columns that
// turn out to be the rows are not kept twice: the matrix is symmetric.
//
// It goes tile by tile, and each tile through a small copy: read along the rows and written along the columns, a line of
// the cache is used up before the next one takes its place, which in a matrix of 2¹⁴ columns is always the same place.
func (d *dense) complete(ctx context.Context) error {
	const side = 32
	var tile [side][side]float32
	symmetric := d.symmetric()
	for i0 := 0; i0 < d.n; i0 += side {
		if err := ended(ctx); err != nil {
			return err
		}
		for j0 := 0; j0 < d.n; j0 += side {
			if symmetric && j0 > i0 {
				break
			}
			high, wide := min(side, d.n-j0), min(side, d.n-i0)
			for j := range high {
				copy(tile[j][:wide], d.rows[(j0+j)*d.n+i0:])
			}
			for i := range wide {
				last := high
				if symmetric && j0 == i0 {
					last = i
				}
				row := d.cols[(i0+i)*d.n+j0:][:last]
				for j := range row {
					row[j] = tile[j][i]
				}
			}
		}
	}
	if !symmetric && slices.Equal(d.rows, d.cols) {
		d.cols = d.rows
	}
	return nil
}

func (d *dense) weight(i, j int) float64               { return float64(d.rows[i*d.n+j]) }
func (d *dense) symmetric() bool                       { return &d.rows[0] == &d.cols[0] }
func (d *dense) step() float64                         { return d.grid }
func (d *dense) largest() float64                      { return d.most }
func (d *dense) dense(context.Context) (*dense, error) { return d, nil }

func (d *dense) field(s Pattern, i int) float64 {
	h := 0.
	for j, w := range d.rows[i*d.n:][:d.n] {
		h += float64(float64(w) * float64(s[j]))
	}
	return h
}

// times returns Σⱼ sⱼ·(row j of m): Ws if m holds the columns of W, Wᵀs if it holds the rows.
func (d *dense) times(m []float32, s Pattern) []float64 {
	h := make([]float64, d.n)
	combine(h, floats(s), m)
	return h
}

func (d *dense) start(s Pattern) fields {
	f := &denseFields{dense: d, s: slices.Clone(s), h: d.times(d.cols, s)}
	f.hBack = f.h
	if !d.symmetric() {
		f.hBack = d.times(d.rows, s)
	}
	return f
}

// denseFields keeps Ws, so that a look costs nothing and a flip N additions.
type denseFields struct {
	*dense
	s     Pattern
	h     []float64 // Ws
	hBack []float64 // Wᵀs
}

func (f *denseFields) at(i int) float64   { return f.h[i] }
func (f *denseFields) back(i int) float64 { return f.hBack[i] }

func (f *denseFields) energy() float64 {
	sum := 0.
	for i, v := range f.s {
		sum += float64(float64(v) * f.h[i])
	}
	return 0 - sum/2 // not −sum/2, which for a sum of 0 would print as -0
}

func (f *denseFields) flip(i int) {
	f.s[i] = -f.s[i]
	change := float64(2 * f.s[i])
	detmath.AddScaled(f.h, change, f.cols[i*f.n:][:f.n])
	if !f.symmetric() {
		detmath.AddScaled(f.hBack, change, f.rows[i*f.n:][:f.n])
	}
}

// combine adds Σ cₖ·(row k of m) to sum, where a row of m is as long as sum.
func combine[F float32 | float64](sum, c []float64, m []F) {
	row := func(k int) []F { return m[k*len(sum):][:len(sum)] }
	k := 0
	for ; k+3 < len(c); k += 4 { // four at a time: sum is read and written a quarter as often
		v0, v1, v2, v3 := row(k), row(k+1), row(k+2), row(k+3)
		c0, c1, c2, c3 := c[k], c[k+1], c[k+2], c[k+3]
		for i := range sum {
			low := float64(c0*float64(v0[i])) + float64(c1*float64(v1[i]))
			sum[i] += low + (float64(c2*float64(v2[i])) + float64(c3*float64(v3[i])))
		}
	}
	for ; k < len(c); k++ {
		detmath.AddScaled(sum, c[k], row(k))
	}
}
