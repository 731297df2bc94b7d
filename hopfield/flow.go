package hopfield

import (
	"context"
	"fmt"
	"math"
	"slices"

	"flipbook/internal/detmath"
)

// ProbabilityFlow is minimum probability flow: it makes every pattern more probable than the states one flip away. Among
// symmetric weights with a zero diagonal it goes down
//
//	K = Σ exp(½(E(x) − E(x′))) = Σ exp(−xᵢhᵢ)   over the patterns x and the neurons i,
//
// where x′ is x with neuron i flipped, so that E(x′) − E(x) = 2xᵢhᵢ. K is the rate at which probability would begin to flow
// from the patterns to their neighbors, were the network to come to its equilibrium at temperature 1 (in weight units). It
// is convex: there is no wrong valley to learn into. If any weights store the patterns, K falls towards 0 as such weights
// grow, and learning ends when every margin xᵢhᵢ has reached Margin. If none do, K levels off above 0, and learning ends
// with an error.
//
// So every set that a symmetric network can store is stored, likeness or not; of random patterns at least one per neuron.
// A state that belongs with the patterns is often stored unseen: shown some of the cliques of a graph, the network comes to
// know all (Hillar & Tran 2018). [Network.Unit] is the mean margin of the patterns.
//
// The gradient of K is a sum of 2P outer products, and W = Σ axᵀ + xaᵀ over the patterns x is kept as its coefficients a. A
// step of conjugate gradients then costs 3NP² multiplications and a few NP exponentials, and the weights at the end 2N²P
// multiplications, rounded to 24 bits. A dozen steps are usual, hundreds close to capacity. Memory is about
// 80NP + 12P² + 12N² bytes, for up to 16,384 patterns and 2²⁴ entries in all.
//
// Source: Sohl-Dickstein, Battaglino & DeWeese 2011, "New method for parameter estimation in probabilistic models: minimum
// probability flow"; Hillar, Sohl-Dickstein & Koepsell 2012, "Efficient and optimal binary Hopfield associative memory
// storage using minimum probability flow"; Hillar & Tran 2018, "Robust exponential memory in Hopfield networks".
type ProbabilityFlow struct {
	// LearnThresholds goes down over the thresholds as well. The zero value leaves them at 0.
	LearnThresholds bool

	// Margin is the xᵢhᵢ at which a neuron is firm enough in a pattern, from above 0 up to 100. 0 means 5, where the flow is
	// below 1 %, and valleys of random patterns are about as wide as they get. A larger one finds more of what belongs with
	// the patterns, and takes longer.
	Margin float64

	// MaxSteps bounds the descent; it must not be negative. 0 means 2000.
	MaxSteps int

	// Progress is told, after each step, how many of the N·P margins have come to Margin. Nil tells nobody.
	Progress func(done, total int)
}

const (
	defaultMargin = 5
	defaultSteps  = 2000

	// flat is the share of K below which its slope counts as none. If weights of length 1, Σ wᵢⱼ² = 1 over the pairs of
	// neurons, gave all patterns the margin γ, K would have a slope of at least γK.
	flat = 1e-4
)

// Train implements [Rule]. If patterns are not stored in the end, because no symmetric network can store them or
// because MaxSteps were too few, the error is a [*NotStoredError], which has the network learned so far.
func (f ProbabilityFlow) Train(ctx context.Context, patterns []Pattern) (*Network, error) {
	switch {
	case !(f.Margin >= 0) || f.Margin > 100: // the negation catches NaN
		return nil, fmt.Errorf("hopfield: ProbabilityFlow.Margin is %v: it must be above 0, up to 100; 0 means %d",
			f.Margin, defaultMargin)
	case f.MaxSteps < 0:
		return nil, fmt.Errorf("hopfield: ProbabilityFlow.MaxSteps is %d: it must not be negative; 0 means %d",
			f.MaxSteps, defaultSteps)
	case f.Margin == 0:
		f.Margin = defaultMargin
	}
	if f.MaxSteps == 0 {
		f.MaxSteps = defaultSteps
	}
	l, err := newLessons(ctx, patterns, f.LearnThresholds)
	if err != nil {
		return nil, err
	}
	d := newDescent(l)
	reached, steps := 0, 0
	for ; reached < l.n*l.p && steps < f.MaxSteps; steps++ {
		falls, err := d.step(ctx)
		if err != nil {
			return nil, err
		}
		if !falls {
			break
		}
		reached = d.reached(f.Margin)
		if f.Progress != nil {
			f.Progress(reached, l.n*l.p)
		}
	}
	return d.network(ctx, f.LearnThresholds, steps)
}

