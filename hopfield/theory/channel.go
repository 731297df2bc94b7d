package theory

import (
	"fmt"
	"math"

	"flipbook/internal/detmath"
)

// A Channel is Hebb's memory taken as a noisy channel: a pattern goes in with some of its bits flipped, every neuron looks
// at it once, all at the same time, and what comes out is the pattern with fewer wrong bits, or not.
//
// The field of a neuron is the signal 1 − 2p, where p is the share of flipped bits, and the noise of the P − 1 other
// memories, Gaussian with variance α = (P−1)/N; so a bit is wrong with probability Q((1−2p)/√α). Damage to the synapses
// turns P − 1 into (1+ρ)P − 1. All N bits are right with at least the N-th power of the probability that one is: given the
// overlaps of the cue with the other memories, the errors of different neurons are independent, and where P is small, bad
// luck with these overlaps brings many errors at once. For N large this is the theory of McEliece et al. 1987.
//
// A recall that goes on for many steps may end better than its first, or worse; see [Synapses.Retrieval] for its end.
type Channel struct {
	Neurons  int      // N, at least 1; zero is an error
	Synapses Synapses // what became of them; zero: nothing
}

// Odds are the probabilities that a recall is right. As a demand, a field that is zero demands nothing.
type Odds struct {
	Each float64 // that a given bit is right, 0 … 1
	All  float64 // that all N are; what [Channel.Odds] returns is a lower bound, close for many patterns
}

// Odds returns the probabilities that bits are right after one step, of a pattern that came with the share corruption of
// its bits flipped, out of P patterns stored.
//
// It is an error if Neurons or patterns is less than 1, corruption not from 0 to ½, or a field of Synapses outside its
// range.
func (c Channel) Odds(patterns int, corruption float64) (Odds, error) {
	if err := c.check(corruption); err != nil {
		return Odds{}, err
	}
	noise, err := c.noise(patterns)
	if err != nil {
		return Odds{}, err
	}
	wrong := .5 // without a signal
	if corruption < .5 {
		wrong = Tail((1 - 2*corruption) / noise)
	}
	return Odds{Each: 1 - wrong, All: detmath.Exp(float64(float64(c.Neurons) * detmath.Log1p(-wrong)))}, nil
}

// Capacity returns how many patterns may be stored if, of each, a share corruption of the bits may be flipped and the odds
// after one step must still be as demanded:
//
//	P = (1 + N(1−2p)²/z²)/(1 + ρ),  Q(z) = the error allowed.
//
// The number is not rounded: its whole part is the answer. It is +Inf for demands that guessing meets, such as Each = .5.
//
// It is an error if Neurons is less than 1, corruption not from 0 to ½, demand empty or not below 1, or a field of Synapses
// outside its range.
func (c Channel) Capacity(corruption float64, demand Odds) (float64, error) {
	if err := c.check(corruption); err != nil {
		return 0, err
	}
	z, err := c.margin(demand)
	if err != nil {
		return 0, err
	}
	signal := 1 - 2*corruption
	switch {
	case z <= 0:
		return math.Inf(1), nil
	case signal == 0:
		return 0, nil
	}
	ratio := signal / z
	return (1 + float64(float64(c.Neurons)*float64(ratio*ratio))) / c.Synapses.spread(), nil
}

// Tolerance returns the greatest share of flipped bits, 0 … ½, with which a pattern may come, out of P stored, so that the
// odds after one step are still as demanded. It is NaN if they are not even for a perfect cue. (A single pattern in whole
// synapses meets every demand for all shares below ½, which is what is returned.)
//
// It is an error if Neurons or patterns is less than 1, demand empty or not below 1, or a field of Synapses outside its
// range.
func (c Channel) Tolerance(patterns int, demand Odds) (float64, error) {
	if err := c.check(0); err != nil {
		return 0, err
	}
	noise, err := c.noise(patterns)
	if err != nil {
		return 0, err
	}
	z, err := c.margin(demand)
	if err != nil {
		return 0, err
	}
	signal := max(0, float64(z*noise))
	if signal > 1 {
		return math.NaN(), nil
	}
	return (1 - signal) / 2, nil
}

// noise is the standard deviation of the noise in a field.
func (c Channel) noise(patterns int) (float64, error) {
	if patterns < 1 {
		return 0, fmt.Errorf("theory: patterns is %d: it must be at least 1", patterns)
	}
	excess := float64(c.Synapses.spread()*float64(patterns)) - 1
	return math.Sqrt(max(0, excess) / float64(c.Neurons)), nil
}

// margin is the number of standard deviations of the noise that the signal must have.
func (c Channel) margin(demand Odds) (float64, error) {
	for _, d := range []struct {
		name string
		odds float64
	}{{"Each", demand.Each}, {"All", demand.All}} {
		if !(d.odds >= 0 && d.odds < 1) {
			return 0, fmt.Errorf("theory: demand.%s is %v: it must be a probability below 1", d.name, d.odds)
		}
	}
	if demand == (Odds{}) {
		return 0, fmt.Errorf("theory: demand is empty: Each or All must be above 0")
	}
	wrong := 1 - demand.Each
	if demand.All > 0 {
		wrong = min(wrong, -detmath.Expm1(detmath.Log(demand.All)/float64(c.Neurons)))
	}
	return TailInverse(wrong), nil
}

func (c Channel) check(corruption float64) error {
	switch {
	case c.Neurons < 1:
		return fmt.Errorf("theory: Channel.Neurons is %d: it must be at least 1", c.Neurons)
	case !(corruption >= 0 && corruption <= .5):
		return fmt.Errorf("theory: corruption is %v: it must be a share from 0 to 1/2", corruption)
	}
	return c.Synapses.Validate()
}
