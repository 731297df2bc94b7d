package hopfield

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// A Mask marks entries of a pattern, or neurons: true for those that are hidden, erased or lost. What becomes of them is
// up to [Masked], [MaskedReal] and [Network.WithoutNeurons].
type Mask []bool

// A Picture is the size of a picture, in pixels, whose rows, one after another, are a pattern: pixel (x, y) is entry
// y·Width + x, and (0, 0) is at the top left. Its zero value has no pixels, which is an error wherever it is used.
type Picture struct {
	Width, Height int // each at least 1, and at most [MaxNeurons] pixels together
}

// Half names one half of a picture.
type Half int

// The halves. Where a middle column or row remains, it belongs to Right or Bottom, so that two opposite halves are always
// the whole.
const (
	Left Half = iota // the zero value
	Right
	Top
	Bottom
)

// String returns "left", "right", "top" or "bottom".
func (h Half) String() string {
	if h < Left || h > Bottom {
		return fmt.Sprintf("Half(%d)", int(h))
	}
	return [...]string{"left", "right", "top", "bottom"}[h]
}

// Rectangle marks the pixels from column x0 to before x1, and from row y0 to before y1.
//
// It is an error if the picture has no pixels or too many, or unless 0 ≤ x0 ≤ x1 ≤ Width and 0 ≤ y0 ≤ y1 ≤ Height.
func (p Picture) Rectangle(x0, y0, x1, y1 int) (Mask, error) {
	switch {
	case p.Width < 1 || p.Height < 1 || p.Width > MaxNeurons/p.Height:
		return nil, fmt.Errorf("hopfield: Picture is %d×%d: it must have from 1 to %d pixels", p.Width, p.Height, MaxNeurons)
	case x0 < 0 || x0 > x1 || x1 > p.Width:
		return nil, fmt.Errorf("hopfield: x0 and x1 are %d and %d: they must obey 0 ≤ x0 ≤ x1 ≤ %d", x0, x1, p.Width)
	case y0 < 0 || y0 > y1 || y1 > p.Height:
		return nil, fmt.Errorf("hopfield: y0 and y1 are %d and %d: they must obey 0 ≤ y0 ≤ y1 ≤ %d", y0, y1, p.Height)
	}
	m := make(Mask, p.Width*p.Height)
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			m[y*p.Width+x] = true
		}
	}
	return m, nil
}

// Half marks one half of the picture. It is an error if the picture has no pixels or too many, or the half is none of the
// four.
func (p Picture) Half(half Half) (Mask, error) {
	x, y := p.Width/2, p.Height/2
	switch half {
	case Left:
		return p.Rectangle(0, 0, x, p.Height)
	case Right:
		return p.Rectangle(x, 0, p.Width, p.Height)
	case Top:
		return p.Rectangle(0, 0, p.Width, y)
	case Bottom:
		return p.Rectangle(0, y, p.Width, p.Height)
	}
	return nil, fmt.Errorf("hopfield: half is %d: it must be Left, Right, Top or Bottom", int(half))
}

// MaskFrom marks the entries first, first + 1, … n−1 of n: what is left of a pattern that breaks off. With first = n it
// marks none. It is an error if n is not from 1 to [MaxNeurons], or first not from 0 to n.
func MaskFrom(n, first int) (Mask, error) {
	if err := checkEntries(n); err != nil {
		return nil, err
	}
	if first < 0 || first > n {
		return nil, fmt.Errorf("hopfield: first is %d: it must be from 0 to %d", first, n)
	}
	m := make(Mask, n)
	for i := first; i < n; i++ {
		m[i] = true
	}
	return m, nil
}

// RandomMask marks each of n entries with the given probability, 0 to 1, each on its own.
//
// It is an error if r is nil, n is not from 1 to [MaxNeurons], or the probability lies outside 0 … 1 or is NaN.
func RandomMask(r *rand.Rand, n int, probability float64) (Mask, error) {
	if err := checkEntries(n); err != nil {
		return nil, err
	}
	if err := checkProbability(probability); err != nil {
		return nil, err
	}
	if r == nil {
		return nil, errNoRand
	}
	m := make(Mask, n)
	for i := range m {
		m[i] = r.Float64() < probability
	}
	return m, nil
}

