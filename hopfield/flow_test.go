package hopfield

import (
	"context"
	"errors"
	"math"
	"math/bits"
	"testing"

	"pgregory.net/rapid"
)

// slowFlow is K as it is written, for any weights and thresholds.
func slowFlow(patterns []Pattern, w, theta []float64) (k float64) {
	n := len(theta)
	for _, x := range patterns {
		for i := range x {
			h := theta[i]
			for j := range x {
				h += w[i*n+j] * float64(x[j])
			}
			k += math.Exp(-float64(x[i]) * h)
		}
	}
	return k
}

// matrix adds up the weights and thresholds of a course.
func (d *descent) matrix(c course, thresholds bool) (w, theta []float64) {
	w, theta = make([]float64, d.n*d.n), make([]float64, d.n)
	for mu, x := range d.patterns {
		for i := range x {
			for j := range x {
				if i != j {
					w[i*d.n+j] += c.a[i*d.p+mu]*float64(x[j]) + float64(x[i])*c.a[j*d.p+mu]
				}
			}
			if thresholds {
				theta[i] += c.a[i*d.p+mu]
			}
		}
	}
	return w, theta
}

// In N·P coefficients the descent knows of N² weights what the weights themselves say: K, its gradient, the gradient times
// itself. And K falls in every step.
func TestProbabilityFlowGoesDownTheGradient(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns, thresholds := drawn(t), rapid.Bool().Draw(t, "thresholds")
		l, err := newLessons(context.Background(), patterns, thresholds)
		if err != nil {
			t.Fatal(err)
		}
		d := newDescent(l)
		step := func() {
			before := d.k
			if falls, err := d.step(context.Background()); err != nil || falls != (d.k < before) || d.k > before {
				t.Fatalf("a step from K = %v to %v: %v, %v", before, d.k, falls, err)
			}
		}
		for range rapid.IntRange(0, 5).Draw(t, "steps") {
			step()
		}
		w, theta := d.matrix(d.at, thresholds)
		if k := slowFlow(patterns, w, theta); math.Abs(k-d.k) > 1e-9*k {
			t.Fatalf("K is %v, want %v", d.k, k)
		}
		step()
		g, gTheta := d.matrix(d.gradient, thresholds) // where that step began
		square := 0.
		check := func(got float64, change func(by float64)) {
			const by = 1e-5
			change(by)
			up := slowFlow(patterns, w, theta)
			change(-2 * by)
			down := slowFlow(patterns, w, theta)
			change(by)
			if want := (down - up) / (2 * by); math.Abs(got-want) > 1e-4*(1+math.Abs(want)) {
				t.Fatalf("the gradient has a component %v, want %v", got, want)
			}
			square += got * got
		}
		for i := range l.n {
			for j := range i {
				check(g[i*l.n+j], func(by float64) { w[i*l.n+j] += by; w[j*l.n+i] += by })
			}
			if thresholds {
				check(gTheta[i], func(by float64) { theta[i] += by })
			}
		}
		if math.Abs(square-d.steepness) > 1e-9*(1+square) {
			t.Fatalf("the gradient times itself is %v, want %v", d.steepness, square)
		}
	})
}

// A random pattern for each neuron is stored, and more: 1.2.
func TestProbabilityFlowStoresAPatternPerNeuron(t *testing.T) {
	for _, size := range []struct{ n, p int }{{32, 32}, {64, 64}, {64, 76}} {
		patterns := randoms(seeded(52), size.p, size.n)
		net := train(t, ProbabilityFlow{}, patterns)
		for k, p := range patterns {
			for i, m := range net.Margins(p) {
				if m < defaultMargin-1e-4 {
					t.Fatalf("N = %d: pattern %d of %d has the margin %v at neuron %d", size.n, k, size.p, m, i)
				}
			}
		}
	}
}

