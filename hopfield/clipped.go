package hopfield

import (
	"context"
	"fmt"
	"math"
)

// Clipped is another rule of whose weights only the sign is kept: +1, −1, or 0 where it was 0. Thresholds and
// [Network.Unit] are divided by the mean |Wᵢⱼ| that was, over i ≠ j, and so keep their proportion to the weights.
//
// It is astonishing how little is lost. What [Hebb] adds up over P random patterns has nearly a normal distribution, and
// its sign the correlation √(2/π) with it. So a clipped network errs like one with π/2 times as many patterns: after one
// step from a pattern, an entry is wrong with probability ½ erfc(√(1/(2α′))), α′ = απ/2, where α = P/N. Random patterns
// are recalled up to P ≈ 0.102 N, in place of 0.138 N, and a weight is one bit. Of one pattern or two nothing at all is
// lost: their weights are ±1, or 0 and ±2. With more, "weights are +1 or −1" describes this network, not Hebb's.
//
// Clipping looks at N² weights of Rule, at P/64 steps each if that is Hebb, and needs 4N² bytes.
//
// Source: Sompolinsky 1986, "Neural networks with nonlinear synapses and a static noise"; van Hemmen 1987, "Nonlinear
// neural networks near saturation".
type Clipped struct {
	Rule Rule // learns the weights, of up to [MaxDense] neurons; must be given
}

// Train implements [Rule]. Its errors are those of Rule.
func (c Clipped) Train(ctx context.Context, patterns []Pattern) (*Network, error) {
	net, err := trainedDense(ctx, "Clipped.Rule", c.Rule, patterns)
	if err != nil {
		return nil, err
	}
	d := newDense(net.n, 1, 1, net.Symmetric())
	sum := 0.
	for i := range net.n {
		if err := ended(ctx); err != nil {
			return nil, err
		}
		for j := range net.n {
			w := net.w.weight(i, j)
			if i != j {
				sum += math.Abs(w)
			}
			d.rows[i*net.n+j] = float32(sign(w))
		}
	}
	if err := d.complete(ctx); err != nil {
		return nil, err
	}
	mean := 1.
	if sum > 0 {
		mean = sum / float64(net.n*(net.n-1))
	}
	var theta []float64
	for _, t := range net.theta {
		theta = append(theta, t/mean)
	}
	return newNetwork(net.n, d, theta, net.unit/mean)
}

// sign returns −1, 0 or +1.
func sign(w float64) float64 {
	if w == 0 {
		return 0
	}
	return math.Copysign(1, w)
}

// trained is the network of a rule that is the field of the given name, and may be anybody's.
func trained(ctx context.Context, field string, rule Rule, patterns []Pattern) (*Network, error) {
	if rule == nil {
		return nil, fmt.Errorf("hopfield: %s is nil: it must be a rule, such as Hebb{}", field)
	}
	net, err := rule.Train(ctx, patterns)
	if err != nil {
		return nil, err
	}
	if net == nil || net.n == 0 {
		return nil, fmt.Errorf("hopfield: %s makes a network without neurons: it must be a rule of this package", field)
	}
	return net, nil
}

// trainedDense is that of a rule for up to MaxDense neurons.
func trainedDense(ctx context.Context, field string, rule Rule, patterns []Pattern) (*Network, error) {
	net, err := trained(ctx, field, rule, patterns)
	if err == nil {
		err = checkDense(net.n)
	}
	if err != nil {
		return nil, err
	}
	return net, nil
}
