package perceptron

import (
	"context"
	"math"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// looks are the weights after each look at a point, as the book has it: what the averages are about.
func looks(points []Point, passes int) [][]float64 {
	w := make([]float64, len(points[0].X)+1)
	var all [][]float64
	for range passes {
		for _, p := range points {
			x := append(slices.Clone(p.X), 1)
			sum := 0.0
			for j := range x {
				sum += w[j] * x[j]
			}
			if float64(p.Y)*sum <= 0 {
				w = slices.Clone(w)
				for j := range x {
					w[j] += float64(p.Y) * x[j]
				}
			}
			all = append(all, w)
		}
	}
	return all
}

// Freund and Schapire's averaged and voted perceptron: every look counts once.
func TestAverageAndVoteCountEveryLook(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dim := rapid.IntRange(1, 3).Draw(t, "dim")
		points := grid(t, dim)
		h := train(t, points, &Options{MaxEpochs: rapid.IntRange(1, 20).Draw(t, "epochs")})
		all := looks(points, h.Epochs)

		mean := make([]float64, dim+1)
		x := make([]float64, dim)
		for j := range x {
			x[j] = float64(rapid.IntRange(-5, 5).Draw(t, "x"))
		}
		votes := 0
		for _, w := range all {
			sum := w[dim]
			for j := range x {
				sum += w[j] * x[j]
			}
			if sum != 0 {
				votes += int(math.Copysign(1, sum))
			}
			for j := range w {
				mean[j] += w[j]
			}
		}
		for j := range mean {
			mean[j] /= float64(len(all))
		}
		if !reflect.DeepEqual(h.Average, mean) {
			t.Fatalf("average %v, want %v", h.Average, mean)
		}
		if got := h.Vote(x); got != min(max(votes, -1), 1) {
			t.Fatalf("vote %d of %v, want the sign of %d", got, x, votes)
		}
		held := 0
		for _, u := range h.Updates {
			held += u.Votes
		}
		if held != len(all) {
			t.Fatalf("%d votes, want %d", held, len(all))
		}
	})
}

// A limit in the middle of a pass: the looks up to it count.
func TestAverageOfAnUnfinishedPass(t *testing.T) {
	h := train(t, xor, &Options{MaxUpdates: 2}) // −(0,0,1), then +(0,1,1); the third point is a mistake again
	if want := []float64{0, .5, -.5}; !reflect.DeepEqual(h.Average, want) {
		t.Errorf("average %v, want %v", h.Average, want)
	}
	if v := h.Vote([]float64{1}); v != 0 {
		t.Errorf("a point of another dimension has the label %d", v)
	}
	for _, c := range []struct {
		x    []float64
		want int
	}{{[]float64{0, 0}, -1}, {[]float64{0, 1}, 0}, {[]float64{0, 2}, 0}, {[]float64{0, -1}, -1}} {
		if v := h.Vote(c.x); v != c.want {
			t.Errorf("%v gets the vote %d, want %d", c.x, v, c.want)
		}
	}
}

// The rule on XOR, by hand. With corners at ±1 every point adds another of the four weights (1,1,−1), (−1,1,1), (1,−1,1),
// (−1,−1,−1), which sum to 0: each pass ends where it began. With corners at 0 and 1 so do (0,0,−1), (0,1,1), (1,0,1),
// (−1,−1,−1).
func TestXORComesBackAfterEveryPass(t *testing.T) {
	for _, c := range []struct {
		scale, shift float64
		tried        [][]float64
		errors       []int
	}{
		{2, -1, [][]float64{{1, 1, -1}, {0, 2, 0}, {1, 1, 1}, {0, 0, 0}}, []int{3, 2, 1, 4}},
		{1, 0, [][]float64{{0, 0, -1}, {0, 1, 0}, {1, 1, 1}, {0, 0, 0}}, []int{2, 3, 2, 4}},
	} {
		var points []Point
		for _, p := range xor {
			points = append(points, Point{[]float64{c.scale*p.X[0] + c.shift, c.scale*p.X[1] + c.shift}, p.Y})
		}
		h := train(t, points, &Options{StopAtCycle: true})
		if h.Converged || h.Epochs != 1 || h.Cycle == nil || *h.Cycle != (Cycle{First: 1, Period: 1, Updates: 4}) {
			t.Fatalf("%d passes, cycle %+v", h.Epochs, h.Cycle)
		}
		for i, u := range h.Updates {
			if !reflect.DeepEqual(u.W, c.tried[i]) || u.Errors != c.errors[i] {
				t.Errorf("update %d: %v with %d errors, want %v with %d", i, u.W, u.Errors, c.tried[i], c.errors[i])
			}
		}
		if want := slices.Min(c.errors); h.PocketErrors != want {
			t.Errorf("pocket has %d errors, want %d", h.PocketErrors, want)
		}
		// Three corners of four is all that a line can do, and some line does.
		best := 4
		for w0 := -2.; w0 <= 2; w0++ {
			for w1 := -2.; w1 <= 2; w1++ {
				for b := -2.; b <= 2; b++ {
					best = min(best, Errors([]float64{w0, w1, b}, points))
				}
			}
		}
		if _, separable := boundOf(t, points); separable || best != 1 {
			t.Errorf("separable %v, best line with %d errors", separable, best)
		}
	}
}

