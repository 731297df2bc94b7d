package modern

import (
	"context"
	"errors"
	"fmt"
	"math/bits"

	"flipbook/hopfield"
	"flipbook/internal/detmath"
)

// Bits are P patterns of ±1, a bit an entry, for queries whose entries are −1, +1, or 0 where nothing is known. Overlaps are
// then whole numbers, counted 64 entries at a time, and there are at most N + 1 of them: see [Bits.Levels]. It is immutable:
// goroutines may share one. The zero value holds nothing.
type Bits struct {
	rows *signs
	p    int
}

// NewBits keeps P ≥ 1 patterns of N ≥ 1 entries each, in N/8 bytes a pattern. It is an error if there are no patterns, or if
// they are empty, of different lengths or not of ±1.
func NewBits(patterns []hopfield.Pattern) (*Bits, error) {
	if _, err := commonLength(patterns); err != nil {
		return nil, err
	}
	if err := validatePatterns(patterns); err != nil {
		return nil, err
	}
	return &Bits{newSigns(patterns), len(patterns)}, nil
}

// Overlaps returns the P overlaps xᵀξ of the patterns with a query, in about P·N/64 steps. It is an error if the query does
// not have N entries of −1, 0 or +1.
func (b *Bits) Overlaps(query []int8) ([]int, error) {
	if b.p == 0 {
		return nil, errors.New("modern: there are no patterns: they must be given to NewBits")
	}
	if len(query) != b.rows.n {
		return nil, fmt.Errorf("modern: query has %d entries: it must have %d, as the patterns do", len(query), b.rows.n)
	}
	known, plus := make([]uint64, b.rows.words), make([]uint64, b.rows.words)
	all := 0
	for i, v := range query {
		switch v {
		case 1:
			plus[i/64] |= 1 << (i % 64)
		case -1, 0:
		default:
			return nil, fmt.Errorf("modern: query[%d] is %d: it must be -1, 0 or +1", i, v)
		}
		if v != 0 {
			known[i/64] |= 1 << (i % 64)
			all++
		}
	}
	out := make([]int, b.p)
	for mu := range out {
		differ := 0
		for k, word := range b.rows.at(mu) {
			differ += bits.OnesCount64((word ^ plus[k]) & known[k])
		}
		out[mu] = all - 2*differ
	}
	return out, nil
}

// A Level is all patterns that have the same overlap with a query.
type Level struct {
	Overlap  int
	Patterns int
	Plus     []int32 // for each of the N entries, how many of the patterns are +1 there
}

// Levels sorts the patterns by their overlap with a query, the largest first. As softmax(β Xᵀξ) is the same for all patterns
// of a level, an update at any β is a sum over the levels (see [Blend]): the patterns are looked at once, not for every β
// again. That takes about 2·P·N/64 steps, and a few N for each level. Errors are those of Overlaps; if ctx ends, it is that
// of ctx.
func (b *Bits) Levels(ctx context.Context, query []int8) ([]Level, error) {
	overlaps, err := b.Overlaps(query)
	if err != nil {
		return nil, err
	}
	same := make([][]int32, 2*b.rows.n+1) // patterns by N − overlap
	for mu, overlap := range overlaps {
		same[b.rows.n-overlap] = append(same[b.rows.n-overlap], int32(mu))
	}
	var out []Level
	var sum counters
	for k, patterns := range same {
		if err := ended(ctx); err != nil {
			return nil, err
		}
		if len(patterns) == 0 {
			continue
		}
		sum = sum[:0]
		for len(patterns) >= 8 {
			sum = sum.addEight(b.rows, patterns)
			patterns = patterns[8:]
		}
		for _, mu := range patterns {
			sum = sum.add(b.rows.at(int(mu)))
		}
		out = append(out, Level{b.rows.n - k, len(same[k]), sum.counts(b.rows.n)})
	}
	return out, nil
}

// Blend writes an update at β, Xᵀ softmax(β Xᵀξ), into answer, N entries, and the share of all weight that a single pattern
// of each level has into weights, one for each level. Levels are those of one query, and β is finite and not negative. Where
// only the weights are wanted, answer may be nil.
func Blend(answer, weights []float64, levels []Level, beta float64) {
	total := 0.
	for k, l := range levels {
		weights[k] = detmath.Exp(beta * float64(l.Overlap-levels[0].Overlap))
		total += float64(weights[k] * float64(l.Patterns))
	}
	clear(answer)
	for k, l := range levels {
		weights[k] /= total
		if answer == nil || weights[k]*float64(l.Patterns) < 0x1p-70 { // far below the rounding of the sum
			continue
		}
		twice := 2 * weights[k]
		for i, plus := range l.Plus {
			answer[i] += float64(twice * float64(plus))
		}
	}
	for i := range answer { // what is not +1 is −1, and the weights sum to 1
		answer[i]--
	}
}

// counters count in how many rows each bit is set: plane p holds bit p of every count (a carry-save adder, 64 counts at a
// time).
type counters [][]uint64

// add counts one more row, in about two steps a word.
func (c counters) add(row []uint64) counters {
	for k, bits := range row {
		c = c.carry(0, k, bits, len(row))
	}
	return c
}

// carry adds bits to word k of a plane, and what is carried to the planes above it.
func (c counters) carry(plane, k int, bits uint64, words int) counters {
	for p := plane; bits != 0; p++ {
		if p == len(c) {
			c = append(c, make([]uint64, words))
		}
		c[p][k], bits = c[p][k]^bits, c[p][k]&bits
	}
	return c
}

// addEight counts the first eight of some rows at once: seven full adders a word bring them to bits of 1, 2, 4 and 8, and only
// the last is carried on (Harley and Seal, in Warren 2012, Hacker's Delight), with none of the branches of eight adds.
func (c counters) addEight(s *signs, rows []int32) counters {
	for len(c) < 3 {
		c = append(c, make([]uint64, s.words))
	}
	ones, twos, fours := c[0][:s.words], c[1][:s.words], c[2][:s.words]
	var r [8][]uint64
	for i := range r {
		r[i] = s.at(int(rows[i]))[:s.words]
	}
	for k := range s.words {
		one, two1 := fullAdd(ones[k], r[0][k], r[1][k])
		one, two2 := fullAdd(one, r[2][k], r[3][k])
		one, two3 := fullAdd(one, r[4][k], r[5][k])
		one, two4 := fullAdd(one, r[6][k], r[7][k])
		two, four1 := fullAdd(twos[k], two1, two2)
		two, four2 := fullAdd(two, two3, two4)
		four, eight := fullAdd(fours[k], four1, four2)
		ones[k], twos[k], fours[k] = one, two, four
		c = c.carry(3, k, eight, s.words)
	}
	return c
}

// fullAdd adds three bits, 64 times: the bits of 1 and of 2 of the sums.
func fullAdd(a, b, c uint64) (one, two uint64) {
	differ := a ^ b
	return differ ^ c, a&b | differ&c
}

func (c counters) counts(n int) []int32 {
	out := make([]int32, n)
	for p, plane := range c {
		for i := range out {
			out[i] += int32(plane[i/64]>>(i%64)&1) << p
		}
	}
	return out
}
