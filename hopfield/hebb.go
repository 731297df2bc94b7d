package hopfield

import (
	"context"
	"fmt"
	"slices"
)

// Hebb is the classic rule: neurons that agree in a memory are tied by +1, those that disagree by −1, and memories add up,
//
//	Wᵢⱼ = Σ xᵢxⱼ over the patterns x,   Wᵢᵢ = 0.
//
// Weights are whole numbers from −P to P in steps of two. The usual factor 1/N is left out: it changes no decision, and
// without it fields and ties are exact; [Network.Unit] returns it. The order of learning does not matter.
//
// Random patterns are recalled up to P ≈ 0.138 N (Amit, Gutfreund & Sompolinsky 1985), with 1.6 % wrong bits there, and
// without any up to N/(2 ln N), or N/(4 ln N) if all of them shall be (McEliece et al. 1987). Patterns that resemble each
// other, as pictures do, are lost far earlier. Training costs N·P steps: the patterns themselves are kept, as bits, and
// [Network.Dense] writes W, in ½N²P/64 steps.
//
// Source: Hopfield 1982, after an idea of Hebb 1949.
type Hebb struct {
	// KeepDiagonal leaves Wᵢᵢ = P instead of clearing it. Every neuron then votes for itself, as loud as a neighbor ever can
	// and √P times as loud as most: memories seem to hold, and so does everything else. It is a common mistake, here to be
	// shown. The zero value clears the diagonal.
	KeepDiagonal bool
}

// Train implements [Rule]. Any valid patterns will do, the same one twice included.
func (h Hebb) Train(ctx context.Context, patterns []Pattern) (*Network, error) {
	return trainOnline(ctx, h, patterns)
}

// Learner implements [Online], for up to [MaxNeurons].
func (h Hebb) Learner(neurons int) (Learner, error) {
	return newOuterLearner(outer{n: neurons, diagonal: h.KeepDiagonal})
}

// Covariance is Hebb's rule for patterns that are not half +1 and half −1: it takes from each neuron its mean over the
// patterns, so that what all memories share is not learned P times over,
//
//	Wᵢⱼ = P Σ (xᵢ − x̄ᵢ)(xⱼ − x̄ⱼ) over the patterns x,   Wᵢᵢ = 0,
//
// P² times the covariance, which makes weights whole numbers, up to P²; [Network.Unit] is N·P. What is stored are the
// deviations from the mean: a neuron that is the same in all patterns has no weights at all, and of a single pattern nothing
// is left. Costs are Hebb's. The order of learning does not matter.
//
// Random patterns are recalled up to P ≈ 0.138 N, as by Hebb's rule; biased ones only with a threshold. In a pattern x of
// entries with the mean b, the field of neuron i is N·P(1−b²)(xᵢ − x̄ᵢ), give or take, and thus weak where xᵢ is what it
// mostly is. A [MeanThreshold] of the Scale 1 − b² gives x̄ᵢ back: then a bit errs in one step as often as without a bias.
//
// Source: Sejnowski 1977; Amit, Gutfreund & Sompolinsky 1987 ("Information storage in neural networks with low levels of
// activity"), with the activity of each neuron in place of a common one.
type Covariance struct {
	// KeepDiagonal leaves Wᵢᵢ, P² times the variance of neuron i. The zero value clears it.
	KeepDiagonal bool
}

// Train implements [Rule]. Any valid patterns will do.
func (c Covariance) Train(ctx context.Context, patterns []Pattern) (*Network, error) {
	return trainOnline(ctx, c, patterns)
}

// Learner implements [Online], for up to [MaxNeurons].
func (c Covariance) Learner(neurons int) (Learner, error) {
	return newOuterLearner(outer{n: neurons, diagonal: c.KeepDiagonal, centered: true})
}

// outerLearner keeps patterns, and leaves the work to the network.
type outerLearner struct{ outer }

func newOuterLearner(o outer) (Learner, error) {
	if err := checkNeurons(o.n, MaxNeurons); err != nil {
		return nil, err
	}
	return &outerLearner{o}, nil
}

func (l *outerLearner) Learn(p Pattern) error {
	if err := checkLesson(p, l.n); err != nil {
		return err
	}
	if !exactOuter(l.n, l.p+1, l.centered) {
		return fmt.Errorf("hopfield: patterns is too many: the energies of %d neurons are exact up to %d patterns", l.n, l.p)
	}
	l.patterns = pack(l.patterns, p)
	l.p++
	return nil
}

func (l *outerLearner) Network(ctx context.Context) (*Network, error) {
	if l.p == 0 {
		return nil, errNothingLearned
	}
	o, err := newOuter(ctx, l.n, l.p, slices.Clone(l.patterns))
	if err != nil {
		return nil, err
	}
	o.diagonal, o.centered = l.diagonal, l.centered
	unit := float64(l.n)
	if l.centered {
		unit *= float64(l.p)
	}
	return newNetwork(l.n, o, nil, unit)
}
