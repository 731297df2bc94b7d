package quantum

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"

	"flipbook/internal/detmath"
)

var ctx = context.Background()

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// A library's eigenvalues are ours, and our vectors are orthonormal and eigenvectors; also where eigenvalues coincide, come
// in pairs of opposite sign, or are 0.
func TestEigenvaluesAgreeWithALibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "n")
		entry := rapid.OneOf(rapid.IntRange(-1000, 1000), rapid.SampledFrom([]int{0, 0, 0, 1000, -1000}))
		a, oracle := square(n), mat.NewSymDense(n, nil)
		norm := 1e-3
		for i := range n {
			for j := range i + 1 {
				a[i][j] = float64(entry.Draw(t, "a")) / 1000
				a[j][i] = a[i][j]
				oracle.SetSym(i, j, a[i][j])
				norm = max(norm, float64(n)*math.Abs(a[i][j]))
			}
		}
		var library mat.EigenSym
		if !library.Factorize(oracle, false) {
			t.Fatal("the library does not converge")
		}
		want := library.Values(nil)
		values, vectors, err := eigen(ctx, a, nil)
		if err != nil {
			t.Fatal(err)
		}
		for k, v := range values {
			if math.Abs(v-want[n-1-k]) > 1e-13*norm {
				t.Fatalf("eigenvalue %d is %v, the library's %v", k, v, want[n-1-k])
			}
			for l := range vectors {
				same := 0.
				if k == l {
					same = 1
				}
				if math.Abs(detmath.Dot(vectors[k], vectors[l])-same) > 1e-13 {
					t.Fatalf("vectors %d and %d have the product %v", k, l, detmath.Dot(vectors[k], vectors[l]))
				}
			}
			for i := range n {
				image := 0.
				for j := range n {
					image += oracle.At(i, j) * vectors[k][j]
				}
				if math.Abs(image-v*vectors[k][i]) > 1e-13*norm {
					t.Fatalf("vector %d is no eigenvector: entry %d is %v, want %v", k, i, image, v*vectors[k][i])
				}
			}
		}
	})
}

// Progress rises to its end, however many rounds it takes.
func TestProgressRisesToItsEnd(t *testing.T) {
	a, r := square(60), seeded(1)
	for i := range a {
		for j := range i + 1 {
			a[i][j] = r.Float64()
			a[j][i] = a[i][j]
		}
	}
	before, total := -1, 0
	_, _, err := eigen(ctx, a, func(done, all int) {
		if done < before || done > all {
			t.Errorf("progress went from %d to %d of %d", before, done, all)
		}
		before, total = done, all
	})
	if err != nil || before != total {
		t.Errorf("progress ended at %d of %d (%v)", before, total, err)
	}
}