// RandomMaskExactly marks k of n entries, every choice of k being as likely as any other.
//
// It is an error if r is nil, n is not from 1 to [MaxNeurons], or k not from 0 to n.
//
// Source: selection sampling (Fan, Muller & Rezucha 1962).
func RandomMaskExactly(r *rand.Rand, n, k int) (Mask, error) {
	if err := checkEntries(n); err != nil {
		return nil, err
	}
	if k < 0 || k > n {
		return nil, fmt.Errorf("hopfield: k is %d: it must be from 0 to the number of entries, %d", k, n)
	}
	if r == nil {
		return nil, errNoRand
	}
	m := make(Mask, n)
	for i := range m { // k are still to be marked among the n−i entries from i on
		if r.IntN(n-i) < k {
			m[i] = true
			k--
		}
	}
	return m, nil
}

// Count returns the number of marked entries.
func (m Mask) Count() int {
	count := 0
	for _, marked := range m {
		if marked {
			count++
		}
	}
	return count
}

// Complement marks what m does not.
func (m Mask) Complement() Mask {
	c := make(Mask, len(m))
	for i, marked := range m {
		c[i] = !marked
	}
	return c
}

// Masked returns p with every marked entry set to value, −1 or +1: −1 covers part of a picture with paper, +1 with ink.
//
// It is an error if p is not a valid pattern, m is not of its length, or the value is neither −1 nor +1.
func Masked(p Pattern, m Mask, value int8) (Pattern, error) {
	if err := p.Validate("p"); err != nil {
		return nil, err
	}
	if value != 1 && value != -1 {
		return nil, fmt.Errorf("hopfield: value is %d: it must be -1 or +1; a state has no 0, see MaskedReal", value)
	}
	if err := m.check("m", "p", len(p)); err != nil {
		return nil, err
	}
	return masked(p, m, value), nil
}

// MaskedReal is [Masked] for real-valued queries, those of modern memories for instance, where 0 says that nothing is known.
//
// It is an error if v is empty, an entry of v or the value is NaN or infinite, or m is not of the length of v.
func MaskedReal(v []float64, m Mask, value float64) ([]float64, error) {
	if len(v) == 0 {
		return nil, fmt.Errorf("hopfield: v is empty: it must have an entry for every neuron")
	}
	for i, x := range v {
		if !finite(x) {
			return nil, fmt.Errorf("hopfield: v[%d] is %v: every entry must be finite", i, x)
		}
	}
	if !finite(value) {
		return nil, fmt.Errorf("hopfield: value is %v: it must be finite", value)
	}
	if err := m.check("m", "v", len(v)); err != nil {
		return nil, err
	}
	return masked(v, m, value), nil
}

func masked[V ~[]E, E any](v V, m Mask, value E) V {
	covered := slices.Clone(v)
	for i, marked := range m {
		if marked {
			covered[i] = value
		}
	}
	return covered
}

// check returns an error unless m, by the given name, is as long as what it shall mark.
func (m Mask) check(name, marked string, length int) error {
	if len(m) != length {
		return fmt.Errorf("hopfield: %s has %d entries, %s has %d: they must be of one length", name, len(m), marked, length)
	}
	return nil
}

func checkEntries(n int) error {
	if n < 1 || n > MaxNeurons {
		return fmt.Errorf("hopfield: n is %d: it must be from 1 to %d", n, MaxNeurons)
	}
	return nil
}

func checkProbability(probability float64) error {
	if !(probability >= 0 && probability <= 1) { // the negation catches NaN
		return fmt.Errorf("hopfield: probability is %v: it must be from 0 to 1", probability)
	}
	return nil
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
