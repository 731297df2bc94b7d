// Package perceptron is Rosenblatt's perceptron with everything a reader wants to see of it: each line it tries, the
// mistakes of each, and the bound on how many there can be.
//
// A [Point] carries a label, −1 or +1. [Train] starts with all weights at 0, looks at the points in order, again and
// again, and adds y·x to the weights at each mistake. If some hyperplane separates the labels, the rule finds one after at
// most (R/γ)² updates, whatever the order of the points; [Radius] is R, [Margin] is γ and [Bound] their squared ratio. If
// none does, the rule never settles. On whole numbers it comes back, sooner or later, to weights that a pass has begun
// with before, and goes round for ever: the [Cycle] says where. Three ways out are in the [History]:
//
//   - the pocket keeps the best weights that the rule came across (Gallant 1990);
//   - the average of all weights, by how long they were held, is steadier than the last ones;
//   - [History.Vote] lets them all vote (both Freund and Schapire 1999).
//
// Weights are one longer than a point: the bias comes last, as the weight of a coordinate that is always 1. R and γ count
// that coordinate too, since the bias is learned like any other weight. In the plane the line of weights w is
// w[0]·x + w[1]·y + w[2] = 0. A point on the line itself counts as a mistake, so all-zero weights are wrong about
// everything.
//
// Points have any number of coordinates, two for a picture, 784 for a digit. Every result is the same, bit for bit, on
// every CPU. What can fail returns an error of one line, `what is wrong: what would be right`.
//
// Sources: F. Rosenblatt, The perceptron, Psychological Review 65 (1958); A. B. J. Novikoff, On convergence proofs on
// perceptrons, Symposium on the Mathematical Theory of Automata 12 (1962); M. Minsky and S. Papert, Perceptrons, MIT Press
// (1969); H. D. Block and S. A. Levin, On the boundedness of an iterative procedure for solving a system of linear
// inequalities, Proceedings of the American Mathematical Society 26 (1970); S. I. Gallant, Perceptron-based learning
// algorithms, IEEE Transactions on Neural Networks 1 (1990); Y. Freund and R. E. Schapire, Large margin classification
// using the perceptron algorithm, Machine Learning 37 (1999); P. Wolfe, Finding the nearest point in a polytope,
// Mathematical Programming 11 (1976).
package perceptron
