package hopfield

import (
	"context"
	"fmt"
	"math"
)

// A Threshold chooses the thresholds θ of a network that has learned patterns. With h = Ws + θ, a positive θᵢ is a
// standing vote for +1; texts that write h = Ws − θ have the opposite sign.
//
// What counts beside θ are fields, of the order of [Network.Unit]: N for Hebb. A threshold made of pixels, between −1 and 1,
// is invisible there, which is why these here are in units of Unit.
type Threshold interface {
	// Theta returns N thresholds in weight units. It may ignore patterns; if not, they are checked.
	Theta(n *Network, patterns []Pattern) ([]float64, error)
}

// ConstantThreshold is θᵢ = Value·Unit for every neuron.
type ConstantThreshold struct {
	Value float64 // finite; the field of a well-kept memory is about ±1 in the same units. 0: no thresholds
}

// Theta implements [Threshold].
func (c ConstantThreshold) Theta(n *Network, _ []Pattern) ([]float64, error) {
	if math.IsNaN(c.Value) || math.IsInf(c.Value, 0) {
		return nil, fmt.Errorf("hopfield: ConstantThreshold.Value is %v: it must be finite", c.Value)
	}
	theta := make([]float64, n.Len())
	for i := range theta {
		theta[i] = float64(c.Value * n.Unit())
	}
	return theta, nil
}

// MeanThreshold leans each neuron towards what it usually is in the patterns,
//
//	θᵢ = Scale·Unit·(x̄ᵢ + Deviations·std(xᵢ)),
//
// with mean and standard deviation over the patterns; std(xᵢ)² = 1 − x̄ᵢ².
type MeanThreshold struct {
	Scale      float64 // finite; negative to lean away, as in texts that subtract θ. 0 means 1
	Deviations float64 // finite; the k of "mean + k·std". 0: the mean alone
}

// Theta implements [Threshold].
func (m MeanThreshold) Theta(n *Network, patterns []Pattern) ([]float64, error) {
	size, err := validate(patterns)
	switch {
	case err != nil:
		return nil, err
	case size != n.Len():
		return nil, fmt.Errorf("hopfield: patterns[0] has %d entries, the network %d neurons", size, n.Len())
	case math.IsNaN(m.Scale) || math.IsInf(m.Scale, 0):
		return nil, fmt.Errorf("hopfield: MeanThreshold.Scale is %v: it must be finite", m.Scale)
	case math.IsNaN(m.Deviations) || math.IsInf(m.Deviations, 0):
		return nil, fmt.Errorf("hopfield: MeanThreshold.Deviations is %v: it must be finite", m.Deviations)
	}
	scale := m.Scale
	if scale == 0 {
		scale = 1
	}
	theta := make([]float64, size)
	for i := range theta {
		sum := 0
		for _, p := range patterns {
			sum += int(p[i])
		}
		mean := float64(sum) / float64(len(patterns))
		theta[i] = scale * n.Unit() * (mean + float64(m.Deviations*math.Sqrt(1-float64(mean*mean))))
	}
	return theta, nil
}

// RowSumThreshold is the network of 0 and 1 in disguise. With neurons v = (1 ± s)/2, which are 0 or 1, and without
// thresholds of their own, the field is Wv = ½(W1 ± Ws): the same as ±1 neurons whose thresholds are the row sums of W,
//
//	θᵢ = −Σⱼ Wᵢⱼ if −1 plays the 1,   θᵢ = +Σⱼ Wᵢⱼ if +1 does.
type RowSumThreshold struct {
	One int8 // the state that plays the 1: −1 or +1. 0 means −1, minus the row sums
}

// Theta implements [Threshold].
func (r RowSumThreshold) Theta(n *Network, _ []Pattern) ([]float64, error) {
	if r.One < -1 || r.One > 1 {
		return nil, fmt.Errorf("hopfield: RowSumThreshold.One is %d: it must be -1 or +1", r.One)
	}
	ones := make(Pattern, n.Len())
	for i := range ones {
		ones[i] = 1
	}
	bare, err := n.WithThresholds(nil)
	if err != nil {
		return nil, err
	}
	theta := bare.Fields(ones)
	if r.One <= 0 {
		for i := range theta {
			theta[i] = 0 - theta[i]
		}
	}
	return theta, nil
}

// Thresholded is a rule that trains by another one and then sets the thresholds.
type Thresholded struct {
	Rule      Rule      // learns the weights; must be given
	Threshold Threshold // chooses θ; nil leaves the thresholds of Rule, mostly none
}

// Train implements [Rule]. Its errors are those of Rule, Threshold and [Network.WithThresholds].
func (t Thresholded) Train(ctx context.Context, patterns []Pattern) (*Network, error) {
	n, err := trained(ctx, "Thresholded.Rule", t.Rule, patterns)
	if err != nil || t.Threshold == nil {
		return n, err
	}
	theta, err := t.Threshold.Theta(n, patterns)
	if err != nil {
		return nil, err
	}
	return n.WithThresholds(theta)
}
