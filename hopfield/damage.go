package hopfield

import (
	"context"
	"fmt"
	"math/rand/v2"
)

// Cut says what is lost at once when a synapse is deleted.
type Cut int

const (
	// BothWays deletes the connection of two neurons, Wᵢⱼ together with Wⱼᵢ: symmetric weights stay so, and energies still
	// never rise. It is the zero value.
	BothWays Cut = iota
	// OneWay deletes each of the N² weights for itself. Neurons then hear others that do not hear them, the weights are no
	// longer symmetric, and a recall need not settle.
	OneWay
)

// String returns "both ways" or "one way".
func (c Cut) String() string {
	switch c {
	case BothWays:
		return "both ways"
	case OneWay:
		return "one way"
	}
	return fmt.Sprintf("Cut(%d)", int(c))
}

// WithoutSynapses returns the network with every synapse deleted with the given probability d, from 0 to 1, each on its own:
// its weight becomes 0. About a share d of the weights is lost. Those that are left, thresholds and Unit stay as they are,
// so that fields shrink to a share 1−d of what they were, thresholds gain and a temperature tells more. A self-connection,
// where a network has any, is a synapse as well.
//
// Hebb's memories do not break, they fade: the signal shrinks to 1−d of itself, its noise only to √(1−d), and the error of
// one step is that at the load α/(1−d) (Sompolinsky 1986, "Neural networks with nonlinear synapses and a static noise").
//
// The result keeps all its weights in memory (see [Network.Dense], whose errors these are, too), and costs N² steps. It is
// an error if r is nil, the probability lies outside 0 … 1 or is NaN, or the cut is none of the two.
func (n *Network) WithoutSynapses(r *rand.Rand, probability float64, cut Cut) (*Network, error) {
	if err := checkProbability(probability); err != nil {
		return nil, err
	}
	switch {
	case cut != BothWays && cut != OneWay:
		return nil, fmt.Errorf("hopfield: cut is %d: it must be BothWays or OneWay", int(cut))
	case r == nil:
		return nil, errNoRand
	}
	return n.pruned(n.theta, cut == BothWays, func(i, j int) bool { return r.Float64() < probability })
}

// WithoutNeurons returns the network with the marked neurons deleted: all weights to and from them are 0, and so are their
// thresholds. [RandomMask] chooses them at random.
//
// There are still N neurons, so that states keep their length. The field of a deleted one is 0: in a recall it does what
// the tie rule says, stays as it is under [Keep], and hears and tells nobody. At a temperature it tosses a coin. Leave it
// out when overlaps are to speak of the living alone.
//
// Among those, with Hebb's rule, P memories make the load P/(N(1−d)) if a share d is gone, just as if a share d of the
// synapses were.
//
// The result keeps all its weights in memory (see [Network.Dense], whose errors these are, too), and costs N² steps. It is
// an error if the mask does not have N entries.
func (n *Network) WithoutNeurons(gone Mask) (*Network, error) {
	if err := gone.check("gone", "the network", n.n); err != nil {
		return nil, err
	}
	theta := n.theta
	if theta != nil {
		theta = masked(theta, gone, 0)
	}
	return n.pruned(theta, true, func(i, j int) bool { return gone[i] || gone[j] })
}

// pruned returns the network with other thresholds, and without the weights Wᵢⱼ that are gone; with those, if both is true,
// goes Wⱼᵢ, and gone is asked for i ≤ j alone.
func (n *Network) pruned(theta []float64, both bool, gone func(i, j int) bool) (*Network, error) {
	if n.n == 0 {
		return n, nil
	}
	whole, err := n.w.dense(context.Background())
	if err != nil {
		return nil, err
	}
	w := newDense(n.n, whole.grid, whole.most, both && whole.symmetric())
	copy(w.rows, whole.rows)
	for i := range n.n {
		first := 0
		if both {
			first = i
		}
		for j := first; j < n.n; j++ {
			if !gone(i, j) {
				continue
			}
			w.rows[i*n.n+j] = 0
			if both {
				w.rows[j*n.n+i] = 0
			}
		}
	}
	return &Network{n: n.n, w: w, theta: theta, unit: n.unit}, w.complete(context.Background())
}
