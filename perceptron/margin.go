package perceptron

import (
	"context"
	"math"
	"math/big"
)

// Radius is R = max ‖(x, 1)‖, the length of the longest point with its bias coordinate: at least 1, or 0 without points.
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

// Margin is the largest γ for which some w of length 1, bias last, has y·(w·(x, 1)) ≥ γ at every point, and that w. It
// is 0 with a nil w where no hyperplane separates the labels.
//
// γ is the distance from the origin to the convex hull of the points y·(x, 1). Wolfe's algorithm (1976) finds it, first
// in float64, to see which of the points matter, and then in integers of 1024 bits, to prove it: γ and w are right to
// the last bit or the one before it, and the same on every CPU. No γ above 1e-90·R is mistaken for 0.
//
// In the plane 10,000 points take some milliseconds; with d coordinates and k points that touch the margin, k ≤ d + 1,
// the time is that of some forty k·d products of 1024 bits: seconds if both are 784. Points that lie so unluckily that
// float64 is no guide (nearly dependent ones, or of scales from 1e-6 to 1e6) are sorted out in 1024 bits alone, at a cost
// of k³ and more; minutes for hundreds of them.
//
// The error names what is wrong with ctx or points, or is that of ctx.
func Margin(ctx context.Context, points []Point) (gamma float64, w []float64, err error) {
	if err := validate(ctx, points); err != nil {
		return 0, nil, err
	}
	p, square, err := nearest(ctx, signed(points))
	if p == nil {
		return 0, nil, err
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
	return gamma, w, nil
}

// Bound is Novikoff's (1962): on separable points the rule makes at most (R/γ)² updates. Without a separating
// hyperplane the bound is +Inf and separable is false. The cost and the error are those of [Margin].
func Bound(ctx context.Context, points []Point) (bound float64, separable bool, err error) {
	if err := validate(ctx, points); err != nil {
		return math.Inf(1), false, err
	}
	z := signed(points)
	p, square, err := nearest(ctx, z)
	if p == nil {
		return math.Inf(1), false, err
	}
	// R² over γ² before any rounding: a bound that is a whole number comes out as one.
	bound, _ = number().Quo(longest(z), square).Float64()
	return bound, true, nil
}

// The proof that a point is the nearest runs in big.Float: 1024 bits cost little in the plane, need no tolerance that
// depends on the data, and integers are the same everywhere. Coordinates from 1e-6 to 1e6 are multiples of 2^-73, so
// three points in space that do not have the origin in their plane keep more than 2^-210 away from it; what is nearer
// than 2^-300·R is the origin itself.
const (
	precision = 1024
	zeroBits  = 600 // ‖p‖² ≤ 2^-600·R² is 0
	speckBits = 500 // a coordinate of p below 2^-500·‖p‖ is rounding, and 0
	gapBits   = 128 // ‖p‖² is known to 2^-128 of itself, and so p to 2^-64 of its length
)

// nearest returns the point p of the convex hull of the points z that is nearest to the origin, and ‖p‖²; nil if that is
// the origin, or if ctx ends.
func nearest(ctx context.Context, z [][]float64) (p []*big.Float, square *big.Float, err error) {
	return search(ctx, z, explore(ctx, z).corral(ctx))
}

// search is Wolfe's algorithm from any corral on: a set of affinely independent points with p inside their hull. While
// some point lies on the origin's side of the plane through p, it joins the corral; p moves to the nearest point of the
// corral's plane, or, if that lies outside its hull, as far that way as the hull goes, and the points that p leaves
// behind are dropped. ‖p‖ falls each time, so no corral returns.
func search(ctx context.Context, z [][]float64, c *corral) (p []*big.Float, square *big.Float, err error) {
	zero := longest(z)
	zero.SetMantExp(zero, -zeroBits)
	lower := make([]float64, len(z))
	// The corrals are finite in number and none returns, so the loop ends by itself; the limit is for the day when that
	// reasoning has a hole.
	for range 1000 + 100*(len(z)+len(z[0])) {
		p = combination(c.z, c.weight)
		square = norm2(p)
		if square.Cmp(zero) <= 0 {
			return nil, nil, nil
		}
		j, height := lowest(p, z, lower)
		gap := number().Sub(square, height)
		if gap.Cmp(number().SetMantExp(square, -gapBits)) <= 0 {
			return p, square, nil
		}
		if !c.factored(ctx) || !c.join(z[j], number()) || !c.settle(ctx) {
			break
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	// Not reached. What p proves all the same: every point lies height/‖p‖ to its side or farther, so p is returned at
	// that length.
	_, height := lowest(p, z, lower)
	if height.Sign() <= 0 {
		return nil, nil, nil
	}
	shrink := height.Quo(height, square)
	for _, x := range p {
		x.Mul(x, shrink)
	}
	return p, norm2(p), nil
}

// single is the corral of one short point, where a search may always start.
func single(z [][]float64) *corral {
	c := &corral{}
	c.join(z[shortest(z)], number().SetInt64(1))
	return c
}