// descent is K on its way down.
type descent struct {
	*lessons
	at        course    // the weights so far
	gradient  course    // the steepest way down from where the last step began
	way       course    // the way that it went, conjugate to those before
	steepness float64   // the gradient times itself
	flow      []float64 // N rows of P terms of K, exp(−xᵢhᵢ)
	across    []float64 // P rows of P: a^μ·x^ν of the course that is being followed
	k         float64
}

// A course is a set of weights, W = Σ axᵀ + xaᵀ with a zero diagonal, and what it makes of the patterns. If thresholds are
// learned, they are θ = Σ a: the weights of a neuron that is always +1.
type course struct {
	a       []float64 // N rows of P
	margins []float64 // the same: xᵢhᵢ
}

func newCourse(l *lessons) course { return course{make([]float64, l.n*l.p), make([]float64, l.n*l.p)} }

func (c course) add(t float64, v course) {
	detmath.AddScaled(c.a, t, v.a)
	detmath.AddScaled(c.margins, t, v.margins)
}

func (c course) scale(t float64) {
	for k := range c.a {
		c.a[k] *= t
		c.margins[k] *= t
	}
}

func newDescent(l *lessons) *descent {
	d := &descent{lessons: l, at: newCourse(l), gradient: newCourse(l), way: newCourse(l)}
	d.flow, d.across = slices.Repeat([]float64{1}, l.n*l.p), make([]float64, l.p*l.p)
	d.k = float64(l.n * l.p) // all margins are 0
	return d
}

// look computes the flow when t times the way is gone, and returns its sum, K.
func (d *descent) look(ctx context.Context, t float64) (k float64, err error) {
	for i, m := range d.at.margins {
		if i%d.p == 0 && ended(ctx) != nil {
			return 0, ended(ctx)
		}
		d.flow[i] = detmath.Exp(-m - float64(t*d.way.margins[i]))
		k += d.flow[i]
	}
	return k, nil
}

// slope returns how steeply K falls along the course c: its product with the gradient, Σ vᵢⱼwᵢⱼ over the pairs of neurons.
func (d *descent) slope(c course) float64 { return detmath.Dot(d.flow, c.margins) }

// step goes down to about the lowest point of a way conjugate to those before (Polak & Ribière 1969), and reports whether K
// has fallen.
func (d *descent) step(ctx context.Context) (bool, error) {
	before, last := d.slope(d.gradient), d.steepness
	for k, x := range d.neurons {
		d.gradient.a[k] = float64(d.flow[k] * float64(x))
	}
	if err := d.follow(ctx, d.gradient); err != nil {
		return false, err
	}
	d.steepness = d.slope(d.gradient)
	if level := float64(flat * d.k); d.steepness <= float64(level*level) {
		return false, nil
	}
	keep := 0.
	if last > 0 {
		keep = max(0, (d.steepness-before)/last)
	}
	d.way.scale(keep)
	d.way.add(1, d.gradient)
	if d.slope(d.way) <= 0 {
		d.way.scale(0)
		d.way.add(1, d.gradient)
	}
	return d.advance(ctx)
}

// advance goes along the way as far as Newton's method says, or a half, a quarter, … as far, until K has fallen by a fair
// part of what its slope promised (Armijo 1966).
func (d *descent) advance(ctx context.Context) (bool, error) {
	slope, bend := d.slope(d.way), 0.
	for k, m := range d.way.margins {
		bend += float64(float64(d.flow[k]*m) * m)
	}
	for t := slope / bend; t > 0; t /= 2 {
		k, err := d.look(ctx, t)
		if err != nil {
			return false, err
		}
		if k < d.k-float64(1e-4*float64(t*slope)) {
			d.at.add(t, d.way)
			d.k = k
			return true, nil
		}
	}
	return false, nil
}

