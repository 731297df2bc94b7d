package hopfield

import (
	"context"
	"fmt"
	"math"
)

// The largest networks. A network that stores all its weights has at most MaxDense neurons, and weights of 1 GB. One
// that keeps its patterns instead (see [Network.Dense]) has at most MaxNeurons, and needs N·P/4 bytes.
const (
	MaxDense   = 1 << 14
	MaxNeurons = 1 << 20
)

// A Network is what a [Rule] has learned: N neurons, the weights between them, and their thresholds. Its zero value has no
// neuron. It never changes after training: what alters a network returns another one.
type Network struct {
	n     int
	w     couplings
	theta []float64 // nil: all 0
	unit  float64
}

// couplings are the weights, in the form that their rule allows. They are multiples of a step of a power of two, so
// that sums of them are exact: see newNetwork.
type couplings interface {
	weight(i, j int) float64
	symmetric() bool
	step() float64
	largest() float64                          // no |weight| exceeds it
	field(s Pattern, i int) float64            // (Ws)ᵢ, of one neuron
	start(s Pattern) fields                    // follows a copy of s
	dense(ctx context.Context) (*dense, error) // itself, if it is
}

// fields are Ws for a state s that changes one neuron at a time.
type fields interface {
	at(i int) float64   // (Ws)ᵢ
	back(i int) float64 // (Wᵀs)ᵢ, the same if W is symmetric
	energy() float64    // −½ sᵀWs
	flip(i int)         // changes the sign of sᵢ
}

// newNetwork completes a network of n neurons.
//
// Weights and thresholds are multiples of a common power of two, so fine that it lies below every weight's step and so
// coarse that 2⁵² of it exceed N²·max|W| + N·max|θ|. Every sum that occurs, a field or an energy or a part of one, then
// fits the 53 bits of a float64 and is exact, whatever the order of its terms.
func newNetwork(n int, w couplings, theta []float64, unit float64) (*Network, error) {
	if theta == nil {
		return &Network{n: n, w: w, unit: unit}, nil
	}
	worst := 0
	for i, t := range theta {
		if math.IsNaN(t) || math.IsInf(t, 0) {
			return nil, fmt.Errorf("hopfield: theta[%d] is %v: every threshold must be finite", i, t)
		}
		if math.Abs(t) > math.Abs(theta[worst]) {
			worst = i
		}
	}
	size := float64(n)
	_, e := math.Frexp(float64(size*size*w.largest()) + float64(size*math.Abs(theta[worst])))
	grid := math.Ldexp(1, e-52)
	if grid > w.step() {
		most := (math.Ldexp(w.step(), 52) - float64(size*size*w.largest())) / size
		return nil, fmt.Errorf("hopfield: theta[%d] is %g: beyond ±%.3g the energies of this network are not exact", worst, theta[worst], most/2)
	}
	rounded := make([]float64, n)
	for i, t := range theta {
		rounded[i] = math.Round(t/grid)*grid + 0 // + 0: no threshold is -0
	}
	return &Network{n: n, w: w, theta: rounded, unit: unit}, nil
}

// WithThresholds returns the same network with the thresholds theta, N of them, in weight units: θᵢ adds to the local field
// of neuron i, and θᵢ > 0 favors +1. They are rounded to a power of two far below the weights, at which energies are exact.
// Nil takes all thresholds away.
//
// It is an error if there are not N, or one is NaN, infinite, or so large beside the weights that sums would be rounded.
func (n *Network) WithThresholds(theta []float64) (*Network, error) {
	if theta != nil && len(theta) != n.n {
		return nil, fmt.Errorf("hopfield: theta has %d entries, the network %d neurons", len(theta), n.n)
	}
	if n.n == 0 {
		return n, nil
	}
	return newNetwork(n.n, n.w, theta, n.unit)
}

