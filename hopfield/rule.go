package hopfield

import (
	"fmt"
	"math"
	"slices"
)

// A Rule writes patterns into a new network.
//
// Train takes P ≥ 1 patterns of N entries each, 1 ≤ N ≤ [MaxNeurons], and neither changes nor keeps them. Its error names
// the pattern and the entry at fault.
type Rule interface {
	Train(patterns []Pattern) (*Network, error)
}

// Hebb is the classic rule: neurons that agree in a memory are tied by +1, those that disagree by −1, and memories add up,
//
//	Wᵢⱼ = Σ xᵢxⱼ over the patterns x,   Wᵢᵢ = 0.
//
// Weights are whole numbers from −P to P in steps of two. The usual factor 1/N is left out: it changes no decision, and
// without it fields and ties are exact; [Network.Unit] returns it. The order of learning does not matter.
//
// Random patterns are recalled up to P ≈ 0.138 N (Amit, Gutfreund & Sompolinsky 1985), with 1.6 % wrong bits there.
// Patterns that resemble each other, as pictures do, are lost far earlier. Training costs ½N²P additions.
//
// Source: Hopfield 1982, after an idea of Hebb 1949.
type Hebb struct{}

// Train implements [Rule]. Any valid patterns will do, the same one twice included.
func (Hebb) Train(patterns []Pattern) (*Network, error) {
	n, err := validate(patterns)
	if err != nil {
		return nil, err
	}
	w := make([]float64, n*n)
	for some := range slices.Chunk(patterns, 64) {
		batch := make([][]float64, len(some))
		for k, p := range some {
			batch[k] = floats(p)
		}
		for i := range n {
			addProducts(upper(w, n, i), i, batch)
		}
	}
	return newNetwork(w, n, float64(n)), nil
}

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
// Weights are rounded to multiples of 2⁻³², which moves a margin by less than N·2⁻³³ (4·10⁻⁷ at N = 3,000). Training costs
// about 2NP² + ½N²P multiplications. Energies and fields are in units of 1.
//
// Source: Personnaz, Guyon & Dreyfus 1985; Kanter & Sompolinsky 1987.
type PseudoInverse struct{}

// Train implements [Rule]. It is an error if the patterns are linearly dependent, or closer to it than a part in a million:
// if one equals another or its mirror image, the error says which two, and otherwise which pattern is a combination of
// those before it.
func (PseudoInverse) Train(patterns []Pattern) (*Network, error) {
	n, err := validate(patterns)
	if err != nil {
		return nil, err
	}
	basis, err := orthonormal(patterns)
	if err != nil {
		return nil, err
	}
	// In an orthonormal basis the projection is Hebb's rule over again: a sum of outer products.
	w := make([]float64, n*n)
	for i := range n {
		row := upper(w, n, i)
		addProducts(row, i, basis)
		roundToGrid(row)
	}
	return newNetwork(w, n, 1), nil
}

// dependent is the share of its length that a pattern must add to the span of those before it. Two patterns that differ in
// a single one of 8192 pixels add 0.02; rounding errors stay below 10⁻⁹.
const dependent = 1e-6

// orthonormal returns an orthonormal basis of the span of the patterns by the modified Gram–Schmidt method: from each
// pattern it takes away what lies along the vectors already found, and what is left is the next one.
//
// It does so twice, since a small remainder carries the rounding errors of the large vector it came from; twice is enough
// (Giraud, Langou & Rozložník 2005). A matrix library would invert XXᵀ as well, but with a last bit that depends on the
// CPU: one of the many weights would some day be rounded to another multiple of 2⁻³².
func orthonormal(patterns []Pattern) ([][]float64, error) {
	basis := make([][]float64, len(patterns))
	for k, p := range patterns {
		z := floats(p)
		for range 2 {
			for _, b := range basis[:k] {
				addScaled(z, -dot(b, z), b)
			}
		}
		length := math.Sqrt(dot(z, z))
		if length < dependent*math.Sqrt(float64(len(p))) {
			return nil, dependence(patterns, k)
		}
		for i := range z {
			z[i] /= length
		}
		basis[k] = z
	}
	return basis, nil
}

