package perceptron

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

func stream(seed uint64) *rand.Rand {
	const flipbook = 0x666c6970626f6f6b // ASCII
	return rand.New(rand.NewPCG(seed, flipbook))
}

// corners labels (0,0), (0,1), (1,0) and (1,1).
func corners(y ...int) []Point {
	return []Point{
		{[]float64{0, 0}, y[0]}, {[]float64{0, 1}, y[1]}, {[]float64{1, 0}, y[2]}, {[]float64{1, 1}, y[3]},
	}
}

var (
	and = corners(-1, -1, -1, +1)
	xor = corners(-1, +1, +1, -1)
)

func train(t rapid.TB, points []Point, o *Options) *History {
	t.Helper()
	h, err := Train(context.Background(), points, o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// grid draws points with small whole coordinates, on which float64 is exact.
func grid(t *rapid.T, dim int) []Point {
	point := rapid.Custom(func(t *rapid.T) Point {
		x := make([]float64, dim)
		for j := range x {
			x[j] = float64(rapid.IntRange(-5, 5).Draw(t, "x"))
		}
		return Point{x, rapid.SampledFrom([]int{-1, +1}).Draw(t, "y")}
	})
	return rapid.SliceOfN(point, 1, 8).Draw(t, "points")
}

// labelled gives grid points the labels of a random hyperplane, and drops those on it.
func labelled(t *rapid.T, dim int) []Point {
	w := rapid.SliceOfN(rapid.IntRange(-5, 5), dim+1, dim+1).Draw(t, "w")
	var points []Point
	for _, p := range grid(t, dim) {
		field := float64(w[dim])
		for j, x := range p.X {
			field += float64(w[j]) * x
		}
		if field != 0 {
			points = append(points, Point{p.X, int(math.Copysign(1, field))})
		}
	}
	return points
}

// naive is the rule as the book has it, with the weights alone.
func naive(points []Point, epochs int) (tried [][]float64, clean bool) {
	w := make([]float64, len(points[0].X)+1)
	for range epochs {
		clean = true
		for _, p := range points {
			x := append(append([]float64{}, p.X...), 1)
			sum := 0.0
			for j := range x {
				sum += w[j] * x[j]
			}
			if float64(p.Y)*sum <= 0 {
				clean = false
				for j := range x {
					w[j] += float64(p.Y) * x[j]
				}
				tried = append(tried, append([]float64{}, w...))
			}
		}
		if clean {
			break
		}
	}
	return tried, clean
}

func TestTrainIsTheNaiveRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := grid(t, rapid.IntRange(1, 4).Draw(t, "dim"))
		epochs := rapid.IntRange(1, 30).Draw(t, "epochs")
		h := train(t, points, &Options{MaxEpochs: epochs})
		tried, clean := naive(points, epochs)
		if len(tried) != len(h.Updates) {
			t.Fatalf("%d updates, want %d", len(h.Updates), len(tried))
		}
		best := 0
		for i, u := range h.Updates {
			if !reflect.DeepEqual(u.W, tried[i]) {
				t.Fatalf("update %d: %v, want %v", i, u.W, tried[i])
			}
			if u.Errors != Errors(tried[i], points) {
				t.Fatalf("update %d: %d errors, want %d", i, u.Errors, Errors(tried[i], points))
			}
			if u.Errors < h.Updates[best].Errors {
				best = i
			}
		}
		last := h.Updates[len(h.Updates)-1]
		if clean && !h.Converged || h.Converged != (last.Errors == 0) {
			t.Fatalf("converged is %v: last weights have %d errors", h.Converged, last.Errors)
		}
		if h.PocketUpdate != best || h.PocketErrors != h.Updates[best].Errors ||
			!reflect.DeepEqual(h.Pocket, h.Updates[best].W) {
			t.Fatalf("pocket holds update %d, want %d", h.PocketUpdate, best)
		}
	})
}

// A bias is the weight of a coordinate that is always 1: the rule through the origin among points that have it is the
// rule with a bias among points that do not.
func TestThroughOriginHasNoBias(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := grid(t, rapid.IntRange(1, 4).Draw(t, "dim"))
		longer := make([]Point, len(points))
		for i, p := range points {
			longer[i] = Point{append(append([]float64{}, p.X...), 1), p.Y}
		}
		want := train(t, points, &Options{MaxEpochs: 30})
		got := train(t, longer, &Options{MaxEpochs: 30, ThroughOrigin: true})
		if len(got.Updates) != len(want.Updates) || got.Epochs != want.Epochs || got.Converged != want.Converged {
			t.Fatalf("%d updates in %d epochs, want %d in %d", len(got.Updates), got.Epochs, len(want.Updates), want.Epochs)
		}
		for i, u := range want.Updates {
			u.W = append(append([]float64{}, u.W...), 0)
			if !reflect.DeepEqual(got.Updates[i], u) {
				t.Fatalf("update %d: %+v, want %+v", i, got.Updates[i], u)
			}
		}
		if w := got.Average; w[len(w)-1] != 0 || !reflect.DeepEqual(w[:len(w)-1], want.Average) {
			t.Fatalf("average %v, want %v and 0", w, want.Average)
		}
	})
}

