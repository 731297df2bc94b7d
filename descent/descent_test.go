package descent

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var ctx = context.Background()

func valley(t testing.TB, flat, steep, x, y float64) *Bowl {
	t.Helper()
	b, err := Valley(flat, steep, x, y)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func walk(t testing.TB, b *Bowl, start []float64, o Options) *History {
	t.Helper()
	h, err := b.Walk(ctx, start, o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// anyBowl is one of up to five coordinates: MᵀM and a little more, so that no curvature is 0.
func anyBowl(t *rapid.T) *Bowl {
	n := rapid.IntRange(1, 5).Draw(t, "n")
	m := make([][]float64, n)
	for i := range m {
		m[i] = rapid.SliceOfN(rapid.Float64Range(-3, 3), n, n).Draw(t, "row")
	}
	a := make([][]float64, n)
	for i := range a {
		a[i] = make([]float64, n)
	}
	for i := range a {
		for j := range i + 1 {
			for k := range m {
				a[i][j] += m[k][i] * m[k][j]
			}
			if i == j {
				a[i][i] += .01
			}
			a[j][i] = a[i][j]
		}
	}
	b, err := New(a)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The walk in fractions, without any rounding: x − ηAx + β(x − before), as written.
func TestWalkAgreesWithFractions(t *testing.T) {
	rat := func(v float64) *big.Rat { return new(big.Rat).SetFloat64(v) }
	rapid.Check(t, func(t *rapid.T) {
		b := anyBowl(t)
		n := b.Dimensions()
		start := rapid.SliceOfN(rapid.Float64Range(.1, 2), n, n).Draw(t, "start")
		top := b.curvatures[n-1]
		rate, momentum := rapid.Float64Range(.01, 2.5).Draw(t, "rate")/top, rapid.SampledFrom([]float64{0, .5, .9}).Draw(t, "momentum")
		h, err := b.Walk(ctx, start, Options{Rate: rate, Momentum: momentum, Tolerance: 1e-9, MaxSteps: 12})
		if err != nil {
			t.Fatal(err)
		}
		x, before, scale := make([]*big.Rat, n), make([]*big.Rat, n), 0.
		for i, v := range start {
			x[i], before[i] = rat(v), rat(v)
		}
		for k, point := range h.Points {
			for i := range x {
				v, _ := x[i].Float64()
				scale = max(scale, math.Abs(v))
				if math.Abs(v-point[i]) > 1e-11*scale {
					t.Fatalf("after %d steps x[%d] is %v, in fractions %v", k, i, point[i], v)
				}
			}
			next := make([]*big.Rat, n)
			for i := range next {
				slope := new(big.Rat)
				for j := range x {
					slope.Add(slope, new(big.Rat).Mul(rat(b.a[i][j]), x[j]))
				}
				push := new(big.Rat).Sub(x[i], before[i])
				next[i] = new(big.Rat).Sub(x[i], slope.Mul(slope, rat(rate)))
				next[i].Add(next[i], push.Mul(push, rat(momentum)))
			}
			x, before = next, x
		}
	})
}

// Along each axis of the bowl, a plain walk multiplies the distance by 1 − ηλ: after k steps by its k-th power.
func TestPlainWalkInClosedForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := anyBowl(t)
		n := b.Dimensions()
		start := rapid.SliceOfN(rapid.Float64Range(.1, 2), n, n).Draw(t, "start")
		rate := rapid.Float64Range(.1, 1.9).Draw(t, "rate") / b.curvatures[n-1]
		h, err := b.Walk(ctx, start, Options{Rate: rate, Tolerance: 1e-6, MaxSteps: 30})
		if err != nil {
			t.Fatal(err)
		}
		for k, x := range h.Points {
			for i, axis := range b.Axes() {
				want := dot(start, axis) * math.Pow(1-rate*b.curvatures[i], float64(k))
				if got := dot(x, axis); math.Abs(got-want) > 1e-10*length(start) {
					t.Fatalf("after %d steps %v along axis %d, want %v", k, got, i, want)
				}
			}
			if k > 0 && h.Values[k] > h.Values[k-1]*(1+1e-12) {
				t.Fatalf("a stable rate climbs from %v to %v", h.Values[k-1], h.Values[k])
			}
		}
	})
}

// Eigenvalues and vectors are those of A: A v = λv, at right angles, of length 1.
func TestAxes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := anyBowl(t)
		axes, top := b.Axes(), b.curvatures[b.Dimensions()-1]
		for i, v := range axes {
			for k, s := range b.Slope(v) {
				if math.Abs(s-b.curvatures[i]*v[k]) > 1e-12*top {
					t.Fatalf("A v is %v at %d, λv is %v", s, k, b.curvatures[i]*v[k])
				}
			}
			for j, w := range axes {
				want := 0.
				if i == j {
					want = 1
				}
				if got := dot(v, w); math.Abs(got-want) > 1e-12 {
					t.Fatalf("axes %d and %d have the product %v", i, j, got)
				}
			}
		}
	})
	b := valley(t, 1, 20, 12, 5)
	if c := b.Curvatures(); math.Abs(c[0]-1) > 1e-13 || math.Abs(c[1]-20) > 1e-12 || math.Abs(b.Condition()-20) > 1e-11 {
		t.Errorf("the curvatures are %v", c)
	}
	if u := b.Axes()[0]; math.Abs(math.Abs(u[0])-12./13) > 1e-13 || math.Abs(u[0]*5-u[1]*12) > 1e-12 {
		t.Errorf("the flat axis is %v", u)
	}
}

