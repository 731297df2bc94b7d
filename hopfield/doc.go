// Package hopfield is an associative memory: show it a damaged picture, and it remembers the whole one.
//
// The network has N neurons, each +1 or −1, and a symmetric matrix W of weights between them. A [Rule] writes memories,
// called patterns, into W; from then on every pattern is meant to be a valley of the energy
//
//	E(s) = −½ sᵀWs − θᵀs = −½ Σᵢⱼ Wᵢⱼ sᵢ sⱼ
//
// (i and j run over ordered pairs; the thresholds θ are 0 in every rule so far). [Network.Recall] walks downhill. It asks
// one neuron after another for its local field hᵢ = Σⱼ Wᵢⱼ sⱼ, the vote of all others, and lets the neuron agree with its
// sign. A flip from sᵢ to −sᵢ changes the energy by 2sᵢhᵢ, and a neuron flips only when it disagrees with its field, so
// the energy never rises, and the walk ends in a valley (Hopfield 1982, "Neural networks and physical systems with
// emergent collective computational abilities"). A valley of −x is as deep as that of x: every memory has a mirror.
//
// What the valleys are depends on the rule. [Hebb] is the classic and takes any number of patterns, but forgets when they
// resemble each other. [PseudoInverse] holds any linearly independent set.
//
// # Exact numbers
//
// Weights are whole numbers (Hebb) or multiples of 2⁻³² (pseudo-inverse), and N is at most [MaxNeurons]. All sums of them
// that occur, fields and energies, then fit the 53 bits of a float64 without rounding. So a field that is updated flip by
// flip equals the one computed anew, ties are true ties, and the same seed gives the same history on every CPU.
//
// Nothing here panics on bad input: what can fail returns an error that names the argument and the index, and the small
// methods that return a bare number say what they return instead. A [Network] is immutable, so that goroutines may share
// one; a *rand.Rand belongs to one goroutine at a time.
package hopfield
