package perceptron

import (
	"context"
	"math"
	"math/big"
	"slices"
)

// A scout looks for the nearest point to the origin as [nearest] does, but in float64: fast, and right but for rounding.
type scout struct {
	z      [][]float64
	shift  float64     // R². The factor is that of shift + zᵢ·zⱼ, in which neither part drowns the other
	set    []int       // the corral, as indices into z
	weight []float64   // of the combination of these
	factor [][]float64 // Cholesky's, row by row
}

const (
	scoutGap   = 0x1p-46 // the search ends where no point is lower than p by so much of ‖p‖·R
	scoutSpeck = 0x1p-40 // weights below are 0
	scoutZero  = 0x1p-90 // and so is ‖p‖² below so much of R²
)

// explore returns the corral that the search ends with, or that it has when ctx ends: never an empty one.
func explore(ctx context.Context, z [][]float64) *scout {
	s := &scout{z: z}
	s.shift, _ = longest(z).Float64()
	s.join(shortest(z))
	s.weight[0] = 1
	for best := math.Inf(1); ctx.Err() == nil; {
		p := s.point()
		square := inner(p, p)
		if square >= best || square <= scoutZero*s.shift {
			break // rounding has the last word
		}
		best = square
		j, height := 0, math.Inf(1)
		for i := range z {
			if h := inner(p, z[i]); h < height {
				j, height = i, h
			}
		}
		if square-height <= scoutGap*math.Sqrt(square*s.shift) || slices.Contains(s.set, j) || !s.join(j) {
			break
		}
		s.settle()
	}
	return s
}

// join adds point j with the weight 0, unless it depends on the points there, or nearly so.
func (s *scout) join(j int) bool {
	n := len(s.set)
	row := make([]float64, n+1)
	for i, k := range s.set {
		row[i] = (s.shift + inner(s.z[j], s.z[k]) - inner(row[:i], s.factor[i][:i])) / s.factor[i][i]
	}
	whole := s.shift + inner(s.z[j], s.z[j])
	rest := whole - inner(row[:n], row[:n])
	if rest <= scoutSpeck*whole {
		return false
	}
	row[n] = math.Sqrt(rest)
	s.set = append(s.set, j)
	s.weight = append(s.weight, 0)
	s.factor = append(s.factor, row)
	return true
}

// settle moves the weights to the nearest point of the plane of the corral, dropping the points that get in the way.
func (s *scout) settle() {
	for {
		target := make([]float64, len(s.set))
		for i := range target {
			target[i] = 1
		}
		s.solve(target)
		sum := 0.0
		for _, t := range target {
			sum += t
		}
		step, leaves := 1., -1
		for i := range target {
			target[i] /= sum
			if target[i] > scoutSpeck {
				continue
			}
			reach := 0.
			if s.weight[i] > 0 {
				reach = s.weight[i] / (s.weight[i] - min(target[i], 0))
			}
			if leaves < 0 || reach < step {
				step, leaves = reach, i
			}
		}
		if leaves < 0 {
			s.weight = target
			return
		}
		for i, t := range target {
			s.weight[i] += float64(step * (t - s.weight[i]))
		}
		s.drop(leaves)
	}
}

// drop removes the point at i of the corral. The rows of the factor below move up, and rotations of two columns at a
// time (Givens) make it triangular again.
func (s *scout) drop(i int) {
	s.set = slices.Delete(s.set, i, i+1)
	s.weight = slices.Delete(s.weight, i, i+1)
	s.factor = slices.Delete(s.factor, i, i+1)
	for c := i; c < len(s.factor); c++ {
		top := s.factor[c]
		h := math.Sqrt(float64(top[c]*top[c]) + float64(top[c+1]*top[c+1]))
		cos, sin := top[c]/h, top[c+1]/h
		for _, row := range s.factor[c:] {
			x, y := row[c], row[c+1]
			row[c] = float64(cos*x) + float64(sin*y)
			row[c+1] = float64(cos*y) - float64(sin*x)
		}
		s.factor[c] = top[:c+1]
	}
}

