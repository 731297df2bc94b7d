package perceptron

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"flipbook/mnist"
)

// digits are the images of two classes of the embedded sample of MNIST as points with 784 coordinates from 0 to 1; the
// second class has the label +1.
func digits(t testing.TB, negative, positive uint8) []Point {
	t.Helper()
	set, err := mnist.Sample()
	if err != nil {
		t.Fatal(err)
	}
	var points []Point
	for i := range set.Len() {
		label := set.Label(i)
		if label != negative && label != positive {
			continue
		}
		img, err := set.Image(i)
		if err != nil {
			t.Fatal(err)
		}
		p := Point{Y: -1}
		if label == positive {
			p.Y = +1
		}
		for _, ink := range img.Pix {
			p.X = append(p.X, float64(ink)/255)
		}
		points = append(points, p)
	}
	return points
}

// normal draws n points of d coordinates, labelled in turn: any 2(d+1) of them are more likely separable than not (Cover
// 1965), and in fewer nearly all matter.
func normal(seed uint64, n, d int) []Point {
	r := stream(seed)
	points := make([]Point, n)
	for i := range points {
		points[i].Y = 1 - 2*(i%2)
		for range d {
			points[i].X = append(points[i].X, r.NormFloat64())
		}
	}
	return points
}

// between bounds γ from both sides by the method of Hildreth (1957), another way to the same point: the multipliers α ≥ 0
// of the constraints w·z ≥ 1 are made right one after another. Any w proves a margin, and any combination of points that
// there is none larger.
func between(points []Point, sweeps int) (low, high float64) {
	z := signed(points)
	alpha, w := make([]float64, len(z)), make([]float64, len(z[0]))
	for range sweeps {
		for i, x := range z {
			next := max(0, alpha[i]+(1-inner(w, x))/inner(x, x))
			for j := range w {
				w[j] += (next - alpha[i]) * x[j]
			}
			alpha[i] = next
		}
	}
	low, sum := math.Inf(1), 0.0
	for i, x := range z {
		low = min(low, inner(w, x))
		sum += alpha[i]
	}
	norm := math.Sqrt(inner(w, w))
	return low / norm, norm / sum
}

// Zeros and ones of MNIST in 784 dimensions: the rule stops within Novikoff's bound, and the margin is the one that
// another method closes in on.
func TestDigits(t *testing.T) {
	for _, pair := range [][2]uint8{{0, 1}, {4, 9}} {
		points := digits(t, pair[0], pair[1])
		h := train(t, points, nil)
		bound, separable := boundOf(t, points)
		if !separable || !h.Converged || float64(len(h.Updates)) > bound {
			t.Fatalf("%d: %d updates, converged %v, bound %v", pair, len(h.Updates), h.Converged, bound)
		}
		gamma, w := marginOf(t, points)
		low, high := between(points, 200)
		t.Logf("%d of %d: %d updates, bound %.0f, γ %v in [%v, %v]", len(points), pair, len(h.Updates), bound, gamma, low, high)
		if gamma < low*(1-1e-12) || gamma > high*(1+1e-12) || high-low > gamma/5 {
			t.Errorf("%d: γ = %v, want it from %v to %v", pair, gamma, low, high)
		}
		if Errors(w, points) != 0 {
			t.Errorf("%d: the widest street has %d points on its wrong side", pair, Errors(w, points))
		}
		if Errors(h.Average, points) > len(points)/10 {
			t.Errorf("%d: the average is wrong about %d of %d points", pair, Errors(h.Average, points), len(points))
		}
	}
}

