// Package hopfield is an associative memory: show it a damaged picture, and it remembers the whole one.
//
// The network has N neurons, each +1 or −1, weights W between them, and thresholds θ. A [Rule] writes memories, called
// patterns, into W; from then on every pattern is meant to be a valley of the energy
//
//	E(s) = −½ sᵀWs − θᵀs = −½ Σᵢⱼ Wᵢⱼ sᵢ sⱼ − Σᵢ θᵢ sᵢ
//
// (i and j run over ordered pairs). [Network.Recall] walks downhill. It asks one neuron after another for its local field
//
//	hᵢ = Σⱼ Wᵢⱼ sⱼ + θᵢ,
//
// the vote of all others, and lets the neuron agree with its sign. A flip from sᵢ to −sᵢ changes the energy by 2sᵢhᵢ. If W is
// symmetric and no neuron votes for itself, the energy therefore never rises, and the walk ends in a valley (Hopfield 1982,
// "Neural networks and physical systems with emergent collective computational abilities"). Without thresholds the valley
// of −x is as deep as that of x: every memory has a mirror.
//
// # Learning
//
// What the valleys are depends on the rule. A rule is a value; Train takes the patterns and returns a [Network], and the
// [Online] ones learn pattern by pattern.
//
//	rule              stores                                 symmetric  online  keeps
//	Hebb              0.138 N random patterns                yes        yes     N·P bits
//	Covariance        0.138 N, biased too, with a Threshold  yes        yes     N·P bits
//	Storkey           N/√(2 ln N) random patterns            yes        yes     N² weights
//	PseudoInverse     any independent ones, N at most        yes        yes     N² weights
//	KrauthMezard      whatever can be stored, 2N if random   if asked           N² weights
//	ProbabilityFlow   N random patterns and more             yes                N² weights
//	Unlearned         what another rule does, less spurious  as that            N² weights
//	Clipped           0.102 N random patterns                as that            N² weights of −1, 0 and +1
//	Thresholded       what another rule does, with a Threshold
//
// Patterns that resemble each other, as pictures do, are another matter than their number: Hebb's rule confuses three digits
// of 784 pixels each, where 108 random patterns would be safe.
//
// # Remembering
//
// [RecallOptions] choose who is asked next, what a neuron does whose field is exactly 0 ([Ties]), and how often it errs
// (a temperature). [Network.Walk] takes the same steps one at a time. [Network.Synchronous] asks all at once, and notices
// when the network blinks for ever. [Noisy], [Flipped], [Masked] and their kin spoil a pattern first; [Classify] says where
// a recall has ended: in a memory, its mirror, a [Mix] of several, or a spurious valley that nobody stored. For up to
// 20 neurons [Network.Landscape] looks at all states there are.
//
// A network bears damage ([Network.WithoutSynapses], [Network.WithoutNeurons]), and an [Experiment] measures how much: many
// seeded trials on all cores, with confidence intervals.
//
// # Exact numbers
//
// Hebb's weights are whole numbers; all others are rounded to 24 bits below the largest. Fields and energies, which are
// sums of them, then fit the 53 bits of a float64 without rounding. So a field that is updated flip by flip equals the one
// computed anew, ties are true ties, and the same seed gives the same history on every CPU.
//
// Nothing here panics on bad input, unless it is a method called on nil: what can fail returns an error that names the argument and the index, and the small
// methods that return a bare number say what they return instead. A [Network] never changes, so that goroutines may share
// one; a *rand.Rand belongs to one goroutine at a time.
//
// # Elsewhere
//
// Package theory has what statistical physics says of all this in closed form, package modern the memories with energies
// steeper than a square, up to attention, package quantum a network solved as one linear system. Restricted Boltzmann
// machines are in package boltzmann.
package hopfield