// solve replaces b by the solution u of Σⱼ (shift + zᵢ·zⱼ) uⱼ = bᵢ.
func (s *scout) solve(b []float64) {
	for i, row := range s.factor {
		b[i] = (b[i] - inner(row[:i], b[:i])) / row[i]
	}
	for i := len(b) - 1; i >= 0; i-- {
		row := s.factor[i]
		b[i] /= row[i]
		for k, f := range row[:i] {
			b[k] -= float64(f * b[i])
		}
	}
}

// point is the convex combination p.
func (s *scout) point() []float64 {
	p := make([]float64, len(s.z[0]))
	for i, k := range s.set {
		for j, x := range s.z[k] {
			p[j] += float64(s.weight[i] * x)
		}
	}
	return p
}

// corral returns the points that the scout has found, which are mostly the right ones. Then there is nothing left to do
// but to know their weights to more digits, and to prove that no point lies lower.
func (s *scout) corral(ctx context.Context) *corral {
	c := &corral{}
	for _, i := range s.set {
		c.z = append(c.z, s.z[i])
	}
	if c.weight = s.refined(ctx); c.weight != nil {
		return c
	}
	for _, w := range s.weight {
		c.weight = append(c.weight, number().SetFloat64(w))
	}
	sum := total(c.weight)
	for _, w := range c.weight {
		w.Quo(w, sum)
	}
	if c.factored(ctx) && c.settle(ctx) {
		return c
	}
	return single(s.z)
}

// refined returns the weights of the nearest point of the plane of the corral to nearly all bits, or nil if float64 is
// no guide to them, if one is not above 0, or when ctx ends. It is iterative refinement: what an answer fails to solve
// is computed in 1024 bits, and the correction that it calls for in float64, some 30 bits better each time.
func (s *scout) refined(ctx context.Context) []*big.Float {
	corral := make([][]float64, len(s.set))
	u := make([]*big.Float, len(s.set))
	for i, k := range s.set {
		corral[i], u[i] = s.z[k], number()
	}
	shift := number().SetFloat64(s.shift)
	rest := make([]*big.Float, len(u))
	wrong := make([]float64, len(u))
	const enough = speckBits + 100
	for size := math.MaxInt; ; {
		// Σⱼ (shift + zᵢ·zⱼ) uⱼ is to be shift.
		lack := number().Sub(number().SetInt64(1), total(u))
		lack.Mul(lack, shift)
		p := whole(combination(corral, u))
		top := math.MinInt
		for i := range rest {
			if rest[i] = number().Sub(lack, p.dot(corral[i])); rest[i].Sign() != 0 {
				top = max(top, rest[i].MantExp(nil))
			}
			if ctx.Err() != nil {
				return nil
			}
		}
		if top < shift.MantExp(nil)-enough {
			break
		}
		if top > size-4 {
			return nil
		}
		size = top
		for i := range rest {
			wrong[i], _ = rest[i].SetMantExp(rest[i], -top).Float64()
		}
		s.solve(wrong)
		for i, d := range wrong {
			step := number().SetFloat64(d)
			u[i].Add(u[i], step.SetMantExp(step, top))
		}
	}
	sum := total(u)
	for _, w := range u {
		if w.Sign() <= 0 {
			return nil
		}
		w.Quo(w, sum)
	}
	return u
}

// inner is a·b, summed in an order of its own that is the same on every CPU.
func inner(a, b []float64) float64 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float64
	for ; len(a) >= 4; a, b = a[4:], b[4:] {
		s0 += float64(a[0] * b[0])
		s1 += float64(a[1] * b[1])
		s2 += float64(a[2] * b[2])
		s3 += float64(a[3] * b[3])
	}
	for i, x := range a {
		s0 += float64(x * b[i])
	}
	return (s0 + s1) + (s2 + s3)
}
