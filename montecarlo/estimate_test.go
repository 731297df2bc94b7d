package montecarlo

import (
	"context"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// proportions draws counts of all sizes.
func proportions(t *rapid.T) Proportion {
	most := rapid.SampledFrom([]int{1, 10, 1000, 1e6, 1e9}).Draw(t, "size")
	n := rapid.IntRange(1, most).Draw(t, "trials")
	return Proportion{rapid.IntRange(0, n).Draw(t, "successes"), n}
}

// The ends of the interval are the roots of n(p̂ − π)² = z²π(1−π), here by the school's formula in 300 bits.
func TestWilsonSolvesItsQuadratic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := proportions(t)
		z := rapid.SampledFrom([]float64{0.01, 1, 1.96, 3, 10}).Draw(t, "z")
		// (n + z²)π² − (2k + z²)π + k²/n = 0
		num := func(x float64) *big.Float { return new(big.Float).SetPrec(300).SetFloat64(x) }
		k, n, zz := num(float64(p.Successes)), num(float64(p.Trials)), num(z)
		zz.Mul(zz, zz)
		a := num(0).Add(n, zz)
		b := num(0).Add(num(0).Mul(num(2), k), zz)
		c := num(0).Quo(num(0).Mul(k, k), n)
		root := num(0).Sub(num(0).Mul(b, b), num(0).Mul(num(4), num(0).Mul(a, c)))
		root.Sqrt(root)
		two := num(0).Mul(num(2), a)
		low, _ := num(0).Quo(num(0).Sub(b, root), two).Float64()
		high, _ := num(0).Quo(num(0).Add(b, root), two).Float64()

		got := p.Wilson(z)
		if p.Successes == 0 {
			low = 0 // the difference of two equal numbers, but for the 300th bit
		}
		if math.Abs(got.Low-low) > 1e-15*low || math.Abs(got.High-high) > 1e-15*high {
			t.Fatalf("%+v at z = %v: %v, want %v to %v", p, z, got, low, high)
		}
	})
}

func TestWilsonLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := proportions(t)
		z := rapid.Float64Range(0, 20).Draw(t, "z")
		i := p.Wilson(z)
		if !(0 <= i.Low && i.Low <= i.High && i.High <= 1) || !i.Contains(p.Rate()) {
			t.Fatalf("%+v at z = %v: %v", p, z, i)
		}
		if mirror := (Proportion{p.Trials - p.Successes, p.Trials}).Wilson(z); math.Abs(mirror.Low-(1-i.High)) > 1e-15 {
			t.Fatalf("%+v at z = %v: %v, but failures %v", p, z, i, mirror)
		}
		if wider := p.Wilson(z + 1); wider.Low > i.Low || wider.High < i.High {
			t.Fatalf("%+v: %v at z = %v, but %v one further", p, i, z, wider)
		}
	})
}

// The examples of R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17
// (1998), at 95 %.
func TestWilsonOfTheLiterature(t *testing.T) {
	for _, c := range []struct {
		p         Proportion
		low, high float64
	}{
		{Proportion{81, 263}, .2553, .3662},
		{Proportion{15, 148}, .0624, .1605},
		{Proportion{0, 20}, 0, .1611},
		{Proportion{1, 29}, .0061, .1718},
	} {
		got := c.p.Wilson(1.959964)
		if math.Abs(got.Low-c.low) > .00005 || math.Abs(got.High-c.high) > .00005 {
			t.Errorf("%+v: %.4f, want %.4f to %.4f", c.p, got, c.low, c.high)
		}
	}
}

// binomial is the law of the successes in n trials, by the recurrence.
func binomial(n int, p float64) []float64 {
	law := []float64{1}
	for range n {
		next := make([]float64, len(law)+1)
		for k, q := range law {
			next[k] += q * (1 - p)
			next[k+1] += q * p
		}
		law = next
	}
	return law
}