// On either side of 2(1+β)/λ_max a walk arrives, or runs away.
func TestStableRate(t *testing.T) {
	b := valley(t, 1, 20, 12, 5)
	for _, momentum := range []float64{0, .4, .9} {
		limit := StableRate(20, momentum)
		o := Options{Rate: .99 * limit, Momentum: momentum, MaxSteps: 5000}
		if h := walk(t, b, []float64{1, 1}, o); !h.Arrived {
			t.Errorf("β = %v: below the limit it does not arrive in %d steps", momentum, h.Steps())
		}
		o.Rate = 1.01 * limit
		if h := walk(t, b, []float64{1, 1}, o); h.Arrived || h.Values[h.Steps()] < h.Values[0] {
			t.Errorf("β = %v: above the limit it arrives, or at least ends at %v", momentum, h.Values[h.Steps()])
		}
		if low, high := Share(20, .99*limit, momentum), Share(20, 1.01*limit, momentum); low >= 1 || high <= 1 {
			t.Errorf("β = %v: shares %v and %v on the two sides of the limit", momentum, low, high)
		}
	}
}

// The best rates are: no other leaves less of the distance, along the worst axis; and the walks are as fast as they say.
func TestBestRates(t *testing.T) {
	const flat, steep = 1., 20.
	worst := func(rate, momentum float64) float64 {
		return max(Share(flat, rate, momentum), Share(steep, rate, momentum))
	}
	rate, share := BestRate(flat, steep)
	fast, momentum, ball := BestMomentum(flat, steep)
	if math.Abs(worst(rate, 0)-share) > 1e-12 || math.Abs(share-19./21) > 1e-15 {
		t.Errorf("the best rate leaves %v, and says %v", worst(rate, 0), share)
	}
	// At a double root, an error ε of the parameters is one of √ε of the share.
	if math.Abs(worst(fast, momentum)-ball) > 1e-7 || math.Abs(ball-(math.Sqrt(20)-1)/(math.Sqrt(20)+1)) > 1e-15 {
		t.Errorf("the best momentum leaves %v, and says %v", worst(fast, momentum), ball)
	}
	r := rand.New(rand.NewPCG(1, 1))
	for range 10_000 {
		rate := r.Float64() * StableRate(steep, 1)
		if worst(rate, 0) < share-1e-12 {
			t.Errorf("the rate %v is better than the best", rate)
		}
		if m := r.Float64(); worst(rate, m) < ball-1e-12 {
			t.Errorf("the rate %v with the momentum %v is better than the best", rate, m)
		}
	}
	b := valley(t, flat, steep, 12, 5)
	h := walk(t, b, []float64{1, 1}, Options{Rate: rate, Tolerance: 1e-12})
	if got := math.Pow(length(h.Points[h.Steps()])/length(h.Points[0]), 1/float64(h.Steps())); !h.Arrived || math.Abs(got-share) > .001 {
		t.Errorf("a step leaves %v of the distance, want %v", got, share)
	}
	h = walk(t, b, []float64{1, 1}, Options{Rate: fast, Momentum: momentum, Tolerance: 1e-100})
	if got := math.Pow(length(h.Points[h.Steps()])/length(h.Points[0]), 1/float64(h.Steps())); !h.Arrived || math.Abs(got-ball) > .01 {
		t.Errorf("with momentum a step leaves %v of the distance, want %v", got, ball)
	}
}