// The fast way, which starts with what float64 has found, against Wolfe's algorithm from a single point on in 1024 bits:
// the same γ and w to the last bit, in any dimension, separable or not.
func TestMarginIsTheSlowSearch(t *testing.T) {
	compare := func(t rapid.TB, points []Point) {
		z := signed(points)
		p, square, err := search(context.Background(), z, single(z))
		if err != nil {
			t.Fatal(err)
		}
		gamma, w := marginOf(t, points)
		if p == nil {
			if gamma != 0 || w != nil {
				t.Fatalf("margin %v, want none", gamma)
			}
			return
		}
		norm := number().Sqrt(square)
		if want, _ := norm.Float64(); gamma != want {
			t.Fatalf("margin %v, want %v", gamma, want)
		}
		for j, x := range w {
			if want, _ := p[j].Quo(p[j], norm).Float64(); x != want && math.Abs(want) > 1e-140 {
				t.Fatalf("w[%d] is %v, want %v", j, x, want)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		dim := rapid.IntRange(1, 6).Draw(t, "dim")
		points := grid(t, dim)
		if rapid.Bool().Draw(t, "separable") {
			points = labelled(t, dim)
		}
		if len(points) == 0 {
			t.Skip("all points on the hyperplane")
		}
		compare(t, points)
	})
	for seed, size := range [][2]int{{10, 20}, {40, 20}, {60, 20}, {30, 60}} {
		compare(t, normal(uint64(seed), size[0], size[1]))
	}
}

// Where float64 is a guide, one proof is all that 1024 bits have to do: the corral is refined, and nothing joins it.
func TestTheScoutFindsTheCorral(t *testing.T) {
	for _, c := range []struct{ n, d int }{{5, 2}, {40, 50}, {90, 50}, {150, 50}} {
		z := signed(normal(7, c.n, c.d))
		s := explore(context.Background(), z)
		if s.refined(context.Background()) == nil {
			t.Fatalf("%d points, %d coordinates: not refined", c.n, c.d)
		}
		first := s.corral(context.Background())
		if p, _, err := search(context.Background(), z, first); err != nil || first.factor != nil {
			t.Errorf("%d points, %d coordinates: p %v, error %v: had to search on", c.n, c.d, p != nil, err)
		}
	}
}

// A start that is no guide: the search in 1024 bits comes to the same end from the wrong corral.
func TestTheScoutMayBeWrong(t *testing.T) {
	z := signed(normal(8, 30, 10))
	want, _, err := search(context.Background(), z, single(z))
	if err != nil {
		t.Fatal(err)
	}
	lost := &scout{z: z, shift: 1}
	for j := range 5 {
		lost.join(j)
	}
	for i := range lost.weight {
		lost.weight[i] = .2
	}
	for name, c := range map[string]*corral{"some five points": lost.corral(context.Background()), "one": single(z[:1])} {
		got, _, err := search(context.Background(), z, c)
		if err != nil {
			t.Fatal(err)
		}
		for j := range want {
			a, _ := got[j].Float64()
			if b, _ := want[j].Float64(); a != b {
				t.Errorf("from %s: p[%d] is %v, want %v", name, j, a, b)
			}
		}
	}
}

func TestMarginIsCancelled(t *testing.T) {
	points := normal(9, 300, 150)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if g, w, err := Margin(ctx, points); g != 0 || w != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("margin %v, %v, error %v", g, w, err)
	}
	if _, _, err := Bound(ctx, points); !errors.Is(err, context.Canceled) {
		t.Errorf("bound: error %v", err)
	}
	for _, after := range []time.Duration{time.Millisecond, 10 * time.Millisecond} { // in the search, or in the proof
		ctx, cancel := context.WithTimeout(context.Background(), after)
		if _, _, err := Margin(ctx, points); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("after %v: error %v", after, err)
		}
		cancel()
	}
	var none context.Context
	if _, _, err := Margin(none, points); err == nil || err.Error() != "ctx is nil: want a context, such as context.Background()" {
		t.Errorf("got %v", err)
	}
}

func BenchmarkMarginOfDigits(b *testing.B) {
	for _, pair := range [][2]uint8{{0, 1}, {4, 9}} {
		points := digits(b, pair[0], pair[1])
		b.Run("", func(b *testing.B) {
			for b.Loop() {
				marginOf(b, points)
			}
		})
	}
}
