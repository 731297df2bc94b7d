// Package descent is gradient descent on a bowl: the simplest surface on which a step can be too small, too large or right.
//
// A bowl is f(x) = ½ xᵀAx, A symmetric with positive eigenvalues λ, its curvatures: least at 0, its contours ellipses
// with half axes √(2f/λ). Near a minimum every smooth function is one. Gradient descent (Cauchy 1847) walks
//
//	x ← x − ηAx,
//
// and along each axis of the bowl the distance to 0 is multiplied by 1 − ηλ, whatever happens along the others. It grows
// where η > 2/λ: the steepest axis alone decides what rate is too large ([StableRate]), and the flattest how many steps a
// good one takes ([BestRate]). With the condition number κ = λ_max/λ_min, the best rate leaves (κ−1)/(κ+1) of the distance
// a step.
//
// The heavy ball (Polyak 1964) has momentum: it keeps a share β of the step before,
//
//	xₖ₊₁ = xₖ − ηAxₖ + β(xₖ − xₖ₋₁),
//
// and leaves (√κ−1)/(√κ+1) of the distance a step at its best ([BestMomentum]): the square root of the steps. Rates up to
// 2(1+β)/λ_max are stable.
//
// It is the cousin of a Hopfield network that settles: the same walk downhill on a quadratic energy, on ±1 there, and in
// the plane here.
//
// # The same on every machine
//
// Products are written so that none is fused with a sum: one start gives the same path on every CPU, bit for bit.
package descent