// Novikoff's theorem, with the bound as this package computes it.
func TestUpdatesStayWithinTheBound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := labelled(t, rapid.IntRange(1, 3).Draw(t, "dim"))
		if len(points) == 0 {
			t.Skip("all points on the hyperplane")
		}
		bound, separable := boundOf(t, points)
		if !separable {
			t.Fatal("not separable, though a hyperplane made the labels")
		}
		h := train(t, points, &Options{MaxEpochs: 1_000_000})
		if !h.Converged || h.PocketErrors != 0 {
			t.Fatalf("did not converge: %d errors", h.PocketErrors)
		}
		if float64(len(h.Updates)) > bound {
			t.Fatalf("%d updates, bound %v", len(h.Updates), bound)
		}
	})
}

func TestTrainOnXOR(t *testing.T) {
	h := train(t, xor, nil)
	if h.Converged || h.Epochs != 1000 {
		t.Errorf("converged %v after %d epochs, want false after 1000", h.Converged, h.Epochs)
	}
	// No line does better than one error. With the corners at ±1 the rule comes across
	// such a line in whatever order; with them at 0 and 1 it never does, as its small
	// whole weights put points on the line.
	for _, c := range []struct {
		scale, shift float64
		errors       int
	}{{2, -1, 1}, {1, 0, 2}} {
		for _, order := range [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}} {
			var points []Point
			for _, i := range order {
				x := []float64{c.scale*xor[i].X[0] + c.shift, c.scale*xor[i].X[1] + c.shift}
				points = append(points, Point{x, xor[i].Y})
			}
			if h := train(t, points, nil); h.PocketErrors != c.errors {
				t.Errorf("%+v in order %v: pocket has %d errors", c, order, h.PocketErrors)
			}
		}
	}
}

func TestTrainStopsAtTheLimits(t *testing.T) {
	if h := train(t, xor, &Options{MaxUpdates: 7}); len(h.Updates) != 7 || h.Converged {
		t.Errorf("%d updates, want 7", len(h.Updates))
	}
	if h := train(t, xor, &Options{MaxEpochs: 3}); h.Epochs != 3 || h.Converged {
		t.Errorf("%d epochs, want 3", h.Epochs)
	}
	all := train(t, and, nil)
	if h := train(t, and, &Options{MaxUpdates: len(all.Updates)}); !reflect.DeepEqual(h, all) {
		t.Error("a limit that is just enough changed the run")
	}
}

func TestUpdatesKeepTheirOwnWeights(t *testing.T) {
	h := train(t, and, nil)
	want := append([]float64{}, h.Updates[1].W...)
	h.Updates[0].W[0], h.Pocket[0] = 99, 99
	if !reflect.DeepEqual(h.Updates[1].W, want) || h.Updates[len(h.Updates)-1].W[0] == 99 {
		t.Error("updates share their weights")
	}
}

func TestTrainIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if h, err := Train(ctx, xor, nil); h != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, %v", h, err)
	}
}

func TestTrainRefuses(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		points []Point
		o      *Options
		want   string
	}{
		{nil, nil, "points: none: want at least one"},
		{[]Point{{nil, 1}}, nil, "points: points[0].X is empty: want at least one coordinate"},
		{[]Point{{[]float64{1, 2}, 1}, {[]float64{1}, 1}}, nil, "points: points[1].X has length 1, points[0].X has 2: want them equal"},
		{[]Point{{[]float64{1}, 0}}, nil, "points: points[0].Y is 0: want -1 or +1"},
		{[]Point{{[]float64{1}, 2}}, nil, "points: points[0].Y is 2: want -1 or +1"},
		{[]Point{{[]float64{1, nan}, 1}}, nil, "points: points[0].X[1] is NaN: want a number from -1e9 to 1e9"},
		{[]Point{{[]float64{-inf}, 1}}, nil, "points: points[0].X[0] is -Inf: want a number from -1e9 to 1e9"},
		{[]Point{{[]float64{2e9}, 1}}, nil, "points: points[0].X[0] is 2e+09: want a number from -1e9 to 1e9"},
		{and, &Options{MaxEpochs: -1}, "options: MaxEpochs is -1: want 0 (the default) or more"},
		{and, &Options{MaxUpdates: -1}, "options: MaxUpdates is -1: want 0 (the default) or more"},
	} {
		if _, err := Train(context.Background(), c.points, c.o); err == nil || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
		if c.o != nil {
			continue
		}
		if g, w, err := Margin(context.Background(), c.points); g != 0 || w != nil || err == nil || err.Error() != c.want {
			t.Errorf("margin %v, %v, error %v\nwant %s", g, w, err, c.want)
		}
		if b, ok, err := Bound(context.Background(), c.points); !math.IsInf(b, 1) || ok || err == nil || err.Error() != c.want {
			t.Errorf("bound %v, %v, error %v\nwant %s", b, ok, err, c.want)
		}
		Radius(c.points)
	}
}

