// Package boltzmann is a restricted Boltzmann machine: a network that learns to dream what it has been shown.
//
// A Hopfield network is a memory that settles. Give its neurons coins instead of certainty, and it never settles: it visits
// every state, and states of low energy most often. Such a machine is a probability distribution, and to learn is to make
// the data likely. The restricted machine (Smolensky 1986, who called it harmonium) has two kinds of units, each 0 or 1: a
// visible unit vᵢ for each pixel, and hidden units hⱼ, which stand for what pixels have in common. Weights join visible to
// hidden units only, and the energy is
//
//	E(v, h) = −aᵀv − bᵀh − vᵀWh,   p(v, h) = e^(−E(v, h))/Z.
//
// Since no two units of a kind are joined, each kind is independent given the other, and can be drawn all at once:
//
//	p(hⱼ = 1 | v) = σ(bⱼ + Σᵢ vᵢWᵢⱼ),   p(vᵢ = 1 | h) = σ(aᵢ + Σⱼ Wᵢⱼhⱼ),   σ(x) = 1/(1 + e⁻ˣ).
//
// To and fro between the two, that is Gibbs sampling, and [Machine.Dream]. A picture v alone has the free energy F(v) =
// −ln Σₕ e^(−E(v, h)), which is a short sum, and p(v) = e^(−F(v))/Z. Only Z is hard: it sums over all pictures there are.
//
// # Learning
//
// The slope of the mean log-likelihood of the data is a difference of two means,
//
//	∂/∂Wᵢⱼ ⟨ln p(v)⟩ = ⟨vᵢ p(hⱼ = 1 | v)⟩ over the data − ⟨vᵢ p(hⱼ = 1 | v)⟩ over the machine's own dreams,
//
// and likewise for the biases, with vᵢ and p(hⱼ = 1 | v) alone: awake it learns, asleep it unlearns. Waiting until the
// machine dreams freely takes too long. Contrastive divergence (Hinton 2002) starts each dream at a picture of the data and
// wakes the machine after k sweeps, often just one. The difference then is no longer the slope of anything, but points
// mostly the right way. Persistent contrastive divergence (Tieleman 2008) goes on with the dreams of the batch before.
// [Machine.Epochs] does either, and yields the machine after each pass through the data.
//
// How well has it learned? [Machine.LogLikelihood] is exact, with Z, for machines with up to 20 units on one side.
// [Machine.PseudoLogLikelihood], [Machine.ReconstructionError] and [Machine.FreeEnergyGap] stand in for it at any size, and
// none of them sees all. [BarsAndStripes] is the data set on which a small machine comes within half a nat of the best there
// is in a second: 16 hidden units, persistent chains of 5 sweeps, a rate that falls from 0.2 to 0.001 in 3,000 epochs.
//
// # The Hopfield network inside
//
// Let the hidden units be Gaussian instead, with the energy ½hⱼ² each, the visible ones ±1, and all biases 0. Integrating
// e^(−E) over h leaves e^(½ Σⱼ (Σᵢ vᵢWᵢⱼ)²): Hopfield's network with the weights WWᵀ, which is Hebb's rule with a pattern in
// each column of W, but for the diagonal, a constant (Barra, Bernacchia, Santucci & Contucci 2012, "On the equivalence of
// Hopfield networks and Boltzmann machines"). A hidden unit is a memory; binary hidden units make it a feature, many of which
// combine to a picture.
//
// # The same on every machine
//
// All numbers are float64 and rounded alike everywhere, and training and dreaming are serial: one seed gives the same
// weights and the same dreams, bit for bit, on every CPU. Nothing here panics on bad input. A [Machine] is immutable, so that
// goroutines may share one; a *rand.Rand belongs to one goroutine at a time.
package boltzmann
