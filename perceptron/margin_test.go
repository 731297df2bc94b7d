package perceptron

import (
	"context"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func marginOf(t rapid.TB, points []Point) (gamma float64, w []float64) {
	t.Helper()
	gamma, w, err := Margin(context.Background(), points)
	if err != nil {
		t.Fatal(err)
	}
	return gamma, w
}

func boundOf(t rapid.TB, points []Point) (float64, bool) {
	t.Helper()
	b, separable, err := Bound(context.Background(), points)
	if err != nil {
		t.Fatal(err)
	}
	return b, separable
}

func TestMarginByHand(t *testing.T) {
	for _, c := range []struct {
		name   string
		points []Point
		gamma  float64
		bound  float64
	}{
		{"one point", []Point{{[]float64{3}, +1}}, math.Sqrt(10), 1},
		{"two points", []Point{{[]float64{1, 0}, +1}, {[]float64{-1, 0}, -1}}, 1, 2},
		// (2,1) and (−1,−1): their line is 2x − 3y = 1.
		{"two points on a line", []Point{{[]float64{2}, +1}, {[]float64{1}, -1}}, 1 / math.Sqrt(13), 65},
		// (1,1,1), (0,−1,−1) and (−1,0,−1) lie in the plane 2x + 2y − 3z = 1.
		{"AND", and, 1 / math.Sqrt(17), 51},
		// (0,1,1), (1,0,1) and (0,0,−1) lie in the plane 2x + 2y − z = 1.
		{"OR", corners(-1, +1, +1, +1), 1. / 3, 27},
		{"XOR", xor, 0, math.Inf(1)},
		{"one class", corners(+1, +1, +1, +1), 1, 3},
		{"one class, -1", corners(-1, -1, -1, -1), 1, 3},
		{"twice the same", []Point{{[]float64{3}, +1}, {[]float64{3}, +1}}, math.Sqrt(10), 1},
		{"the same with both labels", []Point{{[]float64{3, 1}, +1}, {[]float64{3, 1}, -1}}, 0, math.Inf(1)},
		{"between its opposites", []Point{{[]float64{0}, +1}, {[]float64{1}, -1}, {[]float64{2}, +1}}, 0, math.Inf(1)},
		{"touching hulls", []Point{{[]float64{0, 0}, +1}, {[]float64{2, 0}, +1}, {[]float64{1, 0}, -1}, {[]float64{1, -1}, -1}}, 0, math.Inf(1)},
		// With a = 10⁶, (a,1) and (−a−1,−1) lie on the line 2x − (2a+1)y = −1.
		{"far away and close together", []Point{{[]float64{1e6}, +1}, {[]float64{1e6 + 1}, -1}},
			1 / math.Sqrt(2000001.*2000001+4), (1000001.*1000001 + 1) * (2000001.*2000001 + 4)},
	} {
		gamma, w := marginOf(t, c.points)
		if math.Abs(gamma-c.gamma) > 2e-16*c.gamma {
			t.Errorf("%s: margin %v, want %v", c.name, gamma, c.gamma)
		}
		bound, separable := boundOf(t, c.points)
		if bound != c.bound || separable != (c.gamma > 0) {
			t.Errorf("%s: bound %v, %v, want %v", c.name, bound, separable, c.bound)
		}
		if (w == nil) == separable {
			t.Errorf("%s: w is %v", c.name, w)
		}
	}
}

func TestRadius(t *testing.T) {
	if r := Radius(nil); r != 0 {
		t.Errorf("no points: %v, want 0", r)
	}
	if r := Radius([]Point{{[]float64{1, 0}, 1}, {[]float64{-2, 2}, -1}}); r != 3 {
		t.Errorf("got %v, want 3", r)
	}
}

// bruteMargin is γ² in rationals: of all sets of up to three points, whose nearest
// point to the origin in their hull is nearest over all. If that does not have every
// point on its far side, four points hold the origin between them.
func bruteMargin(points []Point) *big.Rat {
	var z [][]*big.Rat
	for _, p := range signed(points) {
		var row []*big.Rat
		for _, x := range p {
			row = append(row, new(big.Rat).SetFloat64(x))
		}
		z = append(z, row)
	}
	var best *big.Rat
	var at []*big.Rat
	try := func(set ...int) {
		if p := inside(z, set); p != nil {
			if s := ratDot(p, p); best == nil || s.Cmp(best) < 0 {
				best, at = s, p
			}
		}
	}
	for i := range z {
		try(i)
		for j := range i {
			try(i, j)
			for k := range j {
				try(i, j, k)
			}
		}
	}
	for i := range z {
		if ratDot(at, z[i]).Cmp(best) < 0 {
			return new(big.Rat)
		}
	}
	return best
}

// inside returns the nearest point to the origin of the plane through the set, if
// it lies in the hull of the set and the plane is one.
func inside(z [][]*big.Rat, set []int) []*big.Rat {
	n := len(set) + 1
	// Lagrange: Σ λⱼ zᵢ·zⱼ + μ = 0 for each i, Σ λⱼ = 1; by Gauss and Jordan.
	m := make([][]*big.Rat, n)
	for i := range m {
		m[i] = make([]*big.Rat, n+1)
		for j := range m[i] {
			switch {
			case i < n-1 && j < n-1:
				m[i][j] = ratDot(z[set[i]], z[set[j]])
			case i == n-1 && j == n-1 || i < n-1 && j == n:
				m[i][j] = new(big.Rat)
			default:
				m[i][j] = big.NewRat(1, 1)
			}
		}
	}
	for c := range n {
		pivot := c
		for pivot < n && m[pivot][c].Sign() == 0 {
			pivot++
		}
		if pivot == n {
			return nil
		}
		m[c], m[pivot] = m[pivot], m[c]
		for r := range n {
			if r == c {
				continue
			}
			f := new(big.Rat).Quo(m[r][c], m[c][c])
			for j := range m[r] {
				m[r][j] = new(big.Rat).Sub(m[r][j], new(big.Rat).Mul(f, m[c][j]))
			}
		}
	}
	p := make([]*big.Rat, len(z[0]))
	for j := range p {
		p[j] = new(big.Rat)
	}
	for i, s := range set {
		weight := new(big.Rat).Quo(m[i][n], m[i][i])
		if weight.Sign() < 0 {
			return nil
		}
		for j := range p {
			p[j].Add(p[j], new(big.Rat).Mul(weight, z[s][j]))
		}
	}
	return p
}

func ratDot(a, b []*big.Rat) *big.Rat {
	sum := new(big.Rat)
	for j := range a {
		sum.Add(sum, new(big.Rat).Mul(a[j], b[j]))
	}
	return sum
}

// checkMargin holds Margin and Bound to the brute force, to the last bit, and w to γ.
func checkMargin(t rapid.TB, points []Point) {
	t.Helper()
	exact := bruteMargin(points)
	gamma, w := marginOf(t, points)
	bound, separable := boundOf(t, points)
	if exact.Sign() == 0 {
		if gamma != 0 || w != nil || separable || !math.IsInf(bound, 1) {
			t.Fatalf("margin %v, %v, bound %v: nothing separates %v", gamma, w, bound, points)
		}
		return
	}
	root := new(big.Float).SetPrec(200).SetRat(exact)
	want, _ := root.Sqrt(root).Float64()
	if gamma != want || !separable {
		t.Fatalf("margin %v, want %v: %v", gamma, want, points)
	}
	var longest big.Rat
	for _, z := range signed(points) {
		square, _ := dot(z, z).Rat(nil)
		if square.Cmp(&longest) > 0 {
			longest.Set(square)
		}
	}
	if want, _ := longest.Quo(&longest, exact).Float64(); bound != want {
		t.Fatalf("bound %v, want %v: %v", bound, want, points)
	}
	length := 0.0
	for _, x := range w {
		length += x * x
	}
	if math.Abs(length-1) > 1e-15 {
		t.Fatalf("w %v is not of length 1", w)
	}
	for _, z := range signed(points) {
		height, size := 0.0, 0.0
		for j, x := range z {
			height += w[j] * x
			size += math.Abs(w[j] * x)
		}
		if height < gamma-1e-15*size {
			t.Fatalf("a point lies %v from w, nearer than %v: %v", height, gamma, points)
		}
	}
}

func TestMarginIsTheBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := grid(t, 2)
		if rapid.Bool().Draw(t, "separable") {
			points = labelled(t, 2)
		}
		if len(points) == 0 {
			t.Skip("all points on the line")
		}
		checkMargin(t, points)
	})
}

func TestMarginOfAnyScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// Small coordinates, large ones, and a cluster far from the origin.
		scale := rapid.SampledFrom([]float64{1e-6, 1e-3, 1, 1e3, 1e6}).Draw(t, "scale")
		away := rapid.SampledFrom([]float64{0, 1, 1e6}).Draw(t, "away")
		points := labelled(t, 2)
		if len(points) == 0 {
			t.Skip("all points on the line")
		}
		for _, p := range points {
			for j := range p.X {
				p.X[j] = p.X[j]*scale + away*rapid.SampledFrom([]float64{1, 1.1}).Draw(t, "stretch")
			}
		}
		checkMargin(t, points)
	})
}

func TestMarginOfClouds(t *testing.T) {
	for seed := range uint64(5) {
		points, err := Clouds(stream(seed), 10, 0.01)
		if err != nil {
			t.Fatal(err)
		}
		checkMargin(t, points)
	}
}

func TestMarginDoesNotDependOnOrder(t *testing.T) {
	r := stream(1)
	points, err := Clouds(r, 200, 0.02)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := marginOf(t, points)
	for range 20 {
		r.Shuffle(len(points), func(i, j int) { points[i], points[j] = points[j], points[i] })
		if got, _ := marginOf(t, append(points, points[:50]...)); got != want {
			t.Fatalf("margin %v, want %v", got, want)
		}
	}
}