// What no network can store is found out: K levels off, and the error says which share is lost.
func TestProbabilityFlowSaysWhatNoNetworkStores(t *testing.T) {
	patterns := randoms(seeded(51), 60, 20)
	steps := 0
	_, err := ProbabilityFlow{Progress: func(int, int) { steps++ }}.Train(context.Background(), patterns)
	var not *NotStoredError
	if !errors.As(err, &not) || not.Steps != steps || steps > 1000 {
		t.Fatalf("%v, after %d steps", err, steps)
	}
	if stored := storedBy(not.Network, patterns); stored != 60-not.Patterns {
		t.Errorf("%d of 60 patterns are stored, and the error is: %v", stored, err)
	}
	neighbors := []Pattern{{1, 1, 1}, {-1, 1, 1}} // of the first neuron the others say the same in both
	_, err = ProbabilityFlow{}.Train(context.Background(), neighbors)
	if !errors.As(err, &not) || not.Neurons != 1 || not.Patterns != 2 {
		t.Errorf("of two neighbors: %v", err)
	}
}

// Shown states as often as an Ising model has them, the least flow is the model: its couplings and fields come back
// (Sohl-Dickstein et al. 2011). Here they are multiples of ½ ln 2, so that probabilities are to each other as powers of two.
func TestProbabilityFlowFindsTheModelBehindTheStates(t *testing.T) {
	const n, half = 3, .5 * math.Ln2
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.SliceOfN(rapid.IntRange(-1, 1), n*n, n*n).Draw(t, "w") // below the diagonal
		theta := rapid.SliceOfN(rapid.IntRange(-1, 1), n, n).Draw(t, "θ")
		var patterns []Pattern
		for state := range 1 << n {
			x, exponent := make(Pattern, n), n*(n+1)/2
			for i := range x {
				x[i] = int8(2*(state>>i&1) - 1)
				exponent += theta[i] * int(x[i])
				for j := range i {
					exponent += w[i*n+j] * int(x[i]*x[j])
				}
			}
			for range 1 << (exponent / 2) { // exponents are even, or odd, for all states alike
				patterns = append(patterns, x)
			}
		}
		net := learned(t, ProbabilityFlow{LearnThresholds: true}, patterns)
		for i := range n {
			for j := range i {
				if got, want := net.Weight(i, j), half*float64(w[i*n+j]); math.Abs(got-want) > 1e-3 {
					t.Fatalf("W[%d,%d] is %v, want %v", i, j, got, want)
				}
			}
			if got, want := net.Threshold(i), half*float64(theta[i]); math.Abs(got-want) > 1e-3 {
				t.Fatalf("θ[%d] is %v, want %v", i, got, want)
			}
		}
	})
}

// cliques are the graphs on the given number of vertices, a neuron for each pair of them, in which half of the vertices are
// joined to each other, and nobody else to anybody.
func cliques(vertices int) (graphs []Pattern) {
	for set := range uint(1) << vertices {
		if bits.OnesCount(set) != vertices/2 {
			continue
		}
		var graph Pattern
		for i := range vertices {
			for j := range i {
				graph = append(graph, int8(2*(set>>i&(set>>j)&1))-1)
			}
		}
		graphs = append(graphs, graph)
	}
	return graphs
}

// Shown 100 of the 252 cliques on ten vertices, 45 neurons know them all (Hillar & Tran 2018): what is least likely to flow
// away are not these patterns but what they have in common. Of Hebb's rule they are all lost.
func TestProbabilityFlowKnowsCliquesItHasNeverSeen(t *testing.T) {
	all := cliques(10)
	seeded(1).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	if net := train(t, ProbabilityFlow{Margin: 10}, all[:100]); storedBy(net, all) != 252 {
		t.Errorf("%d of %d cliques are stored", storedBy(net, all), len(all))
	}
	if count := storedBy(train(t, Hebb{}, all[:100]), all); count > 0 {
		t.Errorf("Hebb stores %d", count)
	}
}
