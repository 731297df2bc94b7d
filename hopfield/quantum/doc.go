// Package quantum completes patterns by solving a linear system: the quantum Hopfield network of Rebentrost, Bromley,
// Weedbrook and Lloyd, run on an ordinary computer.
//
// A Hopfield network of d neurons remembers M patterns x, each ±1, in the weights
//
//	W = (1/Md) Σ xxᵀ − I/d
//
// (the term I/d clears the diagonal). Some neurons K are known, the others U are to be found. The usual network would let
// the unknown neurons flip until none disagrees. The idea of the paper is to let them be any real numbers for a while, and
// ask where the energy, with a price γ on length, stands still while the known neurons stay what they are:
//
//	½γ|x|² − ½xᵀWx + θᵀx   subject to   xₖ = the known value, for k in K.
//
// With multipliers λ for the constraints, and P, the diagonal matrix with a 1 for every known neuron, that is one linear system
// of 2d equations,
//
//	⎡W − γI  P⎤ ⎡x⎤   ⎡   θ   ⎤
//	⎣  P     0⎦ ⎣λ⎦ = ⎣x known⎦ ,
//
// and the signs of its solution complete the pattern. [System.Solve] solves it as the paper does, by its eigenvalues, of which
// those below a cut are left out. [System.Reduced] first eliminates what is known, which leaves
//
//	x_U = (γI − W_UU)⁻¹ (W_UK x_K − θ_U).
//
// Without a cut both are the same. For large γ this is the field of the known neurons, W_UK x_K, and its sign one step of the
// classical network; smaller γ hears the echoes between the unknown neurons too. The stationary point is a minimum if γ
// exceeds every eigenvalue of W_UU, which γ = 1 always does; below, it is a saddle, and x may come out as the mirror image of
// what one would expect: [Solution] says which.
//
// # What is quantum about it
//
// Here, nothing: this is a classical solution of linear equations, at a cost that grows with d³. The paper's claim is that a
// quantum computer can do it in a time that grows with log d: amplitudes of log d qubits hold the pattern, the memories are
// given as quantum states from which W is simulated, and a quantum algorithm for linear systems inverts the matrix. The claim
// has conditions that the logarithm does not show. The states of the memories and of the known values must be prepared in a
// time that grows no faster, which no known device does for arbitrary data. The time grows with a power of 1/cut and of
// 1/error. And the result is a quantum state: reading all d entries takes at least d measurements, so that only summaries of
// them, such as the overlap with a given pattern, come cheap.
//
// Source: P. Rebentrost, T. R. Bromley, C. Weedbrook & S. Lloyd, Quantum Hopfield neural network, Physical Review A 98,
// 042308 (2018).
//
// # The same on every machine
//
// All numbers are float64 and rounded alike everywhere: the same system gives the same bits on every CPU. Nothing here panics
// on bad input.
package quantum