// The perceptron convergence theorem and the cycling theorem together: on whole numbers the rule either stops or comes
// back, and the margin knows which. The first return is found at once, as the list of all weights shows.
func TestTheRuleStopsOrComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dim := rapid.IntRange(1, 3).Draw(t, "dim")
		points := grid(t, dim)
		_, separable := boundOf(t, points)
		h := train(t, points, &Options{MaxEpochs: 1_000_000, MaxUpdates: 1_000_000, StopAtCycle: true})
		if h.Converged != separable || (h.Cycle == nil) != separable {
			t.Fatalf("separable %v, but converged %v, cycle %+v after %d passes", separable, h.Converged, h.Cycle, h.Epochs)
		}
		if separable {
			return
		}
		starts, updates := [][]float64{make([]float64, dim+1)}, []int{0}
		all := looks(points, h.Epochs)
		before, n := starts[0], 0
		for i, w := range all {
			if &w[0] != &before[0] {
				n++
			}
			if before = w; (i+1)%len(points) == 0 {
				starts, updates = append(starts, w), append(updates, n)
			}
		}
		last := len(starts) - 1
		for i := range starts {
			for j := range i {
				if reflect.DeepEqual(starts[i], starts[j]) {
					want := Cycle{First: j + 1, Period: i - j, Updates: updates[i] - updates[j]}
					if i != last || *h.Cycle != want {
						t.Fatalf("%+v after %d passes, want %+v after %d", *h.Cycle, last, want, i)
					}
				}
			}
		}
	})
}

// A cycle is noted, and nothing else changes: neither the run, nor what the pocket has seen.
func TestACycleIsOnlyNoted(t *testing.T) {
	points := append(slices.Clone(xor), Point{[]float64{3, 1}, -1}, Point{[]float64{-2, 2}, +1})
	short := train(t, points, &Options{StopAtCycle: true})
	long := train(t, points, &Options{MaxEpochs: 5 * short.Epochs})
	if short.Cycle == nil || long.Cycle == nil || *short.Cycle != *long.Cycle || long.Epochs != 5*short.Epochs {
		t.Fatalf("cycles %+v and %+v, %d and %d passes", short.Cycle, long.Cycle, short.Epochs, long.Epochs)
	}
	if short.PocketErrors != long.PocketErrors || !reflect.DeepEqual(short.Pocket, long.Pocket) {
		t.Errorf("pockets %v and %v", short.Pocket, long.Pocket)
	}
	for i, u := range long.Updates[short.Cycle.Updates:] {
		if i >= len(short.Updates)-short.Cycle.Updates && !reflect.DeepEqual(u.W, long.Updates[i].W) {
			t.Fatalf("update %d does not repeat one %d before", i+short.Cycle.Updates, short.Cycle.Updates)
		}
	}
}

// The points 1/10 and 3/10 with one label and 2/10 with the other. In rationals the rule comes back; in float64, where a
// tenth is rounded, so are the weights, and they miss. A cycle is one of the arithmetic that is done.
func TestRoundingHidesACycle(t *testing.T) {
	labels := []int{+1, -1, +1}
	comesBack := func() int { // after so many passes
		w, bias := new(big.Rat), new(big.Rat)
		seen := map[string]bool{}
		for pass := 0; ; pass++ {
			if at := w.String() + " " + bias.String(); seen[at] {
				return pass
			} else {
				seen[at] = true
			}
			for i, y := range labels {
				x := big.NewRat(int64(i+1), 10)
				if sum := new(big.Rat).Mul(w, x); sum.Add(sum, bias).Sign() != y {
					w.Add(w, x.Mul(x, big.NewRat(int64(y), 1)))
					bias.Add(bias, big.NewRat(int64(y), 1))
				}
			}
		}
	}
	exact := comesBack()
	tenths := []Point{{[]float64{.1}, +1}, {[]float64{.2}, -1}, {[]float64{.3}, +1}}
	if h := train(t, tenths, &Options{MaxEpochs: 100 * exact}); h.Cycle != nil {
		t.Errorf("tenths come back, %+v; in rationals they do after %d passes", *h.Cycle, exact)
	}
	eighths := []Point{{[]float64{.125}, +1}, {[]float64{.25}, -1}, {[]float64{.375}, +1}}
	if h := train(t, eighths, nil); h.Cycle == nil {
		t.Error("eighths, which need no rounding, do not come back")
	}
}

