package hopfield

import (
	"context"
	"math"
	"math/big"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"
)

// Every weight is on the grid of 2⁻²⁴ and every row of |W| sums to at most √N: the bound that makes sums exact.
func TestWeightsObeyTheirBound(t *testing.T) {
	r := seeded(3)
	for _, size := range []struct{ n, p int }{{64, 1}, {64, 32}, {400, 100}, {4096, 2}} {
		net := train(t, PseudoInverse{}, randoms(r, size.p, size.n))
		for i := range size.n {
			sum := 0.
			for _, w := range rowOf(net, i) {
				if w*(1<<24) != math.Trunc(w*(1<<24)) {
					t.Fatalf("N = %d: the weight %v is off the grid", size.n, w)
				}
				sum += math.Abs(w)
			}
			if sum > math.Sqrt(float64(size.n)) {
				t.Fatalf("N = %d: row %d of |W| sums to %v", size.n, i, sum)
			}
		}
	}
}

// projectionOf is Xᵀ(XXᵀ)⁻¹X as a linear algebra library computes it.
func projectionOf(t rapid.TB, patterns []Pattern) *mat.Dense {
	x := mat.NewDense(len(patterns), len(patterns[0]), nil)
	for k, p := range patterns {
		x.SetRow(k, floats(p))
	}
	var gram, solved, w mat.Dense
	gram.Mul(x, x.T())
	if err := solved.Solve(&gram, x); err != nil {
		t.Fatalf("gonum calls the patterns dependent: %v", err)
	}
	w.Mul(x.T(), &solved)
	return &w
}

// rankOf is the rank of the patterns over the rational numbers, without rounding.
func rankOf(patterns []Pattern) int {
	rows := make([][]*big.Rat, len(patterns))
	for k, p := range patterns {
		for _, v := range p {
			rows[k] = append(rows[k], big.NewRat(int64(v), 1))
		}
	}
	rank := 0
	for column := range patterns[0] {
		pivot := slices.IndexFunc(rows[rank:], func(row []*big.Rat) bool { return row[column].Sign() != 0 })
		if pivot < 0 {
			continue
		}
		rows[rank], rows[rank+pivot] = rows[rank+pivot], rows[rank]
		for _, row := range rows[rank+1:] {
			factor := new(big.Rat).Quo(row[column], rows[rank][column])
			for j := range row {
				row[j] = new(big.Rat).Sub(row[j], new(big.Rat).Mul(factor, rows[rank][j]))
			}
		}
		if rank++; rank == len(rows) {
			break
		}
	}
	return rank
}

// Independent patterns are stored, each with the margin 1 − Wᵢᵢ; dependent ones are refused, and nothing else is.
func TestPseudoInverseStoresAnyIndependentSet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns := drawn(t)
		net, err := PseudoInverse{}.Train(context.Background(), patterns)
		if independent := rankOf(patterns) == len(patterns); independent != (err == nil) {
			t.Fatalf("independent: %v, but the error is %v", independent, err)
		}
		if err == nil {
			checkProjection(t, net, patterns)
		}
	})
}

func TestPseudoInverseStoresManyAlike(t *testing.T) {
	r := seeded(5)
	alike := randoms(r, 1, 200)
	for range 99 { // each a copy of the first with six pixels changed
		p := slices.Clone(alike[0])
		for range 6 {
			i := r.IntN(len(p))
			p[i] = -p[i]
		}
		alike = append(alike, p)
	}
	checkProjection(t, train(t, PseudoInverse{}, alike), alike)
}

func checkProjection(t rapid.TB, net *Network, patterns []Pattern) {
	w := projectionOf(t, patterns)
	for i := range net.Len() {
		for j := range net.Len() {
			if i != j && math.Abs(net.Weight(i, j)-w.At(i, j)) > 0x1p-25+1e-9 {
				t.Fatalf("W[%d,%d] = %v, gonum has %v", i, j, net.Weight(i, j), w.At(i, j))
			}
		}
	}
	for k, p := range patterns {
		for i, h := range net.Fields(p) {
			if margin := float64(p[i]) * h; math.Abs(margin-(1-w.At(i, i))) > float64(net.Len())*0x1p-25 {
				t.Fatalf("pattern %d, neuron %d: margin %v, want %v", k, i, margin, 1-w.At(i, i))
			}
		}
		if !net.Stable(p, Keep) || !net.Stable(p.Mirror(), Keep) {
			t.Fatalf("pattern %d or its mirror is not stable", k)
		}
	}
}
