package perceptron

import (
	"math"
	"math/big"
	"slices"
)

// Radius is R = max ‖(x, 1)‖, the length of the longest point with its bias
// coordinate: at least 1, or 0 without points.
func Radius(points []Point) float64 {
	longest := 0.0
	for _, p := range points {
		square := 1.0
		for _, x := range p.X {
			square += float64(x * x)
		}
		longest = max(longest, square)
	}
	return math.Sqrt(longest)
}

// Margin is the largest γ for which some w of length 1, bias last, has
// y·(w·(x, 1)) ≥ γ at every point, and that w. It is 0 with a nil w where no
// hyperplane separates the labels, and for points that [Train] refuses.
//
// γ is the distance from the origin to the convex hull of the points y·(x, 1).
// Wolfe's algorithm (1976) finds it, in integers of 1024 bits: γ and w are right
// to the last bit or the one before it, and the same on every CPU. No γ above
// 1e-90·R is mistaken for 0. In the plane 10,000 points take some milliseconds;
// in hundreds of dimensions the time grows with the cube of the number of points
// that touch the margin, to seconds and minutes.
func Margin(points []Point) (gamma float64, w []float64) {
	p, square := nearest(points)
	if p == nil {
		return 0, nil
	}
	norm := number().Sqrt(square)
	speck := number().SetMantExp(norm, -speckBits)
	w = make([]float64, len(p))
	for j := range p {
		if number().Abs(p[j]).Cmp(speck) > 0 {
			w[j], _ = number().Quo(p[j], norm).Float64()
		}
	}
	gamma, _ = norm.Float64()
	return gamma, w
}

// Bound is Novikoff's (1962): on separable points the rule makes at most (R/γ)²
// updates. Without a separating hyperplane, and for points that [Train] refuses,
// the bound is +Inf and separable is false.
func Bound(points []Point) (bound float64, separable bool) {
	p, square := nearest(points)
	if p == nil {
		return math.Inf(1), false
	}
	// R² over γ² before any rounding: a bound that is a whole number comes out as one.
	longest := number()
	for _, z := range signed(points) {
		if s := dot(z, z); s.Cmp(longest) > 0 {
			longest = s
		}
	}
	bound, _ = longest.Quo(longest, square).Float64()
	return bound, true
}

// The search for the nearest point runs in big.Float: 1024 bits cost little in
// the plane, need no tolerance that depends on the data, and integers are the
// same everywhere. Coordinates from 1e-6 to 1e6 are multiples of 2^-73, so three
// points in space that do not have the origin in their plane keep more than
// 2^-210 away from it; what is nearer than 2^-300·R is the origin itself.
const (
	precision = 1024
	zeroBits  = 600 // ‖p‖² ≤ 2^-600·R² is 0
	speckBits = 500 // a coordinate of p below 2^-500·‖p‖ is rounding, and 0
	gapBits   = 64  // ‖p‖² is known to 2^-64 of itself
)

// nearest returns the point p of the convex hull of the points y·(x, 1) that is
// nearest to the origin, and ‖p‖²; nil if that is the origin or points are refused.
//
// Wolfe's corral is a set of affinely independent points with p inside their
// hull. While some point lies on the origin's side of the plane through p, it
// joins the corral; p moves to the nearest point of the corral's plane, or, if
// that lies outside its hull, as far that way as the hull goes, and the points
// that p leaves behind are dropped. ‖p‖ falls each time, so no corral returns.
func nearest(points []Point) (p []*big.Float, square *big.Float) {
	if validate(points) != nil {
		return nil, nil
	}
	z := signed(points)
	zero := number().SetFloat64(Radius(points))
	zero.Mul(zero, zero).SetMantExp(zero, -zeroBits)

	var c corral
	first := shortest(z)
	c.join(z[first], number().SetInt64(1))
	p = c.point()
	lower := make([]float64, len(z))
	// The corrals are finite in number and none returns, so the loop ends by
	// itself; the limit is for the day when that reasoning has a hole.
	for range 1000 + 100*(len(z)+len(p)) {
		square = norm2(p)
		if square.Cmp(zero) <= 0 {
			return nil, nil
		}
		j, height := lowest(p, z, lower)
		gap := number().Sub(square, height)
		if gap.Cmp(number().SetMantExp(square, -gapBits)) <= 0 {
			return p, square
		}
		if !c.join(z[j], number()) || !c.settle() {
			break
		}
		p = c.point()
	}
	// Not reached. What p proves all the same: every point lies height/‖p‖ to its
	// side or farther, so p is returned at that length.
	square = norm2(p)
	_, height := lowest(p, z, lower)
	if height.Sign() <= 0 {
		return nil, nil
	}
	shrink := height.Quo(height, square)
	for _, x := range p {
		x.Mul(x, shrink)
	}
	return p, norm2(p)
}

// A corral is a set of affinely independent points, the weights of the convex
// combination p, and the Cholesky factor of their matrix 1 + zᵢ·zⱼ, row by row.
type corral struct {
	z      [][]float64
	weight []*big.Float
	factor [][]*big.Float
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

// settle moves the weights to the nearest point of the plane of the corral,
// dropping the points that get in the way.
func (c *corral) settle() bool {
	for {
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
		if !c.drop(leaves) {
			return false
		}
	}
}

// affine returns the weights, of sum 1, of the point nearest to the origin in
// the plane of the corral: with u the solution of Σⱼ (1 + zᵢ·zⱼ) uⱼ = 1, u/Σu.
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

// drop removes point i; the rows of the factor from there on are made anew.
func (c *corral) drop(i int) bool {
	z, weight := slices.Clone(c.z[i+1:]), slices.Clone(c.weight[i+1:])
	c.z, c.weight, c.factor = c.z[:i], c.weight[:i], c.factor[:i]
	for k := range z {
		if !c.join(z[k], weight[k]) {
			return false
		}
	}
	return true
}

// point is the convex combination p.
func (c *corral) point() []*big.Float {
	p := make([]*big.Float, len(c.z[0]))
	x, term := new(big.Float), number()
	for j := range p {
		p[j] = number()
		for i, z := range c.z {
			p[j].Add(p[j], term.Mul(c.weight[i], x.SetFloat64(z[j])))
		}
	}
	return p
}

// lowest returns the index of the point with the least p·z, the first of equals,
// and that p·z. Plain float64 with a bound on its error sorts out the few that
// are worth an exact look; lower is room for one number a point.
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
	for i := range z {
		if lower[i] > ceiling {
			continue
		}
		if h := dotBig(p, z[i]); best < 0 || h.Cmp(height) < 0 {
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

// shortest returns the index of a short z: where to start, so rounding is no matter.
func shortest(z [][]float64) int {
	best, least := 0, math.Inf(1)
	for i := range z {
		square := 0.0
		for _, x := range z[i] {
			square += float64(x * x)
		}
		if square < least {
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

func dotBig(p []*big.Float, z []float64) *big.Float {
	sum, x, term := number(), new(big.Float), number()
	for j := range p {
		sum.Add(sum, term.Mul(p[j], x.SetFloat64(z[j])))
	}
	return sum
}

func norm2(p []*big.Float) *big.Float {
	sum, term := number(), number()
	for _, x := range p {
		sum.Add(sum, term.Mul(x, x))
	}
	return sum
}