func TestErrorsOfOddWeights(t *testing.T) {
	for _, w := range [][]float64{nil, {}, {1}, {0, 0, 0}, {1, 1, 1, 1}, {math.NaN(), 0, 0}} {
		if e := Errors(w, and); e != 4 {
			t.Errorf("%v: %d errors, want 4", w, e)
		}
	}
}

func TestClouds(t *testing.T) {
	for _, n := range []int{1, 2, 3, 4, 10, 40, 1000} {
		for _, margin := range []float64{0, 0.05, 0.3, MaxMargin} {
			for seed := range uint64(20) {
				points, err := Clouds(stream(seed), n, margin)
				if err != nil {
					t.Fatal(err)
				}
				positive := 0
				for _, p := range points {
					if math.Abs(p.X[0]) > 1 || math.Abs(p.X[1]) > 1 {
						t.Fatalf("%v lies outside the square", p.X)
					}
					if p.Y == +1 {
						positive++
					}
				}
				least := n / 3
				if n > 1 {
					least = max(1, least)
				}
				if len(points) != n || positive < least || n-positive < least {
					t.Fatalf("n %d, margin %g, seed %d: %d points, %d of them +1", n, margin, seed, len(points), positive)
				}
				// The line of the cloud has length at most √(1 + 0.2²) with its bias.
				if gamma, _ := marginOf(t, points); n <= 40 && gamma < margin/1.02 {
					t.Fatalf("n %d, margin %g, seed %d: γ is %g", n, margin, seed, gamma)
				}
			}
		}
	}
}

func TestCloudsRefuses(t *testing.T) {
	for _, c := range []struct {
		n      int
		margin float64
		want   string
	}{
		{0, 0.1, "n is 0: want 1 to 10000 points"},
		{-1, 0.1, "n is -1: want 1 to 10000 points"},
		{10_001, 0.1, "n is 10001: want 1 to 10000 points"},
		{9, -0.1, "margin is -0.1: want 0 to 0.75, or the square has no room for points"},
		{9, 0.8, "margin is 0.8: want 0 to 0.75, or the square has no room for points"},
		{9, math.NaN(), "margin is NaN: want 0 to 0.75, or the square has no room for points"},
		{9, math.Inf(1), "margin is +Inf: want 0 to 0.75, or the square has no room for points"},
	} {
		if _, err := Clouds(stream(1), c.n, c.margin); err == nil || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}

// Clouds, weights, margins and bounds of 50 seeds, as bits: the same on every CPU.
func TestBits(t *testing.T) {
	const want = "abfc52fe4bdee9ef277e482f62a53a33b94f13e5be806b5d476621860dd487ef"
	sum := sha256.New()
	put := func(v ...float64) {
		if err := binary.Write(sum, binary.LittleEndian, v); err != nil {
			t.Fatal(err)
		}
	}
	for seed := range uint64(50) {
		points, err := Clouds(stream(seed), 40, 0.05)
		if err != nil {
			t.Fatal(err)
		}
		if seed%5 == 4 {
			points[0].Y *= -1 // most likely no longer separable
		}
		for _, p := range points {
			put(p.X...)
			put(float64(p.Y))
		}
		h := train(t, points, &Options{MaxEpochs: 50})
		for _, u := range h.Updates {
			put(u.W...)
			put(float64(u.Errors))
		}
		gamma, w := marginOf(t, points)
		bound, _ := boundOf(t, points)
		put(append(w, gamma, bound, Radius(points))...)
	}
	if got := fmt.Sprintf("%x", sum.Sum(nil)); got != want {
		t.Errorf("bits changed: %s", got)
	}
}