func TestProgressOfTraining(t *testing.T) {
	var done []int
	tell := func(d, total int) {
		if total != 1000 {
			t.Fatalf("total %d, want 1000", total)
		}
		done = append(done, d)
	}
	train(t, xor, &Options{MaxEpochs: 10, MaxUpdates: 1000, Progress: tell}) // 4 updates a pass
	if !slices.IsSorted(done) || done[0] != 1 || done[len(done)-1] != 1000 || !slices.Contains(done, 500) {
		t.Errorf("limited by passes: %v", done)
	}
	done = nil
	train(t, xor, &Options{MaxUpdates: 1000, Progress: tell})
	if !slices.IsSorted(done) || done[0] != 1 || done[len(done)-1] != 1000 || len(done) != 1250 {
		t.Errorf("limited by updates: %d times, up to %d", len(done), done[len(done)-1])
	}
}

func TestTrainStopsInAPass(t *testing.T) {
	r := stream(6)
	var points []Point
	for range 2000 {
		points = append(points, Point{[]float64{r.Float64(), r.Float64()}, 2*r.IntN(2) - 1})
	}
	ctx, cancel := context.WithCancel(context.Background())
	updates := 0
	h, err := Train(ctx, points, &Options{Progress: func(done, _ int) {
		if updates = done; done == 50 {
			cancel()
		}
	}})
	if h != nil || err != context.Canceled || updates != 50 {
		t.Errorf("%v, %v after %d updates", h, err, updates)
	}
}

// pointsOf makes points of any bytes, valid or not.
func pointsOf(data []byte, dim uint8) []Point {
	odd := []float64{math.NaN(), math.Inf(1), 2e9, 1e9, 5e-324, -1e-9, 0.1, 1. / 3}
	var points []Point
	for d := int(dim%4) + 1; len(data) > d; data = data[d+1:] {
		p := Point{Y: 2*int(data[0]%2) - 1}
		for _, b := range data[1 : d+1] {
			x := float64(int8(b))
			if b >= 120 && b < 128 {
				x = odd[b-120]
			}
			p.X = append(p.X, x)
		}
		if data[0] == 255 {
			p.Y = 3
		}
		points = append(points, p)
	}
	return points
}

// Any points: the same verdict from the rule and from the margin, or the same error.
func FuzzTrain(f *testing.F) {
	f.Add([]byte{0, 1, 2, 1, 3, 4}, uint8(1))
	f.Add([]byte{0, 0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1}, uint8(1))
	f.Add([]byte{0, 120, 1, 1}, uint8(0))
	f.Add([]byte{1, 123, 0, 125, 1, 124}, uint8(0))
	f.Add([]byte{255, 1}, uint8(0))
	f.Add([]byte{}, uint8(0))
	f.Fuzz(func(t *testing.T, data []byte, dim uint8) {
		points := pointsOf(data[:min(len(data), 60)], dim)
		h, err := Train(context.Background(), points, &Options{MaxEpochs: 50, StopAtCycle: true})
		gamma, w, wrong := Margin(context.Background(), points)
		bound, separable, _ := Bound(context.Background(), points)
		if err != nil {
			if wrong == nil || wrong.Error() != err.Error() || h != nil || w != nil {
				t.Fatalf("Train says %v, Margin %v", err, wrong)
			}
			return
		}
		if wrong != nil || (gamma > 0) != separable || (w != nil) != separable || math.IsInf(bound, 1) == separable {
			t.Fatalf("margin %v, %v, bound %v, error %v", gamma, w, bound, wrong)
		}
		if h.Converged && h.Cycle != nil || h.Converged != (h.PocketErrors == 0) || Errors(h.Pocket, points) != h.PocketErrors {
			t.Fatalf("converged %v, cycle %+v, %d errors", h.Converged, h.Cycle, h.PocketErrors)
		}
		h.Vote(points[0].X)
	})
}

func FuzzClouds(f *testing.F) {
	f.Add(uint64(1), 10, .1)
	f.Add(uint64(2), -1, math.NaN())
	f.Add(uint64(3), 1, MaxMargin)
	f.Fuzz(func(t *testing.T, seed uint64, n int, margin float64) {
		points, err := Clouds(rand.New(rand.NewPCG(seed, 0)), n, margin)
		valid := n >= 1 && n <= MaxPoints && margin >= 0 && margin <= MaxMargin
		if (err == nil) != valid || len(points) != n && valid || points != nil && !valid {
			t.Fatalf("%d points of %d, error %v", len(points), n, err)
		}
	})
}