// Dense returns the same network with all N² weights in memory, as float32, which holds them exactly. [Hebb] and
// [Covariance] do without: they keep the P patterns as bits, and a field costs P steps instead of a row of N weights.
// That is the better form up to P ≈ N or so; Dense is for larger P and for what changes weights one by one.
// It takes 4N² bytes and ½N²P/64 steps, at least ½N²: seconds at N = 16,384.
//
// It is an error if N exceeds [MaxDense], or a weight the 24 bits of a float32.
func (n *Network) Dense() (*Network, error) {
	if n.n == 0 {
		return n, nil
	}
	w, err := n.w.dense(context.Background())
	if err != nil {
		return nil, err
	}
	return &Network{n: n.n, w: w, theta: n.theta, unit: n.unit}, nil
}

// Len returns N, the number of neurons.
func (n *Network) Len() int { return n.n }

// Weight returns Wᵢⱼ, the influence of neuron j on neuron i, for i and j from 0 to N−1. An index outside the network
// gives NaN.
func (n *Network) Weight(i, j int) float64 {
	if i < 0 || i >= n.n || j < 0 || j >= n.n {
		return math.NaN()
	}
	return n.w.weight(i, j)
}

// Symmetric reports whether Wᵢⱼ = Wⱼᵢ for all i and j. In a network that is not, energies may rise and a recall need not
// settle.
func (n *Network) Symmetric() bool { return n.n == 0 || n.w.symmetric() }

// Threshold returns θᵢ for i from 0 to N−1, in weight units. It is NaN if i is no neuron.
func (n *Network) Threshold(i int) float64 {
	switch {
	case i < 0 || i >= n.n:
		return math.NaN()
	case n.theta == nil:
		return 0
	}
	return n.theta[i]
}

// Unit returns the natural unit of the weights, which each rule chooses: N for Hebb, whose weights are whole numbers, 1 for
// the pseudo-inverse. Divided by it, weights, fields and energies of different rules can be laid side by side: the field of
// a neuron in a well-kept memory is then about 1, and the energy of the memory about −N/2.
func (n *Network) Unit() float64 { return n.unit }

// Field returns the local field hᵢ = Σⱼ Wᵢⱼ sⱼ + θᵢ of neuron i in the state s, in weight units. It is NaN if i is no neuron
// or s is not a pattern of N entries.
func (n *Network) Field(s Pattern, i int) float64 {
	if i < 0 || i >= n.n || !n.takes(s) {
		return math.NaN()
	}
	return n.w.field(s, i) + n.Threshold(i)
}

// Fields returns the local fields of all N neurons in the state s. It is nil if s is not a pattern of N entries.
func (n *Network) Fields(s Pattern) []float64 {
	if !n.takes(s) {
		return nil
	}
	follow := n.w.start(s)
	h := make([]float64, n.n)
	for i := range h {
		h[i] = follow.at(i) + n.Threshold(i)
	}
	return h
}

// Energy returns E = −½ sᵀWs − θᵀs, in weight units; compare networks by Energy/Unit. It is NaN if s is not a pattern of
// N entries.
func (n *Network) Energy(s Pattern) float64 {
	if !n.takes(s) {
		return math.NaN()
	}
	return n.w.start(s).energy() + n.thresholdEnergy(s)
}

// thresholdEnergy returns −θᵀs.
func (n *Network) thresholdEnergy(s Pattern) float64 {
	sum := 0.
	for i, t := range n.theta {
		sum += float64(t * float64(s[i]))
	}
	return 0 - sum // not −sum, which for a sum of 0 would print as -0
}

// Margins returns sᵢhᵢ for every neuron, in weight units: how firmly it agrees with its field, below 0 if it disagrees. The
// least of them is the stability of s. It is nil if s is not a pattern of N entries.
func (n *Network) Margins(s Pattern) []float64 {
	m := n.Fields(s)
	for i := range m {
		m[i] = float64(s[i])*m[i] + 0
	}
	return m
}

// Stable reports whether s is a fixed point: no neuron would change, the ones whose field is 0 by the tie rule. It is
// false if s is not a pattern of N entries.
func (n *Network) Stable(s Pattern, ties Ties) bool {
	h := n.Fields(s)
	for i := range h {
		if ties.answer(h[i], s[i]) != s[i] {
			return false
		}
	}
	return h != nil
}

// takes reports whether s is a state of the network.
func (n *Network) takes(s Pattern) bool {
	return n.n > 0 && len(s) == n.n && s.Validate("s") == nil
}
