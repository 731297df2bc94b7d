package hopfield

import "fmt"

// A NotStoredError says that a rule that learns step by step has come to its last step, or as far as there is to go, and
// some patterns are still not stored. What it did learn can be had from the error, by errors.As.
type NotStoredError struct {
	Network  *Network // as it was at the end
	Steps    int      // that were taken: sweeps of KrauthMezard, steps of ProbabilityFlow
	Patterns int      // the patterns with a neuron that does not hold them
	Neurons  int      // the neurons that do not hold all patterns

	ofPatterns, ofNeurons int
}

func (e *NotStoredError) Error() string {
	return fmt.Sprintf("hopfield: patterns are not stored: %d of %d after %d steps, on account of %d of %d neurons: "+
		"try fewer patterns or more steps", e.Patterns, e.ofPatterns, e.Steps, e.Neurons, e.ofNeurons)
}

// stored returns net, or a NotStoredError if a neuron i does not hold a pattern mu.
func stored(net *Network, l *lessons, steps int, holds func(i, mu int) bool) (*Network, error) {
	e := &NotStoredError{Network: net, Steps: steps, ofPatterns: l.p, ofNeurons: l.n}
	lost := make([]bool, l.p)
	for i := range l.n {
		fails := 0
		for mu := range l.p {
			if holds(i, mu) {
				continue
			}
			if !lost[mu] {
				lost[mu] = true
				e.Patterns++
			}
			fails = 1
		}
		e.Neurons += fails
	}
	if e.Patterns > 0 {
		return nil, e
	}
	return net, nil
}
