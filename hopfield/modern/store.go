package modern

import (
	"context"

	"flipbook/hopfield"

	"flipbook/internal/detmath"
)

// A store is the matrix of memories of a [Continuous], P rows of N entries, and its two products with a vector. Every sum
// has a fixed order, so that it has the same bits on every CPU. The methods do their work in blocks and return ctx.Err()
// soon after ctx ends.
type store interface {
	// row writes row mu into dst, N entries.
	row(dst []float64, mu int)

	// overlaps writes the P products row·v into dst.
	overlaps(ctx context.Context, dst, v []float64) error

	// blend writes Σ weights[μ]·(row μ) over the P rows into dst, N entries. Weights up to least count as 0.
	blend(ctx context.Context, dst, weights []float64, least float64) error
}

// inBlocks calls f for ranges of rows that together make all of them and take a few milliseconds each.
func inBlocks(ctx context.Context, rows, entries int, f func(from, to int)) error {
	size := max(1, 1<<22/entries)
	for from := 0; from < rows; from += size {
		if err := ended(ctx); err != nil {
			return err
		}
		f(from, min(from+size, rows))
	}
	return nil
}

// reals holds any vectors.
type reals struct {
	n int
	x []float64 // P×N, row after row
}

func newReals(patterns [][]float64) *reals {
	n := len(patterns[0])
	x := make([]float64, 0, len(patterns)*n)
	for _, p := range patterns {
		x = append(x, p...)
	}
	return &reals{n: n, x: x}
}

func (r *reals) at(mu int) []float64 { return r.x[mu*r.n:][:r.n] }

func (r *reals) row(dst []float64, mu int) { copy(dst, r.at(mu)) }

func (r *reals) overlaps(ctx context.Context, dst, v []float64) error {
	return inBlocks(ctx, len(dst), r.n, func(from, to int) {
		for mu := from; mu < to; mu++ {
			dst[mu] = detmath.Dot(r.at(mu), v)
		}
	})
}

func (r *reals) blend(ctx context.Context, dst, weights []float64, least float64) error {
	clear(dst)
	return inBlocks(ctx, len(weights), r.n, func(from, to int) {
		for mu := from; mu < to; mu++ {
			if weights[mu] > least {
				for i, x := range r.at(mu) {
					dst[i] += float64(weights[mu] * x)
				}
			}
		}
	})
}

// signs holds patterns of ±1, a bit an entry, and multiplies by looking up instead of multiplying: eight entries have only
// 256 values, and for each of them the part of a sum that they contribute is worked out once (the method of the four
// Russians: Arlazarov, Dinic, Kronrod & Faradzhev 1970). A product with 60,000 digits takes 6 million additions instead of
// 47 million multiplications, in 6 MB.
type signs struct {
	n, words int      // entries and words a row
	bits     []uint64 // P×words, row after row; bit i%64 of word i/64 is set where entry i is +1
}

// A table has a row for each eight entries, and a number in it for each of their values.
type table [][256]float64

func newSigns(patterns []hopfield.Pattern) *signs {
	n := len(patterns[0])
	s := &signs{n: n, words: (n + 63) / 64}
	s.bits = make([]uint64, len(patterns)*s.words)
	for mu, p := range patterns {
		row := s.at(mu)
		for i, v := range p {
			row[i/64] |= uint64(v+1) >> 1 << (i % 64)
		}
	}
	return s
}

func (s *signs) at(mu int) []uint64 { return s.bits[mu*s.words:][:s.words] }

func (s *signs) row(dst []float64, mu int) {
	for i := range dst {
		dst[i] = float64(int(s.at(mu)[i/64]>>(i%64)&1)*2 - 1)
	}
}

func (s *signs) overlaps(ctx context.Context, dst, v []float64) error {
	// A row holds the sums ±v₀ ±v₁ … ±v₇, twice as many with every entry. Past the last entry of v they are 0.
	sums := make(table, s.words*8)
	for i, x := range v {
		t, half := &sums[i/8], 1<<(i%8)
		for value := range half {
			t[value|half] = t[value] + x
			t[value] -= x
		}
	}
	return inBlocks(ctx, len(dst), s.n, func(from, to int) {
		for ; from+4 <= to; from += 4 {
			sums.lookUp(dst[from:][:4], s.at(from), s.at(from+1), s.at(from+2), s.at(from+3))
		}
		for ; from < to; from++ {
			var same [4]float64
			sums.lookUp(same[:], s.at(from), s.at(from), s.at(from), s.at(from))
			dst[from] = same[0]
		}
	})
}

// lookUp adds up the values of four rows at once, so that an addition need not wait for the one before it.
//
// The race detector would make it many times slower, and has nothing to find here: rows never change, and the table and dst
// belong to the call.
//
//go:norace
func (t table) lookUp(dst []float64, row0, row1, row2, row3 []uint64) {
	var sum0, sum1, sum2, sum3 float64
	row1, row2, row3 = row1[:len(row0)], row2[:len(row0)], row3[:len(row0)]
	for k := range row0 {
		a, b, c, d := row0[k], row1[k], row2[k], row3[k]
		for e := range t[k*8:][:8] {
			sums := &t[k*8+e]
			sum0 += sums[byte(a)]
			sum1 += sums[byte(b)]
			sum2 += sums[byte(c)]
			sum3 += sums[byte(d)]
			a, b, c, d = a>>8, b>>8, c>>8, d>>8
		}
	}
	dst[0], dst[1], dst[2], dst[3] = sum0, sum1, sum2, sum3
}

func (s *signs) blend(ctx context.Context, dst, weights []float64, least float64) error {
	// The same the other way round: first collect the weight of each value, then share it out.
	collected := make(table, s.words*8)
	err := inBlocks(ctx, len(weights), s.n, func(from, to int) {
		for mu := from; mu < to; mu++ {
			if weights[mu] <= least {
				continue
			}
			for k, word := range s.at(mu) {
				for e := range collected[k*8:][:8] {
					collected[k*8+e][byte(word)] += weights[mu]
					word >>= 8
				}
			}
		}
	})
	for i := range dst {
		plus, minus := 0., 0.
		for value, weight := range collected[i/8] {
			if value>>(i%8)&1 == 1 {
				plus += weight
			} else {
				minus += weight
			}
		}
		dst[i] = plus - minus
	}
	return err
}
