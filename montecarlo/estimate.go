package montecarlo

import (
	"math"

	"flipbook/internal/detmath"
)

// An Interval is all numbers from Low to High, both included.
type Interval struct {
	Low, High float64
}

// Contains tells whether x lies in the interval. No interval contains NaN, and one with a NaN end contains nothing.
func (i Interval) Contains(x float64) bool { return i.Low <= x && x <= i.High }

// Width is High − Low.
func (i Interval) Width() float64 { return i.High - i.Low }

// StandardError is √(p(1−p)/n), the standard deviation of a rate observed in n independent trials that each succeed
// with probability p in [0, 1]. It is +Inf for n < 1 and NaN for any other p.
func StandardError(p float64, n int) float64 {
	switch {
	case !(p >= 0 && p <= 1): // true of NaN as well
		return math.NaN()
	case n < 1:
		return math.Inf(1)
	}
	return math.Sqrt(p * (1 - p) / float64(n))
}

// A Proportion counts the trials of an experiment that either succeeds or does not. The zero value is ready.
type Proportion struct {
	Successes, Trials int // 0 ≤ Successes ≤ Trials
}

// Add counts one trial.
func (p *Proportion) Add(success bool) {
	p.Trials++
	if success {
		p.Successes++
	}
}

// Plus is the proportion of two experiments taken together.
func (p Proportion) Plus(q Proportion) Proportion {
	return Proportion{p.Successes + q.Successes, p.Trials + q.Trials}
}

// Rate is Successes/Trials. It is NaN without trials, and for counts that cannot be.
func (p Proportion) Rate() float64 {
	if p.Trials == 0 || !p.possible() {
		return math.NaN()
	}
	return float64(p.Successes) / float64(p.Trials)
}

// StandardError is that of the rate, with the rate itself in place of the unknown probability: [StandardError] of Rate
// and Trials. It says 0 where no trial or every trial succeeded, which is no reason for confidence: quote
// [Proportion.Wilson] instead.
func (p Proportion) StandardError() float64 { return StandardError(p.Rate(), p.Trials) }

// Wilson is the score interval of Wilson (1927): the probabilities π from which the rate p̂ of n trials is at most z of
// their own standard errors away,
//
//	|p̂ − π| ≤ z √(π(1−π)/n),
//
// a quadratic in π whose roots are the ends. Each end lies within [0, 1] and is right to a few units in the last place.
//
// z must be at least 0; a negative one or NaN, as well as counts that cannot be, give an interval of NaN. Without trials
// nothing is known, and the interval is [0, 1].
func (p Proportion) Wilson(z float64) Interval {
	if !p.possible() || !(z >= 0) { // true of NaN as well
		return Interval{math.NaN(), math.NaN()}
	}
	if p.Trials == 0 {
		return Interval{0, 1}
	}
	k, n := float64(p.Successes), float64(p.Trials)
	if z < 1e-150 {
		return Interval{k / n, k / n} // and z² would vanish
	}
	z = min(z, 1e150) // so that z² is finite
	zz := float64(z * z)
	spread := float64(z * math.Sqrt(float64(k*((n-k)/n))+zz/4))
	sum := k + zz/2 + spread
	// The upper root is sum/(n+z²). The lower one would be a difference of nearly equal numbers; the product of the two,
	// k²/(n(n+z²)), gives it without loss.
	return Interval{k / sum * (k / n), min(max(sum/(n+zz), k/n), 1)}
}

func (p Proportion) possible() bool { return 0 <= p.Successes && p.Successes <= p.Trials }

// A Mean follows a sequence of numbers by Welford's recurrence (1962), which loses no digits when the numbers vary
// little about a large mean. The zero value is ready. The last bits depend on the order of the numbers: feed it results
// in the order of the trials, and they are the same with any number of workers.
type Mean struct {
	n       int
	mean    float64
	squares float64 // Σ (xᵢ − mean)²
}

// Add takes in one number. NaN and ±Inf make all results NaN or ±Inf.
func (m *Mean) Add(x float64) {
	m.n++
	before := x - m.mean
	m.mean += before / float64(m.n)
	m.squares += float64(before * (x - m.mean))
}

// Count is how many numbers were added.
func (m Mean) Count() int { return m.n }

// Mean is their mean, NaN if there are none.
func (m Mean) Mean() float64 {
	if m.n == 0 {
		return math.NaN()
	}
	return m.mean
}

// Variance is the unbiased estimate Σ(xᵢ − mean)²/(n−1) of the variance from which they were drawn, NaN for n < 2.
func (m Mean) Variance() float64 {
	if m.n < 2 {
		return math.NaN()
	}
	return m.squares / float64(m.n-1)
}

// StandardError is √(Variance/n), how far the mean strays from the one behind it; NaN for n < 2.
func (m Mean) StandardError() float64 { return math.Sqrt(m.Variance() / float64(m.n)) }

// Interval is the mean ± z standard errors, for z ≥ 0; it is NaN for any other z and for n < 2. It assumes that the mean
// is distributed normally, which some thirty numbers without far outliers make true enough; for fewer, Student's law
// asks for more than z.
func (m Mean) Interval(z float64) Interval {
	if !(z >= 0) { // true of NaN as well
		return Interval{math.NaN(), math.NaN()}
	}
	half := float64(z * m.StandardError())
	return Interval{m.mean - half, m.mean + half}
}

// Exponent is the power of n with which values grow, or fall if it is negative: the slope of the straight line of least
// squares on logarithmic axes. The standard error of a rate, for one, has the exponent −½. n and values are of one
// length; pairs of which one is not above 0 do not count. It is NaN where fewer than two different n are left, and if the
// lengths differ.
func Exponent(n []int, values []float64) float64 {
	if len(n) != len(values) {
		return math.NaN()
	}
	var sum, x, y, xx, xy float64
	least, most := math.MaxInt, 0
	for i, v := range values {
		if n[i] <= 0 || !(v > 0) { // true of NaN as well
			continue
		}
		a, b := detmath.Log(float64(n[i])), detmath.Log(v)
		sum++
		x, y, xx, xy = x+a, y+b, xx+float64(a*a), xy+float64(a*b)
		least, most = min(least, n[i]), max(most, n[i])
	}
	if least >= most {
		return math.NaN()
	}
	return (float64(sum*xy) - float64(x*y)) / (float64(sum*xx) - float64(x*x))
}
