package modern

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"flipbook/hopfield"
	"flipbook/internal/detmath"
)

// A Continuous is a modern Hopfield network with continuous states (Ramsauer et al. 2020, "Hopfield Networks is All You
// Need"). It keeps P patterns of N real entries, the columns of a matrix X, and answers a query ξ of N real entries with
// their mean, weighted by how much they resemble it:
//
//	ξ' = X p,   p = softmax(β Xᵀξ)
//
// which never raises the energy
//
//	E(ξ) = −lse(β, Xᵀξ) + ½ξᵀξ + (ln P)/β + ½M²,   lse(β, z) = (1/β) ln Σ exp(β z)
//
// where M is the largest norm of a pattern. (The paper writes N for our P and d for our N.) An update lowers E by at least
// ½|ξ' − ξ|²: the first term is concave and is replaced by its tangent, which lies above it (the concave–convex procedure,
// Yuille & Rangarajan 2003). E is never negative, and at most ½(|ξ| + M)².
//
// A large β tells patterns apart, and one of them is recalled, usually in one step. A small one blends: the fixed points
// are means of several patterns, and in the end of all.
//
// An update costs 2PN multiplications and as many additions, or for patterns of ±1 PN/4 additions and no multiplication:
// about 10 ms for 60,000 digits of 784 pixels, which then take 6 MB. A Continuous is immutable: goroutines may share one.
// Its zero value holds nothing.
type Continuous struct {
	store store
	n, p  int
	norm2 float64 // M²
	beta  float64
}

// limit bounds squared norms, so that no overlap, energy or distance overflows.
const limit = math.MaxFloat64 / 64

// NewContinuous keeps P ≥ 1 patterns of N ≥ 1 entries each, either [hopfield.Pattern] or real vectors, at the inverse
// temperature β, in 1/(units of a squared entry). Nothing of the caller's is kept: real vectors are copied, patterns of ±1
// packed to N/8 bytes.
//
// It is an error if there are no patterns, if they are empty or of different lengths, if an entry is not ±1 or not finite,
// if a squared norm exceeds 10³⁰⁶, or if β is not positive and finite.
func NewContinuous[V hopfield.Pattern | []float64](patterns []V, beta float64) (*Continuous, error) {
	n, err := commonLength(patterns)
	if err != nil {
		return nil, err
	}
	c := &Continuous{n: n, p: len(patterns)}
	switch patterns := any(patterns).(type) {
	case []hopfield.Pattern:
		if err := validatePatterns(patterns); err != nil {
			return nil, err
		}
		c.store, c.norm2 = newSigns(patterns), float64(n)
	case [][]float64:
		for mu, x := range patterns {
			norm2, err := squaredNorm(x, fmt.Sprintf("patterns[%d]", mu))
			if err != nil {
				return nil, err
			}
			c.norm2 = max(c.norm2, norm2)
		}
		c.store = newReals(patterns)
	}
	return c.WithBeta(beta)
}

// WithBeta returns the same memory at another β, which must be positive and finite. The two share the patterns.
func (c *Continuous) WithBeta(beta float64) (*Continuous, error) {
	if !(beta > 0) || math.IsInf(beta, 1) { // the negation catches NaN
		return nil, fmt.Errorf("modern: beta is %v: it must be positive and finite", beta)
	}
	other := *c
	other.beta = beta
	return &other, nil
}

// Len returns N, the number of entries of a state.
func (c *Continuous) Len() int { return c.n }

// Patterns returns P, the number of patterns.
func (c *Continuous) Patterns() int { return c.p }

// Beta returns β.
func (c *Continuous) Beta() float64 { return c.beta }

// Query returns a pattern as a query of real numbers. Entries that are not known are best set to 0, as in
//
//	clear(query[len(query)/2:])
//
// which adds nothing to any overlap (hopfield.MaskedReal does so for any mask). A −1 would be a claim, and would count
// against every memory that has a +1 there.
func Query(p hopfield.Pattern) []float64 {
	query := make([]float64, len(p))
	for i, v := range p {
		query[i] = float64(v)
	}
	return query
}

// Attention returns p = softmax(β Xᵀξ), the weights of the P patterns for the query ξ: none is negative, and they sum to 1
// but for rounding. They are written into dst, which is grown if it is too short and must not overlap the query; nil will
// do.
//
// It is an error if the query does not have N entries, one of them is not finite, or its squared norm exceeds 10³⁰⁶.
func (c *Continuous) Attention(dst, query []float64) ([]float64, error) {
	if _, err := c.validateQuery(query); err != nil {
		return nil, err
	}
	dst = sized(dst, c.p)
	_, err := c.attend(context.Background(), dst, query)
	return dst, err
}