// How often an interval holds the truth, exactly: by the sum over all outcomes, averaged over the probabilities .005,
// .015, … .995. Wilson's keeps its 95 %; the rate ± 1.96 standard errors of itself does not.
func TestWilsonCoversWhatItPromises(t *testing.T) {
	for _, n := range []int{5, 10, 30, 100} {
		var wilson, naive Mean
		for i := range 100 {
			p := (float64(i) + .5) / 100
			covered, plain := 0.0, 0.0
			for k, q := range binomial(n, p) {
				got := Proportion{k, n}
				if got.Wilson(1.96).Contains(p) {
					covered += q
				}
				if math.Abs(got.Rate()-p) <= 1.96*got.StandardError() {
					plain += q
				}
			}
			wilson.Add(covered)
			naive.Add(plain)
			if covered < .83 {
				t.Errorf("n = %d, p = %v: covers only %.3f", n, p, covered)
			}
		}
		t.Logf("n = %3d: Wilson covers %.4f, the naive interval %.4f", n, wilson.Mean(), naive.Mean())
		if math.Abs(wilson.Mean()-.95) > .01 || naive.Mean() > wilson.Mean()-.01 {
			t.Errorf("n = %d: Wilson covers %.4f, the naive interval %.4f", n, wilson.Mean(), naive.Mean())
		}
	}
}

func TestProportionAtTheEdges(t *testing.T) {
	var p Proportion
	if !math.IsNaN(p.Rate()) || !math.IsNaN(p.StandardError()) || p.Wilson(2) != (Interval{0, 1}) {
		t.Errorf("no trials: %v, %v, %v", p.Rate(), p.StandardError(), p.Wilson(2))
	}
	p.Add(true)
	p.Add(false)
	if p = p.Plus(p); p != (Proportion{2, 4}) || p.Rate() != .5 || p.StandardError() != .25 {
		t.Errorf("%+v: %v ± %v", p, p.Rate(), p.StandardError())
	}
	if i := p.Wilson(0); i != (Interval{.5, .5}) || i.Width() != 0 {
		t.Errorf("z = 0: %v", i)
	}
	if i := p.Wilson(math.Inf(1)); i.Low > 1e-100 || i.High != 1 {
		t.Errorf("z = ∞: %v", i)
	}
	for _, z := range []float64{-1, math.NaN()} {
		if i := p.Wilson(z); !math.IsNaN(i.Low) || !math.IsNaN(i.High) || i.Contains(.5) {
			t.Errorf("z = %v: %v", z, i)
		}
	}
	for _, p := range []Proportion{{-1, 3}, {4, 3}, {0, -1}, {-2, -1}} {
		if !math.IsNaN(p.Rate()) || !math.IsNaN(p.StandardError()) || !math.IsNaN(p.Wilson(1).Low) {
			t.Errorf("%+v: %v, %v, %v", p, p.Rate(), p.StandardError(), p.Wilson(1))
		}
	}
}

func TestStandardErrorAtTheEdges(t *testing.T) {
	for _, c := range []struct {
		p    float64
		n    int
		want float64
	}{{.5, 100, .05}, {0, 10, 0}, {1, 10, 0}, {.5, 0, math.Inf(1)}, {.5, -1, math.Inf(1)}} {
		if e := StandardError(c.p, c.n); e != c.want {
			t.Errorf("p = %v, n = %d: %v, want %v", c.p, c.n, e, c.want)
		}
	}
	for _, p := range []float64{-.1, 1.1, math.NaN()} {
		if e := StandardError(p, 10); !math.IsNaN(e) {
			t.Errorf("p = %v: got %v, want NaN", p, e)
		}
	}
}

// The standard error is the standard deviation of the rate, by the exact law of the successes.
func TestStandardErrorIsADeviation(t *testing.T) {
	for _, n := range []int{1, 7, 60} {
		for _, p := range []float64{.1, .5, 2. / 3} {
			square := 0.0
			for k, q := range binomial(n, p) {
				off := float64(k)/float64(n) - p
				square += q * off * off
			}
			if got := StandardError(p, n); math.Abs(got-math.Sqrt(square)) > 1e-14 {
				t.Errorf("p = %v, n = %d: %v, want %v", p, n, got, math.Sqrt(square))
			}
		}
	}
}

// Mean and variance against two passes in rationals, also about a mean that dwarfs the differences.
func TestMeanIsTheTwoPassFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		offset := rapid.SampledFrom([]float64{0, 1, 1e9}).Draw(t, "offset")
		values := rapid.SliceOfN(rapid.Float64Range(-1, 1), 2, 50).Draw(t, "values")
		var m Mean
		sum := new(big.Rat)
		for i := range values {
			values[i] += offset
			m.Add(values[i])
			sum.Add(sum, new(big.Rat).SetFloat64(values[i]))
		}
		n := big.NewRat(int64(len(values)), 1)
		mean := sum.Quo(sum, n)
		squares := new(big.Rat)
		for _, x := range values {
			d := new(big.Rat).Sub(new(big.Rat).SetFloat64(x), mean)
			squares.Add(squares, d.Mul(d, d))
		}
		wantMean, _ := mean.Float64()
		want, _ := squares.Quo(squares, n.Sub(n, big.NewRat(1, 1))).Float64()
		slack := 1e-14 * (1 + offset)
		if m.Count() != len(values) || math.Abs(m.Mean()-wantMean) > slack || math.Abs(m.Variance()-want) > slack {
			t.Fatalf("%d numbers: %v, %v, want %v, %v", m.Count(), m.Mean(), m.Variance(), wantMean, want)
		}
		if e, want := m.StandardError(), math.Sqrt(m.Variance()/float64(len(values))); e != want {
			t.Fatalf("standard error %v, want %v", e, want)
		}
	})
}

