package modern

import (
	"context"
	"errors"
	"fmt"
	"math"

	"flipbook/hopfield"
)

// MaxNeurons is the largest N of a [Dense] memory.
const MaxNeurons = 1 << 16

// A Dense is a dense associative memory (Krotov & Hopfield 2016): N neurons of ±1 and the energy
//
//	E(s) = −Σ F(x·s) over the P patterns x,   x·s = Σ xᵢsᵢ,
//
// where the [Interaction] F is x², x³, …, or eˣ. There are no weights: the patterns are the memory, and take PN bytes. A
// neuron asked for its state compares the energies of the two it may take, the others as they are. It takes +1 if
//
//	hᵢ = Σ [F(x·s with sᵢ = +1) − F(x·s with sᵢ = −1)]
//
// is positive, −1 if it is negative, and keeps its state (or follows another named choice) if it is 0.
//
// All that matters of a state is how many patterns resemble it how much. They are counted, with whole numbers, before
// anything is summed, so that the order of the patterns does not matter, nor that of the neurons, not by a bit. Decisions
// are exact, and ties are true ties, whatever the size of the numbers.
//
// A Dense is immutable: goroutines may share one. Its zero value has no neuron.
type Dense struct {
	f       Interaction
	curve   curve
	columns [][]int8 // N×P: entry i of every pattern
	p       int
}

// NewDense returns a memory of P ≥ 1 patterns of N entries each, 1 ≤ N ≤ [MaxNeurons], and keeps nothing of the caller's. It
// costs PN steps. It is an error if f is neither a [Polynomial] nor [Exponential], if a pattern is not valid or not of the
// length of the first, or if energies might overflow (see [Polynomial]).
func NewDense(patterns []hopfield.Pattern, f Interaction) (*Dense, error) {
	n, err := commonLength(patterns)
	if err != nil {
		return nil, err
	}
	if err := validatePatterns(patterns); err != nil {
		return nil, err
	}
	if n > MaxNeurons || len(patterns) > math.MaxInt32 {
		return nil, fmt.Errorf("modern: patterns holds %d patterns of %d entries: there may be at most %d of %d",
			len(patterns), n, math.MaxInt32, MaxNeurons)
	}
	switch f.(type) {
	case Polynomial, Exponential:
	default:
		return nil, fmt.Errorf("modern: f is %T: it must be a Polynomial or Exponential", f)
	}
	curve, err := f.curve(n, len(patterns))
	if err != nil {
		return nil, err
	}
	return &Dense{f: f, curve: curve, columns: transposed(patterns), p: len(patterns)}, nil
}

// transposed goes through the patterns in strips of a few columns, which stay in the cache.
func transposed(patterns []hopfield.Pattern) [][]int8 {
	const strip = 64
	columns := make([][]int8, len(patterns[0]))
	for i := range columns {
		columns[i] = make([]int8, len(patterns))
	}
	for from := 0; from < len(columns); from += strip {
		some := columns[from:min(from+strip, len(columns))]
		for mu, x := range patterns {
			for k, column := range some {
				column[mu] = x[from+k]
			}
		}
	}
	return columns
}

// Len returns N, the number of neurons.
func (d *Dense) Len() int { return len(d.columns) }

// Patterns returns P, the number of patterns.
func (d *Dense) Patterns() int { return d.p }

// Interaction returns F. It is nil for the zero Dense.
func (d *Dense) Interaction() Interaction { return d.f }

// Energy returns E(s): for a [Polynomial] the float64 nearest to −Σ F(x·s), a whole number, and for [Exponential] the
// logarithm −ln Σ exp(x·s). It is NaN if s is not a pattern of N entries.
func (d *Dense) Energy(s hopfield.Pattern) float64 {
	w, err := d.from(context.Background(), s)
	if err != nil {
		return math.NaN()
	}
	return w.energy()
}

// Stable reports whether s is a fixed point: no neuron could lower the energy alone, and none would change where its two
// states have the same energy, by the tie rule. It is false if s is not a pattern of N entries. It costs
// 2PN + N² steps.
func (d *Dense) Stable(s hopfield.Pattern, ties hopfield.Ties) bool {
	w, err := d.from(context.Background(), s)
	if err != nil {
		return false
	}
	for i := range d.columns {
		if answer(w.sign(i), s[i], ties) != s[i] {
			return false
		}
	}
	return true
}

// A walker is a state on its way, with all that its memory needs to know of it.
type walker struct {
	*Dense
	s     hopfield.Pattern
	level []int32 // of each pattern: the number of neurons that agree with it, (x·s + N)/2
	count []int32 // room for a count of levels
}

// from places a walker at the state s, which it makes its own.
func (d *Dense) from(ctx context.Context, s hopfield.Pattern) (*walker, error) {
	if len(s) != len(d.columns) {
		return nil, fmt.Errorf("modern: start has %d entries: it must have %d, one for each neuron", len(s), len(d.columns))
	}
	if err := s.Validate("start"); err != nil {
		return nil, err
	}
	w := &walker{Dense: d, s: s, level: make([]int32, d.p), count: make([]int32, len(s)+1)}
	for i, column := range d.columns {
		if err := ended(ctx); err != nil {
			return nil, err
		}
		for mu, x := range column {
			w.level[mu] += agree(x, s[i])
		}
	}
	return w, nil
}

// agree returns 1 if the two states are the same, 0 if not.
func agree(a, b int8) int32 { return int32(a*b+1) >> 1 }

func (w *walker) energy() float64 {
	clear(w.count)
	for _, l := range w.level {
		w.count[l]++
	}
	return w.curve.energy(w.count)
}

// sign returns the sign of hᵢ. A pattern with xᵢ = +1 votes for the step between the levels it has with sᵢ = −1 and with
// sᵢ = +1; one with xᵢ = −1 votes against.
func (w *walker) sign(i int) int {
	steps, s := w.count[:len(w.columns)], w.s[i]
	clear(steps)
	for mu, x := range w.columns[i] {
		steps[w.level[mu]-agree(x, s)] += int32(x)
	}
	return w.curve.sign(steps)
}

func (w *walker) flip(i int) {
	w.s[i] = -w.s[i]
	for mu, x := range w.columns[i] {
		w.level[mu] += int32(x * w.s[i])
	}
}

var errNoRand = errors.New("modern: r is nil: it must be a seeded generator, such as rand.New(rand.NewPCG(1, 2))")