// Update returns ξ' = X softmax(β Xᵀξ), one step from the query ξ. It is written into dst, which is grown if it is too
// short and may be the query itself; nil will do. Weights that are together below 2⁻⁶⁰ are left out: the rounding of the
// sum is larger. Errors are those of [Continuous.Attention].
func (c *Continuous) Update(dst, query []float64) ([]float64, error) {
	weights, err := c.Attention(nil, query)
	if err != nil {
		return nil, err
	}
	dst = sized(dst, c.n)
	return dst, c.blend(context.Background(), dst, weights)
}

// Held returns how many of some patterns of N entries come back from a single update: those whose signs it leaves as they
// are. They need not be the ones that are kept.
//
// It is an error if a pattern does not have N entries, or one of them is not ±1.
func (c *Continuous) Held(patterns []hopfield.Pattern) (int, error) {
	held, answer := 0, make([]float64, c.n)
	for mu, x := range patterns {
		if err := x.Validate(fmt.Sprintf("patterns[%d]", mu)); err != nil {
			return 0, err
		}
		if _, err := c.Update(answer, Query(x)); err != nil {
			return 0, fmt.Errorf("patterns[%d]: %w", mu, err)
		}
		if slices.Equal(hopfield.Sign(answer), x) {
			held++
		}
	}
	return held, nil
}

// Energy returns E(ξ), in units of a squared entry: for patterns of ±1 it lies between 0, at a pattern that no other
// resembles, and 2N, while |ξ| ≤ M. It is NaN for what is no query (see [Continuous.Attention]). Rounding moves it by some
// 2⁻⁵⁰(M² + |ξ|² + 1/β).
func (c *Continuous) Energy(query []float64) float64 {
	norm2, err := c.validateQuery(query)
	if err != nil {
		return math.NaN()
	}
	lse, _ := c.attend(context.Background(), make([]float64, c.p), query) // its context never ends
	return c.energy(norm2, lse)
}

// energy takes ξᵀξ and lse(β, Xᵀξ) − (ln P)/β.
func (c *Continuous) energy(norm2, lse float64) float64 { return (norm2/2 + c.norm2/2) - lse }

// attend writes softmax(β Xᵀξ) into weights and returns lse(β, Xᵀξ) − (ln P)/β, which is (1/β) ln of the mean of exp(β z)
// over the overlaps z. The largest of them is taken out first, so that no exponential overflows and β may be as small or
// as large as it likes.
func (c *Continuous) attend(ctx context.Context, weights, query []float64) (lse float64, err error) {
	if err := c.store.overlaps(ctx, weights, query); err != nil {
		return 0, err
	}
	top, sum := slices.Max(weights), 0.
	for mu, overlap := range weights {
		weights[mu] = detmath.Exp(c.beta * (overlap - top))
		sum += weights[mu]
	}
	for mu := range weights {
		weights[mu] /= sum
	}
	return top + detmath.Log(sum/float64(c.p))/c.beta, nil
}

func (c *Continuous) blend(ctx context.Context, dst, weights []float64) error {
	return c.store.blend(ctx, dst, weights, 0x1p-60/float64(c.p))
}

// validateQuery returns the squared norm of a query.
func (c *Continuous) validateQuery(query []float64) (norm2 float64, err error) {
	if len(query) != c.n || c.n == 0 {
		return 0, fmt.Errorf("modern: query has %d entries: it must have %d, as the patterns do", len(query), c.n)
	}
	return squaredNorm(query, "query")
}

// squaredNorm returns vᵀv, or what is wrong with v.
func squaredNorm(v []float64, name string) (float64, error) {
	for i, x := range v {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return 0, fmt.Errorf("modern: %s[%d] is %v: it must be finite", name, i, x)
		}
	}
	norm2 := detmath.Dot(v, v)
	if norm2 > limit {
		return 0, fmt.Errorf("modern: %s is too long, its squared norm is %v: it must be at most %.1e", name, norm2, limit)
	}
	return norm2, nil
}

// commonLength returns the length that all patterns share.
func commonLength[V hopfield.Pattern | []float64](patterns []V) (int, error) {
	if len(patterns) == 0 {
		return 0, errors.New("modern: patterns is empty: it must hold at least one pattern")
	}
	n := len(patterns[0])
	for mu, x := range patterns {
		if len(x) != n || n == 0 {
			return 0, fmt.Errorf("modern: patterns[%d] has %d entries, patterns[0] has %d: all must have the same number, at least 1",
				mu, len(x), n)
		}
	}
	return n, nil
}

func validatePatterns(patterns []hopfield.Pattern) error {
	for mu, x := range patterns {
		if err := x.Validate(fmt.Sprintf("patterns[%d]", mu)); err != nil {
			return err
		}
	}
	return nil
}

// sized returns a slice of n entries, dst's own if it has room.
func sized(dst []float64, n int) []float64 { return slices.Grow(dst[:0], n)[:n] }

func distance(a, b []float64) float64 {
	sum := 0.
	for i, x := range a {
		sum += float64((x - b[i]) * (x - b[i]))
	}
	return math.Sqrt(sum)
}
