package detmath

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// Vectors of any length, those that are no multiple of four too, against sums without rounding.
func TestDotAndAddScaled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 23).Draw(t, "n")
		a := rapid.SliceOfN(rapid.Float64Range(-1e3, 1e3), n, n).Draw(t, "a")
		b := rapid.SliceOfN(rapid.Float64Range(-1e3, 1e3), n, n+2).Draw(t, "b")
		exact, size := new(big.Float).SetPrec(2000), 0.
		for i := range a {
			exact.Add(exact, new(big.Float).SetPrec(2000).Mul(big.NewFloat(a[i]), big.NewFloat(b[i])))
			size += math.Abs(a[i] * b[i])
		}
		want, _ := exact.Float64()
		if got := Dot(a, b); math.Abs(got-want) > size*float64(n)*0x1p-53 {
			t.Fatalf("Dot is %v, want %v", got, want)
		}
		sum := append([]float64(nil), a...)
		AddScaled(sum, 3, b)
		for i := range a {
			if p := float64(3 * b[i]); sum[i] != a[i]+p {
				t.Fatalf("sum[%d] is %v, want %v", i, sum[i], a[i]+p)
			}
		}
	})
}