// dependence says why pattern k adds nothing to those before it.
func dependence(patterns []Pattern, k int) error {
	for j, p := range patterns[:k] {
		switch patterns[k].Hamming(p) {
		case 0:
			return fmt.Errorf("hopfield: patterns[%d] equals patterns[%d]: the pseudo-inverse rule takes each pattern once", k, j)
		case len(p):
			return fmt.Errorf("hopfield: patterns[%d] is the mirror image of patterns[%d]: storing one stores both, so leave one out", k, j)
		}
	}
	return fmt.Errorf("hopfield: patterns[%d] is a linear combination of the %d patterns before it: the pseudo-inverse rule needs independent patterns, so leave it out", k, k)
}

// roundToGrid rounds weights to multiples of 2⁻³², so that no sum of them is ever rounded again.
//
// Let W be the projection. Its rows obey Σⱼ Wᵢⱼ² = Wᵢᵢ ≤ 1, hence Σⱼ |Wᵢⱼ| ≤ √N, which bounds a field and everything met
// while it is added up in any order; sᵀWs is bounded by N√N. At N = 8192 that is less than 2²⁰, in steps of 2⁻³²: 52 bits,
// and a float64 has 53. (Hebb's integers stay below N²P, exact up to P = 2²⁷.) The rounding also turns into a true 0 what is
// one but for the errors of the arithmetic.
func roundToGrid(w []float64) {
	// The sum with 3·2¹⁹ lies between 2²⁰ and 2²¹, where a float64 has steps of exactly 2⁻³²; the difference is exact.
	const step = 3 << 19
	for i, v := range w {
		w[i] = (v + step) - step
	}
}

// newNetwork completes a matrix of which the upper triangle is written: the lower one is its mirror, the diagonal 0.
func newNetwork(w []float64, n int, unit float64) *Network {
	// Tile by tile, so that the columns read stay in the cache.
	const tile = 32
	for i0 := 0; i0 < n; i0 += tile {
		for j0 := 0; j0 <= i0; j0 += tile {
			for i := i0; i < min(i0+tile, n); i++ {
				row := w[i*n:][:min(j0+tile, i)]
				for j := j0; j < len(row); j++ {
					row[j] = w[j*n+i]
				}
			}
		}
	}
	return &Network{n: n, w: w, unit: unit}
}

// upper is the part of row i of the N×N matrix w that lies above the diagonal: Wᵢⱼ for j > i.
func upper(w []float64, n, i int) []float64 { return w[i*n+i+1 : (i+1)*n] }

// addProducts adds Σ zᵢzⱼ over the vectors z to the upper row i, which stays in the cache meanwhile.
func addProducts(row []float64, i int, vectors [][]float64) {
	for _, z := range vectors {
		addScaled(row, z[i], z[i+1:])
	}
}

func dot(a, b []float64) float64 {
	sum := 0.
	for i := range a {
		sum += float64(a[i] * b[i])
	}
	return sum
}

func floats(p Pattern) []float64 {
	v := make([]float64, len(p))
	for i := range p {
		v[i] = float64(p[i])
	}
	return v
}

// validate returns the common length of the patterns, or what is wrong with the first bad one.
func validate(patterns []Pattern) (n int, err error) {
	if len(patterns) == 0 {
		return 0, fmt.Errorf("hopfield: patterns is empty: a network learns from at least one")
	}
	n = len(patterns[0])
	if n > MaxNeurons {
		return 0, fmt.Errorf("hopfield: patterns[0] has %d entries: a network has at most %d neurons", n, MaxNeurons)
	}
	for k, p := range patterns {
		if err := p.Validate(fmt.Sprintf("patterns[%d]", k)); err != nil {
			return 0, err
		}
		if len(p) != n {
			return 0, fmt.Errorf("hopfield: patterns[%d] has %d entries, patterns[0] has %d: all must be of one length", k, len(p), n)
		}
	}
	return n, nil
}
