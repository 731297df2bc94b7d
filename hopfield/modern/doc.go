// Package modern is the associative memory that came after Hopfield's: it keeps far more patterns than it has neurons.
//
// The network of 1982 (package hopfield, with Hebb's rule) keeps some .14 patterns a neuron and forgets them all beyond. Its
// energy shows why. But for constants it is −Σ (x·s)²: each memory x pulls at the state s with the square of their overlap
// x·s = Σ xᵢsᵢ. A square is not steep enough. A stored state is pulled with N² by its own memory and with about N by each
// of the others, which resemble it by chance alone: N of them weigh as much as the one that is meant. The remedy is a
// steeper [Interaction] F in
//
//	E(s) = −Σ F(x·s) over the memories x
//
//	F(x)   source                       random patterns kept without error
//	x²     Hopfield 1982                N / (2 ln N)
//	xⁿ     Krotov & Hopfield 2016       N^(n−1) / (2(2n−3)!! ln N)
//	eˣ     Demircigil et al. 2017       2^(N/2)
//
// A [Dense] memory has N neurons of ±1 and any of these energies. It recalls as ever: one neuron after another takes the
// state of lower energy, until a whole sweep changes nothing.
//
// A [Continuous] memory has real states (Ramsauer et al. 2020). The logarithm of the last energy, and a term that keeps a
// state as short as the patterns are, make
//
//	E(ξ) = −(1/β) ln Σ exp(β x·ξ) + ½ ξ·ξ + constant,
//
// and going downhill becomes a single formula: the new state is the mean of all memories, weighted by softmax(β x·ξ). That
// is the attention of a transformer, softmax(β QKᵀ)V, with the state as its query and the memories both as its keys and as
// its values. One such step usually recalls.
//
// # What modern means
//
// The word is also found on the network of 1982 with a bias added to its fields and a loop that stops when the energy stands
// still. Neither makes it modern. Its capacity is what it was, since its energy is still a square; and the energy may stand
// still halfway. A modern memory is one whose F is steeper than a square; in the strict sense it is exponential, which is
// softmax and attention. Its memories no longer add up to one matrix of N² weights: the patterns themselves are kept, PN
// numbers, and a larger capacity is paid for with a larger memory.
//
// # Mirrors
//
// Hopfield's network has for every memory x a mirror image −x, as deep a valley as x. That is a property of even functions:
// x² and x⁴ have mirrors, x³, rectified powers and eˣ do not, nor does softmax. A picture is then never recalled as its
// negative.
//
// # Unknown is not blank
//
// A state of ±1 has no word for "unknown": a picture whose lower half is lost has −1 there, paper, and says so with
// confidence. A query of real numbers can hold 0, which adds nothing to any overlap. Of all 60,000 digits of MNIST in one
// memory (β = 1), 99 % are recalled without a wrong pixel if their lower half is erased to 0, and 26 % if it is erased to
// −1. See [Query].
//
// # Exact numbers
//
// A dense memory counts how many patterns have which overlap, and decides on these counts. Every decision is the true one,
// for powers that take a thousand bits and for eˣ, and ties are true ties. A continuous memory computes with float64, in an
// order that is fixed. So the same input gives the same history, to the last bit, on every CPU.
//
// Nothing here panics on bad input: what can fail returns an error that names the argument, and methods that return a bare
// number or a bool say what they return instead.
package modern
