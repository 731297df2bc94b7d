package hopfield

import (
	"context"
	"fmt"
	"math/bits"
)

// lessons are patterns in the form in which a rule can go through them again and again.
//
// Such a rule adds up a neuron's weights from patterns, wᵢ = Σ aᵢ^μ x^μ, and wants to know its fields in them, which are
// wᵢ·x^ν = Σ aᵢ^μ (x^μ·x^ν). With the products of all patterns at hand, a pattern added is the work of P numbers, not N·P.
type lessons struct {
	n, p     int
	patterns []Pattern
	neurons  []float32 // N rows of P, xᵢ^μ
	products []float32 // P rows of P, x^μ·x^ν
}

// Lessons keep some numbers for each entry of the patterns, and one for each pair of patterns: with these bounds, 2 GB.
const (
	mostLessons       = 1 << 14
	mostLessonEntries = 1 << 24
)

// newLessons prepares the patterns. If thresholds are to be learned, each pattern has one more neuron, always +1, whose
// weights they are; the products know of it.
func newLessons(ctx context.Context, patterns []Pattern, thresholds bool) (*lessons, error) {
	n, err := validate(patterns)
	if err != nil {
		return nil, err
	}
	if err := checkDense(n); err != nil {
		return nil, err
	}
	if len(patterns) > mostLessons {
		return nil, fmt.Errorf("hopfield: patterns are %d: this rule, which keeps all their products, takes at most %d",
			len(patterns), mostLessons)
	}
	if err := checkLoad(n, len(patterns), mostLessonEntries); err != nil {
		return nil, err
	}
	l := &lessons{n: n, p: len(patterns), patterns: patterns}
	l.neurons = make([]float32, l.n*l.p)
	packed := make([]uint64, 0, l.p*words(n))
	for mu, x := range patterns {
		if err := ended(ctx); err != nil {
			return nil, err
		}
		packed = pack(packed, x)
		for i, v := range x {
			l.neurons[i*l.p+mu] = float32(v)
		}
	}
	length := n
	if thresholds {
		length++
	}
	return l, l.multiply(ctx, packed, length)
}

// checkDense returns an error unless patterns of n entries can be learned by a network that stores all its weights.
func checkDense(n int) error {
	if n > MaxDense {
		return fmt.Errorf("hopfield: patterns[0] has %d entries: this rule takes at most %d", n, MaxDense)
	}
	return nil
}

// multiply fills in the products of patterns whose product with themselves is length.
func (l *lessons) multiply(ctx context.Context, packed []uint64, length int) error {
	wide := words(l.n)
	l.products = make([]float32, l.p*l.p)
	for mu := range l.p {
		if err := ended(ctx); err != nil {
			return err
		}
		x := packed[mu*wide:][:wide]
		for nu := range mu + 1 {
			apart := 0
			for k, word := range packed[nu*wide:][:wide] {
				apart += bits.OnesCount64(x[k] ^ word)
			}
			l.products[mu*l.p+nu] = float32(length - 2*apart)
			l.products[nu*l.p+mu] = float32(length - 2*apart)
		}
	}
	return nil
}

// neuron is what neuron i has to be in the P patterns.
func (l *lessons) neuron(i int) []float32 { return l.neurons[i*l.p:][:l.p] }

// product is pattern mu times all P of them.
func (l *lessons) product(mu int) []float32 { return l.products[mu*l.p:][:l.p] }

// unit is the mean margin of the patterns, given the sum over all neurons; or 1 if that is not above 0.
func (l *lessons) unit(margins float64) float64 {
	if mean := margins / float64(l.n*l.p); mean > 0 {
		return mean
	}
	return 1
}
