package hopfield

import (
	"context"
	"fmt"
	"math"

	"flipbook/internal/detmath"
)

// KrauthMezard makes each neuron a perceptron, which learns to answer with its own entry of a pattern when it is shown the
// others. Neuron i looks for the pattern that it holds least firmly, the one of the least margin xᵢhᵢ, and adds it to its
// weights once more,
//
//	Wᵢⱼ += xᵢxⱼ for all j ≠ i,
//
// until all its margins are above 0 and xᵢhᵢ ≥ κ‖Wᵢ‖. Here ‖Wᵢ‖ = √Σⱼ Wᵢⱼ², with θᵢ as one of the weights if it is learned.
// So κ, the stability of Gardner 1988, does not depend on the scale of the weights, and the larger it is, the wider are the
// valleys. This is minover, "minimum overlap", which in the long run comes as near to the greatest κ as one likes.
//
// Random patterns are stored up to P = 2N, more than which no weights at all can store, and at the stability κ up to
//
//	P/N = 1 / ((1 + κ²)Φ(κ) + κφ(κ)),
//
// 0.52 at κ = 1, where φ and Φ are the normal density and distribution (Gardner 1988). Likeness does no harm. Weights are
// whole numbers. Unless Symmetric is set, Wᵢⱼ and Wⱼᵢ differ: then there is no energy that a recall lowers, and it need not
// settle. [Network.Unit] is the mean margin of the patterns.
//
// A lesson costs N + 4P steps, with Symmetric N·P. A neuron needs a few dozen of them at P = N/2, and up to a hundred
// thousand at P = 1.5 N. Memory is 16N² + 12NP + 4P² bytes, for up to 16,384 patterns and 2²⁴ entries
// in all.
//
// Source: Krauth & Mézard 1987, "Learning algorithms with optimal stability in neural networks"; Gardner 1988, "The space
// of interactions in neural network models"; the idea in Diederich & Opper 1987, "Learning of correlated patterns in
// spin-glass networks by local learning rules".
type KrauthMezard struct {
	// Stability is κ, finite and not negative. 0 asks no more than that no neuron of a pattern would flip.
	Stability float64

	// LearnThresholds learns the thresholds with the weights, θᵢ += xᵢ, as if one more neuron were always +1. The zero
	// value leaves them at 0.
	LearnThresholds bool

	// Symmetric writes each lesson into Wⱼᵢ as well, so that the energy never rises. Less can be stored, and learning takes
	// longer. The zero value lets each neuron learn for itself.
	Symmetric bool

	// MaxSweeps bounds the learning, in sweeps of at most one lesson for each neuron; from 1 to 2²². 0 means 100,000.
	MaxSweeps int

	// Progress is told, after each sweep, how many of the N neurons needed no lesson. Nil tells nobody.
	Progress func(done, total int)
}

const defaultLearning = 100_000

// Train implements [Rule]. If MaxSweeps end before all patterns are stored, as they must if no weights can store them, the
// error is a [*NotStoredError], which has the network learned so far.
func (k KrauthMezard) Train(ctx context.Context, patterns []Pattern) (*Network, error) {
	most := k.MaxSweeps
	switch {
	case !(k.Stability >= 0) || math.IsInf(k.Stability, 1): // the negation catches NaN
		return nil, fmt.Errorf("hopfield: KrauthMezard.Stability is %v: it must be finite and not negative", k.Stability)
	case most < 0 || most > 1<<22: // so that weights have at most 24 bits
		return nil, fmt.Errorf("hopfield: KrauthMezard.MaxSweeps is %d: it must be from 1 to 2^22; 0 means %d",
			most, defaultLearning)
	case most == 0:
		most = defaultLearning
	}
	l, err := newLessons(ctx, patterns, k.LearnThresholds)
	if err != nil {
		return nil, err
	}
	m := newMinover(l, k)
	sweeps, learning := 0, l.n
	for ; learning > 0 && sweeps < most; sweeps++ {
		if learning, err = m.sweep(ctx); err != nil {
			return nil, err
		}
		if k.Progress != nil {
			k.Progress(l.n-learning, l.n)
		}
	}
	net, err := m.network(ctx)
	if err != nil {
		return nil, err
	}
	return stored(net, l, sweeps, m.holds)
}