// In many dimensions: (1, …) on axis j with label +1, and the bias. The hull is the
// simplex of d corners e_j + e_bias, whose nearest point is its centre: γ² = 1 + 1/d.
func TestMarginInManyDimensions(t *testing.T) {
	for _, d := range []int{1, 2, 5, 20} {
		var points []Point
		for j := range d {
			x := make([]float64, d)
			x[j] = 1
			points = append(points, Point{x, +1})
		}
		gamma, _ := marginOf(t, points)
		if want := math.Sqrt(float64(d+1) / float64(d)); math.Abs(gamma-want) > 3e-16 {
			t.Errorf("%d dimensions: %v, want %v", d, gamma, want)
		}
		x := make([]float64, d)
		for j := range x {
			x[j] = 1 / float64(d)
		}
		// Inside the simplex by less than rounding, or out of it: γ tells, not hangs.
		marginOf(t, append(points, Point{x, -1}))
	}
}

// Ten thousand points, of the kinds that could make the search slow.
func TestMarginEnds(t *testing.T) {
	const n = MaxPoints
	r := stream(2)
	kinds := map[string]func(i int) Point{
		"all the same":    func(int) Point { return Point{[]float64{0.1, 0.2}, +1} },
		"one contradicts": func(i int) Point { return Point{[]float64{0.1, 0.2}, 1 - 2*(i/(n-1))} },
		"collinear":       func(i int) Point { return Point{[]float64{float64(i), 0.1 * float64(i)}, 2*(i/(n/2)) - 1} },
		"any label":       func(int) Point { return Point{[]float64{r.Float64(), r.Float64()}, 2*r.IntN(2) - 1} },
		"any scale": func(i int) Point {
			s := [...]float64{1e-6, 1, 1e6}[r.IntN(3)]
			return Point{[]float64{s * r.Float64(), -s * r.Float64()}, 2*r.IntN(2) - 1}
		},
		"near a circle": func(i int) Point { x, y := direction(r); return Point{[]float64{1e3 + x, 1e3 + y}, +1} },
		"two arcs": func(i int) Point {
			x, y := direction(r)
			return Point{[]float64{x + math.Copysign(1.0001, x), y}, int(math.Copysign(1, x))}
		},
		"tiny": func(i int) Point { return Point{[]float64{1e-300 * r.Float64(), 5e-324}, 2*r.IntN(2) - 1} },
	}
	for name, kind := range kinds {
		points := make([]Point, n)
		for i := range points {
			points[i] = kind(i)
		}
		start := time.Now()
		gamma, w := marginOf(t, points)
		t.Logf("%-16s γ %g, %v", name, gamma, time.Since(start).Round(time.Millisecond))
		if (gamma > 0) != (w != nil) || gamma > 0 && Errors(w, points) > 0 && name != "any scale" {
			t.Errorf("%s: γ %g, %d errors", name, gamma, Errors(w, points))
		}
	}
}

func BenchmarkMargin(b *testing.B) {
	for _, n := range []int{40, MaxPoints} {
		points, err := Clouds(rand.New(rand.NewPCG(1, 0)), n, 0.02)
		if err != nil {
			b.Fatal(err)
		}
		b.Run("", func(b *testing.B) {
			for b.Loop() {
				marginOf(b, points)
			}
		})
	}
}
