package hopfield

import "context"

// WithDiagonal returns the network with the self-connections Wᵢᵢ = weight, in weight units, in place of those it has.
// A positive one is a vote of each neuron for what it is: the field becomes hᵢ + (weight − Wᵢᵢ)sᵢ. One that is smaller than
// every field but 0 decides ties alone, in favor of staying, as [Keep] does; a larger one makes a fixed point of whatever
// the network is shown. All energies change by the same number, −½N(weight − Wᵢᵢ), if the Wᵢᵢ are equal.
//
// The result keeps all its weights in memory, rounded to 24 bits of the largest of them (see [Network.Dense], whose errors
// these are, too), and costs N² steps. It is an error if weight is NaN or infinite, or so large that thresholds would be
// rounded.
func (n *Network) WithDiagonal(weight float64) (*Network, error) {
	if n.n == 0 {
		return n, nil
	}
	whole, err := n.w.dense(context.Background())
	if err != nil {
		return nil, err
	}
	w := make([]float64, n.n*n.n)
	for k, v := range whole.rows {
		w[k] = float64(v)
	}
	for i := range n.n {
		w[i*n.n+i] = weight
	}
	d, err := rounded(context.Background(), n.n, w, whole.symmetric())
	if err != nil {
		return nil, err
	}
	return newNetwork(n.n, d, n.theta, n.unit)
}