// minover is a network that learns. All its numbers are whole.
type minover struct {
	*lessons
	KrauthMezard
	w       []float64 // N rows of N
	theta   []float64 // nil: all 0
	fields  []float64 // N rows of P: hᵢ in each pattern
	squares []float64 // ‖wᵢ‖²
	worst   []int     // each neuron's pattern of the least margin, or −1 if it holds them all
}

func newMinover(l *lessons, k KrauthMezard) *minover {
	m := &minover{lessons: l, KrauthMezard: k, w: make([]float64, l.n*l.n), fields: make([]float64, l.n*l.p)}
	m.squares, m.worst = make([]float64, l.n), make([]int, l.n)
	if k.LearnThresholds {
		m.theta = make([]float64, l.n)
	}
	return m
}

func (m *minover) field(i int) []float64 { return m.fields[i*m.p:][:m.p] }

// holds reports whether neuron i is as firm in pattern mu as it should be.
func (m *minover) holds(i, mu int) bool {
	margin := m.field(i)[mu] * float64(m.neuron(i)[mu])
	return margin > 0 && margin >= m.Stability*math.Sqrt(m.squares[i])
}

// sweep gives a lesson to each neuron that needs one, and returns how many did. All choose their patterns before the first
// one learns, so that it does not matter which neuron comes first.
func (m *minover) sweep(ctx context.Context) (learning int, err error) {
	for i, mu := range m.worst {
		if err := ended(ctx); err != nil {
			return 0, err
		}
		if mu >= 0 || m.Symmetric { // otherwise neuron i is done, and nobody else changes its weights
			m.worst[i] = m.weakest(i)
		}
	}
	for i, mu := range m.worst {
		if mu < 0 {
			continue
		}
		if err := ended(ctx); err != nil {
			return 0, err
		}
		m.learn(i, mu)
		learning++
	}
	return learning, nil
}

// weakest returns the pattern of which neuron i has the least margin, or −1 if it holds them all.
func (m *minover) weakest(i int) int {
	x, worst, least := m.neuron(i), 0, math.Inf(1)
	for mu, h := range m.field(i) {
		if margin := float64(h * float64(x[mu])); margin < least {
			worst, least = mu, margin
		}
	}
	if m.holds(i, worst) {
		return -1
	}
	return worst
}

// learn adds pattern mu to the weights of neuron i, and keeps fields and squares in step.
func (m *minover) learn(i, mu int) {
	x, h, row := m.patterns[mu], m.field(i), m.w[i*m.n:][:m.n]
	s := float64(x[i])
	m.squares[i] += float64(2*s*h[mu]) + float64(m.products[mu*m.p+mu]) - 1
	detmath.AddScaled(h, s, m.product(mu))
	detmath.AddScaled(h, -1, m.neuron(i)) // a neuron does not hear itself
	if m.theta != nil {
		m.theta[i] += s
	}
	for j, v := range x {
		if j == i {
			continue
		}
		change := s * float64(v)
		row[j] += change
		if m.Symmetric {
			m.squares[j] += float64(2*change*m.w[j*m.n+i]) + 1
			m.w[j*m.n+i] += change
			detmath.AddScaled(m.field(j), change, m.neuron(i))
		}
	}
}

func (m *minover) network(ctx context.Context) (*Network, error) {
	d, err := rounded(ctx, m.n, m.w, m.Symmetric)
	if err != nil {
		return nil, err
	}
	d.grid = 1
	sum := 0.
	for k, x := range m.neurons {
		sum += float64(m.fields[k] * float64(x))
	}
	return newNetwork(m.n, d, m.theta, m.unit(sum))
}
