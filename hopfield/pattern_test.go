package hopfield

import (
	"math"
	"slices"
	"testing"
)

// Noise of standard deviation σ, then thresholded, flips a share Φ(−1/σ).
func TestNoisyFlipsTheExpectedShare(t *testing.T) {
	r := seeded(8)
	p := random(r, 200_000)
	for _, sigma := range []float64{0, .3, .5, 1, 2, 9.6, 1000} {
		v, err := Noisy(r, p, sigma)
		if err != nil {
			t.Fatal(err)
		}
		share := float64(Sign(v).Hamming(p)) / float64(len(p))
		want := math.Erfc(1/sigma/math.Sqrt2) / 2
		if se := math.Sqrt(want * (1 - want) / float64(len(p))); math.Abs(share-want) > 4*se {
			t.Errorf("σ = %v flips %v, want %v ± %v", sigma, share, want, 4*se)
		}
	}
}

func TestOverlapHammingMirrorSign(t *testing.T) {
	p, q := Pattern{1, 1, -1, -1}, Pattern{1, -1, -1, -1}
	if m, d := p.Overlap(q), p.Hamming(q); m != .5 || d != 1 {
		t.Errorf("overlap %v, distance %d", m, d)
	}
	if m, d := p.Overlap(p.Mirror()), p.Hamming(p.Mirror()); m != -1 || d != 4 {
		t.Errorf("of the mirror: overlap %v, distance %d", m, d)
	}
	if !math.IsNaN(p.Overlap(Pattern{1})) || !math.IsNaN(Pattern{}.Overlap(nil)) || p.Hamming(nil) != -1 {
		t.Error("patterns of different lengths were compared")
	}
	if s := Sign([]float64{.1, 0, -.1, math.NaN(), math.Inf(1), math.Inf(-1)}); !slices.Equal(s, Pattern{1, -1, -1, -1, 1, -1}) {
		t.Errorf("Sign gives %v", s)
	}
}