// follow computes the margins of a course from
//
//	hᵢ^ν = Σ_μ aᵢ^μ (x^μ·x^ν) + Σ_μ xᵢ^μ (a^μ·x^ν) − 2xᵢ^ν Σ_μ aᵢ^μ xᵢ^μ.
func (d *descent) follow(ctx context.Context, c course) error {
	clear(d.across)
	column := make([]float64, d.n) // a^μ
	for mu := range d.p {
		if err := ended(ctx); err != nil {
			return err
		}
		for i := range column {
			column[i] = c.a[i*d.p+mu]
		}
		combine(d.across[mu*d.p:][:d.p], column, d.neurons)
	}
	x := make([]float64, d.p)
	for i := range d.n {
		if err := ended(ctx); err != nil {
			return err
		}
		for mu, v := range d.neuron(i) {
			x[mu] = float64(v)
		}
		a, h := c.a[i*d.p:][:d.p], c.margins[i*d.p:][:d.p]
		clear(h)
		combine(h, a, d.products)
		combine(h, x, d.across)
		self := 2 * detmath.Dot(a, x)
		for nu, v := range x {
			h[nu] = float64(h[nu]*v) - self
		}
	}
	return nil
}

// reached counts the margins of at least m.
func (d *descent) reached(m float64) (count int) {
	for _, v := range d.at.margins {
		if v >= m {
			count++
		}
	}
	return count
}

func (d *descent) network(ctx context.Context, thresholds bool, steps int) (*Network, error) {
	w, theta, err := d.weights(ctx)
	if err != nil {
		return nil, err
	}
	if !thresholds {
		theta = nil
	}
	// In common steps, lest weights that are next to nothing ask for thresholds of more than 53 bits.
	grid := gridOf(max(largest(w), largest(theta)))
	for k, v := range w {
		if k%d.n == 0 && ended(ctx) != nil {
			return nil, ended(ctx)
		}
		w[k] = math.Round(v/grid) * grid
	}
	matrix, err := rounded(ctx, d.n, w, true)
	if err != nil {
		return nil, err
	}
	matrix.grid = grid
	sum := 0.
	for _, m := range d.at.margins {
		sum += m
	}
	net, err := newNetwork(d.n, matrix, theta, d.unit(sum))
	if err != nil {
		return nil, err
	}
	doubt := float64(d.n) * grid // twice what rounding can move a margin
	return stored(net, d.lessons, steps, func(i, mu int) bool { return d.at.margins[i*d.p+mu] > doubt })
}

// largest is the largest |v|.
func largest(vs []float64) (most float64) {
	for _, v := range vs {
		most = max(most, math.Abs(v))
	}
	return most
}

// weights adds up the outer products, and the thresholds.
func (d *descent) weights(ctx context.Context) (w, theta []float64, err error) {
	x, a := make([]float64, d.p*d.n), make([]float64, d.p*d.n) // P rows of N
	for mu, p := range d.patterns {
		for i, v := range p {
			x[mu*d.n+i], a[mu*d.n+i] = float64(v), d.at.a[i*d.p+mu]
		}
	}
	w, theta = make([]float64, d.n*d.n), make([]float64, d.n)
	combine(theta, slices.Repeat([]float64{1}, d.p), a)
	ai, xi := make([]float64, d.p), make([]float64, d.p)
	for i := range d.n {
		if err := ended(ctx); err != nil {
			return nil, nil, err
		}
		for mu := range d.p {
			ai[mu], xi[mu] = a[mu*d.n+i], x[mu*d.n+i]
		}
		row := w[i*d.n:][:d.n]
		combine(row, ai, x)
		combine(row, xi, a)
		row[i] = 0
	}
	return w, theta, nil
}
