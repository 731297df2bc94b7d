package detmath

// Dot returns Σ aᵢbᵢ; b is at least as long as a. The terms are added in four sums, which need not wait for each other.
func Dot(a, b []float64) float64 {
	var s0, s1, s2, s3 float64
	b = b[:len(a)]
	for len(a) >= 4 && len(b) >= 4 {
		s0 += float64(a[0] * b[0])
		s1 += float64(a[1] * b[1])
		s2 += float64(a[2] * b[2])
		s3 += float64(a[3] * b[3])
		a, b = a[4:], b[4:]
	}
	for i := range a {
		s0 += float64(a[i] * b[i])
	}
	return (s0 + s1) + (s2 + s3)
}

// AddScaled adds c·v to sum; v is at least as long as sum.
func AddScaled[F float32 | float64](sum []float64, c float64, v []F) {
	v = v[:len(sum)]
	for i := range sum {
		sum[i] += float64(c * float64(v[i]))
	}
}
