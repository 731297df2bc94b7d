// Package perceptron is Rosenblatt's perceptron with everything a reader wants
// to see of it: each line it tries, the mistakes of each, and the bound on how
// many there can be.
//
// A [Point] carries a label, −1 or +1. [Train] starts with all weights at 0,
// looks at the points in order, again and again, and adds y·x to the weights at
// each mistake. If some hyperplane separates the labels, the rule finds one after
// at most (R/γ)² updates, whatever the order of the points; [Radius] is R,
// [Margin] is γ and [Bound] their squared ratio. If none does, the rule never
// settles, and the pocket keeps the best weights it came across.
//
// Weights are one longer than a point: the bias comes last, as the weight of a
// coordinate that is always 1. R and γ count that coordinate too, since the bias
// is learned like any other weight. In the plane the line of weights w is
// w[0]·x + w[1]·y + w[2] = 0. A point on the line itself counts as a mistake, so
// all-zero weights are wrong about everything.
//
// Every result is the same, bit for bit, on every CPU.
//
// Sources: F. Rosenblatt, The perceptron, Psychological Review 65 (1958);
// A. B. J. Novikoff, On convergence proofs on perceptrons, Symposium on the
// Mathematical Theory of Automata 12 (1962); S. I. Gallant, Perceptron-based
// learning algorithms, IEEE Transactions on Neural Networks 1 (1990); P. Wolfe,
// Finding the nearest point in a polytope, Mathematical Programming 11 (1976).
package perceptron
