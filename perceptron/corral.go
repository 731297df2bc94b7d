package perceptron

import (
	"context"
	"math/big"
	"slices"
)

// A corral is a set of affinely independent points, the weights of their convex combination p, and the Cholesky factor
// of their matrix 1 + zᵢ·zⱼ, row by row, or nil before it is needed.
type corral struct {
	z      [][]float64
	weight []*big.Float
	factor [][]*big.Float
}

// factored makes the factor if there is none yet. It is false if the points are dependent, or ctx has ended.
func (c *corral) factored(ctx context.Context) bool {
	return c.factor != nil || c.drop(ctx, -1)
}

// join adds z with the given weight, unless it depends on the points there.
func (c *corral) join(z []float64, weight *big.Float) bool {
	row := make([]*big.Float, 0, len(c.z)+1)
	for i, other := range c.z {
		e := entry(z, other)
		for k := range i {
			e.Sub(e, number().Mul(row[k], c.factor[i][k]))
		}
		row = append(row, e.Quo(e, c.factor[i][i]))
	}
	d := entry(z, z)
	for _, e := range row {
		d.Sub(d, number().Mul(e, e))
	}
	if d.Sign() <= 0 {
		return false
	}
	c.factor = append(c.factor, append(row, d.Sqrt(d)))
	c.z = append(c.z, z)
	c.weight = append(c.weight, weight)
	return true
}

// settle moves the weights to the nearest point of the plane of the corral, dropping the points that get in the way. It
// is false if ctx ends.
func (c *corral) settle(ctx context.Context) bool {
	for ctx.Err() == nil {
		target := c.affine()
		// The largest step towards target that leaves no weight negative.
		step, leaves := number().SetInt64(1), -1
		for i, t := range target {
			if t.Sign() > 0 {
				continue
			}
			reach := number().Sub(c.weight[i], t)
			if reach.Sign() == 0 {
				reach.SetInt64(0) // weight and target are both 0: it leaves at once
			} else {
				reach.Quo(c.weight[i], reach)
			}
			if leaves < 0 || reach.Cmp(step) < 0 {
				step, leaves = reach, i
			}
		}
		if leaves < 0 {
			c.weight = target
			return true
		}
		for i, w := range c.weight {
			w.Add(w, number().Mul(step, number().Sub(target[i], w)))
		}
		if !c.drop(ctx, leaves) {
			return false
		}
	}
	return false
}

// affine returns the weights, of sum 1, of the point nearest to the origin in the plane of the corral: with u the solution
// of Σⱼ (1 + zᵢ·zⱼ) uⱼ = 1, u/Σu.
func (c *corral) affine() []*big.Float {
	n := len(c.z)
	u := make([]*big.Float, n)
	for i := range n {
		u[i] = number().SetInt64(1)
		for k := range i {
			u[i].Sub(u[i], number().Mul(c.factor[i][k], u[k]))
		}
		u[i].Quo(u[i], c.factor[i][i])
	}
	sum := number()
	for i := n - 1; i >= 0; i-- {
		for k := i + 1; k < n; k++ {
			u[i].Sub(u[i], number().Mul(c.factor[k][i], u[k]))
		}
		u[i].Quo(u[i], c.factor[i][i])
		sum.Add(sum, u[i])
	}
	for i := range u {
		u[i].Quo(u[i], sum)
	}
	return u
}

// drop removes point i, or none if that is −1; the rows of the factor from there on are made anew.
func (c *corral) drop(ctx context.Context, i int) bool {
	// With slices.Clone of the weights the linker would keep every method of big.Float.
	z, weight := slices.Clone(c.z[i+1:]), append([]*big.Float(nil), c.weight[i+1:]...)
	i = max(i, 0)
	c.z, c.weight, c.factor = c.z[:i], c.weight[:i], c.factor[:i]
	for k := range z {
		if ctx.Err() != nil || !c.join(z[k], weight[k]) {
			return false
		}
	}
	return true
}
