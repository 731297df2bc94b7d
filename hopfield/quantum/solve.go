package quantum

import (
	"context"
	"fmt"
	"math"

	"flipbook/hopfield"
	"flipbook/internal/detmath"
)

// Solve completes the cue, which has for each neuron its known value, −1 or +1, or 0 if it is unknown; at least one is known.
// It decomposes the system into eigenvectors, one for each neuron and one more for each that is known, and solves it along
// those whose eigenvalues exceed Cut; among the solutions that this leaves it returns the shortest. That takes about n³·10 ns
// for n = d + known neurons.
//
// Without a cut it is an error if Gamma is an eigenvalue of W_UU, within rounding: then the system has none or many
// solutions. With a cut that case is like any other, the eigenvalue 0 being the first to go. It is an error if the cut leaves
// out all eigenvalues, if a field of the system or the cue is not as its documentation says, or if ctx ends.
func (s *System) Solve(ctx context.Context, cue []int8) (*Solution, error) {
	p, err := s.pose(ctx, cue)
	if err != nil {
		return nil, err
	}
	d := len(cue)
	a, right := square(d+len(p.known)), make([]float64, d+len(p.known))
	copy(right, p.theta)
	for i := range d {
		copy(a[i], p.w[i])
		a[i][i] -= p.gamma
	}
	for k, i := range p.known {
		a[i][d+k], a[d+k][i] = 1, 1
		right[d+k] = float64(cue[i])
	}

	result := &Solution{}
	z, err := p.invert(ctx, a, right, s.Cut, result)
	if err != nil {
		return nil, err
	}
	result.X, result.Multipliers = z[:d:d], make([]float64, d)
	for k, i := range p.known {
		result.Multipliers[i] = z[d+k]
	}
	// Each constraint brings one positive and one negative eigenvalue, whatever the rest is like (Haynsworth 1968); the other
	// eigenvalues have the signs of those of W_UU − γI.
	positive, zero := 0, 0
	for _, v := range result.Eigenvalues {
		switch {
		case math.Abs(v) <= p.rounding(result.Eigenvalues):
			zero++
		case v > 0:
			positive++
		}
	}
	result.Minimum = positive == len(p.known) && zero == 0
	p.finish(result)
	return result, nil
}

// Reduced completes the cue as Solve does without a cut, from the equations of the unknown neurons alone: in less time and
// with smaller errors. That takes about n³·10 ns for n unknown neurons.
//
// It is an error if Gamma is an eigenvalue of W_UU, within rounding, if a field of the system or the cue is not as its
// documentation says, or if ctx ends.
func (s *System) Reduced(ctx context.Context, cue []int8) (*Solution, error) {
	p, err := s.pose(ctx, cue)
	if err != nil {
		return nil, err
	}
	a, right := square(len(p.unknown)), make([]float64, len(p.unknown))
	for k, i := range p.unknown {
		for l, j := range p.unknown {
			a[k][l] = 0 - p.w[i][j]
		}
		a[k][k] += p.gamma
		right[k] = 0 - p.theta[i]
		for _, j := range p.known {
			right[k] += float64(p.w[i][j] * float64(cue[j]))
		}
	}
	result := &Solution{X: make([]float64, len(cue)), Multipliers: make([]float64, len(cue)), Condition: 1, Minimum: true}
	if len(p.unknown) > 0 {
		z, err := p.invert(ctx, a, right, 0, result)
		if err != nil {
			return nil, err
		}
		for k, i := range p.unknown {
			result.X[i] = z[k]
		}
		result.Minimum = result.Eigenvalues[len(z)-1] > 0
	}
	for _, i := range p.known {
		result.X[i] = float64(cue[i])
	}
	for _, i := range p.known {
		result.Multipliers[i] = p.theta[i] - p.slope(i, result.X)
	}
	p.finish(result)
	return result, nil
}