func TestMeanAtTheEdges(t *testing.T) {
	var m Mean
	if m.Count() != 0 || !math.IsNaN(m.Mean()) || !math.IsNaN(m.Variance()) || !math.IsNaN(m.StandardError()) {
		t.Errorf("no numbers: %v, %v, %v", m.Mean(), m.Variance(), m.StandardError())
	}
	m.Add(3)
	if m.Mean() != 3 || !math.IsNaN(m.Variance()) || !math.IsNaN(m.Interval(1).Low) {
		t.Errorf("one number: %v, %v, %v", m.Mean(), m.Variance(), m.Interval(1))
	}
	m.Add(5)
	if i := m.Interval(2); m.Mean() != 4 || m.Variance() != 2 || i != (Interval{2, 6}) {
		t.Errorf("two numbers: %v, %v, %v", m.Mean(), m.Variance(), i)
	}
	for _, z := range []float64{-1, math.NaN()} {
		if i := m.Interval(z); !math.IsNaN(i.Low) || !math.IsNaN(i.High) {
			t.Errorf("z = %v: %v", z, i)
		}
	}
}

// A thousand experiments of 40 dice each: about 95 % of their intervals hold 3½, the mean of a die. Student's law with 39
// degrees of freedom says 94.3 % for z = 1.96, and 5 standard errors of a thousand experiments are 3.5 %.
func TestMeanIntervalsHoldTheMean(t *testing.T) {
	held, err := Run(context.Background(), 1000, func(_ context.Context, _ int, r *rand.Rand) (bool, error) {
		var m Mean
		for range 40 {
			m.Add(float64(1 + r.IntN(6)))
		}
		return m.Interval(1.96).Contains(3.5), nil
	}, &Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	var p Proportion
	for _, ok := range held {
		p.Add(ok)
	}
	if !p.Wilson(5).Contains(.945) || p.Rate() < .91 {
		t.Errorf("%.3f of the intervals hold the mean", p.Rate())
	}
}

func FuzzProportion(f *testing.F) {
	f.Add(3, 10, 1.96)
	f.Add(0, 0, 0.)
	f.Add(-1, 5, math.NaN())
	f.Add(math.MaxInt, math.MaxInt, math.Inf(1))
	f.Add(1, math.MaxInt, 1e-200)
	f.Add(5, 7, 1e300)
	f.Add(0, 1, 1.7e-162)
	f.Add(0, 1, 1.1e-150)
	f.Fuzz(func(t *testing.T, successes, trials int, z float64) {
		p := Proportion{successes, trials}
		i := p.Wilson(z)
		if successes < 0 || successes > trials || !(z >= 0) {
			if !math.IsNaN(i.Low) || !math.IsNaN(i.High) {
				t.Fatalf("%+v at z = %v: %v", p, z, i)
			}
			return
		}
		if !(0 <= i.Low && i.Low <= i.High && i.High <= 1) || trials > 0 && !i.Contains(p.Rate()) {
			t.Fatalf("%+v at z = %v: %v", p, z, i)
		}
	})
}

// The exponent is that of a power law, whatever its factor; what has no logarithm does not count.
func TestExponent(t *testing.T) {
	n := []int{1, 10, 50, 100, 0, 1000}
	for _, power := range []float64{-1, -.5, 0, 2} {
		var values []float64
		for _, k := range n {
			values = append(values, 3*math.Pow(float64(k), power))
		}
		values[2], values[4] = 0, 1
		if got := Exponent(n, values); math.Abs(got-power) > 1e-12 {
			t.Errorf("exponent %v, want %v", got, power)
		}
	}
	for _, n := range [][]int{nil, {5}, {7, 7}, {5, 6, 7}} {
		if got := Exponent(n, []float64{3, 7}[:min(len(n), 2)]); !math.IsNaN(got) {
			t.Errorf("%v has the exponent %v, want NaN", n, got)
		}
	}
}
