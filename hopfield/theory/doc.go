// Package theory says how much an associative memory can hold.
//
// Store a second pattern in a Hopfield network, and the first one feels it: to the field of every neuron it adds a little
// that has nothing to do with the first. P patterns add P − 1 such numbers, which look like noise. Beside a signal of 1
// stands a noise of variance α = P/N, the load, and every answer begins with this ratio. Three answers are in use, and they
// are often taken for one another.
//
// How many bits are wrong after one look? A share ½ erfc(1/√(2α)), by the tail of a Gaussian: [OneStepError]. There is no
// capacity in it, errors grow smoothly. With a demand, such as that all N bits shall be right with probability .99, it
// becomes a capacity, and [Channel] counts the patterns at any finite N, with damaged cues; in the limit of large N this is
// N/(2 ln N) (McEliece et al. 1987).
//
// Where does the network end, if it goes on looking? Wrong bits disturb other bits, and the noise feeds itself. At small
// loads this settles at a few wrong bits. At α = .138 it no longer does: all memories break down together, from 98.4 % right
// bits to, in equilibrium, chance (Amit, Gutfreund & Sompolinsky 1985). That .138 N is computed by [Synapses.Critical], for whole synapses
// and for cut, clipped or noisy ones, cold or warm; and [Synapses.Ground] says where memories cease to be the deepest valleys.
//
// How many could any rule store? With each neuron a perceptron, 2N (Gardner 1988), and with an energy beyond the quadratic,
// many more: [Ladder] lists what has been proved or computed, each with its source, from N/(4 ln N) to 2^(N/2).
//
// With few memories there is only heat to fear, and [MixtureOf] tells at which temperature a memory, or the spurious mixture
// of three, melts. With a single one there is only noise, and [SingleRecall] says how much of it is borne. ([FlipShare] and
// [IsingMagnetization] are neighbours: how noise spoils a picture, and how heat a magnet.)
//
// # Conventions
//
// Patterns are random: every bit is +1 or −1 with equal probability, independent of all others. Pictures are not like that,
// and a real set of them is lost far earlier. Fields and temperatures are in units in which Wᵢⱼ = (1/N) Σ xᵢxⱼ, so that a
// neuron in a perfect memory has the field 1. A load and a share are plain numbers, not per cent.
//
// No result is stored: each is computed from its equations, and is the same to the last bit on every CPU. Functions that
// return a bare number return NaN for an argument outside their range, and say what that is; the others return an error that
// names the argument. All are pure, and safe for concurrent use.
//
// # Sources
//
//   - Amit, Gutfreund & Sompolinsky 1985a, Physical Review A 32, 1007: few memories, mixtures.
//   - Amit, Gutfreund & Sompolinsky 1985b, Physical Review Letters 55, 1530; 1987, Annals of Physics 173, 30: many memories.
//   - Sompolinsky 1986, Physical Review A 34, 2571: static noise, dilution, clipping.
//   - McEliece, Posner, Rodemich & Venkatesh 1987, IEEE Transactions on Information Theory 33, 461: exact recall.
//   - Gardner 1988, Journal of Physics A 21, 257: the best weights.
//   - Tsodyks & Feigel'man 1988, Europhysics Letters 6, 101: sparse patterns.
//   - Krotov & Hopfield 2016, Advances in Neural Information Processing Systems 29; Demircigil et al. 2017, Journal of
//     Statistical Physics 168, 288: dense memories.
//   - Hertz, Krogh & Palmer 1991, Introduction to the Theory of Neural Computation: the whole, as a textbook.
//
// The sources of the learning rules stand with the rules, in package hopfield.
package theory
