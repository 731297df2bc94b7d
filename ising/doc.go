// Package ising is Ising's magnet on a square lattice: the simplest world in which many spins that hear only their
// neighbours agree, or do not, all at once.
//
// Each of L×L sites has a spin s of −1 or +1. Its neighbours are the four sites beside it, and the lattice closes upon
// itself: what leaves on the right comes in on the left. The energy, in units of the coupling J, is
//
//	E = −Σ sᵢsⱼ over all bonds,
//
// so that it is least, −2L², where all spins agree. At a temperature T, in units of J/k, a state has the probability
// e^(−E/T)/Z. It is a Hopfield network that has stored one memory, and hears of it only from its neighbours.
//
// An infinite lattice is a magnet below T_c = 2/ln(1+√2) = 2.269… and none above (Kramers & Wannier 1941; Onsager 1944);
// how strong a magnet, package hopfield/theory says (IsingMagnetization). A finite one is never quite without a
// magnetisation, and near T_c it cannot tell which side it is on: the step is rounded over a range of about T_c/L.
//
// # Two ways to go on
//
// [Bath.Sweep] asks each spin in turn, which forgets what it was and draws its answer from its neighbours alone: the heat
// bath, or Glauber's dynamics (1963). That is how a magnet changes in time. Near T_c, and where two large domains stand
// against each other, it is very slow. [Bath.Cluster] turns a whole domain at once (Wolff 1989): from a random site on, a
// neighbour of the same sign joins with probability 1 − e^(−2/T), and in the end all that joined are turned over. Both
// leave the probabilities of the states as they are; [Bath.Measure] uses them in turn.
//
// # The same on every machine
//
// Chances are whole numbers of 2⁻⁵³, computed once for a temperature, and energies are whole numbers: one seed gives the
// same states on every CPU, bit for bit.
package ising
