package hopfield

import (
	"context"
	"fmt"
	"math"
	"slices"

	"flipbook/internal/detmath"
)

// PseudoInverse is the projection rule. It stores every linearly independent set of patterns, however alike they are, so
// up to N of them:
//
//	W = Xᵀ(XXᵀ)⁻¹X,   then Wᵢᵢ = 0,
//
// where the rows of X are the patterns. Before its diagonal is cleared, W is the orthogonal projection onto the span of
// the patterns and leaves each of them as it is, Wx = x. Afterwards a stored pattern has the margin xᵢhᵢ = 1 − Wᵢᵢ (Wᵢᵢ as
// it was), which is never negative and shrinks from 1 as the memory fills: on average it is 1 − P/N. A cleared diagonal
// makes the valleys wider (Kanter & Sompolinsky 1987).
//
// Weights are rounded to multiples of 2⁻²⁴, which moves a margin by about √N·2⁻²⁶ (10⁻⁶ at N = 3,000). With P just below N
// some margins are less than that: a neuron loses its sign, and memories are no fixed points although no error says so.
// Training costs about 2NP² + ½N²P multiplications and takes 9NP + 4N² bytes. Energies and fields are in units of 1.
//
// Source: Personnaz, Guyon & Dreyfus 1985; Kanter & Sompolinsky 1987.
type PseudoInverse struct {
	// KeepDiagonal leaves Wᵢᵢ as the projection has it (Personnaz et al.). Every margin is then 1, but from P = ½N on hardly
	// anything but the memories themselves leads to one. The zero value clears the diagonal (Kanter & Sompolinsky).
	KeepDiagonal bool
}

// Train implements [Rule], for up to 2²⁶ entries in all. It is an error if the patterns are linearly dependent, or closer to it than a part in a million:
// if one equals another or its mirror image, the error says which two, and otherwise which pattern is a combination of
// those before it.
func (r PseudoInverse) Train(ctx context.Context, patterns []Pattern) (*Network, error) {
	return trainOnline(ctx, r, patterns)
}

// Learner implements [Online], for up to [MaxDense] neurons. To learn a pattern costs 4NP multiplications, a Network ½N²P.
// Learn's errors are those of Train; they count patterns from 0 in the order in which they were learned.
func (r PseudoInverse) Learner(neurons int) (Learner, error) {
	if err := checkNeurons(neurons, MaxDense); err != nil {
		return nil, err
	}
	return &projection{n: neurons, keepDiagonal: r.KeepDiagonal}, nil
}

// projection holds the patterns and an orthonormal basis of their span.
type projection struct {
	n            int
	keepDiagonal bool
	patterns     []Pattern
	basis        [][]float64
}

// mostProjected bounds the entries of all patterns, each of which becomes a float64: at 0.5 GB.
const mostProjected = 1 << 26

// dependent is the share of its length that a pattern must add to the span of those before it. Two patterns that differ in
// a single one of 16,384 pixels add 0.015; rounding errors stay below 10⁻⁹.
const dependent = 1e-6

// Learn takes from p what lies along the vectors already found, and what is left is the next one: the modified
// Gram–Schmidt method.
//
// It does so twice, since a small remainder carries the rounding errors of the large vector it came from; twice is enough
// (Giraud, Langou & Rozložník 2005). A matrix library would invert XXᵀ as well, but with a last bit that depends on the
// CPU: one of the many weights would some day be rounded to another multiple of 2⁻²⁴.
func (l *projection) Learn(p Pattern) error { return l.learn(context.Background(), p) }

func (l *projection) learn(ctx context.Context, p Pattern) error {
	if err := checkLesson(p, l.n); err != nil {
		return err
	}
	if err := checkLoad(l.n, len(l.patterns)+1, mostProjected); err != nil {
		return err
	}
	z := floats(p)
	for range 2 {
		for _, b := range l.basis {
			if err := ended(ctx); err != nil {
				return err
			}
			detmath.AddScaled(z, -detmath.Dot(b, z), b)
		}
	}
	length := math.Sqrt(detmath.Dot(z, z))
	if length < dependent*math.Sqrt(float64(l.n)) {
		return l.dependence(p)
	}
	for i := range z {
		z[i] /= length
	}
	l.basis = append(l.basis, z)
	l.patterns = append(l.patterns, slices.Clone(p))
	return nil
}

// dependence says why the next pattern, p, adds nothing to those before it.
func (l *projection) dependence(p Pattern) error {
	k := len(l.patterns)
	for j, q := range l.patterns {
		switch p.Hamming(q) {
		case 0:
			return fmt.Errorf("hopfield: patterns[%d] equals patterns[%d]: the pseudo-inverse rule takes each pattern once", k, j)
		case len(p):
			return fmt.Errorf("hopfield: patterns[%d] is the mirror image of patterns[%d]: storing one stores both, so leave one out", k, j)
		}
	}
	return fmt.Errorf("hopfield: patterns[%d] is a linear combination of the %d patterns before it: the pseudo-inverse rule needs independent patterns, so leave it out", k, k)
}

// Network sums outer products: in an orthonormal basis the projection is Hebb's rule over again.
func (l *projection) Network(ctx context.Context) (*Network, error) {
	if len(l.basis) == 0 {
		return nil, errNothingLearned
	}
	d := newDense(l.n, 0x1p-24, 1, true) // no entry of a projection exceeds 1
	row := make([]float64, l.n)
	for i := range l.n {
		if err := ended(ctx); err != nil {
			return nil, err
		}
		clear(row)
		for _, b := range l.basis {
			detmath.AddScaled(row[i:], b[i], b[i:])
		}
		if !l.keepDiagonal {
			row[i] = 0
		}
		for j := i; j < l.n; j++ {
			d.set(i, j, row[j])
		}
	}
	if err := d.complete(ctx); err != nil {
		return nil, err
	}
	return newNetwork(l.n, d, nil, 1)
}

func floats(p Pattern) []float64 {
	v := make([]float64, len(p))
	for i := range p {
		v[i] = float64(p[i])
	}
	return v
}