// OneStep completes the cue by one step of the classical network, which listens to the known entries and to nothing else:
// each unknown neuron takes the sign of the field that they make less its threshold, −1 where that is 0. Solve and Reduced
// come to the same as γ grows, but for the neurons that they call Undecided; Gamma and Cut play no part here. It takes M·d
// additions.
//
// It is an error if a field of the system or the cue is not as its documentation says.
func (s *System) OneStep(cue []int8) (hopfield.Pattern, error) {
	p, err := s.question(cue)
	if err != nil {
		return nil, err
	}
	field := make([]int, len(cue))
	for _, x := range s.Patterns {
		overlap := 0
		for _, j := range p.known {
			overlap += int(cue[j]) * int(x[j])
		}
		for _, i := range p.unknown {
			field[i] += overlap * int(x[i])
		}
	}
	answer := make([]float64, len(cue))
	for _, i := range p.unknown {
		answer[i] = float64(field[i])/float64(len(s.Patterns)*len(cue)) - p.theta[i]
	}
	for _, j := range p.known {
		answer[j] = float64(cue[j])
	}
	return hopfield.Sign(answer), nil
}

// invert solves a z = right along the eigenvectors of a whose eigenvalues exceed the cut, and says so in the result.
func (p *problem) invert(ctx context.Context, a [][]float64, right []float64, cut float64, result *Solution) ([]float64, error) {
	values, vectors, err := eigen(ctx, a, p.Progress)
	if err != nil {
		return nil, err
	}
	result.Eigenvalues = values
	z, noise, smallest, largest := make([]float64, len(right)), p.rounding(values), math.Inf(1), 0.
	for k, v := range values {
		size := math.Abs(v)
		if size <= noise && cut == 0 {
			return nil, fmt.Errorf("quantum: Gamma is %v: it must not be an eigenvalue of the weights between the %d unknown neurons, and is, but for %.0e; choose another, or a Cut above 0 for Solve",
				p.gamma, len(p.unknown), size)
		}
		if size <= max(cut, noise) {
			continue
		}
		result.Kept++
		smallest, largest = min(smallest, size), max(largest, size)
		share := detmath.Dot(vectors[k], right) / v
		for i, x := range vectors[k] {
			z[i] += float64(share * x)
		}
	}
	if result.Kept == 0 {
		return nil, fmt.Errorf("quantum: Cut is %v: it must be less than %v, the magnitude of the largest eigenvalue of the system", cut, largestOf(values))
	}
	result.Condition = largest / smallest
	return z, nil
}

// rounding is how far an eigenvalue may be from what it would be in exact arithmetic: some units in the last place of the
// numbers that it comes from, of which those of W are up to 1/d.
func (p *problem) rounding(values []float64) float64 {
	return 0x1p-48 * float64(len(values)) * max(largestOf(values), 1/float64(len(p.cue)))
}

// largestOf returns the largest magnitude of eigenvalues sorted by value.
func largestOf(values []float64) float64 {
	return max(math.Abs(values[0]), math.Abs(values[len(values)-1]))
}

// slope returns ((W − γI)x)ᵢ.
func (p *problem) slope(i int, x []float64) float64 {
	return detmath.Dot(p.w[i], x) - float64(p.gamma*x[i])
}

// finish reads State, Undecided and Residual off X and Multipliers.
func (p *problem) finish(r *Solution) {
	for i, x := range r.X {
		r.Residual = max(r.Residual, math.Abs(p.slope(i, r.X)+r.Multipliers[i]-p.theta[i]))
		if p.cue[i] != 0 {
			r.Residual = max(r.Residual, math.Abs(x-float64(p.cue[i])))
		}
	}
	r.State = append(hopfield.Pattern(nil), p.cue...)
	nothing := p.nothing(r.X)
	for _, i := range p.unknown {
		r.State[i] = -1
		if r.X[i] > nothing {
			r.State[i] = 1
		}
		if math.Abs(r.X[i]) <= nothing {
			r.Undecided = append(r.Undecided, i)
		}
	}
}

// nothing is the magnitude below which an unknown entry of x counts as 0.
//
// Rounding errors are a small share of the largest unknown entry. If that is 0 itself, there are errors of nothing but
// cancellation. Without thresholds, (γI − W_UU) x_U is a vector of multiples of 1/Md, and the matrix stretches no vector by more
// than |γ| + 1: if x_U is not 0, it is at least 1/(Md(|γ|+1)) long.
func (p *problem) nothing(x []float64) float64 {
	d := float64(len(x))
	largest := 1 / (float64(len(p.Patterns)) * d * (math.Abs(p.gamma) + 1) * math.Sqrt(d))
	for _, i := range p.unknown {
		largest = max(largest, math.Abs(x[i]))
	}
	return 1e-9 * largest
}
