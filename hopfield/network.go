package hopfield

import "math"

// MaxNeurons is the largest N of a [Network], whose N² weights then take 512 MB. The bound keeps sums exact, too: see
// roundToGrid.
const MaxNeurons = 8192

// A Network is what a [Rule] has learned: N neurons and the symmetric weights between them, none from a neuron to itself.
// Its zero value has no neuron. It never changes after training.
type Network struct {
	n    int
	w    []float64 // N×N, row after row; symmetric, so that row i is also column i
	unit float64
}

// Len returns N, the number of neurons.
func (n *Network) Len() int { return n.n }

// Weight returns Wᵢⱼ, the influence of neuron j on neuron i, for i and j from 0 to N−1. Wᵢⱼ = Wⱼᵢ, Wᵢᵢ = 0. An index
// outside the network gives NaN.
func (n *Network) Weight(i, j int) float64 {
	if i < 0 || i >= n.n || j < 0 || j >= n.n {
		return math.NaN()
	}
	return n.w[i*n.n+j]
}

// Unit returns the natural unit of the weights: N for Hebb, whose weights are raw integers, and 1 for the pseudo-inverse.
// Divided by it, weights, fields and energies of different rules can be laid side by side: the field of a neuron in a
// well-kept memory is then about 1, and the energy of the memory about −N/2.
func (n *Network) Unit() float64 { return n.unit }

// Field returns the local field hᵢ = Σⱼ Wᵢⱼ sⱼ of neuron i in the state s, in weight units. It is NaN if i is no neuron or
// s does not have N entries.
func (n *Network) Field(s Pattern, i int) float64 {
	if i < 0 || i >= n.n || len(s) != n.n {
		return math.NaN()
	}
	h := 0.
	for j, w := range n.row(i) {
		h += float64(w * float64(s[j]))
	}
	return h
}

// Fields returns the local fields of all N neurons in the state s. It is nil if s does not have N entries.
func (n *Network) Fields(s Pattern) []float64 {
	if len(s) != n.n {
		return nil
	}
	// W is symmetric, so h is also Σⱼ sⱼ·(row j): whole rows are added, which is faster than a dot product a row, and
	// the order of exact additions does not matter.
	h := make([]float64, n.n)
	for j, v := range s {
		addScaled(h, float64(v), n.row(j))
	}
	return h
}

// Energy returns E = −½ sᵀWs, in weight units; compare networks by Energy/Unit. It is NaN if s does not have N entries.
func (n *Network) Energy(s Pattern) float64 {
	if len(s) != n.n {
		return math.NaN()
	}
	return energy(s, n.Fields(s))
}

// Stable reports whether s is a fixed point of the recall that keeps ties: no neuron disagrees with its field, sᵢhᵢ ≥ 0
// everywhere. It is false if s is not a pattern of N entries.
func (n *Network) Stable(s Pattern) bool {
	if len(s) != n.n || s.Validate("s") != nil {
		return false
	}
	for i, h := range n.Fields(s) {
		if Keep.answer(h, s[i]) != s[i] {
			return false
		}
	}
	return true
}

// energy returns −½ Σ sᵢhᵢ for the fields h of s.
func energy(s Pattern, h []float64) float64 {
	sum := 0.
	for i, v := range s {
		sum += float64(float64(v) * h[i])
	}
	return 0 - sum/2 // not −sum/2, which for a sum of 0 would print as -0
}

func (n *Network) row(i int) []float64 { return n.w[i*n.n:][:n.n] }

// addScaled adds a·v to sum; v is at least as long as sum.
func addScaled(sum []float64, a float64, v []float64) {
	v = v[:len(sum)]
	for i := range sum {
		sum[i] += float64(a * v[i])
	}
}