// A walk that runs away ends, with finite numbers before the last.
func TestRunningAway(t *testing.T) {
	h := walk(t, valley(t, 1, 20, 1, 0), []float64{1, 1}, Options{Rate: 1e90, MaxSteps: 1 << 30})
	if h.Arrived || h.Steps() > 10 {
		t.Errorf("arrived: %v, after %d steps", h.Arrived, h.Steps())
	}
}

func TestErrors(t *testing.T) {
	b := valley(t, 1, 2, 1, 0)
	_, none := New(nil)
	_, ragged := New([][]float64{{1, 0}, {0}})
	_, skew := New([][]float64{{1, 2}, {3, 4}})
	_, saddle := New([][]float64{{1, 2}, {2, 1}})
	_, nan := New([][]float64{{math.NaN()}})
	_, flat := Valley(0, 1, 1, 0)
	_, narrow := Valley(1, 1e10, 1, 0)
	_, nowhere := Valley(1, 2, 0, 0)
	at := func(b *Bowl, start []float64, o Options) error {
		_, err := b.Walk(ctx, start, o)
		return err
	}
	good, ok := []float64{1, 1}, Options{Rate: .1}
	_, noContext := b.Walk(nil, good, ok) //nolint:staticcheck // that is what is tested
	for want, err := range map[string]error{
		"0 rows": none, "a[1] has 1 entries": ragged, "must be equal": skew, "eigenvalue -": saddle, "a[0][0] is NaN": nan,
		"flat is 0": flat, "1e9 times": narrow, "direction is (0, 0)": nowhere, "ctx is nil": noContext,
		"no coordinates": at(&Bowl{}, nil, ok), "start has 1 coordinates": at(b, []float64{1}, ok), "start is 0": at(b, []float64{0, 0}, ok),
		"start[1] is +Inf": at(b, []float64{1, math.Inf(1)}, ok), "Rate is 0": at(b, good, Options{}),
		"Momentum is 2": at(b, good, Options{Rate: 1, Momentum: 2}), "Tolerance is 1": at(b, good, Options{Rate: 1, Tolerance: 1}),
		"MaxSteps is -1": at(b, good, Options{Rate: 1, MaxSteps: -1}),
	} {
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "descent: ") {
			t.Errorf("the error is %v, want %q in it", err, want)
		}
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := b.Walk(ended, good, ok); err != context.Canceled {
		t.Errorf("a context that has ended gives %v", err)
	}
	if v := b.Value([]float64{1}); !math.IsNaN(v) || b.Slope(nil) != nil || !math.IsNaN((&Bowl{}).Condition()) {
		t.Errorf("a point of another space has the value %v", v)
	}
}

// One start, one path, on every CPU.
func TestSameBitsOnEveryCPU(t *testing.T) {
	b := valley(t, 1, 20, 12, 5)
	rate, momentum, _ := BestMomentum(1, 20)
	h := walk(t, b, []float64{1, .7}, Options{Rate: rate, Momentum: momentum})
	const want = "[0x1.59d71884b5fbep-07 -0x1.c69212cd13878p-09]"
	if got := fmt.Sprintf("%x", h.Points[h.Steps()]); got != want {
		t.Errorf("the path ends at %s after %d steps, want %s", got, h.Steps(), want)
	}
}
