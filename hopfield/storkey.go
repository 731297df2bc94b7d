package hopfield

import (
	"context"
	"fmt"

	"flipbook/internal/detmath"
)

// Storkey is Hebb's rule with a correction: what the network already says of a pattern is not said again. A pattern x
// changes each weight by
//
//	ΔWᵢⱼ = (xᵢxⱼ − xᵢhⱼᵢ − hᵢⱼxⱼ)/N,   hᵢⱼ = Σ Wᵢₖxₖ over all k but i and j.
//
// So hᵢⱼ is the field of neuron i without what neuron j has to say, and the weights in it are those from before: W stands
// still while one pattern is learned. The rule is as local as Hebb's, since a synapse sees the two neurons that it joins,
// and sees a pattern only once. But the order of learning matters: a lesson depends on all before it.
//
// Random patterns are stored up to P ≈ N/√(2 ln N), where Hebb's rule has N/(2 ln N). Patterns that resemble each other, as
// pictures do, are still lost. When the same patterns are learned again and again, weights can grow without bound.
//
// To learn a pattern costs about 4N² multiplications, since hᵢⱼ is the field of the whole network less one product; memory
// is 8N² bytes, and 4N² for a network. Weights are rounded to 24 bits in the end; fields and energies are in units of 1.
//
// Source: Storkey 1997, "Increasing the capacity of a Hopfield network without sacrificing functionality"; Storkey &
// Valabregue 1999, "The basins of attraction of a new Hopfield learning rule".
type Storkey struct {
	Order StorkeyOrder // how far the correction goes; the zero value is FirstOrder
}

// StorkeyOrder says how far the correction of [Storkey] goes.
type StorkeyOrder int

const (
	// FirstOrder is the rule above; the zero value.
	FirstOrder StorkeyOrder = iota

	// SecondOrder adds hᵢⱼhⱼᵢ/N, so that ΔWᵢⱼ = (xᵢ − hᵢⱼ)(xⱼ − hⱼᵢ)/N: what is learned is what was wrong. The
	// pseudo-inverse, pattern by pattern, is W += zzᵀ/zᵀz with z = x − Wx, which divides by what is left in place of N.
	// Random patterns are stored up to about ½N; a little later all are lost at once, and weights grow without bound.
	SecondOrder
)

// String returns "first" or "second".
func (o StorkeyOrder) String() string {
	switch o {
	case FirstOrder:
		return "first"
	case SecondOrder:
		return "second"
	}
	return fmt.Sprintf("StorkeyOrder(%d)", int(o))
}

// Train implements [Rule], and learns the patterns in their order. It is an error if weights grow beyond 2⁶⁴.
func (s Storkey) Train(ctx context.Context, patterns []Pattern) (*Network, error) {
	return trainOnline(ctx, s, patterns)
}

// Learner implements [Online], for up to [MaxDense] neurons.
func (s Storkey) Learner(neurons int) (Learner, error) {
	if s.Order < FirstOrder || s.Order > SecondOrder {
		return nil, fmt.Errorf("hopfield: Storkey.Order is %d: it must be FirstOrder or SecondOrder", int(s.Order))
	}
	if err := checkNeurons(neurons, MaxDense); err != nil {
		return nil, err
	}
	return &storkeyLearner{n: neurons, order: s.Order, w: make([]float64, neurons*neurons)}, nil
}

// storkeyLearner keeps W as its upper triangle; the rest is 0.
type storkeyLearner struct {
	n, learned int
	order      StorkeyOrder
	w          []float64
}

func (l *storkeyLearner) row(i int) []float64 { return l.w[i*l.n:][:l.n] }

func (l *storkeyLearner) Learn(p Pattern) error { return l.learn(context.Background(), p) }

func (l *storkeyLearner) learn(ctx context.Context, p Pattern) error {
	if err := checkLesson(p, l.n); err != nil {
		return err
	}
	x, size := floats(p), float64(l.n)
	h, err := l.fields(ctx, x)
	if err != nil {
		return err
	}
	for i := range x {
		if err := ended(ctx); err != nil {
			return err
		}
		row := l.row(i)
		for j := i + 1; j < l.n; j++ {
			hij, hji := h[i]-float64(row[j]*x[j]), h[j]-float64(row[j]*x[i])
			change := float64(x[i]*x[j]) - float64(x[i]*hji) - float64(hij*x[j])
			if l.order == SecondOrder {
				change += float64(hij * hji)
			}
			row[j] += change / size
		}
	}
	l.learned++
	return nil
}

// fields returns Wx.
func (l *storkeyLearner) fields(ctx context.Context, x []float64) ([]float64, error) {
	h := make([]float64, l.n)
	for i := range x {
		if err := ended(ctx); err != nil {
			return nil, err
		}
		right := l.row(i)[i:]
		h[i] += detmath.Dot(right, x[i:])
		detmath.AddScaled(h[i:], x[i], right)
	}
	return h, nil
}

func (l *storkeyLearner) Network(ctx context.Context) (*Network, error) {
	if l.learned == 0 {
		return nil, errNothingLearned
	}
	d, err := rounded(ctx, l.n, l.w, true)
	if ended(ctx) != nil {
		return nil, ended(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("hopfield: patterns are too many or too often repeated: Storkey's weights grow without bound: %w", err)
	}
	return newNetwork(l.n, d, nil, 1)
}
